"""Searching notes: what is typed reaches the index as quoted words, never as its query language."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, column, false, func, or_, select, table

from caseload_tui.domain.filters import NoteFilter
from caseload_tui.domain.rows import NoteHit
from caseload_tui.store.queries.clients import COLUMNS, WIDTH, client_of
from caseload_tui.store.queries.stand_ins import NOBODY, StandIns
from caseload_tui.store.tables import client, meeting, note

_INDEX = table("note_search", column("rowid"), column("text"))
_WORDS_AROUND = 24
_LETTERS_SHOWN = 200


def search_notes(connection: Connection, asked: NoteFilter, acting: StandIns = NOBODY) -> tuple[NoteHit, ...]:
    """Return the notes that the filter lets through, the latest first; asking nothing finds nothing."""
    words = quoted(asked.text)
    places = note
    excerpt = func.substr(note.c.text, 1, _LETTERS_SHOWN)
    conditions = list(_conditions(asked, acting))
    if not words and (asked.text.strip() or not conditions):
        return ()
    if words:
        excerpt = func.snippet(column("note_search"), 0, "", "", "…", _WORDS_AROUND)
        places = _INDEX.join(note, note.c.rowid == _INDEX.c.rowid)  # type: ignore[assignment]
        conditions.append(_INDEX.c.text.op("MATCH")(bindparam("asked", words)))
    query = (
        select(*COLUMNS, note.c.meeting, meeting.c.kind, note.c.on, note.c.domain, excerpt)
        .select_from(places)
        .join(meeting, (meeting.c.client == note.c.client) & (meeting.c.id == note.c.meeting))
        .join(client, client.c.id == note.c.client)
        .where(*conditions)
        .order_by(note.c.on.desc(), note.c.rowid.desc())
        .limit(asked.limit)
    )
    rows: Iterable[Any] = connection.execute(query)
    return tuple(NoteHit(acting.client(client_of(row)), *row[WIDTH:]) for row in rows)


def _conditions(asked: NoteFilter, acting: StandIns) -> Iterator[ColumnElement[bool]]:
    """Yield what is asked besides words."""
    if asked.on_from is not None:
        yield note.c.on >= asked.on_from
    if asked.on_to is not None:
        yield note.c.on <= asked.on_to
    for place, wanted in ((note.c.domain, asked.domains), (meeting.c.kind, asked.kinds), (client.c.id, asked.clients)):
        if wanted is not None:
            yield place.in_(wanted)
    if asked.consultants is not None:
        theirs = [acting.has(person, client.c.lead, client.c.id) for person in asked.consultants]
        yield or_(false(), *theirs)


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
    """Return the words as beginnings that must all stand in a note; empty where nothing can be searched for."""
    words = [word for word in text.replace("\0", " ").split() if any(map(_searchable, word))]
    return " AND ".join('"' + word.replace('"', '""') + '"*' for word in words)


def _searchable(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN"
