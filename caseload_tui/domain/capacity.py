"""How much somebody works: on a day and in a week, from dated fte, part-time days, leave and public holidays.

An fte says how much, the part-time days say when: 0.8 on four days a week are four whole days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from caseload_tui.domain.holidays import is_holiday
from caseload_tui.domain.office import WEEKDAYS, Consultant

_WEEK = len(WEEKDAYS)


@dataclass(frozen=True, slots=True)
class WeekCapacity:
    """What somebody can do in the week that begins on a Monday; `days` are shares of a whole day, Monday first."""

    consultant: str
    monday: date
    days: tuple[float, ...]

    @property
    def fte(self) -> float:
        """The part of a whole week."""
        return sum(self.days) / _WEEK


def on_leave(person: Consultant, day: date) -> bool:
    """Tell whether somebody has leave on a day."""
    return any(leave.holds(day) for leave in person.leave)


def capacity_on(person: Consultant, day: date) -> float:
    """Return the share of a whole day that somebody works; nothing on days off, on leave, in weekends and holidays."""
    days = person.days_on(day)
    if day.weekday() >= _WEEK or WEEKDAYS[day.weekday()] not in days or is_holiday(day) or on_leave(person, day):
        return 0.0
    return person.fte_on(day) * _WEEK / len(days)


def capacity_in(person: Consultant, day: date) -> WeekCapacity:
    """Return what somebody can do in the week of a day."""
    monday = day - timedelta(days=day.weekday())
    days = tuple(capacity_on(person, monday + timedelta(days=number)) for number in range(_WEEK))
    return WeekCapacity(person.id, monday, days)


def available_fte(person: Consultant, day: date) -> float:
    """Return the fte that a caseload is measured against: that of the day, or nothing while on leave.

    Days off, weekends and holidays leave it as it is: they do not make a caseload heavier.
    """
    return 0.0 if on_leave(person, day) else person.fte_on(day)
