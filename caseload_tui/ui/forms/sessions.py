"""Forms about group sessions: planning one for many clients, enrolling more, taking off, calling off, one note."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from caseload_tui.domain.agenda import Agenda
from caseload_tui.domain.dossier import PLANNED
from caseload_tui.domain.framework import Kind
from caseload_tui.domain.holidays import next_working_day
from caseload_tui.domain.sessions import GROUP_SESSION, Candidate, Session
from caseload_tui.errors import Refused
from caseload_tui.i18n import language, tr, trn
from caseload_tui.ui.forms.choice import Options
from caseload_tui.ui.forms.days import DayField, TimeField
from caseload_tui.ui.forms.fields import ChoiceField, Field, LongField, TextField
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.people import PeopleField
from caseload_tui.ui.forms.values import Values
from caseload_tui.ui.look import Look

if TYPE_CHECKING:
    from caseload_tui.services import Services

_ROOMY_DAYS = 7
_USUAL_TIME = "10:00"


@dataclass(frozen=True, slots=True)
class Gathering:
    """What planning a session must know: the kinds there are, who fits each, and who can lead it."""

    services: Services
    today: date
    me: str
    kinds: tuple[Kind, ...]
    candidates: Mapping[str, tuple[Candidate, ...]]
    leaders: tuple[tuple[str, str, tuple[str, ...]], ...]
    """Id, name and roles of everybody at work."""
    agenda: Agenda
    """The appointments of the person at the keyboard."""


def read_gathering(services: Services, kind: str | None = None) -> Gathering:
    """Read what planning needs, for one kind or for all; refused where the policy has no group sessions."""
    today, office = services.desk.today(), services.team.office()
    every = (item for item in services.team.framework().kinds if item.session == GROUP_SESSION)
    kinds = tuple(item for item in every if kind in (None, item.id))
    if not kinds:
        raise Refused(tr("This policy has no group sessions."), tr("Plan a talk for one {client} instead."))
    leaders = tuple((who.id, who.name, who.roles) for who in office.consultants if who.fte_on(today) > 0)
    candidates = {item.id: services.sessions.candidates(item.id) for item in kinds}
    return Gathering(services, today, services.desk.by, kinds, candidates, leaders, services.worklists.agenda())


def plan_session_form(
    gathering: Gathering, look: Callable[[], Look], clients: Sequence[str] = (), kind: str | None = None
) -> Form[Session]:
    """Return the form to plan a session; clients that are named are marked already."""
    ids = [item.id for item in gathering.kinds]
    first = kind if kind in ids else ids[0]
    options: Options = tuple((item.id, item.name.to(language())) for item in gathering.kinds)

    def save(values: Values) -> Session:
        return gathering.services.sessions.plan(
            values.text("kind"),
            values.needed_day("on"),
            values.many("clients"),
            time=values.said("time"),
            consultant=values.said("consultant"),
        )

    def leaders(values: Values) -> Options:
        return _leaders(gathering, values.said("kind") or first)

    led = [who for who, _ in _leaders(gathering, first)]
    day = next_working_day(gathering.today + timedelta(days=_ROOMY_DAYS))
    fields: list[Field] = [
        ChoiceField("kind", tr("Session"), options, first, needed=True),
        DayField("on", tr("Day"), day, gathering.today, earliest=gathering.today, agenda=gathering.agenda, needed=True),
        TimeField("time", tr("Time"), _USUAL_TIME, hint=tr("such as {example}", example="10:00")),
        ChoiceField("consultant", tr("Led by"), leaders, gathering.me if gathering.me in led else led[0]),
        PeopleField(
            "clients",
            tr("{Clients}"),
            lambda values: gathering.candidates[values.said("kind") or first],
            look,
            clients,
        ),
    ]
    title, said = tr("Plan a group session"), tr("Planned.")
    return Form(title, fields, deed=tr("Plan"), save=save, said=said, begin="clients" if kind in ids else "kind")


def change_session_form(gathering: Gathering, session: Session) -> Form[Session]:
    """Return the form to change day, time or leader of a planned session."""
    leaders = _leaders(gathering, session.kind)
    if session.consultant and session.consultant not in dict(leaders):
        names = {who: name for who, name, _ in gathering.leaders}
        leaders = ((session.consultant, names.get(session.consultant, session.consultant)), *leaders)
    today = gathering.today
    day = DayField("on", tr("Day"), max(session.on, today), today, earliest=today, agenda=gathering.agenda, needed=True)
    count = len(session.of(PLANNED))
    return Form(
        tr("Change the session"),
        [
            day,
            TimeField("time", tr("Time"), session.time or "", hint=tr("such as {example}", example="10:00")),
            ChoiceField("consultant", tr("Led by"), leaders, session.consultant),
        ],
        deed=tr("Change"),
        save=lambda values: gathering.services.sessions.change(
            session.id, values.needed_day("on"), time=values.said("time"), consultant=values.said("consultant")
        ),
        said=tr("Changed."),
        lead=trn("for the {client} on its list", "for the {n} {clients} on its list", count),
    )


def enrol_form(gathering: Gathering, look: Callable[[], Look], session: Session) -> Form[Session]:
    """Return the form to put more clients on the list."""
    there = {row.client.id for row in session.rows if row.meeting.status not in ("cancelled", "withdrawn")}
    left = tuple(item for item in gathering.candidates[session.kind] if item.client.id not in there)
    return Form(
        tr("Put more {clients} on the list"),
        [PeopleField("clients", tr("{Clients}"), lambda _: left, look)],
        deed=tr("Enrol"),
        save=lambda values: gathering.services.sessions.enrol(session.id, *values.many("clients")),
        said=tr("Put on the list."),
    )


def take_off_form(services: Services, session: Session, client: str) -> Form[Session]:
    """Return the form to take one client off the list."""
    row = next((row for row in session.rows if row.client.id == client), None)
    return Form(
        tr("Take off the list"),
        [TextField("reason", tr("Reason"), hint=tr("if it is known"))],
        deed=tr("Take off"),
        save=lambda values: services.sessions.withdraw(session.id, client, values.said("reason")),
        said=tr("Taken off the list."),
        client=row.client if row else None,
    )


def call_off_form(services: Services, session: Session, kind: str) -> Form[Session]:
    """Return the form to call the whole session off."""
    return Form(
        tr("Call the session off"),
        [TextField("reason", tr("Reason"))],
        deed=tr("Call off"),
        save=lambda values: services.sessions.cancel(session.id, values.said("reason")),
        said=tr("Called off."),
        lead=tr("{kind}, for everybody who is still on its list", kind=kind),
    )


def note_form(note: str) -> Form[str]:
    """Return the form for the one note of all who were there."""
    return Form(
        tr("One note for all who were there"),
        [LongField("note", tr("Note"), note)],
        deed=tr("Keep"),
        save=lambda values: values.text("note"),
        said="",
    )


def _leaders(gathering: Gathering, kind: str) -> Options:
    """Return who can lead: those with a role that the kind needs, else everybody."""
    roles = next(item.roles for item in gathering.kinds if item.id == kind)
    fit = [who for who in gathering.leaders if set(roles) & set(who[2])]
    return tuple((who, name) for who, name, _ in fit or gathering.leaders)
