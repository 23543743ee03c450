"""Who had whom: every contact that there ever was."""

from __future__ import annotations

from sqlalchemy import Connection, select

from caseload_tui.domain.rows import ContactRow
from caseload_tui.store.queries.clients import clients_by_id
from caseload_tui.store.tables import contact


def contact_rows(
    connection: Connection, *, consultant: str | None = None, client: str | None = None
) -> tuple[ContactRow, ...]:
    """Return the contacts of a consultant, of a client, or all, the earliest first."""
    query = select(contact.c.client, contact.c.consultant, contact.c.role, contact.c.start, contact.c.until)
    if consultant is not None:
        query = query.where(contact.c.client.in_(select(contact.c.client).where(contact.c.consultant == consultant)))
    if client is not None:
        query = query.where(contact.c.client == client)
    rows = connection.execute(query.order_by(contact.c.start, contact.c.client, contact.c.event)).all()
    known = clients_by_id(connection, {row.client for row in rows})
    # Whoever had the work up to a day, and has it again from another: between those days somebody stands in.
    left = {(row.client, row.role, row.until, row.consultant) for row in rows}
    came = {(row.client, row.role, row.start): row.consultant for row in rows}
    went = {(row.client, row.role, row.until): row.consultant for row in rows if row.until is not None}
    return tuple(
        ContactRow(
            known[row.client],
            row.consultant,
            row.role,
            row.start,
            row.until,
            stands_in=(row.client, row.role, row.start, came.get((row.client, row.role, row.until))) in left,
            came_from=went.get((row.client, row.role, row.start)),
            went_to=came.get((row.client, row.role, row.until)),
        )
        for row in rows
        if consultant in (None, row.consultant)
    )
