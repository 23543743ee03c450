"""When a meeting is due, from facts alone; `standing.py` says what that means on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.applying import applying_rules, began_on
from caseload_tui.domain.dossier import HELD, PLANNED, Deferral, Dossier, Meeting
from caseload_tui.domain.durations import Duration
from caseload_tui.domain.rules import PLACEMENT, REGISTRATION, Rule
from caseload_tui.domain.spans import Span, union

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Plan:
    """A meeting that is planned and would count."""

    on: date
    meeting: str
    time: str | None = None


@dataclass(frozen=True, slots=True)
class BaseDue:
    """What the facts say about one rule for one client; nothing here depends on the day one looks."""

    rule: str
    kind: str
    is_step: bool
    began: date
    due_on: date | None
    """Without a waiver; None where there is no date, and `missing` says why if a fact lacks."""
    missing: str | None
    """The anchor that has not happened, is not known, or lies before the framework came into force."""
    origin: date | None
    anchor: str | None
    """What `origin` is, if not the last meeting: the anchor's id, or None for the day the rule began."""
    last_on: date | None
    term: Duration | None
    notice: Duration
    grace: Duration
    window_days: int
    given_notice: bool = False
    """True where the date was put later because the rule began after the origin."""
    deferred_until: date | None = None
    over_others: tuple[str, ...] = ()
    """Rules that this one replaces for the client."""
    plans: tuple[Plan, ...] = ()
    waivers: tuple[tuple[date, date | None], ...] = ()
    """Merged waivers: first and last day, both included."""


def base_dues(dossier: Dossier, policy: Policy) -> tuple[BaseDue, ...]:
    """Return what the facts say about each rule that applies to the client and is not met for good."""
    applied = applying_rules(dossier, policy)
    dues = (base_due(rule, replaced, dossier, policy) for rule, replaced in applied)
    return tuple(due for due in dues if due is not None)


def base_due(rule: Rule, replaced: tuple[str, ...], dossier: Dossier, policy: Policy) -> BaseDue | None:
    """Return what the facts say about one rule that applies; None where it is met for good."""
    held = [item for item in dossier.meetings if item.status == HELD and rule.counts(item.kind)]
    term = rule.term(spoken_before=bool(held) and not rule.once)
    notice = rule.notice(term)
    began = began_on(rule, notice, dossier, policy)
    if began is None:
        return None
    counting = [item for item in held if item.on >= began] if rule.once else held
    if rule.once and counting:
        return None
    last = max((item.on for item in counting), default=None)
    missing, anchor, origin = None, None, last
    if last is None:
        missing, anchor, origin = _origin(rule, began, dossier, policy)
    due, given_notice, deferral = _first_date(rule, term, last, origin), False, None
    if due is not None and origin is not None:
        noticed = notice.after(began) if began > origin else due
        given_notice = noticed > due
        deferral = _deferral(rule, counting, dossier)
        due = max(due, noticed, deferral.until if deferral else due)
    return BaseDue(
        rule=rule.id,
        kind=rule.kind,
        is_step=rule.is_step,
        began=began,
        due_on=due,
        missing=missing,
        origin=origin,
        anchor=anchor,
        last_on=last,
        term=term,
        notice=notice,
        grace=rule.grace,
        window_days=rule.window_days(term),
        given_notice=given_notice,
        deferred_until=deferral.until if deferral else None,
        over_others=replaced,
        plans=_plans(rule, dossier.meetings),
        waivers=merged_waivers(rule.id, dossier),
    )


def _first_date(rule: Rule, term: Duration | None, last: date | None, origin: date | None) -> date | None:
    """Return the date before notice and deferral: the day named by `by`, else the term after the origin."""
    if origin is None:
        return None
    if last is None and rule.by is not None:
        return rule.by
    return term.after(origin) if term is not None else None


def _origin(rule: Rule, began: date, dossier: Dossier, policy: Policy) -> tuple[str | None, str | None, date | None]:
    """Return what is missing, the anchor used, and the day to count from while nobody was spoken to yet."""
    if rule.after is None:
        return None, None, began
    happened = _anchor(rule, rule.after, dossier, began)
    if happened is None or happened < policy.in_force(rule):
        return rule.after, rule.after, None
    return None, rule.after, happened


def _anchor(rule: Rule, anchor: str, dossier: Dossier, began: date) -> date | None:
    """Return the day of the anchor: the latest meeting of the kind, the dated fact, or a built-in one."""
    if anchor == REGISTRATION:
        return dossier.began_on
    if anchor == PLACEMENT:
        return _placed_on(rule, dossier, began)
    if anchor in dossier.dates:
        return dossier.dates[anchor]
    return max((item.on for item in dossier.meetings if item.status == HELD and item.kind == anchor), default=None)


def _placed_on(rule: Rule, dossier: Dossier, began: date) -> date | None:
    """Return when the client came into the present group; of an aftercare rule, when the work began."""
    if rule.scope.aftercare:
        return began
    current = [stays[-1] for stays in dossier.stays.values() if stays and stays[-1].until is None]
    named = [stay.start for stay in current if stay.group in rule.scope.groups]
    return named[0] if named else next((stay.start for stay in current if stay.group is not None), None)


def _deferral(rule: Rule, counting: Iterable[Meeting], dossier: Dossier) -> Deferral | None:
    """Return the deferral in effect: it lapses with a meeting that counts and was recorded after it."""
    deferral = next((item for item in dossier.deferrals if item.rule == rule.id), None)
    if deferral is None or any(item.recorded_seq > deferral.seq for item in counting):
        return None
    return deferral


def _plans(rule: Rule, meetings: Iterable[Meeting]) -> tuple[Plan, ...]:
    planned = (item for item in meetings if item.status == PLANNED and rule.counts(item.kind))
    return tuple(Plan(item.on, item.id, item.time) for item in planned)


def merged_waivers(rule: str, dossier: Dossier) -> tuple[tuple[date, date | None], ...]:
    """Return the rule's waivers, those that overlap or adjoin as one: first and last day, both included."""
    waived = (item for item in dossier.waivers if item.rule == rule)
    spans = union(Span(item.start, item.through + DAY if item.through else None) for item in waived)
    return tuple((start, end - DAY if end else None) for start, end in spans)
