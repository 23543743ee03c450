"""Facts of meetings, terms and commitments in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from typing import Any

from caseload_tui.domain.facts import meeting as of_meeting
from caseload_tui.domain.facts.base import Fact
from caseload_tui.formatting import time_text
from caseload_tui.i18n import tr
from caseload_tui.services.naming import mode_name, owner_name
from caseload_tui.services.telling.teller import AGREED, TALKS, TERMS, Tell, Teller, Told


def planned(teller: Teller, event: str, fact: of_meeting.MeetingPlanned) -> Told:
    """A meeting was planned."""
    parts = [tr("planned for {day}: {kind}", kind=teller.names.kind(fact.meeting_kind), day=teller.day(fact.on))]
    parts += [_clock(fact.time)] if fact.time else []
    parts += [tr("group session")] if fact.session else []
    parts += [mode_name(fact.mode)] if fact.mode else []
    return Told(TALKS, ", ".join(parts), about=fact.meeting)


def held(teller: Teller, event: str, fact: of_meeting.MeetingHeld) -> Told:
    """A meeting was held."""
    kind = teller.names.framework.kinds_by_id.get(fact.meeting_kind)
    parts = [teller.names.kind(fact.meeting_kind)]
    parts += [tr("group session")] if fact.session else []
    parts += [mode_name(fact.mode)] if fact.mode else []
    if kind and kind.domains:
        spoken = len({*fact.notes, *fact.scores} & {*kind.domains})
        parts.append(tr("{n} of {all} life domains", n=spoken, all=len(kind.domains)))
    return Told(TALKS, ", ".join(parts), on=fact.on, about=fact.meeting)


def missed(teller: Teller, event: str, fact: of_meeting.MeetingMissed) -> Told:
    """The client did not come."""
    text = tr("{kind}: did not come", kind=_meeting(teller, fact.meeting, fact.meeting_kind))
    return Told(TALKS, text, fact.reason or "", fact.on, fact.meeting)


def cancelled(teller: Teller, event: str, fact: of_meeting.MeetingCancelled) -> Told:
    """A meeting was called off."""
    kind = _meeting(teller, fact.meeting)
    by_office = tr("{kind} called off by the office", kind=kind)
    text = by_office if fact.by_office else tr("{kind} called off by the {client}", kind=kind)
    return Told(TALKS, text, fact.reason or "", fact.on, fact.meeting)


def withdrawn(teller: Teller, event: str, fact: of_meeting.MeetingWithdrawn) -> Told:
    """A record was withdrawn."""
    text = tr("record of {kind} withdrawn", kind=_meeting(teller, fact.meeting))
    return Told(TALKS, text, fact.reason, about=fact.meeting)


def signed(teller: Teller, event: str, fact: of_meeting.MeetingSigned) -> Told:
    """A record was signed."""
    known = teller.dossier.meeting(fact.meeting)
    text = tr("signed: {kind}", kind=_meeting(teller, fact.meeting))
    if known is not None:
        text = tr("signed: {kind} of {day}", kind=_meeting(teller, fact.meeting), day=teller.day(known.on))
    return Told(TALKS, text, on=fact.on, about=fact.meeting)


def amended(teller: Teller, event: str, fact: of_meeting.MeetingAmended) -> Told:
    """A signed record was amended."""
    return Told(TALKS, tr("{kind} amended", kind=_meeting(teller, fact.meeting)), fact.reason, about=fact.meeting)


# Terms and signals


def deferred(teller: Teller, event: str, fact: of_meeting.DeferralSet) -> Told:
    """A due date was put off."""
    text = tr("{kind} put off until {day}", kind=teller.names.rule(fact.rule), day=teller.day(fact.until))
    return Told(TERMS, text, fact.reason)


def undeferred(teller: Teller, event: str, fact: of_meeting.DeferralWithdrawn) -> Told:
    """A deferral was withdrawn."""
    return Told(TERMS, tr("{kind} no longer put off", kind=teller.names.rule(fact.rule)), fact.reason or "")


def waived(teller: Teller, event: str, fact: of_meeting.WaiverSet) -> Told:
    """A rule was lifted."""
    text = tr("{kind} not asked from {day}", kind=teller.names.rule(fact.rule), day=teller.day(fact.from_))
    if fact.through:
        text = tr("{text} through {day}", text=text, day=teller.day(fact.through))
    return Told(TERMS, text, fact.reason)


def unwaived(teller: Teller, event: str, fact: of_meeting.WaiverEnded) -> Told:
    """A waiver was ended."""
    text = tr("{kind} asked again after {day}", kind=teller.names.rule(fact.rule), day=teller.day(fact.through))
    return Told(TERMS, text, fact.reason or "")


def agreed(teller: Teller, event: str, fact: of_meeting.CommitmentMade) -> Told:
    """Something was agreed."""
    due = tr(" by {day}", day=teller.day(fact.due_on)) if fact.due_on else ""
    who = owner_name(fact.owner, fact.partner, tr("the {client}"))
    text = tr("agreed, {who}{due}", who=who, due=due)
    return Told(AGREED, text, fact.text, fact.made_on, fact.commitment)


def settled(teller: Teller, event: str, fact: Any) -> Told:
    """A commitment was kept, broken or withdrawn."""
    text = {
        of_meeting.CommitmentKept: tr("commitment kept"),
        of_meeting.CommitmentBroken: tr("commitment broken"),
        of_meeting.CommitmentWithdrawn: tr("commitment withdrawn"),
        of_meeting.CommitmentRenegotiated: tr("commitment renegotiated"),
    }[type(fact)]
    return Told(AGREED, text, _agreed(teller, fact.commitment, fact.note), fact.on, fact.commitment)


def escalated(teller: Teller, event: str, fact: of_meeting.CommitmentEscalated) -> Told:
    """A commitment went a step up the ladder."""
    text = tr("one step up: {step}", step=teller.names.step(fact.step))
    return Told(AGREED, text, _agreed(teller, fact.commitment, fact.consideration), fact.on, fact.commitment)


def _agreed(teller: Teller, commitment: str, note: str | None) -> str:
    known = teller.dossier.commitment(commitment)
    return " \N{EM DASH} ".join(part for part in (known.text if known else "", note) if part)


def _meeting(teller: Teller, meeting: str, kind: str | None = None) -> str:
    known = teller.dossier.meeting(meeting)
    return teller.names.kind(kind or (known.kind if known else None))


def _clock(text: str) -> str:
    try:
        return time_text(time.fromisoformat(text))
    except ValueError:
        return text


TELLING: Mapping[type[Fact], Tell] = {
    of_meeting.MeetingPlanned: planned,
    of_meeting.MeetingHeld: held,
    of_meeting.MeetingMissed: missed,
    of_meeting.MeetingCancelled: cancelled,
    of_meeting.MeetingWithdrawn: withdrawn,
    of_meeting.MeetingSigned: signed,
    of_meeting.MeetingAmended: amended,
    of_meeting.DeferralSet: deferred,
    of_meeting.DeferralWithdrawn: undeferred,
    of_meeting.WaiverSet: waived,
    of_meeting.WaiverEnded: unwaived,
    of_meeting.CommitmentMade: agreed,
    of_meeting.CommitmentKept: settled,
    of_meeting.CommitmentBroken: settled,
    of_meeting.CommitmentWithdrawn: settled,
    of_meeting.CommitmentRenegotiated: settled,
    of_meeting.CommitmentEscalated: escalated,
}
