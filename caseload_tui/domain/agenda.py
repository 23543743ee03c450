"""Somebody's talks of the days and weeks ahead, beside what they can do in that time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from caseload_tui.domain.capacity import capacity_in, capacity_on, on_leave
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.office import Consultant
from caseload_tui.domain.rows import ClientRow, MeetingRow
from caseload_tui.domain.standing import Standing, State

WEEKS_AHEAD, WEEKS_A_QUARTER = 12, 13
WEEKS_A_YEAR = 52
_WORKING_DAYS = 5
_WEEK = timedelta(weeks=1)
WAITING = (State.UPCOMING, State.DUE, State.OVERDUE)
"""The states of what is due and not planned."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """A planned talk, or a group session, which is one for all who were invited."""

    on: date
    time: str | None
    minutes: int | None
    """None where neither the policy nor the office says how long such a talk takes."""


@dataclass(frozen=True, slots=True)
class WeekAhead:
    """What a week asks and what it can bear; `minutes` and `available` are None where they are not known."""

    monday: date
    planned: int
    unplanned: int
    """Due in this week and not planned; in the first week all that is overdue too."""
    minutes: int | None
    available: float | None
    days: float
    """Whole working days of the consultant in this week."""

    @property
    def share(self) -> float | None:
        """The time asked as a share of the time there is."""
        if self.minutes is None or not self.available:
            return None
        return self.minutes / self.available


@dataclass(frozen=True, slots=True)
class TalksOwed:
    """So many talks of one kind that a week asks of a consultant, planned or waiting to be."""

    consultant: str | None
    monday: date
    kind: str
    count: int
    planned: bool


@dataclass(frozen=True, slots=True)
class TalkAhead:
    """A talk that a week asks of a consultant: planned, or due without a plan; a session is one for all."""

    kind: str
    on: date
    clients: tuple[ClientRow, ...]
    planned: bool
    time: str | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """One consultant's appointments; `hours_per_fte` are those of a year, for talks."""

    person: Consultant
    appointments: tuple[Appointment, ...]
    hours_per_fte: float | None = None

    def on(self, day: date) -> tuple[Appointment, ...]:
        """Return the appointments of a day, by time."""
        return tuple(sorted((item for item in self.appointments if item.on == day), key=lambda item: item.time or ""))

    def works_on(self, day: date) -> bool:
        """Tell whether the consultant works on a day."""
        return capacity_on(self.person, day) > 0

    def has_leave_on(self, day: date) -> bool:
        """Tell whether the consultant has leave on a day."""
        return on_leave(self.person, day)

    def is_full_on(self, day: date) -> bool | None:
        """Tell whether the appointments take all the time for talks of a day; None where that is not known."""
        taken = _minutes(item.minutes for item in self.on(day))
        if taken is None or self.hours_per_fte is None:
            return None
        return taken >= minutes_a_day(self.hours_per_fte) * capacity_on(self.person, day)


def agenda_of(person: Consultant, planned: Iterable[MeetingRow], framework: Framework) -> Agenda:
    """Return the agenda that these planned meetings make: a session stands in it once."""
    found = {row.meeting.session or row.meeting.id: row.meeting for row in planned}
    appointments = tuple(
        Appointment(meeting.on, meeting.time, framework.minutes_of(meeting.kind)) for meeting in found.values()
    )
    return Agenda(person, appointments, framework.house.hours_per_fte)


def weeks_ahead(
    agenda: Agenda, waiting: Iterable[tuple[str, Standing]], framework: Framework, today: date
) -> tuple[WeekAhead, ...]:
    """Return the twelve weeks from the present one on; `waiting` are due meetings by kind, as they stand today."""
    first = today - timedelta(days=today.weekday())
    asked: dict[date, list[int | None]] = {first + number * _WEEK: [] for number in range(WEEKS_AHEAD)}
    planned = dict.fromkeys(asked, 0)
    for item in agenda.appointments:
        monday = item.on - timedelta(days=item.on.weekday())
        if monday in asked and item.on >= today:
            asked[monday].append(item.minutes)
            planned[monday] += 1
    for kind, stands in waiting:
        if stands.due_on is None or stands.state not in WAITING:
            continue
        monday = max(first, stands.due_on - timedelta(days=stands.due_on.weekday()))
        if monday in asked:
            asked[monday].append(framework.minutes_of(kind))
    return tuple(
        _week(agenda.person, monday, planned[monday], minutes, agenda.hours_per_fte, today)
        for monday, minutes in sorted(asked.items())
    )


def talks_in(
    monday: date, planned: Iterable[MeetingRow], waiting: Iterable[tuple[ClientRow, str, Standing]], today: date
) -> Iterator[TalkAhead]:
    """Yield the talks that a week of the quarter asks, the planned ones first; what is late is in the present one."""
    sessions: dict[str, list[MeetingRow]] = {}
    for row in planned:
        if monday <= row.meeting.on < monday + _WEEK:
            sessions.setdefault(row.meeting.session or row.meeting.id, []).append(row)
    for rows in sessions.values():
        meeting = rows[0].meeting
        yield TalkAhead(meeting.kind, meeting.on, tuple(row.client for row in rows), planned=True, time=meeting.time)
    first = today - timedelta(days=today.weekday())
    for client, kind, stands in waiting:
        due = stands.due_on
        if due is not None and stands.state in WAITING and max(first, due - timedelta(days=due.weekday())) == monday:
            yield TalkAhead(kind, due, (client,), planned=False)


def team_weeks(
    people: Iterable[Consultant], asked: Iterable[TalksOwed], framework: Framework, today: date
) -> Mapping[str, tuple[WeekAhead, ...]]:
    """Return the weeks of a quarter for each consultant, from the present one on."""
    first, hours = today - timedelta(days=today.weekday()), framework.house.hours_per_fte
    mondays = tuple(first + number * _WEEK for number in range(WEEKS_A_QUARTER))
    planned: Counter[tuple[str | None, date]] = Counter()
    minutes: dict[tuple[str | None, date], list[int | None]] = {}
    for item in asked:
        place = item.consultant, item.monday
        planned[place] += item.count if item.planned else 0
        minutes.setdefault(place, []).extend([framework.minutes_of(item.kind)] * item.count)
    return {
        person.id: tuple(
            _week(person, monday, planned[person.id, monday], minutes.get((person.id, monday), []), hours, today)
            for monday in mondays
        )
        for person in people
    }


def minutes_a_day(hours_per_fte: float) -> float:
    """Return the minutes for talks of a whole day, where a year has so many hours for them."""
    return hours_per_fte * 60 / WEEKS_A_YEAR / _WORKING_DAYS


def _week(
    person: Consultant, monday: date, planned: int, minutes: list[int | None], hours: float | None, today: date
) -> WeekAhead:
    shares = capacity_in(person, monday).days
    days = sum(part for number, part in enumerate(shares) if monday + timedelta(days=number) >= today)
    return WeekAhead(
        monday=monday,
        planned=planned,
        unplanned=len(minutes) - planned,
        minutes=_minutes(minutes),
        available=None if hours is None else days * minutes_a_day(hours),
        days=days,
    )


def _minutes(given: Iterable[int | None]) -> int | None:
    """Return the sum; None where one is not known."""
    known = [*given]
    return None if None in known else sum(minutes or 0 for minutes in known)
