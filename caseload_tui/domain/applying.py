"""To whom a rule applies, and since when: the unbroken stay in what the rule names."""

from __future__ import annotations

from datetime import date

from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.dossier import ACTIVE, AFTERCARE, CLOSED, Dossier
from caseload_tui.domain.durations import NO_TIME, Duration
from caseload_tui.domain.rules import Rule
from caseload_tui.domain.spans import Span, Spans, difference, intersection, joined, union


def applying_rules(dossier: Dossier, policy: Policy) -> tuple[tuple[Rule, tuple[str, ...]], ...]:
    """Return the rules that apply to the client, each with the ids of the rules it replaces for them.

    Where rules of several target groups would replace the same rule, the target group first in the framework wins.
    """
    named = [rule for rule in policy.framework.rules if applies(rule, dossier, policy)]
    winners: dict[str, Rule] = {}
    for rule in sorted((rule for rule in named if rule.instead_of), key=lambda rule: _rank(rule, dossier, policy)):
        for replaced in rule.instead_of:
            winners.setdefault(replaced, rule)
    present = {rule.id for rule in named}
    result = []
    for rule in named:
        beaten = any(
            winners[replaced] is not rule for replaced in rule.instead_of if _same_kind(rule, winners[replaced])
        )
        if rule.id not in winners and not beaten:
            result.append((rule, tuple(replaced for replaced in rule.instead_of if replaced in present)))
    return tuple(result)


def _same_kind(rule: Rule, other: Rule) -> bool:
    return rule.kind == other.kind


def _rank(rule: Rule, dossier: Dossier, policy: Policy) -> int:
    """Return the place in the framework's list of the first target group for which the rule applies."""
    order = list(policy.framework.target_groups_by_id)
    places = [order.index(label) for label in dossier.current_labels if label in rule.scope.target_groups]
    return min(places, default=len(order))


def applies(rule: Rule, dossier: Dossier, policy: Policy) -> bool:
    """Tell whether every condition that the rule names holds for the client."""
    spans = _spans(rule, dossier, policy, NO_TIME)
    return bool(spans) and spans[-1].end is None


def began_on(rule: Rule, notice: Duration, dossier: Dossier, policy: Policy) -> date | None:
    """Return the day the rule began for the client; None where it does not apply.

    Leaving what the rule names and returning within `notice` keeps the stay; closing always ends it.
    """
    spans = _spans(rule, dossier, policy, notice)
    if not spans or spans[-1].end is not None:
        return None
    return max(spans[-1].start, policy.in_force(rule))


def _spans(rule: Rule, dossier: Dossier, policy: Policy, gap: Duration) -> Spans:
    """Return when the client was in what the rule names."""
    if rule.scope.aftercare:
        return _aftercare_spans(dossier)
    if dossier.status != ACTIVE or not _old_or_new(rule, dossier, policy):
        return ()
    spell = dossier.spells[-1]
    spans: Spans = (spell,)
    scope = rule.scope
    if scope.groups:
        axis = policy.framework.axis_of_group[scope.groups[0]]
        spans = intersection(spans, union(dossier.group_spans(axis.id, scope.groups)))
    if scope.target_groups:
        spans = intersection(spans, union(dossier.label_spans(scope.target_groups)))
    if scope.not_target_groups:
        spans = difference(spans, union(dossier.label_spans(scope.not_target_groups)))
    return joined(spans, gap)


def _old_or_new(rule: Rule, dossier: Dossier, policy: Policy) -> bool:
    if rule.scope.clients is None:
        return True
    is_new = dossier.spells[0].start >= policy.in_force(rule)
    return is_new == (rule.scope.clients == "new")


def _aftercare_spans(dossier: Dossier) -> Spans:
    """Return when the client was followed after a placement in work, or closed into aftercare."""
    if dossier.status == CLOSED:
        return ()
    spans = [Span(work.start, work.until) for work in dossier.works]
    if dossier.status == AFTERCARE and not any(span.end is None for span in spans):
        spans.append(Span(dossier.spells[-1].end or dossier.spells[-1].start, None))
    return union(spans)
