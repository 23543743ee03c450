"""Group sessions: planned once for many clients, and who was there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from caseload_tui.domain import sessions
from caseload_tui.domain.dossier import ACTIVE, AFTERCARE, PLANNED
from caseload_tui.domain.due import BaseDue
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.filters import ClientFilter, DueFilter, MeetingFilter
from caseload_tui.domain.sessions import Candidate, Session, SessionCount
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.services.desk import Desk

if TYPE_CHECKING:
    from caseload_tui.store.reading import Reading
    from caseload_tui.store.writing import Writing


class Sessions:
    """Group sessions of the office; each change of one is one deed, whoever it is about."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(self, on_from: date | None = None, on_to: date | None = None) -> tuple[SessionCount, ...]:
        """Return the sessions of these days, both included, by day and time."""
        with self._desk.reading() as reading:
            found = sessions.session_counts(reading.enrolled(MeetingFilter(session_from=on_from, session_to=on_to)))
        first, last = on_from or date.min, on_to or date.max
        return tuple(session for session in found if first <= session.on <= last)

    def show(self, session: str) -> Session:
        """Return a session with everybody on its list."""
        with self._desk.reading() as reading:
            return _find(reading, session)

    def plan(
        self, kind: str, on: date, clients: Iterable[str], *, time: str | None = None, consultant: str | None = None
    ) -> Session:
        """Plan a session for these clients; `time` is HH:MM, `consultant` who leads it."""
        with self._desk.writing() as writing:
            _check_leader(writing, consultant)
            found = sessions.group_kind(writing.policy().framework, kind)
            planned = Session(writing.new_id(), found.id, on, time, consultant, ())
            self._enrol(writing, planned, clients)
            return _find(writing, planned.id)

    def change(self, session: str, on: date, *, time: str | None, consultant: str | None) -> Session:
        """Put a planned session on another day or time, or let somebody else lead it, for everybody on its list."""
        today = self._desk.today()
        with self._desk.writing() as writing:
            _check_leader(writing, consultant)
            known, framework = _find(writing, session), writing.policy().framework
            if not known.of(PLANNED):
                raise Refused(tr("This session is not planned any more."), tr("Plan a session of its own."))
            decide = partial(sessions.decide_change, on=on, time=time, consultant=consultant, today=today)
            clients = [row.client.id for row in known.of(PLANNED)]
            writing.record_many([(client, decide(writing.dossier(client), framework, known)) for client in clients])
            return _find(writing, session)

    def enrol(self, session: str, *clients: str) -> Session:
        """Put clients on the list of a session that is planned."""
        with self._desk.writing() as writing:
            known = _find(writing, session)
            if not known.of(PLANNED):
                raise Refused(tr("This session is not planned any more."), tr("Plan a session of its own."))
            self._enrol(writing, known, clients)
            return _find(writing, session)

    def withdraw(self, session: str, client: str, reason: str | None = None) -> Session:
        """Take a client off the list of a session."""
        today = self._desk.today()
        with self._desk.writing() as writing:
            writing.record(client, sessions.decide_leaving(_find(writing, session), client, reason, today=today))
            return _find(writing, session)

    def cancel(self, session: str, reason: str | None = None) -> Session:
        """Call a session off for everybody for whom it is still planned."""
        today = self._desk.today()
        with self._desk.writing() as writing:
            known = _find(writing, session)
            planned = [row.client.id for row in known.of(PLANNED)]
            if not planned:
                raise Refused(tr("This session is not planned any more."), tr("Look at the list of the session."))
            writing.record_many(
                [(client, sessions.decide_leaving(known, client, reason, today=today)) for client in planned]
            )
            return _find(writing, session)

    def attend(
        self,
        session: str,
        *,
        present: Iterable[str] = (),
        absent: Iterable[str] = (),
        answered: Iterable[str] = (),
        called_off: Iterable[str] = (),
        others: str | None = None,
        note: str = "",
        sign: bool = False,
        draft: str | None = None,
    ) -> Session:
        """Record who was there, with one note for all of them, and who was not.

        Somebody present need not be on the list. `answered` did not come and let the office know, so that the count of
        missed invitations begins anew. `others` is `absent` or `open`, as in `domain.sessions.attendance_of`. Signing
        signs what the same person recorded earlier too. The draft named by `draft` goes with it.
        """
        today = self._desk.today()
        with self._desk.writing() as writing:
            known, framework = _find(writing, session), writing.policy().framework
            facts: list[tuple[str, Fact]] = []
            attendance = sessions.attendance_of(
                known, present, absent, others, answered=answered, called_off=called_off
            )
            for client, came in attendance.items():
                if came == sessions.PRESENT:
                    dossier, fresh = writing.dossier(client), writing.new_id()
                    said = sessions.decide_present(dossier, framework, known, fresh, note=note, sign=sign, today=today)
                else:
                    said = sessions.decide_away(known, client, came, by=self._desk.by, today=today)
                facts += [(client, fact) for fact in said]
            if sign:
                facts += sessions.sign_earlier(known, self._desk.by, today=today, without=attendance)
            writing.record_many(facts)
            if draft is not None:
                writing.drop_draft(self._desk.by, draft)
            return _find(writing, session)

    def sign(self, session: str) -> Session:
        """Sign every record of the session that the person at the keyboard made."""
        today = self._desk.today()
        with self._desk.writing() as writing:
            writing.record_many(sessions.decide_signing(_find(writing, session), self._desk.by, today=today))
            return _find(writing, session)

    def candidates(self, kind: str) -> tuple[Candidate, ...]:
        """Return the clients who can be on the list of such a session, most pressing first, then by name."""
        today = self._desk.today()
        with self._desk.reading() as reading:
            found = sessions.group_kind(reading.policy().framework, kind)
            asked: dict[str, list[BaseDue]] = {}
            for row in reading.dues(DueFilter(kind=found.id)):
                asked.setdefault(row.client.id, []).append(row.base)
            clients = reading.clients(ClientFilter(statuses=(ACTIVE, AFTERCARE)))
        made = [sessions.candidate(client, asked.get(client.id, ()), today) for client in clients]
        return tuple(sorted(made, key=lambda item: item.order))

    def _enrol(self, writing: Writing, session: Session, clients: Iterable[str]) -> None:
        named, today = [*clients], self._desk.today()
        if not named:
            raise Refused(tr("Nobody is named."), tr("Name at least one {client}."))
        if len(set(named)) < len(named):
            raise Refused(tr("A {client} is named twice."), tr("Name every {client} only once."))
        framework = writing.policy().framework
        writing.record_many(
            [
                (
                    client,
                    sessions.decide_enrolment(
                        writing.dossier(client), framework, session, writing.new_id(), today=today
                    ),
                )
                for client in named
            ]
        )


def _check_leader(writing: Writing, consultant: str | None) -> None:
    if consultant is not None and writing.office().consultant(consultant) is None:
        raise Refused(tr("That {consultant} does not work here."), tr("Look who works here with the team."))


def _find(reading: Reading, session: str) -> Session:
    found = sessions.sessions_of(reading.meetings(MeetingFilter(sessions=(session,))))
    if not found:
        raise Refused(
            tr("There is no group session “{name}”.", name=session), tr("Look them up in the list of sessions.")
        )
    return found[0]
