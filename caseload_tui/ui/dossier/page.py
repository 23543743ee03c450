"""What the screen of a dossier reads: the dossier as it stands, and its facts in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from caseload_tui.domain.dossier import HELD, Meeting
from caseload_tui.domain.facts.meeting import MeetingHeld
from caseload_tui.services.naming import Names
from caseload_tui.services.telling.timeline import Entry, timeline

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.services.clients import DossierView

TALK = "talk"
"""Begins the place of a talk in a dossier, before its identifier."""


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

    def recorded(self, meeting: str) -> str | None:
        """Return the entry of the timeline by which a talk was recorded, the latest."""
        found = (entry.event for entry in self.entries if entry.about == meeting and entry.kind == MeetingHeld.kind)
        return next(found, None)


def read_dossier(services: Services, client: str, *, opening: bool) -> DossierPage:
    """Read a dossier; where it is being opened, the access log has that before anything is shown."""
    view = services.clients.open(client) if opening else services.clients.look(client)
    names, today = services.team.names(), services.desk.today()
    return DossierPage(view, names, today, timeline(view.dossier, names, today))
