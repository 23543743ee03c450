"""Lists of hand-overs, without their notes."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, or_, select

from caseload_tui.domain.dossier import Transfer
from caseload_tui.domain.filters import TransferFilter
from caseload_tui.domain.rows import TransferRow
from caseload_tui.store.queries.clients import COLUMNS as CLIENT_COLUMNS
from caseload_tui.store.queries.clients import WIDTH, client_of
from caseload_tui.store.queries.filtering import page, where
from caseload_tui.store.queries.stand_ins import StandIns
from caseload_tui.store.tables import client, transfer

_COLUMNS = (
    transfer.c.event,
    transfer.c.consultant,
    transfer.c.to,
    transfer.c.role,
    transfer.c.on,
    transfer.c.by,
    transfer.c.until,
    transfer.c.start,
    transfer.c.state,
    transfer.c.decided_on,
    transfer.c.decided_by,
)


def transfers(connection: Connection, filter: TransferFilter, acting: StandIns) -> tuple[TransferRow, ...]:
    """Return the offers by day, then by name; the note stays in the dossier."""
    query = (
        select(*CLIENT_COLUMNS, *_COLUMNS)
        .join_from(transfer, client)
        .where(*where(filter, _conditions))
        .order_by(transfer.c.on, client.c.sort_name, client.c.id, transfer.c.event)
    )
    return tuple(_row(row, acting) for row in connection.execute(page(query, filter)))


def _row(row: tuple[object, ...], acting: StandIns) -> TransferRow:
    values = dict(zip((column.name for column in _COLUMNS), row[WIDTH:], strict=True))
    return TransferRow(acting.client(client_of(row)), Transfer(**values, note=""))  # type: ignore[arg-type]


def _conditions(filter: TransferFilter) -> Iterator[ColumnElement[bool]]:
    if filter.states:
        yield transfer.c.state.in_(filter.states)
    if filter.to is not None:
        yield transfer.c.to == filter.to
    if filter.concerns is not None:
        named = (transfer.c.to, transfer.c.consultant, transfer.c.by)
        yield or_(*(column == filter.concerns for column in named))
    if filter.client is not None:
        yield transfer.c.client == filter.client
