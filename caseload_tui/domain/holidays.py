"""The public holidays of the Netherlands, from Easter and a few fixed days."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from dateutil.easter import easter

from caseload_tui.i18n import marked

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5
_SUNDAY = 6
_FIRST_KINGS_DAY = 2014
_FIRST_QUEENS_DAY_IN_APRIL = 1949


def holidays(year: int) -> dict[date, str]:
    """Return the Dutch public holidays of a year by date, each with its English name to be put through `tr`.

    Liberation Day is one only in each fifth year (2025, 2030, ...), when most offices close.
    """
    return dict(_holidays(year))


def is_holiday(day: date) -> bool:
    """Return whether the day is a Dutch public holiday."""
    return day in _holidays(day.year)


def is_working_day(day: date) -> bool:
    """Return whether offices work on the day: no weekend and no public holiday."""
    return day.weekday() < _SATURDAY and not is_holiday(day)


def next_working_day(day: date) -> date:
    """Return the day itself if it is a working day, else the first working day after it."""
    while not is_working_day(day):
        day += _ONE_DAY
    return day


@lru_cache(maxsize=64)
def _holidays(year: int) -> MappingProxyType[date, str]:
    easter_day = easter(year)
    days = {date(year, 1, 1): marked("New Year's Day")}
    days |= _royal_day(year)
    if year >= 1990 and year % 5 == 0:
        days[date(year, 5, 5)] = marked("Liberation Day")
    # Ascension Day can fall on Liberation Day or the royal day; the feast that moves gives the name.
    days |= {
        easter_day: marked("Easter Sunday"),
        easter_day + _ONE_DAY: marked("Easter Monday"),
        easter_day + 39 * _ONE_DAY: marked("Ascension Day"),
        easter_day + 49 * _ONE_DAY: marked("Whit Sunday"),
        easter_day + 50 * _ONE_DAY: marked("Whit Monday"),
        date(year, 12, 25): marked("Christmas Day"),
        date(year, 12, 26): marked("Second Day of Christmas"),
    }
    return MappingProxyType(dict(sorted(days.items())))


def _royal_day(year: int) -> dict[date, str]:
    if year >= _FIRST_KINGS_DAY:
        day = date(year, 4, 27)
        return {day - _ONE_DAY if day.weekday() == _SUNDAY else day: marked("King's Day")}
    if year < _FIRST_QUEENS_DAY_IN_APRIL:
        return {}
    day = date(year, 4, 30)
    if day.weekday() != _SUNDAY:
        return {day: marked("Queen's Day")}
    # The celebration moved to the Monday until 1979 and to the Saturday from 1980 on.
    return {day - _ONE_DAY if year >= 1980 else day + _ONE_DAY: marked("Queen's Day")}
