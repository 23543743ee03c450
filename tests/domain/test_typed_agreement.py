from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.domain.typed_agreement import TypedAgreement, read_agreement

MONDAY = date(2026, 11, 23)
SIDES = {"wij": "office", "Zoë": "client"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("wij: kwijtschelding nakijken, vr", TypedAgreement("kwijtschelding nakijken", "office", date(2026, 11, 27))),
        ("zoe: budgetcursus", TypedAgreement("budgetcursus", "client")),
        ("bellen, ook met de huisarts, +2w", TypedAgreement("bellen, ook met de huisarts", None, date(2026, 12, 7))),
        ("let op: de brief, en de bijlage", TypedAgreement("let op: de brief, en de bijlage")),
        ("brief sturen, gisteren", TypedAgreement("brief sturen, gisteren")),
        ("wij:", TypedAgreement("wij:")),
        (", vr", TypedAgreement(", vr")),
    ],
)
def test_a_line_says_whose_it_is_and_by_when(typed: str, read: TypedAgreement) -> None:
    assert read_agreement(typed, SIDES, MONDAY) == read


@given(st.text())
def test_no_word_is_lost_but_a_side_and_a_day(typed: str) -> None:
    read = read_agreement(typed, SIDES, MONDAY)
    if read.owner is None and read.due_on is None:
        assert read.text == typed.strip()
    assert read.text in typed
    assert bool(read.text) == bool(typed.strip())
