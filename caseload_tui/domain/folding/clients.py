"""How facts of a client change what a dossier says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from caseload_tui.domain import dossier as d
from caseload_tui.domain.facts import Event, client
from caseload_tui.domain.folding.state import Folding, Handler
from caseload_tui.domain.placing import Placing
from caseload_tui.domain.spans import Span

_REGISTERED = ("file_number", "given_name", "prefix", "family_name", "born_on", "municipality", "benefit_since")


def _registered(folding: Folding, event: Event, fact: client.ClientRegistered) -> None:
    folding.status = d.ACTIVE
    folding.spells.append(Span(fact.on, None))
    for name in _REGISTERED:
        value = getattr(fact, name)
        text = value.isoformat() if isinstance(value, date) else value
        folding.fields[name] = (d.FieldValue(event.id, text, event.by, event.at),)


def _changed(folding: Folding, event: Event, fact: client.ClientChanged) -> None:
    kept = tuple(value for value in folding.fields.get(fact.field, ()) if value.event not in fact.replaces)
    folding.fields[fact.field] = (*kept, d.FieldValue(event.id, fact.value, event.by, event.at))


def _closed(folding: Folding, event: Event, fact: client.ClientClosed) -> None:
    folding.closed_reason = fact.reason
    folding.closings.append(d.Closing(event.id, fact.on, fact.reason, fact.aftercare, folding.status == d.ACTIVE))
    if folding.status == d.ACTIVE:
        folding.spells[-1] = Span(folding.spells[-1].start, fact.on)
    _end_what_runs(folding, fact.on)
    folding.status = d.AFTERCARE if fact.aftercare else d.CLOSED
    if not fact.aftercare:
        folding.works = [replace(work, until=work.until or fact.on) for work in folding.works]


def _end_what_runs(folding: Folding, on: date) -> None:
    """Closing ends waivers, deferrals, plans, proposals and offers; commitments stay on the list."""
    folding.deferrals.clear()
    last_day = date.fromordinal(on.toordinal() - 1)
    folding.waivers = [
        replace(waiver, through=last_day if waiver.through is None else min(waiver.through, last_day))
        for waiver in folding.waivers
        if waiver.start <= last_day
    ]
    for item in folding.meetings.values():
        if item.status == d.PLANNED:
            folding.meetings[item.id] = replace(item, status=d.CANCELLED, by_office=True)
    for key, proposal in folding.proposals.items():
        if proposal.state == d.OPEN:
            folding.proposals[key] = replace(proposal, state=d.LAPSED)
    for key, transfer in folding.transfers.items():
        if transfer.state == d.OPEN:
            folding.transfers[key] = replace(transfer, state=d.LAPSED, decided_on=on)


def _reopened(folding: Folding, event: Event, fact: client.ClientReopened) -> None:
    folding.status = d.ACTIVE
    folding.closed_reason = None
    folding.spells.append(Span(fact.on, None))


def _dated(folding: Folding, event: Event, fact: client.ClientDated) -> None:
    folding.dates[fact.fact] = fact.on


def _placed(folding: Folding, event: Event, fact: client.PlacementSet) -> None:
    folding.placings.append(
        Placing(
            event=event.id,
            axis=fact.axis,
            group=fact.group,
            start=fact.from_,
            reason=fact.reason,
            chosen_by=fact.chosen_by,
            decided_by=fact.decided_by,
            meeting=fact.meeting,
        )
    )


def _corrected(folding: Folding, event: Event, fact: client.PlacementCorrected) -> None:
    for place, placing in enumerate(folding.placings):
        if placing.event == fact.corrects:
            folding.placings[place] = replace(
                placing,
                group=fact.group,
                start=fact.from_,
                reason=fact.reason or placing.reason,
                chosen_by=fact.chosen_by or placing.chosen_by,
                before=placing,
            )


def _proposed(folding: Folding, event: Event, fact: client.PlacementProposed) -> None:
    folding.proposals[event.id] = d.Proposal(
        event.id, fact.axis, fact.group, fact.on, event.by, fact.reason, fact.chosen_by, fact.meeting
    )


def _decided(state: str) -> Callable[[Folding, Event, Any], None]:
    def decide(folding: Folding, event: Event, fact: client.PlacementApproved | client.PlacementRejected) -> None:
        proposal = folding.proposals.get(fact.proposal)
        if proposal is not None:
            folding.proposals[fact.proposal] = replace(proposal, state=state)

    return decide


def _end_held(items: list[d.Held], name: str, on: date) -> list[d.Held]:
    return [
        replace(item, until=on, ended=True) if item.id == name and item.start <= on and _runs(item, on) else item
        for item in items
    ]


def _runs(item: d.Held, on: date) -> bool:
    return item.until is None or on < item.until


def _label_given(folding: Folding, event: Event, fact: client.LabelGiven) -> None:
    folding.labels.append(d.Held(event.id, fact.target_group, fact.on, None))


def _label_ended(folding: Folding, event: Event, fact: client.LabelEnded) -> None:
    folding.labels = _end_held(folding.labels, fact.target_group, fact.on)


def _contact_added(folding: Folding, event: Event, fact: client.ContactAdded) -> None:
    folding.contacts.append(d.Contact(event.id, fact.consultant, fact.role, fact.from_, None))


def _contact_ended(folding: Folding, event: Event, fact: client.ContactEnded) -> None:
    """A contact that had not begun by then never was; one that was to end later ends now."""
    contacts = []
    for contact in folding.contacts:
        ends = (contact.consultant, contact.role) == (fact.consultant, fact.role) and (
            contact.until is None or fact.on < contact.until
        )
        if not ends:
            contacts.append(contact)
        elif contact.start <= fact.on:
            contacts.append(replace(contact, until=fact.on))
    folding.contacts = contacts


def _freed(folding: Folding, event: Event, fact: client.DutyFreed) -> None:
    folding.duties.append(d.Held(event.id, fact.duty, fact.from_, fact.until))


def _bound(folding: Folding, event: Event, fact: client.DutyRestored) -> None:
    folding.duties = _end_held(folding.duties, fact.duty, fact.on)


def _instrument_started(folding: Folding, event: Event, fact: client.InstrumentStarted) -> None:
    folding.instruments.append(d.Held(event.id, fact.instrument, fact.from_, fact.until))


def _instrument_ended(folding: Folding, event: Event, fact: client.InstrumentEnded) -> None:
    folding.instruments = _end_held(folding.instruments, fact.instrument, fact.on)


def _instrument_paid(folding: Folding, event: Event, fact: client.InstrumentPaid) -> None:
    folding.payments.append(d.Payment(event.id, fact.instrument, fact.amount, fact.on))


def _work_started(folding: Folding, event: Event, fact: client.WorkStarted) -> None:
    folding.works.append(
        d.Work(event.id, fact.work, fact.on, None, fact.employer, fact.part_time, fact.hours, fact.sector)
    )


def _work_ended(folding: Folding, event: Event, fact: client.WorkEnded) -> None:
    folding.works = [replace(work, until=fact.on) if work.id == fact.work else work for work in folding.works]


def _referred(folding: Folding, event: Event, fact: client.ReferralMade) -> None:
    folding.referrals.append(d.Referral(event.id, fact.partner, fact.on, fact.note))


def _answered(folding: Folding, event: Event, fact: client.ClientAnswered) -> None:
    folding.answered.append(fact.on)


def _acknowledged(folding: Folding, event: Event, fact: client.SignalAcknowledged) -> None:
    folding.acknowledged.add(fact.signal)


HANDLERS: dict[type, Handler] = {
    client.ClientRegistered: _registered,
    client.ClientChanged: _changed,
    client.ClientClosed: _closed,
    client.ClientReopened: _reopened,
    client.ClientDated: _dated,
    client.PlacementSet: _placed,
    client.PlacementCorrected: _corrected,
    client.PlacementProposed: _proposed,
    client.PlacementApproved: _decided("approved"),
    client.PlacementRejected: _decided("rejected"),
    client.LabelGiven: _label_given,
    client.LabelEnded: _label_ended,
    client.ContactAdded: _contact_added,
    client.ContactEnded: _contact_ended,
    client.DutyFreed: _freed,
    client.DutyRestored: _bound,
    client.InstrumentStarted: _instrument_started,
    client.InstrumentEnded: _instrument_ended,
    client.InstrumentPaid: _instrument_paid,
    client.WorkStarted: _work_started,
    client.WorkEnded: _work_ended,
    client.ReferralMade: _referred,
    client.ClientAnswered: _answered,
    client.SignalAcknowledged: _acknowledged,
}
