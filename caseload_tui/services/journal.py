"""The journal of facts: taken back, exported, imported and examined."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from caseload_tui.domain.facts import BadFact, Event, read
from caseload_tui.domain.facts.client import Undone
from caseload_tui.domain.rows import Check, Deed
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.services.desk import Desk

KEYS = ("id", "dossier", "kind", "at", "by", "device", "version", "payload")
LONGEST_LINE = 4_000_000
DEEDS_LOOKED_AT = 200


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
                raise Refused(tr("There is nothing to undo."), tr("What was signed takes an amendment instead."))
            for event in reversed(deed.events):
                writing.record(event.dossier, Undone(event=event.id))
            return deed

    def facts(self) -> Iterator[str]:
        """Yield every fact as a line of JSON, in their order."""
        with self._desk.reading() as reading:
            yield from reading.events_text()

    def accesses(self) -> tuple[dict[str, Any], ...]:
        """Return the access log, oldest first."""
        with self._desk.reading() as reading:
            return reading.accesses()

    def take_in(self, events: Iterable[Event]) -> int:
        """Take the facts of an export into a store without clients, in place of its founding facts."""
        with self._desk.writing() as writing:
            if writing.has_clients():
                raise Refused(
                    tr("The store already has {clients}."), tr("Import into an empty store; make one with init.")
                )
            return writing.replace_journal(events)

    def examine(self, *, quick: bool = False) -> tuple[Check, ...]:
        """Examine the store: chains, projections rebuilt beside, search, encryption."""
        return self._desk.store.check(quick)


def _undoable(deeds: Iterable[Deed]) -> Deed | None:
    for deed in deeds:
        undoes = any(isinstance(event.fact, Undone) for event in deed.events)
        if not deed.undone and not undoes and all(_can_be_undone(event) for event in deed.events):
            return deed
    return None


def _can_be_undone(event: Event) -> bool:
    return getattr(type(event.fact), "undoable", False)


def read_facts(path: Path) -> list[Event]:
    """Read a facts file whole and check every line before anything is written."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except OSError as error:
        raise Refused(tr("The file cannot be read: {path}", path=path), tr("Check its name and place.")) from error
    except UnicodeDecodeError as error:
        raise Refused(tr("The file is not text in UTF-8."), tr("Use a file made by export facts.")) from error
    events = [_event(line, number) for number, line in enumerate(lines, 1) if line.strip()]
    if not events:
        raise Refused(tr("The file holds no facts."), tr("Use a file made by export facts."))
    seen: set[str] = set()
    for number, event in enumerate(events, 1):
        if event.id in seen:
            raise _bad_line(number, tr("the same fact stands in it twice"))
        seen.add(event.id)
    return events


def _event(line: str, number: int) -> Event:
    if len(line) > LONGEST_LINE:
        raise _bad_line(number, tr("the line is too long"))
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _bad_line(number, tr("it is not JSON")) from error
    if not isinstance(values, dict):
        raise _bad_line(number, tr("it is not a JSON object"))
    absent = [key for key in KEYS if key not in values]
    if absent:
        raise _bad_line(number, tr("{keys} missing", keys=", ".join(absent)))
    texts = all(isinstance(values[key], str) and values[key] for key in KEYS[:6])
    if not texts or not isinstance(values["payload"], dict) or not isinstance(values["version"], int):
        raise _bad_line(number, tr("a value is of the wrong type"))
    try:
        fact = read(values["kind"], values["version"], values["payload"])
    except BadFact as problem:
        raise _bad_line(number, str(problem)) from problem
    return Event(
        values["id"],
        values["dossier"],
        values["kind"],
        values["at"],
        values["by"],
        values["device"],
        values["version"],
        fact,
        number,
    )


def _bad_line(number: int, problem: str) -> Refused:
    return Refused(
        tr("Line {number} is no fact: {problem}.", number=number, problem=problem),
        tr("Nothing was imported; use a file made by export facts."),
    )
