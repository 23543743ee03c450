"""The calendar file of a consultant's talks and terms.

A calendar is read on other machines and over shoulders, so an entry names a client by file number and initials, and
says nothing of what was discussed or agreed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from caseload_tui.domain.visible import visible

ZONE = "Europe/Amsterdam"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: a talk at a time of the day, or something for the whole day."""

    id: str
    """The same for the same talk or term, so that a later file takes the place of an earlier one."""
    on: date
    summary: str
    at: time | None = None
    minutes: int | None = None
    """How long it lasts, where the policy or the office says so."""
    busy: bool = True
    """False for a term, which keeps no part of the day."""


def initials(*names: str | None) -> str:
    """Return the first letter of each part of a name: `Z.Ç.G.`."""
    words = [word for name in names if name for word in visible(name).replace("-", " ").split()]
    letters = [word[0].upper() for word in words if word[0].isalpha()]
    return "".join(f"{letter}." for letter in letters)


def as_calendar(entries: Iterable[Entry], *, stamp: date) -> str:
    """Return a calendar file (RFC 5545), with line ends as it asks for; `stamp` is the day on which it was made."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - 60 ms that only this file needs

    zone = ZoneInfo(ZONE)
    calendar = Calendar()
    calendar.add("prodid", "-//caseload//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.id}@caseload")
        event.add("dtstamp", datetime.combine(stamp, time(), tzinfo=UTC))
        event.add("summary", entry.summary)
        event.add("class", "CONFIDENTIAL")
        event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
        if entry.at is None:
            event.add("dtstart", entry.on)
        else:
            start = datetime.combine(entry.on, entry.at, tzinfo=zone).astimezone(UTC)
            event.add("dtstart", start)
            if entry.minutes is not None:
                event.add("dtend", start + timedelta(minutes=entry.minutes))
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written.decode()
