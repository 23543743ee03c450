"""Commitments of another system, and what became of them."""

from __future__ import annotations

from datetime import date

from caseload_tui.domain.agreeing import Agreement, decide_agreement, decide_settling, find_commitment
from caseload_tui.domain.dossier import BROKEN, KEPT, OPEN, WITHDRAWN
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.source import COMMITMENT, SourceSeen
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.incoming.rows import Said
from caseload_tui.services.taking import Taker, of_field

_STATES = (OPEN, KEPT, BROKEN, WITHDRAWN)
_SETTLED = ("state", "settled_on", "remark")
"""Fields that may say something else later; what was agreed itself does not change, it is agreed anew."""


class CommitmentTaker(Taker):
    """Records commitments of both sides."""

    record = COMMITMENT

    def arrive(self, fresh: list[Said]) -> None:
        """Record commitments that were never seen before, with what became of them."""
        for said in fresh:
            with self.noting(said):
                client = self.client_of(said)
                values, commitment = said.values, self.writing.new_id()
                made_on = self.day(said, "made_on") or self.today
                if made_on > self.today:
                    with of_field("made_on"):
                        raise Refused(tr("The day lies in the future."), tr("Choose today or an earlier day."))
                agreement = Agreement(
                    owner=values["owner"],
                    text=values["text"],
                    due_on=self.day(said, "due_on"),
                    domain=values.get("domain"),
                    partner=values.get("partner"),
                    category=values.get("category"),
                )
                made = decide_agreement(agreement, self.framework, commitment, made_on=made_on)
                self.record_row(client, said, commitment, [made])
                self._settle(client, commitment, said)

    def change(self, said: Said, before: SourceSeen) -> None:
        """Record what became of a commitment."""
        for name in self.mapped.fields:
            if name not in _SETTLED and said.values.get(name) != before.values.get(name):
                with of_field(name):
                    raise Refused(
                        tr("What was agreed does not change."), tr("Renegotiate it here, or give the row another key.")
                    )
        client = self.client_of(said)
        self.record_row(client, said, before.id, ())
        self._settle(client, before.id, said)

    def _settle(self, client: str, commitment_id: str, said: Said) -> None:
        state = said.values.get("state") or OPEN
        if state not in _STATES:
            with of_field("state"):
                raise Refused(
                    tr("“{name}” says nothing of a commitment.", name=state),
                    tr("Choose one of: {known}.", known=", ".join(_STATES)),
                )
        commitment = find_commitment(self.writing.dossier(client), commitment_id)
        if state in (OPEN, commitment.state):
            return
        on = self.day(said, "settled_on") or self._supposed(said)
        with of_field("state"):
            fact: Fact = decide_settling(commitment, state, on, said.values.get("remark"), today=self.today)
        self.writing.record(client, fact)

    def _supposed(self, said: Said) -> date:
        """Return the day on which it was settled where the table has none: its own day, or today if that is ahead."""
        return min(self.day(said, "due_on") or self.today, self.today)
