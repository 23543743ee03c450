"""Carries out the quick note: whom it is for, which talk it most likely is, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Host
from caseload_tui.ui.deeds.asking import Asking

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.ui.deeds.talking import Talking
    from caseload_tui.ui.talk.guessing import Guess
    from caseload_tui.ui.talk.sheet import Sheet

    _Base = Talking
else:
    _Base = Asking


class Capturing(_Base):
    """For the app: notes taken at once."""

    def action_capture(self) -> None:
        """Take a note for the client under the cursor or in the open dossier; without one, ask for whom."""
        target = self.screen.target if isinstance(self.screen, Host) else None
        if target is not None and target.client and target.active:
            self._guess(target.client, self._capture)
        else:
            self._capture(None)

    def _guess(self, client: str, then: Callable[[Guess], None]) -> None:
        def guessed(guess: Guess) -> None:
            if guess.matter.dossier.present:
                then(guess)
            else:
                self.tell(tr("The dossier is closed."), tr("Reopen it first."), tone="late")

        self.work(
            partial(_read_guess, self.services, client),
            guessed,
            group="read note",
            description="reading what a note is about",
            exclusive=True,
            leads=True,
        )

    def _capture(self, guess: Guess | None) -> None:
        from caseload_tui.ui.screens.capture import CaptureScreen  # noqa: PLC0415 - imported with the first note

        self.push_screen(CaptureScreen(guess, self._guess), self._captured)

    def _captured(self, answer: tuple[Sheet, bool] | None) -> None:
        if answer is None:
            return
        sheet, in_full = answer
        if in_full:
            self.write(sheet, stored=not sheet.empty)
        elif not sheet.empty:
            self.tell(tr("The note is kept."), tr("It waits on Today; m works it out."))
            self.refresh_lists()


def _read_guess(services: Services, client: str) -> Guess:
    from caseload_tui.ui.deeds.talking import read_beginning  # noqa: PLC0415 - see above
    from caseload_tui.ui.talk.guessing import guessed  # noqa: PLC0415 - imported with the first note

    matter, drafts = read_beginning(services, client)
    return guessed(matter, drafts, f"quick:{services.meetings.new_id()}")
