"""Cadence reached: of the due dates that were met or ran out in a period, as they stood then, how many in time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.applying import applying_rules
from caseload_tui.domain.dossier import HELD, Dossier, Meeting
from caseload_tui.domain.due import BaseDue, base_due
from caseload_tui.domain.monitor.as_it_stood import as_it_stood, days_of_change
from caseload_tui.domain.monitor.period import Period
from caseload_tui.domain.rules import Rule
from caseload_tui.domain.standing import waived_due

MET, MISSED, MET_LATE, DEFERRED, WAIVED = "met", "missed", "met_late", "deferred", "waived"
HOW = (MET, MISSED, MET_LATE, DEFERRED, WAIVED)
"""`met_late`: held after a due date that had run out before, here or in an earlier period, and was counted then."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of one due date, on the day on which that was settled."""

    client: str
    rule: Rule
    day: date
    how: str


@dataclass(frozen=True, slots=True)
class _Term:
    """A due date with its grace, and whether a deferral or waiver put it where it is."""

    rule: Rule
    last_day: date
    put_off: str | None


class _Terms:
    """The due dates of one client as they stand while the days go by."""

    def __init__(self, dossier: Dossier, policy: Policy) -> None:
        self._dossier, self._policy = dossier, policy
        self._held = [meeting for meeting in dossier.meetings if meeting.status == HELD]
        self._stood: Dossier | None = None
        self._in_force = policy
        self._applied: tuple[tuple[Rule, tuple[str, ...]], ...] = ()
        self.terms: dict[str, _Term] = {}

    def change(self, day: date, *, meetings_until: date) -> None:
        """Read everything anew, as it stood on a day."""
        self._in_force = self._policy.on(day)
        self._stood = as_it_stood(self._dossier, day)
        self._applied = () if self._stood is None else applying_rules(self._stood, self._in_force)
        self._hold(meetings_until)
        terms = ((rule.id, self._term(rule, over)) for rule, over in self._applied)
        self.terms = {rule: term for rule, term in terms if term is not None}

    def meet(self, day: date, kinds: set[str]) -> None:
        """Let the meetings of a day count: only the rules that such a kind can touch are read anew."""
        self._hold(day)
        for rule, over in self._applied:
            if any(rule.counts(kind) or rule.after == kind for kind in kinds):
                term = self._term(rule, over)
                self.terms.pop(rule.id, None)
                if term is not None:
                    self.terms[rule.id] = term

    def _hold(self, day: date) -> None:
        if self._stood is not None:
            self._stood = replace(self._stood, meetings=tuple(item for item in self._held if item.on <= day))

    def _term(self, rule: Rule, over: tuple[str, ...]) -> _Term | None:
        base = base_due(rule, over, self._stood, self._in_force) if self._stood is not None else None
        if base is None or base.due_on is None:
            return None
        due = waived_due(base)
        return _Term(rule, base.grace.after(due or base.due_on), _put_off(base, due))


def _put_off(base: BaseDue, due: date | None) -> str | None:
    if due != base.due_on:
        return WAIVED
    return DEFERRED if base.deferred_until is not None and base.deferred_until == base.due_on else None


def decisions(dossier: Dossier, policy: Policy, period: Period, today: date) -> Iterator[Decision]:
    """Yield what became of each due date that was met or ran out in the period; one that ends today may still be met.

    On a day, everything else happens before its meetings do.
    """
    last = min(period.last, today)
    meetings: dict[date, list[Meeting]] = {}
    for item in dossier.meetings:
        if item.status == HELD and period.holds(item.on):
            meetings.setdefault(item.on, []).append(item)
    changes = days_of_change(dossier) | {adoption.in_force_from for adoption in policy.adoptions}
    watch = _Watch(dossier, policy, period)
    for day in sorted({day for day in changes | set(meetings) if period.first <= day <= last}):
        yield from watch.ran_out(day)
        if day in changes:
            yield from watch.change(day)
        if day in meetings:
            yield from watch.meet(day, {item.kind for item in meetings[day]})
    yield from watch.ran_out(min(last + date.resolution, today))


class _Watch:
    """Goes through the days and says of each due date once what became of it."""

    def __init__(self, dossier: Dossier, policy: Policy, period: Period) -> None:
        self._client = dossier.id
        self._terms = _Terms(dossier, policy)
        self._terms.change(period.eve, meetings_until=period.eve)
        self._settled = {
            (term.rule.id, term.last_day) for term in self._terms.terms.values() if term.last_day < period.first
        }

    def ran_out(self, day: date) -> Iterator[Decision]:
        """Yield the due dates that ran out before a day and were not told yet."""
        for term in self._terms.terms.values():
            if term.last_day < day and (term.rule.id, term.last_day) not in self._settled:
                self._settled.add((term.rule.id, term.last_day))
                yield Decision(self._client, term.rule, term.last_day, term.put_off or MISSED)

    def change(self, day: date) -> Iterator[Decision]:
        """Let what else changed on the day count; a due date that has run out as it comes up is missed on that day."""
        self._terms.change(day, meetings_until=day - date.resolution)
        for decision in self.ran_out(day):
            yield replace(decision, day=day)

    def meet(self, day: date, kinds: set[str]) -> Iterator[Decision]:
        """Yield the due dates that the meetings of the day meet."""
        for term in self._terms.terms.values():
            if any(term.rule.counts(kind) for kind in kinds):
                yield from self._met(term, day)
        self._terms.meet(day, kinds)

    def _met(self, term: _Term, day: date) -> Iterator[Decision]:
        key = (term.rule.id, term.last_day)
        if key not in self._settled:
            yield Decision(self._client, term.rule, day, term.put_off or MET)
        elif term.put_off is None:
            yield Decision(self._client, term.rule, day, MET_LATE)
        self._settled = {settled for settled in self._settled if settled[0] != term.rule.id}
