"""Due talks spread over the days of a quarter: nothing later than it must be, visits of a neighbourhood together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseload_tui.domain.program import Program

_WEEK = timedelta(weeks=1)


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
        return self.on - timedelta(days=self.on.weekday())


@dataclass(frozen=True, slots=True)
class Placed:
    """A talk and its day; None where the quarter has no room for it."""

    talk: Talk
    on: date | None

    @property
    def late(self) -> int:
        """Days after the last one that is in time."""
        return max(0, (self.on - self.talk.deadline).days) if self.on is not None else 0


_Alike = tuple[int, date, date, date]


class Spread:
    """The question on which day each talk is; `program` puts it in whole numbers, `answered` reads the answer."""

    def __init__(self, talks: Sequence[Talk], rooms: Sequence[Room]) -> None:
        self.rooms = sorted((room for room in rooms if room.left > 0), key=lambda room: room.on)
        self.longest = max((talk.takes for talk in talks), default=0)
        self._alike: dict[_Alike, list[Talk]] = defaultdict(list)
        for talk in sorted(talks, key=lambda talk: (talk.deadline, talk.due_on, talk.client, talk.kind)):
            self._alike[talk.takes, talk.earliest, talk.deadline, talk.wished].append(talk)
        self._days: dict[int, tuple[_Alike, date]] = {}
        # A day takes talks while it is not full, so the last may run over; a week never takes more than its time.
        self._most = {room.on: room.left + self.longest - 1 for room in self.rooms}
        self._weeks: dict[date, int] = defaultdict(int)
        for room in self.rooms:
            self._weeks[room.monday] += room.left

    def program(self) -> Program:
        """Return the question; the goals: as many as can be have a day, then as few days late as can be."""
        program = Program()
        missing: dict[int, int] = {}
        late: dict[int, int] = {}
        asked: dict[date, dict[int, int]] = defaultdict(dict)
        for alike, talks in self._alike.items():
            takes, earliest, deadline, _ = alike
            left_out = program.choice(len(talks), follows=True)
            missing[left_out] = 1
            here = {left_out: 1}
            for room in self.rooms:
                if room.on < earliest:
                    continue
                number = program.choice(len(talks))
                self._days[number] = alike, room.on
                here[number] = 1
                asked[room.on][number] = takes
                late[number] = max(0, (room.on - deadline).days)
            program.require(here, least=len(talks), most=len(talks))
        weeks: dict[date, dict[int, int]] = defaultdict(dict)
        for room in self.rooms:
            if asked[room.on]:
                program.require(asked[room.on], most=self._most[room.on])
                weeks[room.monday] |= asked[room.on]
        for monday, terms in weeks.items():
            program.require(terms, most=self._weeks[monday])
        program.prefer(missing)
        program.prefer(late)
        return program

    def answered(self, answer: Sequence[int] | None) -> tuple[Placed, ...]:
        """Return each talk with its day, visits of one neighbourhood gathered, by day."""
        waiting = {alike: list(talks) for alike, talks in self._alike.items()}
        days: dict[Talk, date] = {}
        for number, (alike, on) in sorted(self._days.items(), key=lambda item: item[1][1]):
            for _ in range(answer[number] if answer is not None else 0):
                days[waiting[alike].pop(0)] = on
        self._oldest_first(days)
        self._come_near(days)
        self._gather(days)
        placed = [Placed(talk, on) for talk, on in days.items()]
        placed += [Placed(talk, None) for talks in waiting.values() for talk in talks]
        return tuple(sorted(placed, key=lambda item: (item.on or date.max, item.talk.deadline, item.talk.client)))

    def _oldest_first(self, days: dict[Talk, date]) -> None:
        """Let those that are late have their days in the order of their dates, which adds no day to the whole."""
        late: dict[int, list[Talk]] = defaultdict(list)
        for talk, on in days.items():
            if on > talk.deadline:
                late[talk.takes].append(talk)
        for talks in late.values():
            theirs = sorted(days[talk] for talk in talks)
            talks.sort(key=lambda talk: (talk.deadline, talk.due_on, talk.client))
            if all(talk.earliest <= on for talk, on in zip(talks, theirs, strict=True)):
                days |= dict(zip(talks, theirs, strict=True))

    def _come_near(self, days: dict[Talk, date]) -> None:
        """Move each talk as near to the day wished as there is room, where it does not get late by it."""
        for talk in sorted(days, key=lambda talk: (talk.wished, talk.deadline, talk.client)):
            now = days[talk]
            nearer = (
                room.on
                for room in self.rooms
                if talk.earliest <= room.on <= talk.deadline
                and abs((room.on - talk.wished).days) < abs((now - talk.wished).days)
            )
            for on in sorted(nearer, key=lambda day: (abs((day - talk.wished).days), day)):
                if self._has_room(days, talk, on):
                    days[talk] = on
                    break

    def _gather(self, days: dict[Talk, date]) -> None:
        """Move visits to a day with another of their neighbourhood, where nothing gets late or too full by it."""
        for talk in sorted((talk for talk in days if talk.hood), key=lambda talk: (talk.deadline, talk.client)):
            now = days[talk]
            company = Counter(on for other, on in days.items() if other is not talk and other.hood == talk.hood)
            better = (on for on, count in company.items() if count > company[now])
            for on in sorted(better, key=lambda day: (-company[day], abs((day - now).days), day)):
                if talk.earliest <= on <= max(talk.deadline, now) and self._has_room(days, talk, on):
                    days[talk] = on
                    break

    def _has_room(self, days: Mapping[Talk, date], talk: Talk, on: date) -> bool:
        """Tell whether a talk can be on a day instead of its own: that day and its week bear it."""
        monday = on - timedelta(days=on.weekday())
        others = [(other.takes, day) for other, day in days.items() if other is not talk]
        that_day = talk.takes + sum(takes for takes, day in others if day == on)
        that_week = talk.takes + sum(takes for takes, day in others if monday <= day < monday + _WEEK)
        return that_day <= self._most[on] and that_week <= self._weeks[monday]
