"""Random histories: stock at start with all that flows in and out is stock at the end, whoever one looks at."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.folding import dossier_of
from caseload_tui.domain.monitor.blocks import Monitor
from caseload_tui.domain.monitor.counting import Counting, Inquiry, monitor
from caseload_tui.domain.monitor.period import Period
from caseload_tui.domain.monitor.sight import Sight
from caseload_tui.domain.monitor.stock import CAME, COLUMNS, END, START, WENT, differences
from tests.domain.facts_maker import START as BEGAN
from tests.domain.facts_maker import framework
from tests.domain.random_dossiers import TODAY, Dice
from tests.domain.random_offices import office, period

SIGHTS = tuple(
    Sight(municipality=town, consultant=person, groups=groups, target_groups=labels)
    for town, person, groups, labels in product(
        (None, "Town"), (None, "anna"), ((), ("near",), ("near", "far", "short")), ((), ("young",))
    )
)
POLICY = Policy((Adoption(framework(), BEGAN),))


def made(seed: int, *, clients: int = 6, steps: int = 14) -> list[Dossier]:
    return [dossier_of(events) for events in office(seed, clients, steps, ["r0"])]


def asked(seed: int, sight: Sight = Sight(), policy: Policy = POLICY) -> Inquiry:  # noqa: B008 - it is frozen
    return Inquiry(period=Period(*period(Dice(seed))), sight=sight, policy=policy, today=TODAY)


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32))
def test_start_and_flows_come_to_the_end_for_every_group_and_every_sight(seed: int) -> None:
    dossiers = made(seed)
    for sight in SIGHTS:
        found = monitor(dossiers, asked(seed, sight))
        assert differences(found.stock) == ()
        for column in (START, END, "registered", "reopened", "left"):
            for axis in ("path", "form"):
                groups = sum(row.count(column) for row in found.stock if row.axis == axis)
                assert groups == found.everybody.count(column)
        if not sight.groups:
            crossed = [(len(row.came), len(row.went)) for row in found.crossings]
            assert [sum(ways) for ways in zip(*crossed, strict=True)] == (
                [found.everybody.count(CAME), found.everybody.count(WENT)] if crossed else []
            )


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32))
def test_two_periods_after_each_other_come_to_the_same_as_the_two_together(seed: int) -> None:
    dossiers, whole = made(seed), asked(seed)
    middle = Dice(seed + 1).day(whole.period.first, whole.period.last)
    if middle == whole.period.last:
        return
    first = monitor(dossiers, replace(whole, period=Period(whole.period.first, middle)))
    second = monitor(dossiers, replace(whole, period=Period(first.period.after, whole.period.last)))
    together = monitor(dossiers, whole)
    assert counts(first, END) == counts(second, START)
    for column in COLUMNS:
        if column not in (START, END):
            added = {
                key: counts(first, column).get(key, 0) + counts(second, column).get(key, 0) for key in rows(together)
            }
            assert added == {key: counts(together, column).get(key, 0) for key in rows(together)}


def rows(found: Monitor) -> list[tuple[str | None, str | None]]:
    return [(row.axis, row.group) for row in found.stock]


def counts(found: Monitor, column: str) -> dict[tuple[str | None, str | None], int]:
    return {(row.axis, row.group): row.count(column) for row in found.stock if row.count(column)}


def test_a_flow_that_is_not_told_shows_as_a_difference_in_its_group_and_in_all(monkeypatch: pytest.MonkeyPatch) -> None:
    dossiers, whole = made(7), replace(asked(7), period=Period(BEGAN, TODAY))
    counting = Counting(whole)
    forgotten = []
    original = Counting._add_flow

    def forget_one(self: Counting, flow: object) -> None:
        if flow.what == "registered" and not forgotten:  # type: ignore[attr-defined]
            forgotten.append(flow)
        else:
            original(self, flow)  # type: ignore[arg-type]

    monkeypatch.setattr(Counting, "_add_flow", forget_one)
    for dossier in dossiers:
        counting.add(dossier)
    broken = differences(counting.monitor().stock)
    assert {(row.axis, row.group) for row in broken} == {
        (None, None),
        *((axis, forgotten[0].after.get(axis)) for axis in ("path", "form")),
    }
    assert {row.difference for row in broken} == {-1}
