"""What can be taken back, and what no longer can because later facts were recorded on top of it."""

from __future__ import annotations

from collections.abc import Iterable

from caseload_tui.domain.facts import OFFICE, Event, UnknownFact
from caseload_tui.domain.facts.client import ClientClosed, ClientReopened, Undone
from caseload_tui.domain.facts.office import FrameworkAdopted

_THINGS = ("commitment", "replaces", "replaced_by", "proposal", "offer", "corrects", "work")
"""Keys of facts that name one thing by its identifier, in whatever kind of fact they stand."""
_WITHIN = ("meeting", "rule", "field", "target_group", "duty", "instrument", "signal", "fact", "axis", "partner")
"""Keys that name one thing among facts of the same family: `label.given` and `label.ended`."""
_AS_ONE = ("contact", "transfer.accepted")
"""Families of which each fact depends on the others: who the contacts are."""


def can_ever_be_undone(events: Iterable[Event]) -> bool:
    """Tell whether all of these facts are of kinds that a person may take back."""
    return all(getattr(type(event.fact), "undoable", False) for event in events)


def ends_undoing(events: Iterable[Event]) -> bool:
    """Tell whether a policy or a setting came: what stands before it was recorded in other terms and stays."""
    return any(isinstance(event.fact, FrameworkAdopted) for event in events)


def stands_on_top(later: Event, deed: Iterable[Event]) -> bool:
    """Tell whether a later fact of the same dossier builds on a deed, which then cannot be taken back first."""
    if isinstance(later.fact, Undone):
        return False
    if isinstance(later.fact, ClientClosed | ClientReopened | UnknownFact):
        return True
    things = _things(later)
    return any(things & _things(event) for event in deed if event.dossier == later.dossier)


def _things(event: Event) -> frozenset[str]:
    """Return what a fact is about, each thing by a name that no other thing has."""
    family = event.kind.partition(".")[0]
    found = {event.id}
    for key in _THINGS:
        value = getattr(event.fact, key, None)
        found.update(value if isinstance(value, tuple) else (value,) if value else ())
    for key in _WITHIN:
        value = getattr(event.fact, key, None)
        if value and (key != "meeting" or family == key):
            found.add(f"{family} {key} {value}")
    if event.dossier == OFFICE:
        found.add(f"{family} {getattr(event.fact, 'consultant', '')} {getattr(event.fact, 'from_', '')}")
    if event.kind in _AS_ONE or family in _AS_ONE:
        found.add("contacts")
    return frozenset(found)
