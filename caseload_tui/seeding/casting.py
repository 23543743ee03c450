"""Which situations the first clients of an office are cast in, so that each the policy knows occurs at least once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from caseload_tui.domain.framework import CLIENT_LEADS, Axis, Framework, Group
from caseload_tui.domain.moving import NO_APPROVAL
from caseload_tui.domain.rules import Rule
from caseload_tui.seeding.session_days import is_session

FALLBACK = "fallback"
# How the meeting of a rule stands today.
PLANNED_TODAY, PLANNED_LATE, PLANNED_PAST_TERM = "planned_today", "planned_late", "planned_past_term"
WAIVERS = ("waived", "waived_open", "waivers_adjoining", "waiver_past", "waiver_ahead", "waiver_ended")
DEFERRALS = ("deferred", "deferral_lapsed", "deferral_withdrawn")
STATES = (
    *(PLANNED_TODAY, "overdue", "unrecorded", "due", "planned", "upcoming", "waived", PLANNED_LATE, PLANNED_PAST_TERM),
    *WAIVERS[1:],
    *DEFERRALS,
    "unrecorded",
)
OTHER_STATES = ("due", "planned", "overdue", "upcoming")
STEP_STATES = ("overdue", "due", "planned")
AFTERCARE_STATES = ("overdue", "due", "upcoming")
# What became of something agreed.
PROMISES = (
    *("office_overdue", "office_today", "client_overdue", "client_today", "partner_overdue", "partner_today"),
    *("partner_ahead", "office_ahead", "client_ahead"),
    *("broken", "kept_late", "renegotiated", "renegotiated_twice", "withdrawn"),
)
# What happened to a record.
QUIRKS = (
    *("unsigned", "amended", "amended_day", "withdrawn_talk", "missed", "missed_again", "missed_thrice"),
    *("cancelled_by_office", "cancelled_by_client", "replanned", "recorded_again"),
    *("renamed", "two_phones", "undone"),
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What one client is there to show; empty leaves it to chance."""

    life: str = ""
    rule: Rule | None = None
    state: str = ""
    promise: str = ""
    quirk: str = ""
    about: str = ""
    """The group, target group or anything else of the policy that it is about."""

    @property
    def is_chance(self) -> bool:
        """Tell whether the client is none of the cast."""
        return self == Wish()


def cast(framework: Framework) -> list[Wish]:
    """Return the wishes in the order in which clients are registered, the most telling ones first."""
    standings, lives = _standings(framework), list(_lives(framework))
    promises = [*PROMISES, *(["escalated", "escalated_twice"] if framework.commitments.ladder else [])]
    quirks = list(QUIRKS)
    wishes = []
    for standing, life in zip_longest(standings, lives):
        if standing is not None:
            promise = promises.pop(0) if promises else ""
            wishes.append(Wish(rule=standing[0], state=standing[1], promise=promise))
        if life is not None:
            wishes.append(life)
    wishes += [Wish(promise=promise) for promise in promises]
    return wishes + [Wish(quirk=quirk) for quirk in quirks]


def _standings(framework: Framework) -> list[tuple[Rule, str]]:
    dated = [rule for rule in framework.rules if rule.makes_due_dates]
    recurring = [rule for rule in dated if not rule.once and not rule.scope.aftercare]
    # What the talks of another rule meet cannot be late while that other one is kept.
    apart = [rule for rule in recurring if not any(_meets(other, rule) for other in recurring)] or recurring
    steps = [rule for rule in dated if rule.once and rule.by is None and not rule.scope.aftercare]
    # A step without any time is never due ahead, so the others come first.
    steps.sort(key=lambda rule: rule.first_within is None or rule.first_within.nominal_days == 0)
    standings = [(apart[place % len(apart)], state) for place, state in enumerate(STATES) if apart]
    standings += _turns(apart[1:], OTHER_STATES)
    standings += [(rule, "upcoming") for rule in recurring if rule not in apart]
    standings += [(rule, state) for rule in steps[:1] for state in (STEP_STATES if recurring else STATES)]
    standings += _turns(steps[1:], STEP_STATES)
    aftercare = [rule for rule in dated if rule.scope.aftercare]
    standings += [(rule, state) for rule in aftercare[:1] for state in AFTERCARE_STATES]
    return standings + _turns(aftercare[1:], AFTERCARE_STATES)


def _meets(other: Rule, rule: Rule) -> bool:
    """Tell whether talks by the other rule can meet this one for a client to whom both apply."""
    groups, others = rule.scope.groups, other.scope.groups
    together = not groups or not others or any(group in others for group in groups)
    return other is not rule and together and rule.counts(other.kind)


def _turns(rules: list[Rule], states: tuple[str, ...]) -> list[tuple[Rule, str]]:
    """Return one state for each rule, in turns."""
    return [(rule, states[place % len(states)]) for place, rule in enumerate(rules)]


def _lives(framework: Framework) -> Iterator[Wish]:
    yield Wish(life="newcomer")
    if framework.duties:
        yield from (Wish(life=life) for life in ("freed_soon", "freed_over", "freed_lastingly"))
    if framework.instruments:
        yield Wish(life="instrument_soon")
    if any(len(axis.groups) > 1 for axis in framework.axes):
        yield Wish(life="moved")
        yield from _approvals(framework)
        yield Wish(life="corrected")
    for axis in framework.axes:
        if axis.ordered and len(ranked(axis)) > 1:
            yield Wish(life="fallback", about=axis.id)
        if axis.optional:
            yield Wish(life="left", about=axis.id)
    yield from _limits(framework)
    yield from _statuses(framework)
    for target in framework.target_groups:
        yield Wish(life="labelled", about=target.id)
    if framework.target_groups:
        yield Wish(life="label_ended", about=framework.target_groups[0].id)
    if any(is_session(kind) for kind in framework.kinds):
        yield Wish(life="enrolled")


def ranked(axis: Axis) -> list[str]:
    """Return the groups of an axis that stand in its order, nearest to work first."""
    return [group.id for group in axis.groups if group.ranked]


def _approvals(framework: Framework) -> Iterator[Wish]:
    """Yield clients with a move that waits, was approved and was rejected, where the policy wants approval."""
    only_back = framework.moves.approval_for == FALLBACK
    axes = [axis for axis in framework.axes if not only_back or (axis.ordered and len(ranked(axis)) > 1)]
    if axes and framework.moves.approval not in (None, NO_APPROVAL):
        yield from (Wish(life=life, about=axes[0].id) for life in ("proposed", "approved", "rejected"))


def _limits(framework: Framework) -> Iterator[Wish]:
    """Yield a client for each kind of signal that the policy's groups, ages and terms give."""
    yield Wish(life="pension_near")
    groups = [group for axis in framework.axes for group in axis.groups]
    kinds: tuple[tuple[str, Callable[[Group], bool]], ...] = (
        ("horizon_passed", lambda group: group.horizon is not None and group.horizon.term is not None),
        ("benefit_passes", lambda group: group.limits is not None and group.limits.benefit_below is not None),
        ("benefit_short", lambda group: group.limits is not None and group.limits.benefit_from is not None),
        ("too_old", lambda group: group.limits is not None and group.limits.age_below is not None),
        ("too_young", lambda group: group.limits is not None and group.limits.age_from is not None),
        ("no_lead", lambda group: group.lead not in (None, CLIENT_LEADS)),
    )
    for life, fits in kinds:
        about = next((group.id for group in groups if fits(group)), None)
        if about is not None:
            yield Wish(life=life, about=about)
    yield from (Wish(life="age_reached", about=str(age)) for age in framework.signals.ages[:1])
    if framework.no_contact is not None:
        yield Wish(life="no_contact")


def _statuses(framework: Framework) -> Iterator[Wish]:
    yield from (Wish(life=life) for life in ("closed", "closed_to_work", "reopened", "part_time"))
    if framework.aftercare is not None:
        yield Wish(life="aftercare")
        if framework.aftercare.lasts is not None:
            yield Wish(life="aftercare_ends")
