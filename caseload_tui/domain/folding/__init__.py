"""From the events of one dossier to what they say; the same events always give the same dossier."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.facts import Event
from caseload_tui.domain.facts.client import Undone
from caseload_tui.domain.folding import clients, meetings, transfers
from caseload_tui.domain.folding.state import Folding

_HANDLERS = clients.HANDLERS | meetings.HANDLERS | transfers.HANDLERS


def taken_back(events: Sequence[Event]) -> frozenset[str]:
    """Return which of the events, in order, count as never recorded; an undoing that was undone takes nothing back."""
    undone: set[str] = set()
    for event in reversed(events):
        if isinstance(event.fact, Undone) and event.id not in undone:
            undone.add(event.fact.event)
    return frozenset(undone)


def dossier_of(events: Iterable[Event]) -> Dossier:
    """Return what the events of one client's dossier say, in the order of the journal."""
    ordered = tuple(events)
    undone = taken_back(ordered)
    folding = Folding()
    for event in ordered:
        handler = _HANDLERS.get(type(event.fact))
        if handler is not None and event.id not in undone:
            handler(folding, event, event.fact)
    return folding.dossier(ordered, undone)
