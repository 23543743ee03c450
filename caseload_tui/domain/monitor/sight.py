"""Which clients a monitor is about, and where a client stood on a day, read from the spans of the dossier."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.facts.client import ClientChanged, ClientRegistered
from caseload_tui.domain.leads import lead_on
from caseload_tui.domain.moments import local_day

MUNICIPALITY = "municipality"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """The clients to look at; every condition given must hold, of the groups of one axis any one is enough."""

    municipality: str | None = None
    consultant: str | None = None
    """Who leads."""
    groups: tuple[str, ...] = ()
    group: str | None = None
    """A group that must hold beside those: the one an indicator is about."""
    target_groups: tuple[str, ...] = ()
    """All of them must hold."""

    @property
    def whole(self) -> bool:
        """Tell whether it is everybody."""
        return self == Sight()

    def named(self, group: str | None) -> tuple[str | None, str | None] | None:
        """Return the one municipality and the one group or target group that it names; None where it is otherwise.

        `group` is named beside those of the sight.
        """
        groups = {*self.groups, *self.target_groups, *((group,) if group is not None else ())}
        if self.consultant is not None or len(groups) > 1:
            return None
        return self.municipality, next(iter(groups), None)

    def of(self, group: str | None, past: Past) -> Sight:
        """Return the same sight of one group or target group only."""
        if group is None:
            return self
        if group in past.axis_of_group:
            return replace(self, group=group)
        return replace(self, target_groups=(*self.target_groups, group))


class Spot(NamedTuple):
    """Where a client stands: in the caseload or not, and what a sight looks at."""

    present: bool
    municipality: str | None
    consultant: str | None
    target_groups: frozenset[str]
    groups: Mapping[str, str | None]


@dataclass(frozen=True)
class Past:
    """The policies that were in force, one after another: under which one something happened."""

    policy: Policy

    @cached_property
    def axis_of_group(self) -> Mapping[str, str]:
        """The axis of every group that any of the policies has; of two that use one id, the latest."""
        return {
            group: axis.id
            for adoption in self.policy.adoptions
            for group, axis in adoption.framework.axis_of_group.items()
        }

    def sees(self, sight: Sight, spot: Spot) -> bool:
        """Tell whether the sight takes in a client at this spot, in the caseload or not."""
        return (
            (sight.municipality is None or spot.municipality == sight.municipality)
            and (sight.consultant is None or spot.consultant == sight.consultant)
            and spot.target_groups.issuperset(sight.target_groups)
            and (not sight.groups or self._in_groups(sight, spot))
            and (sight.group is None or spot.groups.get(self.axis_of_group[sight.group]) == sight.group)
        )

    def _in_groups(self, sight: Sight, spot: Spot) -> bool:
        axes = {self.axis_of_group[group] for group in sight.groups}
        return all(spot.groups.get(axis) in sight.groups for axis in axes)

    def spot_on(self, dossier: Dossier, day: date, sight: Sight) -> Spot:
        """Return where the client stood in the evening of a day; what the sight does not look at is left open."""
        return Spot(
            any(spell.holds(day) for spell in dossier.spells),
            municipality_on(dossier, day) if sight.municipality is not None else None,
            self.lead_on(dossier, day) if sight.consultant is not None else None,
            dossier.labels_on(day) if sight.target_groups else frozenset(),
            dossier.groups_on(day),
        )

    def met_on(self, dossier: Dossier, day: date, sight: Sight) -> bool:
        """Tell whether what happened to the client on a day is in sight; after a closing the last groups go on."""
        if sight.whole:
            return True
        spot = self.spot_on(dossier, day, sight)
        return self.sees(sight, spot._replace(groups=_groups_then(dossier, day)))

    def lead_on(self, dossier: Dossier, day: date) -> str | None:
        """Return the consultant who led on a day, by the policy of that day."""
        return lead_on(dossier, self.policy.on(day).framework, day).consultant


def municipalities(dossier: Dossier) -> tuple[tuple[date, str | None], ...]:
    """Return where the client lived, each from the day on which it was recorded; the first one from the beginning."""
    recorded = (
        (local_day(event.at), event.fact.value)
        for event in dossier.events
        if isinstance(event.fact, ClientChanged) and event.fact.field == MUNICIPALITY and event.id not in dossier.undone
    )
    return ((date.min, _at_first(dossier)), *sorted(recorded, key=itemgetter(0)))


def municipality_on(dossier: Dossier, day: date) -> str | None:
    """Return where the client lived on a day."""
    return next(value for start, value in reversed(municipalities(dossier)) if start <= day)


def _at_first(dossier: Dossier) -> str | None:
    return next(event.fact.municipality for event in dossier.events if isinstance(event.fact, ClientRegistered))


def _groups_then(dossier: Dossier, day: date) -> Mapping[str, str | None]:
    """Return the groups on a day; after leaving, those of the last evening inside."""
    evenings = (day if span.end is None else min(day, span.end - _DAY) for span in dossier.spells if span.start <= day)
    inside = [evening for evening in evenings if any(span.holds(evening) for span in dossier.spells)]
    return dossier.groups_on(max(inside)) if inside else {}
