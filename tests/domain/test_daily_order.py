"""rules.md section 10: the order of the daily list."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseload_tui.domain.daily import Block, DailyRow, in_order, overdue_share
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.standing import standing
from tests.domain.facts_maker import START, only_due, policy, registered, rule


def client(family: str, given: str = "Noor", number: str = "1") -> ClientRow:
    return ClientRow(
        id=number,
        file_number=number,
        given_name=given,
        prefix="van",
        family_name=family,
        born_on=None,
        municipality=None,
        registered_on=START,
        benefit_since=None,
        status="active",
        closed_on=None,
        lead=None,
        lead_lacking=False,
        groups={},
        labels=(),
        contacts=(),
        sectors=(),
        last_contact=None,
        open_commitments=0,
    )


def row(block: Block, order: float = 0.0, who: ClientRow | None = None, **more: str) -> DailyRow:
    return DailyRow(block, "due", who, "", "", "", order=order, **more)  # type: ignore[arg-type]


TIED = [row(Block.DUE, order, client("Berg", number=str(number))) for order in (1, 2) for number in (1, 2, 3)]


def test_blocks_come_in_their_order_and_rows_by_their_own_key() -> None:
    rows = [
        row(Block.TALKS, at="09:00"),
        row(Block.TALKS, at="13:30"),
        row(Block.UNFINISHED),
        row(Block.OUR_PROMISES, 1),
        row(Block.OUR_PROMISES, 2),
        row(Block.OVERDUE, -0.5),
        row(Block.OVERDUE, -0.1),
        row(Block.BROKEN_TERMS),
        row(Block.DUE_TODAY),
        row(Block.DUE),
        row(Block.AFTERCARE),
        row(Block.SIGNALS),
    ]
    shuffled = rows.copy()
    Random(7).shuffle(shuffled)
    assert in_order(shuffled) == tuple(rows)


def test_ties_go_by_family_name_given_name_file_number_and_rule() -> None:
    rows = [
        row(Block.DUE, 1, client("Álvarez")),
        row(Block.DUE, 1, client("Berg", "Aad")),
        row(Block.DUE, 1, client("Berg", "Noor", "1"), rule="a"),
        row(Block.DUE, 1, client("Berg", "Noor", "1"), rule="b"),
        row(Block.DUE, 1, client("Berg", "Noor", "2")),
        row(Block.DUE, 1, client("Bergen", "Aad")),
    ]
    assert in_order(reversed(rows)) == tuple(rows)


@settings(max_examples=30)
@given(st.permutations(TIED))
def test_the_order_does_not_depend_on_how_the_rows_come(rows: list[DailyRow]) -> None:
    assert in_order(rows) == tuple(TIED)


@pytest.mark.parametrize(
    ("table", "today", "share"),
    [
        ({"per_year": 4}, date(2024, 5, 1), 30 / 90),
        ({"per_year": 1}, date(2025, 1, 31), 30 / 360),
        ({"every": "1 week"}, date(2024, 1, 15), 7 / 7),
        ({"every": "1 year"}, date(2025, 1, 31), 30 / 365),
        ({"once": True, "by": date(2024, 4, 1)}, date(2024, 5, 1), 30 / 365),
    ],
)
def test_days_overdue_count_as_a_share_of_the_nominal_term(table: dict[str, Any], today: date, share: float) -> None:
    base = only_due(registered(), policy(rule(**table)))
    stands = standing(base, today)
    assert stands is not None
    assert overdue_share(base, stands) == share
