"""What is kept of somebody who was erased, so that the export of another system does not bring them back.

Traces are digests of the keys by which they are known there, mixed with the identifier of this office's founding: who
has the store and a list of such keys can tell which of them were erased here, and nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.facts import Event
from caseload_tui.domain.facts.source import CLIENT, SourceSeen
from caseload_tui.domain.registering import comparable_number

KEY, FILE_NUMBER = "key", "file_number"


def trace_of(founded: str, source: str, by: str, value: str) -> str:
    """Return the trace of a client whom a source knows by this key, or by this file number."""
    known = comparable_number(value) if by == FILE_NUMBER else value
    return hashlib.sha256("\0".join((founded, source, by, known)).encode()).hexdigest()


def traces_of(founded: str, dossier: Dossier, events: Iterable[Event]) -> tuple[str, ...]:
    """Return the traces of a client in every source of which rows became facts of this dossier."""
    seen = [event.fact for event in events if isinstance(event.fact, SourceSeen)]
    keys = {(fact.source, KEY, fact.key) for fact in seen if fact.record == CLIENT}
    numbers = {value.value for value in dossier.fields.get("file_number", ()) if value.value}
    by_number = {(fact.source, FILE_NUMBER, number) for fact in seen for number in numbers}
    return tuple(sorted(trace_of(founded, *place) for place in keys | by_number))
