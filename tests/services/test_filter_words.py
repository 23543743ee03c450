from __future__ import annotations

import pytest

from caseload_tui.services.filter_words import CaseFilter, parsed, state_fits


def test_words_with_a_colon_ask_for_a_group_a_state_a_label_or_a_consultant() -> None:
    assert parsed("Çelik group:groei state:late label:ouder of:mol") == CaseFilter(
        words=("celik",), groups=("groei",), states=("late",), labels=("ouder",), leads=("mol",)
    )


def test_a_municipality_is_asked_for_like_a_group() -> None:
    assert parsed("municipality:west gemeente:steen") == CaseFilter(municipalities=("west", "steen"))


def test_both_languages_are_understood() -> None:
    assert parsed("groep:groei stand:laat doelgroep:ouder van:iedereen") == CaseFilter(
        groups=("groei",), states=("laat",), labels=("ouder",), leads=("iedereen",)
    )
    assert parsed("van:iedereen").everybody
    assert not parsed("van:mol").everybody


@pytest.mark.parametrize("text", ["", "group:", "state:", "group: state:"])
def test_what_is_half_typed_asks_nothing_yet(text: str) -> None:
    assert parsed(text) == CaseFilter()


@pytest.mark.parametrize("text", ["a:b", "12:30", ":", "::", "[/x]"])
def test_other_colons_are_words(text: str) -> None:
    assert parsed(text).words == (text,)


@pytest.mark.parametrize(
    ("typed", "state", "fits"),
    [
        ("late", "overdue", True),
        ("late", "upcoming", False),
        ("lat", "overdue", True),
        ("laat", "overdue", True),
        ("gepl", "planned", True),
        ("geen", "", True),
        ("geen", "due", False),
        ("qqq", "due", False),
    ],
)
def test_a_state_is_known_by_its_name_or_the_beginning_of_it(typed: str, state: str, fits: bool) -> None:
    assert state_fits((typed,), state) is fits


def test_without_a_state_every_state_fits_and_of_several_one_is_enough() -> None:
    assert state_fits((), "due")
    assert state_fits(("late", "planned"), "planned")
