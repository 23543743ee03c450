"""Items of answers in JSON and CSV: their keys are a public interface and stay what they are."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseload_tui.domain.daily import DailyRow
from caseload_tui.domain.dossier import HELD, MISSED, PLANNED, Meeting
from caseload_tui.domain.office import Consultant, Office
from caseload_tui.domain.rows import ClientRow, CommitmentRow, TransferRow
from caseload_tui.domain.sessions import Session, SessionCount
from caseload_tui.services.worklists import DueItem

Item = dict[str, Any]
UNSIGNED, UNRECORDED = "unsigned", "unrecorded"


def name_of(office: Office, consultant: str | None) -> str | None:
    """Return the name of a consultant, or the identifier where the office does not know it."""
    known = office.consultant(consultant) if consultant is not None else None
    return known.name if known is not None else consultant


def client_item(row: ClientRow, office: Office) -> Item:
    """Return a client."""
    return {
        "client_id": row.id,
        "file_number": row.file_number,
        "given_name": row.given_name,
        "prefix": row.prefix,
        "family_name": row.family_name,
        "name": row.name,
        "born_on": row.born_on,
        "municipality": row.municipality,
        "postcode": row.postcode,
        "registered_on": row.registered_on,
        "benefit_since": row.benefit_since,
        "status": row.status,
        "closed_on": row.closed_on,
        "consultant": row.lead,
        "consultant_name": name_of(office, row.lead),
        "lead_lacking": row.lead_lacking,
        "contacts": [{"consultant": person, "role": role} for person, role in row.contacts],
        "groups": dict(row.groups),
        "target_groups": list(row.labels),
        "sectors": list(row.sectors),
        "last_contact": row.last_contact,
        "open_commitments": row.open_commitments,
    }


def due_item(item: DueItem, office: Office) -> Item:
    """Return a due meeting or step."""
    stands = item.standing
    return {
        "client_id": item.client.id,
        "file_number": item.client.file_number,
        "name": item.client.name,
        "consultant": item.consultant,
        "consultant_name": name_of(office, item.consultant),
        "groups": dict(item.client.groups),
        "rule": item.base.rule,
        "kind": item.base.kind,
        "due_on": stands.due_on,
        "state": stands.state.value,
        "late": stands.late,
        "days": stands.days,
        "planned_on": stands.plan.on if stands.plan else None,
        "planned_late": stands.planned_late,
        "last_held_on": item.base.last_on,
        "because": item.because,
    }


def daily_item(position: int, row: DailyRow) -> Item:
    """Return a row of the daily list; a record that waits for a signature is unfinished like one not made."""
    return {
        "position": position,
        "what": UNRECORDED if row.what == UNSIGNED else row.what,
        "unsigned": row.what == UNSIGNED,
        "at": row.at,
        "on": row.on,
        "client_id": row.client.id if row.client else None,
        "file_number": row.client.file_number if row.client else None,
        "name": row.client.name if row.client else None,
        "text": row.text,
        "because": row.because,
        "act": row.act,
        "session_id": row.session,
        "clients": [
            {"client_id": client.id, "file_number": client.file_number, "name": client.name} for client in row.clients
        ]
        if row.session
        else None,
    }


def commitment_item(row: CommitmentRow, overdue: bool) -> Item:
    """Return a commitment with everything that became of it."""
    item = row.commitment
    return {
        "commitment_id": item.id,
        "client_id": row.client.id,
        "file_number": row.client.file_number,
        "name": row.client.name,
        "owner": item.owner,
        "partner": item.partner,
        "text": item.text,
        "domain": item.domain,
        "category": item.category,
        "due_on": item.due_on,
        "state": item.state,
        "overdue": overdue,
        "kept_on": item.settled_on if item.state == "kept" else None,
        "kept_late": item.kept_late,
        "settled_on": item.settled_on,
        "made_on": item.made_on,
        "meeting_id": item.meeting,
        "replaces": item.replaces,
        "replaced_by": item.replaced_by,
        "step": item.step,
        "events": [
            {"what": change.what, "on": change.on, "by": change.by, "note": change.note} for change in item.changes
        ],
    }


def meeting_item(row: ClientRow, meeting: Meeting) -> Item:
    """Return a meeting with what was said in it."""
    return {"client_id": row.id, "file_number": row.file_number, "name": row.name} | meeting_only(meeting)


def meeting_only(meeting: Meeting) -> Item:
    """Return a meeting as it stands in a dossier."""
    return {
        "meeting_id": meeting.id,
        "kind": meeting.kind,
        "on": meeting.on,
        "time": meeting.time,
        "mode": meeting.mode,
        "status": meeting.status,
        "consultant": meeting.consultant,
        "recorded_by": meeting.recorded_by,
        "signed_on": meeting.signed_on,
        "signed_by": meeting.signed_by,
        "reason": meeting.reason,
        "present": list(meeting.present),
        "session_id": meeting.session,
        "notes": dict(meeting.notes),
        "scores": dict(meeting.scores),
        "answers": dict(meeting.answers),
        "amendments": [
            {
                "at": item.at,
                "by": item.by,
                "reason": item.reason,
                "on": item.on,
                "kind": item.kind,
                "notes": dict(item.notes),
                "scores": dict(item.scores),
                "answers": dict(item.answers),
            }
            for item in meeting.amendments
        ],
    }


def transfer_item(row: TransferRow) -> Item:
    """Return an offer to hand a client over, without its note."""
    item = row.transfer
    return {
        "transfer_id": item.event,
        "client_id": row.client.id,
        "file_number": row.client.file_number,
        "name": row.client.name,
        "consultant": item.consultant,
        "to": item.to,
        "role": item.role,
        "on": item.on,
        "by": item.by,
        "until": item.until,
        "from": item.start,
        "state": item.state,
        "decided_on": item.decided_on,
        "decided_by": item.decided_by,
    }


def session_item(session: Session | SessionCount, today: date) -> Item:
    """Return a group session, and everybody on its list where those are known."""
    item: Item = {
        "session_id": session.id,
        "kind": session.kind,
        "on": session.on,
        "time": session.time,
        "consultant": session.consultant,
        "state": session.state(today),
        "planned": session.count(PLANNED),
        "present": session.count(HELD),
        "absent": session.count(MISSED),
        "unsigned": session.unsigned,
    }
    if isinstance(session, Session):
        item["clients"] = [
            {
                "client_id": row.client.id,
                "file_number": row.client.file_number,
                "name": row.client.name,
                "meeting_id": row.meeting.id,
                "status": row.meeting.status,
            }
            for row in session.rows
        ]
    return item


def consultant_item(person: Consultant, fte: float, days: tuple[str, ...]) -> Item:
    """Return somebody who works here, with the fte and the part-time days of the day."""
    return {
        "consultant": person.id,
        "name": person.name,
        "function": person.function,
        "roles": list(person.roles),
        "fte": fte,
        "ended_on": person.ended_on,
        "days": list(days),
        "leave": [{"from": item.start, "through": item.through} for item in person.leave],
        "languages": list(person.languages),
        "municipalities": list(person.municipalities),
    }
