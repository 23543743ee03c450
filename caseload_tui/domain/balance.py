"""The team's figures: what each consultant carries, and what groups, municipalities and roles ask.

Figures are exact; screens round them. What is not known is None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from caseload_tui.domain.agenda import WeekAhead
from caseload_tui.domain.capacity import available_fte
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.load import Carried, Dues, exact, hours_a_year, load_of, model_of, norms_apply, share
from caseload_tui.domain.office import Consultant


@dataclass(frozen=True, slots=True)
class GroupLoad:
    """How many clients a group has and what they ask; `needed` is exact, None without a norm."""

    axis: str
    group: str
    clients: int
    per_municipality: Mapping[str, int]
    """Those of the policy, then others that occur; the empty name for clients of whom none is known."""
    clients_per_fte: float | None
    needed: Fraction | None
    hours: Fraction | None
    """Hours of talks a year with these clients; None where the length of a kind among them is unknown."""


@dataclass(frozen=True, slots=True)
class CapPassed:
    """A group of which a consultant has more clients than the policy allows."""

    group: str
    clients: int
    cap: int


@dataclass(frozen=True, slots=True)
class ConsultantLoad:
    """What one consultant carries; `load` is None where none of the clients has a norm."""

    consultant: str | None
    name: str
    fte: float
    norms_apply: bool
    clients: int
    load: Fraction | None
    unknown: int
    """Clients without a norm, counted apart."""
    utilisation: Fraction | None
    late: int
    due_30_days: int
    silent: int | None
    """Clients not spoken to for longer than policy or office allow; None where neither says how long that is."""
    hours_a_year: Fraction | None
    """Hours of talks a year that stand on this list; None where the length of a kind among them is unknown."""
    hours_available: Fraction | None
    """Hours a year for talks; None where nobody said how many an fte has."""
    caps_passed: tuple[CapPassed, ...]
    """The caps that are passed, wherever those clients live."""
    weeks: tuple[WeekAhead, ...] = ()
    """The quarter ahead, wherever the clients live."""

    @property
    def over_cap(self) -> tuple[str, ...]:
        """Groups of which the consultant has more clients than the policy allows."""
        return tuple(passed.group for passed in self.caps_passed)

    @property
    def used_by_hours(self) -> Fraction | None:
        """Hours of talks as a share of the hours there are."""
        return share(self.hours_a_year, self.hours_available)


@dataclass(frozen=True, slots=True)
class PlaceLoad:
    """The clients of one municipality, the empty name for those of whom none is known, and what they ask."""

    municipality: str
    clients: int
    load: Fraction | None
    unknown: int
    hours: Fraction | None
    late: int
    silent: int | None


@dataclass(frozen=True, slots=True)
class RoleLoad:
    """The people who have a role, and whom they lead; somebody with several roles counts in each."""

    role: str
    norms: bool
    people: tuple[str, ...]
    fte: Fraction
    clients: int
    load: Fraction | None
    unknown: int
    hours: Fraction | None


@dataclass(frozen=True, slots=True)
class Balance:
    """The team's figures on a day."""

    groups: tuple[GroupLoad, ...]
    consultants: tuple[ConsultantLoad, ...]
    places: tuple[PlaceLoad, ...]
    roles: tuple[RoleLoad, ...]
    clients: int
    needed: Fraction | None
    unknown: int
    """Clients without a norm."""
    available: Fraction | None
    """Fte to which norms apply; None for one municipality of several, since nobody's fte is divided among them."""
    exempt: Fraction | None
    """Fte to which norms do not apply."""
    hours: Fraction | None
    """Hours of talks a year, over all lists; None where the length of a kind among them is unknown."""
    hours_per_fte: float | None
    model: str | None
    """`clients_per_fte`; `hours` where the policy has no norm and the time of talks is known; None without either."""
    municipality: str | None = None
    """The only municipality that is counted."""

    @property
    def used(self) -> Fraction | None:
        """What is needed as a share of what is available, by the norms."""
        return share(self.needed, self.available)

    @property
    def hours_available(self) -> Fraction | None:
        """Hours a year for talks, of those to whom norms apply."""
        if self.available is None or self.hours_per_fte is None:
            return None
        return self.available * exact(self.hours_per_fte)

    @property
    def needed_by_hours(self) -> Fraction | None:
        """Fte that the hours of talks ask."""
        return share(self.hours, exact(self.hours_per_fte) if self.hours_per_fte else None)


def balance(
    clients: Iterable[Carried],
    consultants: Iterable[Consultant],
    dues: Iterable[Dues],
    framework: Framework,
    today: date,
    municipality: str | None = None,
    weeks: Mapping[str, tuple[WeekAhead, ...]] | None = None,
) -> Balance:
    """Return the team's figures, of one municipality or all; each client counts once, with the consultant who leads."""
    everybody = list(clients)
    counted = [item for item in everybody if municipality in (None, item.municipality)]
    listed = [item for item in dues if municipality in (None, item.municipality)]
    led: dict[str | None, list[Carried]] = {}
    for client in everybody:
        led.setdefault(client.lead, []).append(client)
    people = [person for person in consultants if person.fte_on(today) > 0 or person.id in led]
    tally = _Tally(framework, counted, listed)
    rows = []
    for person in people:
        caps = _caps_passed(led.get(person.id, []), framework)
        rows.append(tally.consultant(person, available_fte(person, today), caps, (weeks or {}).get(person.id, ())))
    if tally.has(None):
        rows.append(tally.nobody())
    needed, unknown = load_of(counted, framework)
    available = sum((exact(row.fte) for row in rows if row.norms_apply), Fraction())
    exempt = sum((exact(row.fte) for row in rows if not row.norms_apply), Fraction())
    whole = municipality is None
    return Balance(
        groups=tuple(tally.groups()),
        consultants=tuple(rows),
        places=tuple(tally.places()),
        roles=tuple(tally.roles(people, rows)),
        clients=sum(client.count for client in counted),
        needed=needed,
        unknown=unknown,
        available=available if whole else None,
        exempt=exempt if whole else None,
        hours=hours_a_year(listed, framework),
        hours_per_fte=framework.house.hours_per_fte,
        model=model_of(framework),
        municipality=municipality,
    )


class _Tally:
    """Counts clients and due dates by whom they are with, where they live, and their groups."""

    def __init__(self, framework: Framework, clients: Sequence[Carried], dues: Sequence[Dues]) -> None:
        self._framework, self._clients, self._dues = framework, clients, dues
        self._knows_silence = framework.no_contact is not None
        self._led: dict[str | None, list[Carried]] = {}
        self._lists: dict[str | None, list[Dues]] = {}
        for client in clients:
            self._led.setdefault(client.lead, []).append(client)
        for item in dues:
            self._lists.setdefault(item.consultant, []).append(item)

    def has(self, name: str | None) -> bool:
        """Tell whether anything is with this consultant, or with nobody."""
        return name in self._led or name in self._lists

    def consultant(
        self, person: Consultant, fte: float, caps: tuple[CapPassed, ...], weeks: tuple[WeekAhead, ...]
    ) -> ConsultantLoad:
        """Return what somebody carries."""
        applies = norms_apply(person, self._framework)
        return self._carries(person.id, person.name, fte, applies, caps, weeks)

    def nobody(self) -> ConsultantLoad:
        """Return what nobody carries."""
        return self._carries(None, "", 0.0, True, (), ())

    def _carries(
        self,
        name: str | None,
        said: str,
        fte: float,
        applies: bool,
        caps: tuple[CapPassed, ...],
        weeks: tuple[WeekAhead, ...],
    ) -> ConsultantLoad:
        clients, dues = self._led.get(name, []), self._lists.get(name, [])
        load, unknown = load_of(clients, self._framework)
        a_year = self._framework.house.hours_per_fte
        return ConsultantLoad(
            consultant=name,
            name=said,
            fte=fte,
            norms_apply=applies,
            clients=sum(client.count for client in clients),
            load=load,
            unknown=unknown,
            utilisation=share(load, exact(fte)),
            late=sum(item.late for item in dues),
            due_30_days=sum(item.soon for item in dues),
            silent=self._silent(clients),
            hours_a_year=hours_a_year(dues, self._framework),
            hours_available=exact(fte) * exact(a_year) if a_year is not None else None,
            caps_passed=caps,
            weeks=weeks,
        )

    def groups(self) -> Iterable[GroupLoad]:
        """Yield every group of every axis."""
        others = sorted({client.municipality or "" for client in self._clients} - set(self._named), reverse=True)
        for axis in self._framework.axes:
            for group in axis.groups:
                counted: Counter[str] = Counter()
                for client in self._clients:
                    if client.groups.get(axis.id) == group.id:
                        counted[client.municipality or ""] += client.count
                norm, members = group.clients_per_fte, counted.total()
                theirs = (item for item in self._dues if item.groups.get(axis.id) == group.id)
                yield GroupLoad(
                    axis=axis.id,
                    group=group.id,
                    clients=members,
                    per_municipality={name: counted[name] for name in (*self._named, *others)},
                    clients_per_fte=norm,
                    needed=members / exact(norm) if norm else None,
                    hours=hours_a_year(theirs, self._framework),
                )

    def places(self) -> Iterable[PlaceLoad]:
        """Yield every municipality of the policy, and others where clients live."""
        others = {client.municipality or "" for client in self._clients} - set(self._named)
        for name in (*self._named, *sorted(others, reverse=True)):
            clients = [client for client in self._clients if (client.municipality or "") == name]
            dues = [item for item in self._dues if (item.municipality or "") == name]
            load, unknown = load_of(clients, self._framework)
            yield PlaceLoad(
                municipality=name,
                clients=sum(client.count for client in clients),
                load=load,
                unknown=unknown,
                hours=hours_a_year(dues, self._framework),
                late=sum(item.late for item in dues),
                silent=self._silent(clients),
            )

    def roles(self, people: Sequence[Consultant], rows: Sequence[ConsultantLoad]) -> Iterable[RoleLoad]:
        """Yield every role of the policy that somebody here has."""
        by_id = {row.consultant: row for row in rows}
        for role in self._framework.roles:
            having = [person.id for person in people if role.id in person.roles]
            if not having:
                continue
            clients = [client for name in having for client in self._led.get(name, [])]
            dues = [item for name in having for item in self._lists.get(name, [])]
            load, unknown = load_of(clients, self._framework)
            yield RoleLoad(
                role=role.id,
                norms=role.norms,
                people=tuple(having),
                fte=sum((exact(by_id[name].fte) for name in having), Fraction()),
                clients=sum(client.count for client in clients),
                load=load,
                unknown=unknown,
                hours=hours_a_year(dues, self._framework),
            )

    @property
    def _named(self) -> tuple[str, ...]:
        return self._framework.municipalities

    def _silent(self, clients: Iterable[Carried]) -> int | None:
        return sum(client.silent for client in clients) if self._knows_silence else None


def _caps_passed(clients: Sequence[Carried], framework: Framework) -> tuple[CapPassed, ...]:
    counts: Counter[str] = Counter()
    for client in clients:
        for group in client.groups.values():
            counts[group] += client.count
    return tuple(
        CapPassed(group.id, counts[group.id], group.cap)
        for axis in framework.axes
        for group in axis.groups
        if group.cap is not None and counts[group.id] > group.cap
    )
