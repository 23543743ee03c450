"""Commitments of another system, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from caseload_tui.domain.agreeing import Agreement, decide_agreement, decide_settling, find_commitment
from caseload_tui.domain.dossier import BROKEN, KEPT, OPEN, WITHDRAWN, Dossier
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.source import COMMITMENT, SourceSeen
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.incoming.rows import Said
from caseload_tui.services.incoming.taker import Taker, of_field

_STATES = (OPEN, KEPT, BROKEN, WITHDRAWN)
_SETTLED = ("state", "settled_on", "remark")
"""Fields that may say something else later; what was agreed itself does not change, it is agreed anew."""


class CommitmentTaker(Taker):
    """Records commitments of both sides."""

    record = COMMITMENT
    _made: dict[str, str]
    """The commitments that were just made, by client."""

    def arrive(self, fresh: list[Said]) -> None:
        """Record commitments that were never seen before, with what became of them."""
        for rows in self.about(fresh):
            self._made = {}
            self.record_rows(rows, self._make)
            made = {dossier.id: said for said, dossier in rows if dossier.id in self._made}
            again = [(made[dossier.id], dossier) for dossier in self.writing.dossiers(made)]
            self.record_rows(again, lambda said, dossier: self._became(dossier, self._made[dossier.id], said))

    def _make(self, said: Said, dossier: Dossier) -> Iterator[Fact]:
        commitment = self.writing.new_id()
        yield self._agreed(said, commitment)
        yield self.sees(said, commitment)
        self._made[dossier.id] = commitment

    def _agreed(self, said: Said, commitment: str) -> Fact:
        values = said.values
        made_on = self.day(said, "made_on") or self.today
        if made_on > self.today:
            raise Refused(tr("The day lies in the future."), tr("Choose today or an earlier day."), "made_on")
        agreement = Agreement(
            owner=values["owner"],
            text=values["text"],
            due_on=self.day(said, "due_on"),
            domain=values.get("domain"),
            partner=values.get("partner"),
            category=values.get("category"),
        )
        return decide_agreement(agreement, self.framework, commitment, made_on=made_on)

    def change(self, said: Said, before: SourceSeen, dossier: Dossier) -> Iterable[Fact]:
        """Return what became of a commitment."""
        for name in self.mapped.fields:
            if name not in _SETTLED and said.values.get(name) != before.values.get(name):
                with of_field(name):
                    raise Refused(
                        tr("What was agreed does not change."), tr("Renegotiate it here, or give the row another key.")
                    )
        return [*self._became(dossier, before.id, said), self.sees(said, before.id)]

    def _became(self, dossier: Dossier, commitment_id: str, said: Said) -> Iterator[Fact]:
        """Yield what became of a commitment, where that is known there and not here."""
        state = said.values.get("state") or OPEN
        if state not in _STATES:
            with of_field("state"):
                raise Refused(
                    tr("“{name}” says nothing of a commitment.", name=state),
                    tr("Choose one of: {known}.", known=", ".join(_STATES)),
                )
        commitment = find_commitment(dossier, commitment_id)
        if state not in (OPEN, commitment.state):
            on = self.day(said, "settled_on") or self._supposed(said)
            with of_field("state"):
                yield decide_settling(commitment, state, on, said.values.get("remark"), today=self.today)

    def _supposed(self, said: Said) -> date:
        """Return the day on which it was settled where the table has none: its own day, or today if that is ahead."""
        return min(self.day(said, "due_on") or self.today, self.today)
