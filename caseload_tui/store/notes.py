"""Notes and the index to search them, kept equal in one transaction; a note that stayed the same is left alone."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select

from caseload_tui.store.bulk import insert_rows
from caseload_tui.store.projecting import Row
from caseload_tui.store.tables import note

PLACE = ("client", "meeting", "part", "domain", "on", "text")
_ADD_TO_INDEX = "INSERT INTO note_search (rowid, text) VALUES (?, ?)"
# FTS5 asks for the text as it was indexed to take it out again.
_TAKE_FROM_INDEX = "INSERT INTO note_search (note_search, rowid, text) VALUES ('delete', ?, ?)"
COMPARE_INDEX = "INSERT INTO note_search (note_search, rank) VALUES ('integrity-check', 1)"
"""Fails where the index differs from the notes."""


def replace_notes(connection: Connection, clients: list[str], rows: list[Row]) -> None:
    """Make these the notes of the clients."""
    wanted = {tuple(row[key] for key in PLACE): row for row in rows}
    query = select(note.c.rowid, *(note.c[key] for key in PLACE)).where(note.c.client.in_(clients))
    stale: list[tuple[int, str]] = []
    for rowid, *place in connection.execute(query):
        if wanted.pop(tuple(place), None) is None:
            stale.append((rowid, place[-1]))
    if stale:
        connection.exec_driver_sql(_TAKE_FROM_INDEX, stale)
        connection.execute(delete(note).where(note.c.rowid.in_([rowid for rowid, _ in stale])))
    if wanted:
        last = connection.execute(select(func.max(note.c.rowid))).scalar() or 0
        numbered = [{"rowid": rowid, **row} for rowid, row in enumerate(wanted.values(), last + 1)]
        insert_rows(connection, note, numbered)
        connection.exec_driver_sql(_ADD_TO_INDEX, [(row["rowid"], row["text"]) for row in numbered])
