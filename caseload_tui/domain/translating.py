"""A dossier in the terms of another policy: the same history, with its groups, kinds and target groups renamed.

What has no counterpart is left open: a stay in no known group, a meeting of no known kind, a label left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from caseload_tui.domain.dossier import Dossier, Meeting, Stay
from caseload_tui.domain.framework import Axis, Framework
from caseload_tui.domain.house import HouseSettings

LEFT_OPEN = ""
_NO_KIND = "?"


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Ids of the present policy with the ids of another one that stand for them; equal ids need no mention.

    An empty counterpart leaves the id open, also where the other policy has the same one.
    """

    groups: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    target_groups: Mapping[str, str] = field(default_factory=dict)
    domains: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    """Roles of consultants and contacts; for adopting."""
    axes: Mapping[str, str] = field(default_factory=dict)
    """Axis of the other policy -> the group in which clients begin there whose group nothing tells; for adopting."""


@dataclass(frozen=True, slots=True)
class Translation:
    """Two policies and what stands for what."""

    present: Framework
    other: Framework
    given: Counterparts
    axes: Mapping[str, str]
    """Axis of the other policy -> axis of the present one whose groups tell the group there."""

    def group(self, present: str) -> str | None:
        """Return the group of the other policy that stands for this one; None where that is left open."""
        found = _counterpart(present, self.given.groups, self.other.groups_by_id)
        axis = self.present.axis_of_group.get(present)
        if found is None or axis is None:
            return None
        return found if self.axes.get(self.other.axis_of_group[found].id) == axis.id else None

    def kind(self, present: str) -> str | None:
        """Return the kind of meeting that stands for this one."""
        return _counterpart(present, self.given.kinds, self.other.kinds_by_id)

    def target_group(self, present: str) -> str | None:
        """Return the target group that stands for this one."""
        return _counterpart(present, self.given.target_groups, self.other.target_groups_by_id)

    def domain(self, present: str) -> str | None:
        """Return the life domain that stands for this one."""
        return _counterpart(present, self.given.domains, self.other.domains_by_id)

    def role(self, present: str) -> str | None:
        """Return the role that stands for this one."""
        return _counterpart(present, self.given.roles, self.other.roles_by_id)

    def unknown_axes(self, dossier: Dossier) -> frozenset[str]:
        """Return the axes of the other policy on which the client's group is left open."""
        groups = dossier.groups
        return frozenset(axis.id for axis in self.other.axes if not self._known(axis, groups))

    def _known(self, axis: Axis, groups: Mapping[str, str]) -> bool:
        source = self.axes.get(axis.id)
        if source is None or source not in groups:
            return axis.optional
        return self.group(groups[source]) is not None

    def dossier(self, dossier: Dossier) -> Dossier:
        """Return the dossier as it would read; facts keep their days, and rules of the same id their deferrals."""
        labels = ((label, self.target_group(label.id)) for label in dossier.labels)
        return replace(
            dossier,
            stays={axis: tuple(self._stays(axis, dossier.stays.get(source, ()))) for axis, source in self.axes.items()},
            labels=tuple(replace(label, id=name) for label, name in labels if name is not None),
            meetings=tuple(self._meeting(meeting) for meeting in dossier.meetings),
        )

    def with_house(self) -> Framework:
        """Return the other policy with the office's own minutes and hours, as far as kinds have a counterpart."""
        own = self.present.house
        minutes: dict[str, set[int]] = {}
        for kind, length in own.minutes.items():
            found = self.kind(kind)
            if found is not None:
                minutes.setdefault(found, set()).add(length)
        agreed = {kind: lengths.pop() for kind, lengths in minutes.items() if len(lengths) == 1}
        # House settings of the other policy would be another office's; only these two are this office's own.
        return replace(self.other, house=HouseSettings(minutes=agreed, hours_per_fte=own.hours_per_fte))

    def _stays(self, axis: str, stays: Iterable[Stay]) -> Iterable[Stay]:
        """Return the stays on an axis; a move between groups with one counterpart is none."""
        found: list[Stay] = []
        for stay in stays:
            group = self.group(stay.group) if stay.group is not None else None
            last = found[-1] if found else None
            if last is not None and last.group == group and last.until == stay.start:
                found[-1] = replace(last, until=stay.until)
            else:
                found.append(replace(stay, axis=axis, group=group))
        return found

    def _meeting(self, meeting: Meeting) -> Meeting:
        kind = self.kind(meeting.kind)
        # A meeting of no known kind still is a meeting: rules that any meeting satisfies count it.
        return meeting if kind == meeting.kind else replace(meeting, kind=kind or _NO_KIND + meeting.kind)


def translation(present: Framework, other: Framework, given: Counterparts) -> Translation:
    """Return the translation; of axes that share one axis of the other policy, the first that is spoken of leads."""
    named = sources(present, other, given.groups)
    alike = sources(present, other, {group: group for group in present.groups_by_id if group not in given.groups})
    axes = {axis.id: (named[axis.id] or alike[axis.id])[0] for axis in other.axes if named[axis.id] or alike[axis.id]}
    return Translation(present, other, given, axes)


def sources(present: Framework, other: Framework, groups: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return, by axis of the other policy, the present axes of which a group has a counterpart there."""
    found: dict[str, dict[str, None]] = {axis.id: {} for axis in other.axes}
    for axis in present.axes:
        for group in axis.groups:
            counterpart = other.axis_of_group.get(groups.get(group.id, LEFT_OPEN))
            if counterpart is not None:
                found[counterpart.id][axis.id] = None
    return {axis: tuple(names) for axis, names in found.items()}


def _counterpart(present: str, given: Mapping[str, str], known: Collection[str]) -> str | None:
    found = given.get(present, present)
    return found if found in known else None
