"""Use cases: one class a subject, one method a use case, one transaction each."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caseload_tui.services.adopting import Adopting
    from caseload_tui.services.bulk import Bulk
    from caseload_tui.services.clients import Clients
    from caseload_tui.services.commitments import Commitments
    from caseload_tui.services.desk import Desk
    from caseload_tui.services.facts import Facts
    from caseload_tui.services.house import House
    from caseload_tui.services.incoming.tables import Incoming
    from caseload_tui.services.journal import Journal
    from caseload_tui.services.meetings import Meetings
    from caseload_tui.services.monitor.monitors import Monitors
    from caseload_tui.services.moves import Moves
    from caseload_tui.services.notes import Notes
    from caseload_tui.services.papers import Papers
    from caseload_tui.services.personal import Personal
    from caseload_tui.services.quarter import Quarters
    from caseload_tui.services.rebalancing import Rebalancing
    from caseload_tui.services.sessions import Sessions
    from caseload_tui.services.sifting import Sifting
    from caseload_tui.services.team import Team
    from caseload_tui.services.terms import Terms
    from caseload_tui.services.training.exercises import Exercises
    from caseload_tui.services.transfers import Transfers
    from caseload_tui.services.what_if import WhatIfs
    from caseload_tui.services.worklists import Worklists


class Services:
    """Every service, at one desk; each is imported when it is first asked for, since a command needs few of them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @cached_property
    def clients(self) -> Clients:
        """The clients of the office."""
        from caseload_tui.services.clients import Clients

        return Clients(self.desk)

    @cached_property
    def meetings(self) -> Meetings:
        """Meetings of clients."""
        from caseload_tui.services.meetings import Meetings

        return Meetings(self.desk)

    @cached_property
    def moves(self) -> Moves:
        """Moves, their approval, and corrections."""
        from caseload_tui.services.moves import Moves

        return Moves(self.desk)

    @cached_property
    def commitments(self) -> Commitments:
        """Commitments of client, office and partners."""
        from caseload_tui.services.commitments import Commitments

        return Commitments(self.desk)

    @cached_property
    def terms(self) -> Terms:
        """Deferrals and waivers; each returns the rule it was about."""
        from caseload_tui.services.terms import Terms

        return Terms(self.desk)

    @cached_property
    def facts(self) -> Facts:
        """Facts that hold for a while; each method returns the dossier as it stands after it."""
        from caseload_tui.services.facts import Facts

        return Facts(self.desk)

    @cached_property
    def worklists(self) -> Worklists:
        """What there is to do."""
        from caseload_tui.services.worklists import Worklists

        return Worklists(self.desk)

    @cached_property
    def team(self) -> Team:
        """The people who work here."""
        from caseload_tui.services.team import Team

        return Team(self.desk)

    @cached_property
    def quarters(self) -> Quarters:
        """Plans of due talks over the weeks ahead."""
        from caseload_tui.services.quarter import Quarters

        return Quarters(self.desk)

    @cached_property
    def rebalancing(self) -> Rebalancing:
        """Suggestions who takes over whom."""
        from caseload_tui.services.rebalancing import Rebalancing

        return Rebalancing(self.desk)

    @cached_property
    def journal(self) -> Journal:
        """What was recorded, by whom, and how to take it back."""
        from caseload_tui.services.journal import Journal

        return Journal(self.desk)

    @cached_property
    def what_ifs(self) -> WhatIfs:
        """Looks at the caseload through another policy; nothing is recorded."""
        from caseload_tui.services.what_if import WhatIfs

        return WhatIfs(self.desk)

    @cached_property
    def monitors(self) -> Monitors:
        """Figures over a period."""
        from caseload_tui.services.monitor.monitors import Monitors

        return Monitors(self.desk)

    @cached_property
    def adopting(self) -> Adopting:
        """Adopting another policy, or another version of the present one."""
        from caseload_tui.services.adopting import Adopting

        return Adopting(self.desk)

    @cached_property
    def house(self) -> House:
        """The office's own choices."""
        from caseload_tui.services.house import House

        return House(self.desk)

    @cached_property
    def sessions(self) -> Sessions:
        """Group sessions of the office; each change of one is one deed, whoever it is about."""
        from caseload_tui.services.sessions import Sessions

        return Sessions(self.desk)

    @cached_property
    def papers(self) -> Papers:
        """Letters and calendars."""
        from caseload_tui.services.papers import Papers

        return Papers(self.desk)

    @cached_property
    def transfers(self) -> Transfers:
        """Offers to hand clients over, and what becomes of them."""
        from caseload_tui.services.transfers import Transfers

        return Transfers(self.desk)

    @cached_property
    def bulk(self) -> Bulk:
        """Deeds for many clients; each is one deed, taken back as a whole."""
        from caseload_tui.services.bulk import Bulk

        return Bulk(self.desk)

    @cached_property
    def sifting(self) -> Sifting:
        """What filters ask of notes."""
        from caseload_tui.services.sifting import Sifting

        return Sifting(self.desk)

    @cached_property
    def notes(self) -> Notes:
        """The notes of all dossiers, by their words."""
        from caseload_tui.services.notes import Notes

        return Notes(self.desk)

    @cached_property
    def personal(self) -> Personal:
        """What the person at the keyboard keeps for themselves."""
        from caseload_tui.services.personal import Personal

        return Personal(self.desk)

    @cached_property
    def incoming(self) -> Incoming:
        """Tables of other systems."""
        from caseload_tui.services.incoming.tables import Incoming

        return Incoming(self.desk)

    @cached_property
    def exercises(self) -> Exercises:
        """The tasks of a training."""
        from caseload_tui.services.training.exercises import Exercises

        return Exercises(self.desk)
