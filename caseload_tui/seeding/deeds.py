"""What can happen in a story that was written by hand: one record for each deed, with the keys that it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from caseload_tui.seeding.tables import OneOf
from caseload_tui.seeding.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed(OneOf):
    """Something that somebody recorded on a day; the one who leads the client did, unless `by` names another."""

    KEY: ClassVar[str] = "did"
    KINDS: ClassVar[Mapping[str, type[Deed]]]

    on: When
    by: str | None = None


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
class Moved(Deed):
    """The client moved to another group, or that was proposed where the policy wants approval."""

    reason: str
    to: str | None = None
    axis: str | None = None
    chosen_by: str | None = None
    since: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved(Deed):
    """A proposed move was approved."""

    axis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected(Deed):
    """A proposed move was rejected."""

    reason: str
    axis: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected(Deed):
    """The latest placement was wrong."""

    reason: str
    to: str | None = None
    axis: str | None = None
    since: When | None = None


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
class Labelled(Deed):
    """The client belongs to a target group."""

    target_group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelEnded(Deed):
    """The client no longer belongs to a target group."""

    target_group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Freed(Deed):
    """The client was freed from a duty."""

    duty: str
    until: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound(Deed):
    """A duty binds the client again."""

    duty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentBegun(Deed):
    """An instrument of the policy was begun."""

    instrument: str
    until: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentEnded(Deed):
    """An instrument ended."""

    instrument: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkFound(Deed):
    """The client found work."""

    employer: str | None = None
    part_time: bool = False
    hours: int | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkEnded(Deed):
    """The latest work, or its aftercare, ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred(Deed):
    """The client was referred to a partner."""

    partner: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Deed):
    """The client answered after missing invitations."""

    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Deed):
    """Something happened that the policy counts from."""

    fact: str
    day: When | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed(Deed):
    """Fields of the client got other values."""

    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAdded(Deed):
    """A consultant became a contact."""

    consultant: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactEnded(Deed):
    """A consultant is no longer a contact."""

    consultant: str
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered(Deed):
    """The client was offered to a colleague."""

    to: str
    note: str = ""
    role: str | None = None
    until: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAccepted(Deed):
    """A colleague took the client over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRejected(Deed):
    """A colleague did not take the client over."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Deed):
    """The dossier was closed, or went into aftercare."""

    reason: str
    aftercare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened(Deed):
    """The client came back."""

    groups: tuple[str, ...]


Deed.KINDS = {
    "talk": Talked,
    "plan": Planned,
    "missed": Missed,
    "cancel": Cancelled,
    "amend": Amended,
    "withdraw talk": TalkWithdrawn,
    "draft": Drafted,
    "move": Moved,
    "approve": Approved,
    "reject": Rejected,
    "correct": Corrected,
    "agree": Agreed,
    "keep": Kept,
    "break": Broken,
    "withdraw": PromiseWithdrawn,
    "renegotiate": Renegotiated,
    "escalate": Escalated,
    "label": Labelled,
    "end label": LabelEnded,
    "free": Freed,
    "bind": Bound,
    "instrument": InstrumentBegun,
    "end instrument": InstrumentEnded,
    "work": WorkFound,
    "end work": WorkEnded,
    "refer": Referred,
    "answer": Answered,
    "date": Dated,
    "defer": Deferred,
    "end deferral": DeferralEnded,
    "waive": Waived,
    "end waiver": WaiverEnded,
    "change": Changed,
    "contact": ContactAdded,
    "end contact": ContactEnded,
    "offer": Offered,
    "accept": OfferAccepted,
    "decline": OfferRejected,
    "close": Closed,
    "reopen": Reopened,
}
"""Each deed by the word that a script has for it."""
