"""The one place where intents are carried out: by a service at once, or by a form that asks what is needed first.

Every intent bubbles up to the app. What needs no question is done here, told in one line, and can be undone; the lists
are then read again.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from caseload_tui.i18n import tr

if TYPE_CHECKING:
    from caseload_tui.services.journal import Kept, Undoable
    from caseload_tui.ui import intents
    from caseload_tui.ui.shell import Shell

    _Base = Shell
else:
    _Base = object


class Deeds(_Base):
    """For the app: does what is asked."""

    def on_settle_commitment(self, intent: intents.SettleCommitment) -> None:
        """Mark a commitment as kept or broken; undo takes it back."""
        from caseload_tui.ui.intents import KEPT  # noqa: PLC0415 - the unlock screen stands without intents

        commitments = self.services.commitments
        kept = intent.how == KEPT
        settle = commitments.keep if kept else commitments.break_
        said = tr("Marked as kept.") if kept else tr("Marked as broken.")
        self.deed(partial(settle, intent.client, intent.commitment), said, description="settling a commitment")

    def on_acknowledge_signal(self, intent: intents.AcknowledgeSignal) -> None:
        """Take a signal off the list."""
        call = partial(self.services.facts.acknowledge, intent.client, intent.signal)
        self.deed(call, tr("Seen."), description="acknowledging a signal")

    def on_undo(self, intent: intents.Undo) -> None:
        """Show what would be taken back, then do it."""
        journal = self.services.journal
        self.work(
            lambda: (journal.undoables(), journal.last_kept()),
            self._ask_undo,
            group="read undo",
            description="looking for what can be undone",
            exclusive=True,
            leads=True,
        )

    def action_undo(self) -> None:
        """Take back the last deed, from wherever one is."""
        from caseload_tui.ui.intents import Undo  # noqa: PLC0415 - see above

        self.post_message(Undo())

    def on_show_caseload(self, intent: intents.ShowCaseload) -> None:
        """Show the clients behind a figure."""
        self.main.show_caseload(intent.consultant, intent.query)

    def on_show_dues(self, intent: intents.ShowDues) -> None:
        """Show the due meetings behind a figure."""
        self.main.show_dues(intent.whose, intent.query)

    def _ask_undo(self, found: tuple[tuple[Undoable, ...], Kept | None]) -> None:
        from caseload_tui.ui.screens.undo import UndoScreen, kept_words  # noqa: PLC0415 - asked seldom

        deeds, kept = found
        if deeds:
            self.push_screen(UndoScreen(deeds, kept), self._undo)
        else:
            instead = kept_words(kept, self.look) if kept is not None else ""
            self.tell(tr("There is nothing to undo."), instead, tone="due")

    def _undo(self, chosen: Undoable | None) -> None:
        if chosen is not None:
            call = partial(self.services.journal.undo, chosen.deed.at)
            self.deed(call, tr("Taken back."), description="undoing", hint="")
