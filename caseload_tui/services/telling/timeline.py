"""The timeline of a dossier: all of its facts in plain words, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.facts.base import Event, UnknownFact
from caseload_tui.domain.facts.client import Undone
from caseload_tui.domain.facts.meeting import MeetingHeld, MeetingPlanned
from caseload_tui.domain.facts.source import SourceSeen
from caseload_tui.domain.moments import local_day
from caseload_tui.i18n import tr
from caseload_tui.services.naming import Names
from caseload_tui.services.telling import clients, meetings, transfers
from caseload_tui.services.telling.teller import FILE, Teller

_TELLING = {**clients.TELLING, **meetings.TELLING, **transfers.TELLING}


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact on the timeline: the program's words and those of people apart."""

    event: str
    on: date
    theme: str
    kind: str
    """The kind of fact, as the journal names it."""
    text: str
    words: str
    by: str
    """The name of who wrote it."""
    at: str
    about: str
    """The meeting, commitment or placement it belongs to."""
    undone: bool


def timeline(dossier: Dossier, names: Names, today: date) -> tuple[Entry, ...]:
    """Return every fact of the dossier in words, newest first; those taken back are marked, not left out."""
    teller = Teller(dossier, names, today)
    replaced = _replaced(dossier.events)
    entries = []
    for event in dossier.events:
        entry = None if event.id in replaced else _entry(event, dossier, teller, names)
        if entry is not None:
            entries.append(entry)
    # Equal days keep the order of the journal, the latest on top.
    entries.reverse()
    return tuple(sorted(entries, key=lambda entry: entry.on, reverse=True))


def _entry(event: Event, dossier: Dossier, teller: Teller, names: Names) -> Entry | None:
    undone, written = event.id in dossier.undone, local_day(event.at)
    by = names.consultant(event.by)
    if isinstance(event.fact, Undone | SourceSeen):
        return None
    if isinstance(event.fact, UnknownFact):
        text = tr("a fact of another version: {name}", name=event.kind)
        return Entry(event.id, written, FILE, event.kind, text, "", by, event.at, "", undone)
    tell = _TELLING.get(type(event.fact))
    if tell is None:
        return None
    told = tell(teller, event.id, event.fact)
    on = told.on or written
    return Entry(event.id, on, told.theme, event.kind, told.text, told.words, by, event.at, told.about, undone)


def _replaced(events: tuple[Event, ...]) -> set[str]:
    """Return the records and plans that a later one of the same meeting replaced."""
    latest: dict[tuple[type, str], str] = {}
    replaced = set()
    for event in events:
        if isinstance(event.fact, MeetingHeld | MeetingPlanned):
            key = (type(event.fact), event.fact.meeting)
            if isinstance(event.fact, MeetingHeld) and key in latest:
                replaced.add(latest[key])
            latest[key] = event.id
    return replaced
