"""The facts that bring an office under another policy: groups, labels, contacts, terms, proposals and plans.

What nobody gave a counterpart stays as it is; whether that may be is for `adopting` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.dossier import ACTIVE, OPEN, PLANNED, Dossier
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.client import (
    ContactAdded,
    ContactEnded,
    LabelEnded,
    LabelGiven,
    PlacementRejected,
    PlacementSet,
)
from caseload_tui.domain.facts.meeting import DeferralWithdrawn, MeetingPlanned, WaiverEnded
from caseload_tui.domain.facts.office import ConsultantChanged
from caseload_tui.domain.office import Consultant
from caseload_tui.domain.translating import Translation

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Switch:
    """From the policy in force to another one: from which day, by whom, and with what words in the dossiers."""

    before: Policy
    after: Policy
    translate: Translation
    by: str
    reason: str

    @property
    def on(self) -> date:
        """The day from which the other policy is in force."""
        return self.after.adoptions[-1].in_force_from

    def ends(self, rule: str) -> bool:
        """Tell whether the other policy no longer has the rule: none of its id asks for the same kind."""
        former = self.before.framework.rules_by_id.get(rule)
        found = self.after.framework.rules_by_id.get(rule)
        return found is None or (former is not None and former.kind != found.kind)


def facts_of(dossier: Dossier, switch: Switch) -> tuple[Fact, ...]:
    """Return the facts that bring a client's dossier under the other policy."""
    return (
        *_placements(dossier, switch),
        *_labels(dossier, switch),
        *_contacts(dossier, switch),
        *term_facts(dossier, switch),
        *_proposals(dossier, switch),
        *_plans(dossier, switch),
    )


def _placements(dossier: Dossier, switch: Switch) -> Iterator[PlacementSet]:
    if dossier.status != ACTIVE:
        return
    translate, groups = switch.translate, dossier.groups
    other = translate.other
    for axis_id in groups:
        if axis_id not in other.axes_by_id:
            yield _placed(dossier, switch, axis_id, None, (axis_id,))
    for axis in other.axes:
        source = translate.axes.get(axis.id)
        group = translate.group(groups[source]) if source in groups else None
        group = group or translate.given.axes.get(axis.id)
        if group != groups.get(axis.id) and (group is not None or axis.optional):
            yield _placed(dossier, switch, axis.id, group, (axis.id, source or axis.id))


def _placed(dossier: Dossier, switch: Switch, axis: str, group: str | None, after: Iterable[str]) -> PlacementSet:
    """Return a placement from the day of adoption, or from when the present stays began if that is later."""
    began = (dossier.stays[name][-1].start for name in after if dossier.stays.get(name))
    day = max(switch.on, dossier.began_on, *began)
    return PlacementSet(axis=axis, group=group, from_=day, reason=switch.reason, decided_by=switch.by)


def _labels(dossier: Dossier, switch: Switch) -> Iterator[Fact]:
    translate = switch.translate
    current = [label for label in dossier.labels if label.until is None]
    kept = {label.id for label in current if translate.target_group(label.id) == label.id}
    given: list[Fact] = []
    for label in current:
        found = translate.target_group(label.id)
        if found == label.id or (found is None and label.id not in translate.given.target_groups):
            continue
        day = max(switch.on, label.start)
        yield LabelEnded(target_group=label.id, on=day)
        if found is not None and found not in kept:
            kept.add(found)
            given.append(LabelGiven(target_group=found, on=day))
    # An id may end as a label of the present policy and begin as one of the other.
    yield from given


def _contacts(dossier: Dossier, switch: Switch) -> Iterator[Fact]:
    """Yield contacts in the role that stands for theirs; an empty counterpart leaves them without a role."""
    translate = switch.translate
    current = dossier.current_contacts
    kept = {(contact.consultant, contact.role) for contact in current}
    for contact in current:
        found = translate.role(contact.role) if contact.role is not None else None
        if found == contact.role or (found is None and contact.role not in translate.given.roles):
            continue
        day = max(switch.on, contact.start)
        yield ContactEnded(consultant=contact.consultant, role=contact.role, on=day)
        if (contact.consultant, found) not in kept:
            kept.add((contact.consultant, found))
            yield ContactAdded(consultant=contact.consultant, role=found, from_=day)


def staff_facts(consultants: Iterable[Consultant], switch: Switch) -> Iterator[ConsultantChanged]:
    """Yield the roles of everybody who works here, as the other policy calls them."""
    translate = switch.translate
    for person in consultants:
        if person.ended_on is not None:
            continue
        found = [translate.given.roles.get(role, role) for role in person.roles]
        roles = tuple(dict.fromkeys(role for role in found if role))
        if roles != person.roles:
            yield ConsultantChanged(consultant=person.id, from_=switch.on, roles=roles)


def term_facts(dossier: Dossier, switch: Switch) -> Iterator[DeferralWithdrawn | WaiverEnded]:
    """Yield the end of deferrals and waivers whose rule the other policy no longer has."""
    for deferral in dossier.deferrals:
        if switch.ends(deferral.rule) and deferral.until >= switch.on:
            yield DeferralWithdrawn(rule=deferral.rule, until=deferral.until, reason=switch.reason)
    for waiver in dossier.waivers:
        if switch.ends(waiver.rule) and (waiver.through is None or waiver.through >= switch.on):
            last_day = switch.on - _DAY
            yield WaiverEnded(rule=waiver.rule, from_=waiver.start, through=last_day, reason=switch.reason)


def _proposals(dossier: Dossier, switch: Switch) -> Iterator[Fact]:
    """Yield the end of proposals that the other policy has no place for, or that its adoption fulfils."""
    groups: dict[str, str | None] = {**dossier.groups}
    groups |= {fact.axis: fact.group for fact in _placements(dossier, switch)}
    for proposal in dossier.proposals:
        if proposal.state != OPEN:
            continue
        axis = switch.after.framework.axes_by_id.get(proposal.axis)
        known = axis is not None and (axis.optional if proposal.group is None else axis.group(proposal.group))
        if not known or groups.get(proposal.axis) == proposal.group:
            day = max(switch.on, proposal.on)
            yield PlacementRejected(proposal=proposal.event, on=day, reason=switch.reason)


def _plans(dossier: Dossier, switch: Switch) -> Iterator[Fact]:
    for meeting in dossier.meetings:
        kind = switch.translate.kind(meeting.kind)
        if meeting.status == PLANNED and kind is not None and kind != meeting.kind:
            yield MeetingPlanned(
                meeting=meeting.id,
                meeting_kind=kind,
                on=meeting.on,
                time=meeting.time,
                mode=meeting.mode,
                consultant=meeting.consultant,
            )
