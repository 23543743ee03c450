"""How facts of meetings, terms and commitments change what a dossier says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from caseload_tui.domain import dossier as d
from caseload_tui.domain.facts import Event, meeting
from caseload_tui.domain.folding.state import Folding, Handler


def _planned(folding: Folding, event: Event, fact: meeting.MeetingPlanned) -> None:
    folding.meetings[fact.meeting] = d.Meeting(
        id=fact.meeting,
        kind=fact.meeting_kind,
        on=fact.on,
        status=d.PLANNED,
        time=fact.time,
        mode=fact.mode,
        consultant=fact.consultant,
        planned_on=fact.on,
        recorded_by=event.by,
        recorded_seq=event.seq,
        session=fact.session,
    )


def _held(folding: Folding, event: Event, fact: meeting.MeetingHeld) -> None:
    planned = folding.meetings.get(fact.meeting)
    first_recorded = planned.recorded_seq if planned is not None and planned.status == d.HELD else event.seq
    folding.meetings[fact.meeting] = d.Meeting(
        id=fact.meeting,
        kind=fact.meeting_kind,
        on=fact.on,
        status=d.HELD,
        time=planned.time if planned else None,
        mode=fact.mode,
        consultant=planned.consultant if planned else None,
        planned_on=planned.planned_on if planned else None,
        notes=fact.notes,
        scores=fact.scores,
        answers=fact.answers,
        present=fact.present,
        recorded_by=event.by,
        recorded_seq=first_recorded,
        session=_session(fact.session, planned),
    )


def _missed(folding: Folding, event: Event, fact: meeting.MeetingMissed) -> None:
    planned = folding.meetings.get(fact.meeting)
    folding.meetings[fact.meeting] = d.Meeting(
        id=fact.meeting,
        kind=planned.kind if planned else fact.meeting_kind or "",
        on=fact.on,
        status=d.MISSED,
        time=planned.time if planned else None,
        mode=planned.mode if planned else None,
        planned_on=planned.planned_on if planned else None,
        reason=fact.reason,
        recorded_by=event.by,
        recorded_seq=event.seq,
        session=_session(fact.session, planned),
    )


def _session(said: str | None, planned: d.Meeting | None) -> str | None:
    return said or (planned.session if planned else None)


def _change_meeting(folding: Folding, meeting_id: str, **changes: Any) -> None:
    known = folding.meetings.get(meeting_id)
    if known is not None:
        folding.meetings[meeting_id] = replace(known, **changes)


def _cancelled(folding: Folding, event: Event, fact: meeting.MeetingCancelled) -> None:
    _change_meeting(folding, fact.meeting, status=d.CANCELLED, reason=fact.reason, by_office=fact.by_office)


def _withdrawn(folding: Folding, event: Event, fact: meeting.MeetingWithdrawn) -> None:
    _change_meeting(folding, fact.meeting, status=d.WITHDRAWN, reason=fact.reason)


def _signed(folding: Folding, event: Event, fact: meeting.MeetingSigned) -> None:
    _change_meeting(folding, fact.meeting, signed_on=fact.on, signed_by=event.by)


def _amended(folding: Folding, event: Event, fact: meeting.MeetingAmended) -> None:
    known = folding.meetings.get(fact.meeting)
    if known is None:
        return
    amendment = d.Amendment(
        event.id,
        event.at,
        event.by,
        fact.reason,
        fact.on,
        fact.meeting_kind,
        fact.notes,
        fact.scores,
        fact.answers,
    )
    folding.meetings[fact.meeting] = replace(
        known,
        on=fact.on or known.on,
        kind=fact.meeting_kind or known.kind,
        mode=fact.mode or known.mode,
        amendments=(*known.amendments, amendment),
    )


def _deferred(folding: Folding, event: Event, fact: meeting.DeferralSet) -> None:
    folding.deferrals[fact.rule] = d.Deferral(event.id, event.seq, fact.rule, fact.until, fact.reason, event.by)


def _deferral_withdrawn(folding: Folding, event: Event, fact: meeting.DeferralWithdrawn) -> None:
    folding.deferrals.pop(fact.rule, None)


def _waived(folding: Folding, event: Event, fact: meeting.WaiverSet) -> None:
    folding.waivers.append(d.Waiver(event.id, fact.rule, fact.from_, fact.through, fact.reason))


def _waiver_ended(folding: Folding, event: Event, fact: meeting.WaiverEnded) -> None:
    ended = [
        replace(waiver, through=fact.through) if (waiver.rule, waiver.start) == (fact.rule, fact.from_) else waiver
        for waiver in folding.waivers
    ]
    folding.waivers = [waiver for waiver in ended if waiver.through is None or waiver.start <= waiver.through]


def _agreed(folding: Folding, event: Event, fact: meeting.CommitmentMade) -> None:
    former = folding.commitments.get(fact.replaces) if fact.replaces else None
    folding.commitments[fact.commitment] = d.Commitment(
        id=fact.commitment,
        owner=fact.owner,
        partner=fact.partner,
        text=fact.text,
        domain=fact.domain,
        category=fact.category,
        due_on=fact.due_on,
        made_on=fact.made_on,
        meeting=fact.meeting,
        replaces=fact.replaces,
        step=former.step if former else None,
        changes=(d.CommitmentChange("made", fact.made_on, event.by, None),),
    )


def _settle(state: str) -> Callable[[Folding, Event, Any], None]:
    def settle(folding: Folding, event: Event, fact: Any) -> None:
        known = folding.commitments.get(fact.commitment)
        if known is not None:
            folding.commitments[fact.commitment] = replace(
                known,
                state=state,
                settled_on=fact.on,
                replaced_by=getattr(fact, "replaced_by", None),
                changes=(*known.changes, d.CommitmentChange(state, fact.on, event.by, fact.note)),
            )

    return settle


def _escalated(folding: Folding, event: Event, fact: meeting.CommitmentEscalated) -> None:
    known = folding.commitments.get(fact.commitment)
    if known is not None:
        change = d.CommitmentChange("escalated", fact.on, event.by, fact.consideration)
        folding.commitments[fact.commitment] = replace(known, step=fact.step, changes=(*known.changes, change))


HANDLERS: dict[type, Handler] = {
    meeting.MeetingPlanned: _planned,
    meeting.MeetingHeld: _held,
    meeting.MeetingMissed: _missed,
    meeting.MeetingCancelled: _cancelled,
    meeting.MeetingWithdrawn: _withdrawn,
    meeting.MeetingSigned: _signed,
    meeting.MeetingAmended: _amended,
    meeting.DeferralSet: _deferred,
    meeting.DeferralWithdrawn: _deferral_withdrawn,
    meeting.WaiverSet: _waived,
    meeting.WaiverEnded: _waiver_ended,
    meeting.CommitmentMade: _agreed,
    meeting.CommitmentKept: _settle(d.KEPT),
    meeting.CommitmentBroken: _settle(d.BROKEN),
    meeting.CommitmentRenegotiated: _settle(d.RENEGOTIATED),
    meeting.CommitmentWithdrawn: _settle(d.WITHDRAWN),
    meeting.CommitmentEscalated: _escalated,
}
