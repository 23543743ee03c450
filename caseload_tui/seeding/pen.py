"""Moments and identifiers for a story that is told deed by deed, from its seed and calendar, never from a clock."""

from __future__ import annotations

from datetime import date, datetime

from caseload_tui.seeding.diary import Diary
from caseload_tui.seeding.dice import Dice

_STREAM = 4


class Pen:
    """Writes one story; its place in the office makes its moments its own."""

    def __init__(self, seed: int, place: int) -> None:
        self._diary = Diary(place, Dice(seed, _STREAM, place))

    def moment(self, day: date) -> datetime:
        """Return the moment of the next deed of the day."""
        return datetime.fromisoformat(self._diary.moment(day))

    def new_id(self, day: date) -> str:
        """Return an identifier for something that comes up on the day."""
        return self._diary.new_id(day)
