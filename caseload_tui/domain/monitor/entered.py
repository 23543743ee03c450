"""Figures that somebody typed in, because no fact of a client tells them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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
    municipality: str | None
    group: str | None
    """A group or a target group; None where it is about all."""
    period: Period
    value: float
    note: str | None
    by: str
    at: str

    @property
    def key(self) -> tuple[object, ...]:
        """What it is about: the same key takes the place of an earlier one."""
        return self.indicator, self.counts, self.municipality, self.group, self.period


def entered_of(events: Iterable[Event]) -> tuple[Entered, ...]:
    """Return the figures that stand among the facts of the office, by period."""
    ordered = tuple(events)
    undone = taken_back(ordered)
    standing: dict[tuple[object, ...], Entered] = {}
    for event in ordered:
        fact = event.fact
        if isinstance(fact, IndicatorEntered) and event.id not in undone and fact.from_ <= fact.through:
            typed = Entered(
                indicator=fact.indicator,
                counts=fact.counts,
                municipality=fact.municipality,
                group=fact.group,
                period=Period(fact.from_, fact.through),
                value=fact.value,
                note=fact.note,
                by=event.by,
                at=event.at,
            )
            standing[typed.key] = typed
    return tuple(sorted(standing.values(), key=lambda typed: (typed.period, typed.indicator)))


def added_up(found: Iterable[Entered], period: Period) -> float | None:
    """Return the sum of numbers that together fill the period, the longest first; None where a day lacks."""
    sums: dict[date, float] = {period.after: 0.0}
    inside = [item for item in found if period.first <= item.period.first and item.period.last <= period.last]
    # From the end on; of those that begin on one day the longest comes last, and stays.
    for item in sorted(inside, key=lambda item: (-item.period.first.toordinal(), item.period.last)):
        if item.period.after in sums:
            sums[item.period.first] = item.value + sums[item.period.after]
    return sums.get(period.first)


def latest(found: Iterable[Entered], period: Period) -> float | None:
    """Return what was typed for this very period, else the last one for days inside it; None where there is none."""
    known = tuple(found)
    exact = next((item.value for item in known if item.period == period), None)
    if exact is not None:
        return exact
    inside = [item for item in known if period.first <= item.period.first and item.period.last <= period.last]
    return max(inside, key=lambda item: (item.period.last, item.period.first)).value if inside else None
