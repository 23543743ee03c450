"""Workload: how much of a consultant each client asks, by the policy's own norms.

Load is in fte. What the policy gives no norm for is unknown, never 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import fsum

from caseload_tui.domain.capacity import available_fte
from caseload_tui.domain.due import BaseDue
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.office import Consultant
from caseload_tui.domain.standing import standing

NORMS = "clients_per_fte"


@dataclass(frozen=True, slots=True)
class GroupLoad:
    """How many clients a group has and what they ask; `needed` is exact, None without a norm."""

    axis: str
    group: str
    clients: int
    per_municipality: Mapping[str, int]
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
    """Groups of which the consultant has more clients than the policy allows."""


@dataclass(frozen=True, slots=True)
class Balance:
    """The team's figures on a day."""

    groups: tuple[GroupLoad, ...]
    consultants: tuple[ConsultantLoad, ...]
    clients: int
    needed: float | None
    available: float
    model: str | None
    """`clients_per_fte`, or None where the policy has no norm."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What the balance must know of a client."""

    lead: str | None
    groups: Mapping[str, str]
    municipality: str | None


def norm_of(groups: Mapping[str, str], framework: Framework) -> float | None:
    """Return the clients per fte that count for a client: of the first load axis on which the group has a norm."""
    for axis in framework.load_axes:
        group = framework.groups_by_id.get(groups.get(axis, ""))
        if group is not None and group.clients_per_fte is not None:
            return group.clients_per_fte
    return None


def load_of(clients: Iterable[Carried], framework: Framework) -> tuple[Fraction | None, int]:
    """Return the exact load of the clients in fte, None where none has a norm, and how many have none."""
    norms = Counter(norm_of(client.groups, framework) for client in clients)
    unknown = norms.pop(None, 0)
    loads = [count / Fraction(norm) for norm, count in norms.items() if norm]
    return sum(loads, Fraction()) if loads else None, unknown


def balance(
    clients: Iterable[Carried],
    consultants: Iterable[Consultant],
    dues: Iterable[tuple[str | None, BaseDue]],
    framework: Framework,
    today: date,
) -> Balance:
    """Return the team's figures; each client counts once, with the consultant who leads."""
    everybody = list(clients)
    by_lead: dict[str | None, list[Carried]] = {}
    for client in everybody:
        by_lead.setdefault(client.lead, []).append(client)
    lists: dict[str | None, list[BaseDue]] = {}
    for consultant, base in dues:
        lists.setdefault(consultant, []).append(base)
    people = [person for person in consultants if person.fte_on(today) > 0 or person.id in by_lead]
    rows = [
        _consultant_load(person, by_lead.get(person.id, []), lists.get(person.id, []), framework, today)
        for person in people
    ]
    if None in by_lead:
        rows.append(_consultant_load(None, by_lead[None], lists.get(None, []), framework, today))
    needed, _ = load_of(everybody, framework)
    return Balance(
        groups=tuple(_group_loads(everybody, framework)),
        consultants=tuple(rows),
        clients=len(everybody),
        needed=float(needed) if needed is not None else None,
        available=fsum(row.fte for row in rows if row.norms_apply),
        model=NORMS if _has_norms(framework) else None,
    )


def _has_norms(framework: Framework) -> bool:
    return any(
        group.clients_per_fte is not None for axis in framework.load_axes for group in framework.axes_by_id[axis].groups
    )


def _late_and_soon(dues: Iterable[BaseDue], today: date) -> tuple[int, int]:
    late, soon = 0, 0
    for base in dues:
        stands = standing(base, today)
        if stands is not None:
            late += stands.late
            soon += stands.due_on is not None and today <= stands.due_on <= today + timedelta(days=30)
    return late, soon


def _hours_a_year(dues: Iterable[BaseDue], framework: Framework) -> Fraction | None:
    """Return the hours that the rules ask which come back; steps and rules in words ask no known number."""
    hours = Fraction()
    for base in dues:
        rule, minutes = framework.rules_by_id.get(base.rule), framework.minutes_of(base.kind)
        meetings = rule.meetings_a_year if rule is not None else None
        if meetings is not None and minutes is None:
            return None
        hours += (meetings or 0) * Fraction(minutes or 0, 60)
    return hours


def _consultant_load(
    person: Consultant | None,
    clients: list[Carried],
    dues: list[BaseDue],
    framework: Framework,
    today: date,
) -> ConsultantLoad:
    load, unknown = load_of(clients, framework)
    late, soon = _late_and_soon(dues, today)
    hours = _hours_a_year(dues, framework)
    fte = available_fte(person, today) if person else 0.0
    consultant = person.id if person else None
    roles = [framework.roles_by_id[role] for role in person.roles if role in framework.roles_by_id] if person else []
    return ConsultantLoad(
        consultant=consultant,
        name=person.name if person else "",
        fte=fte,
        norms_apply=not roles or any(role.norms for role in roles),
        clients=len(clients),
        load=float(load) if load is not None else None,
        unknown=unknown,
        utilisation=float(load / Fraction(fte)) if load is not None and fte else None,
        late=late,
        due_30_days=soon,
        hours_a_year=float(hours) if hours is not None else None,
        over_cap=_over_cap(clients, framework) if person else (),
    )


def _over_cap(clients: list[Carried], framework: Framework) -> tuple[str, ...]:
    counts = Counter(group for client in clients for group in client.groups.values())
    return tuple(
        group.id
        for axis in framework.axes
        for group in axis.groups
        if group.cap is not None and counts[group.id] > group.cap
    )


def _group_loads(clients: list[Carried], framework: Framework) -> Iterable[GroupLoad]:
    for axis in framework.axes:
        for group in axis.groups:
            members = [client for client in clients if client.groups.get(axis.id) == group.id]
            counted = Counter(client.municipality or "" for client in members)
            norm = group.clients_per_fte
            yield GroupLoad(
                axis=axis.id,
                group=group.id,
                clients=len(members),
                per_municipality={name: counted[name] for name in framework.municipalities},
                clients_per_fte=norm,
                needed=len(members) / norm if norm else None,
            )
