"""Carries out what takes clients away: a hand-over, with what goes along in view, and erasing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from caseload_tui.i18n import tr

if TYPE_CHECKING:
    from caseload_tui.ui import dossier_intents as more
    from caseload_tui.ui import intents
    from caseload_tui.ui.asking import Asking
    from caseload_tui.ui.forms.transfers import Handing

    _Base = Asking
else:
    _Base = object


class HandingOver(_Base):
    """For the app: clients who go to somebody else."""

    def on_hand_over(self, intent: intents.HandOver) -> None:
        """Offer the clients, or decide about the offer that waits."""
        from caseload_tui.ui.forms import transfers  # noqa: PLC0415 - forms are imported when first asked for

        def asked(handing: Handing) -> None:
            form = transfers.decide_form if handing.offer is not None else transfers.offer_form
            self.ask(lambda: form(handing, self.look))

        if intent.clients:
            self.work(
                partial(transfers.read_handing, self.services, intent.clients),
                asked,
                group="read for a form",
                description="reading what the form shows",
                exclusive=True,
            )

    def on_erase_dossier(self, intent: more.EraseDossier) -> None:
        """Erase a dossier, then leave it."""
        from caseload_tui.ui.forms.clients import erase_form  # noqa: PLC0415 - see above

        def gone(_: int) -> None:
            while self.screen is not self.main:
                self.pop_screen()
            self.tell(tr("Erased."), tr("Make a new backup: the former ones went with it."))
            self.refresh_lists()

        self.about(intent.client, lambda matter: self.ask(lambda: erase_form(matter), gone))
