"""What lists read: rows that follow from the facts and the policy alone, and can be made anew at any time.

Spans are half-open: `until` is the first day that no longer counts.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Column, ForeignKeyConstraint, Index, Named, Table, TypedColumns

from caseload_tui.domain import dossier as d
from caseload_tui.store.tables.base import holds, metadata, of_client, one_of


class ClientColumns(TypedColumns):
    """A client as lists show one."""

    id: Named[str] = Column(primary_key=True)
    file_number: Named[str]
    search_number: Named[str]
    given_name: Named[str]
    prefix: Named[str | None]
    family_name: Named[str]
    sort_name: Named[str]
    search_name: Named[str]
    born_on: Named[date | None]
    municipality: Named[str | None]
    registered_on: Named[date]
    benefit_since: Named[date | None]
    status: Named[str]
    closed_on: Named[date | None]
    lead: Named[str | None]
    lead_lacking: Named[bool]
    groups: Named[dict[str, str]] = Column(JSON)
    labels: Named[list[str]] = Column(JSON)
    contacts: Named[list[list[str | None]]] = Column(JSON)
    sectors: Named[list[str]] = Column(JSON)
    last_contact: Named[date | None]
    open_commitments: Named[int]
    postcode: Named[str | None]
    language: Named[str | None]
    preferred_mode: Named[str | None]
    home_visits: Named[str | None]
    present_since: Named[date | None]


class PlacementColumns(TypedColumns):
    """A stay in a group of an axis; without a group the axis was left empty."""

    client: Named[str] = Column(of_client(), primary_key=True)
    axis: Named[str] = Column(primary_key=True)
    start: Named[date] = Column(primary_key=True)
    until: Named[date | None]
    group: Named[str | None]
    event: Named[str]


class LabelColumns(TypedColumns):
    """A target group the client belongs to, or belonged to."""

    event: Named[str] = Column(primary_key=True)
    client: Named[str] = Column(of_client())
    target_group: Named[str]
    start: Named[date]
    until: Named[date | None]


class ContactColumns(TypedColumns):
    """A consultant who is a contact of the client, or was."""

    event: Named[str] = Column(primary_key=True)
    client: Named[str] = Column(of_client())
    consultant: Named[str]
    role: Named[str | None]
    start: Named[date]
    until: Named[date | None]


class MeetingColumns(TypedColumns):
    """A meeting without what was said; `handler` is on whose list it stands."""

    client: Named[str] = Column(of_client(), primary_key=True)
    id: Named[str] = Column(primary_key=True)
    kind: Named[str]
    on: Named[date]
    status: Named[str]
    time: Named[str | None]
    mode: Named[str | None]
    consultant: Named[str | None]
    handler: Named[str | None]
    planned_on: Named[date | None]
    reason: Named[str | None]
    by_office: Named[bool]
    present: Named[list[str]] = Column(JSON)
    recorded_by: Named[str | None]
    recorded_seq: Named[int]
    signed_on: Named[date | None]
    signed_by: Named[str | None]
    session: Named[str | None]


class NoteColumns(TypedColumns):
    """What was noted on one life domain; `part` is 0 for the record and counts its amendments from 1."""

    rowid: Named[int] = Column(primary_key=True)
    client: Named[str]
    meeting: Named[str]
    part: Named[int]
    domain: Named[str]
    on: Named[date]
    text: Named[str]


class CommitmentColumns(TypedColumns):
    """Something agreed; `changes` tells what became of it."""

    client: Named[str] = Column(of_client(), primary_key=True)
    id: Named[str] = Column(primary_key=True)
    owner: Named[str]
    partner: Named[str | None]
    text: Named[str]
    domain: Named[str | None]
    category: Named[str | None]
    due_on: Named[date | None]
    made_on: Named[date]
    meeting: Named[str | None]
    state: Named[str]
    settled_on: Named[date | None]
    replaces: Named[str | None]
    replaced_by: Named[str | None]
    step: Named[str | None]
    changes: Named[list[list[str | None]]] = Column(JSON)


class DueColumns(TypedColumns):
    """What the facts say about one rule for one client.

    `falls_on` is the due date after waivers, `window_from` the first day of its window and `late_after` its last day of
    grace: all follow from facts alone.
    """

    client: Named[str] = Column(of_client(), primary_key=True)
    rule: Named[str] = Column(primary_key=True)
    kind: Named[str]
    consultant: Named[str | None]
    due_on: Named[date | None]
    falls_on: Named[date | None]
    window_from: Named[date | None]
    late_after: Named[date | None]
    last_on: Named[date | None]
    began: Named[date]
    rest: Named[dict[str, Any]] = Column(JSON)


class ProposalColumns(TypedColumns):
    """A move that waits for approval; its event names it."""

    event: Named[str] = Column(primary_key=True)
    client: Named[str] = Column(of_client())
    axis: Named[str]
    group: Named[str | None]
    on: Named[date]
    by: Named[str]
    reason: Named[str | None]
    chosen_by: Named[str | None]
    meeting: Named[str | None]


class TransferColumns(TypedColumns):
    """A contact's work offered to somebody else, without the note; its event names the offer."""

    event: Named[str] = Column(primary_key=True)
    client: Named[str] = Column(of_client())
    consultant: Named[str]
    to: Named[str]
    role: Named[str | None]
    on: Named[date]
    by: Named[str]
    until: Named[date | None]
    state: Named[str]
    decided_on: Named[date | None]
    decided_by: Named[str | None]
    start: Named[date | None]


class SignalColumns(TypedColumns):
    """A signal that nobody has seen; it shows from `shows_from`, and no more from `until`."""

    client: Named[str] = Column(of_client(), primary_key=True)
    kind: Named[str] = Column(primary_key=True)
    about: Named[str] = Column(primary_key=True)
    on: Named[date] = Column(primary_key=True)
    until: Named[date | None]
    shows_from: Named[date]


_ENDS_AFTER_START = "until IS NULL OR until >= start"

client = Table(
    "client",
    metadata,
    ClientColumns,
    one_of("status", d.ACTIVE, d.AFTERCARE, d.CLOSED),
    holds("open_commitments", "open_commitments >= 0"),
)
Index("ix_client_names", client.c.sort_name, client.c.search_name, client.c.search_number, client.c.id)
Index(None, client.c.search_number)
Index(None, client.c.lead, client.c.sort_name)

placement = Table("placement", metadata, PlacementColumns, holds("until", "until IS NULL OR until > start"))
Index(None, placement.c.group, placement.c.until)

label = Table("label", metadata, LabelColumns, holds("until", _ENDS_AFTER_START))
Index(None, label.c.client)
Index(None, label.c.target_group, label.c.until)

contact = Table("contact", metadata, ContactColumns)
Index(None, contact.c.client)
Index(None, contact.c.consultant, contact.c.until)
Index(None, contact.c.until)

meeting = Table(
    "meeting",
    metadata,
    MeetingColumns,
    one_of("status", d.PLANNED, d.HELD, d.MISSED, d.CANCELLED, d.WITHDRAWN),
)
Index(None, meeting.c.status, meeting.c.on)
Index(None, meeting.c.handler, meeting.c.status, meeting.c.on)
# With status and day, which the query names too: else the database prefers the index over all that was ever held.
Index(
    "ix_meeting_unsigned",
    meeting.c.handler,
    meeting.c.status,
    meeting.c.on,
    sqlite_where=(meeting.c.status == d.HELD) & meeting.c.signed_on.is_(None),
)
Index("ix_meeting_session", meeting.c.session, sqlite_where=meeting.c.session.is_not(None))

note = Table(
    "note",
    metadata,
    NoteColumns,
    ForeignKeyConstraint(
        ["client", "meeting"], ["meeting.client", "meeting.id"], deferrable=True, initially="DEFERRED"
    ),
    holds("part", "part >= 0"),
)
Index("uq_note_place", note.c.client, note.c.meeting, note.c.part, note.c.domain, unique=True)

commitment = Table(
    "commitment",
    metadata,
    CommitmentColumns,
    one_of("owner", "client", "office", "partner"),
    one_of("state", d.OPEN, d.KEPT, d.BROKEN, d.RENEGOTIATED, d.WITHDRAWN),
)
Index(None, commitment.c.state, commitment.c.due_on)

due = Table("due", metadata, DueColumns)
Index(None, due.c.consultant, due.c.due_on)
Index(None, due.c.consultant, due.c.window_from)
Index(None, due.c.due_on)

proposal = Table("proposal", metadata, ProposalColumns)
Index(None, proposal.c.client)

transfer = Table(
    "transfer", metadata, TransferColumns, one_of("state", d.OPEN, d.ACCEPTED, d.REJECTED, d.WITHDRAWN, d.LAPSED)
)
Index(None, transfer.c.client)
Index(None, transfer.c.to, transfer.c.state)

signal = Table("signal", metadata, SignalColumns, holds("shows_from", '"shows_from" <= "on"'))
Index(None, signal.c.shows_from)

NOTE_SEARCH = "note_search"
"""The full-text index of notes; FTS5 keeps it, so it is no part of the metadata."""
