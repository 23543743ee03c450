"""The journal of facts: taken back, exported, imported and examined."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.facts.base import OFFICE
from caseload_tui.domain.facts.client import Undone
from caseload_tui.domain.people import full_name
from caseload_tui.domain.rows import Check, Deed
from caseload_tui.domain.undoing import can_ever_be_undone, ends_undoing, stands_on_top
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.services.desk import Desk
from caseload_tui.services.kept_deeds import why_kept
from caseload_tui.services.naming import Names
from caseload_tui.services.telling.fact_words import fact_words
from caseload_tui.services.telling.team import tell_of_team
from caseload_tui.services.telling.timeline import timeline

if TYPE_CHECKING:
    from caseload_tui.store.reading import Reading

DEEDS_LOOKED_AT = 200
DEEDS_OFFERED = 12
MOST_TOLD = 40
"""Of a deed about more clients the first ones are told; the rest are counted."""
UNLOCKED = "unlocked"
"""What the access log says of opening the store."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A fact in words: about whom by name, the program's own words, and those of people apart."""

    who: str
    text: str
    words: str = ""

    def __str__(self) -> str:
        return ": ".join(part for part in (self.text, self.words) if part)


@dataclass(frozen=True, slots=True)
class Undoable:
    """A deed that can be taken back, and in words what it recorded."""

    deed: Deed
    told: tuple[Recorded, ...]
    more: int
    """How many dossiers it is about besides those that are told."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A deed that cannot be taken back, in words, and what one does instead."""

    deed: Undoable
    instead: str


class Journal:
    """What was recorded, by whom, and how to take it back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def undoable(self) -> Deed | None:
        """Return the last deed of the person at the keyboard that can be taken back."""
        with self._desk.reading() as reading:
            return next(self._undoable(reading), None)

    def undoables(self) -> tuple[Undoable, ...]:
        """Return the last deeds of the person at the keyboard that can be taken back, the latest first, in words."""
        with self._desk.reading() as reading:
            deeds = tuple(islice(self._undoable(reading), DEEDS_OFFERED))
        return tuple(self._in_words(deed) for deed in deeds)

    def last_kept(self) -> Kept | None:
        """Return the last deed of the person at the keyboard if it cannot be taken back, and what to do instead."""
        with self._desk.reading() as reading:
            deeds = reading.last_deeds(self._desk.by, DEEDS_LOOKED_AT)
            last = next((deed for deed in deeds if not deed.undone and not _is_undoing(deed)), None)
            can_be = next(self._undoable(reading), None)
        if last is None or (can_be is not None and can_be.at == last.at):
            return None
        return Kept(self._in_words(last), why_kept(last.events))

    def in_words(self, deed: Deed) -> tuple[tuple[str, str], ...]:
        """Return what a deed recorded: about whom, by name, and in which words and values."""
        return tuple((item.who, str(item)) for item in self._in_words(deed, most=len(deed.events)).told)

    def _in_words(self, deed: Deed, most: int = MOST_TOLD) -> Undoable:
        today = self._desk.today()
        places = tuple(dict.fromkeys(event.dossier for event in deed.events))
        with self._desk.reading() as reading:
            policy = reading.policy()
            names = Names(policy.framework, reading.office(), policy.earlier)
            lines: list[Recorded] = []
            for place in places[:most]:
                here = [event for event in deed.events if event.dossier == place]
                if place == OFFICE:
                    lines += [Recorded(names.office.name, tell_of_team(event.fact, names, today)) for event in here]
                    continue
                dossier = reading.dossier(place)
                told = {entry.event: entry for entry in timeline(dossier, names, today)}
                for event in here:
                    entry = told.get(event.id)
                    text, words = (entry.text, entry.words) if entry else (fact_words(event.kind), "")
                    lines.append(Recorded(_name(dossier), text, words))
        return Undoable(deed, tuple(lines), max(0, len(places) - most))

    def _undoable(self, reading: Reading) -> Iterator[Deed]:
        """Yield the deeds of the person at the keyboard that nothing later builds on, the latest first."""
        dossier = cache(reading.dossier)
        deeds = reading.last_deeds(self._desk.by, DEEDS_LOOKED_AT)
        for place, deed in enumerate(deeds):
            if ends_undoing(deed.events):
                return
            if not deed.undone and can_ever_be_undone(deed.events) and not _built_on(deed, deeds[:place], dossier):
                yield deed

    def undo(self, at: str | None = None) -> Deed:
        """Take back the last undoable deed of the person at the keyboard, or the one of a moment, and return it."""
        with self._desk.writing() as writing:
            deed = next((item for item in self._undoable(writing) if at in (None, item.at)), None)
            if deed is None and at is not None:
                raise Refused(
                    tr("That can no longer be taken back."), tr("Something later builds on it: take that back first.")
                )
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

    def stamp(self) -> object:
        """Return something that is another whenever somebody recorded a fact or kept half-typed work."""
        with self._desk.reading() as reading:
            return reading.stamp()

    def accesses(self) -> tuple[dict[str, Any], ...]:
        """Return the access log, oldest first."""
        return tuple(json.loads(line) for line in self.access_lines())

    def examine(self, *, quick: bool = False) -> tuple[Check, ...]:
        """Examine the store: chains, projections rebuilt beside, search, encryption."""
        return self._desk.store.check(quick=quick)


def _is_undoing(deed: Deed) -> bool:
    return all(isinstance(event.fact, Undone) for event in deed.events)


def _name(dossier: Dossier) -> str:
    return full_name(*(dossier.value(part) or "" for part in ("given_name", "prefix", "family_name")))


def _built_on(deed: Deed, later: tuple[Deed, ...], dossier: Callable[[str], Dossier]) -> bool:
    """Tell whether a later fact, whoever recorded it, builds on the deed; of the office one's own are looked at."""
    last = deed.events[-1].seq
    for place in {event.dossier for event in deed.events}:
        if place == OFFICE:
            events = [event for item in later if not item.undone for event in item.events if event.dossier == OFFICE]
        else:
            known = dossier(place)
            events = [event for event in known.events if event.seq > last and event.id not in known.undone]
        if any(stands_on_top(event, deed.events) for event in events):
            return True
    return False
