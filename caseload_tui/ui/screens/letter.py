"""What was agreed, in plain words for the client: read here, and saved as a file to print or send."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from caseload_tui.domain.rows import ClientRow
from caseload_tui.i18n import tr
from caseload_tui.papers.forms import TEXT, in_form
from caseload_tui.papers.letter import Letter
from caseload_tui.ui.commands.going import Help, Privacy
from caseload_tui.ui.commands.reading import CloseReading, SaveLetter
from caseload_tui.ui.forms.papers import letter_form
from caseload_tui.ui.look import Look
from caseload_tui.ui.screens.read import ReadScreen


class LetterScreen(ReadScreen):
    """A letter to read before it is saved."""

    OFFERS = (SaveLetter, CloseReading, Privacy, Help)

    def __init__(self, letter: Letter, client: ClientRow) -> None:
        self._letter, self._client = letter, client
        super().__init__(partial(_title, client), partial(_text, letter))

    def action_save_letter(self) -> None:
        """Ask where it must be saved."""
        self.shell.ask(partial(letter_form, self._letter, self._client, self.shell.services.desk.today()))


def _title(client: ClientRow, look: Look) -> Content:
    return Content(
        f"{tr('Letter to the {client}')} \N{MIDDLE DOT} {look.full_name(client)} \N{MIDDLE DOT} {client.file_number}"
    )


def _text(letter: Letter, look: Look) -> Content:
    return Content(look.said(in_form(letter, TEXT)))
