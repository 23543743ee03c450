"""Facts of hand-overs: a contact of a client is offered to another consultant, who decides."""

from __future__ import annotations

from datetime import date

from caseload_tui.domain.facts.base import Fact, fact


@fact("transfer.offered", version=2, undoable=True)
class TransferOffered(Fact):
    """A contact's work for the client is offered to another consultant; its event identifier names the offer."""

    consultant: str
    to: str
    role: str | None = None
    note: str
    on: date
    until: date | None = None
    from_: date | None = None


@fact("transfer.accepted", undoable=True)
class TransferAccepted(Fact):
    """An offer was accepted; the contacts that end and begin are facts of their own in the same deed."""

    offer: str
    on: date


@fact("transfer.rejected", undoable=True)
class TransferRejected(Fact):
    """An offer was rejected, with the reason."""

    offer: str
    on: date
    reason: str


@fact("transfer.withdrawn", undoable=True)
class TransferWithdrawn(Fact):
    """An offer was taken back before anybody decided."""

    offer: str
    on: date
    reason: str | None = None
