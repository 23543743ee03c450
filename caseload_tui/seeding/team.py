"""The people who work in a made-up office: their names, roles and hours, and who becomes whose contact."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.facts.office import ConsultantAdded
from caseload_tui.domain.framework import CLIENT_LEADS, Framework, Group
from caseload_tui.domain.office import CONSULTANT, TEAM_LEAD, readable_id
from caseload_tui.seeding.dice import Dice
from caseload_tui.seeding.people import People
from caseload_tui.seeding.setting import Setting
from caseload_tui.seeding.story import Colleague

_FTE = (0.6, 0.7, 0.8, 0.9, 1.0)
_LEADS_WITHOUT_CASELOAD_FROM = 4
_LED, _CONTACT, _NEEDED = 100.0, 10.0, 1.0


@dataclass(slots=True)
class Member:
    """A consultant, with how many clients so far."""

    id: str
    name: str
    function: str
    roles: tuple[str, ...]
    fte: float
    has_caseload: bool
    clients: int = 0

    def become(self, colleague: Colleague) -> None:
        """Be somebody whom the script names."""
        self.id, self.name, self.fte = colleague.id or readable_id(colleague.name), colleague.name, colleague.fte
        self.function = colleague.function or self.function
        self.roles = self.roles if colleague.roles is None else colleague.roles

    @property
    def burden(self) -> float:
        """Clients by hours, to spread them fairly."""
        return self.clients / self.fte


class Team:
    """The consultants of the office; the first is the one at the keyboard."""

    def __init__(self, setting: Setting, people: People, dice: Dice, count: int, others: Iterable[Member] = ()) -> None:
        taken = {member.id for member in others}
        leading_only = count >= _LEADS_WITHOUT_CASELOAD_FROM
        carrying = count - 1 if leading_only else count
        roles = spread_roles(setting.framework, setting.group_weights, carrying)
        self.members: list[Member] = []
        for place in range(count):
            is_lead = count > 1 and place == count - 1
            name = people.person(dice).name
            self.members.append(
                Member(
                    id=readable_id(name, taken),
                    name=name,
                    function=TEAM_LEAD if is_lead else CONSULTANT,
                    roles=roles[place] if place < carrying else (),
                    fte=1.0 if place == 0 else dice.pick(_FTE),
                    has_caseload=place < carrying,
                )
            )
            taken.add(self.members[-1].id)
        for member, colleague in zip(self.members, setting.scenario.colleagues, strict=False):
            member.become(colleague)
        self._framework = setting.framework

    @property
    def first(self) -> Member:
        """Who is at the keyboard unless somebody else is named."""
        return self.members[0]

    @property
    def decider(self) -> Member:
        """Who decides what needs approval."""
        return self.members[-1]

    @property
    def carrying(self) -> list[Member]:
        """The consultants who have clients."""
        return [member for member in self.members if member.has_caseload]

    def holder(self, role: str | None, *, first: bool = False) -> Member | None:
        """Return who takes a client in this role: the first who has it, else the one with the most room."""
        holders = [member for member in self.carrying if role is None or role in member.roles]
        if not holders:
            return None
        return holders[0] if first else min(holders, key=lambda member: member.burden)

    def facts(self, since: date) -> tuple[ConsultantAdded, ...]:
        """Return the facts that these people work here."""
        return tuple(
            ConsultantAdded(
                consultant=member.id,
                name=member.name,
                function=member.function,
                roles=member.roles,
                fte=member.fte,
                from_=since,
            )
            for member in self.members
        )


def leading_role(framework: Framework, wanted: str | None, contacts: tuple[str, ...]) -> str | None:
    """Return the role of the contact who leads: the one named, or one of the organisation named."""
    if wanted is None or wanted == CLIENT_LEADS:
        return contacts[0] if contacts else None
    if wanted in framework.roles_by_id:
        return wanted
    of_wanted = [role.id for role in framework.roles if role.organisation == wanted]
    return next((role for role in contacts if role in of_wanted), of_wanted[0] if of_wanted else None)


def group_roles(framework: Framework, group: Group) -> list[str]:
    """Return the roles of a group's contacts, the leading one first."""
    lead = leading_role(framework, group.lead, group.contacts)
    return list(dict.fromkeys(role for role in (lead, *group.contacts) if role is not None))


def spread_roles(
    framework: Framework, weights: Mapping[str, tuple[float, ...]], consultants: int
) -> list[tuple[str, ...]]:
    """Return the roles of each consultant: every role has a holder, and the most wanted ones have the most."""
    demand, together = _demand(framework, weights)
    by_demand = sorted(demand, key=lambda role: -demand[role])
    main = [role for role in by_demand if demand[role] >= _CONTACT] or by_demand
    held: list[list[str]] = [[] for _ in range(consultants)]

    def give(role: str) -> None:
        place = min(range(consultants), key=lambda at: (_clashes(role, held[at], together), len(held[at]), at))
        held[place].append(role)

    for role in main:
        give(role)
    holders = dict.fromkeys(main, 1)
    for roles in held:
        if not roles and main:
            role = max(main, key=lambda name: (demand[name] / holders[name], -main.index(name)))
            roles.append(role)
            holders[role] += 1
    for role in by_demand:
        if role not in main:
            give(role)
    return [tuple(roles) for roles in held]


def _demand(framework: Framework, weights: Mapping[str, tuple[float, ...]]) -> tuple[dict[str, float], list[list[str]]]:
    """Return how much each role is wanted, and which roles groups want beside each other."""
    demand = dict.fromkeys((role.id for role in framework.roles), 0.0)
    together: list[list[str]] = []
    for axis in framework.axes:
        total = sum(weights[axis.id])
        for group, weight in zip(axis.groups, weights[axis.id], strict=True):
            wanted = group_roles(framework, group)
            together.append(wanted)
            for place, role in enumerate(wanted):
                demand[role] += (_LED if place == 0 else _CONTACT) * weight / total
    for target in framework.target_groups:
        lead = leading_role(framework, target.lead, ())
        if lead is not None:
            demand[lead] += _CONTACT
    for kind in framework.kinds:
        for role in kind.roles:
            demand[role] = demand.get(role, 0.0) + _NEEDED
    return demand, together


def _clashes(role: str, held: list[str], together: list[list[str]]) -> int:
    """Count the groups that want this role and one already held to be two people."""
    return sum(role in wanted and any(other in wanted for other in held) for wanted in together)
