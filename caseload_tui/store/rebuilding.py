"""Making the projections anew from the facts alone, to compare them with what is stored or to replace it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import count, islice
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select

from caseload_tui.domain.facts import OFFICE
from caseload_tui.i18n import tr
from caseload_tui.progress import tell
from caseload_tui.store.adoptions import policy_of, rows_of_adoptions, write_adoptions
from caseload_tui.store.journal import events
from caseload_tui.store.projecting import Row, rows_of
from caseload_tui.store.projections import all_dossiers, merged, read_dossiers, write_projections
from caseload_tui.store.tables import PROJECTIONS, adoption, client, note

_BATCH = 200
_KEYS = {table: [column.name for column in table.primary_key] for table in PROJECTIONS}
# A note's number is the order in which notes were written, which the facts alone do not give back.
_KEYS[note] = ["client", "meeting", "part", "domain"]

Keyed = dict[tuple[Any, ...], Row]


def rebuild(connection: Connection) -> None:
    """Make all projections anew, as this version of the program makes them."""
    connection.execute(delete(adoption))
    write_adoptions(connection)
    write_projections(connection, all_dossiers(connection), policy_of(connection), {})


def differences(connection: Connection) -> Iterator[tuple[str, str | None]]:
    """Yield every table made of facts with where it first differs from them, in words; None where it does not."""
    yield adoption.name, _of_adoptions(connection)
    found = _of_clients(connection)
    for table in PROJECTIONS:
        yield table.name, found.get(table)


def _of_adoptions(connection: Connection) -> str | None:
    wanted = {row["seq"]: row for row in rows_of_adoptions(events(connection, OFFICE))}
    stored = {row["seq"]: dict(row) for row in connection.execute(select(adoption)).mappings()}
    wrong = [seq for seq in sorted(wanted.keys() | stored.keys()) if wanted.get(seq) != stored.get(seq)]
    return tr("the adoption of fact {seq} differs from it", seq=wrong[0]) if wrong else None


def _of_clients(connection: Connection) -> dict[Table, str]:
    policy = policy_of(connection)
    remaining, found = read_dossiers(connection), dict[Table, str]()
    expected: Counter[Table] = Counter()
    clients = connection.execute(select(func.count()).select_from(client)).scalar_one()
    for done in count(0, _BATCH):
        batch = list(islice(remaining, _BATCH))
        if not batch:
            break
        tell(tr("making the lists anew beside the present ones"), done, clients)
        rows = merged(rows_of(dossier, policy) for dossier in batch)
        for table in PROJECTIONS:
            wanted = _keyed(table, rows[table])
            stored = _keyed(table, _stored(connection, table, [dossier.id for dossier in batch]))
            expected[table] += len(wanted)
            if wanted != stored and table not in found:
                found[table] = _first_difference(table, wanted, stored)
    for table in PROJECTIONS:
        rows_there = connection.execute(select(func.count()).select_from(table)).scalar_one()
        if table not in found and rows_there != expected[table]:
            found[table] = tr(
                "there are {count} rows, and {expected} by the facts", count=rows_there, expected=expected[table]
            )
    return found


def _stored(connection: Connection, table: Table, ids: list[str]) -> list[Row]:
    whose = table.c.id if table is client else table.c.client
    columns = [column for column in table.c if column is not table.c.get("rowid")]
    return [dict(row) for row in connection.execute(select(*columns).where(whose.in_(ids))).mappings()]


def _keyed(table: Table, rows: list[Row]) -> Keyed:
    return {tuple(row[key] for key in _KEYS[table]): row for row in rows}


def _first_difference(table: Table, wanted: Keyed, stored: Keyed) -> str:
    """Name the row by its key alone: what it says is nobody's business here."""
    wrong = next(key for key in sorted(wanted.keys() | stored.keys()) if wanted.get(key) != stored.get(key))
    return tr("{row} differs from the facts", row="/".join(str(part) for part in wrong))
