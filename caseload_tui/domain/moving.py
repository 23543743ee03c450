"""What a move between groups needs, and what it records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from caseload_tui.domain.dossier import ACTIVE, OPEN, Dossier, Proposal, Stay
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.client import (
    PlacementApproved,
    PlacementCorrected,
    PlacementProposed,
    PlacementRejected,
    PlacementSet,
)
from caseload_tui.domain.framework import Axis, Framework
from caseload_tui.errors import Refused
from caseload_tui.i18n import language, tr

NO_APPROVAL = "none"
CHOOSERS = ("client", "consultant")


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A move somebody asks for; without a group the stay on an optional axis ends."""

    axis: str
    group: str | None
    on: date
    reason: str = ""
    chosen_by: str | None = None
    meeting: str | None = None


def find_group(framework: Framework, group: str, axis: str | None = None) -> tuple[Axis, str]:
    """Return the axis and id of a group by its id, alias or name."""
    wanted = group.casefold()
    for candidate in framework.axes:
        if axis is not None and candidate.id != axis:
            continue
        for item in candidate.groups:
            names = (item.id, *item.aliases, *(text for _, text in item.name.spoken))
            if wanted in (name.casefold() for name in names):
                return candidate, item.id
    raise _no_such_group(group, (item.id for candidate in framework.axes for item in candidate.groups))


def needs_approval(framework: Framework, axis: Axis, old: str | None, new: str | None) -> bool:
    """Tell whether the policy wants somebody to approve the move."""
    moves = framework.moves
    if moves.approval is None or moves.approval == NO_APPROVAL:
        return False
    return moves.approval_for == "all" or bool(old and new and axis.is_fallback(old, new))


def decide_move(dossier: Dossier, framework: Framework, move: Move, *, by: str, today: date) -> tuple[Fact, ...]:
    """Return the facts of a move, or of its proposal where the policy wants approval; refuse what is not allowed."""
    axis = _axis(framework, move.axis)
    current = _current(dossier, axis)
    _check_client(dossier)
    _check_day(move.on, current, dossier.began_on, today)
    _check_group(axis, move.group)
    old = current.group if current else None
    _check_elsewhere(old, move.group, axis)
    if not move.reason.strip():
        raise Refused(tr("A move needs a reason."), tr("Say in a few words why."))
    if framework.moves.records_choice and move.chosen_by is None:
        raise Refused(tr("Whose choice was it?"), tr("Say whether the {client} or the {consultant} chose."))
    if move.chosen_by is not None and move.chosen_by not in CHOOSERS:
        raise Refused(tr("Whose choice was it?"), tr("Say whether the {client} or the {consultant} chose."))
    if needs_approval(framework, axis, old, move.group):
        return (_proposal(dossier, move),)
    return (placement(move, decided_by=by),)


def taken_over(dossier: Dossier, framework: Framework, move: Move, *, by: str, today: date) -> PlacementSet:
    """Return the fact of a move that was decided elsewhere: choosing and approving it were asked there."""
    axis = _axis(framework, move.axis)
    current = _current(dossier, axis)
    _check_client(dossier)
    _check_day(move.on, current, dossier.began_on, today)
    _check_group(axis, move.group)
    _check_elsewhere(current.group if current else None, move.group, axis)
    return placement(move, decided_by=by)


def dated_elsewhere(dossier: Dossier, stay: Stay, on: date, *, reason: str, today: date) -> PlacementCorrected:
    """Return the fact that a placement began on another day, as is known elsewhere; none is made up before it."""
    before = [item for item in dossier.stays[stay.axis] if item.start < stay.start]
    _check_day(on, before[-1] if before else None, dossier.began_on, today)
    return PlacementCorrected(
        corrects=stay.event, axis=stay.axis, group=stay.group, from_=on, reason=reason, chosen_by=stay.chosen_by
    )


def placement(move: Move, *, decided_by: str) -> PlacementSet:
    """Return the fact that the client is in the group from the day on."""
    return PlacementSet(
        axis=move.axis,
        group=move.group,
        from_=move.on,
        reason=move.reason or None,
        chosen_by=move.chosen_by,
        decided_by=decided_by,
        meeting=move.meeting,
    )


def decide_approval(dossier: Dossier, axis: str | None, *, by: str, today: date) -> tuple[Fact, ...]:
    """Return the facts of approving the waiting proposal: the move takes effect today."""
    proposal = _waiting(dossier, axis)
    if dossier.groups.get(proposal.axis) == proposal.group:
        raise Refused(tr("The {client} is in that {group} already."), tr("Reject the proposal."))
    move = Move(
        axis=proposal.axis,
        group=proposal.group,
        on=today,
        reason=proposal.reason or "",
        chosen_by=proposal.chosen_by,
        meeting=proposal.meeting,
    )
    return PlacementApproved(proposal=proposal.event, on=today), placement(move, decided_by=by)


def decide_rejection(dossier: Dossier, axis: str | None, reason: str, *, today: date) -> tuple[Fact, ...]:
    """Return the fact of rejecting the waiting proposal."""
    proposal = _waiting(dossier, axis)
    return (PlacementRejected(proposal=proposal.event, on=today, reason=reason or None),)


def decide_correction(
    dossier: Dossier,
    framework: Framework,
    stay_event: str,
    *,
    group: str | None,
    on: date,
    reason: str,
    today: date,
) -> tuple[Fact, ...]:
    """Return the fact that a placement was wrong: its group, its day or both."""
    stay = next((item for items in dossier.stays.values() for item in items if item.event == stay_event), None)
    if stay is None:
        raise Refused(tr("That placement is not there."), tr("Look at the placements in the dossier."))
    if on > today:
        raise Refused(tr("The day lies in the future."), tr("A placement is recorded on the day it begins, or later."))
    if (stay.group, stay.start) == (group, on):
        raise Refused(tr("Nothing would change."), tr("Give another {group} or another day."))
    axis = framework.axes_by_id.get(stay.axis)
    if group != stay.group:
        _check_group(axis or _axis(framework, stay.axis), group)
    _check_room(dossier, stay, group, on, optional=axis is not None and axis.optional)
    fact = PlacementCorrected(
        corrects=stay.event, axis=stay.axis, group=group, from_=on, reason=reason or None, chosen_by=stay.chosen_by
    )
    return (fact,)


def _check_room(dossier: Dossier, stay: Stay, group: str | None, on: date, *, optional: bool) -> None:
    """Refuse a correction that would leave a hole, pass the placement beside it, or stand beside its like."""
    spell = next(span for span in dossier.spells if span.holds(stay.start))
    beside = [item for item in dossier.stays[stay.axis] if spell.holds(item.start)]
    place = beside.index(stay)
    before, after = beside[:place][-1:], beside[place + 1 :][:1]
    if not before and on != spell.start and (not optional or on < spell.start):
        raise Refused(tr("The first placement begins with the registration."), tr("Only its {group} can be corrected."))
    if before and on <= before[0].start:
        raise Refused(tr("The day lies before the placement before it."), tr("Choose a later day."))
    if stay.until is not None and on >= stay.until:
        raise Refused(tr("The day lies after the end of this placement."), tr("Choose an earlier day."))
    if any(item.group == group for item in (*before, *after)):
        raise Refused(tr("The placement beside it is in the same {group}."), tr("Choose another {group}."))


def first_placements(
    framework: Framework, groups: Iterable[str], on: date, *, by: str, chosen_by: str | None = None
) -> tuple[PlacementSet, ...]:
    """Return the placements of somebody who comes in: a group on each axis that is not optional."""
    chosen: dict[str, str] = {}
    for name in groups:
        axis, group = find_group(framework, name)
        if axis.id in chosen:
            raise Refused(
                tr("Two {groups} of one kind."), tr("Choose one for “{axis}”.", axis=axis.name.to(language()))
            )
        chosen[axis.id] = group
    for axis in framework.axes:
        if not axis.optional and axis.id not in chosen:
            known = ", ".join(group.id for group in axis.groups)
            raise Refused(
                tr("A {group} is missing."),
                tr("Choose one for “{axis}”: {known}.", axis=axis.name.to(language()), known=known),
            )
    moves = (
        Move(axis=axis.id, group=chosen[axis.id], on=on, chosen_by=chosen_by)
        for axis in framework.axes
        if axis.id in chosen
    )
    return tuple(placement(move, decided_by=by) for move in moves)


def placed_since(first: PlacementSet, since: date | None, *, today: date) -> PlacementSet:
    """Return a first placement from the day on that is known elsewhere; who was where before is not told."""
    if since is None:
        return first
    _check_day(since, None, first.from_, today)
    return replace(first, from_=since)


def _axis(framework: Framework, axis_id: str) -> Axis:
    axis = framework.axes_by_id.get(axis_id)
    if axis is None:
        known = ", ".join(framework.axes_by_id)
        raise Refused(tr("There is no axis “{name}”.", name=axis_id), tr("Choose one of: {known}.", known=known))
    return axis


def _current(dossier: Dossier, axis: Axis) -> Stay | None:
    stays = dossier.stays.get(axis.id, ())
    return stays[-1] if stays and stays[-1].until is None else None


def _check_client(dossier: Dossier) -> None:
    if dossier.status != ACTIVE:
        raise Refused(tr("The dossier is closed."), tr("Reopen it first."))


def _check_group(axis: Axis, group: str | None) -> None:
    if group is None and not axis.optional:
        raise Refused(tr("Every {client} has a {group} here."), tr("Choose the {group} to move to."))
    if group is not None and axis.group(group) is None:
        raise _no_such_group(group, [item.id for item in axis.groups])


def _check_elsewhere(old: str | None, new: str | None, axis: Axis) -> None:
    if old != new:
        return
    if new is None:
        raise Refused(tr("The {client} is in no {group} here."), tr("Choose the {group} to move to."))
    raise Refused(tr("Already in {name}.", name=_name(axis, new)), tr("Choose another {group}."))


def _no_such_group(name: str, known: Iterable[str]) -> Refused:
    return Refused(
        tr("There is no {group} “{name}” here.", name=name), tr("Choose one of: {known}.", known=", ".join(known))
    )


def _check_day(on: date, current: Stay | None, came_in: date, today: date) -> None:
    if on > today:
        raise Refused(tr("The day lies in the future."), tr("Record the move on the day it happens, or later."))
    if on < came_in:
        raise Refused(tr("The day lies before the registration."), tr("Choose a later day."))
    if current is not None and on < current.start:
        raise Refused(
            tr("The day lies before the present placement began."), tr("Choose a later day, or correct the placement.")
        )


def _proposal(dossier: Dossier, move: Move) -> PlacementProposed:
    if any(item.state == OPEN and item.axis == move.axis for item in dossier.proposals):
        raise Refused(tr("A proposal already waits for a decision."), tr("Have it approved or rejected first."))
    return PlacementProposed(
        axis=move.axis,
        group=move.group,
        on=move.on,
        reason=move.reason or None,
        chosen_by=move.chosen_by,
        meeting=move.meeting,
    )


def _waiting(dossier: Dossier, axis: str | None) -> Proposal:
    waiting = [item for item in dossier.proposals if item.state == OPEN and axis in (None, item.axis)]
    if not waiting:
        raise Refused(tr("No proposal waits for a decision."), tr("Look at the placements in the dossier."))
    return waiting[0]


def _name(axis: Axis, group_id: str) -> str:
    group = axis.group(group_id)
    return group.name.to(language()) if group else group_id
