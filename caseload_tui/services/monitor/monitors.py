"""The monitor of the store: figures over a period, refused where they do not add up, and figures that are typed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.facts import OFFICE, Event
from caseload_tui.domain.facts.erasure import DossierErased
from caseload_tui.domain.facts.office import FrameworkAdopted, IndicatorEntered, OfficeFounded
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.moments import local_day
from caseload_tui.domain.monitor.blocks import Monitor
from caseload_tui.domain.monitor.counting import Inquiry, monitor
from caseload_tui.domain.monitor.entered import Entered, entered_of
from caseload_tui.domain.monitor.measuring import counted_by_hand
from caseload_tui.domain.monitor.period import Period
from caseload_tui.domain.monitor.sight import Sight
from caseload_tui.domain.monitor.stock import END, START, StockRow, differences
from caseload_tui.domain.moving import find_group
from caseload_tui.domain.people import fold
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.statements import Indicator
from caseload_tui.errors import Refused
from caseload_tui.formatting import long_date, number
from caseload_tui.i18n import tr
from caseload_tui.progress import told
from caseload_tui.services.desk import Desk
from caseload_tui.services.finding import find_named
from caseload_tui.services.naming import Names
from caseload_tui.services.team import find_consultant

if TYPE_CHECKING:
    from caseload_tui.store.reading import Reading

_SAYS_NOTHING = (
    *("meeting.signed", "signal.acknowledged", "client.answered", "commitment.escalated"),
    *("transfer.offered", "transfer.accepted", "transfer.rejected", "transfer.withdrawn"),
    *("placement.proposed", "placement.approved", "placement.rejected"),
    *("duty.freed", "duty.restored", "instrument.started", "instrument.ended"),
)
"""Kinds of facts that no figure hangs on; a third of all."""
_AT_ONCE = 10_000
"""How many clients one question to the store may name."""


@dataclass(frozen=True, slots=True)
class Report:
    """A monitor with the words to show it in."""

    figures: Monitor
    names: Names
    practice: bool
    made_on: date


class Monitors:
    """Figures over a period."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def report(
        self,
        first: date,
        last: date,
        *,
        municipality: str | None = None,
        consultant: str | None = None,
        groups: Iterable[str] = (),
        target_group: str | None = None,
        known_on: date | None = None,
    ) -> Report:
        """Return the monitor of a period, both days included, of everybody or of whom the filters name.

        What is not over yet counts up to today, or to the day on which it was known. Refused where it does not add up.
        """
        today = min(self._desk.today(), known_on or self._desk.today())
        period = _period(first, last, today)
        with self._desk.reading() as reading:
            whole, office = reading.policy(), reading.office()
            policy, adopted = _known(reading, whole, today if known_on is not None else None)
            sight = Sight(
                municipality=municipality,
                consultant=find_consultant(office, consultant).id if consultant else None,
                groups=tuple(_group(whole, group) for group in groups),
                target_groups=(_target_group(whole, target_group),) if target_group else (),
            )
            recorded = tuple(reading.events(OFFICE))
            events = [item for item in recorded if known_on is None or local_day(item.at) <= known_on]
            asked = Inquiry(
                period=period,
                asked_for=Period(first, last),
                sight=sight,
                policy=policy,
                today=today,
                known_on=known_on,
                adopted=adopted,
                entered=entered_of(events),
                recorded_since=_founded(events),
                # What was erased since is not known of the day before that either.
                erased=sum(isinstance(item.fact, DossierErased) for item in recorded),
            )
            everybody = reading.count(ClientFilter())
            dossiers = reading.dossiers(known_on=known_on, without=_SAYS_NOTHING)
            figures = monitor(told(dossiers, tr("counting the monitor"), everybody), asked)
        names = Names(whole.framework, office, whole.earlier)
        _refuse_differences(figures, names)
        return Report(figures, names, self._desk.store.practice, self._desk.today())

    def clients(self, ids: Iterable[str]) -> tuple[ClientRow, ...]:
        """Return the clients behind a figure, each once, by name."""
        wanted = tuple(dict.fromkeys(ids))
        with self._desk.reading() as reading:
            parts = [
                reading.clients(ClientFilter(ids=wanted[place : place + _AT_ONCE]))
                for place in range(0, len(wanted), _AT_ONCE)
            ]
        found = [row for part in parts for row in part]
        return tuple(found if len(parts) < 2 else sorted(found, key=lambda row: fold(row.listed_name)))

    def entered(self) -> tuple[Entered, ...]:
        """Return the figures that were typed in, by period."""
        with self._desk.reading() as reading:
            return entered_of(reading.events(OFFICE))

    def enter(
        self,
        indicator: str,
        value: float,
        first: date,
        last: date,
        *,
        counts: str | None = None,
        municipality: str | None = None,
        group: str | None = None,
        note: str | None = None,
    ) -> Entered:
        """Keep what an indicator was in a period, or one thing that it counts; typed anew, the former goes.

        It is about everybody, or about who lives in a municipality or is in a group or target group.
        """
        if last < first:
            raise Refused(tr("The last day lies before the first."), tr("Choose a later last day."))
        with self._desk.writing() as writing:
            policy = writing.policy()
            known = _indicator(policy.framework, indicator)
            fact = IndicatorEntered(
                indicator=known.id,
                counts=_counts(known, counts),
                municipality=municipality,
                group=_group_or_label(policy, group) if group else known.group,
                from_=first,
                through=last,
                value=value,
                note=(note or "").strip() or None,
            )
            writing.record(OFFICE, fact)
            found = entered_of(writing.events(OFFICE))
        key = (fact.indicator, fact.counts, fact.municipality, fact.group, Period(first, last))
        return next(item for item in found if item.key == key)


def _period(first: date, last: date, today: date) -> Period:
    if last < first:
        raise Refused(tr("The last day lies before the first."), tr("Choose a later last day."))
    if first > today:
        raise Refused(tr("The period has not begun yet."), tr("Choose a first day up to {day}.", day=long_date(today)))
    return Period(first, min(last, today))


def _known(reading: Reading, policy: Policy, known_on: date | None) -> tuple[Policy, frozenset[tuple[str, str]]]:
    """Return the policies that were adopted by a day, and the deeds that adopted them."""
    moments = reading.adopted()
    pairs = list(zip(policy.adoptions, moments, strict=True))
    if known_on is not None:
        pairs = [pair for pair in pairs if local_day(pair[1].at) <= known_on]
        if not pairs:
            raise Refused(
                tr("On {day} the office had no policy yet.", day=long_date(known_on)), tr("Choose a later day.")
            )
    return Policy(tuple(adoption for adoption, _ in pairs)), frozenset((at, by) for at, by in moments)


def _founded(events: Iterable[Event]) -> date:
    """Return since when the office records everything: its founding, else its first policy."""
    kinds = (OfficeFounded, FrameworkAdopted)
    return next((local_day(event.at) for event in events if isinstance(event.fact, kinds)), date.max)


def _group(policy: Policy, name: str) -> str:
    """Return a group by its id or name; one of an earlier policy by its id."""
    earlier = (framework for framework in policy.earlier if name in framework.groups_by_id)
    if name not in policy.framework.groups_by_id and next(earlier, None) is not None:
        return name
    return find_group(policy.framework, name)[1]


def _target_group(policy: Policy, name: str) -> str:
    known = [item for framework in (policy.framework, *policy.earlier) for item in framework.target_groups]
    return find_named(known, name, tr("There is no target group “{name}” here.", name=name))


def _group_or_label(policy: Policy, name: str) -> str:
    return name if name in policy.framework.target_groups_by_id else _group(policy, name)


def _indicator(framework: Framework, name: str) -> Indicator:
    found = find_named(framework.indicators, name, tr("There is no indicator “{name}” here.", name=name))
    return next(item for item in framework.indicators if item.id == found)


def _counts(indicator: Indicator, counts: str | None) -> str | None:
    """Return the thing that is counted by hand; refused where facts of clients tell it."""
    if counts is None:
        return None
    by_hand = counted_by_hand(indicator)
    if counts not in by_hand:
        raise Refused(
            tr("“{name}” is not counted by hand for this indicator.", name=counts),
            tr("Choose one of: {known}.", known=", ".join(by_hand) or "\N{EN DASH}"),
        )
    return counts


def _refuse_differences(figures: Monitor, names: Names) -> None:
    broken = differences(figures.stock)
    if broken:
        lines = "\n".join(_difference(row, names) for row in broken)
        raise Refused(
            tr("The figures do not add up, so they are not shown."),
            f"{lines}\n" + tr("Run `caseload doctor`, and report what it says."),
        )


def _difference(row: StockRow, names: Names) -> str:
    name = tr("all together") if row.axis is None else f"{names.axis(row.axis)}, {names.group(row.group)}"
    end = row.count(END)
    return tr(
        "{name}: {start} at the start with all flows makes {expected}, but there are {end} at the end ({difference}).",
        name=name,
        start=number(row.count(START)),
        expected=number(end + row.difference),
        end=number(end),
        difference=f"{-row.difference:+d}",
    )
