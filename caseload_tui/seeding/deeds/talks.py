"""Deeds about talks, what is agreed in them, and when the next one is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from caseload_tui.seeding.deeds.base import Deed
from caseload_tui.seeding.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What was agreed; `id` is what later deeds and tasks call it."""

    owner: str
    text: str
    until: When | None = None
    domain: str | None = None
    partner: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextTalk:
    """The talk that was planned in the same breath."""

    kind: str
    day: When
    time: str | None = None
    mode: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Talked(Deed):
    """A talk was held and recorded, signed unless it says otherwise; it settles the plan of that day."""

    kind: str
    held: When | None = None
    """When it was, where it was recorded later."""
    mode: str | None = None
    note: str | None = None
    """The one note of a kind without life domains."""
    notes: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    present: tuple[str, ...] = ()
    agreed: tuple[Promise, ...] = ()
    next: NextTalk | None = None
    consent: str | None = None
    signed: bool = True
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned(Deed):
    """A talk was planned."""

    kind: str
    day: When
    time: str | None = None
    mode: str | None = None
    consent: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed(Deed):
    """The client did not come to an invitation."""

    kind: str
    day: When | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelled(Deed):
    """A planned talk was called off, by the office or by the client."""

    kind: str
    day: When | None = None
    reason: str | None = None
    client: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended(Deed):
    """Something was added to the record of the latest such talk, or to the one that is named."""

    kind: str
    reason: str
    talk: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkWithdrawn(Deed):
    """The record of a talk was withdrawn: it stood in the wrong dossier."""

    kind: str
    reason: str
    talk: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted(Deed):
    """A talk was half typed, and left so."""

    kind: str
    day: When
    mode: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed(Deed):
    """Something was agreed outside a talk."""

    owner: str
    text: str
    until: When | None = None
    domain: str | None = None
    partner: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(Deed):
    """A promise was kept, broken or withdrawn."""

    promise: str
    note: str | None = None


class Kept(Settled):
    """A promise was kept."""


class Broken(Settled):
    """A promise was broken."""


class PromiseWithdrawn(Settled):
    """A promise no longer holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renegotiated(Deed):
    """A promise was replaced by another one."""

    promise: str
    until: When
    text: str | None = None
    note: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated(Deed):
    """A broken or overdue promise of the client went one step up the ladder."""

    promise: str
    step: str | None = None
    consideration: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Deed):
    """The client answered after missing invitations."""

    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred(Deed):
    """A due date was put off."""

    until: When
    reason: str
    kind: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferralEnded(Deed):
    """A due date is no longer put off."""

    reason: str | None = None
    kind: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived(Deed):
    """A rule was lifted for a while, or until it is ended."""

    reason: str
    start: When | None = None
    through: When | None = None
    kind: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverEnded(Deed):
    """A waiver was ended."""

    reason: str | None = None
    kind: str | None = None
    rule: str | None = None
