"""Changing one thing of a valid framework file, to see what the check says of it."""

from __future__ import annotations

from pathlib import Path

from caseload_tui.frameworks.check import check_text
from caseload_tui.frameworks.problems import Problem, Report

EXAMPLES = Path(__file__).parent / "examples"
BASE = (EXAMPLES / "base.toml").read_text(encoding="utf-8")


def mutated(*changes: tuple[str, str]) -> str:
    """Return the base file with each old piece replaced where it first stands; an absent piece is an error."""
    text = BASE
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def added(more: str) -> str:
    """Return the base file with tables added at its end."""
    return f"{BASE}\n{more}\n"


def check(text: str) -> Report:
    return check_text(text, name="test.toml")


def only_problem(text: str) -> Problem:
    """Return the one problem that the check finds; more or fewer fail the test."""
    report = check(text)
    assert len(report.problems) == 1, report.problems
    assert report.framework is None
    return report.problems[0]


def line_with(text: str, piece: str) -> int:
    """Return the number of the one line that holds a piece of text."""
    found = [number for number, line in enumerate(text.splitlines(), 1) if piece in line]
    assert len(found) == 1, found
    return found[0]
