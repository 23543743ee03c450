"""Handing clients over: offered, accepted or rejected; a whole caseload is one deed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from caseload_tui.domain import transfers
from caseload_tui.domain.dossier import CLOSED, OPEN, Commitment, Dossier, Meeting, Transfer
from caseload_tui.domain.facts.base import OFFICE, Fact
from caseload_tui.domain.filters import ClientFilter, TransferFilter
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.office import Office
from caseload_tui.domain.rows import ClientRow, ContactRow, TransferRow
from caseload_tui.domain.transfers import Offer
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.services.desk import Desk
from caseload_tui.services.finding import find_named
from caseload_tui.services.team import decide_leave, find_consultant

if TYPE_CHECKING:
    from caseload_tui.store.reading import Reading

Decide = Callable[[Dossier, Framework, Office], Iterable[Fact]]


@dataclass(frozen=True, slots=True)
class HandOver:
    """What must be in view of a client who is handed over; the note is that of the offer that waits."""

    client: ClientRow
    consultant: str | None
    """Whose work it is; None where there is no contact to hand over."""
    transfer: Transfer | None
    commitments: tuple[Commitment, ...]
    plans: tuple[Meeting, ...]
    warnings: tuple[str, ...]


class Transfers:
    """Offers to hand clients over, and what becomes of them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def look(
        self,
        clients: Iterable[str],
        *,
        consultant: str | None = None,
        to: str | None = None,
        role: str | None = None,
    ) -> tuple[HandOver, ...]:
        """Return what must be in view of each client: the offer, open commitments, planned talks and warnings.

        It is about the work of `consultant`, else of whoever has the role, asks, or leads.
        """
        today, by = self._desk.today(), self._desk.by
        with self._desk.reading() as reading:
            framework, office = reading.policy().framework, reading.office()
            rows = {row.id: row for row in reading.clients(ClientFilter(ids=tuple(clients)))}
            views = []
            for client_id, row in rows.items():
                dossier = reading.dossier(client_id)
                offer = dossier.open_transfer
                receiver = office.consultant(offer.to if offer else to or "")
                wanted = offer.role if offer else role
                whose = consultant or transfers.whose(dossier, framework, role, by, today)
                views.append(
                    HandOver(
                        client=row,
                        consultant=offer.consultant if offer else whose,
                        transfer=offer,
                        commitments=tuple(item for item in dossier.commitments if item.state == OPEN),
                        plans=transfers.open_plans(dossier, today),
                        warnings=tuple(transfers.warnings(dossier, framework, receiver, wanted)),
                    )
                )
        return tuple(views)

    def caseload_of(self, consultant: str) -> tuple[str, ...]:
        """Return the clients of whom a consultant is a contact today, in whatever role."""
        with self._desk.reading() as reading:
            return _contacts_of(reading, find_consultant(reading.office(), consultant).id)

    def offer(
        self,
        clients: Iterable[str],
        to: str,
        note: str,
        *,
        consultant: str | None = None,
        role: str | None = None,
        until: date | None = None,
        start: date | None = None,
    ) -> tuple[TransferRow, ...]:
        """Offer the work for these clients to somebody else, all of it in one deed.

        It is the work of `consultant`, else of whoever has the role, asks, or leads. With `until` somebody stands in,
        from the day of acceptance on or from a later `start`.
        """
        today, by = self._desk.today(), self._desk.by

        def decide(dossier: Dossier, framework: Framework, office: Office) -> Iterable[Fact]:
            wanted = role and find_named(framework.roles, role, tr("There is no role “{name}” here.", name=role))
            made = Offer(to=find_consultant(office, to), note=note, role=wanted or None, until=until, start=start)
            of = find_consultant(office, consultant).id if consultant else None
            of = of or transfers.whose(dossier, framework, made.role, by, today)
            yield transfers.decide_offer(dossier, made, of, today=today)

        return self._record(clients, decide)

    def cover(self, consultant: str, start: date, through: date | None, to: str, note: str) -> tuple[TransferRow, ...]:
        """Record leave and offer the whole caseload to who stands in during it, in one deed; return the offers.

        Who is offered already is left out: that is decided first.
        """
        if through is None:
            raise Refused(tr("Until when does somebody stand in?"), tr("Give the last day of the leave."))
        today, covered = self._desk.today(), list[str]()
        with self._desk.writing() as writing:
            office = writing.office()
            person, other = find_consultant(office, consultant), find_consultant(office, to)
            if other.id == person.id:
                raise Refused(tr("Nobody stands in for oneself."), tr("Choose somebody else."))
            leave = decide_leave(person, start, through)
            offer = Offer(to=other, note=note, start=max(start, today), until=through + timedelta(days=1))
            writing.record(OFFICE, leave)
            for client_id in _contacts_of(writing, person.id):
                dossier = writing.dossier(client_id)
                if dossier.open_transfer is None:
                    writing.record(client_id, transfers.decide_offer(dossier, offer, person.id, today=today))
                    covered.append(client_id)
            offers = (writing.transfers(TransferFilter(client=client_id))[-1] for client_id in covered)
            return tuple(offers)

    def standing_in(self) -> Mapping[str, Mapping[str, int]]:
        """Return who stands in today: for each consultant who is replaced, by whom and for how many clients."""
        found: dict[str, Counter[str]] = {}
        with self._desk.reading() as reading:
            for (_, former), acting in reading.acting().acting.items():
                found.setdefault(former, Counter())[acting] += 1
        return found

    def accept(self, clients: Iterable[str]) -> tuple[TransferRow, ...]:
        """Accept the offers that wait of these clients: the contacts change today."""
        today = self._desk.today()

        def decide(dossier: Dossier, framework: Framework, office: Office) -> Iterable[Fact]:
            receiver = office.consultant(transfers.waiting(dossier).to)
            return transfers.decide_acceptance(dossier, receiver, today=today)

        return self._record(clients, decide)

    def reject(self, clients: Iterable[str], reason: str) -> tuple[TransferRow, ...]:
        """Reject the offers that wait of these clients; all stays as it was."""
        today = self._desk.today()
        return self._record(
            clients, lambda dossier, framework, office: [transfers.decide_rejection(dossier, reason, today=today)]
        )

    def withdraw(self, clients: Iterable[str], reason: str | None = None) -> tuple[TransferRow, ...]:
        """Take back the offers that wait of these clients."""
        today = self._desk.today()
        return self._record(
            clients, lambda dossier, framework, office: [transfers.decide_withdrawal(dossier, reason, today=today)]
        )

    def list(
        self, *, concerns: str | None = None, client: str | None = None, states: tuple[str, ...] = (OPEN,)
    ) -> tuple[TransferRow, ...]:
        """Return offers by day, without their notes."""
        with self._desk.reading() as reading:
            return reading.transfers(TransferFilter(concerns=concerns, client=client, states=states))

    def history(self, *, consultant: str | None = None, client: str | None = None) -> tuple[ContactRow, ...]:
        """Return who had whom, the earliest first: of a consultant, of a client, or all."""
        with self._desk.reading() as reading:
            return reading.contact_rows(consultant=consultant, client=client)

    def waiting(self, to: str | None = None) -> tuple[TransferRow, ...]:
        """Return the offers that wait for a decision of a consultant, else of the person at the keyboard."""
        with self._desk.reading() as reading:
            return reading.transfers(TransferFilter(to=to or self._desk.by, states=(OPEN,)))

    def _record(self, clients: Iterable[str], decide: Decide) -> tuple[TransferRow, ...]:
        chosen = tuple(dict.fromkeys(clients))
        if not chosen:
            raise Refused(tr("There are no {clients} to do this for."), tr("Name at least one."))
        with self._desk.writing() as writing:
            framework, office = writing.policy().framework, writing.office()
            for client_id in chosen:
                dossier = writing.dossier(client_id)
                try:
                    writing.record(client_id, *decide(dossier, framework, office))
                except Refused as refused:
                    if len(chosen) == 1:
                        raise
                    number = dossier.value("file_number") or ""
                    raise Refused(f"{number}: {refused.title}", refused.message) from refused
            return tuple(writing.transfers(TransferFilter(client=client_id))[-1] for client_id in chosen)


def _contacts_of(reading: Reading, consultant: str) -> tuple[str, ...]:
    """Return the clients of whom a consultant is a contact, in whatever role."""
    known = dict.fromkeys(item.client.id for item in reading.contact_rows(consultant=consultant))
    rows = reading.clients(ClientFilter(ids=tuple(known)))
    return tuple(row.id for row in rows if row.status != CLOSED and any(who == consultant for who, _ in row.contacts))
