"""What may become of a commitment, and what that records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.dossier import BROKEN, OPEN, Commitment, Dossier
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.meeting import (
    CommitmentBroken,
    CommitmentEscalated,
    CommitmentKept,
    CommitmentMade,
    CommitmentRenegotiated,
    CommitmentWithdrawn,
)
from caseload_tui.domain.framework import Framework, LadderStep
from caseload_tui.errors import Refused
from caseload_tui.i18n import language, tr

CLIENT, OFFICE_SIDE, PARTNER = "client", "office", "partner"
OWNERS = (CLIENT, OFFICE_SIDE, PARTNER)
_SETTLING: dict[str, type[CommitmentKept | CommitmentBroken | CommitmentWithdrawn]] = {
    "kept": CommitmentKept,
    "broken": CommitmentBroken,
    "withdrawn": CommitmentWithdrawn,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Something to be agreed; `partner` names the third party that promises it."""

    owner: str
    text: str
    due_on: date | None = None
    domain: str | None = None
    partner: str | None = None
    category: str | None = None
    meeting: str | None = None


def decide_agreement(agreement: Agreement, framework: Framework, commitment: str, *, made_on: date) -> CommitmentMade:
    """Return the fact that something was agreed; without a day the policy's default term gives one."""
    if agreement.owner not in OWNERS:
        raise Refused(tr("Who promises it?"), tr("Choose `client`, `office` or `partner`."), "owner")
    if agreement.owner == PARTNER and not (agreement.partner or "").strip():
        raise Refused(tr("Which partner promises it?"), tr("Give the partner's name."), "partner")
    if not agreement.text.strip():
        raise Refused(tr("What is agreed?"), tr("Say it in one short sentence."), "text")
    if agreement.domain is not None and agreement.domain not in framework.domains_by_id:
        known = ", ".join(framework.domains_by_id) or "-"
        raise Refused(
            tr("There is no life domain “{name}” here.", name=agreement.domain),
            tr("Choose one of: {known}.", known=known),
            "domain",
        )
    term = framework.commitments.default_term
    due_on = agreement.due_on or (term.after(made_on) if term is not None else None)
    if due_on is not None and due_on < made_on:
        raise Refused(tr("The day has already passed."), tr("Choose the day by which it must be done."), "due_on")
    return CommitmentMade(
        commitment=commitment,
        owner=agreement.owner,
        partner=agreement.partner if agreement.owner == PARTNER else None,
        text=agreement.text.strip(),
        domain=agreement.domain,
        category=agreement.category,
        due_on=due_on,
        made_on=made_on,
        meeting=agreement.meeting,
    )


def find_commitment(dossier: Dossier, commitment_id: str) -> Commitment:
    """Return the commitment, or refuse."""
    commitment = dossier.commitment(commitment_id)
    if commitment is None:
        raise Refused(tr("That commitment is not there."), tr("Look at the commitments in the dossier."))
    return commitment


def decide_settling(commitment: Commitment, how: str, on: date, note: str | None, *, today: date) -> Fact:
    """Return the fact that an open commitment was `kept`, `broken` or `withdrawn`."""
    _check_open(commitment)
    if on > today:
        raise Refused(tr("The day lies in the future."), tr("Choose today or an earlier day."), "settled_on")
    if on < commitment.made_on:
        raise Refused(tr("The day lies before it was agreed."), tr("Choose a later day."), "settled_on")
    return _SETTLING[how](commitment=commitment.id, on=on, note=note)


def decide_renegotiation(
    commitment: Commitment,
    successor: str,
    *,
    text: str | None,
    due_on: date,
    note: str | None,
    today: date,
) -> tuple[CommitmentRenegotiated, CommitmentMade]:
    """Return the facts that an open commitment was replaced by another one, which carries on its ladder step."""
    _check_open(commitment)
    if due_on < today:
        raise Refused(tr("The day has already passed."), tr("Choose the day by which it must be done."))
    return (
        CommitmentRenegotiated(commitment=commitment.id, on=today, replaced_by=successor, note=note),
        CommitmentMade(
            commitment=successor,
            owner=commitment.owner,
            partner=commitment.partner,
            text=(text or commitment.text).strip(),
            domain=commitment.domain,
            category=commitment.category,
            due_on=due_on,
            made_on=today,
            meeting=None,
            replaces=commitment.id,
        ),
    )


def next_step(commitment: Commitment, framework: Framework) -> LadderStep | None:
    """Return the next step of the policy's ladder, or None at its top or without a ladder."""
    ladder = framework.commitments.ladder
    ids = [step.id for step in ladder]
    place = ids.index(commitment.step) + 1 if commitment.step in ids else 0
    return ladder[place] if place < len(ladder) else None


def decide_escalation(
    commitment: Commitment, framework: Framework, step: str | None, consideration: str | None, *, today: date
) -> CommitmentEscalated:
    """Return the fact that a broken or overdue commitment of the client went one step up the ladder."""
    if commitment.owner != CLIENT:
        raise Refused(tr("Only a commitment of the {client} can be escalated."), tr("Renegotiate it instead."))
    if commitment.state != BROKEN and not commitment.overdue(today):
        raise Refused(tr("It is neither broken nor overdue."), tr("Escalate only what was not kept."))
    following = next_step(commitment, framework)
    if following is None:
        raise Refused(tr("There is no further step."), tr("The policy's ladder ends here."))
    if step is not None and step != following.id:
        raise Refused(
            tr("Only one step at a time."), tr("The next step is “{step}”.", step=following.name.to(language()))
        )
    if following.needs is not None and not (consideration or "").strip():
        raise Refused(
            tr("This step needs a written consideration."),
            tr("Write down: {needs}.", needs=following.needs.to(language())),
        )
    return CommitmentEscalated(commitment=commitment.id, on=today, step=following.id, consideration=consideration)


def _check_open(commitment: Commitment) -> None:
    if commitment.state != OPEN:
        raise Refused(tr("This commitment is no longer open."), tr("Undo its last change, or agree something new."))
