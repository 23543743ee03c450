"""Indicators of random offices against a second reading of the rules: formulas, targets, baselines, typed figures."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.folding import dossier_of
from caseload_tui.domain.monitor.counting import Inquiry, monitor
from caseload_tui.domain.monitor.indicators import IndicatorRow
from caseload_tui.domain.monitor.period import Period
from caseload_tui.domain.monitor.sight import Sight
from tests.domain import random_indicators as made
from tests.domain import reference_indicators as second
from tests.domain.facts_maker import AXES, START, TARGETS, framework
from tests.domain.random_dossiers import TODAY, Dice
from tests.domain.random_offices import office, period
from tests.domain.reference_monitor import Client, Row, everybody
from tests.seeding.comparing import plain_payload

SINCE = date(2024, 1, 1)
MANY = 3
PLAIN: Row = {
    "axes": [{"id": axis, "groups": [{"id": group} for group in groups]} for axis, groups in AXES.items()],
    "target_groups": [{"id": name} for name in TARGETS],
}
TOWN, NEAR, YOUNG = "Town", AXES["path"][0], TARGETS[0]
VIEWS: dict[str, tuple[Sight, dict[str, Any]]] = {
    "everybody": (Sight(), {"sees": everybody, "about": (None, None)}),
    "a municipality": (
        Sight(municipality=TOWN),
        {"sees": lambda client, day, last: client.town(day) == TOWN, "about": (TOWN, None)},
    ),
    "a consultant": (
        Sight(consultant="anna"),
        {"sees": lambda client, day, last: client.lead(day) == "anna", "about": None},
    ),
    "a group": (
        Sight(groups=(NEAR,)),
        {"sees": lambda client, day, last: client.group("path", day, last=last) == NEAR, "about": (None, NEAR)},
    ),
    "a label in a municipality": (
        Sight(municipality=TOWN, target_groups=(YOUNG,)),
        {
            "sees": lambda client, day, last: client.town(day) == TOWN and client.has_label(YOUNG, day),
            "about": (TOWN, YOUNG),
        },
    ),
}


def summary(row: IndicatorRow) -> Row:
    """What the program says, in the words of the second reading."""
    ranges = (goal.expected for goal in row.goals)
    least = [expected[0] if isinstance(expected, tuple) else expected for expected in ranges]
    goals = list(zip(least, (goal.reached for goal in row.goals), strict=True))
    return rounded({name: getattr(row, name) for name in ("value", "of", "baseline")}) | {
        "lacking": list(row.lacking),
        "goals": rounded(goals),
    }


def rounded(said: Any) -> Any:
    """Take off what only the order of reckoning adds."""
    if isinstance(said, dict):
        return {key: rounded(item) for key, item in said.items()}
    if isinstance(said, list | tuple):
        return [rounded(item) for item in said]
    return round(said, 9) if isinstance(said, float) else said


@pytest.mark.parametrize("view", VIEWS)
@settings(max_examples=12)
@given(seed=st.integers(0, 2**32))
def test_indicators_are_those_of_a_second_reading(view: str, seed: int) -> None:
    dice, (sight, seen) = Dice(seed), VIEWS[view]
    first, last = period(dice)
    if dice.one_in(3):
        first, last = date(2025, 1, 1), dice.choice((date(2025, 3, 31), date(2025, 12, 31)))
    through = last + timedelta(days=20) if last == TODAY or dice.one_in(8) else None
    tables = [made.indicator(dice, f"i{number}") for number in range(5)]
    typed, figures = made.typed(dice, tables, first, last), made.figures(dice, tables)
    events = office(seed, 4, 10, ["r0"])
    plain = framework(indicators=tuple(map(made.by_the_program, tables)), figures=made.stated(figures))
    asked = Inquiry(
        period=Period(first, last),
        asked_for=Period(first, through or last),
        sight=sight,
        policy=Policy((Adoption(plain, START),)),
        today=TODAY,
        entered=made.entered(typed),
        recorded_since=SINCE,
    )
    found = monitor([dossier_of(each) for each in events], asked)
    again = second.Asked(
        policy=PLAIN | {"indicators": tables, "figures": figures},
        clients=[Client([row(event) for event in each], PLAIN, set()) for each in events],
        first=first,
        last=last,
        through=through,
        today=TODAY,
        since=SINCE,
        entered=typed,
        **seen,
    )
    # Out, in and out on one day says nothing of what a view saw between.
    assume(view == "everybody" or max(map(gates_a_day, again.clients)) < MANY)
    expected = second.indicators(again)
    assert [(item.indicator.id, item.group) for item in found.indicators] == list(expected)
    for item in found.indicators:
        assert summary(item) == rounded(expected[item.indicator.id, item.group]), (item.indicator.id, item.group)


def gates_a_day(client: Client) -> int:
    return max(Counter(on for on, _, _ in client.gates).values())


def row(event: Any) -> Row:
    return {"id": event.id, "kind": event.kind, "at": event.at, "by": event.by, "payload": plain_payload(event.fact)}
