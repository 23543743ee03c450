"""Writing to the store: facts are appended, and the projections of what they touch follow before anybody looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sized
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from caseload_tui.domain.facts import OFFICE, BadFact, Event, Fact, UnknownFact, payload_text, storable_fact
from caseload_tui.domain.facts.erasure import DossierErased
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.rows import Draft
from caseload_tui.domain.traces import traces_of
from caseload_tui.domain.training import Training
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.progress import tell
from caseload_tui.store import journal
from caseload_tui.store.adoptions import write_adoptions
from caseload_tui.store.author import Author
from caseload_tui.store.bulk import BegunDossiers, Room
from caseload_tui.store.chain import Head
from caseload_tui.store.entries import Entry, entry_of, entry_of_event
from caseload_tui.store.erasing import erase_facts
from caseload_tui.store.projections import all_dossiers, write_projections
from caseload_tui.store.queries import drafts, personal
from caseload_tui.store.queries.stand_ins import StandIns
from caseload_tui.store.queries.training import keep_training, number_copy
from caseload_tui.store.reading import Reading
from caseload_tui.store.remembered import Remembered
from caseload_tui.store.tables import event

_CHUNK = 5000
_ESCAPED = "\\u"
"""How JSON writes what no text can hold; plain texts need not be looked through for it one by one."""


class Writing(Reading):
    """One transaction of one author; all facts recorded in it share one moment and so are one deed."""

    def __init__(
        self, connection: Connection, remembered: Remembered, author: Author, today: date | None = None
    ) -> None:
        super().__init__(connection, remembered, today)
        self._author = author
        self._touched: set[str] = set()
        self._begun = BegunDossiers(connection)
        self._room = Room(connection)
        self._head: Head | None = None
        self._at: str | None = None
        self._imported = False
        self.appended = False
        """True once a journal grew."""

    def acting(self) -> StandIns:
        """Return who stands in for whom, with what was recorded up to here."""
        self._acting = None
        return super().acting()

    def new_id(self) -> str:
        """Return a fresh identifier."""
        return self._author.new_id()

    @property
    def at(self) -> str:
        """The moment of this transaction, ISO 8601 in UTC; a clock that stands still is moved on a little."""
        if self._at is None:
            self._at = journal.free_moment(self._connection, self._author.by, self._author.clock())
        return self._at

    def record(self, dossier_id: str, *facts: Fact) -> tuple[Event, ...]:
        """Append facts to a dossier and return their events."""
        return self.record_many([(dossier_id, fact) for fact in facts])

    def record_many(self, facts: Iterable[tuple[str, Fact]]) -> tuple[Event, ...]:
        """Append facts to their dossiers, in order, and return their events."""
        return self._append([self._entry(dossier_id, fact) for dossier_id, fact in facts])

    def import_event(self, line: Mapping[str, Any]) -> Event:
        """Append a fact of an export as it is: identifier, moment, author and device stay."""
        [imported] = self._import([_read(line)])
        return imported

    def import_events(self, lines: Iterable[Mapping[str, Any] | Event]) -> int:
        """Append the facts of an export, or events made by a seed, as they are; return how many there were."""
        remaining, count = iter(lines), 0
        total = len(lines) if isinstance(lines, Sized) else 0
        while chunk := [_read(line) for line in islice(remaining, _CHUNK)]:
            count += len(self._import(chunk))
            tell(tr("writing facts"), count, total)
        return count

    def replace_journal(self, lines: Iterable[Mapping[str, Any] | Event]) -> int:
        """Put the facts of an export or a seed in the place of those that founded the office.

        That is refused where there are clients. The access log stays: it says who did it.
        """
        if self.count(ClientFilter()):
            raise Refused(tr("The store already has {clients}."), tr("Nothing was imported; name an empty store."))
        journal.clear(self._connection)
        self._head = None
        return self.import_events(lines)

    def erase(self, client_id: str, on: date, reason: str) -> None:
        """Take out what a client's facts say, for good, and say so in the ledger; then `Store.erase_copies`."""
        dossier = self.dossier(client_id)
        known_as = (dossier.value(name) or "" for name in ("file_number", "given_name", "family_name"))
        personal.forget_person(self._connection, client_id, *known_as)
        traces = traces_of(self.founded(), dossier, tuple(self.events(client_id)))
        erase_facts(self._connection, client_id)
        self._begun.taken()
        self._touched.add(client_id)
        self.record(OFFICE, DossierErased(erased=client_id, on=on, reason=reason, traces=traces))

    def save_draft(self, draft: Draft) -> None:
        """Keep half-typed work in the place of what was kept under its key."""
        drafts.save_draft(self._connection, draft)

    def drop_draft(self, by: str, key: str) -> None:
        """Remove half-typed work."""
        drafts.drop_draft(self._connection, by, key)

    def keep_training(self, training: Training) -> None:
        """Keep what the store was made for, in the place of an earlier training."""
        keep_training(self._connection, training)

    def number_copy(self, number: int, device: str) -> None:
        """Say which copy of a training the store is, and by what name its facts go from here on."""
        number_copy(self._connection, number, device)

    def keep_personal(self, key: str, content: Mapping[str, Any]) -> None:
        """Keep something for the author alone, in the place of what was kept under the key; it is no fact."""
        personal.keep(self._connection, self._author.by, key, content)

    def log_access(self, what: str, dossier: str | None = None) -> None:
        """Append to the access log that the author looked."""
        author = self._author
        journal.append_access(self._connection, author.clock(), author.by, author.device, what, dossier)
        self.appended = True

    def let_go(self) -> None:
        """Forget the facts with which dossiers began here: of use where nothing is to be made of them."""
        self._begun.taken()

    def finish(self) -> None:
        """Bring the projections up to date with what was recorded."""
        try:
            self._project()
        except (IntegrityError, ValueError, OverflowError) as error:
            if not self._imported:
                raise
            raise Refused(
                tr("The facts of the file cannot be true together."),
                tr("{problem}. Nothing was imported.", problem=error.args[0] if error.args else type(error).__name__),
            ) from error

    def _project(self) -> None:
        touched, self._touched = self._touched, set()
        if OFFICE in touched and write_adoptions(self._connection):
            touched = all_dossiers(self._connection)
        touched.discard(OFFICE)
        if touched:
            policy = self._remembered.policy(self._connection)
            write_projections(self._connection, touched, policy, self._begun.taken())
        self._room.close()

    def _lists(self) -> Connection:
        if self._touched:
            self.finish()
        return self._connection

    def _entry(self, dossier_id: str, fact: Fact) -> Entry:
        payload = payload_text(fact)
        if not payload.isascii() or _ESCAPED in payload:
            fact = storable_fact(fact)
            payload = payload_text(fact)
        kind = fact.name if isinstance(fact, UnknownFact) else fact.kind
        version = 1 if isinstance(fact, UnknownFact) else fact.version
        author = self._author
        return Entry(
            id=author.new_id(),
            dossier=dossier_id,
            kind=kind,
            at=self.at,
            by=author.by,
            device=author.device,
            version=version,
            payload=payload,
            fact=fact,
        )

    def _import(self, entries: list[Entry]) -> tuple[Event, ...]:
        self._imported = True
        try:
            return self._append(entries)
        except IntegrityError as error:
            raise Refused(
                tr("The store holds facts of this file already."),
                tr("Identifiers name one fact only. Nothing was imported; import the file into an empty store."),
            ) from error

    def _append(self, entries: list[Entry]) -> tuple[Event, ...]:
        if not entries:
            return ()
        head = self._head or journal.head_of(self._connection, event)
        self._room.open_for(len(entries))
        self._begun.look_up(entries)
        self._head, events = journal.append(self._connection, head, entries)
        self._begun.keep(events)
        self.appended = True
        self._touched.update(entry.dossier for entry in entries)
        return events


def _read(line: Mapping[str, Any] | Event) -> Entry:
    if isinstance(line, Event):
        return entry_of_event(line)
    try:
        return entry_of(line)
    except BadFact as problem:
        raise Refused(
            tr("A fact of the file cannot be read: {id}", id=str(line.get("id"))),
            tr("{problem}. Nothing was imported.", problem=problem),
        ) from problem
