"""Counting for an indicator over a period: who was there, who left, and to whom something happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.monitor.counted import RECORDED, WORK_PART, Counted, Reasons, counted_of
from caseload_tui.domain.monitor.flows import LEFT, Flow
from caseload_tui.domain.monitor.period import Period
from caseload_tui.domain.monitor.sight import Past, Sight
from caseload_tui.domain.monitor.stock import Clients
from caseload_tui.domain.statements import Indicator

COUNT, OUTFLOW_SHARE, COVERAGE, ENTERED = "count", "outflow_share", "coverage", "entered"


@dataclass
class Measured:
    """What was counted for one indicator, of one group or all, in one period."""

    present: list[str] = field(default_factory=list)
    """Who was in the caseload on any day."""
    gone: list[str] = field(default_factory=list)
    """Who of them left it."""
    parts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """The clients behind each thing that is counted, once for each time."""
    having: list[str] = field(default_factory=list)
    """Who of those present had any of these things."""

    def clients(self, formula: str) -> Clients:
        """Return the clients behind the figure."""
        if formula == OUTFLOW_SHARE:
            return tuple(self.gone)
        if formula == COVERAGE:
            return tuple(self.having)
        return tuple(client for clients in self.parts.values() for client in clients)


@dataclass(frozen=True, slots=True)
class Measure:
    """What to count: an indicator, of one group or target group or of all, in one period."""

    indicator: Indicator
    group: str | None
    period: Period


def counted_by_hand(indicator: Indicator) -> tuple[str, ...]:
    """Return what of the things that an indicator counts no fact of a client tells."""
    return tuple(what for what in indicator.counts if what not in RECORDED)


def add_to(
    measured: dict[Measure, Measured],
    measures: Iterable[Measure],
    dossier: Dossier,
    flows: dict[Sight, list[Flow]],
    sight: Sight,
    past: Past,
    reasons: Reasons,
) -> None:
    """Count one client for each measure; `flows` has what happened to the client by sight."""
    happened = tuple(counted_of(dossier, reasons))
    for measure in measures:
        narrowed = sight.of(measure.group, past)
        found = measured.setdefault(measure, Measured())
        _add(found, measure, dossier, flows[narrowed], narrowed, past, happened, reasons)


def _add(
    found: Measured,
    measure: Measure,
    dossier: Dossier,
    flows: list[Flow],
    sight: Sight,
    past: Past,
    happened: tuple[Counted, ...],
    reasons: Reasons,
) -> None:
    period, wanted = measure.period, measure.indicator.counts
    things = [item for item in happened if item.what in wanted and period.holds(item.day)]
    things = [item for item in things if past.met_on(dossier, item.day, sight)]
    for item in things:
        found.parts[item.what].append(dossier.id)
    if measure.indicator.formula == COUNT or not _was_there(flows, period):
        return
    found.present.append(dossier.id)
    closings = [flow.closing for flow in flows if period.holds(flow.day) and flow.what == LEFT]
    if any(closing and (not wanted or reasons.counted(closing.reason) in wanted) for closing in closings):
        found.gone.append(dossier.id)
    if things or (WORK_PART in wanted and _works_part_time(dossier, _in_view(flows, period))):
        found.having.append(dossier.id)


def _was_there(flows: list[Flow], period: Period) -> bool:
    """Tell whether the client was in view on any day of the period, were it only to come and go on it."""
    return bool(_in_view(flows, period))


def _in_view(flows: list[Flow], period: Period) -> list[Period]:
    """Return the days of the period on which the client was in view, the day of going out included."""
    found: list[Period] = []
    since: date | None = None
    for flow in flows:
        if since is not None and not flow.sees:
            found.append(Period(since, flow.day))
        since = (since or flow.day) if flow.sees else None
    if since is not None:
        found.append(Period(since, date.max))
    return [
        Period(max(span.first, period.first), min(span.last, period.last))
        for span in found
        if span.first <= period.last and period.first <= span.last
    ]


def _works_part_time(dossier: Dossier, days: list[Period]) -> bool:
    """Tell whether a part-time job went on in the evening of any of these days."""
    return any(
        work.part_time and work.start <= span.last and (work.until is None or work.until > span.first)
        for work in dossier.works
        for span in days
    )
