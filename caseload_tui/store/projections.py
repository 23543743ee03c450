"""Writing projections: the rows of each touched dossier are replaced inside the transaction that touched it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, bindparam, delete, select

from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.facts import OFFICE, Event
from caseload_tui.domain.folding import dossier_of
from caseload_tui.domain.moments import local_day
from caseload_tui.i18n import tr
from caseload_tui.progress import tell
from caseload_tui.store.bulk import insert_rows
from caseload_tui.store.entries import COLUMNS, event_of
from caseload_tui.store.notes import replace_notes
from caseload_tui.store.projecting import Rows, rows_of
from caseload_tui.store.tables import PROJECTIONS, client, event, note

_BATCH = 200
_REMOVALS = {
    table: delete(table).where((table.c.id if table is client else table.c.client) == bindparam("touched"))
    for table in PROJECTIONS
    if table is not note
}


def write_projections(
    connection: Connection, dossiers: Iterable[str], policy: Policy | None, known: Mapping[str, list[Event]]
) -> None:
    """Replace the rows of these clients by what their facts say under the policy; facts that are known are not read."""
    ordered = sorted(dossiers)
    for start in range(0, len(ordered), _BATCH):
        tell(tr("making the lists"), start, len(ordered))
        batch = ordered[start : start + _BATCH]
        unknown = [dossier for dossier in batch if dossier not in known]
        found = [registered(known[dossier]) for dossier in batch if dossier in known]
        found += read_dossiers(connection, unknown) if unknown else ()
        _replace(connection, batch, merged(rows_of(dossier, policy) for dossier in found if dossier is not None))


def read_dossiers(
    connection: Connection,
    ids: Iterable[str] | None = None,
    *,
    known_on: date | None = None,
    without: Collection[str] = (),
) -> Iterator[Dossier]:
    """Yield the dossiers with these ids, or all, of clients who were registered.

    With a day, only what was recorded by then; kinds of facts that say nothing to who asks can be left out.
    """
    query = select(*COLUMNS).order_by(event.c.dossier, event.c.seq)
    query = query.where(event.c.dossier != OFFICE) if ids is None else query.where(event.c.dossier.in_(list(ids)))
    query = query.where(event.c.kind.not_in(list(without))) if without else query
    events = (event_of(row) for row in connection.execute(query))
    if known_on is not None:
        events = (item for item in events if local_day(item.at) <= known_on)
    for _, group in groupby(events, key=attrgetter("dossier")):
        dossier = registered(group)
        if dossier is not None:
            yield dossier


def registered(events: Iterable[Event]) -> Dossier | None:
    """Return the dossier of these events; None where no registration makes them a client's."""
    ordered = tuple(events)
    dossier = dossier_of(ordered) if ordered else None
    return dossier if dossier is not None and dossier.spells and "file_number" in dossier.fields else None


def all_dossiers(connection: Connection) -> set[str]:
    """Return the ids of every client's dossier."""
    return set(connection.execute(select(event.c.dossier).distinct().where(event.c.dossier != OFFICE)).scalars())


def merged(each: Iterable[Rows]) -> Rows:
    """Return the rows of several clients, by table."""
    rows: Rows = {table: [] for table in PROJECTIONS}
    for one in each:
        for table, found in one.items():
            rows[table] += found
    return rows


def _replace(connection: Connection, batch: list[str], rows: Rows) -> None:
    touched: list[dict[str, Any]] = [{"touched": dossier} for dossier in batch]
    for removal in _REMOVALS.values():
        connection.execute(removal, touched)
    for table in _REMOVALS:
        insert_rows(connection, table, rows[table])
    replace_notes(connection, batch, rows[note])
