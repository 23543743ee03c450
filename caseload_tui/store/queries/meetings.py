"""Lists of meetings, without what was said in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from caseload_tui.domain.dossier import HELD, Meeting
from caseload_tui.domain.filters import MeetingFilter
from caseload_tui.domain.rows import MeetingRow
from caseload_tui.store.queries.clients import COLUMNS as CLIENT_COLUMNS
from caseload_tui.store.queries.clients import WIDTH, client_of
from caseload_tui.store.queries.filtering import count, page, where
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


def meetings(connection: Connection, filter: MeetingFilter) -> tuple[MeetingRow, ...]:
    """Return the meetings by day and time, then by name."""
    query = (
        select(*CLIENT_COLUMNS, *_COLUMNS)
        .join_from(meeting, client)
        .where(*where(filter, _conditions))
        .order_by(meeting.c.on, meeting.c.time.nulls_last(), client.c.sort_name, meeting.c.recorded_seq)
    )
    return tuple(_row(row) for row in connection.execute(page(query, filter)))


def count_meetings(connection: Connection, filter: MeetingFilter) -> int:
    """Return how many there are."""
    return count(connection, meeting, where(filter, _conditions))


def _row(row: Any) -> MeetingRow:
    values = dict(zip(_FIELDS, row[WIDTH:], strict=False))
    return MeetingRow(client_of(row), Meeting(**{**values, "present": tuple(values["present"])}), row[-1])


def _conditions(filter: MeetingFilter) -> Iterator[ColumnElement[bool]]:
    if filter.statuses:
        yield meeting.c.status.in_(filter.statuses)
    if filter.consultant is not None:
        yield meeting.c.handler == filter.consultant
    if filter.client is not None:
        yield meeting.c.client == filter.client
    if filter.kind is not None:
        yield meeting.c.kind == filter.kind
    if filter.on_from is not None:
        yield meeting.c.on >= filter.on_from
    if filter.on_to is not None:
        yield meeting.c.on <= filter.on_to
    if filter.unsigned:
        yield (meeting.c.status == HELD) & meeting.c.signed_on.is_(None)
    if filter.session is not None:
        yield meeting.c.session == filter.session
    if filter.in_session:
        yield meeting.c.session.is_not(None)
