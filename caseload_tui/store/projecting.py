"""From a dossier and the policy to the rows that lists read; the same facts always give the same rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table

from caseload_tui.domain import dossier as d
from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.due import base_dues
from caseload_tui.domain.leads import handler_of, lead_of
from caseload_tui.domain.people import fold, full_name, sort_key
from caseload_tui.domain.signals import SHOWN_BEFORE, signals_of
from caseload_tui.frameworks.national import pension_day
from caseload_tui.store.due_rows import row_of_due
from caseload_tui.store.tables import (
    client,
    commitment,
    contact,
    due,
    label,
    meeting,
    note,
    placement,
    proposal,
    signal,
    transfer,
)

Row = dict[str, Any]
Rows = dict[Table, list[Row]]


def rows_of(dossier: d.Dossier, policy: Policy | None) -> Rows:
    """Return the rows of one client by table; without a policy nothing is due and nobody is wanted to lead."""
    return {
        client: [_client(dossier, policy)],
        placement: [_placement(dossier, stay) for stays in dossier.stays.values() for stay in stays],
        label: [_held(dossier, held) for held in dossier.labels],
        contact: [_contact(dossier, item) for item in dossier.contacts],
        meeting: [_meeting(dossier, item, policy) for item in dossier.meetings],
        note: [row for item in dossier.meetings if item.status == d.HELD for row in _notes(dossier, item)],
        commitment: [_commitment(dossier, item) for item in dossier.commitments],
        due: list(_dues(dossier, policy)),
        proposal: [_proposal(dossier, item) for item in dossier.proposals if item.state == d.OPEN],
        transfer: [_transfer(dossier, item) for item in dossier.transfers],
        signal: list(_signals(dossier, policy)),
    }


def _client(dossier: d.Dossier, policy: Policy | None) -> Row:
    given, prefix = dossier.value("given_name") or "", dossier.value("prefix")
    family, number = dossier.value("family_name") or "", dossier.value("file_number") or ""
    contacts = dossier.current_contacts
    lead = lead_of(dossier, policy.framework) if policy else None
    held = [item.on for item in dossier.meetings if item.status == d.HELD]
    return {
        "id": dossier.id,
        "file_number": number,
        "search_number": fold(number),
        "given_name": given,
        "prefix": prefix,
        "family_name": family,
        "sort_name": sort_key(family, given, number),
        "search_name": fold(full_name(given, prefix or "", family)),
        "born_on": dossier.date_value("born_on"),
        "municipality": dossier.value("municipality"),
        "registered_on": dossier.spells[0].start,
        "benefit_since": dossier.date_value("benefit_since"),
        "status": dossier.status,
        "closed_on": dossier.closed_on,
        "lead": lead.consultant if lead else next((item.consultant for item in contacts), None),
        "lead_lacking": lead.lacking if lead else False,
        "groups": dossier.groups,
        "labels": list(dossier.current_labels),
        "contacts": [[item.consultant, item.role] for item in contacts],
        "sectors": [line for line in (dossier.value("sectors") or "").split("\n") if line],
        "last_contact": max(held, default=None),
        "open_commitments": sum(item.state == d.OPEN for item in dossier.commitments),
        "postcode": dossier.value("postcode"),
        "language": dossier.value("language"),
        "preferred_mode": dossier.value("preferred_mode"),
        "home_visits": dossier.value("home_visits"),
        "present_since": dossier.began_on,
    }


def _placement(dossier: d.Dossier, stay: d.Stay) -> Row:
    return {
        "client": dossier.id,
        "axis": stay.axis,
        "start": stay.start,
        "until": stay.until,
        "group": stay.group,
        "event": stay.event,
    }


def _held(dossier: d.Dossier, held: d.Held) -> Row:
    return {
        "event": held.event,
        "client": dossier.id,
        "target_group": held.id,
        "start": held.start,
        "until": held.until,
    }


def _contact(dossier: d.Dossier, item: d.Contact) -> Row:
    return {
        "event": item.event,
        "client": dossier.id,
        "consultant": item.consultant,
        "role": item.role,
        "start": item.start,
        "until": item.until,
    }


def _meeting(dossier: d.Dossier, item: d.Meeting, policy: Policy | None) -> Row:
    return {
        "client": dossier.id,
        "id": item.id,
        "kind": item.kind,
        "on": item.on,
        "status": item.status,
        "time": item.time,
        "mode": item.mode,
        "consultant": item.consultant,
        "handler": _handler(dossier, item, policy),
        "planned_on": item.planned_on,
        "reason": item.reason,
        "by_office": item.by_office,
        "present": list(item.present),
        "recorded_by": item.recorded_by,
        "recorded_seq": item.recorded_seq,
        "signed_on": item.signed_on,
        "signed_by": item.signed_by,
        "session": item.session,
    }


def _handler(dossier: d.Dossier, item: d.Meeting, policy: Policy | None) -> str | None:
    """Return on whose list a meeting stands: who recorded it, else with whom it is, else who handles its kind."""
    if item.status == d.HELD:
        return item.recorded_by
    if item.consultant is not None or policy is None:
        return item.consultant
    return handler_of(policy.framework.kinds_by_id.get(item.kind), dossier, policy.framework)


def _notes(dossier: d.Dossier, item: d.Meeting) -> Iterable[Row]:
    parts = (item.notes, *(amendment.notes for amendment in item.amendments))
    for part, notes in enumerate(parts):
        for domain, text in notes.items():
            if text:
                place = {"client": dossier.id, "meeting": item.id, "part": part, "domain": domain}
                yield {**place, "on": item.on, "text": text}


def _commitment(dossier: d.Dossier, item: d.Commitment) -> Row:
    return {
        "client": dossier.id,
        "id": item.id,
        "owner": item.owner,
        "partner": item.partner,
        "text": item.text,
        "domain": item.domain,
        "category": item.category,
        "due_on": item.due_on,
        "made_on": item.made_on,
        "meeting": item.meeting,
        "state": item.state,
        "settled_on": item.settled_on,
        "replaces": item.replaces,
        "replaced_by": item.replaced_by,
        "step": item.step,
        "changes": [[change.what, change.on.isoformat(), change.by, change.note] for change in item.changes],
    }


def _dues(dossier: d.Dossier, policy: Policy | None) -> Iterable[Row]:
    if policy is None:
        return
    framework = policy.framework
    for base in base_dues(dossier, policy):
        consultant = handler_of(framework.kinds_by_id.get(base.kind), dossier, framework)
        yield row_of_due(dossier.id, base, consultant)


def _proposal(dossier: d.Dossier, item: d.Proposal) -> Row:
    return {
        "event": item.event,
        "client": dossier.id,
        "axis": item.axis,
        "group": item.group,
        "on": item.on,
        "by": item.by,
        "reason": item.reason,
        "chosen_by": item.chosen_by,
        "meeting": item.meeting,
    }


def _transfer(dossier: d.Dossier, item: d.Transfer) -> Row:
    return {
        "event": item.event,
        "client": dossier.id,
        "consultant": item.consultant,
        "to": item.to,
        "role": item.role,
        "on": item.on,
        "by": item.by,
        "until": item.until,
        "start": item.start,
        "state": item.state,
        "decided_on": item.decided_on,
        "decided_by": item.decided_by,
    }


def _signals(dossier: d.Dossier, policy: Policy | None) -> Iterable[Row]:
    found = signals_of(dossier, policy.framework, pension_day) if policy is not None else ()
    for item in dict.fromkeys(found):
        yield {
            "client": dossier.id,
            "kind": item.kind,
            "about": item.about,
            "on": item.on,
            "until": item.until,
            "shows_from": item.on - SHOWN_BEFORE,
        }
