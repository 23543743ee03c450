"""Lists of meetings, without what was said in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, false, func, literal, or_, select

from caseload_tui.domain.dossier import HELD, PLANNED, Meeting
from caseload_tui.domain.filters import MeetingFilter
from caseload_tui.domain.rows import MeetingRow
from caseload_tui.domain.sessions import Enrolled
from caseload_tui.store.queries.clients import COLUMNS as CLIENT_COLUMNS
from caseload_tui.store.queries.clients import WIDTH, client_of
from caseload_tui.store.queries.filtering import count, page, where
from caseload_tui.store.queries.stand_ins import NOBODY, StandIns
from caseload_tui.store.tables import client, meeting

_COLUMNS = (
    meeting.c.id,
    meeting.c.kind,
    meeting.c.on,
    meeting.c.status,
    meeting.c.time,
    meeting.c.mode,
    meeting.c.consultant,
    meeting.c.planned_on,
    meeting.c.reason,
    meeting.c.by_office,
    meeting.c.present,
    meeting.c.recorded_by,
    meeting.c.recorded_seq,
    meeting.c.signed_on,
    meeting.c.signed_by,
    meeting.c.session,
    meeting.c.handler,
)
_FIELDS = tuple(column.name for column in _COLUMNS if column is not meeting.c.handler)


def meetings(connection: Connection, filter: MeetingFilter, acting: StandIns = NOBODY) -> tuple[MeetingRow, ...]:
    """Return the meetings by day and time, then by name."""
    query = (
        select(*CLIENT_COLUMNS, *_COLUMNS)
        .join_from(meeting, client)
        .where(*where(filter, partial(_conditions, acting=acting)))
        .order_by(meeting.c.on, meeting.c.time.nulls_last(), client.c.sort_name, meeting.c.recorded_seq)
    )
    return tuple(_row(row, acting) for row in connection.execute(page(query, filter)))


def enrolled(connection: Connection, filter: MeetingFilter) -> Iterator[Enrolled]:
    """Yield the meetings of group sessions as lists of sessions need them."""
    columns = (getattr(meeting.c, field.name) for field in fields(Enrolled))
    query = select(*columns).where(meeting.c.session.is_not(None), *where(filter, partial(_conditions, acting=NOBODY)))
    return (Enrolled(*row) for row in connection.execute(query))


def count_meetings(connection: Connection, filter: MeetingFilter, acting: StandIns = NOBODY) -> int:
    """Return how many there are."""
    return count(connection, meeting, where(filter, partial(_conditions, acting=acting)))


def _row(row: Any, acting: StandIns) -> MeetingRow:
    values = dict(zip(_FIELDS, row[WIDTH:], strict=False))
    client = acting.client(client_of(row))
    item = Meeting(**{**values, "present": tuple(values["present"])})
    free = item.status == PLANNED and item.consultant is None
    return MeetingRow(client, item, acting.who(client.id, row[-1]) if free else row[-1])


def _as_it_is(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return condition


def _conditions(filter: MeetingFilter, acting: StandIns) -> Iterator[ColumnElement[bool]]:
    # A few sessions are a better way in than all that stand so.
    stands = func.likely if filter.sessions else _as_it_is
    if filter.statuses:
        yield stands(meeting.c.status.in_(filter.statuses))
    if filter.consultant is not None:
        # What was recorded, or planned with somebody by name, stays theirs; the rest goes with the contact.
        free = (meeting.c.status == PLANNED) & meeting.c.consultant.is_(None)
        theirs = meeting.c.handler == filter.consultant
        acts = acting.has(filter.consultant, meeting.c.handler, meeting.c.client)
        yield theirs if acting == NOBODY else or_(theirs & ~free, acts & free)
    if filter.client is not None:
        yield meeting.c.client == filter.client
    if filter.kind is not None:
        yield meeting.c.kind == filter.kind
    if filter.on_from is not None:
        yield meeting.c.on >= filter.on_from
    if filter.on_to is not None:
        yield meeting.c.on <= filter.on_to
    if filter.unsigned:
        # Written out, so that the database knows the index of just these.
        yield stands(meeting.c.status == literal(HELD, literal_execute=True))
        yield meeting.c.signed_on.is_(None)
    if filter.sessions is not None:
        yield meeting.c.session.in_(filter.sessions) if filter.sessions else false()
    if filter.session_from is not None or filter.session_to is not None:
        one = meeting.alias("one")
        days: list[ColumnElement[bool]] = [one.c.session.is_not(None)]
        days += [one.c.on >= filter.session_from] if filter.session_from is not None else []
        days += [one.c.on <= filter.session_to] if filter.session_to is not None else []
        yield meeting.c.session.in_(select(one.c.session).where(*days))
