"""Handing a client over: offered, then accepted or rejected; who stands in for whom on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.dossier import OPEN, PLANNED, Contact, Dossier, Meeting, Transfer
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.client import ContactAdded, ContactEnded
from caseload_tui.domain.facts.meeting import MeetingPlanned
from caseload_tui.domain.facts.transfer import TransferAccepted, TransferOffered, TransferRejected, TransferWithdrawn
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.leads import lead_of
from caseload_tui.domain.office import Consultant
from caseload_tui.errors import Refused
from caseload_tui.i18n import language, tr

STATES = ("open", "accepted", "rejected", "withdrawn", "lapsed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is offered: to whom, with what note, in which role (None for all), and until when somebody stands in.

    Standing in begins on the day of acceptance, or on a later `start`.
    """

    to: Consultant
    note: str
    role: str | None = None
    until: date | None = None
    start: date | None = None


def whose(dossier: Dossier, framework: Framework, role: str | None, by: str, today: date) -> str | None:
    """Return the contact whose work is handed over: of that role, else the one who asks, else the one who leads."""
    here = [contact for contact in dossier.contacts_on(today) if role in (None, contact.role)]
    own = next((contact.consultant for contact in here if contact.consultant == by), None)
    if own is not None or role is not None:
        return own or next((contact.consultant for contact in here), None)
    return lead_of(dossier, framework, today).consultant


def handed_over(dossier: Dossier, consultant: str | None, role: str | None, today: date) -> tuple[Contact, ...]:
    """Return the contacts of a consultant that a hand-over in a role, or in all of them, is about."""
    return tuple(
        contact
        for contact in dossier.contacts_on(today)
        if contact.consultant == consultant and role in (None, contact.role)
    )


def decide_offer(dossier: Dossier, offer: Offer, consultant: str | None, *, today: date) -> TransferOffered:
    """Return the fact that a consultant's work for the client is offered to somebody else."""
    if not dossier.present:
        raise Refused(tr("The dossier is closed."), tr("Reopen it first."))
    if dossier.open_transfer is not None:
        raise Refused(
            tr("An offer already waits for a decision."), tr("Have it accepted, rejected or withdrawn first.")
        )
    if not offer.note.strip():
        raise Refused(tr("A hand-over needs a note."), tr("Write what the next {consultant} must know."))
    _check_receiver(offer.to)
    contacts = handed_over(dossier, consultant, offer.role, _begins(offer, today))
    if consultant is None or not contacts:
        raise Refused(tr("There is no contact to hand over."), tr("Look at the contacts in the dossier."))
    _check_until(offer, today)
    standing_in = any(_after(dossier, contact) is not None for contact in contacts)
    if offer.to.id == consultant and not (standing_in and offer.until is not None):
        raise Refused(tr("That is the contact already."), tr("Choose somebody else."))
    return TransferOffered(
        consultant=consultant,
        to=offer.to.id,
        role=offer.role,
        note=offer.note.strip(),
        on=today,
        until=offer.until,
        from_=offer.start,
    )


def decide_acceptance(dossier: Dossier, receiver: Consultant | None, *, today: date) -> tuple[Fact, ...]:
    """Return the facts of an accepted offer: one contact ends, the other begins, and plans go along.

    Where somebody only stands in, the end of that and the return are facts of the same deed.
    """
    offer = waiting(dossier)
    _check_receiver(receiver)
    _check_until(offer, today)
    begins = _begins(offer, today)
    contacts = handed_over(dossier, offer.consultant, offer.role, begins)
    if not contacts:
        raise Refused(
            tr("What was offered is no longer so: that contact has ended."), tr("Reject the offer, or withdraw it.")
        )
    facts: list[Fact] = [TransferAccepted(offer=offer.event, on=today)]
    for contact in contacts:
        facts += _taken_over(dossier, contact, offer, begins)
    return (*facts, *_plans(dossier, offer, begins))


def decide_rejection(dossier: Dossier, reason: str, *, today: date) -> TransferRejected:
    """Return the fact that the offer is rejected."""
    if not reason.strip():
        raise Refused(tr("Rejecting needs a reason."), tr("Say why, so that the other knows what to do."))
    return TransferRejected(offer=waiting(dossier).event, on=today, reason=reason.strip())


def decide_withdrawal(dossier: Dossier, reason: str | None, *, today: date) -> TransferWithdrawn:
    """Return the fact that the offer is taken back."""
    return TransferWithdrawn(offer=waiting(dossier).event, on=today, reason=(reason or "").strip() or None)


def waiting(dossier: Dossier) -> Transfer:
    """Return the offer that waits for a decision, or refuse."""
    offer = dossier.open_transfer
    if offer is None:
        raise Refused(tr("No offer waits for a decision."), tr("See `caseload transfer list`."))
    return offer


def stand_ins(dossier: Dossier, today: date) -> Iterator[tuple[Contact, Contact]]:
    """Yield who stands in on a day, each with the contact to whom the work comes back."""
    for contact in dossier.contacts_on(today):
        after = _after(dossier, contact)
        if after is not None:
            yield contact, after


def open_plans(dossier: Dossier, today: date) -> tuple[Meeting, ...]:
    """Return the talks that are planned from this day on."""
    return tuple(item for item in dossier.meetings if item.status == PLANNED and item.on >= today)


def open_commitments(dossier: Dossier) -> int:
    """Return how many commitments are open."""
    return sum(item.state == OPEN for item in dossier.commitments)


def warnings(dossier: Dossier, framework: Framework, to: Consultant | None, role: str | None) -> Iterator[str]:
    """Yield what somebody should think of before handing over; none of it forbids it."""
    for group_id in dossier.groups.values():
        group = framework.groups_by_id.get(group_id)
        if group is not None and group.fixed_contact:
            yield tr("In “{name}” the policy wants one fixed contact.", name=group.name.to(language()))
    if to is not None and to.roles and role is not None and role not in to.roles:
        known = framework.roles_by_id.get(role)
        yield tr(
            "{name} does not have the role “{role}”.", name=to.name, role=known.name.to(language()) if known else role
        )


def _taken_over(dossier: Dossier, contact: Contact, offer: Transfer, begins: date) -> Iterator[Fact]:
    """Yield the facts by which the other has the contact's place, for good or until a day."""
    chain = (contact, *_following(dossier, contact))
    lasting = chain[-1]
    for consultant in dict.fromkeys(item.consultant for item in chain):
        yield ContactEnded(consultant=consultant, role=contact.role, on=begins)
    others = (item for item in dossier.contacts_on(begins) if item != contact)
    already = any((item.consultant, item.role) == (offer.to, contact.role) for item in others)
    if not already:
        yield ContactAdded(consultant=offer.to, role=contact.role, from_=begins)
    if offer.until is not None:
        if not already:
            yield ContactEnded(consultant=offer.to, role=contact.role, on=offer.until)
        yield ContactAdded(consultant=lasting.consultant, role=contact.role, from_=offer.until)


def _after(dossier: Dossier, contact: Contact) -> Contact | None:
    """Return the contact to whom this one's work comes back."""
    following = (
        item
        for item in dossier.contacts
        if item.until is None and (item.start, item.role) == (contact.until, contact.role)
    )
    return next(following, None)


def _following(dossier: Dossier, contact: Contact) -> Iterator[Contact]:
    """Yield who has the contact's place after it: who stands in from a later day on, and to whom it comes back."""
    while contact.until is not None:
        following = (item for item in dossier.contacts if (item.start, item.role) == (contact.until, contact.role))
        found = next(following, None)
        if found is None:
            return
        yield found
        contact = found


def _plans(dossier: Dossier, offer: Transfer, begins: date) -> Iterator[MeetingPlanned]:
    """Yield the talks planned with the former contact, now with the other; those of group sessions stay."""
    for item in open_plans(dossier, begins):
        goes_along = item.consultant == offer.consultant and item.session is None
        if goes_along and (offer.until is None or item.on < offer.until):
            yield MeetingPlanned(
                meeting=item.id,
                meeting_kind=item.kind,
                on=item.on,
                time=item.time,
                mode=item.mode,
                consultant=offer.to,
            )


def _check_receiver(to: Consultant | None) -> None:
    if to is None or to.ended_on is not None:
        raise Refused(tr("That {consultant} does not work here."), tr("Look who works here with the team."))


def _begins(offer: Offer | Transfer, today: date) -> date:
    """Return the day on which an offer takes effect when it is accepted today."""
    return max(today, offer.start or today)


def _check_until(offer: Offer | Transfer, today: date) -> None:
    if offer.until is not None and offer.until <= today:
        raise Refused(tr("The day on which it comes back has passed."), tr("Choose a day after today."))
    if offer.start is not None and (offer.until is None or offer.until <= offer.start):
        raise Refused(
            tr("Only who stands in can begin on a later day."), tr("Give a day after that on which it comes back.")
        )
