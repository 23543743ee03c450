"""How facts of hand-overs change what a dossier says; the contacts themselves change by facts of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from caseload_tui.domain import dossier as d
from caseload_tui.domain.facts import Event, transfer
from caseload_tui.domain.folding.state import Folding, Handler


def _offered(folding: Folding, event: Event, fact: transfer.TransferOffered) -> None:
    folding.transfers[event.id] = d.Transfer(
        event=event.id,
        consultant=fact.consultant,
        to=fact.to,
        role=fact.role,
        note=fact.note,
        on=fact.on,
        by=event.by,
        until=fact.until,
        start=fact.from_,
    )


def _decided(state: str) -> Callable[[Folding, Event, Any], None]:
    def decide(folding: Folding, event: Event, fact: Any) -> None:
        offer = folding.transfers.get(fact.offer)
        if offer is not None:
            reason = getattr(fact, "reason", None)
            folding.transfers[fact.offer] = replace(
                offer, state=state, decided_on=fact.on, decided_by=event.by, reason=reason
            )

    return decide


HANDLERS: dict[type, Handler] = {
    transfer.TransferOffered: _offered,
    transfer.TransferAccepted: _decided(d.ACCEPTED),
    transfer.TransferRejected: _decided(d.REJECTED),
    transfer.TransferWithdrawn: _decided(d.WITHDRAWN),
}
