"""Group sessions of a made-up office: who leads them when, and how many are on each list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from caseload_tui.domain.framework import Kind
from caseload_tui.seeding.diary import Diary
from caseload_tui.seeding.dice import Dice
from caseload_tui.seeding.setting import Setting
from caseload_tui.seeding.team import Member, Team

_TIMES = ("10:00", "13:30", "15:30", "08:30")
_MINUTES = 90
_ROOM = 14
_LISTED_FOR, _UNSIGNED_FOR = timedelta(weeks=13), timedelta(days=10)


@dataclass(slots=True)
class Gathering:
    """One session."""

    id: str
    day: date
    time: str
    leader: str
    minutes: int
    signed: bool
    """True where the records of it are signed, all in one go."""
    clients: int = 0


class Gatherings:
    """Every session of the office, made when the first client comes."""

    def __init__(self, team: Team, setting: Setting, dice: Dice) -> None:
        self._team, self._dice = team, dice
        self._names = Diary(0, dice)
        self._listed_from = setting.today - _LISTED_FOR
        self._fresh_from = setting.today - _UNSIGNED_FOR
        self._unsigned = setting.scenario.talks.unsigned
        self._found: dict[str, dict[date, list[Gathering]]] = {}
        self._taken: set[tuple[str, date, str]] = set()

    def join(self, kind: Kind, day: date) -> Gathering:
        """Return the session of the kind and day that has a place, taking it.

        Where everybody who can lead has sessions all day, those there are grow; a first one is led by somebody else.
        """
        there = self._found.setdefault(kind.id, {}).setdefault(day, [])
        if not there or there[-1].clients >= _ROOM:
            slot = next(self._slots(self._leaders(kind), day), None)
            if slot is not None:
                there.append(self._new(kind, day, *slot))
            elif not there:
                slot = next(self._slots(self._team.carrying, day), (self._leaders(kind)[0], _TIMES[0]))
                there.append(self._new(kind, day, *slot))
        found = min(there, key=lambda item: item.clients)
        found.clients += 1
        return found

    def is_listed(self, day: date) -> bool:
        """Tell whether lists of that day are still known; of longer ago only who was there."""
        return day >= self._listed_from

    def day_between(self, kind: Kind, first: date, last: date) -> date | None:
        """Return the day in this time on which most clients already come to such a session."""
        days = self._found.get(kind.id, {})
        fits = [day for day in days if first <= day <= last]
        return max(fits, key=lambda day: (sum(item.clients for item in days[day]), -day.toordinal()), default=None)

    def _new(self, kind: Kind, day: date, leader: Member, time: str) -> Gathering:
        self._taken.add((leader.id, day, time))
        signed = day < self._fresh_from or not self._dice.chance(self._unsigned)
        return Gathering(self._names.new_id(day), day, time, leader.id, kind.minutes or _MINUTES, signed)

    def _leaders(self, kind: Kind) -> list[Member]:
        """Return who has a role that the kind needs, else everybody who has clients."""
        carrying = self._team.carrying
        return [member for member in carrying if set(kind.roles) & set(member.roles)] or carrying

    def _slots(self, leaders: list[Member], day: date) -> Iterator[tuple[Member, str]]:
        """Yield who can lead a session when, in turns."""
        turn = day.toordinal() // 7
        for time in _TIMES:
            for place in range(len(leaders)):
                leader = leaders[(turn + place) % len(leaders)]
                if (leader.id, day, time) not in self._taken:
                    yield leader, time
