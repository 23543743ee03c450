"""Lists of clients."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, false, func, or_, select

from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.people import fold
from caseload_tui.domain.rows import ClientRow
from caseload_tui.store.queries.filtering import count, page, where
from caseload_tui.store.queries.stand_ins import NOBODY, StandIns
from caseload_tui.store.tables import client, contact, label, placement

COLUMNS = (
    client.c.id,
    client.c.file_number,
    client.c.given_name,
    client.c.prefix,
    client.c.family_name,
    client.c.born_on,
    client.c.municipality,
    client.c.registered_on,
    client.c.benefit_since,
    client.c.status,
    client.c.closed_on,
    client.c.lead,
    client.c.lead_lacking,
    client.c.groups,
    client.c.labels,
    client.c.contacts,
    client.c.sectors,
    client.c.last_contact,
    client.c.open_commitments,
    client.c.postcode,
    client.c.present_since,
)
WIDTH = len(COLUMNS)
_AT_ONCE = 10_000
"""Fewer than the variables that SQLite takes in one statement."""
_LISTS = tuple(COLUMNS.index(column) for column in (client.c.labels, client.c.contacts, client.c.sectors))


def client_of(row: Any) -> ClientRow:
    """Make a client of the first columns of a row, selected as `COLUMNS`."""
    values = list(row[:WIDTH])
    for place in _LISTS:
        values[place] = tuple(tuple(item) if isinstance(item, list) else item for item in values[place])
    return ClientRow(*values)


def newest_in(
    connection: Connection, group: str, filter: ClientFilter, acting: StandIns = NOBODY
) -> tuple[ClientRow, date] | None:
    """Return who came to a group last, of the clients that the filter lets through, and on which day."""
    query = (
        select(*COLUMNS, placement.c.start)
        .join_from(placement, client)
        .where(placement.c.group == group, placement.c.until.is_(None))
        .where(*where(filter, partial(conditions, acting=acting)))
        .order_by(placement.c.start.desc(), client.c.sort_name, client.c.id)
        .limit(1)
    )
    found = connection.execute(query).first()
    return (acting.client(client_of(found)), found.start) if found is not None else None


def clients(connection: Connection, filter: ClientFilter, acting: StandIns = NOBODY) -> tuple[ClientRow, ...]:
    """Return the clients in the order of lists: family name, given name, file number."""
    asked = where(filter, partial(conditions, acting=acting))
    query = select(*COLUMNS).where(*asked).order_by(client.c.sort_name, client.c.id)
    return tuple(acting.client(client_of(row)) for row in connection.execute(page(query, filter)))


def clients_by_id(connection: Connection, ids: Iterable[str], acting: StandIns = NOBODY) -> dict[str, ClientRow]:
    """Return these clients by identifier."""
    remaining, found = iter(ids), dict[str, ClientRow]()
    while some := list(islice(remaining, _AT_ONCE)):
        rows = connection.execute(select(*COLUMNS).where(client.c.id.in_(some))).all()
        found |= {row[0]: acting.client(client_of(row)) for row in rows}
    return found


def wishes(connection: Connection, ids: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
    """Return by identifier how a client wishes to meet, and whether visits at home are welcome (yes, no, or None)."""
    remaining, found = iter(ids), dict[str, tuple[str | None, str | None]]()
    columns = (client.c.id, client.c.preferred_mode, client.c.home_visits)
    while some := list(islice(remaining, _AT_ONCE)):
        for client_id, mode, visits in connection.execute(select(*columns).where(client.c.id.in_(some))):
            found[client_id] = mode, visits
    return found


def count_clients(connection: Connection, filter: ClientFilter, acting: StandIns = NOBODY) -> int:
    """Return how many clients there are."""
    return count(connection, client, where(filter, partial(conditions, acting=acting)))


def find(
    connection: Connection, text: str, acting: StandIns = NOBODY, most: int | None = None
) -> tuple[ClientRow, ...]:
    """Return the client with exactly this file number, else those in whose name every word stands, so many at most."""
    if not text.strip():
        return ()
    rows = connection.execute(select(*COLUMNS).where(_numbered(text)).order_by(client.c.id)).all()
    found = tuple(acting.client(client_of(row)) for row in rows)
    return found or clients(connection, ClientFilter(text=text, limit=most), acting)


def conditions(filter: ClientFilter, acting: StandIns = NOBODY) -> Iterator[ColumnElement[bool]]:
    """Yield what the filter asks of a client."""
    if filter.text.strip():
        yield _named(filter.text)
    if filter.groups:
        yield _has(placement, placement.c.group.in_(filter.groups))
    if filter.label is not None:
        yield _has(label, label.c.target_group == filter.label)
    if filter.contact_of is not None:
        yield _has(contact, contact.c.consultant == filter.contact_of)
    statuses = (*filter.statuses, *((filter.status,) if filter.status else ()))
    if statuses:
        yield client.c.status.in_(statuses)
    if filter.consultant is not None:
        yield acting.has(filter.consultant, client.c.lead, client.c.id)
    if filter.municipality is not None:
        yield client.c.municipality == filter.municipality
    if filter.ids is not None:
        yield client.c.id.in_(filter.ids) if filter.ids else false()
    if filter.lead_lacking is not None:
        yield client.c.lead_lacking.is_(filter.lead_lacking)


def _named(text: str) -> ColumnElement[bool]:
    """Return the condition that a client is meant by a text; the words are compared as they are, never as patterns."""
    one = client.alias("one")
    words = [func.instr(one.c.search_name, word) > 0 for word in fold(text).split()]
    # By itself this reads the narrow index of names, and not every client as a whole.
    named = client.c.id.in_(select(one.c.id).where(*words))
    return or_(_numbered(text), named) if words else _numbered(text)


def _numbered(text: str) -> ColumnElement[bool]:
    return client.c.search_number == fold(text.strip())


def _has(table: Any, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that the client has such a row today, as seen by the facts."""
    return client.c.id.in_(select(table.c.client).where(table.c.until.is_(None), condition))
