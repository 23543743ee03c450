"""The pictures of README and handbook show what the program draws today; `python -m tools.pictures` makes them anew."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from caseload_tui.i18n import LANGUAGES, language, set_language
from tools.pictures import FOLDER, FRAMEWORK, PAGES, Showing, Studio
from tools.scenes import SCENES

_TEXT = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    before = language()
    yield Studio(tmp_path_factory.mktemp("studio"), FRAMEWORK, None)
    set_language(before)


def said(drawing: str) -> list[str]:
    return [html.unescape(text).replace("\xa0", " ") for text in _TEXT.findall(drawing)]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("spoken", LANGUAGES)
def test_a_picture_says_what_the_screen_says(studio: Studio, page: str, spoken: str) -> None:
    kept = (FOLDER / f"{page}.{spoken}.svg").read_text("utf-8")
    assert said(kept)
    assert said(kept) == said(studio.draw(SCENES[PAGES[page]], Showing(language=spoken)))


def test_every_picture_is_made_by_the_tool_and_stands_on_a_page() -> None:
    made = {f"{page}.{spoken}.svg" for page in PAGES for spoken in LANGUAGES}
    root = FOLDER.parents[1]
    pages = "".join(path.read_text("utf-8") for path in (root / "README.md", *(root / "docs").glob("*.md")))
    assert {path.name for path in Path(FOLDER).iterdir()} == made
    assert all(name in pages for name in made)
