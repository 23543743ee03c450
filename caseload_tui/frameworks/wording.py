"""A policy's rules in words: how often, the first one, to whom."""

from __future__ import annotations

from collections.abc import Iterable

from caseload_tui.domain.durations import Duration
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.policy import CLIENT_LEADS, Horizon, Limits
from caseload_tui.domain.rules import ANY_KIND, PLACEMENT, REGISTRATION, Rule
from caseload_tui.domain.texts import Text
from caseload_tui.formatting import duration_text, long_date
from caseload_tui.i18n import language, tr, trn, word


def said(text: Text | None) -> str:
    """Return a policy's text in the user's language; nothing where the policy says nothing."""
    return text.to(language()) if text is not None else ""


def term_words(term: Duration) -> str:
    """Return a duration in words."""
    return duration_text(term.count, term.unit)


def name_in(framework: Framework, some_id: str) -> str:
    """Return the name of a group, target group, role, organisation, kind, axis or dated fact; else the id itself."""
    named = (
        framework.groups_by_id.get(some_id)
        or framework.target_groups_by_id.get(some_id)
        or framework.roles_by_id.get(some_id)
        or next((item for item in framework.organisations if item.id == some_id), None)
        or framework.kinds_by_id.get(some_id)
        or framework.axes_by_id.get(some_id)
        or next((item for item in framework.dates if item.id == some_id), None)
    )
    return said(named.name) if named is not None else some_id


def names_in(framework: Framework, ids: Iterable[str]) -> str:
    """Return several names, with commas."""
    return ", ".join(name_in(framework, some_id) for some_id in ids)


def lead_words(framework: Framework, lead: str | None) -> str:
    """Return who leads: a role, an organisation or the client; nothing where the policy does not say."""
    if lead is None:
        return ""
    return word("client") if lead == CLIENT_LEADS else name_in(framework, lead)


def anchor_words(framework: Framework, anchor: str, *, aftercare: bool = False) -> str:
    """Return what a rule counts from."""
    if anchor == REGISTRATION:
        return tr("registration")
    if anchor == PLACEMENT:
        return tr("placement in work") if aftercare else tr("coming into the {group}")
    kind = framework.kinds_by_id.get(anchor)
    if kind is not None:
        return said(kind.name)
    return said(next((item.name for item in framework.dates if item.id == anchor), None)) or anchor


def often_words(rule: Rule) -> str:
    """Return how often in the policy's own words; in another language in plain words, with those in quotation marks."""
    if rule.words is None:
        return _number_of_times(rule)
    if language() in dict(rule.words.spoken):
        return said(rule.words)
    often = _number_of_times(rule) if rule.interval is not None else tr("in the policy's words")
    return f"{often} (“{said(rule.words)}”)"


def how_often(framework: Framework, rule: Rule) -> str:
    """Return how often within a sentence: the policy's words in its own language, else plain ones."""
    if rule.words is not None and (rule.interval is None or language() in dict(rule.words.spoken)):
        return said(rule.words)
    if rule.interval is not None:
        return _number_of_times(rule)
    return first_words(framework, rule) if rule.makes_due_dates else tr("next step")


def chosen_words(rule: Rule) -> str:
    """Return that a rule, or how it is read, is the office's own; nothing of one that stands in the policy."""
    if rule.house:
        return tr("the office's own choice")
    return tr("the office's own reading") if rule.own_reading else ""


def every_words(term: Duration) -> str:
    """Return how often as an interval in words."""
    if term.count != 1:
        return tr("every {term}", term=term_words(term))
    return {
        "days": tr("every day"),
        "weeks": tr("every week"),
        "months": tr("every month"),
        "years": tr("every year"),
    }[term.unit]


def _number_of_times(rule: Rule) -> str:
    if rule.per_year is not None:
        return trn("once a year", "{n} times a year", rule.per_year)
    return every_words(rule.interval) if rule.interval is not None else tr("once")


def counted_words(rule: Rule) -> str:
    """Return how often a rule counts, where the policy's own words stand alone beside it."""
    own_words_alone = rule.words is not None and language() in dict(rule.words.spoken)
    return _number_of_times(rule) if own_words_alone and (rule.interval is not None or rule.makes_due_dates) else ""


def leeway_words(rule: Rule) -> str:
    """Return the grace, notice and window that the policy gives a rule; nothing of the usual ones."""
    parts = []
    if rule.grace.count:
        parts.append(tr("overdue {term} after its date", term=term_words(rule.grace)))
    if rule.own_notice is not None:
        parts.append(tr("notice of {term}", term=term_words(rule.own_notice)))
    if rule.own_window is not None:
        parts.append(tr("called due {term} before its date", term=term_words(rule.own_window)))
    return "; ".join(parts)


def first_words(framework: Framework, rule: Rule) -> str:
    """Return when the first one is due; nothing where the policy does not say."""
    if rule.by is not None:
        return tr("by {day}", day=long_date(rule.by))
    after = anchor_words(framework, rule.after, aftercare=rule.scope.aftercare) if rule.after else ""
    if rule.first_within is None:
        return tr("after {anchor}", anchor=after) if after else ""
    if not after:
        return tr("within {term}", term=term_words(rule.first_within))
    if rule.first_within.count == 0:
        return tr("at once after {anchor}", anchor=after)
    return tr("within {term} after {anchor}", term=term_words(rule.first_within), anchor=after)


def to_whom_words(framework: Framework, rule: Rule) -> str:
    """Return to whom a rule applies."""
    scope = rule.scope
    parts = [
        names_in(framework, scope.groups),
        names_in(framework, scope.target_groups),
        tr("not {labels}", labels=names_in(framework, scope.not_target_groups)) if scope.not_target_groups else "",
        {"new": tr("new {clients}"), "existing": tr("existing {clients}")}.get(scope.clients or "", ""),
        tr("in aftercare") if scope.aftercare else "",
    ]
    return "; ".join(part for part in parts if part) or tr("everyone")


def also_counts_words(framework: Framework, rule: Rule) -> str:
    """Return which other meetings meet the rule."""
    return tr("any meeting") if ANY_KIND in rule.satisfied_by else names_in(framework, rule.satisfied_by)


def horizon_words(horizon: Horizon | None) -> str:
    """Return the horizon of a group; nothing where the policy does not say."""
    if horizon is None:
        return ""
    if horizon.term is None:
        return tr("none")
    term = term_words(horizon.term)
    return tr("about {term}", term=term) if horizon.circa else term


def limits_words(limits: Limits | None) -> str:
    """Return the limits outside which a client is a doubtful fit."""
    if limits is None:
        return ""
    parts = []
    if limits.benefit_from is not None:
        parts.append(tr("on benefit from {term}", term=term_words(limits.benefit_from)))
    if limits.benefit_below is not None:
        parts.append(tr("on benefit under {term}", term=term_words(limits.benefit_below)))
    if limits.age_from is not None:
        parts.append(tr("age from {age}", age=limits.age_from))
    if limits.age_below is not None:
        parts.append(tr("age under {age}", age=limits.age_below))
    return ", ".join(parts)
