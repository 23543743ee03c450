"""Moments of the journal as days of the office."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

OFFICE_TIME = ZoneInfo("Europe/Amsterdam")


def local_day(at: str) -> date:
    """Return the day in the office's time zone of a moment of the journal."""
    moment = datetime.fromisoformat(at)
    return moment.astimezone(OFFICE_TIME).date() if moment.tzinfo else moment.date()
