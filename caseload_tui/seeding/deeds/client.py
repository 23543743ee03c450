"""Deeds about where a client stands: groups, labels, duties, work, contacts, coming and going."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from caseload_tui.seeding.deeds.base import Deed
from caseload_tui.seeding.when import When


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
class Dated(Deed):
    """Something happened that the policy counts from."""

    fact: str
    day: When | None = None


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
