"""The policies that an office adopted: kept as checked documents, so that a start reads no framework text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select

from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.facts import OFFICE, Event
from caseload_tui.domain.facts.office import FrameworkAdopted
from caseload_tui.domain.folding import taken_back
from caseload_tui.errors import Refused
from caseload_tui.frameworks.build import build
from caseload_tui.frameworks.making import plain
from caseload_tui.frameworks.reading import Unreadable, as_json, read_document
from caseload_tui.i18n import tr
from caseload_tui.store.entries import COLUMNS, event_of
from caseload_tui.store.tables import adoption, event


class Moment(NamedTuple):
    """When somebody recorded something: what they recorded then is one deed."""

    at: str
    by: str


def policy_of(connection: Connection) -> Policy | None:
    """Build the policy of the adoptions that stand; None before the first."""
    rows = connection.execute(select(adoption).order_by(adoption.c.seq)).all()
    adoptions = (
        Adoption(build(row.document, readings=row.readings, house=row.house), row.in_force_from) for row in rows
    )
    return Policy(tuple(adoptions)) if rows else None


def adopted(connection: Connection) -> tuple[str, ...]:
    """Return the events of the adoptions that stand, which name the policy."""
    return tuple(connection.execute(select(adoption.c.event).order_by(adoption.c.seq)).scalars())


def adoption_moments(connection: Connection) -> tuple[Moment, ...]:
    """Return when and by whom each policy of the adoptions that stand was adopted, in their order."""
    query = select(event.c.at, event.c.by).join(adoption, adoption.c.event == event.c.id)
    return tuple(Moment(at, by) for at, by in connection.execute(query.order_by(adoption.c.seq)))


def write_adoptions(connection: Connection) -> bool:
    """Make the adoptions what the office's facts say; tell whether that changed the policy."""
    before = adopted(connection)
    kept = set(before)
    query = select(*COLUMNS).where(event.c.dossier == OFFICE, event.c.kind.in_((FrameworkAdopted.kind, "undone")))
    rows = rows_of_adoptions((event_of(row) for row in connection.execute(query.order_by(event.c.seq))), kept)
    standing = {row["event"] for row in rows}
    gone = kept - standing
    if gone:
        connection.execute(delete(adoption).where(adoption.c.event.in_(gone)))
    fresh = [row for row in rows if row["event"] not in kept]
    if fresh:
        connection.execute(insert(adoption), fresh)
    return bool(gone or fresh)


def rows_of_adoptions(events: Iterable[Event], without_document: Iterable[str] = ()) -> list[dict[str, Any]]:
    """Return the rows of the adoptions among the office's events; those named are not read again."""
    ordered = tuple(events)
    undone, known = taken_back(ordered), frozenset(without_document)
    return [
        {"event": item.id} if item.id in known else _row(item, item.fact)
        for item in ordered
        if isinstance(item.fact, FrameworkAdopted) and item.id not in undone
    ]


def _row(item: Event, fact: FrameworkAdopted) -> dict[str, Any]:
    try:
        document = as_json(read_document(fact.text))
    except Unreadable as error:
        raise Refused(tr("The framework cannot be read."), error.message) from error
    return {
        "seq": item.seq,
        "event": item.id,
        "framework": fact.framework,
        "in_force_from": fact.in_force_from,
        "document": document,
        "readings": plain(fact.chosen_readings),
        "house": plain(fact.house_settings),
    }
