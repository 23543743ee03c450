"""A dossier: everything the facts of one client say, in frozen records.

`folding.dossier_of` makes it from events. Spans are half-open: `until` is the first day that no longer counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caseload_tui.domain.facts import Event
from caseload_tui.domain.fields import CHANGEABLE as CHANGEABLE
from caseload_tui.domain.fields import CONSENTS as CONSENTS
from caseload_tui.domain.fields import FieldValue as FieldValue
from caseload_tui.domain.spans import Span, Spans

ACTIVE, AFTERCARE, CLOSED = "active", "aftercare", "closed"
PLANNED, HELD, MISSED, CANCELLED, WITHDRAWN = "planned", "held", "missed", "cancelled", "withdrawn"
OPEN, KEPT, BROKEN, RENEGOTIATED = "open", "kept", "broken", "renegotiated"
ACCEPTED, REJECTED, LAPSED = "accepted", "rejected", "lapsed"


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in a group of an axis; without a group the axis is left empty for a while."""

    event: str
    axis: str
    group: str | None
    start: date
    until: date | None
    reason: str | None = None
    chosen_by: str | None = None
    decided_by: str | None = None
    meeting: str | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Closing:
    """A closing of the dossier, and whether the client left the caseload with it or was followed in aftercare only."""

    event: str
    on: date
    reason: str
    aftercare: bool
    left: bool


@dataclass(frozen=True, slots=True)
class Held:
    """Something a client has for a while: a label, a freed duty, an instrument."""

    event: str
    id: str
    start: date
    until: date | None
    ended: bool = False
    """True where somebody recorded the end, and `until` is not only what was meant."""


@dataclass(frozen=True, slots=True)
class Payment:
    """An amount in euros that was spent on an instrument."""

    event: str
    instrument: str
    amount: float
    on: date


@dataclass(frozen=True, slots=True)
class Contact:
    """A consultant who is a contact of the client, in a role."""

    event: str
    consultant: str
    role: str | None
    start: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Work:
    """A placement in work."""

    event: str
    id: str
    start: date
    until: date | None
    employer: str | None
    part_time: bool
    hours: int | None
    sector: str | None


@dataclass(frozen=True, slots=True)
class Amendment:
    """What was added to a signed record, and why."""

    event: str
    at: str
    by: str
    reason: str
    on: date | None
    kind: str | None
    notes: Mapping[str, str]
    scores: Mapping[str, int]
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as it counts: planned, held, missed, cancelled or withdrawn; corrections are in `on` and `kind`."""

    id: str
    kind: str
    on: date
    status: str
    time: str | None = None
    mode: str | None = None
    consultant: str | None = None
    planned_on: date | None = None
    reason: str | None = None
    by_office: bool = False
    notes: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    present: tuple[str, ...] = ()
    recorded_by: str | None = None
    recorded_seq: int = 0
    signed_on: date | None = None
    signed_by: str | None = None
    amendments: tuple[Amendment, ...] = ()
    session: str | None = None
    """The group session of which it is one client's part."""

    @property
    def unsigned(self) -> bool:
        """Tell whether the record still waits for a signature."""
        return self.status == HELD and self.signed_on is None


@dataclass(frozen=True, slots=True)
class Deferral:
    """A due date put off until a day, by a person."""

    event: str
    seq: int
    rule: str
    until: date
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule lifted for a while; both days included, `through` None while open-ended."""

    event: str
    rule: str
    start: date
    through: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class CommitmentChange:
    """One change of a commitment: what, when, by whom, with what note."""

    what: str
    on: date
    by: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Commitment:
    """Something agreed, with everything that became of it."""

    id: str
    owner: str
    partner: str | None
    text: str
    domain: str | None
    category: str | None
    due_on: date | None
    made_on: date
    meeting: str | None
    state: str = OPEN
    settled_on: date | None = None
    replaces: str | None = None
    replaced_by: str | None = None
    step: str | None = None
    changes: tuple[CommitmentChange, ...] = ()

    def overdue(self, today: date) -> bool:
        """Tell whether it is open and its day has passed."""
        return self.state == OPEN and self.due_on is not None and self.due_on < today

    @property
    def kept_late(self) -> bool:
        """Tell whether it was kept, but after its day."""
        return (
            self.state == KEPT
            and self.due_on is not None
            and self.settled_on is not None
            and self.settled_on > self.due_on
        )


@dataclass(frozen=True, slots=True)
class Proposal:
    """A move that waits for approval, or was decided."""

    event: str
    axis: str
    group: str | None
    on: date
    by: str
    reason: str | None
    chosen_by: str | None
    meeting: str | None
    state: str = OPEN


@dataclass(frozen=True, slots=True)
class Transfer:
    """A contact's work offered to another consultant, and what became of the offer."""

    event: str
    consultant: str
    """Whose work it is."""
    to: str
    role: str | None
    """The role that is handed over; None for all that the consultant has here."""
    note: str
    on: date
    by: str
    until: date | None = None
    """The day on which it comes back, where somebody only stands in."""
    start: date | None = None
    """The day on which somebody begins to stand in; without one the day of acceptance."""
    state: str = OPEN
    """`open`, `accepted`, `rejected`, `withdrawn`, or `lapsed` where the dossier was closed."""
    decided_on: date | None = None
    decided_by: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral to a partner."""

    event: str
    partner: str
    on: date
    note: str | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """One client, as the facts say."""

    id: str
    status: str
    spells: Spans
    """When the client was in the caseload: registration or reopening up to closing."""
    closed_on: date | None
    closed_reason: str | None
    closings: tuple[Closing, ...]
    """Every closing, in order; the n-th with which the client left ends the n-th spell."""
    fields: Mapping[str, tuple[FieldValue, ...]]
    stays: Mapping[str, tuple[Stay, ...]]
    """Stays by axis, in order, without overlap."""
    wrong_stays: tuple[Stay, ...]
    """Placements that were corrected afterwards, as they stood before."""
    proposals: tuple[Proposal, ...]
    transfers: tuple[Transfer, ...]
    labels: tuple[Held, ...]
    contacts: tuple[Contact, ...]
    duties: tuple[Held, ...]
    instruments: tuple[Held, ...]
    payments: tuple[Payment, ...]
    works: tuple[Work, ...]
    referrals: tuple[Referral, ...]
    dates: Mapping[str, date]
    meetings: tuple[Meeting, ...]
    """By day, then in the order of recording."""
    deferrals: tuple[Deferral, ...]
    """The deferrals in effect, one a rule at most."""
    waivers: tuple[Waiver, ...]
    commitments: tuple[Commitment, ...]
    answered: tuple[date, ...]
    """Days on which the client answered after missing invitations."""
    acknowledged: frozenset[str]
    """Keys of the signals that somebody has seen."""
    events: tuple[Event, ...]
    """Every event, undone ones too, in order."""
    undone: frozenset[str]
    """Identifiers of the events that were taken back."""

    def value(self, name: str) -> str | None:
        """Return the latest value of a changeable field."""
        values = self.fields.get(name, ())
        return values[-1].value if values else None

    def concurrent(self, name: str) -> tuple[FieldValue, ...]:
        """Return the values that were set without knowledge of each other; none where they say the same."""
        values = self.fields.get(name, ())
        return values if len({item.value for item in values}) > 1 else ()

    def spent_on(self, instrument: str) -> float:
        """Return how many euros were spent on an instrument for the client."""
        return sum(item.amount for item in self.payments if item.instrument == instrument)

    def date_value(self, name: str) -> date | None:
        """Return the latest value of a changeable field that is a date."""
        value = self.value(name)
        return date.fromisoformat(value) if value else None

    @property
    def present(self) -> bool:
        """Tell whether the client is in the caseload, or followed in aftercare."""
        return self.status != CLOSED

    @property
    def began_on(self) -> date:
        """The registration, or the reopening if later."""
        return self.spells[-1].start

    @property
    def groups(self) -> dict[str, str]:
        """The group the client is in, by axis; axes without a group are left out."""
        current = {axis: stays[-1] for axis, stays in self.stays.items() if stays}
        return {axis: stay.group for axis, stay in current.items() if stay.group and stay.until is None}

    @property
    def current_labels(self) -> tuple[str, ...]:
        """Target groups the client belongs to."""
        return tuple(label.id for label in self.labels if label.until is None)

    @property
    def current_contacts(self) -> tuple[Contact, ...]:
        """Contacts of the client that last, longest first; somebody who stands in until a day is none of them."""
        return tuple(contact for contact in self.contacts if contact.until is None)

    def groups_on(self, day: date) -> dict[str, str]:
        """Return the group the client was in on a day, by axis; axes without a group are left out."""
        on_day = (stay for stays in self.stays.values() for stay in stays if Span(stay.start, stay.until).holds(day))
        return {stay.axis: stay.group for stay in on_day if stay.group}

    def labels_on(self, day: date) -> frozenset[str]:
        """Return the target groups that the client belonged to on a day."""
        return frozenset(label.id for label in self.labels if Span(label.start, label.until).holds(day))

    def contacts_on(self, day: date) -> tuple[Contact, ...]:
        """Return the contacts of the client on a day; who stands in has the place of whom they stand in for."""
        return tuple(
            contact
            for contact in self.contacts
            if contact.start <= day and (contact.until is None or day < contact.until)
        )

    @property
    def open_transfer(self) -> Transfer | None:
        """The offer that waits for a decision."""
        return next((item for item in self.transfers if item.state == OPEN), None)

    def meeting(self, meeting_id: str) -> Meeting | None:
        """Return the meeting with this identifier."""
        return next((meeting for meeting in self.meetings if meeting.id == meeting_id), None)

    def commitment(self, commitment_id: str) -> Commitment | None:
        """Return the commitment with this identifier."""
        return next((item for item in self.commitments if item.id == commitment_id), None)

    def group_spans(self, axis: str, groups: tuple[str, ...]) -> Spans:
        """Return when the client was in any of these groups of the axis."""
        return tuple(Span(stay.start, stay.until) for stay in self.stays.get(axis, ()) if stay.group in groups)

    def label_spans(self, target_groups: tuple[str, ...]) -> Spans:
        """Return when the client belonged to any of these target groups."""
        return tuple(Span(label.start, label.until) for label in self.labels if label.id in target_groups)
