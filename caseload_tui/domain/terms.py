"""What putting a due date off or lifting a rule needs, and what it records."""

from __future__ import annotations

from datetime import date

from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.applying import applying_rules
from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.facts.meeting import DeferralSet, DeferralWithdrawn, WaiverEnded, WaiverSet
from caseload_tui.domain.rules import Rule
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr


def find_rule(dossier: Dossier, policy: Policy, *, kind: str | None = None, rule: str | None = None) -> Rule:
    """Return the one rule that applies to the client, by its id or by its meeting kind."""
    applying = [item for item, _ in applying_rules(dossier, policy)]
    found = [item for item in applying if (rule is None or item.id == rule) and (kind is None or item.kind == kind)]
    recurring = [item for item in found if not item.once]
    chosen = recurring if len(recurring) == 1 else found
    if len(chosen) == 1:
        return chosen[0]
    known = ", ".join(item.id for item in (chosen or applying)) or "-"
    if chosen:
        raise Refused(tr("Several rules fit."), tr("Name the rule: {known}.", known=known))
    raise Refused(tr("No such rule applies to this {client}."), tr("These apply: {known}.", known=known))


def decide_deferral(rule: Rule, until: date, reason: str, *, today: date) -> DeferralSet:
    """Return the fact that the rule's due date is put off until a day."""
    _check_reason(reason)
    if until <= today:
        raise Refused(tr("The day has already passed."), tr("Choose a later day to put it off to."))
    return DeferralSet(rule=rule.id, until=until, reason=reason.strip())


def decide_end_of_deferral(dossier: Dossier, rule: str, reason: str | None) -> DeferralWithdrawn:
    """Return the fact that a deferral no longer counts."""
    deferral = next((item for item in dossier.deferrals if item.rule == rule), None)
    if deferral is None:
        raise Refused(tr("Nothing is put off here."), tr("Look at the due meetings of the dossier."))
    return DeferralWithdrawn(rule=rule, until=deferral.until, reason=reason)


def decide_waiver(rule: Rule, start: date, through: date | None, reason: str) -> WaiverSet:
    """Return the fact that the rule is lifted for the client, both days included."""
    _check_reason(reason)
    if through is not None and through < start:
        raise Refused(tr("The last day lies before the first."), tr("Choose a later last day."))
    return WaiverSet(rule=rule.id, from_=start, through=through, reason=reason.strip())


def decide_end_of_waiver(dossier: Dossier, rule: str, through: date, reason: str | None) -> tuple[WaiverEnded, ...]:
    """Return the facts that the rule's waivers run through a day only; those that begin after it stay."""
    running = [
        waiver
        for waiver in dossier.waivers
        if waiver.rule == rule and waiver.start <= through and (waiver.through is None or waiver.through > through)
    ]
    ahead = [waiver for waiver in dossier.waivers if waiver.rule == rule and waiver.start > through]
    ending = running or ahead[:1]
    if not ending:
        raise Refused(tr("No waiver runs past that day."), tr("Look at the due meetings of the dossier."))
    return tuple(WaiverEnded(rule=rule, from_=waiver.start, through=through, reason=reason) for waiver in ending)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(tr("A reason is needed."), tr("Say in a few words why."))
