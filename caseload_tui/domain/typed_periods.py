"""Periods as people type them to look back: a season, a month, a year, as `lente`, `maart`, `spring 2025`, `2024`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from caseload_tui.domain.typed_dates import FIRST_YEAR, LAST_YEAR, MONTHS

_SEASONS = {
    **{"lente": 3, "voorjaar": 3, "spring": 3},
    **{"zomer": 6, "summer": 6},
    **{"herfst": 9, "najaar": 9, "autumn": 9, "fall": 9},
    **{"winter": 12},
}
"""The month in which each begins, as the weather counts."""
LAST = frozenset(("vorige", "vorig", "afgelopen", "last"))
_NAMED = re.compile(r"(?:([a-z]+) )?([a-z]+)(?: ([0-9]{4}))?")
_YEAR = re.compile(r"[0-9]{4}")


def is_season(text: str) -> bool:
    """Tell whether a folded word is a season, which says when by itself."""
    return text in _SEASONS


def parse_period(text: str, today: date) -> tuple[date, date] | None:
    """Return the first and last day of a period, None where the text is none; without a year, the latest that began."""
    typed = " ".join(text.replace("-", " ").replace("_", " ").split()).lower()
    if _YEAR.fullmatch(typed):
        return _span(int(typed), 1, 12)
    match = _NAMED.fullmatch(typed)
    if match is None or (match[1] and (match[1] not in LAST or match[3])):
        return None
    if match[2] in _SEASONS:
        month, long = _SEASONS[match[2]], 3
    elif match[2] in MONTHS:
        month, long = MONTHS[match[2]], 1
    else:
        return None
    if match[3]:
        return _span(int(match[3]), month, long)
    begun = today.year if (month, 1) <= (today.month, today.day) else today.year - 1
    return _span(begun, month, long)


def _span(year: int, month: int, months: int) -> tuple[date, date] | None:
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    first = date(year, month, 1)
    return first, first + relativedelta(months=months) - timedelta(days=1)
