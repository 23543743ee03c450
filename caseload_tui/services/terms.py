"""Putting due dates off, and lifting rules for a while."""

from __future__ import annotations

from datetime import date

from caseload_tui.domain import terms
from caseload_tui.services.desk import Desk


class Terms:
    """Deferrals and waivers; each returns the rule it was about."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def defer(
        self, client_id: str, until: date, reason: str, *, kind: str | None = None, rule: str | None = None
    ) -> str:
        """Put the due date off until a day."""
        with self._desk.writing() as writing:
            found = terms.find_rule(writing.dossier(client_id), writing.policy(), kind=kind, rule=rule)
            writing.record(client_id, terms.decide_deferral(found, until, reason, today=self._desk.today()))
            return found.id

    def end_deferral(
        self, client_id: str, *, kind: str | None = None, rule: str | None = None, reason: str | None = None
    ) -> str:
        """Withdraw the deferral."""
        with self._desk.writing() as writing:
            dossier = writing.dossier(client_id)
            found = terms.find_rule(dossier, writing.policy(), kind=kind, rule=rule)
            writing.record(client_id, terms.decide_end_of_deferral(dossier, found.id, reason))
            return found.id

    def waive(
        self,
        client_id: str,
        reason: str,
        *,
        start: date | None = None,
        through: date | None = None,
        kind: str | None = None,
        rule: str | None = None,
    ) -> str:
        """Lift the rule from a day on, through a day or until it is ended."""
        with self._desk.writing() as writing:
            found = terms.find_rule(writing.dossier(client_id), writing.policy(), kind=kind, rule=rule)
            fact = terms.decide_waiver(found, start or self._desk.today(), through, reason)
            writing.record(client_id, fact)
            return found.id

    def end_waiver(
        self,
        client_id: str,
        *,
        through: date | None = None,
        kind: str | None = None,
        rule: str | None = None,
        reason: str | None = None,
    ) -> str:
        """End the running waiver: `through` is the last day it lifts the rule, today without one."""
        with self._desk.writing() as writing:
            dossier = writing.dossier(client_id)
            found = terms.find_rule(dossier, writing.policy(), kind=kind, rule=rule)
            last_day = through or self._desk.today()
            writing.record(client_id, *terms.decide_end_of_waiver(dossier, found.id, last_day, reason))
            return found.id
