"""When a rule of the policy held for a made-up client, by the same conditions as the domain's own."""

from __future__ import annotations

from datetime import date

from caseload_tui.domain.rules import Rule
from caseload_tui.domain.spans import Span, Spans, difference, intersection, union
from caseload_tui.seeding.life import Life
from caseload_tui.seeding.setting import Setting


def spans_of(setting: Setting, life: Life, rule: Rule) -> Spans:
    """Return when the rule held for the client, without the days on which another rule stood in its place."""
    spans = _named(setting, life, rule)
    for other in setting.rivals.get(rule.id, ()):
        if spans:
            spans = difference(spans, _named(setting, life, other))
    return spans


def _named(setting: Setting, life: Life, rule: Rule) -> Spans:
    scope = rule.scope
    is_new = life.registered >= setting.in_force
    if scope.clients is not None and is_new != (scope.clients == "new"):
        return ()
    if scope.aftercare:
        spans = union(Span(job.start, job.end) for job in life.jobs)
    else:
        spans = tuple(Span(spell.start, spell.end) for spell in life.spells)
    if scope.groups:
        axis = setting.framework.axis_of_group[scope.groups[0]]
        spans = intersection(spans, union(life.stay_spans(axis.id, scope.groups)))
    if scope.target_groups:
        spans = intersection(spans, union(life.label_spans(scope.target_groups)))
    if scope.not_target_groups:
        spans = difference(spans, union(life.label_spans(scope.not_target_groups)))
    return spans


def began(setting: Setting, span: Span) -> date:
    """Return the day on which a rule began that holds in the span."""
    return max(span.start, setting.in_force)
