"""Dates, terms and numbers as people read them, in the language in use.

The names of months and days stand here as in the CLDR, to which a test compares them: importing babel for them would
cost as much as reading a list. Formats that are asked for row by row are remembered.
"""

from __future__ import annotations

from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from caseload_tui import i18n
from caseload_tui.i18n import tr, trn

Number = int | float | Decimal | Fraction

_NEAR = 182
_DAYS_OF_A_WEEK = 7
_SHOWN_IN_DAYS = 14
_SHOWN_IN_WEEKS = 92
_SHOWN_IN_MONTHS = 730
_DAYS_OF_A_MONTH = 30.44
_MEMO = 4096


class _Names(NamedTuple):
    """What the months, from January, and the days of the week, from Monday, are called."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    days: tuple[str, ...]
    short_days: tuple[str, ...]


NAMES = {
    "nl": _Names(
        (
            *("januari", "februari", "maart", "april", "mei", "juni"),
            *("juli", "augustus", "september", "oktober", "november", "december"),
        ),
        ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
        ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
        ("ma", "di", "wo", "do", "vr", "za", "zo"),
    ),
    "en": _Names(
        (
            *("January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        ),
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    ),
}


def near_date(day: date, today: date) -> str:
    """Return a day as lists show it: `vandaag`, `morgen`, `gisteren`, `vr 27 nov`, or in full beyond half a year."""
    distance = (day - today).days
    if distance == 0:
        return tr("today")
    if distance == 1:
        return tr("tomorrow")
    if distance == -1:
        return tr("yesterday")
    return _weekday_date(day, i18n.language()) if abs(distance) <= _NEAR else short_date(day)


def long_date(day: date) -> str:
    """Return a day with its month in full: `12 augustus 2026`."""
    return f"{day.day} {NAMES[i18n.language()].months[day.month - 1]} {day.year}"


def full_date(day: date, language: str) -> str:
    """Return a day with its weekday, in the language of who will read it: `maandag 7 december 2026`."""
    names = NAMES[language]
    return f"{names.days[day.weekday()]} {day.day} {names.months[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return a day in the one short form that cannot be misread: `27-11-2026` in Dutch, `27 Nov 2026` in English."""
    return _short_date(day, i18n.language())


def short_month(day: date) -> str:
    """Return the month of a day in a few letters: `nov`."""
    return NAMES[i18n.language()].short_months[day.month - 1]


def short_day(weekday: int) -> str:
    """Return a day of the week, from Monday as 0, in a few letters: `ma`."""
    return NAMES[i18n.language()].short_days[weekday]


def week_header(day: date) -> str:
    """Return a day with its weekday and ISO week: `ma 23 nov 2026 · wk 48`."""
    weekday_date = _weekday_date(day, i18n.language())
    return f"{weekday_date} {day.year} · " + tr("wk {week}", week=day.isocalendar().week)


def time_text(moment: time) -> str:
    """Return a time of day: `9:30`."""
    return f"{moment.hour}:{moment.minute:02}"


def days_text(days: int) -> str:
    """Return how far off a due date is, negative when it has passed: `41 d te laat`, `vandaag`, `over 3 wk`."""
    if days < 0:
        return tr("{days} d late", days=-days)
    if days == 0:
        return tr("today")
    if days < _SHOWN_IN_DAYS:
        return tr("in {days} d", days=days)
    if days < _SHOWN_IN_WEEKS:
        return tr("in {weeks} wk", weeks=round(days / _DAYS_OF_A_WEEK))
    if days < _SHOWN_IN_MONTHS:
        return tr("in {months} mo", months=round(days / _DAYS_OF_A_MONTH))
    return tr("in {years} yr", years=number(Fraction(days, 365), 0))


def months_text(months: int) -> str:
    """Return a number of months in years and months: `5 mnd`, `2 jr`, `2 jr 3 mnd`."""
    years, rest = divmod(months, 12)
    if not years:
        return tr("{months} mo", months=rest)
    if not rest:
        return tr("{years} yr", years=years)
    return tr("{years} yr {months} mo", years=years, months=rest)


def duration_text(amount: int, unit: str) -> str:
    """Return a term in words: `3 maanden` for 3 and `month` or `months`; the units are day, week, month and year."""
    match unit.removesuffix("s"):
        case "day":
            return trn("{n} day", "{n} days", amount)
        case "week":
            return trn("{n} week", "{n} weeks", amount)
        case "month":
            return trn("{n} month", "{n} months", amount)
        case "year":
            return trn("{n} year", "{n} years", amount)
        case _:
            raise ValueError(unit)


def minutes_text(minutes: int) -> str:
    """Return a length of time: `45 min`, `1 u`, `1 u 30 min`."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return tr("{minutes} min", minutes=rest)
    if not rest:
        return tr("{hours} h", hours=hours)
    return tr("{hours} h {minutes} min", hours=hours, minutes=rest)


def number(value: Number, decimals: int = 0) -> str:
    """Return a number with so many decimals, halves away from zero: `1.234,5` in Dutch, `1,234.5` in English."""
    if isinstance(value, Fraction):
        value = _rounded_fraction(value, decimals)
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{rounded + 0:,f}"
    return text.translate(_COMMA_FOR_POINT) if i18n.language() == "nl" else text


def percent(share: Number, decimals: int = 0) -> str:
    """Return a share of 1 as a percentage: `80%` for 0.8."""
    exact = share if isinstance(share, Decimal | Fraction) else Decimal(str(share))
    return number(exact * 100, decimals) + "%"


_COMMA_FOR_POINT = str.maketrans(",.", ".,")


def _rounded_fraction(value: Fraction, decimals: int) -> Decimal:
    whole, rest = divmod(abs(value) * 10**decimals, 1)
    units = int(whole) + (rest >= Fraction(1, 2))
    return Decimal(units if value >= 0 else -units).scaleb(-decimals)


@lru_cache(maxsize=_MEMO)
def _short_date(day: date, language: str) -> str:
    if language == "nl":
        return f"{day.day}-{day.month}-{day.year}"
    return f"{day.day} {NAMES[language].short_months[day.month - 1]} {day.year}"


@lru_cache(maxsize=_MEMO)
def _weekday_date(day: date, language: str) -> str:
    names = NAMES[language]
    return f"{names.short_days[day.weekday()]} {day.day} {names.short_months[day.month - 1]}"
