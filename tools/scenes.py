"""Every screen of the program as a scene: what to press, type or ask for until it stands.

Scenes find their people in whatever practice office they are played in; one that needs what is not there is passed by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from textual.message import Message

from caseload_tui.domain.dossier import HELD, OPEN, Dossier
from caseload_tui.domain.filters import ClientFilter, CommitmentFilter
from caseload_tui.services import Services
from caseload_tui.services.worklists import DueItem
from caseload_tui.ui import intents
from caseload_tui.ui.intents import dossier as more
from caseload_tui.ui.intents import sessions as gathering


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that is typed letter by letter."""

    text: str


@dataclass(frozen=True, slots=True)
class Act:
    """An action of the screen or the app, which the palette has by a name of its own in each language."""

    name: str


Step = str | Typed | Act | Callable[[Services], Message]
"""A key, a text, an action, or an intent about somebody of the office; LookupError says that there is nobody."""
Scene = tuple[Step, ...]
WRONG, RIGHT = "wrong", "practice"


def first(items: Iterable[DueItem]) -> DueItem:
    """Return the first, or say that there is none."""
    for item in items:
        return item
    raise LookupError("nobody fits the scene")


def spoken_to(services: Services) -> Dossier:
    """Return the dossier of the first of the acting consultant's clients who has most of what a dossier can have."""
    mine = services.clients.list(ClientFilter(consultant=services.desk.by, status="active"))
    dossiers = [services.clients.look(client.id).dossier for client in mine[:40]]
    if not dossiers:
        raise LookupError("nobody fits the scene")
    return max(dossiers, key=lambda dossier: (len(dossier.meetings), len(dossier.commitments)))


def someone(services: Services) -> str:
    """Return the client whose dossier is fullest."""
    return spoken_to(services).id


def someone_due(services: Services) -> DueItem:
    """Return the first due meeting of somebody who is active."""
    return first(item for item in services.worklists.due(consultant=services.desk.by) if item.client.status == "active")


def planned(services: Services) -> tuple[str, str]:
    """Return a client with a planned meeting, and the meeting."""
    plans = ((item.client.id, item.standing.plan) for item in services.worklists.due(consultant=services.desk.by))
    for client, plan in plans:
        if plan is not None and services.clients.look(client).dossier.meeting(plan.meeting) is not None:
            return client, plan.meeting
    raise LookupError("nobody fits the scene")


def held(services: Services) -> tuple[str, str]:
    """Return a client and the last talk held with them."""
    dossier = spoken_to(services)
    talks = [meeting.id for meeting in dossier.meetings if meeting.status == HELD]
    if not talks:
        raise LookupError("nobody fits the scene")
    return dossier.id, talks[-1]


def promise(services: Services) -> tuple[str, str]:
    """Return a client and an open commitment of theirs."""
    for row in services.commitments.list(CommitmentFilter(consultant=services.desk.by, states=(OPEN,))):
        return row.client.id, row.commitment.id
    raise LookupError("nobody fits the scene")


def session(services: Services) -> str:
    """Return a group session."""
    for item in services.sessions.list():
        return item.id
    raise LookupError("nobody fits the scene")


def a_label(services: Services) -> tuple[str, str]:
    """Return a client of a target group, and the group."""
    for item in services.worklists.due():
        for label in item.client.labels:
            return item.client.id, label
    raise LookupError("nobody fits the scene")


def _dossier(services: Services) -> Message:
    return intents.OpenDossier(someone(services))


def _talk(services: Services) -> Message:
    """Return the first talk of the day for which nothing was written yet."""
    for row in services.worklists.today(consultant=services.desk.by):
        if row.what == "talk" and row.client is not None and row.meeting is not None and row.session is None:
            return intents.RecordTalk(row.client.id, kind=row.meeting.kind, meeting=row.meeting.id)
    raise LookupError("nobody fits the scene")


class Nothing(Message):
    """Asks for nothing."""


def _with_tasks(services: Services) -> Message:
    """Ask for nothing, but only where there are tasks."""
    if not services.exercises.list():
        raise LookupError("there are no tasks")
    return Nothing()


NOTE = Typed("De regeling is afgelopen. Houdt nu 40 euro per maand over en wil sparen voor een fiets.")
TABS: dict[str, Scene] = {
    "today": (),
    "today-filter": ("slash", Typed("te:laat")),
    "today-nothing-fits": ("slash", Typed("zzzz"), "enter"),
    "caseload": ("2",),
    "caseload-marked": ("2", "space", "space", "space"),
    "meetings": ("3",),
    "commitments": ("4",),
    "team": ("5",),
    "team-group": ("5", "end"),
}
READING: dict[str, Scene] = {
    "dossier": (_dossier,),
    "dossier-timeline": (_dossier, "tab"),
    "dossier-end": (_dossier, "end"),
    "dossier-middle": (_dossier, "pagedown"),
    "domain": (_dossier, "right_square_bracket", "enter"),
    "record": (lambda services: intents.SignTalk(*held(services)),),
    "letter": (lambda services: more.WriteLetter(someone(services)),),
    "sessions": ("e",),
    "session": (lambda services: gathering.OpenSession(session(services)),),
    "notes": ("ctrl+f", Typed("werk")),
    "notes-empty": ("ctrl+f",),
    "palette": ("ctrl+p",),
    "palette-found": ("ctrl+p", Typed("pl")),
    "help": ("question_mark",),
    "policy": ("f8",),
    "what-if": ("5", "w"),
    "undo": ("u",),
    "masked": ("f12",),
    "settings": ("f2",),
    "views": ("f6",),
    "view-saved": ("2", "slash", Typed("werk"), "enter", "ctrl+s"),
    "jump": ("semicolon",),
    "call": ("c",),
    "scenario": ("5", "s"),
    "monitor": ("5", "m"),
    "consultant": ("5", "e"),
    "figures": ("5", "f"),
    "rebalance": ("5", "r"),
    "rebalance-offer": ("5", "r", "space", "space", "o"),
    "quarter": ("5", "p"),
    "quarter-talks": ("5", "p", "t", Typed("12"), "ctrl+s"),
    "history": ("5", "H"),
    "history-client": (_dossier, "H"),
    "tasks": (_with_tasks, Act("app.tasks")),
    "welcome": (Act("screen.welcome"),),
}
TALKING: dict[str, Scene] = {
    "talk": (_talk,),
    "talk-typed": (_talk, NOTE),
    "talk-promise": (_talk, NOTE, "f2"),
    "talk-checklist": (_talk, NOTE, "f5"),
    "talk-next": (_talk, NOTE, "f3"),
    "talk-sign": (_talk, NOTE, "f9"),
    "talk-help": (_talk, "f1"),
    "quick-note": ("ctrl+n", NOTE),
    "quick-note-whom": ("ctrl+n", "f3"),
}
FORMS: dict[str, Scene] = {
    "form-plan": (lambda services: intents.PlanTalk(someone_due(services).client.id, someone_due(services).base.kind),),
    "form-plan-wrong": (
        lambda services: intents.PlanTalk(someone_due(services).client.id, someone_due(services).base.kind),
        "ctrl+u",
        Typed("25-12-2026"),
    ),
    "form-record": (lambda services: intents.RecordTalk(someone_due(services).client.id),),
    "form-defer": (lambda services: intents.Defer(someone_due(services).client.id, someone_due(services).base.rule),),
    "form-defer-wrong": (
        lambda services: intents.Defer(someone_due(services).client.id, someone_due(services).base.rule),
        "enter",
    ),
    "form-move": (lambda services: intents.MoveClient(someone(services)),),
    "form-leave": ("5", "v"),
    "form-caseload": ("5", "h"),
    "form-hand-over": (lambda services: intents.HandOver((someone(services),)),),
    "form-agree": (lambda services: intents.AddCommitment(someone(services)),),
    "form-register": ("n",),
    "form-change": (lambda services: more.ChangeDetails(someone(services)),),
    "form-renegotiate": (lambda services: more.Renegotiate(*promise(services)),),
    "form-settle": (lambda services: more.SettleWithNote(*promise(services), "kept"),),
    "form-waive": (lambda services: more.Waive(someone_due(services).client.id, someone_due(services).base.rule),),
    "form-add": (lambda services: more.AddToSituation(someone(services)),),
    "form-end": (lambda services: more.EndOfSituation(a_label(services)[0], "label", a_label(services)[1]),),
    "form-no-show": (lambda services: more.DidNotCome(*planned(services)),),
    "form-cancel": (lambda services: more.CallOff(*planned(services)),),
    "form-withdraw": (lambda services: more.WithdrawTalk(*held(services)),),
    "form-close": (lambda services: more.CloseDossier(someone(services)),),
    "form-session": ("w",),
    "form-calendar": (Act("app.save_calendar"),),
    "form-many": ("3", "asterisk", "p"),
}
SCENES: dict[str, Scene] = TABS | READING | TALKING | FORMS
LOCKED: dict[str, Scene] = {
    "unlock": (),
    "unlock-refused": (Typed(WRONG), "enter"),
    "locked": (Typed(RIGHT), "enter", Act("app.lock")),
}
"""Scenes of a store that asks for a passphrase."""
