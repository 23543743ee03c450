"""Sentences that explain: why a meeting is due on its day, and what a signal says."""

from __future__ import annotations

from caseload_tui.domain.due import BaseDue
from caseload_tui.domain.framework import Duty, Framework, Instrument
from caseload_tui.domain.signals import (
    AFTERCARE_ENDS,
    AGE,
    AGE_LIMIT,
    BENEFIT_LONG,
    BENEFIT_SHORT,
    CAP,
    EXEMPTION,
    HORIZON,
    INSTRUMENT,
    NO_CONTACT,
    NO_LEAD,
    NO_SHOW,
    PENSION,
    Signal,
)
from caseload_tui.domain.standing import waived_due
from caseload_tui.domain.texts import Text
from caseload_tui.formatting import long_date
from caseload_tui.frameworks.wording import anchor_words, chosen_words, how_often
from caseload_tui.i18n import language, tr, trn
from caseload_tui.services.following import step_words


def because(base: BaseDue, framework: Framework) -> str:
    """Return in one sentence why the meeting is due on its day, from facts."""
    rule = framework.rules_by_id.get(base.rule)
    kind = framework.kinds_by_id.get(base.kind)
    name = kind.name.to(language()) if kind else base.kind
    often = how_often(framework, rule) if rule else ""
    own = chosen_words(rule) if rule else ""
    parts = [f"{name} {often}".strip() + (f" ({own})" if own else ""), _origin(base, framework)]
    if base.over_others and rule is not None and rule.scope.target_groups:
        labels = (framework.target_groups_by_id.get(label) for label in rule.scope.target_groups)
        named = ", ".join(label.name.to(language()) for label in labels if label is not None)
        parts.append(tr("for {label}, in place of the rule of the {group}", label=named))
    if base.given_notice:
        parts.append(tr("in force for this {client} since {day}", day=long_date(base.began)))
    if base.deferred_until is not None and base.deferred_until == base.due_on:
        parts.append(tr("put off until {day}", day=long_date(base.deferred_until)))
    due = waived_due(base)
    if due is None:
        parts.append(tr("lifted until further notice"))
    else:
        if due != base.due_on:
            parts.append(tr("later because of a waiver"))
        parts.append(tr("so {day}", day=long_date(due)))
    return "; ".join(part for part in parts if part)


def missing(base: BaseDue, framework: Framework) -> str:
    """Return which fact lacks for a due date, or why the rule has none."""
    if base.missing is not None:
        return tr("no date: “{anchor}” is not known", anchor=_anchor(base, base.missing, framework))
    return tr("no date: the policy gives no term")


def name_of(name: Text | None, fallback: str) -> str:
    """Return a policy's text in the user's language, or the id where the policy no longer has it."""
    return name.to(language()) if name is not None else fallback


def _anchor(base: BaseDue, anchor: str, framework: Framework) -> str:
    rule = framework.rules_by_id.get(base.rule)
    return anchor_words(framework, anchor, aftercare=rule is not None and rule.scope.aftercare)


def _origin(base: BaseDue, framework: Framework) -> str:
    if base.origin is None:
        return ""
    day = long_date(base.origin)
    if base.last_on is not None:
        return tr("last one {day}", day=day)
    if base.anchor is not None:
        return tr("{anchor} {day}", anchor=_anchor(base, base.anchor, framework), day=day)
    return tr("not yet held; counted from {day}", day=day)


def signal_text(signal: Signal, framework: Framework) -> str:
    """Return what a signal says."""
    group = framework.groups_by_id.get(signal.about)
    in_group = name_of(group.name if group else None, signal.about)
    role = framework.roles_by_id.get(signal.about)
    organisations = {item.id: item.name for item in framework.organisations}
    who = name_of(role.name if role else organisations.get(signal.about), signal.about)
    things: tuple[Duty | Instrument, ...] = (*framework.duties, *framework.instruments)
    named = {item.id: item.name for item in things}
    thing = name_of(named.get(signal.about), signal.about)
    return {
        EXEMPTION: lambda: tr("freedom from “{duty}” ends", duty=thing),
        INSTRUMENT: lambda: tr("“{instrument}” ends", instrument=thing),
        BENEFIT_LONG: lambda: tr("longer on benefit than fits {name}", name=in_group),
        BENEFIT_SHORT: lambda: tr("shorter on benefit than fits {name}", name=in_group),
        AGE_LIMIT: lambda: tr("age does not fit {name}", name=in_group),
        HORIZON: lambda: tr("horizon of {name} has passed", name=in_group),
        AGE: lambda: tr("turns {age}", age=signal.about),
        PENSION: lambda: tr("reaches the pension age"),
        AFTERCARE_ENDS: lambda: tr("aftercare term ends"),
        NO_CONTACT: lambda: tr("not spoken to for long"),
        NO_LEAD: lambda: tr("no contact who leads: {who}", who=who),
        NO_SHOW: lambda: no_show_text(int(signal.about), framework),
        CAP: lambda: tr("more {clients} than the policy allows"),
    }[signal.kind]()


def no_show_text(after: int, framework: Framework) -> str:
    """Return what the policy asks after so many missed invitations in a row."""
    step = next((item for item in framework.no_show_chain if item.after == after), None)
    asked = step_words(step, framework) if step is not None else ""
    return trn("missed once: {asked}", "missed {n} times: {asked}", after, asked=asked)
