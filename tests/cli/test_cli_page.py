"""docs/cli.md says what there is: every command, every key, every kind of fact."""

from __future__ import annotations

import re

import pytest

from caseload_tui.domain.facts import kinds
from tests.cli.conftest import Run
from tools import cli_page

TEXT = cli_page.PAGE.read_text("utf-8")
ANSWERS = {
    "clients": ["clients"],
    "due": ["due"],
    "today": ["today"],
    "commitments": ["commitment", "list"],
    "meetings": ["meeting", "list"],
    "dossier": ["show", "0001"],
    "signals": ["signal", "list"],
    "balance": ["balance"],
    "what-if": ["what-if", "--framework", "pijnacker-nootdorp-2020"],
    "consultants": ["consultant", "list"],
    "frameworks": ["framework", "list"],
    "framework": ["framework", "show"],
    "framework-check": ["framework", "check", "deventer-2020"],
    "doctor": ["doctor", "--quick"],
    "locate": ["locate"],
}


def test_the_lists_of_the_page_follow_from_the_code() -> None:
    assert cli_page.page(TEXT) == TEXT, "run tools/cli_page.py"


def test_every_kind_of_fact_stands_on_the_page() -> None:
    assert set(re.findall(r"^\| `([a-z_.]+)` ", TEXT, re.MULTILINE)) >= set(kinds())


@pytest.mark.parametrize("schema", ANSWERS)
def test_every_key_of_an_answer_stands_on_the_page(office: Run, schema: str) -> None:
    answer = office(*ANSWERS[schema], "--json").json
    assert answer["schema"] == f"caseload.{schema}/1"
    [row] = re.findall(rf"^\| .*`caseload\.{schema}/1`.*$", TEXT, re.MULTILINE)
    named = set(re.findall(r"[a-z_0-9]+", row))
    if schema == "dossier":
        [clients] = re.findall(r"^\| `caseload\.clients/1`.*$", TEXT, re.MULTILINE)
        named |= set(re.findall(r"[a-z_0-9]+", clients))
    lists = [value for key, value in answer.items() if key not in ("schema", "today", "framework")]
    found = {key for items in lists for item in (items if isinstance(items, list) else [items]) for key in keys(item)}
    assert found
    assert found <= named


def keys(item: object) -> set[str]:
    return set(item) if isinstance(item, dict) else set()
