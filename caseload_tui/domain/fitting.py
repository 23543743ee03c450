"""Whether what the policy lists is meant for a client, and what it expects of the client's situation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dateutil.relativedelta import relativedelta

from caseload_tui.domain.dossier import ACTIVE, Dossier
from caseload_tui.domain.framework import Framework, Group, Kind, Limits, TargetGroup

NO_BENEFIT = "none"


class ForSome(Protocol):
    """Something that the policy means for some groups and target groups only."""

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups, any one of which is enough."""

    @property
    def target_groups(self) -> tuple[str, ...]:
        """The target groups, any one of which is enough."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many clients something holds that the policy gives a maximum."""

    about: str
    """A group, with a maximum for one consultant, or a target group that is a list with a maximum."""
    clients: int
    at_most: int
    consultant: str | None = None

    @property
    def passed(self) -> bool:
        """Tell whether the maximum is passed."""
        return self.clients > self.at_most


def groups_now(dossier: Dossier, framework: Framework) -> tuple[Group, ...]:
    """Return the groups of the client, axis by axis."""
    known = (framework.groups_by_id.get(dossier.groups.get(axis.id, "")) for axis in framework.axes)
    return tuple(group for group in known if group is not None)


def labels_now(dossier: Dossier, framework: Framework) -> tuple[TargetGroup, ...]:
    """Return the target groups of the client in the policy's order: the first one's word goes first."""
    return tuple(target for target in framework.target_groups if target.id in dossier.current_labels)


def is_meant_for(item: ForSome, dossier: Dossier) -> bool:
    """Tell whether the policy means it for a client of these groups or labels; without either for everybody."""
    if not item.groups and not item.target_groups:
        return True
    here = {*dossier.groups.values(), *dossier.current_labels}
    return bool(here.intersection((*item.groups, *item.target_groups)))


def missing_contacts(group: Group, dossier: Dossier) -> tuple[str, ...]:
    """Return the roles of which the group expects a contact and the client has none."""
    there = {contact.role for contact in dossier.current_contacts}
    return tuple(role for role in group.contacts if role not in there)


def missing_roles(kind: Kind | None, present: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    """Return the roles that the kind needs and that neither took part nor belong to who recorded it."""
    return tuple(role for role in kind.roles if role not in (*present, *own)) if kind is not None else ()


def is_within(limits: Limits | None, dossier: Dossier, today: date) -> bool | None:
    """Tell whether the client lies within limits; None where a date that they ask for is not known."""
    if limits is None:
        return None
    since, born = dossier.date_value("benefit_since"), dossier.date_value("born_on")
    if (limits.benefit_below or limits.benefit_from) and since is None:
        return None
    if (limits.age_from is not None or limits.age_below is not None) and born is None:
        return None
    ends = [limits.benefit_below.after(since)] if since and limits.benefit_below else []
    starts = [limits.benefit_from.after(since)] if since and limits.benefit_from else []
    ends += [born + relativedelta(years=limits.age_below)] if born and limits.age_below is not None else []
    starts += [born + relativedelta(years=limits.age_from)] if born and limits.age_from is not None else []
    return all(start <= today for start in starts) and all(today < end for end in ends)


def suggested_labels(dossier: Dossier, framework: Framework, today: date) -> tuple[TargetGroup, ...]:
    """Return the target groups whose limits the client fits and that nobody gave; a person decides."""
    if dossier.status != ACTIVE:
        return ()
    return tuple(
        target
        for target in framework.target_groups
        if target.id not in dossier.current_labels
        and (not target.groups or set(target.groups).intersection(dossier.groups.values()))
        and not has_unwanted_benefit(target, dossier)
        and is_within(target.limits, dossier, today)
    )


def has_unwanted_benefit(target: TargetGroup, dossier: Dossier) -> bool:
    """Tell whether the target group is for people without a benefit and the client has one."""
    return target.benefit == NO_BENEFIT and dossier.date_value("benefit_since") is not None


def months_in(start: date, today: date) -> int:
    """Return how many whole months ago a day was."""
    gone = relativedelta(today, start)
    return gone.years * 12 + gone.months
