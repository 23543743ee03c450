"""The facts of one dossier while they are made up, each deed with its moment in working hours.

Moments come from the scenario's calendar, never from a clock. The place of a dossier in the office is the number of
microseconds in its moments, so that no two deeds of an office share a moment and no order hangs on chance.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from caseload_tui.domain.facts import Event, Fact
from caseload_tui.seeding.dice import Dice

DEVICE = "seed"
_EPOCH = date(1970, 1, 1).toordinal()
_DAY = 86_400
# In UTC, so that in the Netherlands it is between eight and half past five, in winter and in summer.
_OPENS = 7 * 3600
_FIRST_DEED_BY = 12 * 3600
_CROWDED = 15 * 3600
_MICROSECONDS = 1_000_000


class Entry(NamedTuple):
    """One fact with its identifier, moment and author; sorted by moment it becomes an event."""

    at: str
    id: str
    dossier: str
    by: str
    fact: Fact


class Diary:
    """Facts of one dossier; deeds of one day follow each other in the order in which they are made up."""

    def __init__(self, place: int, dice: Dice) -> None:
        self.place = place % _MICROSECONDS
        self.dossier = ""
        self.entries: list[Entry] = []
        self._dice = dice
        self._busy: dict[int, int] = {}

    def deed(self, day: date, by: str, *facts: Fact) -> str:
        """Write down the facts of one deed; return the identifier of the first."""
        second = self._second(day.toordinal())
        at, first = self._at(day, second), ""
        for fact in facts:
            name = self._id(day, second)
            first = first or name
            self.entries.append(Entry(at, name, self.dossier, by, fact))
        return first

    def new_id(self, day: date) -> str:
        """Return an identifier for something that comes up on the day."""
        return self._id(day, _OPENS)

    def moment(self, day: date) -> str:
        """Return the moment of a next deed of the day, whose facts are written down elsewhere."""
        return self._at(day, self._second(day.toordinal()))

    def _at(self, day: date, second: int) -> str:
        hours, rest = divmod(second, 3600)
        return f"{day.isoformat()}T{hours:02}:{rest // 60:02}:{rest % 60:02}.{self.place:06}+00:00"

    def _second(self, ordinal: int) -> int:
        last = self._busy.get(ordinal)
        if last is None:
            second = self._dice.between(_OPENS, _FIRST_DEED_BY)
        elif last < _CROWDED:
            second = last + self._dice.between(61, 600)
        else:
            second = last + 1
        self._busy[ordinal] = second
        return second

    def _id(self, day: date, second: int) -> str:
        """Return an identifier of the shape of a UUIDv7: milliseconds, then chance."""
        milliseconds = ((day.toordinal() - _EPOCH) * _DAY + second) * 1000 + self.place // 1000
        one, two = self._dice.bits(), self._dice.bits()
        low = (one >> 12) << 21 | two & 0x1FFFFF
        digits = f"{milliseconds << 80 | 7 << 76 | (one & 0xFFF) << 64 | 2 << 62 | low:032x}"
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def journal(diaries: Iterable[Diary]) -> tuple[Event, ...]:
    """Return the facts of all diaries as one journal, in the order of their moments."""
    entries = [entry for diary in diaries for entry in diary.entries]
    # Facts of one deed share their moment and stay in the order of writing, since sorting keeps it.
    entries.sort(key=lambda entry: entry.at)
    return tuple(
        Event(entry.id, entry.dossier, entry.fact.kind, entry.at, entry.by, DEVICE, entry.fact.version, entry.fact, seq)
        for seq, entry in enumerate(entries, start=1)
    )
