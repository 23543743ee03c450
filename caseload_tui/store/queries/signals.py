"""What waits for somebody to look: signals, and moves that wait for approval."""

from __future__ import annotations

from datetime import date
from functools import partial

from sqlalchemy import Connection, or_, select

from caseload_tui.domain.dossier import Proposal
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.signals import Signal
from caseload_tui.store.queries.clients import COLUMNS as CLIENT_COLUMNS
from caseload_tui.store.queries.clients import WIDTH, client_of, conditions
from caseload_tui.store.queries.filtering import page, where
from caseload_tui.store.queries.stand_ins import NOBODY, StandIns
from caseload_tui.store.tables import client, proposal, signal

_PROPOSAL = (
    proposal.c.event,
    proposal.c.axis,
    proposal.c.group,
    proposal.c.on,
    proposal.c.by,
    proposal.c.reason,
    proposal.c.chosen_by,
    proposal.c.meeting,
)
_SIGNAL = (signal.c.kind, signal.c.on, signal.c.about, signal.c.until)


def signals(
    connection: Connection, filter: ClientFilter, today: date, acting: StandIns = NOBODY
) -> tuple[tuple[ClientRow, Signal], ...]:
    """Return the signals that show on a day, of the clients that the filter lets through, by day and name."""
    shows = (signal.c.shows_from <= today) & or_(signal.c.until.is_(None), signal.c.until > today)
    query = (
        select(*CLIENT_COLUMNS, *_SIGNAL)
        .join_from(signal, client)
        .where(shows, *where(filter, partial(conditions, acting=acting)))
        .order_by(signal.c.on, client.c.sort_name, client.c.id, signal.c.kind, signal.c.about)
    )
    return tuple(
        (acting.client(client_of(row)), Signal(*row[WIDTH:])) for row in connection.execute(page(query, filter))
    )


def proposals(
    connection: Connection, filter: ClientFilter, acting: StandIns = NOBODY
) -> tuple[tuple[ClientRow, Proposal], ...]:
    """Return the moves that wait for approval, of the clients that the filter lets through, by day and name."""
    query = (
        select(*CLIENT_COLUMNS, *_PROPOSAL)
        .join_from(proposal, client)
        .where(*where(filter, partial(conditions, acting=acting)))
        .order_by(proposal.c.on, client.c.sort_name, client.c.id, proposal.c.axis)
    )
    return tuple(
        (acting.client(client_of(row)), Proposal(*row[WIDTH:])) for row in connection.execute(page(query, filter))
    )
