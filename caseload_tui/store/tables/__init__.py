"""The tables of the store: journals that only grow, and projections that lists read."""

from sqlalchemy import Table

from caseload_tui.store.tables.base import metadata
from caseload_tui.store.tables.journal import access, adoption, draft, event, meta, personal, training
from caseload_tui.store.tables.projections import (
    client,
    commitment,
    contact,
    due,
    label,
    meeting,
    note,
    placement,
    proposal,
    signal,
    transfer,
)

PROJECTIONS: tuple[Table, ...] = (
    *(client, placement, label, contact, meeting, note),
    *(commitment, due, proposal, transfer, signal),
)
"""Tables made of facts, each after those it refers to."""

__all__ = [
    "PROJECTIONS",
    "access",
    "adoption",
    "client",
    "commitment",
    "contact",
    "draft",
    "due",
    "event",
    "label",
    "meeting",
    "meta",
    "metadata",
    "note",
    "personal",
    "placement",
    "proposal",
    "signal",
    "training",
    "transfer",
]
