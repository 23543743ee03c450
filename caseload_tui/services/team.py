"""The team: who works here, and how the caseload is spread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from caseload_tui.domain.adoption import Adoption
from caseload_tui.domain.agenda import team_weeks
from caseload_tui.domain.balance import Balance, balance
from caseload_tui.domain.capacity import WeekCapacity, capacity_in
from caseload_tui.domain.dossier import ACTIVE
from caseload_tui.domain.facts import Fact
from caseload_tui.domain.facts.base import OFFICE
from caseload_tui.domain.facts.office import (
    ConsultantAdded,
    ConsultantChanged,
    ConsultantEnded,
    ConsultantReaches,
    ConsultantScheduled,
    LeaveSet,
    LeaveWithdrawn,
)
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.formation import Formation, Scenario, formation
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.load import Carried
from caseload_tui.domain.moving import find_group
from caseload_tui.domain.office import FUNCTIONS, WEEKDAYS, Consultant, Office, readable_id
from caseload_tui.domain.people import fold, tidy
from caseload_tui.domain.stated import StatedGroup, framework_on, stated_groups, stated_totals
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr, trn
from caseload_tui.services.desk import Desk
from caseload_tui.services.finding import find_named
from caseload_tui.services.naming import Names

if TYPE_CHECKING:
    from caseload_tui.store.reading import Reading

FULL_TIME = 1.0


class Team:
    """The people who work here."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def office(self) -> Office:
        """Return the office and everybody who ever worked here."""
        with self._desk.reading() as reading:
            return reading.office()

    def framework(self) -> Framework:
        """Return the framework in force."""
        with self._desk.reading() as reading:
            return reading.policy().framework

    def adoptions(self) -> tuple[Adoption, ...]:
        """Return the policies that were and are in force here, the first one first."""
        with self._desk.reading() as reading:
            return reading.policy().adoptions

    def names(self) -> Names:
        """Return what things are called here; what the policy no longer has keeps its name."""
        with self._desk.reading() as reading:
            policy, office = reading.policy(), reading.office()
        return Names(policy.framework, office, policy.earlier)

    def resolve(self, text: str) -> Consultant:
        """Return the one consultant meant by an id or part of a name."""
        return find_consultant(self.office(), text)

    def add(
        self,
        name: str,
        *,
        function: str = "consultant",
        roles: tuple[str, ...] = (),
        fte: float = FULL_TIME,
        days: tuple[str, ...] = (),
        languages: tuple[str, ...] = (),
        municipalities: tuple[str, ...] = (),
        on: date | None = None,
    ) -> Consultant:
        """Add somebody who works here; without municipalities they work for all."""
        with self._desk.writing() as writing:
            office, framework = writing.office(), writing.policy().framework
            fact = ConsultantAdded(
                consultant=readable_id(name, (person.id for person in office.consultants)),
                name=checked_name(name),
                function=_checked_function(function),
                roles=_checked_roles(roles, framework),
                fte=_checked_fte(fte),
                from_=on or self._desk.today(),
            )
            facts: list[Fact] = [fact]
            if days:
                facts.append(_scheduled(fact.consultant, days, fact.from_))
            if languages or municipalities:
                facts.append(_reaching(fact.consultant, languages, municipalities, framework))
            writing.record(OFFICE, *facts)
            return find_consultant(writing.office(), fact.consultant)

    def edit(
        self,
        consultant: str,
        *,
        name: str | None = None,
        function: str | None = None,
        roles: tuple[str, ...] | None = None,
        fte: float | None = None,
        days: tuple[str, ...] | None = None,
        languages: tuple[str, ...] | None = None,
        municipalities: tuple[str, ...] | None = None,
        on: date | None = None,
    ) -> Consultant:
        """Change somebody's name, function, roles, languages and municipalities, or fte and weekdays from a day on."""
        changed = any(value is not None for value in (name, function, roles, fte))
        if not changed and all(value is None for value in (days, languages, municipalities)):
            raise Refused(tr("Nothing would change."), tr("Give another value."))
        with self._desk.writing() as writing:
            person, framework = find_consultant(writing.office(), consultant), writing.policy().framework
            fact = ConsultantChanged(
                consultant=person.id,
                from_=on or self._desk.today(),
                name=checked_name(name) if name is not None else None,
                function=_checked_function(function) if function is not None else None,
                roles=_checked_roles(roles, framework) if roles is not None else None,
                fte=_checked_fte(fte) if fte is not None else None,
            )
            facts: list[Fact] = [fact] if changed else []
            if days is not None:
                facts.append(_scheduled(person.id, days, fact.from_))
            if languages is not None or municipalities is not None:
                spoken = person.languages if languages is None else languages
                served = person.municipalities if municipalities is None else municipalities
                facts.append(_reaching(person.id, spoken, served, framework))
            writing.record(OFFICE, *facts)
            return find_consultant(writing.office(), person.id)

    def reach(
        self,
        consultant: str,
        *,
        languages: tuple[str, ...] | None = None,
        municipalities: tuple[str, ...] | None = None,
    ) -> Consultant:
        """Say which languages somebody speaks and for which municipalities they work; what is None stays."""
        return self.edit(consultant, languages=languages, municipalities=municipalities)

    def leave(self, consultant: str, start: date, through: date | None = None) -> Consultant:
        """Record leave, both days included; the same first day changes what was recorded before."""
        with self._desk.writing() as writing:
            person = find_consultant(writing.office(), consultant)
            writing.record(OFFICE, decide_leave(person, start, through))
            return find_consultant(writing.office(), person.id)

    def withdraw_leave(self, consultant: str, start: date) -> Consultant:
        """Say that leave was not taken after all, named by its first day."""
        with self._desk.writing() as writing:
            person = find_consultant(writing.office(), consultant)
            if all(item.start != start for item in person.leave):
                raise Refused(tr("No leave begins on that day."), tr("See `caseload consultant list --json`."))
            writing.record(OFFICE, LeaveWithdrawn(consultant=person.id, from_=start))
            return find_consultant(writing.office(), person.id)

    def capacity(self, consultant: str, week: date) -> WeekCapacity:
        """Return what a consultant can do in the week of a day."""
        return capacity_in(find_consultant(self.office(), consultant), week)

    def end(self, consultant: str, *, on: date | None = None) -> Consultant:
        """Say that somebody no longer works here; their clients must have another contact first."""
        today = self._desk.today()
        with self._desk.writing() as writing:
            person = find_consultant(writing.office(), consultant)
            _refuse_ended(person)
            if person.id == self._desk.by:
                raise Refused(tr("You cannot end your own work here."), tr("Ask a colleague to do it."))
            led = _led_by(writing, person.id)
            if led:
                raise Refused(
                    trn("{name} still leads {n} {client}.", "{name} still leads {n} {clients}.", led, name=person.name),
                    tr("Hand them over first: h in the caseload, or `caseload transfer offer`."),
                )
            writing.record(OFFICE, ConsultantEnded(consultant=person.id, on=on or today))
            return find_consultant(writing.office(), person.id)

    def balance(self, municipality: str | None = None) -> Balance:
        """Return the team's figures, of one municipality or all: each client counts once, with who leads."""
        today = self._desk.today()
        with self._desk.reading() as reading:
            framework, office = framework_on(reading.policy().framework, today), reading.office()
            silence = framework.no_contact
            clients = reading.carried(silence.before(today) if silence is not None else None)
            dues, asked = reading.counted_dues(today), reading.owed_ahead(today)
        if municipality is not None:
            municipality = _found_municipality(municipality, framework, clients)
        weeks = team_weeks(office.consultants, asked, framework, today)
        return balance(clients, office.consultants, dues, framework, today, municipality, weeks)

    def scenario(self, grow: Mapping[str, int], without: Iterable[str]) -> Scenario:
        """Return what is meant by groups and consultants as they are typed."""
        office, framework = self.office(), self.framework()
        changes: Counter[str] = Counter()
        for name, more in grow.items():
            changes[find_group(framework, name)[1]] += more
        return Scenario(dict(changes), tuple(dict.fromkeys(find_consultant(office, name).id for name in without)))

    def formation(self, scenario: Scenario | None = None) -> Formation:
        """Return what the groups ask and what there is, as it is today or in a scenario; nothing changes."""
        today = self._desk.today()
        with self._desk.reading() as reading:
            framework, office = framework_on(reading.policy().framework, today), reading.office()
            clients, dues = reading.carried(), reading.counted_dues(today)
        return formation(clients, dues, office.consultants, framework, today, scenario or Scenario())

    def municipality(self, text: str | None) -> str | None:
        """Return the municipality that is meant, of the policy or where clients live; Refused where there is none."""
        if text is None:
            return None
        with self._desk.reading() as reading:
            return _found_municipality(text, reading.policy().framework, reading.carried())

    def stated(self, municipality: str | None = None) -> dict[str, StatedGroup]:
        """Return what the policy's sources state on this day about each group, by its id."""
        return stated_groups(self.framework(), self._desk.today(), municipality)

    def stated_totals(self, municipality: str | None = None) -> dict[str, StatedGroup]:
        """Return the totals that the sources state on this day with the groups of each axis, by its id."""
        return stated_totals(self.framework(), self._desk.today(), municipality)


def _led_by(reading: Reading, consultant: str) -> int:
    """Return how many clients somebody leads, those included for whom a colleague stands in."""
    led = {row.id for row in reading.clients(ClientFilter(consultant=consultant, statuses=(ACTIVE,)))}
    return len(led | {client for client, replaced in reading.acting().acting if replaced == consultant})


def _found_municipality(text: str, framework: Framework, clients: Iterable[Carried]) -> str:
    known = dict.fromkeys((*framework.municipalities, *(item.municipality for item in clients if item.municipality)))
    found = next((name for name in known if fold(name) == fold(tidy(text))), None)
    if found is None:
        raise Refused(
            tr("No {client} here lives in “{name}”.", name=text),
            tr("Choose one of: {known}.", known=", ".join(known)),
        )
    return found


def find_consultant(office: Office, text: str) -> Consultant:
    """Return the one consultant meant by an id or part of a name, or refuse."""
    exact = office.consultant(text)
    if exact is not None:
        return exact
    found = [person for person in office.consultants if fold(tidy(text)) in fold(person.name)]
    if len(found) == 1 and text.strip():
        return found[0]
    known = ", ".join(person.id for person in office.consultants)
    title = (
        tr("“{text}” fits several {consultants}.", text=text)
        if found and text.strip()
        else tr("Nobody here is called “{text}”.", text=text)
    )
    raise Refused(title, tr("Choose one of: {known}.", known=known))


def decide_leave(person: Consultant, start: date, through: date | None) -> LeaveSet:
    """Return the fact of leave, both days included, or refuse days that are leave already."""
    if through is not None and through < start:
        raise Refused(tr("The last day lies before the first."), tr("Choose a later last day."))
    _refuse_ended(person)
    others = (item for item in person.leave if item.start != start)
    last = through or date.max
    if any(item.start <= last and start <= (item.through or date.max) for item in others):
        raise Refused(tr("There is leave already in these days."), tr("Change or withdraw that one first."))
    return LeaveSet(consultant=person.id, from_=start, through=through)


def checked_name(name: str) -> str:
    """Return the name as it is kept, or refuse one that says nothing."""
    if not tidy(name):
        raise Refused(tr("A name is missing."), tr("Give the name of the {consultant}."))
    return tidy(name)


def _refuse_ended(person: Consultant) -> None:
    if person.ended_on is not None:
        raise Refused(tr("{name} does not work here any more.", name=person.name), tr("Nothing needs to be done."))


def _scheduled(consultant: str, days: tuple[str, ...], on: date) -> ConsultantScheduled:
    unknown = next((day for day in days if day not in WEEKDAYS), None)
    if unknown is not None or not days:
        raise Refused(tr("On which days?"), tr("Choose one or more of: {known}.", known=", ".join(WEEKDAYS)))
    return ConsultantScheduled(consultant=consultant, from_=on, days=tuple(day for day in WEEKDAYS if day in days))


def _reaching(
    consultant: str, languages: tuple[str, ...], municipalities: tuple[str, ...], framework: Framework
) -> ConsultantReaches:
    known = {fold(name): name for name in framework.municipalities}
    served = [fold(tidy(name)) for name in municipalities]
    unknown = next((name for name, folded in zip(municipalities, served, strict=True) if folded not in known), None)
    if unknown is not None:
        raise Refused(
            tr("There is no municipality “{name}” here.", name=unknown),
            tr("Choose one of: {known}.", known=", ".join(framework.municipalities)),
        )
    return ConsultantReaches(
        consultant=consultant,
        languages=tuple(filter(None, map(tidy, languages))),
        municipalities=tuple(known[name] for name in served),
    )


def _checked_function(function: str) -> str:
    if function not in FUNCTIONS:
        raise Refused(
            tr("There is no function “{name}”.", name=function),
            tr("Choose one of: {known}.", known=", ".join(FUNCTIONS)),
        )
    return function


def _checked_roles(roles: tuple[str, ...], framework: Framework) -> tuple[str, ...]:
    return tuple(find_named(framework.roles, role, tr("There is no role “{name}” here.", name=role)) for role in roles)


def _checked_fte(fte: float) -> float:
    if not 0 <= fte <= 1.5:
        raise Refused(tr("The fte cannot be right."), tr("Give a number between 0 and 1."))
    return fte
