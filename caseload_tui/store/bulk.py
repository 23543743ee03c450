"""What makes tens of thousands of facts in one transaction quick, within bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlalchemy.dialects import sqlite

from caseload_tui.domain.facts import Event
from caseload_tui.store.entries import Entry
from caseload_tui.store.journal import known_dossiers

_MANY = 1000
_ROOMY = -65536
"""Size of the database's page cache, in KiB as the database writes it."""
_KEPT_AT_MOST = 400_000
_SQLITE = sqlite.dialect()


class Room:
    """A larger page cache while many rows are written, since their indexes are written all over."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._usual: int | None = None
        """The size that it had, while there is more room."""

    def open_for(self, rows: int) -> None:
        """Make room if this is many rows."""
        if rows >= _MANY and self._usual is None:
            self._usual = self._connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
            self._connection.exec_driver_sql(f"PRAGMA cache_size = {_ROOMY}")

    def close(self) -> None:
        """Give the room back."""
        if self._usual is not None:
            self._connection.exec_driver_sql(f"PRAGMA cache_size = {self._usual}")
            self._usual = None


class BegunDossiers:
    """The events of dossiers that began in this transaction, so that they need not be read back to project them.

    Past a bound they are let go of again, and read back after all.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._events: dict[str, list[Event]] = {}
        self._others: set[str] = set()
        self._count = 0

    def look_up(self, entries: Sequence[Entry]) -> None:
        """Find out, before they are appended, which of the dossiers begin with these facts."""
        unseen = {entry.dossier for entry in entries} - self._others - self._events.keys()
        known = known_dossiers(self._connection, unseen)
        self._others |= known
        for dossier in unseen - known:
            self._events[dossier] = []

    def keep(self, events: Iterable[Event]) -> None:
        """Remember the events of dossiers that began here."""
        for event in events:
            if event.dossier in self._events:
                self._events[event.dossier].append(event)
                self._count += 1
        if self._count > _KEPT_AT_MOST:
            self._let_go()

    def taken(self) -> Mapping[str, list[Event]]:
        """Return the events by dossier and forget them: later facts of these dossiers are read back."""
        taken = self._events
        self._let_go()
        return taken

    def _let_go(self) -> None:
        self._others |= self._events.keys()
        self._events = {}
        self._count = 0


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows as tuples: with tens of thousands, the parameters of a statement would cost more than the rows."""
    if rows:
        statement, taken, makers = _insertion(table)
        values = []
        for row in rows:
            made = [*taken(row)]
            for place, make in makers:
                made[place] = make(made[place])
            values.append(tuple(made))
        connection.exec_driver_sql(statement, values)


@cache
def _insertion(
    table: Table,
) -> tuple[str, Callable[[Mapping[str, Any]], tuple[Any, ...]], list[tuple[int, Callable[..., Any]]]]:
    """Return the statement that inserts a whole row, what takes its values, and what makes the database's of some."""
    makers = (column.type.dialect_impl(_SQLITE).bind_processor(_SQLITE) for column in table.c)
    made = [(place, make) for place, make in enumerate(makers) if make is not None]
    return str(insert(table).compile(dialect=_SQLITE)), itemgetter(*(column.name for column in table.c)), made
