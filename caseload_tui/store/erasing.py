"""Erasing a dossier: what its facts said goes, everywhere; that they were there stays, so the journal stays whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, String, delete, or_, select, type_coerce, update

from caseload_tui.domain.facts import OFFICE
from caseload_tui.domain.facts.erasure import DossierErased
from caseload_tui.store.backup import remove_backups
from caseload_tui.store.connection import connect
from caseload_tui.store.journal import events
from caseload_tui.store.tables import draft, event


def erase_facts(connection: Connection, dossier: str) -> None:
    """Take out what the facts of a dossier say, and half-typed work about it."""
    connection.execute(update(event).where(event.c.dossier == dossier).values(payload=None, salt=None))
    # What was marked of a group session is about many clients.
    names_it = type_coerce(draft.c.content, String).contains(dossier, autoescape=True)
    connection.execute(delete(draft).where(or_(draft.c.client == dossier, draft.c.client.is_(None) & names_it)))


def erase_copies(store: Path, key: bytes) -> int:
    """Take out what earlier states of the file still hold: its log, and the backups; return how many there were."""
    with closing(connect(store, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return remove_backups(store)


def unexplained(connection: Connection) -> Iterator[str]:
    """Yield the dossiers with facts that say nothing though the ledger does not say that they were erased."""
    ledger = {item.fact.erased for item in events(connection, OFFICE) if isinstance(item.fact, DossierErased)}
    silent = select(event.c.dossier).distinct().where(event.c.payload.is_(None)).order_by(event.c.dossier)
    return (dossier for dossier in connection.execute(silent).scalars() if dossier not in ledger)
