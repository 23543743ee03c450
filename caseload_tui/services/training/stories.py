"""Tells the stories of a script: each deed is done on its day, as a person would have, in an office of its own.

What the rules refuse is a mistake of the script and is told with its place, all mistakes at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial

from caseload_tui.domain.facts import OFFICE, Event
from caseload_tui.domain.registering import NewClient
from caseload_tui.domain.rows import Draft
from caseload_tui.errors import CaseloadError, Refused
from caseload_tui.frameworks.problems import Path, nearest
from caseload_tui.i18n import tr
from caseload_tui.seeding.days import day_of
from caseload_tui.seeding.deeds import Deed
from caseload_tui.seeding.diary import DEVICE
from caseload_tui.seeding.pen import Pen
from caseload_tui.seeding.scenario import Scenario
from caseload_tui.seeding.story import GroupSession, Story
from caseload_tui.seeding.when import When
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.services.team import find_consultant
from caseload_tui.services.training.story_deeds import Scene, do
from caseload_tui.store.author import Author
from caseload_tui.store.demo_place import demo_place
from caseload_tui.store.keys import random_database_key
from caseload_tui.store.store import Store

_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Told:
    """The facts and drafts of the stories, and by what identifiers the script's names go."""

    events: tuple[Event, ...] = ()
    drafts: tuple[Draft, ...] = ()
    clients: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Per client, what the script calls promises and talks."""


@dataclass(frozen=True, slots=True)
class _Act:
    """One thing to tell: on which day, where in the script it stands, and about which story."""

    day: date
    path: Path
    what: Story | Deed | GroupSession
    story: int = -1
    attended: bool = False


def tell_stories(scenario: Scenario, office: Iterable[Event], *, seed: int, clients: int, today: date) -> Told:
    """Return what the stories of the script record, in the office of these facts; raise `Unfit` for its mistakes."""
    if not scenario.stories:
        return Told()
    with demo_place() as path, closing(Store.create(path, random_database_key(), practice=True)) as store:
        founded = [event for event in office if event.dossier == OFFICE]
        with store.writing(_author("", Pen(seed, 0), today)) as writing:
            writing.replace_journal(founded)
        teller = _Teller(scenario, store, seed=seed, clients=clients, today=today)
        teller.tell()
        if scenario.mistakes.problems:
            raise scenario.mistakes.refusal()
        with store.reading() as reading:
            events = tuple(event for event in reading.events() if event.dossier != OFFICE)
            people = [person.id for person in reading.office().consultants]
            drafts = tuple(draft for person in people for draft in reading.drafts(person))
    return Told(events, drafts, teller.clients, teller.names)


def _author(by: str, pen: Pen, day: date) -> Author:
    return Author(by=by, device=DEVICE, clock=partial(pen.moment, day), new_id=partial(pen.new_id, day))


class _Teller:
    """Tells act by act, in the order of the days."""

    def __init__(self, scenario: Scenario, store: Store, *, seed: int, clients: int, today: date) -> None:
        self._scenario, self._store, self._today, self._made_up = scenario, store, today, clients
        self._pens = [Pen(seed, clients + place) for place, _ in enumerate(scenario.stories, start=1)]
        self._pens.append(Pen(seed, clients + len(scenario.stories) + 1))
        self.clients: dict[str, str] = {}
        self.names: dict[str, dict[str, str]] = {story.id: {} for story in scenario.stories}
        self._sessions: dict[int, str] = {}
        self._lost: set[int] = set()
        """Stories that cannot be told, since their client could not be registered."""

    def tell(self) -> None:
        """Tell everything; what is refused is noted with its place."""
        # On one day sessions come last: who is on their list may be registered that day.
        for act in sorted(self._acts(), key=lambda act: (act.day, act.story < 0, act.story)):
            if act.story in self._lost:
                continue
            try:
                self._refuse_ahead(act)
                self._one(act)
            except CaseloadError as error:
                self._scenario.mistakes.add(act.path, str(error))
                if isinstance(act.what, Story):
                    self._lost.add(act.story)

    def _acts(self) -> Iterator[_Act]:
        for place, story in enumerate(self._scenario.stories):
            first = max(self._day(story.registered), self._began)
            yield _Act(first, ("stories", place), story, place)
            for number, deed in enumerate(story.deeds):
                yield _Act(self._day(deed.on), ("stories", place, "deeds", number), deed, place)
        for place, session in enumerate(self._scenario.sessions):
            path: Path = ("sessions", place)
            yield _Act(self._day(session.planned), path, session)
            if session.present or session.absent or session.answered or session.called_off:
                yield _Act(self._day(session.day), path, session, attended=True)

    @cached_property
    def _began(self) -> date:
        with self._store.reading() as reading:
            return date.fromisoformat(next(reading.events()).at[:10])

    def _day(self, when: When) -> date:
        return day_of(when, self._today)

    def _refuse_ahead(self, act: _Act) -> None:
        if act.day >= self._today:
            raise Refused(
                tr("A story ends before the day on which the training begins."),
                tr("What lies ahead is planned or agreed on an earlier day."),
            )
        if act.day < self._began:
            raise Refused(
                tr("The office began on {day}.", day=self._began.isoformat()),
                tr("Choose a later day, or let the policy come into force earlier."),
            )

    def _one(self, act: _Act) -> None:
        match act.what:
            case Story() as story:
                self._register(story, act)
            case GroupSession() as session:
                self._session(session, act)
            case deed:
                story = self._scenario.stories[act.story]
                services = self._services(deed.by or story.consultant, act)
                do(deed, Scene(services, self.clients[story.id], self._day, self.names[story.id]))

    def _services(self, by: str | None, act: _Act) -> Services:
        with self._store.reading() as reading:
            office = reading.office()
        person = find_consultant(office, by) if by else office.consultants[0]
        author = _author(person.id, self._pens[act.story], act.day)
        moment = author.clock()
        author = Author(by=author.by, device=author.device, clock=lambda: moment, new_id=author.new_id)
        return Services(Desk(self._store, author, lambda: act.day))

    def _register(self, story: Story, act: _Act) -> None:
        services = self._services(story.consultant, act)
        number = story.file_number or str(self._made_up + act.story + 1).zfill(_DIGITS)
        if number.isdigit() and 1 <= int(number) <= self._made_up:
            raise Refused(
                tr("File number {number} is taken.", number=number),
                tr("The {clients} who are made up have numbers up to {last}.", last=self._made_up),
            )
        row = services.clients.register(
            NewClient(
                given_name=story.given_name,
                family_name=story.family_name,
                prefix=story.prefix,
                file_number=number,
                born_on=self._day(story.born_on) if story.born_on else None,
                municipality=story.municipality,
                benefit_since=self._day(story.benefit_since) if story.benefit_since else None,
                on=self._day(story.registered),
                groups=story.groups,
                consultant=services.desk.by,
                others=tuple(story.fields.items()),
            )
        )
        self.clients[story.id] = row.id

    def _session(self, session: GroupSession, act: _Act) -> None:
        services, place = self._services(session.consultant, act), int(act.path[1])
        if not act.attended:
            planned = services.sessions.plan(
                session.kind,
                self._day(session.day),
                self._people(session.clients),
                time=session.time,
                consultant=services.desk.by,
            )
            self._sessions[place] = planned.id
        elif place in self._sessions:
            services.sessions.attend(
                self._sessions[place],
                present=self._people(session.present),
                absent=self._people(session.absent),
                answered=self._people(session.answered),
                called_off=self._people(session.called_off),
                note=session.note,
                sign=session.signed,
            )

    def _people(self, names: Iterable[str]) -> list[str]:
        found = []
        for name in names:
            if name not in self.clients:
                raise Refused(tr("Nobody is called “{name}” by then.", name=name), nearest(name, self.clients).strip())
            found.append(self.clients[name])
        return found
