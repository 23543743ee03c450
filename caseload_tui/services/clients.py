"""Clients: registered, changed, closed and reopened, found and opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from caseload_tui.domain import registering
from caseload_tui.domain.dossier import CLOSED, Dossier
from caseload_tui.domain.due import BaseDue, base_dues
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.client import ContactAdded
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.fitting import Count
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.leads import Lead, lead_of, role_for
from caseload_tui.domain.moving import first_placements
from caseload_tui.domain.office import Consultant
from caseload_tui.domain.registering import NewClient, is_file_number
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.signals import Signal, signals_of
from caseload_tui.domain.standing import Standing, standing
from caseload_tui.domain.stated import framework_on
from caseload_tui.errors import Refused
from caseload_tui.frameworks.national import pension_day
from caseload_tui.i18n import tr
from caseload_tui.services.counting import cap_counts, list_counts
from caseload_tui.services.desk import Desk
from caseload_tui.services.explain import because, missing
from caseload_tui.services.finding import find_named
from caseload_tui.services.naming import Names, category_named
from caseload_tui.services.policy_words import passed_words

if TYPE_CHECKING:
    from caseload_tui.store.reading import Reading

SHOWN_CHOICES = 5


@dataclass(frozen=True, slots=True)
class DueView:
    """One rule of the client as the dossier shows it; `standing` is None where it has no due date."""

    base: BaseDue
    standing: Standing | None
    because: str


@dataclass(frozen=True, slots=True)
class DossierView:
    """A dossier, opened: everything its screen shows."""

    row: ClientRow
    dossier: Dossier
    framework: Framework
    earlier: tuple[Framework, ...]
    """The policies before it, latest first, by whose names old facts go."""
    lead: Lead
    consultants: tuple[Consultant, ...]
    dues: tuple[DueView, ...]
    signals: tuple[Signal, ...]
    counts: tuple[Count, ...] = ()
    """How full the lists are, and the groups of the one who leads, that the policy gives a maximum."""


@dataclass(frozen=True, slots=True)
class NamedClient:
    """A client who may be meant; `sure` is as in `domain.fuzzy.Hit`."""

    row: ClientRow
    sure: bool


class Clients:
    """The clients of the office."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(self, chosen: ClientFilter) -> tuple[ClientRow, ...]:
        """Return the clients that the filter lets through, by name."""
        with self._desk.reading() as reading:
            return reading.clients(chosen)

    def named(self, letters: str, most: int) -> tuple[NamedClient, ...]:
        """Return the clients who are meant best by a few letters of their names, while these are typed."""
        with self._desk.reading() as reading:
            found = reading.named(letters, most)
            rows = {row.id: row for row in reading.clients(ClientFilter(ids=tuple(hit.id for hit in found)))}
        return tuple(NamedClient(rows[hit.id], hit.sure) for hit in found)

    def next_number(self) -> str:
        """Return the file number that the next client gets."""
        with self._desk.reading() as reading:
            return registering.next_file_number(reading.highest_numbers())

    def resolve(self, text: str) -> ClientRow:
        """Return the one client meant by a file number, an identifier or part of a name."""
        with self._desk.reading() as reading:
            found = reading.clients(ClientFilter(ids=(text,))) or reading.find(text, SHOWN_CHOICES + 1)
        exact = [row for row in found if text == row.id or is_file_number(text, row.file_number)]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if not found:
            raise Refused(
                tr("No {client} is found for “{text}”.", text=text),
                tr("Give the file number, or part of the name."),
            )
        names = "; ".join(f"{row.file_number} {row.listed_name}" for row in found[:SHOWN_CHOICES])
        more = "; …" if len(found) > SHOWN_CHOICES else ""
        raise Refused(tr("“{text}” fits several {clients}.", text=text), tr("Choose one: {names}.", names=names + more))

    def open(self, client_id: str) -> DossierView:
        """Open a dossier; the access log has it before anything is shown."""
        self.log_opening("dossier opened", client_id)
        return self.look(client_id)

    def look(self, client_id: str) -> DossierView:
        """Read a dossier again that is open already."""
        today = self._desk.today()
        with self._desk.reading() as reading:
            policy, dossier = reading.policy(), reading.dossier(client_id)
            row = reading.clients(ClientFilter(ids=(client_id,)))[0]
            framework = policy.framework
            dues = []
            for base in base_dues(dossier, policy):
                stands = standing(base, today)
                why = because(base, framework) if base.due_on is not None else missing(base, framework)
                dues.append(DueView(base, stands, why))
            dues.sort(key=lambda due: (due.standing is None, due.base.due_on or date.max, due.base.rule))
            return DossierView(
                row=row,
                dossier=dossier,
                framework=framework,
                earlier=policy.earlier,
                lead=lead_of(dossier, framework, today),
                consultants=reading.office().consultants,
                dues=tuple(dues),
                signals=tuple(item for item in signals_of(dossier, framework, pension_day) if item.shows(today)),
                counts=(
                    *list_counts(reading, framework),
                    *cap_counts(reading, dossier, framework_on(framework, today)),
                ),
            )

    def passed(self, client_id: str) -> str:
        """Return a warning where the one who leads the client has more clients in a group than the policy allows."""
        today = self._desk.today()
        with self._desk.reading() as reading:
            policy, office, dossier = reading.policy(), reading.office(), reading.dossier(client_id)
            counts = cap_counts(reading, dossier, framework_on(policy.framework, today))
        return passed_words(counts, Names(policy.framework, office, policy.earlier))

    def log_opening(self, what: str, client_id: str | None) -> None:
        """Write to the access log that somebody looks; this is no fact and is allowed on any day."""
        with self._desk.store.writing(self._desk.author) as writing:
            writing.log_access(what, client_id)

    def register(self, client: NewClient) -> ClientRow:
        """Register a client: intake steps of the policy begin to count."""
        today, by = self._desk.today(), self._desk.by
        with self._desk.writing() as writing:
            framework = writing.policy().framework
            number = _free_number(client.file_number, writing)
            registered = registering.decide_registration(client, framework, number, today=today)
            facts: list[Fact] = [registered, *first_placements(framework, client.groups, registered.on, by=by)]
            client_id = writing.new_id()
            writing.record(client_id, *facts)
            dossier = writing.dossier(client_id)
            consultant = writing.office().consultant(client.consultant or by)
            if consultant is not None:
                wanted = lead_of(dossier, framework).wanted
                role = role_for(consultant.roles, wanted, framework)
                writing.record(client_id, ContactAdded(consultant=consultant.id, role=role, from_=registered.on))
            for name, value in client.others:
                change = registering.decide_change(writing.dossier(client_id), framework, name, value, today=today)
                writing.record(client_id, change)
            return writing.clients(ClientFilter(ids=(client_id,)))[0]

    def change(self, client_id: str, name: str, value: str | None) -> ClientRow:
        """Give a changeable field another value."""
        return self.change_many(client_id, {name: value})

    def change_many(self, client_id: str, values: dict[str, str | None]) -> ClientRow:
        """Give several changeable fields another value in one deed; those that stay the same are left out."""
        with self._desk.writing() as writing:
            dossier, framework = writing.dossier(client_id), writing.policy().framework
            facts = []
            for name, value in values.items():
                same = (dossier.value(name) or None) == (value or None)
                if len(values) > 1 and same and not dossier.concurrent(name):
                    continue
                if name == "file_number" and value:
                    _check_free(value, client_id, writing)
                facts.append(registering.decide_change(dossier, framework, name, value, today=self._desk.today()))
            if not facts:
                raise Refused(tr("Nothing would change."), tr("Give another value."))
            writing.record(client_id, *facts)
            return writing.clients(ClientFilter(ids=(client_id,)))[0]

    def close(self, client_id: str, reason: str, *, on: date | None = None, aftercare: bool = False) -> ClientRow:
        """Close the dossier, or move it into aftercare."""
        today = self._desk.today()
        with self._desk.writing() as writing:
            dossier, framework = writing.dossier(client_id), writing.policy().framework
            if aftercare and framework.aftercare is None:
                raise Refused(tr("The policy has no aftercare."), tr("Close the dossier without it."))
            if framework.outflow_reasons and reason.strip():
                title = tr("There is no reason of outflow “{name}” here.", name=reason)
                reason = find_named(framework.outflow_reasons, reason, title)
            else:
                reason = category_named(reason) or reason
            fact = registering.decide_closing(dossier, on or today, reason, aftercare=aftercare, today=today)
            writing.record(client_id, fact)
            return writing.clients(ClientFilter(ids=(client_id,)))[0]

    def erase(self, client_id: str, file_number: str, reason: str) -> int:
        """Erase a closed dossier for good, and return how many backups went with it.

        The file number must be typed exactly; what stays is a line of the ledger without a name.
        """
        if not reason.strip():
            raise Refused(tr("Erasing needs a reason."), tr("Say why, such as the term of keeping."))
        with self._desk.writing() as writing:
            dossier = writing.dossier(client_id)
            if file_number != dossier.value("file_number"):
                raise Refused(tr("That is not the file number."), tr("Nothing was erased; type it as it stands there."))
            if dossier.status != CLOSED:
                raise Refused(tr("Only a closed dossier can be erased."), tr("Close it first."))
            writing.erase(client_id, self._desk.today(), reason.strip())
        return self._desk.store.erase_copies()

    def reopen(self, client_id: str, groups: tuple[str, ...], *, on: date | None = None) -> ClientRow:
        """Reopen a closed dossier, with a group on each axis."""
        today = self._desk.today()
        with self._desk.writing() as writing:
            dossier, framework = writing.dossier(client_id), writing.policy().framework
            fact = registering.decide_reopening(dossier, on or today, today=today)
            placements = first_placements(framework, groups, fact.on, by=self._desk.by)
            writing.record(client_id, fact, *placements)
            return writing.clients(ClientFilter(ids=(client_id,)))[0]


def _free_number(wanted: str | None, reading: Reading) -> str:
    if wanted is None or not wanted.strip():
        return registering.next_file_number(reading.highest_numbers())
    _check_free(wanted, "", reading)
    return wanted


def _check_free(wanted: str, client_id: str, reading: Reading) -> None:
    if any(is_file_number(wanted, number) and whose != client_id for whose, number in reading.numbered(wanted)):
        raise Refused(tr("File number {number} is taken.", number=wanted), tr("Leave it out to get the next free one."))
