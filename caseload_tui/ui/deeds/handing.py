"""Carries out what takes clients away: a hand-over, with what goes along in view, and erasing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from caseload_tui.i18n import tr

if TYPE_CHECKING:
    from caseload_tui.domain.rows import ContactRow, TransferRow
    from caseload_tui.ui import intents
    from caseload_tui.ui.deeds.asking import Asking
    from caseload_tui.ui.forms.transfers import Handing
    from caseload_tui.ui.intents import dossier as more
    from caseload_tui.ui.intents import team as team_intents
    from caseload_tui.ui.look import Look

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
                partial(transfers.read_handing, self.services, intent.clients, intent.consultant),
                asked,
                group="read for a form",
                description="reading what the form shows",
                exclusive=True,
            )

    def on_hand_caseload_over(self, intent: team_intents.HandCaseloadOver) -> None:
        """Offer a whole caseload, with how much goes along in view."""
        from caseload_tui.ui.forms import transfers  # noqa: PLC0415 - see above

        def asked(handing: Handing) -> None:
            if handing.views:
                self.ask(lambda: transfers.offer_form(handing, self.look))
            else:
                self.tell(tr("There is nobody to hand over."), tone="due")

        self.work(
            partial(transfers.read_caseload, self.services, intent.consultant),
            asked,
            group="read for a form",
            description="reading what the form shows",
            exclusive=True,
            leads=True,
        )

    def on_show_history(self, intent: team_intents.ShowHistory) -> None:
        """Show who had whom; enter opens a dossier."""
        from caseload_tui.domain.transfers import STATES  # noqa: PLC0415 - the unlock screen stands without these
        from caseload_tui.ui.intents import OpenDossier  # noqa: PLC0415 - see above
        from caseload_tui.ui.screens.hand_overs import HistoryScreen  # noqa: PLC0415 - opened seldom

        transfers, client, consultant = self.services.transfers, intent.client, intent.consultant

        def read() -> tuple[tuple[ContactRow, ...], tuple[TransferRow, ...]]:
            contacts = transfers.history(consultant=consultant, client=client)
            return contacts, transfers.list(concerns=consultant, client=client, states=STATES)

        def opened(chosen: str | None) -> None:
            if chosen is not None and chosen != client:
                self.post_message(OpenDossier(chosen))

        def show(found: tuple[tuple[ContactRow, ...], tuple[TransferRow, ...]]) -> None:
            contacts, offers = found

            def title(look: Look) -> str:
                whose = look.full_name(contacts[0].client) if client is not None and contacts else ""
                return tr("Who had whom: {name}", name=whose or look.consultant(consultant))

            self.push_screen(HistoryScreen(title, contacts, offers, consultant), opened)

        self.work(
            read,
            show,
            group="history",
            description="reading who had whom",
            exclusive=True,
            leads=True,
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
