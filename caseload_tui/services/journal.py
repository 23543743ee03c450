"""The journal of facts: taken back, exported, imported and examined."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from caseload_tui.domain.facts import Event
from caseload_tui.domain.facts.client import Undone
from caseload_tui.domain.facts.office import FrameworkAdopted
from caseload_tui.domain.rows import Check, Deed
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.services.desk import Desk

DEEDS_LOOKED_AT = 200
UNLOCKED = "unlocked"
"""What the access log says of opening the store."""


class Journal:
    """What was recorded, by whom, and how to take it back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def undoable(self) -> Deed | None:
        """Return the last deed of the person at the keyboard that can be taken back."""
        with self._desk.reading() as reading:
            return _undoable(reading.last_deeds(self._desk.by, DEEDS_LOOKED_AT))

    def undo(self) -> Deed:
        """Take back the last undoable deed of the person at the keyboard, and return it."""
        with self._desk.writing() as writing:
            deed = _undoable(writing.last_deeds(self._desk.by, DEEDS_LOOKED_AT))
            if deed is None:
                raise Refused(
                    tr("There is nothing to undo."),
                    tr("What was signed takes an amendment instead; what came before a policy or a setting stays."),
                )
            for event in reversed(deed.events):
                writing.record(event.dossier, Undone(event=event.id))
            return deed

    def facts(self) -> Iterator[str]:
        """Yield every fact as a line of JSON, in their order."""
        with self._desk.reading() as reading:
            yield from reading.events_text()

    def access_lines(self) -> Iterator[str]:
        """Yield the access log as lines of JSON, oldest first."""
        with self._desk.reading() as reading:
            yield from reading.access_text()

    def is_new_here(self) -> bool:
        """Tell whether the person at the keyboard never opened this store before; the present time may be logged."""
        with self._desk.reading() as reading:
            return reading.access_count(UNLOCKED, self._desk.by, 2) < 2

    def accesses(self) -> tuple[dict[str, Any], ...]:
        """Return the access log, oldest first."""
        return tuple(json.loads(line) for line in self.access_lines())

    def examine(self, *, quick: bool = False) -> tuple[Check, ...]:
        """Examine the store: chains, projections rebuilt beside, search, encryption."""
        return self._desk.store.check(quick=quick)


def _undoable(deeds: Iterable[Deed]) -> Deed | None:
    for deed in deeds:
        # What came before a policy or a setting was recorded in its terms: taking that back would surprise.
        if any(isinstance(event.fact, FrameworkAdopted) for event in deed.events):
            return None
        undoes = any(isinstance(event.fact, Undone) for event in deed.events)
        if not deed.undone and not undoes and all(_can_be_undone(event) for event in deed.events):
            return deed
    return None


def _can_be_undone(event: Event) -> bool:
    return getattr(type(event.fact), "undoable", False)
