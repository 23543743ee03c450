"""What lists are made of: one frozen record a row, read from the store's projections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseload_tui.domain.dossier import Commitment, Meeting, Transfer
from caseload_tui.domain.due import BaseDue
from caseload_tui.domain.facts import Event
from caseload_tui.domain.people import full_name, list_name


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client as lists show one."""

    id: str
    file_number: str
    given_name: str
    prefix: str | None
    family_name: str
    born_on: date | None
    municipality: str | None
    registered_on: date
    benefit_since: date | None
    status: str
    closed_on: date | None
    lead: str | None
    """The consultant who leads."""
    lead_lacking: bool
    """True where the policy names who leads and no contact fits."""
    groups: Mapping[str, str]
    """The group by axis; axes without a group are left out."""
    labels: tuple[str, ...]
    contacts: tuple[tuple[str, str | None], ...]
    """Consultant and role of each contact, longest first."""
    sectors: tuple[str, ...]
    last_contact: date | None
    """The day of the latest held meeting of any kind."""
    open_commitments: int
    postcode: str | None = None
    present_since: date | None = None
    """The day of registering, or of reopening if that came later."""

    @property
    def name(self) -> str:
        """The name as it is spoken."""
        return full_name(self.given_name, self.prefix or "", self.family_name)

    @property
    def listed_name(self) -> str:
        """The name as lists show it, family name first."""
        return list_name(self.given_name, self.prefix or "", self.family_name)

    @property
    def spoken_on(self) -> date:
        """The day on which one last spoke, or since when the client is here if that came later."""
        here = self.present_since or self.registered_on
        return max(self.last_contact or here, here)


@dataclass(frozen=True, slots=True)
class DueRow:
    """What the facts say about one rule for one client, and on whose list it stands."""

    client: ClientRow
    base: BaseDue
    consultant: str | None


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting without its notes, scores, answers and amendments.

    `consultant` is on whose list it stands: who recorded it, else with whom it is planned, else who handles its kind.
    """

    client: ClientRow
    meeting: Meeting
    consultant: str | None


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment and whose it is."""

    client: ClientRow
    commitment: Commitment


@dataclass(frozen=True, slots=True)
class TransferRow:
    """An offer to hand a client over, without its note, and what became of it."""

    client: ClientRow
    transfer: Transfer


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Who was a contact of a client, in which role, from a day on and until a day."""

    client: ClientRow
    consultant: str
    role: str | None
    start: date
    until: date | None
    stands_in: bool
    """True where the work comes, or came, back to another on the last day."""
    came_from: str | None = None
    """Who had this until the first day."""
    went_to: str | None = None
    """Who had this from the last day on."""


@dataclass(frozen=True, slots=True)
class NoteHit:
    """A note in which a searched text was found; `excerpt` is the part around it."""

    client: ClientRow
    meeting: str
    kind: str
    on: date
    domain: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Draft:
    """Half-typed work of one person; not a fact. `key` names what it is for, as `talk:<meeting>`."""

    by: str
    key: str
    client_id: str | None
    meeting_id: str | None
    saved_at: str
    content: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Deed:
    """The facts that one person recorded in one go."""

    at: str
    by: str
    events: tuple[Event, ...]
    undone: bool
    """True where all of its facts were taken back."""


@dataclass(frozen=True, slots=True)
class DueTally:
    """How many due dates of one consultant are late on a day, and how many fall soon after it."""

    consultant: str | None
    late: int
    soon: int


@dataclass(frozen=True, slots=True)
class Check:
    """One thing the store was examined for."""

    check: str
    ok: bool
    detail: str
