"""Figures that somebody typed in, because no fact of a client tells them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from caseload_tui.domain.facts.base import Event
from caseload_tui.domain.facts.office import IndicatorEntered
from caseload_tui.domain.folding import taken_back
from caseload_tui.domain.monitor.period import Period


@dataclass(frozen=True, slots=True)
class Entered:
    """What an indicator, or one thing that it counts, was in a period."""

    indicator: str
    counts: str | None
    """The thing counted; None where it is the indicator itself."""
    group: str | None
    period: Period
    value: float
    note: str | None
    by: str
    at: str

    @property
    def key(self) -> tuple[object, ...]:
        """What it is about: the same key takes the place of an earlier one."""
        return self.indicator, self.counts, self.group, self.period


def entered_of(events: Iterable[Event]) -> tuple[Entered, ...]:
    """Return the figures that stand among the facts of the office, by period."""
    ordered = tuple(events)
    undone = taken_back(ordered)
    standing: dict[tuple[object, ...], Entered] = {}
    for event in ordered:
        fact = event.fact
        if isinstance(fact, IndicatorEntered) and event.id not in undone and fact.from_ <= fact.through:
            period = Period(fact.from_, fact.through)
            typed = Entered(fact.indicator, fact.counts, fact.group, period, fact.value, fact.note, event.by, event.at)
            standing[typed.key] = typed
    return tuple(sorted(standing.values(), key=lambda typed: (typed.period, typed.indicator)))


def added_up(found: Iterable[Entered], period: Period) -> float | None:
    """Return the sum of numbers that together fill the period, the longest first; None where a day lacks."""
    known, total, day = tuple(found), 0.0, period.first
    while day <= period.last:
        fitting = [item for item in known if item.period.first == day and item.period.last <= period.last]
        longest = max(fitting, key=lambda item: item.period.last, default=None)
        if longest is None:
            return None
        total += longest.value
        day = longest.period.after
    return total


def latest(found: Iterable[Entered], period: Period) -> float | None:
    """Return what was typed for this very period, else the last one for days inside it; None where there is none."""
    known = tuple(found)
    exact = next((item.value for item in known if item.period == period), None)
    if exact is not None:
        return exact
    inside = [item for item in known if period.first <= item.period.first and item.period.last <= period.last]
    return max(inside, key=lambda item: (item.period.last, item.period.first)).value if inside else None
