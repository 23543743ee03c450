"""Policies of municipalities that do not exist, written from docs/frameworks.md alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseload_tui.frameworks import library
from caseload_tui.frameworks.check import check_text
from caseload_tui.frameworks.describe import as_markdown, describe
from caseload_tui.i18n import set_language
from tests.seeding.comparing import compared

FILES = sorted((Path(__file__).parent / "invented").glob("*.toml"))
WITHOUT_DATES = {"names-only", "words-only"}


@pytest.fixture(autouse=True)
def _english():
    set_language("en")
    yield
    set_language("en")


def described(name, language):
    set_language(language)
    path = next(path for path in FILES if path.stem == name)
    return as_markdown(describe(library.load(str(path))[0]))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_invented_policy_is_in_order_and_its_office_has_the_due_dates_that_the_rules_give(path):
    assert check_text(path.read_text(encoding="utf-8")).problems == ()
    count = compared(str(path), clients=40)
    assert count > 30 or path.stem in WITHOUT_DATES


def test_words_stand_beside_what_they_count_as():
    assert "| 2 tot 4 keer per jaar | 2 keer per jaar |" in described("service-levels", "nl")
    assert "2 times a year (“2 tot 4 keer per jaar”)" in described("service-levels", "en")


def test_leeway_and_what_a_rule_replaces_are_described():
    text = described("ladder", "en")
    assert "Voortgang (Kort; not Mantelzorger), Voortgang (Midden)" in text
    assert "overdue 1 week after its date; notice of 1 week; called due 3 days before its date" in text


def test_the_order_of_groups_the_cap_of_later_and_the_scales_are_described():
    assert "| Nog niet bekend |" in described("ladder", "en")
    text = described("service-levels", "en")
    assert "| 40; 35 from 1 January 2027 |" in text
    assert "| niveau | Service level | no order |" in text
    assert "1 acuut, 2 niet" in text
