"""The office itself: who works there, since when, with which roles and how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import count

from caseload_tui.domain.facts import Event
from caseload_tui.domain.facts.office import (
    ConsultantAdded,
    ConsultantChanged,
    ConsultantEnded,
    ConsultantReaches,
    ConsultantScheduled,
    LeaveSet,
    LeaveWithdrawn,
    OfficeFounded,
)
from caseload_tui.domain.folding import taken_back
from caseload_tui.domain.people import fold, tidy

CONSULTANT, TEAM_LEAD, TRAINER = "consultant", "team_lead", "trainer"
FUNCTIONS = (CONSULTANT, TEAM_LEAD, TRAINER)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


@dataclass(frozen=True, slots=True)
class Leave:
    """Days on which somebody is away, both included; `through` None while nobody knows."""

    start: date
    through: date | None

    def holds(self, day: date) -> bool:
        """Tell whether it is a day of this leave."""
        return self.start <= day and not self.over(day)

    def over(self, day: date) -> bool:
        """Tell whether the last day has passed."""
        return self.through is not None and self.through < day


@dataclass(frozen=True, slots=True)
class Consultant:
    """Somebody who works here; `fte` and `days` hold from a day on, latest last."""

    id: str
    name: str
    function: str
    roles: tuple[str, ...]
    fte: tuple[tuple[date, float], ...]
    ended_on: date | None = None
    days: tuple[tuple[date, tuple[str, ...]], ...] = ()
    """The weekdays of somebody who works part-time."""
    leave: tuple[Leave, ...] = ()
    languages: tuple[str, ...] = ()
    """Those they speak besides the office's own."""
    municipalities: tuple[str, ...] = ()
    """Those they work for; none named means all."""

    def days_on(self, day: date) -> tuple[str, ...]:
        """Return the weekdays on which they work, as it is on a day; all five where nobody said otherwise."""
        return next((days for start, days in reversed(self.days) if start <= day), WEEKDAYS)

    def fte_on(self, day: date) -> float:
        """Return the fte on a day: 0 before the first and after the last day of work."""
        if self.ended_on is not None and self.ended_on <= day:
            return 0.0
        return next((fte for start, fte in reversed(self.fte) if start <= day), 0.0)


@dataclass(frozen=True, slots=True)
class Office:
    """The office as its facts say."""

    name: str
    consultants: tuple[Consultant, ...]

    def consultant(self, consultant_id: str) -> Consultant | None:
        """Return the consultant with this id."""
        return next((item for item in self.consultants if item.id == consultant_id), None)


def office_of(events: Iterable[Event]) -> Office:
    """Return what the events of the office's dossier say."""
    ordered = tuple(events)
    undone = taken_back(ordered)
    name, people = "", {}
    for event in ordered:
        match event.fact:
            case _ if event.id in undone:
                continue
            case OfficeFounded() as fact:
                name = fact.name
            case ConsultantAdded() as fact:
                people[fact.consultant] = Consultant(
                    fact.consultant, fact.name, fact.function, fact.roles, ((fact.from_, fact.fte),)
                )
            case ConsultantChanged() as fact if fact.consultant in people:
                people[fact.consultant] = _changed(people[fact.consultant], fact)
            case ConsultantEnded() as fact if fact.consultant in people:
                people[fact.consultant] = replace(people[fact.consultant], ended_on=fact.on)
            case ConsultantScheduled() as fact if fact.consultant in people:
                person = people[fact.consultant]
                known = tuple(day for day in WEEKDAYS if day in fact.days) or WEEKDAYS
                days = tuple(sorted({**dict(person.days), fact.from_: known}.items()))
                people[fact.consultant] = replace(person, days=days)
            case ConsultantReaches() as fact if fact.consultant in people:
                people[fact.consultant] = replace(
                    people[fact.consultant], languages=fact.languages, municipalities=fact.municipalities
                )
            case LeaveSet() | LeaveWithdrawn() as fact if fact.consultant in people:
                people[fact.consultant] = _leave(people[fact.consultant], fact)
    return Office(name, tuple(people.values()))


def readable_id(name: str, taken: Iterable[str] = ()) -> str:
    """Return a short id made of a name, as `jan-de-wit`, unlike those taken."""
    words = (
        "".join(letter for letter in part if letter.isalnum()) for part in fold(tidy(name)).replace("-", " ").split()
    )
    plain = "-".join(part for part in words if part) or "consultant"
    used = set(taken)
    numbered = (f"{plain}-{number}" for number in count(2))
    return plain if plain not in used else next(item for item in numbered if item not in used)


def _leave(person: Consultant, fact: LeaveSet | LeaveWithdrawn) -> Consultant:
    others = [item for item in person.leave if item.start != fact.from_]
    if isinstance(fact, LeaveSet):
        others.append(Leave(fact.from_, fact.through))
    return replace(person, leave=tuple(sorted(others, key=lambda item: item.start)))


def _changed(person: Consultant, fact: ConsultantChanged) -> Consultant:
    fte = person.fte
    if fact.fte is not None:
        fte = tuple(sorted({**dict(fte), fact.from_: fact.fte}.items()))
    return replace(
        person,
        name=fact.name or person.name,
        function=fact.function or person.function,
        roles=fact.roles if fact.roles is not None else person.roles,
        fte=fte,
    )
