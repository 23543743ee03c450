"""Searching notes: what is typed reaches the index as quoted words, never as its query language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, column, func, select, table

from caseload_tui.domain.rows import NoteHit
from caseload_tui.store.queries.clients import COLUMNS, WIDTH, client_of
from caseload_tui.store.tables import client, meeting, note

_INDEX = table("note_search", column("rowid"), column("text"), column("rank"))
_WORDS_AROUND = 24


def search_notes(connection: Connection, text: str, limit: int) -> tuple[NoteHit, ...]:
    """Return the notes in which every word stands, the last one perhaps only as a beginning; the best first."""
    asked = quoted(text)
    if not asked:
        return ()
    excerpt = func.snippet(column("note_search"), 0, "", "", "…", _WORDS_AROUND)
    query = (
        select(*COLUMNS, note.c.meeting, meeting.c.kind, note.c.on, note.c.domain, excerpt)
        .select_from(_INDEX)
        .join(note, note.c.rowid == _INDEX.c.rowid)
        .join(meeting, (meeting.c.client == note.c.client) & (meeting.c.id == note.c.meeting))
        .join(client, client.c.id == note.c.client)
        .where(_INDEX.c.text.op("MATCH")(bindparam("asked", asked)))
        .order_by(_INDEX.c.rank, note.c.on.desc(), note.c.rowid)
        .limit(limit)
    )
    rows: Iterable[Any] = connection.execute(query)
    return tuple(NoteHit(client_of(row), *row[WIDTH:]) for row in rows)


def clients_noting(connection: Connection, text: str, domains: tuple[str, ...] | None) -> frozenset[str]:
    """Return who has a note in which every word stands, or one on any of the domains; not what it says."""
    query = select(note.c.client).distinct()
    if domains is not None:
        query = query.where(note.c.domain.in_(domains))
    else:
        asked = quoted(text)
        if not asked:
            return frozenset()
        index = select(_INDEX.c.rowid).where(_INDEX.c.text.op("MATCH")(bindparam("asked", asked)))
        query = query.where(note.c.rowid.in_(index))
    return frozenset(connection.execute(query).scalars())


def quoted(text: str) -> str:
    """Return the words as FTS5 strings that must all stand in a note; empty where nothing can be searched for."""
    words = [word for word in text.replace("\0", " ").split() if any(map(_searchable, word))]
    strings = ['"' + word.replace('"', '""') + '"' for word in words]
    return " AND ".join(strings) + "*" if strings else ""


def _searchable(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"
