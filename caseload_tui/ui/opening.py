"""Carries out what opens something: a dossier, a record to read and sign."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from caseload_tui.domain.talking import find_meeting
from caseload_tui.errors import CaseloadError
from caseload_tui.i18n import tr
from caseload_tui.ui import intents

if TYPE_CHECKING:
    from caseload_tui.domain.dossier import Meeting
    from caseload_tui.ui.dossier.page import DossierPage
    from caseload_tui.ui.shell import Shell

    _Base = Shell
else:
    _Base = object


class Opening(_Base):
    """For the app: dossiers and records."""

    def on_open_dossier(self, intent: intents.OpenDossier) -> None:
        """Open a dossier; the access log has it before anything is shown."""
        from caseload_tui.ui.dossier.page import read_dossier  # noqa: PLC0415 - imported with the first dossier

        at = f"commitment {intent.commitment}" if intent.commitment else ""
        self.work(
            partial(read_dossier, self.services, intent.client, opening=True),
            partial(self._show_dossier, at),
            group="read dossier",
            description="opening a dossier",
            exclusive=True,
            leads=True,
        )

    def _show_dossier(self, at: str, page: DossierPage) -> None:
        from caseload_tui.ui.screens.dossier import DossierScreen  # noqa: PLC0415 - see above

        self.push_screen(DossierScreen(page, at=at))

    def on_sign_talk(self, intent: intents.SignTalk) -> None:
        """Show the record to read once more; it is signed there."""
        from caseload_tui.ui.dossier.page import read_dossier  # noqa: PLC0415 - see above

        self.work(
            partial(read_dossier, self.services, intent.client, opening=True),
            partial(self._show_record, intent.meeting),
            group="read dossier",
            description="opening a record",
            exclusive=True,
            leads=True,
        )

    def _show_record(self, meeting: str, page: DossierPage) -> None:
        from caseload_tui.ui.screens.record import RecordScreen  # noqa: PLC0415 - see above

        try:
            record = find_meeting(page.view.dossier, meeting)
        except CaseloadError as error:
            self.refused(error)
            return
        self.push_screen(RecordScreen(page, record), partial(self._read, page.view.row.id, record))

    def _read(self, client: str, record: Meeting, answer: str | None) -> None:
        if answer == "sign":
            call = partial(self.services.meetings.sign, client, record.id)
            self.deed(call, tr("Signed."), description="signing a record", hint="")
