"""Periods of whole days, and the ones that a report is usually about."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

MONTHS_A_YEAR = 12
_DAY = timedelta(days=1)
_QUARTER = 3


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from the first through the last, both included."""

    first: date
    last: date

    @property
    def eve(self) -> date:
        """The day before the first: what was there in the evening is the stock at the start."""
        return self.first - _DAY

    @property
    def after(self) -> date:
        """The day after the last."""
        return self.last + _DAY

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        """Tell whether it is a day of the period."""
        return self.first <= day <= self.last

    @property
    def years(self) -> Fraction:
        """The part of a year that it is: by whole months where it is made of them, else by days."""
        if self.first.day == 1 and self.last == _month_end(self.last.year, self.last.month):
            months = (self.last.year - self.first.year) * MONTHS_A_YEAR + self.last.month - self.first.month + 1
            return Fraction(months, MONTHS_A_YEAR)
        return sum((self._of_year(number) for number in range(self.first.year, self.last.year + 1)), Fraction())

    def _of_year(self, number: int) -> Fraction:
        """Return the part of one calendar year that lies in the period."""
        whole = year(number)
        days = Period(max(self.first, whole.first), min(self.last, whole.last)).days
        return Fraction(days, whole.days)


def year(number: int) -> Period:
    """Return a calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))


def quarter(day: date) -> Period:
    """Return the quarter in which a day lies."""
    month = (day.month - 1) // _QUARTER * _QUARTER + 1
    return Period(date(day.year, month, 1), _month_end(day.year, month + _QUARTER - 1))


def _month_end(number: int, month: int) -> date:
    return date(number, month, calendar.monthrange(number, month)[1])
