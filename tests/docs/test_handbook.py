"""The handbook names keys and pictures that are there, in both languages."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import caseload_tui.ui.commands
import caseload_tui.ui.screens
from caseload_tui import i18n
from caseload_tui.ui.commands import Command
from caseload_tui.ui.widgets.foot import key_text
from tools.pictures import PAGES

DOCS = Path(__file__).parents[2] / "docs"
LANGUAGES = ("nl", "en")
KEY = re.compile(r"f\d{1,2}|(?:ctrl|shift)\+\S+|[^\s\w]|\w|space|enter|tab|esc")
OF_ALL = frozenset(("enter", "tab", "esc", "ctrl"))
"""Keys that a page may name without a row of their own: they do everywhere what they say."""


def handbook(language: str) -> str:
    return (DOCS / f"handbook.{language}.md").read_text("utf-8")


def sections(text: str) -> dict[str, str]:
    return dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))


def rows(section: str) -> list[tuple[str, str]]:
    return re.findall(r"^\| `([^`]+)` \| (.+?) \|$", section, re.MULTILINE)


def commands(of: type[Command] = Command) -> Iterator[type[Command]]:
    for command in of.__subclasses__():
        yield command
        yield from commands(command)


@pytest.fixture(scope="module")
def deeds() -> dict[str, set[tuple[str, str]]]:
    """Key and title of every command in each language, with the words of no policy in particular."""
    for place in (caseload_tui.ui.commands, caseload_tui.ui.screens):
        for module in pkgutil.iter_modules(place.__path__):
            importlib.import_module(f"{place.__name__}.{module.name}")
    found: dict[str, set[tuple[str, str]]] = {}
    for language in LANGUAGES:
        i18n.set_language(language)
        known = [(command, command.texts().title) for command in commands() if getattr(command, "key", "")]
        pairs = ((key, title) for command, title in known for key in command.key.split(","))
        found[language] = {(key_text(key), title) for key, title in pairs}
    i18n.set_language("en")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_of_the_handbook_is_the_key_of_that_command(
    language: str, deeds: dict[str, set[tuple[str, str]]]
) -> None:
    named = [row for section in sections(handbook(language)).values() for row in rows(section)]
    assert len(named) > 60
    assert [row for row in named if row not in deeds[language]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_in_a_sentence_stands_in_the_table_under_it(language: str) -> None:
    for title, section in sections(handbook(language)).items():
        told = {key for key, _ in rows(section)} | OF_ALL
        prose = re.sub(r"^```.*?^```|^\|.*?$", "", section, flags=re.MULTILINE | re.DOTALL)
        keys = {said for said in re.findall(r"`([^`\n]+)`", prose) if KEY.fullmatch(said)}
        assert keys - told == set(), title


def test_both_handbooks_tell_the_same_tasks_with_the_same_keys() -> None:
    dutch, english = (list(sections(handbook(language)).values()) for language in LANGUAGES)
    keys = [[{key for key, _ in rows(section)} for section in book] for book in (dutch, english)]
    assert keys[0] == keys[1]


def test_every_picture_of_a_page_is_one_that_the_tool_makes_and_every_one_is_shown() -> None:
    pages = [DOCS.parent / "README.md", *DOCS.glob("*.md")]
    shown = {name for page in pages for name in re.findall(r"\((?:docs/)?pictures/([^)]+)\)", page.read_text("utf-8"))}
    made = {f"{name}.{language}.svg" for name in PAGES for language in LANGUAGES}
    assert shown == made == {path.name for path in (DOCS / "pictures").iterdir()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_of_a_handbook_lead_to_every_task(language: str) -> None:
    text = handbook(language)
    anchors = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in sections(text)}
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) == anchors
