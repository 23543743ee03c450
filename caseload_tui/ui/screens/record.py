"""A record to read once more: signed here, changed or amended, or withdrawn from the wrong dossier."""

from __future__ import annotations

from caseload_tui.domain.dossier import HELD, Meeting
from caseload_tui.ui.commands.dossier import Change, End, WriteLetter
from caseload_tui.ui.commands.going import Help, Privacy
from caseload_tui.ui.commands.reading import CloseReading, SignHere
from caseload_tui.ui.dossier.page import DossierPage
from caseload_tui.ui.dossier.reading import record_text
from caseload_tui.ui.dossier.spots import Spot
from caseload_tui.ui.screens.read import ReadScreen


class RecordScreen(ReadScreen):
    """A record; the answer is what to do with it: `sign`, or nothing."""

    OFFERS = (SignHere, Change, End, WriteLetter, CloseReading, Privacy, Help)

    def __init__(self, page: DossierPage, meeting: Meeting) -> None:
        super().__init__(*record_text(page, meeting))
        self._page, self._meeting = page, meeting

    @property
    def target(self) -> Spot:
        """The record."""
        meeting = self._meeting
        return Spot(
            self._page.view.row.id,
            kind=meeting.kind,
            meeting=meeting.id,
            unsigned=meeting.unsigned,
            held=meeting.status == HELD,
            signed=meeting.signed_on is not None,
        )

    def action_command(self, command_id: str) -> None:
        """Close the record before something is done with it."""
        command = self.command(command_id)
        if command in (Change, End, WriteLetter) and command is not None and self.allows(command):
            self.app.call_later(self.app.post_message, command.message(self.target))
            self.dismiss(None)
            return
        super().action_command(command_id)

    def action_sign(self) -> None:
        """Sign it."""
        self.dismiss("sign")
