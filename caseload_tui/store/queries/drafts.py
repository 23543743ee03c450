"""Half-typed work, one row a person and key."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select

from caseload_tui.domain.rows import Draft
from caseload_tui.store.tables import draft

_COLUMNS = (draft.c.by, draft.c.key, draft.c.client, draft.c.meeting, draft.c.saved_at, draft.c.content)


def drafts_of(connection: Connection, by: str) -> tuple[Draft, ...]:
    """Return a person's drafts, the oldest first."""
    query = select(*_COLUMNS).where(draft.c.by == by).order_by(draft.c.saved_at, draft.c.key)
    return tuple(Draft(*row) for row in connection.execute(query))


def read_draft(connection: Connection, by: str, key: str) -> Draft | None:
    """Return one draft."""
    row = connection.execute(select(*_COLUMNS).where(draft.c.by == by, draft.c.key == key)).first()
    return Draft(*row) if row is not None else None


def stamps(connection: Connection) -> tuple[tuple[str, str, str], ...]:
    """Return whose drafts there are and on which day each was saved, which is all that lists tell of them."""
    query = select(draft.c.by, draft.c.key, func.substr(draft.c.saved_at, 1, len("2026-11-23")))
    return tuple((by, key, day) for by, key, day in connection.execute(query.order_by(draft.c.by, draft.c.key)))


def save_draft(connection: Connection, item: Draft) -> None:
    """Keep a draft in the place of an earlier one."""
    drop_draft(connection, item.by, item.key)
    row = {
        "by": item.by,
        "key": item.key,
        "client": item.client_id,
        "meeting": item.meeting_id,
        "saved_at": item.saved_at,
        "content": dict(item.content),
    }
    connection.execute(insert(draft), row)


def drop_draft(connection: Connection, by: str, key: str) -> None:
    """Remove a draft; one that is not there is no mistake."""
    connection.execute(delete(draft).where(draft.c.by == by, draft.c.key == key))
