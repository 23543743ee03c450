"""What the screen of a dossier reads: the dossier as it stands, and its facts in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from caseload_tui.domain.dossier import HELD, Meeting
from caseload_tui.services.naming import Names
from caseload_tui.services.timeline import Entry, timeline

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.services.clients import DossierView


@dataclass(frozen=True, slots=True)
class DossierPage:
    """A dossier, read in one go."""

    view: DossierView
    names: Names
    today: date
    entries: tuple[Entry, ...]
    """The timeline, newest first."""

    @property
    def talks(self) -> tuple[Meeting, ...]:
        """The talks that were held, oldest first."""
        return tuple(meeting for meeting in self.view.dossier.meetings if meeting.status == HELD)


def read_dossier(services: Services, client: str, *, opening: bool) -> DossierPage:
    """Read a dossier; where it is being opened, the access log has that before anything is shown."""
    view = services.clients.open(client) if opening else services.clients.look(client)
    names, today = services.team.names(), services.desk.today()
    return DossierPage(view, names, today, timeline(view.dossier, names, today))
