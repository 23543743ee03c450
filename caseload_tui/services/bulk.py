"""One deed for many clients: first for whom it can be done and for whom not, then all of it in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from caseload_tui.domain import talking, terms
from caseload_tui.domain.dossier import PLANNED, Dossier
from caseload_tui.domain.facts.base import Fact
from caseload_tui.errors import Refused
from caseload_tui.formatting import near_date
from caseload_tui.i18n import tr
from caseload_tui.progress import told
from caseload_tui.services.desk import Desk

if TYPE_CHECKING:
    from caseload_tui.store.reading import Reading


@dataclass(frozen=True, slots=True)
class Aim:
    """A client of the many, and what the deed is about there; kind and rule are ids of the policy."""

    client: str
    kind: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Sieve:
    """Which aims a deed can be done for, and why not for the others."""

    fit: tuple[Aim, ...]
    refused: tuple[tuple[Aim, Refused], ...]


_Decide = Callable[["Reading", Aim, Dossier], Fact]


class Bulk:
    """Deeds for many clients; each is one deed, taken back as a whole."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def could_defer(self, aims: Sequence[Aim], until: date, reason: str) -> Sieve:
        """Tell for which of them the due date can be put off until a day."""
        return self._sieve(aims, self._deferral(until, reason))

    def defer(self, aims: Sequence[Aim], until: date, reason: str) -> int:
        """Put the due dates off until a day, all or none; return how many."""
        return self._do(aims, self._deferral(until, reason))

    def could_plan(self, aims: Sequence[Aim], on: date, time: str | None = None, mode: str | None = None) -> Sieve:
        """Tell for which of them the meeting that is due can be planned on a day; `time` is HH:MM."""
        return self._sieve(_once(aims), self._plan(on, time, mode))

    def plan(self, aims: Sequence[Aim], on: date, time: str | None = None, mode: str | None = None) -> int:
        """Plan the meeting that is due with each of them, all or none; return how many."""
        return self._do(aims, self._plan(on, time, mode))

    def _sieve(self, aims: Sequence[Aim], decide: _Decide) -> Sieve:
        fit, refused = [], []
        with self._desk.reading() as reading:
            for aim in aims:
                try:
                    decide(reading, aim, reading.dossier(aim.client))
                except Refused as error:
                    refused.append((aim, error))
                else:
                    fit.append(aim)
        return Sieve(tuple(fit), tuple(refused))

    def _do(self, aims: Sequence[Aim], decide: _Decide) -> int:
        if not aims:
            raise Refused(tr("Nobody is named."), tr("Name at least one {client}."))
        with self._desk.writing() as writing:
            deciding = told(aims, tr("looking at each {client}"), len(aims))
            facts = [(aim.client, decide(writing, aim, writing.dossier(aim.client))) for aim in deciding]
            writing.record_many(facts)
        return len(facts)

    def _deferral(self, until: date, reason: str) -> _Decide:
        today = self._desk.today()

        def decide(reading: Reading, aim: Aim, dossier: Dossier) -> Fact:
            _check_asked(aim)
            rule = terms.find_rule(dossier, reading.policy(), kind=aim.kind, rule=aim.rule)
            return terms.decide_deferral(rule, until, reason, today=today)

        return decide

    def _plan(self, on: date, time: str | None, mode: str | None) -> _Decide:
        today = self._desk.today()

        def decide(reading: Reading, aim: Aim, dossier: Dossier) -> Fact:
            _check_asked(aim)
            ahead = (item for item in dossier.meetings if item.status == PLANNED and item.kind == aim.kind)
            known = next((item for item in ahead if item.on >= today), None)
            if known is not None:
                day = near_date(known.on, today)
                raise Refused(tr("Already planned: {day}.", day=day), tr("Plan that one anew in its own row."))
            return talking.decide_plan(
                dossier,
                reading.policy().framework,
                self._desk.author.new_id(),
                kind=aim.kind or "",
                on=on,
                today=today,
                time=time,
                mode=mode,
            )

        return decide


def _once(aims: Sequence[Aim]) -> tuple[Aim, ...]:
    """Return the aims with each kind of meeting once a client: two rules may ask for the same one."""
    return tuple({(aim.client, aim.kind): aim for aim in reversed(aims)}.values())[::-1]


def _check_asked(aim: Aim) -> None:
    if aim.kind is None:
        raise Refused(tr("Nothing is due here."), tr("Leave this {client} out."))
