"""Facts of a client: registration, changeable fields, groups, labels, contacts, duties, instruments and work."""

from __future__ import annotations

from datetime import date

from caseload_tui.domain.facts.base import Fact, fact


@fact("client.registered")
class ClientRegistered(Fact):
    """A client came into the caseload."""

    on: date
    file_number: str
    given_name: str
    prefix: str | None = None
    family_name: str
    born_on: date | None = None
    municipality: str | None = None
    benefit_since: date | None = None


@fact("client.changed", undoable=True)
class ClientChanged(Fact):
    """A changeable field got another value; `replaces` are the events whose values its author saw."""

    field: str
    value: str | None = None
    replaces: tuple[str, ...] = ()


@fact("client.closed")
class ClientClosed(Fact):
    """The client left the caseload; into aftercare where a placement in work is followed up."""

    on: date
    reason: str
    aftercare: bool = False


@fact("client.reopened")
class ClientReopened(Fact):
    """The client came back."""

    on: date


@fact("client.dated", undoable=True)
class ClientDated(Fact):
    """A dated fact that the policy counts from happened."""

    fact: str
    on: date


@fact("placement.set", undoable=True)
class PlacementSet(Fact):
    """The client is in this group of the axis from a day on; without a group the stay on an optional axis ends."""

    axis: str
    group: str | None = None
    from_: date
    reason: str | None = None
    chosen_by: str | None = None
    decided_by: str | None = None
    meeting: str | None = None


@fact("placement.corrected", undoable=True)
class PlacementCorrected(Fact):
    """A placement was wrong: this is what its group and day should have been."""

    corrects: str
    axis: str
    group: str | None = None
    from_: date
    reason: str | None = None
    chosen_by: str | None = None
    meeting: str | None = None


@fact("placement.proposed", undoable=True)
class PlacementProposed(Fact):
    """A move waits for approval; its event identifier names the proposal."""

    axis: str
    group: str | None = None
    on: date
    reason: str | None = None
    chosen_by: str | None = None
    meeting: str | None = None


@fact("placement.approved", undoable=True)
class PlacementApproved(Fact):
    """A proposal was approved; the placement itself is a fact of its own in the same deed."""

    proposal: str
    on: date


@fact("placement.rejected", undoable=True)
class PlacementRejected(Fact):
    """A proposal was rejected."""

    proposal: str
    on: date
    reason: str | None = None


@fact("label.given", undoable=True)
class LabelGiven(Fact):
    """The client belongs to a target group from a day on."""

    target_group: str
    on: date


@fact("label.ended", undoable=True)
class LabelEnded(Fact):
    """The client no longer belongs to a target group from a day on."""

    target_group: str
    on: date


@fact("contact.added", undoable=True)
class ContactAdded(Fact):
    """A consultant became a contact of the client, in a role of the policy where it has roles."""

    consultant: str
    role: str | None = None
    from_: date


@fact("contact.ended", undoable=True)
class ContactEnded(Fact):
    """A consultant is no longer a contact of the client from a day on."""

    consultant: str
    role: str | None = None
    on: date


@fact("duty.freed", undoable=True)
class DutyFreed(Fact):
    """The client is freed from a legal duty until a day, when it binds again, or lastingly."""

    duty: str
    from_: date
    until: date | None = None


@fact("duty.restored", undoable=True)
class DutyRestored(Fact):
    """A legal duty binds again from a day on."""

    duty: str
    on: date


@fact("instrument.started", undoable=True)
class InstrumentStarted(Fact):
    """An instrument of the policy is used for the client; `until` is when it is meant to end."""

    instrument: str
    from_: date
    until: date | None = None


@fact("instrument.ended", undoable=True)
class InstrumentEnded(Fact):
    """An instrument ended."""

    instrument: str
    on: date


@fact("instrument.paid", undoable=True)
class InstrumentPaid(Fact):
    """An amount in euros was spent on an instrument for the client."""

    instrument: str
    amount: float
    on: date


@fact("work.started", undoable=True)
class WorkStarted(Fact):
    """The client was placed in work."""

    work: str
    on: date
    employer: str | None = None
    part_time: bool = False
    hours: int | None = None
    sector: str | None = None


@fact("work.ended", undoable=True)
class WorkEnded(Fact):
    """A placement in work ended, or its aftercare did."""

    work: str
    on: date
    reason: str | None = None


@fact("referral.made", undoable=True)
class ReferralMade(Fact):
    """The client was referred to a partner."""

    partner: str
    on: date
    note: str | None = None


@fact("client.answered", undoable=True)
class ClientAnswered(Fact):
    """The client answered after missing invitations: the count of missed ones begins anew."""

    on: date
    note: str | None = None


@fact("signal.acknowledged", undoable=True)
class SignalAcknowledged(Fact):
    """Somebody saw a signal; `signal` is its key, which names what it is about and its date."""

    signal: str
    note: str | None = None


@fact("undone")
class Undone(Fact):
    """An earlier event was taken back: it counts as never recorded."""

    event: str
