"""Lists of commitments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, func, select

from caseload_tui.domain.dossier import Commitment, CommitmentChange
from caseload_tui.domain.filters import CommitmentFilter
from caseload_tui.domain.rows import CommitmentRow
from caseload_tui.store.queries.clients import COLUMNS as CLIENT_COLUMNS
from caseload_tui.store.queries.clients import WIDTH, client_of
from caseload_tui.store.queries.filtering import count, page, where
from caseload_tui.store.queries.stand_ins import NOBODY, StandIns
from caseload_tui.store.tables import client, commitment

_COLUMNS = (
    commitment.c.id,
    commitment.c.owner,
    commitment.c.partner,
    commitment.c.text,
    commitment.c.domain,
    commitment.c.category,
    commitment.c.due_on,
    commitment.c.made_on,
    commitment.c.meeting,
    commitment.c.state,
    commitment.c.settled_on,
    commitment.c.replaces,
    commitment.c.replaced_by,
    commitment.c.step,
    commitment.c.changes,
)
_WITH_CLIENT: FromClause = commitment.join(client)


def commitments(
    connection: Connection, filter: CommitmentFilter, acting: StandIns = NOBODY
) -> tuple[CommitmentRow, ...]:
    """Return the commitments by their day, then by name; without a day last."""
    query = (
        select(*CLIENT_COLUMNS, *_COLUMNS)
        .select_from(_WITH_CLIENT)
        .where(*where(filter, partial(_conditions, acting=acting)))
        .order_by(commitment.c.due_on.nulls_last(), client.c.sort_name, commitment.c.made_on, commitment.c.id)
    )
    return tuple(_row(row, acting) for row in connection.execute(page(query, filter)))


def count_commitments(connection: Connection, filter: CommitmentFilter, acting: StandIns = NOBODY) -> int:
    """Return how many there are."""
    return count(connection, _WITH_CLIENT, where(filter, partial(_conditions, acting=acting)))


def _row(row: Any, acting: StandIns) -> CommitmentRow:
    values = list(row[WIDTH:])
    values[-1] = tuple(CommitmentChange(what, date.fromisoformat(on), by, note) for what, on, by, note in values[-1])
    return CommitmentRow(acting.client(client_of(row)), Commitment(*values))


def _conditions(filter: CommitmentFilter, acting: StandIns) -> Iterator[ColumnElement[bool]]:
    if filter.states:
        stands = commitment.c.state.in_(filter.states)
        # One client, or those of one consultant, are a better way in than all that is open in the office.
        of_few = filter.client is not None or filter.consultant is not None
        yield func.likely(stands) if of_few else stands
    if filter.owner is not None:
        yield commitment.c.owner == filter.owner
    if filter.client is not None:
        yield commitment.c.client == filter.client
    if filter.consultant is not None:
        yield acting.has(filter.consultant, client.c.lead, client.c.id)
    if filter.due_by is not None:
        yield commitment.c.due_on <= filter.due_by
