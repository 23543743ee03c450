"""Group sessions: one meeting with many clients, made of the meetings that each of them has of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from caseload_tui.domain import talking
from caseload_tui.domain.dossier import CANCELLED, HELD, MISSED, PLANNED, WITHDRAWN, Dossier, Meeting
from caseload_tui.domain.due import BaseDue
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.client import ClientAnswered
from caseload_tui.domain.facts.meeting import MeetingCancelled, MeetingPlanned, MeetingSigned
from caseload_tui.domain.framework import Framework, Kind
from caseload_tui.domain.rows import ClientRow, MeetingRow
from caseload_tui.domain.standing import Standing, State, standing
from caseload_tui.domain.talking import GENERAL_NOTE, Talk
from caseload_tui.errors import Refused
from caseload_tui.i18n import language, tr

GROUP_SESSION = "group"
UNRECORDED, RECORDED = "unrecorded", "recorded"
PRESENT, ABSENT, ANSWERED, CALLED_OFF, OPEN = "present", "absent", "answered", "called_off", "open"
"""What became of somebody on the list; who answered did not come, and let the office know."""
OTHERS = (ABSENT, OPEN)
_OFF = (CANCELLED, WITHDRAWN)


@dataclass(frozen=True, slots=True)
class _Told:
    """What can be told of a group session, whatever is known of those on its list."""

    id: str
    kind: str
    on: date
    time: str | None
    consultant: str | None

    def count(self, *statuses: str) -> int:
        """Return of how many clients the meeting stands so; without a status, of all."""
        raise NotImplementedError

    def state(self, today: date) -> str:
        """Return `planned`, `unrecorded` (its day has passed for somebody), `recorded` or `cancelled`."""
        if self.count(PLANNED):
            return UNRECORDED if self.on < today else PLANNED
        return CANCELLED if self.count(*_OFF) == self.count() else RECORDED


@dataclass(frozen=True, slots=True)
class Session(_Told):
    """A group session; `rows` has the meeting of every client on its list, those taken off it too."""

    rows: tuple[MeetingRow, ...]

    def of(self, *statuses: str) -> tuple[MeetingRow, ...]:
        """Return the clients' meetings that stand so."""
        return tuple(row for row in self.rows if row.meeting.status in statuses)

    def meeting(self, client_id: str) -> Meeting | None:
        """Return the meeting of a client in this session."""
        return next((row.meeting for row in self.rows if row.client.id == client_id), None)

    def count(self, *statuses: str) -> int:
        """Return of how many clients the meeting stands so; without a status, of all."""
        return len(self.of(*statuses) if statuses else self.rows)

    @property
    def unsigned(self) -> int:
        """How many records wait for a signature."""
        return sum(row.meeting.unsigned for row in self.rows)


@dataclass(frozen=True, slots=True)
class Enrolled:
    """One client's meeting in a session, as a list of sessions needs it."""

    session: str
    client: str
    kind: str
    on: date
    status: str
    time: str | None
    consultant: str | None
    planned_on: date | None
    recorded_seq: int
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class SessionCount(_Told):
    """A group session in a list: how many stand how, by status."""

    standing: Mapping[str, int]
    unsigned: int

    def count(self, *statuses: str) -> int:
        """Return of how many clients the meeting stands so; without a status, of all."""
        return sum(number for status, number in self.standing.items() if not statuses or status in statuses)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A client who can be on the list of a session, and how the rule that asks for it stands."""

    client: ClientRow
    asked: bool
    """True where the policy asks such a session of this client."""
    standing: Standing | None

    @property
    def pressing(self) -> bool:
        """Tell whether the session is due, and nothing is planned."""
        return self.standing is not None and self.standing.state in (State.OVERDUE, State.DUE)

    @property
    def order(self) -> tuple[int, int]:
        """Where the client stands among the others: pressing ones first, by day."""
        due_on = self.standing.due_on if self.standing else None
        return (0 if self.pressing else 1 if self.asked else 2, due_on.toordinal() if due_on else date.max.toordinal())


def candidate(client: ClientRow, bases: Sequence[BaseDue], today: date) -> Candidate:
    """Return a client with how the rules stand that ask such a session; of several the most pressing one."""
    stood = (standing(base, today) for base in bases)
    found = [Candidate(client, bool(bases), stands) for stands in stood if stands is not None]
    return min(found, key=lambda item: item.order, default=Candidate(client, bool(bases), None))


def sessions_of(rows: Iterable[MeetingRow]) -> tuple[Session, ...]:
    """Return the group sessions of which these are the meetings, by day and time."""
    found: dict[str, list[MeetingRow]] = {}
    for row in rows:
        if row.meeting.session is not None:
            found.setdefault(row.meeting.session, []).append(row)
    return tuple(sorted((_session(name, members) for name, members in found.items()), key=_by_day))


def session_counts(places: Iterable[Enrolled]) -> tuple[SessionCount, ...]:
    """Return the group sessions of which these are the meetings, by day and time, with how many stand how."""
    found: dict[str, list[Enrolled]] = {}
    for place in places:
        found.setdefault(place.session, []).append(place)
    return tuple(sorted((_counted(name, members) for name, members in found.items()), key=_by_day))


def _by_day(told: _Told) -> tuple[date, str, str]:
    return told.on, told.time or "", told.id


def _session(name: str, rows: list[MeetingRow]) -> Session:
    ranked = sorted(range(len(rows)), key=lambda place: _rank(rows[place].meeting))
    latest = {rows[place].client.id: place for place in ranked}
    members = tuple(rows[place] for place in sorted(latest.values()))
    return Session(name, *_own([row.meeting for row in rows]), members)


def _counted(name: str, places: list[Enrolled]) -> SessionCount:
    latest = {place.client: place for place in sorted(places, key=_rank)}.values()
    unsigned = sum(place.status == HELD and place.signed_on is None for place in latest)
    return SessionCount(name, *_own(places), Counter(place.status for place in latest), unsigned)


def _rank(item: Meeting | Enrolled) -> tuple[bool, int]:
    """Return what sorts the meetings that one client had in a session: the one that counts comes last."""
    return item.status not in _OFF, item.recorded_seq


def _own(every: Sequence[Meeting | Enrolled]) -> tuple[str, date, str | None, str | None]:
    """Return kind, day, time and leader of the session itself."""
    recorded = sorted(every, key=lambda item: item.recorded_seq)
    # Whoever left the list keeps the day of then.
    meetings = [item for item in recorded if item.status not in _OFF] or recorded
    # Amendments change one client's day or kind; what was planned is the session's own.
    first = next((item for item in meetings if item.planned_on is not None), meetings[0])
    time = next((item.time for item in meetings if item.time), None)
    return (
        first.kind,
        first.planned_on or first.on,
        time,
        next((it.consultant for it in meetings if it.consultant), None),
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


def decide_change(
    dossier: Dossier,
    framework: Framework,
    session: Session,
    *,
    on: date,
    time: str | None,
    consultant: str | None,
    today: date,
) -> MeetingPlanned:
    """Return the fact that a client on the list comes on another day or time, or to another leader."""
    if session.of(HELD, MISSED):
        raise Refused(
            tr("Part of this session is recorded already."), tr("Take the others off, and plan a session for them.")
        )
    known = _on_list(session, dossier.id)
    fact = talking.decide_plan(
        dossier,
        framework,
        known.id,
        kind=known.kind,
        on=on,
        today=today,
        time=time,
        mode=known.mode,
        consultant=consultant,
    )
    return replace(fact, session=session.id)


def decide_leaving(
    session: Session, client_id: str, reason: str | None, *, today: date, by_office: bool = True
) -> MeetingCancelled:
    """Return the fact that a client is off the list of a session."""
    fact = talking.decide_cancelled(_on_list(session, client_id), today, reason, by_office=by_office)
    return replace(fact, session=session.id)


def attendance_of(
    session: Session,
    present: Iterable[str],
    absent: Iterable[str],
    others: str | None,
    *,
    answered: Iterable[str] = (),
    called_off: Iterable[str] = (),
) -> Mapping[str, str]:
    """Return what became of whom; `others` says what goes for those on the list whom nobody named.

    Without it they were absent where somebody is named as present, and stay open where nobody is.
    """
    named = [
        (client, came)
        for came, clients in ((PRESENT, present), (ABSENT, absent), (ANSWERED, answered), (CALLED_OFF, called_off))
        for client in clients
    ]
    found = dict(named)
    if len(found) < len(named):
        raise Refused(tr("A {client} is named twice."), tr("Name every {client} only once."))
    if others == ABSENT or (others is None and PRESENT in found.values()):
        found |= {row.client.id: ABSENT for row in session.of(PLANNED) if row.client.id not in found}
    if not found:
        raise Refused(tr("Nobody is named."), tr("Say who was there and who was not."))
    return found


def decide_present(
    dossier: Dossier, framework: Framework, session: Session, meeting: str, *, note: str, sign: bool, today: date
) -> tuple[Fact, ...]:
    """Return the facts that a client was there, on the list or not."""
    known = session.meeting(dossier.id)
    if known is not None and known.status == HELD:
        raise _recorded_already()
    if known is None or known.status == WITHDRAWN:
        if not dossier.present:
            raise Refused(tr("The dossier is closed."), tr("Reopen it first."))
        known = _own_plan(dossier, session)
    talk = Talk(kind=session.kind, on=session.on, notes={GENERAL_NOTE: note} if note.strip() else {})
    talking.check_talk(talk, dossier, framework, today=today)
    fact = replace(talking.held(talk, known.id if known else meeting, framework), session=session.id)
    return (fact, MeetingSigned(meeting=fact.meeting, on=today)) if sign else (fact,)


def decide_away(session: Session, client_id: str, how: str, *, by: str, today: date) -> tuple[Fact, ...]:
    """Return the facts that a client on the list was `absent`, had `answered`, or had `called_off`.

    What was recorded otherwise can be put right by its author until it is signed.
    """
    known = _on_list(session, client_id)
    if session.on > today and how != CALLED_OFF:
        raise Refused(tr("The meeting has not been yet."), tr("Cancel it, or wait until the day."))
    answer = (ClientAnswered(on=session.on, note=None),) if how == ANSWERED else ()
    if known.status == MISSED and how == ANSWERED:
        return answer
    if known.status == HELD or (known.status == MISSED and how == CALLED_OFF):
        talking.check_replacing(known, by)
        known = replace(known, status=PLANNED)
    if how == CALLED_OFF:
        fact: Fact = replace(talking.decide_cancelled(known, today, None, by_office=False), session=session.id)
    else:
        fact = replace(talking.decide_missed(known, session.on, None, today=today), session=session.id)
    return (fact, *answer)


def decide_signing(session: Session, by: str, *, today: date) -> tuple[tuple[str, Fact], ...]:
    """Return the facts that sign what its author recorded of the session, each with the client."""
    found = sign_earlier(session, by, today=today)
    if not found:
        raise Refused(tr("Nothing of this session waits for your signature."), tr("Record who was there first."))
    return found


def sign_earlier(
    session: Session, by: str, *, today: date, without: Container[str] = ()
) -> tuple[tuple[str, Fact], ...]:
    """Return the facts that sign what its author recorded and did not sign yet, without these clients."""
    return tuple(
        (row.client.id, talking.decide_signing(row.meeting, today=today))
        for row in session.of(HELD)
        if row.meeting.unsigned and row.meeting.recorded_by == by and row.client.id not in without
    )


def _own_plan(dossier: Dossier, session: Session) -> Meeting | None:
    return next(
        (
            item
            for item in dossier.meetings
            if item.status == PLANNED and item.session is None and (item.kind, item.on) == (session.kind, session.on)
        ),
        None,
    )


def _on_list(session: Session, client_id: str) -> Meeting:
    known = session.meeting(client_id)
    if known is None:
        raise Refused(tr("The {client} is not on the list of this session."), tr("Look at the list of the session."))
    return known


def _recorded_already() -> Refused:
    return Refused(
        tr("This meeting was already {done}.", done=tr("recorded")), tr("Look at the timeline of the dossier.")
    )
