"""Workload: how much of a consultant each client asks, by the policy's own norms.

Load is in fte. What the policy gives no norm for is unknown, never 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import fsum

from caseload_tui.domain.capacity import available_fte
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.office import Consultant

NORMS = "clients_per_fte"
SOON_DAYS, WEEKS_AHEAD = 30, 12


@dataclass(frozen=True, slots=True)
class GroupLoad:
    """How many clients a group has and what they ask; `needed` is exact, None without a norm."""

    axis: str
    group: str
    clients: int
    per_municipality: Mapping[str, int]
    """Those of the policy, then others that occur; the empty name for clients of whom none is known."""
    clients_per_fte: float | None
    needed: float | None


@dataclass(frozen=True, slots=True)
class ConsultantLoad:
    """What one consultant carries; `load` is None where none of the clients has a norm."""

    consultant: str | None
    name: str
    fte: float
    norms_apply: bool
    clients: int
    load: float | None
    unknown: int
    """Clients without a norm, counted apart."""
    utilisation: float | None
    late: int
    due_30_days: int
    hours_a_year: float | None
    """Hours of talks a year that stand on this list; None where the length of a kind among them is unknown."""
    over_cap: tuple[str, ...]
    """Groups of which the consultant has more clients than the policy allows, wherever those live."""
    ahead: tuple[int, ...]
    """How many dates fall in each of the weeks ahead, of seven days from the day looked at."""


@dataclass(frozen=True, slots=True)
class Balance:
    """The team's figures on a day."""

    groups: tuple[GroupLoad, ...]
    consultants: tuple[ConsultantLoad, ...]
    clients: int
    needed: float | None
    available: float | None
    """Fte to which norms apply; None for one municipality of several, since nobody's fte is divided among them."""
    model: str | None
    """`clients_per_fte`, or None where the policy has no norm."""
    municipality: str | None = None
    """The only municipality that is counted."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What the balance must know of a client; `count` clients are alike in this."""

    lead: str | None
    groups: Mapping[str, str]
    municipality: str | None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Dues:
    """How many due dates of one rule stand on a list, of clients in one municipality."""

    consultant: str | None
    municipality: str | None
    rule: str
    kind: str
    count: int
    late: int
    soon: int
    """Those that fall within thirty days."""
    week: int | None
    """In which of the weeks ahead they fall, from 0; None for the others."""


def norm_of(groups: Mapping[str, str], framework: Framework) -> float | None:
    """Return the clients per fte that count for a client: of the first load axis on which the group has a norm."""
    for axis in framework.load_axes:
        group = framework.groups_by_id.get(groups.get(axis, ""))
        if group is not None and group.clients_per_fte is not None:
            return group.clients_per_fte
    return None


def load_of(clients: Iterable[Carried], framework: Framework) -> tuple[Fraction | None, int]:
    """Return the exact load of the clients in fte, None where none has a norm, and how many have none."""
    norms: Counter[float | None] = Counter()
    for client in clients:
        norms[norm_of(client.groups, framework)] += client.count
    unknown = norms.pop(None, 0)
    loads = [count / Fraction(norm) for norm, count in norms.items() if norm]
    return sum(loads, Fraction()) if loads else None, unknown


def balance(
    clients: Iterable[Carried],
    consultants: Iterable[Consultant],
    dues: Iterable[Dues],
    framework: Framework,
    today: date,
    municipality: str | None = None,
) -> Balance:
    """Return the team's figures, of one municipality or all; each client counts once, with the consultant who leads."""
    everybody = list(clients)
    counted = [item for item in everybody if municipality in (None, item.municipality)]
    by_lead: dict[str | None, list[Carried]] = {}
    for client in counted:
        by_lead.setdefault(client.lead, []).append(client)
    lists: dict[str | None, list[Dues]] = {}
    for item in dues:
        if municipality in (None, item.municipality):
            lists.setdefault(item.consultant, []).append(item)
    leading = {client.lead for client in everybody}
    people: list[Consultant | None] = [
        person for person in consultants if person.fte_on(today) > 0 or person.id in leading
    ]
    if None in by_lead or None in lists:
        people.append(None)
    rows = []
    for person in people:
        name = person.id if person else None
        whole = [client for client in everybody if client.lead == name] if person else []
        rows.append(
            _consultant_load(
                person, by_lead.get(name, []), lists.get(name, []), _over_cap(whole, framework), framework, today
            )
        )
    needed, _ = load_of(counted, framework)
    return Balance(
        groups=tuple(_group_loads(counted, framework)),
        consultants=tuple(rows),
        clients=sum(client.count for client in counted),
        needed=float(needed) if needed is not None else None,
        available=fsum(row.fte for row in rows if row.norms_apply) if municipality is None else None,
        model=NORMS if _has_norms(framework) else None,
        municipality=municipality,
    )


def _has_norms(framework: Framework) -> bool:
    return any(
        group.clients_per_fte is not None for axis in framework.load_axes for group in framework.axes_by_id[axis].groups
    )


def _hours_a_year(dues: Iterable[Dues], framework: Framework) -> Fraction | None:
    """Return the hours that the rules ask which come back; steps and rules in words ask no known number."""
    hours = Fraction()
    for item in dues:
        rule, minutes = framework.rules_by_id.get(item.rule), framework.minutes_of(item.kind)
        meetings = rule.meetings_a_year if rule is not None else None
        if meetings is not None and minutes is None:
            return None
        hours += item.count * (meetings or 0) * Fraction(minutes or 0, 60)
    return hours


def _consultant_load(
    person: Consultant | None,
    clients: list[Carried],
    dues: list[Dues],
    over_cap: tuple[str, ...],
    framework: Framework,
    today: date,
) -> ConsultantLoad:
    load, unknown = load_of(clients, framework)
    hours = _hours_a_year(dues, framework)
    ahead = Counter[int]()
    for item in dues:
        if item.week is not None:
            ahead[item.week] += item.count
    fte = available_fte(person, today) if person else 0.0
    consultant = person.id if person else None
    roles = [framework.roles_by_id[role] for role in person.roles if role in framework.roles_by_id] if person else []
    return ConsultantLoad(
        consultant=consultant,
        name=person.name if person else "",
        fte=fte,
        norms_apply=not roles or any(role.norms for role in roles),
        clients=sum(client.count for client in clients),
        load=float(load) if load is not None else None,
        unknown=unknown,
        utilisation=float(load / Fraction(fte)) if load is not None and fte else None,
        late=sum(item.late for item in dues),
        due_30_days=sum(item.soon for item in dues),
        hours_a_year=float(hours) if hours is not None else None,
        over_cap=over_cap,
        ahead=tuple(ahead[week] for week in range(WEEKS_AHEAD)),
    )


def _over_cap(clients: list[Carried], framework: Framework) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for client in clients:
        for group in client.groups.values():
            counts[group] += client.count
    return tuple(
        group.id
        for axis in framework.axes
        for group in axis.groups
        if group.cap is not None and counts[group.id] > group.cap
    )


def _group_loads(clients: list[Carried], framework: Framework) -> Iterable[GroupLoad]:
    others = sorted({client.municipality or "" for client in clients} - set(framework.municipalities), reverse=True)
    places = (*framework.municipalities, *others)
    for axis in framework.axes:
        for group in axis.groups:
            counted: Counter[str] = Counter()
            for client in clients:
                if client.groups.get(axis.id) == group.id:
                    counted[client.municipality or ""] += client.count
            norm, members = group.clients_per_fte, counted.total()
            yield GroupLoad(
                axis=axis.id,
                group=group.id,
                clients=members,
                per_municipality={name: counted[name] for name in places},
                clients_per_fte=norm,
                needed=members / norm if norm else None,
            )
