"""Counting a monitor: every block of figures over one period, from the dossiers of an office, one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.monitor.activity import Activity
from caseload_tui.domain.monitor.blocks import CadenceRow, CrossingRow, Monitor, OutflowRow, PartialRow
from caseload_tui.domain.monitor.cadence import HOW, decisions
from caseload_tui.domain.monitor.composition import Composition
from caseload_tui.domain.monitor.counted import PARTIAL, Reasons, counted_of
from caseload_tui.domain.monitor.entered import Entered
from caseload_tui.domain.monitor.flows import HANDED, HOUSE, LABELLED, Flow, flows_of
from caseload_tui.domain.monitor.indicators import baseline_years, rows_wanted
from caseload_tui.domain.monitor.ledger import Ledger
from caseload_tui.domain.monitor.measuring import ENTERED, Measure, Measured, add_to
from caseload_tui.domain.monitor.period import Period, year
from caseload_tui.domain.monitor.sight import Past, Sight
from caseload_tui.domain.monitor.stock import END, START, Stock
from caseload_tui.domain.rules import Rule

CROSSINGS = (HOUSE, HANDED, LABELLED)
"""What brings clients into a sight or out of it, beside moves: moving house, being handed over, a label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """What a monitor is asked about, and what the office's facts say beside the dossiers."""

    period: Period
    sight: Sight
    policy: Policy
    today: date
    asked_for: Period | None = None
    """The period with the days that are still to come, where it is not over."""
    known_on: date | None = None
    adopted: frozenset[tuple[str, str]] = frozenset()
    """Moments and authors of the deeds with which a policy was adopted."""
    entered: tuple[Entered, ...] = ()
    recorded_since: date = date.max
    erased: int = 0


@dataclass
class Counting:
    """Counts dossiers one by one, so that an office of any size fits."""

    asked: Inquiry
    stock: Stock = field(default_factory=Stock)
    composition: Composition = field(default_factory=Composition)
    outflow: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    crossings: dict[tuple[str, bool], list[str]] = field(default_factory=lambda: defaultdict(list))
    partial: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    cadence: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    measured: dict[Measure, Measured] = field(default_factory=dict)

    def __post_init__(self) -> None:
        asked = self.asked
        self.past = Past(asked.policy)
        in_force = asked.policy.on(asked.period.last).adoptions
        begun = asked.policy.on(asked.period.eve).adoptions
        self.frameworks = tuple(item.framework for item in reversed(in_force[len(begun) - 1 :]))
        """The policies that were in force in the period, the latest first."""
        self.framework = self.frameworks[0]
        self.axes = tuple(dict.fromkeys(axis.id for framework in self.frameworks for axis in framework.axes))
        self.reasons = Reasons.of(tuple(item.framework for item in reversed(asked.policy.adoptions)))
        self.activity = Activity(asked.period)
        self.rules: dict[str, Rule] = {}
        self.measures = tuple(dict.fromkeys(self._measures()))
        sights = (asked.sight.of(measure.group, self.past) for measure in self.measures)
        self.sights = tuple(dict.fromkeys((asked.sight, *sights)))

    def add(self, dossier: Dossier) -> None:
        """Count one client."""
        asked = self.asked
        flows = {sight: list(flows_of(dossier, sight, self.past, asked.adopted)) for sight in self.sights}
        self._add_stock(dossier)
        for flow in flows[asked.sight]:
            if asked.period.holds(flow.day):
                self._add_flow(flow)
        in_sight = partial(self.past.met_on, dossier, sight=asked.sight)
        self.activity.add(dossier, in_sight)
        for item in counted_of(dossier, self.reasons):
            if item.what in PARTIAL and asked.period.holds(item.day) and self._in_stock(dossier, item.day):
                self.partial[item.what].append(dossier.id)
        for decision in decisions(dossier, asked.policy, asked.period, asked.today):
            if in_sight(decision.day):
                self.rules[decision.rule.id] = decision.rule
                outcomes = self.cadence.setdefault(decision.rule.id, {how: [] for how in HOW})
                outcomes[decision.how].append(dossier.id)
        add_to(self.measured, self.measures, dossier, flows, asked.sight, self.past, self.reasons)

    def _measures(self) -> Iterator[Measure]:
        period = self.asked.period
        for indicator in self.framework.indicators:
            if indicator.formula == ENTERED:
                continue
            for group in rows_wanted(indicator, period.last):
                yield Measure(indicator, group, period)
                yield from (Measure(indicator, group, year(number)) for number in baseline_years(indicator, period))

    def _add_stock(self, dossier: Dossier) -> None:
        asked, past = self.asked, self.past
        for column, day in ((START, asked.period.eve), (END, asked.period.last)):
            spot = past.spot_on(dossier, day, asked.sight)
            if spot.present and past.sees(asked.sight, spot):
                self.stock.add_spot(dossier.id, column, spot, self.axes)
                add = self.composition.add_end if column == END else self.composition.add_start
                add(dossier, day)

    def _in_stock(self, dossier: Dossier, day: date) -> bool:
        spot = self.past.spot_on(dossier, day, self.asked.sight)
        return spot.present and self.past.sees(self.asked.sight, spot)

    def _add_flow(self, flow: Flow) -> None:
        self.stock.add_flow(flow, self.axes)
        if flow.closing is not None and flow.seen:
            self.outflow[flow.closing.reason].append(flow.client)
        if flow.what in CROSSINGS:
            self.crossings[flow.what, flow.sees].append(flow.client)

    def monitor(self) -> Monitor:
        """Return the figures."""
        asked, framework, activity = self.asked, self.framework, self.activity
        ledger = Ledger(
            framework=framework,
            measured=self.measured,
            entered=asked.entered,
            recorded_since=asked.recorded_since,
            today=asked.today,
            period=asked.period,
            asked_for=asked.asked_for or asked.period,
            sight=asked.sight,
        )
        return Monitor(
            period=asked.period,
            known_on=asked.known_on,
            sight=asked.sight,
            framework=framework,
            erased=asked.erased,
            stock=tuple(self.stock.rows(self._order())),
            moves=tuple(self.stock.moved(self.frameworks)),
            outflow=tuple(self._outflow_rows()),
            crossings=tuple(self._crossing_rows()),
            partial=tuple(PartialRow(what, tuple(self.partial.get(what, ()))) for what in PARTIAL),
            held=tuple(activity.held_rows(tuple(framework.kinds_by_id))),
            cadence=tuple(self._cadence_rows()),
            commitments=tuple(activity.sides()),
            works=tuple(activity.work_rows()),
            referrals=tuple(activity.partners()),
            durations=self.composition.duration_rows(),
            ages=self.composition.age_rows(),
            labels=tuple(self.composition.label_rows(tuple(framework.target_groups_by_id))),
            indicators=tuple(
                ledger.row(indicator, group, asked.period)
                for indicator in framework.indicators
                for group in rows_wanted(indicator, asked.period.last)
            ),
        )

    def _order(self) -> dict[str, tuple[str, ...]]:
        """Return the axes with their groups in order; those in sight, where the sight names groups of an axis."""
        known: dict[str, dict[str, None]] = {axis: {} for axis in self.axes}
        for framework in self.frameworks:
            for axis in framework.axes:
                known[axis.id].update(dict.fromkeys(group.id for group in axis.groups))
        wanted = set(self.asked.sight.groups)
        return {
            axis: tuple(group for group in groups if group in wanted) if wanted & set(groups) else tuple(groups)
            for axis, groups in known.items()
        }

    def _outflow_rows(self) -> Iterator[OutflowRow]:
        for reason, clients in sorted(self.outflow.items(), key=lambda item: (-len(item[1]), item[0])):
            yield OutflowRow(reason, self.reasons.category(reason), tuple(clients))

    def _crossing_rows(self) -> Iterator[CrossingRow]:
        sight = self.asked.sight
        looked_at = (sight.municipality, sight.consultant, sight.target_groups)
        for what, asked in zip(CROSSINGS, looked_at, strict=True):
            if asked:
                came, went = (tuple(self.crossings.get((what, sees), ())) for sees in (True, False))
                yield CrossingRow(what, came, went)

    def _cadence_rows(self) -> Iterator[CadenceRow]:
        order = tuple(self.framework.rules_by_id)
        for rule in (*order, *sorted(set(self.cadence) - set(order))):
            if rule in self.cadence:
                outcomes = self.cadence[rule]
                yield CadenceRow(self.rules[rule], {how: tuple(clients) for how, clients in outcomes.items()})


def monitor(dossiers: Iterable[Dossier], asked: Inquiry) -> Monitor:
    """Return the monitor of these dossiers."""
    counting = Counting(asked)
    for dossier in dossiers:
        counting.add(dossier)
    return counting.monitor()
