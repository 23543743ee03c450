"""Facts of meetings, of the terms between them, and of commitments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date

from caseload_tui.domain.facts.base import Fact, fact


@fact("meeting.planned", undoable=True)
class MeetingPlanned(Fact):
    """A meeting is planned; planning the same meeting again moves it. `time` is HH:MM.

    `session`, here and in what becomes of the plan, is the one identifier that the clients of a group session share.
    """

    meeting: str
    meeting_kind: str
    on: date
    time: str | None = None
    mode: str | None = None
    consultant: str | None = None
    session: str | None = None


@fact("meeting.held")
class MeetingHeld(Fact):
    """A meeting was held; recorded again by its author before signing, it replaces the former record.

    `notes` and `scores` go by life domain (the general note by the empty id), `answers` by the question's number.
    """

    meeting: str
    meeting_kind: str
    on: date
    mode: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    present: tuple[str, ...] = ()
    """Roles that took part."""
    session: str | None = None


@fact("meeting.missed", undoable=True)
class MeetingMissed(Fact):
    """The client did not come."""

    meeting: str
    meeting_kind: str | None = None
    on: date
    reason: str | None = None
    session: str | None = None


@fact("meeting.cancelled", undoable=True)
class MeetingCancelled(Fact):
    """A planned meeting was called off, by the office or by the client."""

    meeting: str
    on: date
    reason: str | None = None
    by_office: bool = True
    session: str | None = None


@fact("meeting.withdrawn")
class MeetingWithdrawn(Fact):
    """A record was made in the wrong dossier; it counts as never held."""

    meeting: str
    reason: str


@fact("meeting.signed")
class MeetingSigned(Fact):
    """The record of a held meeting was signed; only amendments can follow."""

    meeting: str
    on: date


@fact("meeting.amended")
class MeetingAmended(Fact):
    """An amendment stands beside a signed record; a corrected day or kind counts from then on."""

    meeting: str
    reason: str
    on: date | None = None
    meeting_kind: str | None = None
    mode: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


@fact("deferral.set", undoable=True)
class DeferralSet(Fact):
    """A due date was put off until a day."""

    rule: str
    until: date
    reason: str


@fact("deferral.withdrawn", undoable=True)
class DeferralWithdrawn(Fact):
    """The deferral of a rule no longer counts."""

    rule: str
    until: date | None = None
    reason: str | None = None


@fact("waiver.set", undoable=True)
class WaiverSet(Fact):
    """A rule does not hold for the client for a while; both days included, without `through` until it is ended."""

    rule: str
    from_: date
    through: date | None = None
    reason: str


@fact("waiver.ended", undoable=True)
class WaiverEnded(Fact):
    """A waiver that began on `from` runs through this day only."""

    rule: str
    from_: date
    through: date
    reason: str | None = None


@fact("commitment.made", undoable=True)
class CommitmentMade(Fact):
    """Something was agreed: `owner` is `client`, `office` or `partner`."""

    commitment: str
    owner: str
    partner: str | None = None
    text: str
    domain: str | None = None
    category: str | None = None
    due_on: date | None = None
    made_on: date
    meeting: str | None = None
    replaces: str | None = None


@fact("commitment.kept", undoable=True)
class CommitmentKept(Fact):
    """A commitment was kept on a day."""

    commitment: str
    on: date
    note: str | None = None


@fact("commitment.broken", undoable=True)
class CommitmentBroken(Fact):
    """A commitment was broken."""

    commitment: str
    on: date
    note: str | None = None


@fact("commitment.renegotiated", undoable=True)
class CommitmentRenegotiated(Fact):
    """A commitment was replaced by another one."""

    commitment: str
    on: date
    replaced_by: str
    note: str | None = None


@fact("commitment.withdrawn", undoable=True)
class CommitmentWithdrawn(Fact):
    """A commitment no longer holds."""

    commitment: str
    on: date
    note: str | None = None


@fact("commitment.escalated", undoable=True)
class CommitmentEscalated(Fact):
    """A broken or overdue commitment was taken one step up the ladder, with what had to be written down."""

    commitment: str
    on: date
    step: str
    consideration: str | None = None
