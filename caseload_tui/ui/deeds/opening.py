"""Carries out what opens something: a dossier, a record to read and sign."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from caseload_tui.errors import CaseloadError
from caseload_tui.i18n import tr

if TYPE_CHECKING:
    from caseload_tui.domain.dossier import Meeting
    from caseload_tui.domain.rows import ClientRow
    from caseload_tui.papers.letter import Letter
    from caseload_tui.ui import intents
    from caseload_tui.ui.deeds.asking import Asking
    from caseload_tui.ui.dossier.page import DossierPage
    from caseload_tui.ui.intents import dossier as more

    _Base = Asking
else:
    _Base = object


class Opening(_Base):
    """For the app: dossiers and records."""

    def on_open_dossier(self, intent: intents.OpenDossier) -> None:
        """Open a dossier; the access log has it before anything is shown."""
        from caseload_tui.ui.dossier.page import TALK, read_dossier  # noqa: PLC0415 - imported with the first dossier

        at = f"commitment {intent.commitment}" if intent.commitment else ""
        at = f"{TALK} {intent.meeting}" if intent.meeting else at
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

    def action_find_notes(self) -> None:
        """Find a note by its words."""
        from caseload_tui.ui.screens.notes import NotesScreen  # noqa: PLC0415 - opened seldom

        self.push_screen(NotesScreen())

    def action_monitor(self) -> None:
        """Show the figures of this quarter."""
        from caseload_tui.ui.screens.monitor import MonitorScreen  # noqa: PLC0415 - opened seldom

        self.push_screen(MonitorScreen())

    def action_policy(self) -> None:
        """Show the policy in force, to read."""
        from caseload_tui.ui.screens.policy import PolicyPage, PolicyScreen, read_policy  # noqa: PLC0415 - opened seldom

        def show(page: PolicyPage) -> None:
            self.push_screen(PolicyScreen(page))

        self.work(
            partial(read_policy, self.services),
            show,
            group="read policy",
            description="reading the policy",
            exclusive=True,
        )

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
        from caseload_tui.domain.talking import find_meeting  # noqa: PLC0415 - see above
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

    def on_write_letter(self, intent: more.WriteLetter) -> None:
        """Show the letter; it is saved from there."""

        def read() -> tuple[Letter, ClientRow]:
            letter = self.services.papers.letter(intent.client, intent.meeting)
            return letter, self.services.clients.look(intent.client).row

        self.work(
            read, self._show_letter, group="read letter", description="putting what was agreed in words", exclusive=True
        )

    def _show_letter(self, made: tuple[Letter, ClientRow]) -> None:
        from caseload_tui.ui.screens.letter import LetterScreen  # noqa: PLC0415 - see above

        self.push_screen(LetterScreen(*made))

    def action_save_calendar(self) -> None:
        """Ask where the calendar file must be saved."""
        from caseload_tui.ui.forms.papers import calendar_form  # noqa: PLC0415 - see above

        services = self.services
        self.ask(partial(calendar_form, services.papers.calendar, services.desk.today()))
