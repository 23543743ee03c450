"""Dates and times as people type them, read strictly: what can be read in two ways is refused with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time, timedelta

from dateutil.relativedelta import relativedelta

from caseload_tui.domain.visible import visible
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr

FIRST_YEAR = 1900
LAST_YEAR = 2199

_LONGEST_ECHO = 40
_DAYS_FROM_TODAY = {
    **{"vandaag": 0, "today": 0, "morgen": 1, "tomorrow": 1},
    **{"overmorgen": 2, "gisteren": -1, "yesterday": -1, "eergisteren": -2},
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "ma maandag mon monday",
            "di dinsdag tue tuesday",
            "wo woensdag wed wednesday",
            "do donderdag thu thursday",
            "vr vrijdag fri friday",
            "za zaterdag sat saturday",
            "zo zondag sun sunday",
        )
    )
    for name in names.split()
}
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mrt maart mar march",
            "apr april",
            "mei may",
            "jun juni june",
            "jul juli july",
            "aug augustus august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
"""Their numbers by their names in both languages."""

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_IN_NUMBERS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})(?:\2([0-9]+))?")
_WITH_MONTH = re.compile(r"(?:([a-z]+)\.? )?([0-9]{1,2}) ([a-z]+)\.?(?: ([0-9]+))?")
_SHIFT = re.compile(r"([+-])([0-9]{1,4}) ?([dwmjy])")
_WEEKDAY = re.compile(r"(?:(vorige|afgelopen|last) )?([a-z]+)\.?")
_TIME = re.compile(r"([0-9]{1,2})(?:[:.u]([0-9]{2})|u)|([0-9]{1,2})([0-9]{2})")


def parse_date(text: str, today: date, *, earliest: date | None = None, latest: date | None = None) -> date:
    """Return the date that a person typed, day before month; anything unclear raises `Refused` with the reason.

    Without a year it is a day of this year, or of the next or the last one where only that lies between `earliest`
    and `latest`. A weekday is the next one strictly after today, with `vorige` or `last` the latest one before it.
    """
    typed = " ".join(text.split()).lower()
    if typed in _DAYS_FROM_TODAY:
        return _within_years(text, lambda: today + timedelta(days=_DAYS_FROM_TODAY[typed]))
    if match := _ISO.fullmatch(typed):
        return _day_of(text, match[1], match[2], match[3])
    if match := _IN_NUMBERS.fullmatch(typed):
        year = match[4] or _year_for(int(match[3]), int(match[1]), today, earliest, latest)
        return _day_of(text, year, match[3], match[1])
    if (match := _WITH_MONTH.fullmatch(typed)) and match[3] in MONTHS and (match[1] or "ma") in _WEEKDAYS:
        month = MONTHS[match[3]]
        year = match[4] or _year_for(month, int(match[2]), today, earliest, latest)
        day = _day_of(text, year, str(month), match[2])
        return _on_weekday(text, day, match[1])
    if match := _SHIFT.fullmatch(typed):
        amount, unit = int(match[1] + match[2]), match[3]
        return _within_years(text, lambda: _shifted(today, amount, unit))
    if (match := _WEEKDAY.fullmatch(typed)) and match[2] in _WEEKDAYS:
        number, back = _WEEKDAYS[match[2]], bool(match[1])
        return _within_years(text, lambda: _nearest(number, today, back=back))
    raise Refused(
        tr("“{text}” is not a date.", text=_echo(text)),
        tr("Type a day as 27-11-2026, 27-11, 3 may, 2026-11-27, today, tomorrow, a weekday, or as +2w from today."),
    )


def parse_time(text: str) -> time:
    """Return the time of day that a person typed: `9:30`, `930`, `14.15`, `9u30` or `9u`; else raise `Refused`."""
    if match := _TIME.fullmatch(text.strip().lower()):
        hour, minute = int(match[1] or match[3]), int(match[2] or match[4] or 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise Refused(tr("“{text}” is not a time.", text=_echo(text)), tr("Type a time as 9:30 or 14:15."))


def _year_for(month: int, day: int, today: date, earliest: date | None, latest: date | None) -> str:
    """Return the year in which a day without one lies: this year, unless only the next or the last one will do."""
    years = (today.year, today.year + 1) if earliest is not None else (today.year, today.year - 1)
    for year in years:
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if (earliest is None or found >= earliest) and (latest is None or found <= latest):
            return f"{year:04}"
    return f"{today.year:04}"


def _day_of(text: str, year: str, month: str, day: str) -> date:
    if len(year) == 2:
        raise Refused(
            tr("“{text}” has a year of two digits.", text=_echo(text)),
            tr("Type the year in full, so that nobody has to guess the century: 27-11-2026."),
        )
    if len(year) != 4 or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        raise _outside_years(text)
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise Refused(
            tr("“{text}” is not a day of the calendar.", text=_echo(text)),
            tr("Type the day first and then the month: 27-11-2026."),
        ) from error


def _on_weekday(text: str, day: date, weekday: str | None) -> date:
    """Return the day if it falls on the weekday that was typed with it, if any was."""
    if weekday and day.weekday() != _WEEKDAYS[weekday]:
        raise Refused(
            tr("“{text}” does not fall on that weekday in {year}.", text=_echo(text), year=day.year),
            tr("Leave the weekday out, or type another year behind it."),
        )
    return day


def _shifted(today: date, amount: int, unit: str) -> date:
    if unit == "d":
        return today + timedelta(days=amount)
    if unit == "w":
        return today + timedelta(weeks=amount)
    return today + (relativedelta(months=amount) if unit == "m" else relativedelta(years=amount))


def _nearest(weekday: int, today: date, *, back: bool) -> date:
    """Return the nearest such weekday strictly after today, or strictly before it when `back`."""
    if back:
        return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _within_years(text: str, find: Callable[[], date]) -> date:
    try:
        day = find()
    except (OverflowError, ValueError) as error:
        raise _outside_years(text) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _outside_years(text)
    return day


def _outside_years(text: str) -> Refused:
    return Refused(
        tr("“{text}” lies outside the years that dates can have.", text=_echo(text)),
        tr("Type a day from {first} through {last}.", first=FIRST_YEAR, last=LAST_YEAR),
    )


def _echo(text: str) -> str:
    """Return what was typed, harmless and short enough for a message."""
    shown = visible(text.strip())
    return shown if len(shown) <= _LONGEST_ECHO else shown[: _LONGEST_ECHO - 1] + "…"
