"""Formation: the fte that groups ask beside the fte there is, today and in a scenario. Exact; unknown is None."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from caseload_tui.domain.capacity import available_fte
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.load import Carried, Dues, exact, hours_a_year, load_of, model_of, norms_apply, share
from caseload_tui.domain.office import Consultant
from caseload_tui.errors import Refused
from caseload_tui.i18n import language, tr


@dataclass(frozen=True, slots=True)
class Scenario:
    """What if: groups that grow or shrink by so many clients, and consultants who are no longer there."""

    grow: Mapping[str, int] = field(default_factory=dict)
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupNeed:
    """What a group asks."""

    axis: str
    group: str
    clients: int
    clients_per_fte: float | None
    needed: Fraction | None
    hours: Fraction | None
    """Hours of talks a year; new clients ask what those of the group ask now, one with another."""


@dataclass(frozen=True, slots=True)
class Formation:
    """What is needed and what there is, in fte by the norms and in hours of talks a year."""

    groups: tuple[GroupNeed, ...]
    clients: int
    needed: Fraction | None
    unknown: int
    """Clients without a norm."""
    available: Fraction
    """Fte to which norms apply."""
    hours: Fraction | None
    hours_available: Fraction | None
    model: str | None
    unled: int = 0
    """Clients of those who are no longer there."""

    @property
    def used(self) -> Fraction | None:
        """What is needed as a share of what there is, by the norms."""
        return share(self.needed, self.available)

    @property
    def used_by_hours(self) -> Fraction | None:
        """Hours as a share of the hours there are."""
        return share(self.hours, self.hours_available)

    @property
    def short(self) -> Fraction | None:
        """Fte that lacks; negative where there is fte to spare."""
        return None if self.needed is None else self.needed - self.available


def formation(
    clients: Iterable[Carried],
    dues: Iterable[Dues],
    consultants: Iterable[Consultant],
    framework: Framework,
    today: date,
    scenario: Scenario = Scenario(),
) -> Formation:
    """Return the formation on a day, in a scenario or as it is."""
    carried, listed = list(clients), list(dues)
    _check(scenario, carried, framework)
    staying = (person for person in consultants if norms_apply(person, framework) and person.id not in scenario.without)
    available = sum((exact(available_fte(person, today)) for person in staying), Fraction())
    needed, unknown = load_of(carried, framework)
    hours, groups = hours_a_year(listed, framework), []
    for axis in framework.axes:
        for group in axis.groups:
            inside = [client for client in carried if client.groups.get(axis.id) == group.id]
            theirs = hours_a_year((item for item in listed if item.groups.get(axis.id) == group.id), framework)
            here, more = sum(client.count for client in inside), scenario.grow.get(group.id, 0)
            if more:
                each = _load_of_one(axis.id, group.id, inside, framework)
                needed, unknown = (_sum(needed, more * each), unknown) if each is not None else (needed, unknown + more)
            added = _hours_of(more, here, theirs)
            hours = hours + added if hours is not None and added is not None else None
            norm = group.clients_per_fte
            groups.append(
                GroupNeed(
                    axis=axis.id,
                    group=group.id,
                    clients=here + more,
                    clients_per_fte=norm,
                    needed=(here + more) / exact(norm) if norm else None,
                    hours=theirs + added if theirs is not None and added is not None else None,
                )
            )
    a_year = framework.house.hours_per_fte
    return Formation(
        groups=tuple(groups),
        clients=sum(client.count for client in carried) + sum(scenario.grow.values()),
        needed=needed,
        unknown=unknown,
        available=available,
        hours=hours,
        hours_available=available * exact(a_year) if a_year is not None else None,
        model=model_of(framework),
        unled=sum(client.count for client in carried if client.lead in scenario.without),
    )


def _load_of_one(axis: str, group: str, inside: Sequence[Carried], framework: Framework) -> Fraction | None:
    """Return what one client more or less asks: by the norm of the group, else as those in it, one with another."""
    norm = framework.groups_by_id[group].clients_per_fte
    if norm is not None and axis in framework.load_axes[:1]:
        return 1 / exact(norm)
    load, unknown = load_of(inside, framework)
    return None if load is None or unknown else load / sum(client.count for client in inside)


def _hours_of(more: int, here: int, theirs: Fraction | None) -> Fraction | None:
    """Return the hours that clients more or less ask, as those of the group do; None where nobody is in it."""
    if not more:
        return Fraction()
    return None if theirs is None or not here else theirs * more / here


def _sum(first: Fraction | None, second: Fraction) -> Fraction:
    return second if first is None else first + second


def _check(scenario: Scenario, carried: Iterable[Carried], framework: Framework) -> None:
    everybody = list(carried)
    for group_id, more in scenario.grow.items():
        axis = framework.axis_of_group[group_id]
        here = sum(client.count for client in everybody if client.groups.get(axis.id) == group_id)
        if here + more < 0:
            name = framework.groups_by_id[group_id].name.to(language())
            raise Refused(
                tr("“{name}” has {n} {clients}: it cannot shrink by {more}.", name=name, n=here, more=-more),
                tr("Choose a smaller number."),
            )
