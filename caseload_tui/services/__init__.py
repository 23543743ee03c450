"""Use cases: one class a subject, one method a use case, one transaction each."""

from __future__ import annotations

from dataclasses import dataclass

from caseload_tui.services.adopting import Adopting
from caseload_tui.services.bulk import Bulk
from caseload_tui.services.clients import Clients
from caseload_tui.services.commitments import Commitments
from caseload_tui.services.desk import Desk
from caseload_tui.services.facts import Facts
from caseload_tui.services.house import House
from caseload_tui.services.incoming import Incoming
from caseload_tui.services.journal import Journal
from caseload_tui.services.meetings import Meetings
from caseload_tui.services.moves import Moves
from caseload_tui.services.notes import Notes
from caseload_tui.services.papers import Papers
from caseload_tui.services.sessions import Sessions
from caseload_tui.services.sifting import Sifting
from caseload_tui.services.team import Team
from caseload_tui.services.terms import Terms
from caseload_tui.services.transfers import Transfers
from caseload_tui.services.what_if import WhatIfs
from caseload_tui.services.worklists import Worklists


@dataclass(frozen=True, slots=True)
class Services:
    """Every service, at one desk."""

    desk: Desk
    clients: Clients
    meetings: Meetings
    moves: Moves
    commitments: Commitments
    terms: Terms
    facts: Facts
    worklists: Worklists
    team: Team
    journal: Journal
    what_ifs: WhatIfs
    adopting: Adopting
    house: House
    sessions: Sessions
    papers: Papers
    transfers: Transfers
    bulk: Bulk
    sifting: Sifting
    notes: Notes
    incoming: Incoming

    @classmethod
    def at(cls, desk: Desk) -> Services:
        """Return the services at a desk."""
        return cls(
            desk,
            Clients(desk),
            Meetings(desk),
            Moves(desk),
            Commitments(desk),
            Terms(desk),
            Facts(desk),
            Worklists(desk),
            Team(desk),
            Journal(desk),
            WhatIfs(desk),
            Adopting(desk),
            House(desk),
            Sessions(desk),
            Papers(desk),
            Transfers(desk),
            Bulk(desk),
            Sifting(desk),
            Notes(desk),
            Incoming(desk),
        )
