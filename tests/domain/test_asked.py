from __future__ import annotations

from datetime import date

import pytest

from caseload_tui.domain.asked import Asked, Facets, Term, completions, facet_values, read_filter, states_meant

TODAY = date(2026, 11, 23)
ROW = Facets(
    "c1",
    "celik-gunes, zoe 0042",
    {
        "group": facet_values("groeien", "Groeien"),
        "label": facet_values("alleenstaande_ouder", "Alleenstaande ouder"),
        "status": ("active",),
        "municipality": facet_values("Westerveld"),
        "consultant": facet_values("s-de-wit", "S. de Wit"),
        "is": ("late", "laat", "silent", "lang niet gesproken"),
    },
    "overdue",
    date(2026, 12, 1),
)


def lets(text: str) -> bool:
    notes = {Term("note", "schuld"): frozenset(("c1",)), Term("domain", "financien"): frozenset(("c2",))}
    return read_filter(text, TODAY).lets(
        ROW, lambda term: next((ids for known, ids in notes.items() if known.value == term.value), frozenset())
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Çelik",
        "zoë 0042",
        "group:groei state:late label:ouder of:wit",
        "groep:groei stand:laat doelgroep:ouder van:iedereen",
        "flag:alleenstaande-ouder",
        'label:"alleenstaande ouder"',
        "status:act status:late",
        "status:late",
        "group:=groeien of:=s_de_wit",
        "municipality:west gemeente:steen",
        "is:laat",
        "is:sil is:no-norm",
        "is:lang-niet -is:zonder-norm -municipality:none",
        "group:matchen,groeien",
        "group:matchen group:groeien",
        "due<14d due>=2026-12-01",
        "due:1-12-2026",
        "-smit -group:matchen",
        '"schuld"',
        '-"vakantie" status:lat',
        '-domain:financien "schuld',
        "group: state: label:",
    ],
)
def test_what_fits_is_let_through(text: str) -> None:
    assert lets(text)
    assert not read_filter(text, TODAY).wrong


@pytest.mark.parametrize(
    "text",
    [
        "smit",
        "-celik",
        "group:matchen",
        "state:gepland",
        "state:qqq",
        "group:=groei",
        "of:niemand",
        "status:nazorg",
        "is:no-norm",
        "gemeente:geen",
        "due<7d",
        "due>14d",
        '"huur"',
        "domain:financien",
    ],
)
def test_what_does_not_fit_is_not(text: str) -> None:
    assert not lets(text)
    assert not lets(f"celik {text}")


@pytest.mark.parametrize("text", ["12:30", ":", "::", "[/x]", "-"])
def test_other_colons_and_signs_are_words_or_nothing(text: str) -> None:
    assert all(term.field == "" for term in read_filter(text, TODAY).terms)
    assert not read_filter(text, TODAY).wrong


def test_an_unknown_field_is_told_with_the_nearest_one_and_asks_nothing() -> None:
    asked = read_filter("gruop:werk celik due<qqq group<3", TODAY)
    assert asked.terms == (Term("", "celik"),)
    assert "group:" in asked.wrong[0]
    assert len(asked.wrong) == 3


def test_filters_combine_and_know_whether_everybody_is_asked_for() -> None:
    both = read_filter("celik", TODAY) & read_filter("of:all", TODAY)
    assert both == read_filter("celik of:all", TODAY)
    assert both.everybody
    assert read_filter("of:mol", TODAY).everybody
    assert not read_filter("-of:mol", TODAY).everybody
    assert read_filter("of:iedereen", TODAY).everybody
    assert Asked() == read_filter("  ", TODAY)


def test_a_state_is_known_by_the_beginning_of_its_name() -> None:
    assert states_meant("gepl") == {"planned"}
    assert states_meant("geen") == {""}
    assert not states_meant("qqq")


def test_the_last_word_is_finished_by_fields_and_then_by_values() -> None:
    def values(field: str) -> tuple[str, ...]:
        return ("groeien", "matchen") if field == "group" else ("De Wit",)

    assert completions("smit gr", values, "en") == ("group:",)
    assert completions("-gr", values, "nl") == ("-groep:",)
    assert completions("group:gr", values, "en") == ("group:groeien",)
    assert completions("group:groeien", values, "en") == ()
    assert completions("of:w", values, "en") == ('of:"De Wit"',)
    assert completions("", values, "en") == ()
