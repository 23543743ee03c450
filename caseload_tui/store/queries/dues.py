"""Lists of due meetings and steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from caseload_tui.domain.filters import ClientFilter, DueFilter
from caseload_tui.domain.rows import DueRow, DueTally
from caseload_tui.store.due_rows import COLUMNS, due_of_row
from caseload_tui.store.queries.clients import clients_by_id
from caseload_tui.store.queries.clients import conditions as client_conditions
from caseload_tui.store.queries.filtering import count, page, where
from caseload_tui.store.queries.stand_ins import NOBODY, StandIns
from caseload_tui.store.tables import client, due


def dues(connection: Connection, filter: DueFilter, acting: StandIns = NOBODY) -> tuple[DueRow, ...]:
    """Return what is due by date, then by name and rule; without a date last."""
    query = (
        select(due.c.client, due.c.consultant, *COLUMNS)
        .join_from(due, client)
        .where(*where(filter, partial(_conditions, acting=acting)))
        .order_by(due.c.due_on.nulls_last(), client.c.sort_name, client.c.id, due.c.rule)
    )
    rows: Sequence[Any] = connection.execute(page(query, filter)).all()
    # A client has several due dates, and reading one costs more than reading all of those.
    known = clients_by_id(connection, {row[0] for row in rows}, acting)
    return tuple(DueRow(known[row[0]], due_of_row(*row[2:]), acting.who(row[0], row[1])) for row in rows)


def count_dues(connection: Connection, filter: DueFilter, acting: StandIns = NOBODY) -> int:
    """Return how many there are."""
    return count(connection, due, where(filter, partial(_conditions, acting=acting)))


def tally_dues(connection: Connection, today: date, until: date) -> tuple[DueTally, ...]:
    """Return, per consultant, how many dates are late and how many more fall on or before a day."""
    late = due.c.late_after < today
    soon = (due.c.falls_on <= until) & ~late
    query = select(due.c.consultant, func.count().filter(late), func.count().filter(soon))
    rows = connection.execute(query.group_by(due.c.consultant).order_by(due.c.consultant))
    return tuple(DueTally(*row) for row in rows)


def _conditions(filter: DueFilter, acting: StandIns) -> Iterator[ColumnElement[bool]]:
    if filter.consultant is not None:
        yield acting.has(filter.consultant, due.c.consultant, due.c.client)
    if filter.kind is not None:
        yield due.c.kind == filter.kind
    if filter.client is not None:
        yield due.c.client == filter.client
    if filter.showing_on is not None:
        yield due.c.window_from <= filter.showing_on
    if filter.municipality is not None or filter.groups:
        yield from _of(ClientFilter(municipality=filter.municipality, groups=filter.groups), acting)
    if filter.of is not None:
        yield from _of(filter.of, acting)
    if filter.due_by is not None:
        yield due.c.due_on <= filter.due_by


def _of(clients: ClientFilter, acting: StandIns) -> Iterator[ColumnElement[bool]]:
    """Yield the condition that the client is one of these, where they are not all."""
    if asked := list(where(clients, partial(client_conditions, acting=acting))):
        yield due.c.client.in_(select(client.c.id).where(*asked))
