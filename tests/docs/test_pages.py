"""The pages name things that are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
    local = [target for target in targets if "://" not in target and not target.startswith("mailto:")]
    assert [target for target in local if not (page.parent / target).exists()] == []


def test_the_architecture_names_every_room_and_no_other() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    named = {
        name.rstrip("/")
        for cell in cells
        for name in re.findall(r"`([\w/.]+)`", cell)
        if name.startswith("caseload_tui/")
    }
    rooms = {str(place.parent.relative_to(ROOT)) for place in ROOT.glob("caseload_tui/**/__init__.py")} - {
        "caseload_tui"
    }
    assert rooms - named == set()
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_decision_is_named_by_the_architecture() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert [page.name for page in (ROOT / "docs" / "decisions").glob("*.md") if page.name not in text] == []
