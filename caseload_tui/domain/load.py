"""Workload: how much of a consultant each client asks, by the policy's own norms or by the hours of talks.

Load is in fte and exact; screens round it. What the policy gives no norm for is unknown, never 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.office import Consultant

NORMS, HOURS = "clients_per_fte", "hours"
"""The models: the policy's norms, and the hours that talks take."""
SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class Carried:
    """What the balance must know of a client; `count` clients are alike in this."""

    lead: str | None
    groups: Mapping[str, str]
    municipality: str | None
    count: int = 1
    silent: int = 0
    """How many of them were not spoken to for long."""


@dataclass(frozen=True, slots=True)
class Dues:
    """How many due dates of one rule stand on a list, of clients in one municipality and the same groups."""

    consultant: str | None
    municipality: str | None
    rule: str
    kind: str
    count: int
    late: int
    soon: int
    """Those that fall within thirty days."""
    groups: Mapping[str, str] = field(default_factory=dict)


def exact(value: float) -> Fraction:
    """Return a figure of a policy or an office as it was written: 0.8 is four fifths."""
    return Fraction(str(value))


def share(asked: Fraction | None, there: Fraction | None) -> Fraction | None:
    """Return the one as a share of the other; None where one is not known, or there is nothing to divide by."""
    return asked / there if asked is not None and there else None


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
    loads = [count / exact(norm) for norm, count in norms.items() if norm]
    return sum(loads, Fraction()) if loads else None, unknown


def has_norms(framework: Framework) -> bool:
    """Tell whether the policy gives a norm for any group."""
    return any(
        group.clients_per_fte is not None for axis in framework.load_axes for group in framework.axes_by_id[axis].groups
    )


def model_of(framework: Framework) -> str | None:
    """Return by what a caseload is weighed: the policy's norms, else hours where they are known, else nothing."""
    if has_norms(framework):
        return NORMS
    timed = any(rule.meetings_a_year and framework.minutes_of(rule.kind) for rule in framework.rules)
    return HOURS if framework.house.hours_per_fte and timed else None


def norms_apply(person: Consultant, framework: Framework) -> bool:
    """Tell whether norms hold for somebody: for one of the roles, or without any role of the policy."""
    roles = [framework.roles_by_id[role] for role in person.roles if role in framework.roles_by_id]
    return not roles or any(role.norms for role in roles)


def hours_a_year(dues: Iterable[Dues], framework: Framework) -> Fraction | None:
    """Return the hours that the rules ask which come back; unknown where the policy has none, only steps and words."""
    if not any(rule.meetings_a_year for rule in framework.rules):
        return None
    hours = Fraction()
    for item in dues:
        each = hours_of_rule(item.rule, item.kind, framework)
        if each is None:
            return None
        hours += item.count * each
    return hours


def hours_of_rule(rule_id: str, kind: str, framework: Framework) -> Fraction | None:
    """Return the hours a year that a rule asks of one client; None where the length of its kind is unknown."""
    rule, minutes = framework.rules_by_id.get(rule_id), framework.minutes_of(kind)
    meetings = rule.meetings_a_year if rule is not None else None
    if meetings is None:
        return Fraction()
    return None if minutes is None else meetings * Fraction(minutes, 60)
