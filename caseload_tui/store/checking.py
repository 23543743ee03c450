"""Examining a store: what is stored is whole, the journals are unbroken, and the lists say what the facts say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from caseload_tui.domain.facts import BadFact
from caseload_tui.domain.rows import Check
from caseload_tui.domain.soundness import unsound
from caseload_tui.errors import StoreUnusable
from caseload_tui.i18n import tr
from caseload_tui.progress import tell
from caseload_tui.store.adoptions import policy_of
from caseload_tui.store.chain import Link, first_break
from caseload_tui.store.entries import COLUMNS, event_of, line_of
from caseload_tui.store.erasing import unexplained
from caseload_tui.store.journal import access_line, head_of
from caseload_tui.store.rebuilding import differences
from caseload_tui.store.seal import Seal
from caseload_tui.store.tables import access, event

_SETTINGS = {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "temp_store": 2}
_FETCH = 2000
_NOTHING_SEALED = Seal(0, "", 0, "")


def check_store(connection: Connection, seal: Seal | StoreUnusable | None, *, quick: bool) -> Iterator[Check]:
    """Examine the store at the moment of the connection; the seal, or why there is none, was read before that moment.

    A quick examination leaves out what takes minutes in a large store: every page, and making the lists anew.
    """
    sealed = seal if isinstance(seal, Seal) else _NOTHING_SEALED
    yield _sealed(connection, seal)
    yield _encryption(connection)
    yield _settings(connection)
    if not quick:
        yield _pages(connection)
    yield _references(connection)
    yield _unbroken("facts", first_break(_facts(connection), sealed.facts_count, sealed.facts_head))
    yield _unbroken("access", first_break(_looks(connection), sealed.access_count, sealed.access_head))
    yield _erased(connection)
    readable = _readable(connection)
    yield readable
    if readable.ok:
        yield _sound(connection)
    if not quick and readable.ok:
        for table, difference in differences(connection):
            yield Check(f"rebuilt {table}", difference is None, difference or "")


def _sealed(connection: Connection, seal: Seal | StoreUnusable | None) -> Check:
    if isinstance(seal, StoreUnusable):
        return Check("seal", False, seal.title)
    lacking = seal is None and head_of(connection, event).seq > 0
    return Check("seal", not lacking, tr("the seal of the journals is gone") if lacking else "")


def _encryption(connection: Connection) -> Check:
    version = connection.exec_driver_sql("PRAGMA cipher_version").scalar()
    return Check("encryption", version is not None, f"SQLCipher {version}" if version else tr("not encrypted"))


def _settings(connection: Connection) -> Check:
    wrong = [
        name for name, wanted in _SETTINGS.items() if connection.exec_driver_sql(f"PRAGMA {name}").scalar() != wanted
    ]
    return Check("settings", not wrong, ", ".join(wrong))


def _pages(connection: Connection) -> Check:
    found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    return Check("pages", found == "ok", "" if found == "ok" else str(found))


def _references(connection: Connection) -> Check:
    orphan = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if orphan is None:
        return Check("references", True, "")
    table, row, parent, _ = orphan
    return Check("references", False, tr("row {row} of {table} has no {parent}", row=row, table=table, parent=parent))


def _unbroken(journal: str, problem: str | None) -> Check:
    return Check(journal, problem is None, problem or "")


def _facts(connection: Connection) -> Iterator[Link]:
    chain = (event.c.seq, event.c.salt, event.c.digest, event.c.link)
    query = select(*chain, *COLUMNS[:-1]).order_by(event.c.seq)
    for seq, salt, digest, link, *values in _streamed(connection, query):
        yield Link(seq, salt, digest, link, line_of(*values))


def _looks(connection: Connection) -> Iterator[Link]:
    chain = (access.c.seq, access.c.salt, access.c.digest, access.c.link)
    query = select(*chain, access.c.at, access.c.by, access.c.device, access.c.what, access.c.dossier)
    for seq, salt, digest, link, *values in _streamed(connection, query.order_by(access.c.seq)):
        yield Link(seq, salt, digest, link, access_line(*values))


def _readable(connection: Connection) -> Check:
    count = 0
    for row in _streamed(connection, select(*COLUMNS).order_by(event.c.seq)):
        try:
            event_of(row)
        except (StoreUnusable, BadFact):
            return Check("payloads", False, tr("fact {seq} cannot be read", seq=row[-1]))
        count += 1
    return Check("payloads", True, tr("{count} facts", count=count))


def _sound(connection: Connection) -> Check:
    """Look whether facts refer to what is there; of policies that were adopted, every group counts."""
    policy = policy_of(connection)
    policies = (policy.framework, *policy.earlier) if policy is not None else ()
    groups = frozenset(group for framework in policies for group in framework.groups_by_id)
    facts = (event_of(row) for row in _streamed(connection, select(*COLUMNS).order_by(event.c.seq)))
    wrong = next(unsound(facts, groups), None)
    if wrong is None:
        return Check("sound", True, "")
    return Check("sound", False, tr("fact {seq}: {problem}", seq=wrong[0].seq, problem=wrong[1]))


def _erased(connection: Connection) -> Check:
    dossier = next(unexplained(connection), None)
    detail = tr("the facts of {dossier} say nothing, and nobody erased them", dossier=dossier) if dossier else ""
    return Check("erasures", dossier is None, detail)


def _streamed(connection: Connection, query: Any) -> Iterator[Any]:
    """Yield rows without holding them all."""
    rows = connection.execute(query, execution_options={"yield_per": _FETCH})
    for done, row in enumerate(rows):
        if done % _FETCH == 0:
            tell(tr("reading the journals"), done)
        yield row
