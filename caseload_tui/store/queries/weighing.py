"""What a rebalancing must know of each client who is led by somebody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from fractions import Fraction

from sqlalchemy import Connection, select

from caseload_tui.domain.dossier import ACTIVE, OPEN
from caseload_tui.domain.rebalance import Case, Waiting, will_lead
from caseload_tui.store.queries.stand_ins import NOBODY, StandIns
from caseload_tui.store.tables import client, contact, due, transfer

Weigh = Callable[[dict[str, str], tuple[tuple[str, str], ...]], Fraction | None]
"""From a client's groups, and the rules and kinds on the list of the one who leads, to the load."""


def cases(connection: Connection, weigh: Weigh, acting: StandIns = NOBODY) -> tuple[Case, ...]:
    """Return the active clients with a consultant; `stays` tells of offers that wait and of standing in."""
    contacts: dict[str, list[tuple[str, str | None, date, date | None]]] = defaultdict(list)
    rows = select(contact.c.client, contact.c.consultant, contact.c.role, contact.c.start, contact.c.until)
    for client_id, who, role, start, until in connection.execute(rows.order_by(contact.c.start, contact.c.event)):
        contacts[client_id].append((who, role, start, until))
    listed: dict[tuple[str, str | None], list[tuple[str, str]]] = defaultdict(list)
    for client_id, consultant, rule, kind in connection.execute(
        select(due.c.client, due.c.consultant, due.c.rule, due.c.kind)
    ):
        listed[client_id, consultant].append((rule, kind))
    waiting = select(transfer.c.client, transfer.c.consultant, transfer.c.role, transfer.c.to, transfer.c.until)
    offered = {row[0]: Waiting(*row[1:]) for row in connection.execute(waiting.where(transfer.c.state == OPEN))}
    replaced = {client_id for client_id, _ in acting.acting}
    query = select(client.c.id, client.c.lead, client.c.groups, client.c.municipality, client.c.language)
    led = query.where(client.c.status == ACTIVE, client.c.lead.is_not(None)).order_by(client.c.id)
    found = []
    for client_id, lead, groups, municipality, language in connection.execute(led):
        if lead is None:
            continue
        own = next((item for item in contacts[client_id] if item[0] == lead and item[3] is None), None)
        offer = offered.get(client_id)
        found.append(
            Case(
                client=client_id,
                lead=will_lead(lead, own[1] if own else None, offer),
                load=weigh(groups, tuple(listed[client_id, lead])),
                role=own[1] if own else None,
                groups=tuple(groups.values()),
                municipality=municipality,
                language=language,
                since=own[2] if own else None,
                known=frozenset(item[0] for item in contacts[client_id] if item[0] != lead),
                stays=own is None or offer is not None or client_id in replaced,
            )
        )
    return tuple(found)
