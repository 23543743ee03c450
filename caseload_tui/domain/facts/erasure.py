"""The ledger of what was erased: it says that there was something, never what."""

from __future__ import annotations

from datetime import date

from caseload_tui.domain.facts.base import Fact, fact


@fact("dossier.erased", version=2)
class DossierErased(Fact):
    """What the facts of a dossier said was taken out everywhere; a fact of the office.

    By `traces`, which are digests, another system's export of the person is known again: see `domain/traces.py`.
    """

    erased: str
    on: date
    reason: str
    traces: tuple[str, ...] = ()
