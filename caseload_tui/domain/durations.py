"""Calendar durations as policies write them: "7 days", "2 weeks", "6 months", "1 year"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateutil.relativedelta import relativedelta

UNITS = ("days", "weeks", "months", "years")
_NOMINAL_DAYS = {"days": 1, "weeks": 7, "months": 30, "years": 365}
_PATTERN = re.compile(r"(\d{1,4}) (day|week|month|year)s?")


@lru_cache(maxsize=16_384)
def _moved(day: date, unit: str, count: int) -> date:
    # An office asks for the same few lengths from the same days over and over.
    return day + relativedelta(**{unit: count})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Duration:
    """A number of one calendar unit; months and years are added the calendar way."""

    count: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Duration:
        """Read "3 months"; anything else is a ValueError."""
        match = _PATTERN.fullmatch(text.strip())
        if match is None:
            raise ValueError(text)
        return cls(int(match[1]), match[2] + "s")

    def after(self, day: date) -> date:
        """Return the day this long after `day`: 30 November + 3 months is the last of February."""
        return _moved(day, self.unit, self.count)

    def before(self, day: date) -> date:
        """Return the day this long before `day`."""
        return _moved(day, self.unit, -self.count)

    @property
    def calendar(self) -> tuple[int, int]:
        """The length in whole months and in days: a year is 12 months, a week is 7 days."""
        months = {"months": self.count, "years": 12 * self.count}.get(self.unit, 0)
        return months, 0 if months else self.count * _NOMINAL_DAYS[self.unit]

    @property
    def nominal_days(self) -> int:
        """The length in days with 7, 30 and 365 days a unit, for comparing lengths only."""
        return self.count * _NOMINAL_DAYS[self.unit]

    def __str__(self) -> str:
        return f"{self.count} {self.unit if self.count != 1 else self.unit[:-1]}"


NO_TIME = Duration(0, "days")


def shorter(first: Duration, second: Duration | None) -> Duration:
    """Return the shorter of the two by nominal length; the first where they are equal."""
    return second if second is not None and second.nominal_days < first.nominal_days else first
