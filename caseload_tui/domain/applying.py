"""To whom a rule applies, and since when: the unbroken stay in what the rule names."""

from __future__ import annotations

from datetime import date

from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.dossier import ACTIVE, AFTERCARE, CLOSED, Dossier
from caseload_tui.domain.durations import NO_TIME, Duration
from caseload_tui.domain.rules import Rule
from caseload_tui.domain.spans import Span, Spans, difference, intersection, joined, union


def applying_rules(dossier: Dossier, policy: Policy) -> tuple[tuple[Rule, tuple[str, ...]], ...]:
    """Return the rules that hold for the client, each with the ids of the rules that give way to it.

    A rule gives way to one that names it in `instead_of`. Where the rules of several target groups disagree on one
    kind of meeting, those of the target group that the framework lists first hold.
    """
    named = [rule for rule in policy.framework.rules if applies(rule, dossier, policy)]
    ranks = {rule.id: _rank(rule, dossier, policy) for rule in named}
    over = {rule.id: tuple(other.id for other in named if _beats(rule, other, ranks)) for rule in named}
    beaten = {rule_id for ids in over.values() for rule_id in ids}
    return tuple((rule, over[rule.id]) for rule in named if rule.id not in beaten)


def _beats(rule: Rule, other: Rule, ranks: dict[str, int]) -> bool:
    """Tell whether the other rule gives way to this one; what the policy says by name comes before its list."""
    by_name, by_name_too = other.id in rule.instead_of, rule.id in other.instead_of
    if by_name != by_name_too:
        return by_name
    return ranks[rule.id] < ranks[other.id] and (by_name or _disagree(rule, other))


def _disagree(first: Rule, second: Rule) -> bool:
    """Tell whether both are target groups' words on how often to have one kind of meeting."""
    about = (first.kind, first.is_step, first.once) == (second.kind, second.is_step, second.once)
    labelled = bool(first.scope.target_groups and second.scope.target_groups)
    dated = first.makes_due_dates and second.makes_due_dates
    return about and labelled and (dated or not set(first.instead_of).isdisjoint(second.instead_of))


def _rank(rule: Rule, dossier: Dossier, policy: Policy) -> int:
    """Return the place in the framework's list of the first target group for which the rule applies."""
    order = tuple(policy.framework.target_groups_by_id)
    places = (order.index(label) for label in dossier.current_labels if label in rule.scope.target_groups)
    return min(places, default=len(order))


def applies(rule: Rule, dossier: Dossier, policy: Policy) -> bool:
    """Tell whether every condition that the rule names holds for the client."""
    return began_on(rule, NO_TIME, dossier, policy) is not None


def began_on(rule: Rule, notice: Duration, dossier: Dossier, policy: Policy) -> date | None:
    """Return the day the rule began for the client; None where it does not apply.

    Leaving what the rule names and returning within `notice` keeps the stay; closing always ends it.
    """
    spans = joined(_spans(rule, dossier, policy), notice)
    if not spans or spans[-1].end is not None:
        return None
    return max(spans[-1].start, policy.in_force(rule))


def _spans(rule: Rule, dossier: Dossier, policy: Policy) -> Spans:
    """Return when the client was in what the rule names."""
    scope = rule.scope
    spans = _aftercare_spans(dossier) if scope.aftercare else _active_spans(dossier)
    if not spans or not _old_or_new(rule, dossier, policy):
        return ()
    if scope.groups:
        axis = policy.framework.axis_of_group[scope.groups[0]]
        spans = intersection(spans, _group_spans(dossier, axis.id, scope.groups))
    if scope.target_groups:
        spans = intersection(spans, union(dossier.label_spans(scope.target_groups)))
    if scope.not_target_groups:
        spans = difference(spans, union(dossier.label_spans(scope.not_target_groups)))
    return spans


def _old_or_new(rule: Rule, dossier: Dossier, policy: Policy) -> bool:
    if rule.scope.clients is None:
        return True
    is_new = dossier.spells[0].start >= policy.in_force(rule)
    return is_new == (rule.scope.clients == "new")


def _group_spans(dossier: Dossier, axis: str, groups: tuple[str, ...]) -> Spans:
    """Return when the client was in the groups; in aftercare the group that they left from goes on counting."""
    spans = union(dossier.group_spans(axis, groups))
    if dossier.status == AFTERCARE and spans and spans[-1].end == dossier.closed_on:
        return (*spans[:-1], Span(spans[-1].start, None))
    return spans


def _active_spans(dossier: Dossier) -> Spans:
    return (dossier.spells[-1],) if dossier.status == ACTIVE else ()


def _aftercare_spans(dossier: Dossier) -> Spans:
    """Return when the client was followed after a placement in work, or closed into aftercare."""
    if dossier.status == CLOSED:
        return ()
    spans = [Span(work.start, work.until) for work in dossier.works]
    if dossier.status == AFTERCARE and not any(span.end is None for span in spans):
        spans.append(Span(dossier.spells[-1].end or dossier.spells[-1].start, None))
    return union(spans)
