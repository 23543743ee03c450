"""What a form must know: the client's dossier as it stands, the policy's names, and the services that do the deed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from caseload_tui.domain.agenda import Agenda
from caseload_tui.domain.agreeing import find_commitment
from caseload_tui.domain.dossier import Commitment, Dossier, Meeting
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.office import Office
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.talking import find_meeting
from caseload_tui.services.naming import Names

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.services.clients import DossierView


@dataclass(frozen=True)
class Matter:
    """A client about whom something is to be done, on a day."""

    services: Services
    view: DossierView
    today: date
    agenda: Agenda
    """The appointments of the person at the keyboard."""

    @property
    def client(self) -> ClientRow:
        """The client."""
        return self.view.row

    @property
    def dossier(self) -> Dossier:
        """The dossier."""
        return self.view.dossier

    @property
    def framework(self) -> Framework:
        """The policy in force."""
        return self.view.framework

    @cached_property
    def names(self) -> Names:
        """What things are called."""
        return Names(self.framework, Office("", self.view.consultants), self.view.earlier)

    def commitment(self, commitment: str) -> Commitment:
        """Return one of the client's commitments, or refuse."""
        return find_commitment(self.dossier, commitment)

    def meeting(self, meeting: str) -> Meeting:
        """Return one of the client's meetings, or refuse."""
        return find_meeting(self.dossier, meeting)


def read_matter(services: Services, client: str) -> Matter:
    """Read what forms need about a client; they show no notes, so that this is no opening of the dossier."""
    return Matter(services, services.clients.look(client), services.desk.today(), services.worklists.agenda())
