"""The kinds of facts; importing this package makes all of them known."""

from caseload_tui.domain.facts import client, erasure, meeting, office, source, transfer
from caseload_tui.domain.facts.base import (
    OFFICE,
    BadFact,
    Event,
    Fact,
    UnknownFact,
    kinds,
    payload,
    payload_text,
    read,
    storable_fact,
)

__all__ = [
    "OFFICE",
    "BadFact",
    "Event",
    "Fact",
    "UnknownFact",
    "client",
    "erasure",
    "kinds",
    "meeting",
    "office",
    "payload",
    "payload_text",
    "read",
    "source",
    "storable_fact",
    "transfer",
]
