"""The journal of facts: taken back, exported, imported and examined."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.facts import Event
from caseload_tui.domain.facts.base import OFFICE
from caseload_tui.domain.facts.client import Undone
from caseload_tui.domain.facts.office import FrameworkAdopted
from caseload_tui.domain.people import full_name
from caseload_tui.domain.rows import Check, Deed
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.services.desk import Desk
from caseload_tui.services.fact_words import fact_words
from caseload_tui.services.naming import Names
from caseload_tui.services.timeline import timeline

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

    def in_words(self, deed: Deed) -> tuple[tuple[str, str], ...]:
        """Return what a deed recorded: about whom, by name, and in which words and values."""
        today = self._desk.today()
        with self._desk.reading() as reading:
            policy = reading.policy()
            names = Names(policy.framework, reading.office(), policy.earlier)
            lines = []
            for place in dict.fromkeys(event.dossier for event in deed.events):
                wanted = {event.id: event.kind for event in deed.events if event.dossier == place}
                if place == OFFICE:
                    lines += [(names.office.name, fact_words(kind)) for kind in wanted.values()]
                    continue
                dossier = reading.dossier(place)
                told = {entry.event: entry for entry in timeline(dossier, names, today)}
                for event, kind in wanted.items():
                    entry = told.get(event)
                    words = ": ".join(part for part in (entry.text, entry.words) if part) if entry else fact_words(kind)
                    lines.append((_name(dossier), words))
        return tuple(lines)

    def undoable_in_words(self) -> tuple[Deed, tuple[tuple[str, str], ...]] | None:
        """Return the last deed that can be taken back, and what it recorded about whom."""
        deed = self.undoable()
        return (deed, self.in_words(deed)) if deed is not None else None

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


def _name(dossier: Dossier) -> str:
    return full_name(*(dossier.value(part) or "" for part in ("given_name", "prefix", "family_name")))


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
