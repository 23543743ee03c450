"""Hand-overs in plain words."""

from __future__ import annotations

from caseload_tui.domain.facts import transfer
from caseload_tui.i18n import tr
from caseload_tui.services.telling.teller import SITUATION, Tell, Teller, Told


def offered(teller: Teller, event: str, fact: transfer.TransferOffered) -> Told:
    """A contact's work was offered."""
    names = {"of": teller.names.consultant(fact.consultant), "to": teller.names.consultant(fact.to)}
    text = teller.until(tr("hand-over of {of} offered to {to}", **names), fact.until)
    return Told(SITUATION, text, fact.note, fact.on)


def accepted(teller: Teller, event: str, fact: transfer.TransferAccepted) -> Told:
    """The offer was accepted."""
    return Told(SITUATION, tr("hand-over accepted"), on=fact.on)


def rejected(teller: Teller, event: str, fact: transfer.TransferRejected) -> Told:
    """The offer was rejected."""
    return Told(SITUATION, tr("hand-over rejected"), fact.reason, fact.on)


def withdrawn(teller: Teller, event: str, fact: transfer.TransferWithdrawn) -> Told:
    """The offer was taken back."""
    return Told(SITUATION, tr("hand-over withdrawn"), fact.reason or "", fact.on)


TELLING: dict[type, Tell] = {
    transfer.TransferOffered: offered,
    transfer.TransferAccepted: accepted,
    transfer.TransferRejected: rejected,
    transfer.TransferWithdrawn: withdrawn,
}
