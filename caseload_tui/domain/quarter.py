"""Due talks spread over the days of a quarter: nothing later than it must be, visits of a neighbourhood together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from caseload_tui.domain.arranging import Arrangement, Placed, Room, Talk, by_age, monday_of
from caseload_tui.domain.program import Program

Best = Callable[[Program], Sequence[int] | None]
MOST_CHOICES = 600
"""Kinds of talks by days up to which talks of several lengths are spread as a whole."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Alike:
    """What matters of a talk for how late it is; talks that are late already are alike but for their order."""

    takes: int
    earliest: date
    deadline: date

    def days_late(self, on: date) -> int:
        """Return how many days late it would be, from the first day of the plan on: those before are past mending."""
        return max(0, (on - self.deadline).days)


@dataclass(frozen=True, slots=True)
class Slot:
    """One day, or the days of a week taken together; `day` stands for them where days are counted."""

    day: date
    last: date
    most: int


class Spread:
    """The question on which day each talk is."""

    def __init__(self, talks: Sequence[Talk], rooms: Sequence[Room], *, longest: int = 0) -> None:
        self.rooms = sorted((room for room in rooms if room.left > 0), key=lambda room: room.on)
        self.talks = sorted(talks, key=by_age)
        longest = max([longest, *(talk.takes for talk in talks)])
        first = self.rooms[0].on if self.rooms else date.max
        self._alike: dict[Alike, list[Talk]] = defaultdict(list)
        for talk in self.talks:
            alike = Alike(talk.takes, max(talk.earliest, first), max(talk.deadline, first - _DAY))
            self._alike[alike].append(talk)
        # A day takes talks while it is not full, so the last may run over; a week never takes more than its time.
        self._most = {room.on: room.left + longest - 1 for room in self.rooms}
        self._weeks: dict[date, int] = defaultdict(int)
        for room in self.rooms:
            self._weeks[room.monday] += room.left
        self._longest = longest

    def placed(self, best: Best) -> tuple[Placed, ...]:
        """Return each talk with its day, by day; `best` answers questions in whole numbers.

        As many as can be have a day; then as few days late as can be. Who finds no room counts as late as after all
        days and terms, so those go without who can wait longest. That is solved as a whole, or, where talks of several
        lengths make it very large, week by week, with what can be done sooner put right afterwards.
        """
        days = self._by_weeks(best) if self._large else self._by_days(best)
        arrangement = Arrangement(self.rooms, self._most, self._weeks, days)
        arrangement.arrange(self.talks)
        placed = (Placed(talk, days.get(talk)) for talk in self.talks)
        return tuple(sorted(placed, key=lambda item: (item.on or date.max, item.talk.deadline, item.talk.client)))

    @property
    def _large(self) -> bool:
        """Talks of one length are soon spread, however many there are."""
        lengths = {alike.takes for alike in self._alike}
        return len(lengths) > 1 and len(self._alike) * len(self.rooms) > MOST_CHOICES

    def _by_days(self, best: Best) -> dict[Talk, date]:
        slots = [Slot(room.on, room.on, self._most[room.on]) for room in self.rooms]
        return {talk: slot.day for talk, slot in self._answered(best, slots).items()}

    def _by_weeks(self, best: Best) -> dict[Talk, date]:
        """Share the talks out among weeks; then those of each week, and what the one before left, among its days."""
        weeks = {
            monday: [room for room in self.rooms if room.monday == monday]
            for monday in dict.fromkeys(room.monday for room in self.rooms)
        }
        slots = {
            Slot(rooms[len(rooms) // 2].on, rooms[-1].on, self._weeks[monday]): rooms for monday, rooms in weeks.items()
        }
        shared = self._answered(best, list(slots))
        days: dict[Talk, date] = {}
        for slot, rooms in slots.items():
            here = [talk for talk in self.talks if talk not in days and talk in shared and shared[talk].day <= slot.day]
            days |= Spread(here, rooms, longest=self._longest)._by_days(best)
        return days

    def _answered(self, best: Best, slots: Sequence[Slot]) -> dict[Talk, Slot]:
        """Return the best slot of each talk; the oldest of those that are alike have the first ones."""
        program, choices = self._question(slots)
        answer = best(program)
        waiting = {alike: list(talks) for alike, talks in self._alike.items()}
        found: dict[Talk, Slot] = {}
        for number, (alike, slot) in sorted(choices.items(), key=lambda item: item[1][1].day):
            for _ in range(answer[number] if answer is not None else 0):
                found[waiting[alike].pop(0)] = slot
        return found

    def _question(self, slots: Sequence[Slot]) -> tuple[Program, dict[int, tuple[Alike, Slot]]]:
        """Return the question in whole numbers, and which talks and slot each choice is about."""
        program, choices = Program(), {}
        missing: dict[int, int] = {}
        late: dict[int, int] = {}
        asked: dict[date, dict[int, int]] = defaultdict(dict)
        weeks: dict[date, dict[int, int]] = defaultdict(dict)
        ends = (*(slot.last for slot in slots), *(alike.deadline for alike in self._alike))
        after = max(ends, default=date.min) + _DAY
        for alike, talks in self._alike.items():
            left_out = program.choice(len(talks), follows=True)
            missing[left_out], late[left_out] = 1, alike.days_late(after)
            here = {left_out: 1}
            for slot in slots:
                if slot.last >= alike.earliest:
                    number = program.choice(len(talks))
                    choices[number] = alike, slot
                    here[number], late[number] = 1, alike.days_late(slot.day)
                    asked[slot.day][number] = weeks[monday_of(slot.day)][number] = alike.takes
            program.require(here, least=len(talks), most=len(talks))
        for slot in slots:
            if asked[slot.day]:
                program.require(asked[slot.day], most=slot.most)
        for monday, terms in weeks.items():
            program.require(terms, most=self._weeks[monday])
        program.prefer(missing)
        program.prefer(late)
        return program, choices
