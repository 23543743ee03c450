"""Reading the store: one moment of it, in frozen records."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.agenda import TalksOwed
from caseload_tui.domain.dossier import Dossier, Proposal
from caseload_tui.domain.exercises import Look
from caseload_tui.domain.facts import OFFICE, Event
from caseload_tui.domain.facts.office import OfficeFounded
from caseload_tui.domain.filters import (
    ClientFilter,
    CommitmentFilter,
    DueFilter,
    MeetingFilter,
    NoteFilter,
    TransferFilter,
)
from caseload_tui.domain.fuzzy import Hit
from caseload_tui.domain.load import Carried, Dues
from caseload_tui.domain.office import Office
from caseload_tui.domain.rebalance import Case
from caseload_tui.domain.rows import (
    ClientRow,
    CommitmentRow,
    ContactRow,
    Deed,
    Draft,
    DueRow,
    DueTally,
    MeetingRow,
    NoteHit,
    TransferRow,
)
from caseload_tui.domain.sessions import Enrolled
from caseload_tui.domain.signals import Signal
from caseload_tui.domain.training import Training
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.store import journal, projections
from caseload_tui.store.adoptions import Moment, adoption_moments
from caseload_tui.store.queries import (
    clients,
    commitments,
    contacts,
    drafts,
    dues,
    figures,
    meetings,
    names,
    notes,
    personal,
    signals,
    transfers,
    weighing,
)
from caseload_tui.store.queries.stand_ins import StandIns, stand_ins
from caseload_tui.store.queries.training import count_looks, read_training
from caseload_tui.store.queries.weighing import Weigh
from caseload_tui.store.remembered import Remembered
from caseload_tui.store.tables import event


class Reading:
    """One moment of the store; every answer is of that moment."""

    def __init__(self, connection: Connection, remembered: Remembered, today: date | None = None) -> None:
        self._connection = connection
        self._remembered = remembered
        self._today = today
        self._acting: StandIns | None = None

    def policy(self) -> Policy:
        """Return the policies that the office adopted; Refused before the first."""
        policy = self.adopted_policy()
        if policy is None:
            raise Refused(
                tr("The office has not adopted a policy yet."),
                tr("Make an office with `caseload init`, or take one in with `caseload import`."),
            )
        return policy

    def adopted_policy(self) -> Policy | None:
        """Return the policies that the office adopted; None before the first."""
        return self._remembered.policy(self._lists())

    def office(self) -> Office:
        """Return the office and the people who work there."""
        return self._remembered.office(self._connection)

    def dossier(self, client_id: str) -> Dossier:
        """Return everything the facts of a client say; Refused where no such client was registered."""
        dossier = projections.registered(self.events(client_id)) if client_id != OFFICE else None
        if dossier is None:
            raise Refused(
                tr("There is no {client} with the identifier {id}.", id=client_id),
                tr("Look the {client} up by file number or name."),
            )
        return dossier

    def dossiers(
        self, ids: Iterable[str] | None = None, *, known_on: date | None = None, without: Collection[str] = ()
    ) -> Iterator[Dossier]:
        """Yield the dossiers of these clients, or of all, for figures over the office.

        They are as known on a day, and without some kinds of facts, where that is asked.
        """
        return projections.read_dossiers(self._connection, ids, known_on=known_on, without=without)

    def adopted(self) -> tuple[Moment, ...]:
        """Return when and by whom each policy of `policy` was adopted, in their order."""
        return adoption_moments(self._connection)

    def find(self, text: str, most: int | None = None) -> tuple[ClientRow, ...]:
        """Return the client with exactly this file number, else those in whose name every word stands."""
        return clients.find(self._lists(), text, self.acting(), most)

    def clients(self, filter: ClientFilter = ClientFilter()) -> tuple[ClientRow, ...]:  # noqa: B008 - it is frozen
        """Return clients by family name without its prefix, given name and file number."""
        return clients.clients(self._lists(), filter, self.acting())

    def named(self, letters: str, most: int) -> tuple[Hit, ...]:
        """Return the clients who are meant best by a few letters of their names or number."""
        return names.named(self._lists(), letters, most)

    def file_numbers(self) -> dict[str, str]:
        """Return every file number that is given out, with whose it is."""
        return names.file_numbers(self._lists())

    def highest_numbers(self) -> tuple[str, ...]:
        """Return the file numbers that none of as many digits is above."""
        return names.highest_numbers(self._lists())

    def numbered(self, number: str) -> tuple[tuple[str, str], ...]:
        """Return who may have this file number, leading zeros aside, each with the number as it is folded."""
        return names.numbered(self._lists(), number)

    def dues(self, filter: DueFilter = DueFilter()) -> tuple[DueRow, ...]:  # noqa: B008 - it is frozen
        """Return what is due, by date; those without a date come last."""
        return dues.dues(self._lists(), filter, self.acting())

    def due_tallies(self, today: date, until: date) -> tuple[DueTally, ...]:
        """Return, per consultant, how many dates are late today and how many more fall through `until`."""
        return dues.tally_dues(self._lists(), today, until)

    def carried(self, silent_before: date | None = None) -> tuple[Carried, ...]:
        """Return the active clients, counted by who leads, groups and municipality, and who is silent since long."""
        return figures.carried(self._lists(), silent_before, self.acting())

    def contact_rows(self, *, consultant: str | None = None, client: str | None = None) -> tuple[ContactRow, ...]:
        """Return who had whom, the earliest first."""
        return contacts.contact_rows(self._lists(), consultant=consultant, client=client)

    def wishes(self, ids: Iterable[str]) -> dict[str, tuple[str | None, str | None]]:
        """Return how each of these clients wishes to meet, and whether visits at home are welcome."""
        return clients.wishes(self._lists(), ids)

    def cases(self, weigh: Weigh) -> tuple[Case, ...]:
        """Return the active clients with a consultant, as a rebalancing needs them."""
        return weighing.cases(self._lists(), weigh, self.acting())

    def counted_dues(self, today: date) -> tuple[Dues, ...]:
        """Return the due dates, counted by list, municipality, rule and groups."""
        return figures.counted_dues(self._lists(), today, self.acting())

    def owed_ahead(self, today: date) -> tuple[TalksOwed, ...]:
        """Return the talks of the quarter ahead, counted by consultant, week and kind."""
        return figures.owed_ahead(self._lists(), today, self.acting())

    def meetings(self, filter: MeetingFilter = MeetingFilter()) -> tuple[MeetingRow, ...]:  # noqa: B008 - it is frozen
        """Return meetings without their notes, by day and time."""
        return meetings.meetings(self._lists(), filter, self.acting())

    def enrolled(self, filter: MeetingFilter) -> Iterator[Enrolled]:
        """Yield the meetings of group sessions as lists of sessions need them."""
        return meetings.enrolled(self._lists(), filter)

    def commitments(
        self,
        filter: CommitmentFilter = CommitmentFilter(),  # noqa: B008 - it is frozen
    ) -> tuple[CommitmentRow, ...]:
        """Return commitments, by their day; those without one come last."""
        return commitments.commitments(self._lists(), filter, self.acting())

    def signals(self, filter: ClientFilter, today: date) -> tuple[tuple[ClientRow, Signal], ...]:
        """Return the signals that show on a day, by day and name."""
        return signals.signals(self._lists(), filter, today, self.acting())

    def newest_in(self, group: str, filter: ClientFilter) -> tuple[ClientRow, date] | None:
        """Return who came to a group last, of the clients that the filter lets through, and on which day."""
        return clients.newest_in(self._lists(), group, filter, self.acting())

    def proposals(self, filter: ClientFilter) -> tuple[tuple[ClientRow, Proposal], ...]:
        """Return the moves that wait for approval, by day and name."""
        return signals.proposals(self._lists(), filter, self.acting())

    def transfers(self, filter: TransferFilter = TransferFilter()) -> tuple[TransferRow, ...]:  # noqa: B008 - frozen
        """Return offers to hand clients over, without their notes, by day and name."""
        return transfers.transfers(self._lists(), filter, self.acting())

    def acting(self) -> StandIns:
        """Return who stands in for whom on the day of this look."""
        if self._acting is None:
            self._acting = stand_ins(self._lists(), self._today)
        return self._acting

    def count(self, filter: ClientFilter | DueFilter | MeetingFilter | CommitmentFilter) -> int:
        """Return how many rows the list of this filter has, whatever its limit."""
        match filter:
            case ClientFilter():
                return clients.count_clients(self._lists(), filter, self.acting())
            case DueFilter():
                return dues.count_dues(self._lists(), filter, self.acting())
            case MeetingFilter():
                return meetings.count_meetings(self._lists(), filter, self.acting())
            case CommitmentFilter():
                return commitments.count_commitments(self._lists(), filter, self.acting())

    def drafts(self, by: str) -> tuple[Draft, ...]:
        """Return a person's drafts, the oldest first."""
        return drafts.drafts_of(self._connection, by)

    def draft(self, by: str, key: str) -> Draft | None:
        """Return one draft of a person."""
        return drafts.read_draft(self._connection, by, key)

    def personal(self, by: str, key: str) -> Mapping[str, Any]:
        """Return what a person keeps for themselves under a key."""
        return personal.read(self._connection, by, key)

    def stamp(self) -> object:
        """Return something that is another whenever what lists are made of is another: the facts, and the drafts."""
        return journal.head_of(self._connection, event), drafts.stamps(self._connection)

    def notes(self, filter: NoteFilter) -> tuple[NoteHit, ...]:
        """Return the notes that the filter lets through, the latest first."""
        return notes.search_notes(self._lists(), filter, self.acting())

    def clients_noting(self, *, text: str = "", domains: tuple[str, ...] | None = None) -> frozenset[str]:
        """Return the clients who have a note with every word of the text, or on one of the domains."""
        return notes.clients_noting(self._lists(), text, domains)

    def events(self, dossier: str | None = None) -> Iterator[Event]:
        """Yield the facts of one dossier, or all, in the order of the journal."""
        return journal.events(self._connection, dossier)

    def events_of_kind(self, kind: str) -> Iterator[Event]:
        """Yield the facts of one kind over all dossiers, in the order of the journal."""
        return journal.events_of_kind(self._connection, kind)

    def event_at(self, seq: int) -> Event:
        """Return the fact at a place of the journal."""
        return journal.event_at(self._connection, seq)

    def founded(self) -> str:
        """Return the identifier of the fact with which the office began."""
        return next((event.id for event in self.events_of_kind(OfficeFounded.kind)), "")

    def events_after(self, count: int) -> tuple[Event, ...]:
        """Return the facts that came after so many."""
        return tuple(journal.events(self._connection, after=count))

    def looks_after(self, count: int) -> tuple[Look, ...]:
        """Return the entries of the access log that came after so many."""
        return journal.looks(self._connection, count)

    def events_text(self) -> Iterator[str]:
        """Yield every fact as the line of an export."""
        return journal.lines(self._connection)

    def access_count(self, what: str, by: str, most: int) -> int:
        """Return how often the access log says that somebody did something, counted up to `most`."""
        return journal.access_count(self._connection, what, by, most)

    def access_text(self) -> Iterator[str]:
        """Yield every entry of the access log as a line of JSON."""
        return journal.access_lines(self._connection)

    def event_count(self) -> int:
        """Return how many facts there are."""
        return self._connection.execute(select(func.count()).select_from(event)).scalar_one()

    def looks_count(self) -> int:
        """Return how many entries the access log has."""
        return count_looks(self._connection)

    def training(self) -> Training | None:
        """Return the training that a practice store was made for; None where there is none."""
        return read_training(self._connection)

    def has_event(self, event_id: str) -> bool:
        """Tell whether a fact with this identifier is in the journal."""
        return self._connection.execute(select(event.c.seq).where(event.c.id == event_id)).first() is not None

    def last_deeds(self, by: str, limit: int = 20) -> tuple[Deed, ...]:
        """Return what a person recorded lately, the latest deed first."""
        return journal.last_deeds(self._connection, by, limit)

    def _lists(self) -> Connection:
        """Return the connection for reading projections, which a writer brings up to date first."""
        return self._connection
