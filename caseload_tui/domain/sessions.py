"""Group sessions: one meeting with many clients, made of the meetings that each of them has of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from caseload_tui.domain import talking
from caseload_tui.domain.dossier import CANCELLED, HELD, PLANNED, WITHDRAWN, Dossier, Meeting
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.meeting import MeetingCancelled, MeetingPlanned, MeetingSigned
from caseload_tui.domain.framework import Framework, Kind
from caseload_tui.domain.rows import MeetingRow
from caseload_tui.domain.talking import GENERAL_NOTE, Talk
from caseload_tui.errors import Refused
from caseload_tui.i18n import language, tr

GROUP_SESSION = "group"
UNRECORDED, RECORDED = "unrecorded", "recorded"
ABSENT, OPEN = "absent", "open"
OTHERS = (ABSENT, OPEN)
_OFF = (CANCELLED, WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Session:
    """A group session; `rows` has the meeting of every client on its list, those taken off it too."""

    id: str
    kind: str
    on: date
    time: str | None
    consultant: str | None
    rows: tuple[MeetingRow, ...]

    def of(self, *statuses: str) -> tuple[MeetingRow, ...]:
        """Return the clients' meetings that stand so."""
        return tuple(row for row in self.rows if row.meeting.status in statuses)

    def meeting(self, client_id: str) -> Meeting | None:
        """Return the meeting of a client in this session."""
        return next((row.meeting for row in self.rows if row.client.id == client_id), None)

    def state(self, today: date) -> str:
        """Return `planned`, `unrecorded` (its day has passed for somebody), `recorded` or `cancelled`."""
        if self.of(PLANNED):
            return UNRECORDED if self.on < today else PLANNED
        return CANCELLED if len(self.of(*_OFF)) == len(self.rows) else RECORDED


def sessions_of(rows: Iterable[MeetingRow]) -> tuple[Session, ...]:
    """Return the group sessions of which these are the meetings, by day and time."""
    found: dict[str, list[MeetingRow]] = {}
    for row in rows:
        if row.meeting.session is not None:
            found.setdefault(row.meeting.session, []).append(row)
    sessions = [_session(name, members) for name, members in found.items()]
    return tuple(sorted(sessions, key=lambda item: (item.on, item.time or "", item.id)))


def _session(name: str, rows: list[MeetingRow]) -> Session:
    meetings = [row.meeting for row in rows]
    # Amendments change one client's day or kind; what was planned is the session's own.
    first = next((item for item in meetings if item.planned_on is not None), meetings[0])
    latest: dict[str, MeetingRow] = {}
    for row in sorted(rows, key=lambda row: (row.meeting.status not in _OFF, row.meeting.recorded_seq)):
        latest[row.client.id] = row
    return Session(
        name,
        first.kind,
        first.planned_on or first.on,
        next((item.time for item in meetings if item.time), None),
        next((item.consultant for item in meetings if item.consultant), None),
        tuple(sorted(latest.values(), key=lambda row: rows.index(row))),
    )


def group_kind(framework: Framework, name: str) -> Kind:
    """Return the kind of group session by its id or name; other kinds are refused."""
    kind = talking.find_kind(framework, name)
    if kind.session != GROUP_SESSION:
        known = ", ".join(item.id for item in framework.kinds if item.session == GROUP_SESSION) or "-"
        raise Refused(
            tr("“{kind}” is no group session.", kind=kind.name.to(language())),
            tr("Choose one of: {known}.", known=known),
        )
    return kind


def decide_enrolment(
    dossier: Dossier, framework: Framework, session: Session, meeting: str, *, today: date
) -> MeetingPlanned:
    """Return the fact that a client is on the list of a session; an own plan of that kind and day joins it."""
    known = session.meeting(dossier.id)
    if known is not None and known.status not in _OFF:
        raise Refused(tr("The {client} is on the list of this session already."), tr("Name every {client} only once."))
    kind = group_kind(framework, session.kind)
    own = _own_plan(dossier, session)
    fact = talking.decide_plan(
        dossier,
        framework,
        own.id if own else meeting,
        kind=kind.id,
        on=session.on,
        today=today,
        time=session.time,
        consultant=session.consultant,
    )
    return replace(fact, session=session.id)


def decide_leaving(session: Session, client_id: str, reason: str | None, *, today: date) -> MeetingCancelled:
    """Return the fact that a client is off the list of a session."""
    known = session.meeting(client_id)
    if known is None:
        raise _not_enrolled()
    fact = talking.decide_cancelled(known, today, reason, by_office=True)
    return replace(fact, session=session.id)


def attendance_of(
    session: Session, present: Iterable[str], absent: Iterable[str], others: str | None
) -> Mapping[str, bool]:
    """Return who of the session was there; `others` says what goes for those on the list whom nobody named.

    Without it they were absent where somebody is named as present, and stay open where only absent ones are named.
    """
    here, away = [*present], [*absent]
    named = [*here, *away]
    if len(set(named)) < len(named):
        raise Refused(tr("A {client} is named twice."), tr("Name every {client} only once."))
    found = dict.fromkeys(here, True) | dict.fromkeys(away, False)
    if others == ABSENT or (others is None and here):
        found |= {row.client.id: False for row in session.of(PLANNED) if row.client.id not in found}
    if not found:
        raise Refused(tr("Nobody is named."), tr("Say who was there and who was not."))
    return found


def decide_present(
    dossier: Dossier, framework: Framework, session: Session, meeting: str, *, note: str, sign: bool, today: date
) -> tuple[Fact, ...]:
    """Return the facts that a client was there, on the list or not."""
    known = session.meeting(dossier.id)
    if known is not None and known.status == HELD:
        raise Refused(
            tr("This meeting was already {done}.", done=tr("recorded")), tr("Look at the timeline of the dossier.")
        )
    if known is None or known.status == WITHDRAWN:
        if not dossier.present:
            raise Refused(tr("The dossier is closed."), tr("Reopen it first."))
        known = _own_plan(dossier, session)
    talk = Talk(kind=session.kind, on=session.on, notes={GENERAL_NOTE: note} if note.strip() else {})
    talking.check_talk(talk, dossier, framework, today=today)
    fact = replace(talking.held(talk, known.id if known else meeting, framework), session=session.id)
    return (fact, MeetingSigned(meeting=fact.meeting, on=today)) if sign else (fact,)


def decide_absent(session: Session, client_id: str, *, today: date) -> tuple[Fact, ...]:
    """Return the fact that a client on the list did not come."""
    known = session.meeting(client_id)
    if known is None:
        raise _not_enrolled()
    return (replace(talking.decide_missed(known, session.on, None, today=today), session=session.id),)


def _own_plan(dossier: Dossier, session: Session) -> Meeting | None:
    return next(
        (
            item
            for item in dossier.meetings
            if item.status == PLANNED and item.session is None and (item.kind, item.on) == (session.kind, session.on)
        ),
        None,
    )


def _not_enrolled() -> Refused:
    return Refused(tr("The {client} is not on the list of this session."), tr("Look at the list of the session."))
