"""Due talks on their days, and how they are moved about where nothing gets later by it: sooner, nearer, together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from math import floor

from caseload_tui.domain.agenda import Agenda
from caseload_tui.domain.capacity import capacity_on


@dataclass(frozen=True, slots=True)
class Talk:
    """A due talk that waits for a day; `takes` is in minutes, or all talks are alike."""

    client: str
    rule: str
    kind: str
    takes: int
    due_on: date
    deadline: date
    """The last day on which it is not late."""
    earliest: date
    wished: date
    """The day on which its window opens: near it there is room to try again."""
    hood: str | None = None
    """The neighbourhood of a visit at home."""


@dataclass(frozen=True, slots=True)
class Room:
    """A day on which somebody works, and the time for talks that is left on it."""

    on: date
    left: int

    @property
    def monday(self) -> date:
        """The Monday of its week."""
        return monday_of(self.on)


@dataclass(frozen=True, slots=True)
class Placed:
    """A talk and its day; None where the quarter has no room for it."""

    talk: Talk
    on: date | None

    @property
    def late(self) -> int:
        """Days after the last one that is in time."""
        return max(0, (self.on - self.talk.deadline).days) if self.on is not None else 0


class Arrangement:
    """Talks on days, each day and week no fuller than it may be; `days` is changed in place."""

    def __init__(
        self, rooms: Sequence[Room], most: Mapping[date, int], weeks: Mapping[date, int], days: dict[Talk, date]
    ) -> None:
        self.days = days
        self._open = [room.on for room in rooms]
        self._most, self._weeks = most, weeks
        self._taken: Counter[date] = Counter()
        self._taken_in_week: Counter[date] = Counter()
        for talk, on in days.items():
            self._take(talk.takes, on)

    def arrange(self, talks: Sequence[Talk]) -> None:
        """Move the talks about: all that can be done sooner is, and nothing else gets later by it."""
        for talk in talks:
            self._come_first(talk)
        self._oldest_first(talks)
        for talk in sorted(self.days, key=lambda talk: (talk.wished, talk.deadline, talk.client)):
            self._come_near(talk)
        self._gather()

    def _come_first(self, talk: Talk) -> None:
        """Give a talk that is late, or has no day, the first day with room for it."""
        now = self.days.get(talk, date.max)
        if now > talk.deadline:
            self._move(talk, (on for on in self._open if talk.earliest <= on < now))

    def _oldest_first(self, talks: Sequence[Talk]) -> None:
        """Let those that are late, or have no day, follow in the order of their dates: it adds no day to the whole."""
        late: dict[int, list[Talk]] = defaultdict(list)
        for talk in talks:
            if talk.deadline < self.days.get(talk, self._open[-1] if self._open else date.min):
                late[talk.takes].append(talk)
        for alike in late.values():
            for on in sorted(self.days.pop(talk) for talk in tuple(alike) if talk in self.days):
                oldest = next(talk for talk in alike if talk.earliest <= on)
                alike.remove(oldest)
                self.days[oldest] = on

    def _come_near(self, talk: Talk) -> None:
        """Move a talk as near to the day wished as there is room, where it does not get late by it."""

        def away(day: date) -> int:
            return abs((day - talk.wished).days)

        now = away(self.days[talk])
        nearer = (on for on in self._open if talk.earliest <= on <= talk.deadline and away(on) < now)
        self._move(talk, sorted(nearer, key=away))

    def _gather(self) -> None:
        """Move visits to a day with another of their neighbourhood, where nothing gets late or too full by it."""
        company = Counter((talk.hood, on) for talk, on in self.days.items())
        for talk in sorted((talk for talk in self.days if talk.hood), key=lambda talk: (talk.deadline, talk.client)):
            now = self.days[talk]
            others = company[talk.hood, now] - 1
            better = [on for on in self._open if on != now and company[talk.hood, on] > others]
            better.sort(key=partial(_nearest_company, talk, now, company))
            company[talk.hood, now] -= 1
            self._move(talk, (on for on in better if talk.earliest <= on <= max(talk.deadline, now)))
            company[talk.hood, self.days[talk]] += 1

    def _move(self, talk: Talk, to: Iterable[date]) -> None:
        """Give a talk the first of these days that has room for it."""
        now = self.days.get(talk)
        on = next((day for day in to if self._has_room(talk, now, day)), None)
        if on is not None:
            if now is not None:
                self._take(-talk.takes, now)
            self._take(talk.takes, on)
            self.days[talk] = on

    def _has_room(self, talk: Talk, now: date | None, on: date) -> bool:
        """Tell whether a day and its week bear a talk that is on another day now, or on none."""
        stays = now is not None and monday_of(now) == monday_of(on)
        that_week = self._taken_in_week[monday_of(on)] + (0 if stays else talk.takes)
        return self._taken[on] + talk.takes <= self._most[on] and that_week <= self._weeks[monday_of(on)]

    def _take(self, minutes: int, on: date) -> None:
        self._taken[on] += minutes
        self._taken_in_week[monday_of(on)] += minutes


def _nearest_company(
    talk: Talk, now: date, company: Mapping[tuple[str | None, date], int], day: date
) -> tuple[int, int, date]:
    return -company[talk.hood, day], abs((day - now).days), day


def free_rooms(agenda: Agenda, first: date, last: date, *, a_day: float, each: int | None = None) -> tuple[Room, ...]:
    """Return the days on which somebody works, with the time for talks that is not taken.

    `a_day` is what a whole day has; a planned talk takes its own minutes, or `each` where all are alike.
    """
    found = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        taken = sum(each or item.minutes or 0 for item in agenda.on(day))
        # A whole day of somebody at 0.6 on three days is whole, whatever a computer makes of the thirds.
        left = floor(round(a_day * capacity_on(agenda.person, day), 6)) - taken
        if left > 0:
            found.append(Room(day, left))
    return tuple(found)


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def by_age(talk: Talk) -> tuple[date, date, str, str]:
    """Return by what talks are ordered: who waits longest first."""
    return talk.deadline, talk.due_on, talk.client, talk.kind
