"""Stock that must reconcile, and be that of a second reading, whatever happened, whoever looks, and as it was known."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caseload_tui.domain.monitor.blocks import Monitor
from caseload_tui.domain.monitor.counting import Inquiry, monitor
from caseload_tui.domain.monitor.period import Period
from caseload_tui.domain.monitor.sight import Sight
from caseload_tui.domain.monitor.stock import CAME, END, START, WENT, differences
from tests.domain import reference_monitor as second
from tests.domain.facts_maker import AXES, TARGETS
from tests.domain.random_dossiers import TODAY, Dice
from tests.domain.random_histories import AHEAD, History, lived
from tests.domain.random_offices import PEOPLE, TOWNS, period
from tests.domain.test_monitor_indicators import MANY, gates_a_day, row

PLAIN = {
    "axes": [
        {"id": axis, "groups": [{"id": name} for name in (*names, *((AHEAD,) if axis == "path" else ()))]}
        for axis, names in AXES.items()
    ],
    "target_groups": [{"id": name} for name in TARGETS],
}
NEAR = (AXES["path"][0], AHEAD)
GROUPS: tuple[tuple[str, ...], ...] = ((), NEAR, ("short",), (*NEAR, "middle", "long"))
SIGHTS = tuple(
    Sight(municipality=town, consultant=person, groups=groups, target_groups=labels)
    for town, person, groups, labels in product((None, "Town"), (None, "anna"), GROUPS, ((), ("young",)))
)


def asked(history: History, span: tuple[date, date], today: date, sight: Sight = Sight()) -> Monitor:  # noqa: B008
    inquiry = Inquiry(
        period=Period(*span), sight=sight, policy=history.policy, adopted=history.adopted, today=today, known_on=today
    )
    return monitor(history.dossiers, inquiry)


def of_seed(seed: int) -> tuple[History, tuple[date, date], date]:
    """A history, a period, and the day on which it was known."""
    dice, history = Dice(seed), lived(seed)
    first, last = period(dice)
    day = TODAY if dice.one_in(2) else dice.day(first)
    return history.known_on(day), (first, min(last, day)), day


@settings(max_examples=15)
@given(seed=st.integers(0, 2**32))
def test_whatever_happened_start_and_flows_come_to_the_end(seed: int) -> None:
    history, span, day = of_seed(seed)
    for sight in SIGHTS:
        found = asked(history, span, day, sight)
        assert differences(found.stock) == ()
        for column in (START, END, "registered", "reopened", "left"):
            for axis in AXES:
                assert sum(it.count(column) for it in found.stock if it.axis == axis) == found.everybody.count(column)
        assert sum(len(it.clients) for it in found.outflow) == found.everybody.count("left")
        crossed = Counter({CAME: 0, WENT: 0})
        for way in found.crossings:
            crossed.update({CAME: len(way.came), WENT: len(way.went)})
        if not sight.groups:
            assert crossed == {way: found.everybody.count(way) for way in (CAME, WENT)}


@settings(max_examples=15)
@given(seed=st.integers(0, 2**32))
def test_what_each_sees_is_part_of_what_all_see(seed: int) -> None:
    history, span, day = of_seed(seed)
    everybody = asked(history, span, day).everybody
    views: tuple[tuple[Sight, ...], ...] = (
        tuple(Sight(municipality=town) for town in TOWNS),
        tuple(Sight(consultant=person) for person in PEOPLE),
    )
    for column, sights in product((START, END), views):
        seen = [client for sight in sights for client in asked(history, span, day, sight).everybody.figures[column]]
        assert len(seen) == len(set(seen))
        assert set(seen) <= set(everybody.figures[column])


def sees(sight: Sight) -> second.Sees:
    """The same view, in the second reading's way."""

    def seen(client: second.Client, on: date, last: bool) -> bool:
        return (
            (sight.municipality is None or client.town(on) == sight.municipality)
            and (sight.consultant is None or client.lead(on) == sight.consultant)
            and all(client.has_label(label, on) for label in sight.target_groups)
        )

    return seen


@settings(max_examples=25)
@given(seed=st.integers(0, 2**32))
def test_stock_and_flows_are_those_of_a_second_reading(seed: int) -> None:
    history, span, day = of_seed(seed)
    clients = [second.Client([row(event) for event in each], PLAIN, set(history.adopted)) for each in history.clients]
    assume(max(map(gates_a_day, clients), default=0) < MANY)
    for sight in (sight for sight in SIGHTS if not sight.groups):
        cells = {}
        for item in asked(history, span, day, sight).stock:
            if item.axis is not None:
                cells[item.axis, item.group] = +Counter({column: item.count(column) for column in item.figures})
        found = {key: counts for key, counts in cells.items() if counts}
        assert found == second.stock(clients, *span, sees(sight), list(AXES))
