"""The two journals: appending to them, and reading the facts back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Table, delete, func, insert, select

from caseload_tui.domain.exercises import Look
from caseload_tui.domain.facts import Event
from caseload_tui.domain.facts.client import Undone
from caseload_tui.domain.folding import taken_back
from caseload_tui.domain.rows import Deed
from caseload_tui.store.chain import Head, canonical, chained
from caseload_tui.store.entries import COLUMNS, Entry, event_of, line_of
from caseload_tui.store.tables import access, adoption, event

_STREAMED = {"yield_per": 2000}
_TICK = timedelta(microseconds=1)
_STANDSTILL = timedelta(seconds=1)
"""As many deeds as ticks fit in here may be recorded while the clock stands still."""
_APPEND = (
    'INSERT INTO event (id, dossier, kind, at, "by", device, version, payload, seq, salt, digest, link)'
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

_AT = 'SELECT id, dossier, kind, at, "by", device, version, payload, seq FROM event WHERE seq = ?'
_KNOWN = "SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM event WHERE event.dossier = json_each.value)"
"""All of them at once: a question for each would take longer than what they are asked for."""


def head_of(connection: Connection, journal: Table) -> Head:
    """Return where a journal ends."""
    last = select(journal.c.seq, journal.c.link).order_by(journal.c.seq.desc()).limit(1)
    row = connection.execute(last).first()
    return Head(*row) if row is not None else Head()


def append(connection: Connection, head: Head, entries: Sequence[Entry]) -> tuple[Head, tuple[Event, ...]]:
    """Append facts behind the head; return where the journal ends then, and the events."""
    hashes = chained(head, [entry.line for entry in entries])
    pairs = list(zip(entries, hashes, strict=True))
    # As tuples, past the parameters of a statement, which would take longer than the database itself.
    connection.exec_driver_sql(_APPEND, [(*entry.values, *chain.values(entry.payload)) for entry, chain in pairs])
    events = tuple(entry.event(chain.seq) for entry, chain in pairs)
    return Head(hashes[-1].seq, hashes[-1].link), events


def known_dossiers(connection: Connection, dossiers: Iterable[str]) -> set[str]:
    """Return which of these dossiers hold facts already."""
    return set(connection.exec_driver_sql(_KNOWN, (json.dumps(list(dossiers)),)).scalars())


def clear(connection: Connection) -> None:
    """Take every fact out, with the policies that they adopted."""
    connection.execute(delete(adoption))
    connection.execute(delete(event))


def access_line(at: str, by: str, device: str, what: str, dossier: str | None) -> str:
    """Return the canonical line of an entry of the access log."""
    return canonical(at=at, by=by, device=device, what=what, dossier=dossier)


def append_access(
    connection: Connection, moment: datetime, by: str, device: str, what: str, dossier: str | None
) -> None:
    """Append one entry to the access log."""
    at = _iso(moment)
    [chain] = chained(head_of(connection, access), [access_line(at, by, device, what, dossier)])
    known = {"at": at, "by": by, "device": device, "what": what, "dossier": dossier}
    hashes = {"seq": chain.seq, "salt": chain.salt, "digest": chain.digest, "link": chain.link}
    connection.execute(insert(access), [known | hashes])


def events(connection: Connection, dossier: str | None = None, *, after: int = 0) -> Iterator[Event]:
    """Yield the facts of one dossier, or all, in the order of the journal; with `after` those behind that place."""
    query = select(*COLUMNS).order_by(event.c.seq)
    if after:
        query = query.where(event.c.seq > after)
    if dossier is not None:
        query = query.where(event.c.dossier == dossier)
    for row in connection.execute(query, execution_options=_STREAMED):
        yield event_of(row)


def events_of_kind(connection: Connection, kind: str) -> Iterator[Event]:
    """Yield the facts of one kind over all dossiers, in the order of the journal; erased ones say nothing."""
    query = select(*COLUMNS).where(event.c.kind == kind).order_by(event.c.seq)
    for row in connection.execute(query, execution_options=_STREAMED):
        yield event_of(row)


def event_at(connection: Connection, seq: int) -> Event:
    """Return the fact at a place of the journal."""
    return event_of(connection.exec_driver_sql(_AT, (seq,)).one())


def lines(connection: Connection) -> Iterator[str]:
    """Yield every fact as the line of an export."""
    query = select(*COLUMNS[:-1]).order_by(event.c.seq)
    for row in connection.execute(query, execution_options=_STREAMED):
        yield line_of(*row)


def access_count(connection: Connection, what: str, by: str, most: int) -> int:
    """Return how often somebody did something, counted up to `most`."""
    found = select(access.c.seq).where(access.c.what == what, access.c.by == by).order_by(access.c.seq).limit(most)
    return len(connection.execute(found).all())


def looks(connection: Connection, after: int) -> tuple[Look, ...]:
    """Return the entries of the access log behind a place."""
    query = select(access.c.what, access.c.dossier).where(access.c.seq > after).order_by(access.c.seq)
    return tuple(Look(*row) for row in connection.execute(query))


def access_lines(connection: Connection) -> Iterator[str]:
    """Yield every entry of the access log as a line of JSON."""
    query = select(access.c.at, access.c.by, access.c.device, access.c.what, access.c.dossier)
    for row in connection.execute(query.order_by(access.c.seq)):
        yield access_line(*row)


def free_moment(connection: Connection, by: str, moment: datetime) -> str:
    """Return the moment, ISO 8601, or the first one after it at which this person recorded nothing.

    So it names one deed, even where the clock stands still.
    """
    query = select(func.max(event.c.at)).where(event.c.by == by, event.c.at >= _iso(moment))
    latest = connection.execute(query.where(event.c.at < _iso(moment + _STANDSTILL))).scalar()
    return _iso(moment) if latest is None else _iso(datetime.fromisoformat(latest) + _TICK)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def last_deeds(connection: Connection, by: str, limit: int) -> tuple[Deed, ...]:
    """Return what a person recorded lately, the latest deed first."""
    latest = (
        select(event.c.at)
        .where(event.c.by == by)
        .group_by(event.c.at)
        .order_by(func.max(event.c.seq).desc())
        .limit(limit)
    )
    query = select(*COLUMNS).where(event.c.by == by, event.c.at.in_(latest.scalar_subquery()))
    found = [event_of(row) for row in connection.execute(query.order_by(event.c.seq.desc()))]
    undone = _undone(connection, {item.dossier for item in found})
    by_moment: dict[str, list[Event]] = {}
    for item in found:
        by_moment.setdefault(item.at, []).insert(0, item)
    return tuple(Deed(at, by, tuple(deed), all(item.id in undone for item in deed)) for at, deed in by_moment.items())


def _undone(connection: Connection, dossiers: set[str]) -> frozenset[str]:
    query = select(*COLUMNS).where(event.c.kind == Undone.kind, event.c.dossier.in_(dossiers))
    takings = [event_of(row) for row in connection.execute(query.order_by(event.c.dossier, event.c.seq))]
    return taken_back(takings)
