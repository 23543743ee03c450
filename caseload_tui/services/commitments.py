"""Afspraak is afspraak: what was agreed, by both sides, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caseload_tui.domain import agreeing
from caseload_tui.domain.agreeing import Agreement
from caseload_tui.domain.dossier import BROKEN, KEPT, Commitment
from caseload_tui.domain.filters import CommitmentFilter
from caseload_tui.domain.rows import CommitmentRow
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.services.desk import Desk


@dataclass(frozen=True, slots=True)
class KeptRate:
    """How one side keeps its word; `rate` is None where nothing was kept or broken yet."""

    owner: str
    kept: int
    broken: int
    open: int
    overdue: int

    @property
    def rate(self) -> float | None:
        """Kept as a share of kept and broken."""
        settled = self.kept + self.broken
        return self.kept / settled if settled else None


def kept_rates(commitments: Iterable[Commitment], today: date) -> tuple[KeptRate, ...]:
    """Return how each side keeps its word; renegotiated and withdrawn ones do not count."""
    items = tuple(commitments)
    return tuple(
        KeptRate(
            owner,
            sum(item.state == KEPT for item in items if item.owner == owner),
            sum(item.state == BROKEN for item in items if item.owner == owner),
            sum(item.state == "open" for item in items if item.owner == owner),
            sum(item.overdue(today) for item in items if item.owner == owner),
        )
        for owner in agreeing.OWNERS
    )


class Commitments:
    """Commitments of client, office and partners."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(self, chosen: CommitmentFilter) -> tuple[CommitmentRow, ...]:
        """Return the commitments that the filter lets through, by due date."""
        with self._desk.reading() as reading:
            return reading.commitments(chosen)

    def add(self, client_id: str, agreement: Agreement) -> Commitment:
        """Record what was agreed."""
        with self._desk.writing() as writing:
            dossier = writing.dossier(client_id)
            if not dossier.present:
                raise Refused(tr("The dossier is closed."), tr("Reopen it first."))
            fact = agreeing.decide_agreement(
                agreement, writing.policy().framework, writing.new_id(), made_on=self._desk.today()
            )
            writing.record(client_id, fact)
            return agreeing.find_commitment(writing.dossier(client_id), fact.commitment)

    def keep(self, client_id: str, commitment: str, *, on: date | None = None, note: str | None = None) -> Commitment:
        """Mark the commitment as kept."""
        return self._settle(client_id, commitment, "kept", on, note)

    def break_(self, client_id: str, commitment: str, *, on: date | None = None, note: str | None = None) -> Commitment:
        """Mark the commitment as broken."""
        return self._settle(client_id, commitment, "broken", on, note)

    def withdraw(
        self, client_id: str, commitment: str, *, on: date | None = None, note: str | None = None
    ) -> Commitment:
        """Say that the commitment no longer holds."""
        return self._settle(client_id, commitment, "withdrawn", on, note)

    def renegotiate(
        self, client_id: str, commitment: str, due_on: date, *, text: str | None = None, note: str | None = None
    ) -> Commitment:
        """Replace the commitment by another one, and return that."""
        with self._desk.writing() as writing:
            known = agreeing.find_commitment(writing.dossier(client_id), commitment)
            successor = writing.new_id()
            facts = agreeing.decide_renegotiation(
                known, successor, text=text, due_on=due_on, note=note, today=self._desk.today()
            )
            writing.record(client_id, *facts)
            return agreeing.find_commitment(writing.dossier(client_id), successor)

    def escalate(
        self, client_id: str, commitment: str, *, step: str | None = None, consideration: str | None = None
    ) -> Commitment:
        """Take a broken or overdue commitment of the client one step up the policy's ladder."""
        with self._desk.writing() as writing:
            known = agreeing.find_commitment(writing.dossier(client_id), commitment)
            fact = agreeing.decide_escalation(
                known, writing.policy().framework, step, consideration, today=self._desk.today()
            )
            writing.record(client_id, fact)
            return agreeing.find_commitment(writing.dossier(client_id), commitment)

    def _settle(self, client_id: str, commitment: str, how: str, on: date | None, note: str | None) -> Commitment:
        today = self._desk.today()
        with self._desk.writing() as writing:
            known = agreeing.find_commitment(writing.dossier(client_id), commitment)
            writing.record(client_id, agreeing.decide_settling(known, how, on or today, note, today=today))
            return agreeing.find_commitment(writing.dossier(client_id), commitment)
