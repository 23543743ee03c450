"""Commands of group sessions: those that lead to one, and those on its list."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from caseload_tui.i18n import tr
from caseload_tui.ui.commands.base import Command, Texts, needed
from caseload_tui.ui.commands.going import DEEDS, GOING, Acting
from caseload_tui.ui.intents import sessions as gathering
from caseload_tui.ui.targets import Target


@dataclass(frozen=True, slots=True)
class Member(Target):
    """A client on the list of a session."""

    session: str = ""
    begun: bool = False
    """True from the day of the session on."""
    marked: bool = False
    """True where attendance of anybody on the list was marked and not saved."""
    movable: bool = False
    """True where the session is planned for somebody, and nothing of it was recorded."""
    fixed: bool = False
    """True where the record was signed, or the client is no longer on the list."""


class PlanSession(Command):
    """Plan a session for many clients."""

    id, key, section, weight = "plan_session", "w", DEEDS, 75

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Plan a group session"), tr("Plan one session for many {clients} in one go."))

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        return gathering.PlanSession(kind=target.kind if target else None)


class PlanHere(PlanSession):
    """The same in the list of sessions, where the footer names it."""

    weight = 10

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return PlanSession.texts()._replace(footer=tr("plan"))


class ShowSessions(Command):
    """The sessions there are."""

    id, key, section, weight = "sessions", "e", GOING, 76

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("See which group sessions come, and which wait to be recorded.")
        return Texts("", tr("Group sessions"), said)

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        return gathering.ShowSessions()


class SessionsHere(ShowSessions):
    """The same in the list of meetings, where the footer names it."""

    weight = 45

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return ShowSessions.texts()._replace(footer=tr("sessions"))


class OpenSession(Acting):
    """Open the session under the cursor."""

    id, key, section, action, weight = "open_session", "enter,m", GOING, "open_session", 5

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("attendance"), tr("Open the session"), tr("See who is on its list, and record who was there."))


class _Mark(Acting):
    """Marks the client under the cursor."""

    section = DEEDS

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether attendance can be marked."""
        return isinstance(target, Member) and target.begun and not target.fixed


class WasThere(_Mark):
    """The client was there."""

    id, key, action, weight = "present", "p", "mark('present')", 1

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("was there"), tr("Was there"), tr("Mark as present; the same key takes the mark away."))


class WasAbsent(_Mark):
    """The client did not come."""

    id, key, action, weight = "absent", "a", "mark('absent')", 2

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("was not there"), tr("Did not come"), tr("Mark as a missed invitation."))


class Answered(_Mark):
    """The client did not come and let the office know."""

    id, key, action, weight = "answered_session", "r", "mark('answered')", 7

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Mark as not there but heard from: missed invitations are counted anew.")
        return Texts(tr("let us know"), tr("Did not come and let us know"), said)


class CalledOff(_Mark):
    """The client called off."""

    id, key, action, weight = "called_off", "c", "mark('called_off')", 6

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("called off"), tr("Called off by the {client}"), tr("Mark as called off beforehand."))

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether the client can call off."""
        return isinstance(target, Member) and not target.fixed


class AllPresent(_Mark):
    """Everybody without a mark was there."""

    id, key, action, weight = "all_present", "P,shift+p", "all_present", 3

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("all there"), tr("All others were there"), tr("Mark everybody without a mark as present."))


class _Save(Acting):
    """Records what is marked."""

    section = DEEDS

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether there is or can be something to save."""
        return not isinstance(target, Member) or target.begun or target.marked


class SaveSession(_Save):
    """Save the marks."""

    id, key, action, weight = "save_session", "f8,ctrl+s", "save", 4

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("save"), tr("Save attendance"), tr("Record what is marked, all in one go."))


class SaveSigned(_Save):
    """Save the marks and sign."""

    id, key, action, weight = "save_session_signed", "f9", "save_signed", 5

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("sign"), tr("Save and sign"), tr("Record what is marked and sign it."))


class NoteForAll(_Save):
    """One note."""

    id, key, action, weight = "session_note", "n", "note", 10

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("note"), tr("One note for all"), tr("Write one note that all who were there get."))


class EnrolMore(Acting):
    """More clients."""

    id, key, section, action, weight = "enrol", "e", DEEDS, "enrol", 8

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("enrol"), tr("Enrol more {clients}"), tr("Put more {clients} on the list."))


class TakeOff(Command):
    """One client less."""

    id, key, section, weight = "take_off", "x", DEEDS, 11

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("take off"), tr("Take off the list"), tr("Take the {client} under the cursor off the list."))

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether somebody enrolled is under the cursor."""
        return isinstance(target, Member) and target.planned

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        aim = needed(target)
        return gathering.TakeOff(aim.session if isinstance(aim, Member) else "", aim.client)


class ChangeSession(Acting):
    """Another day, time or leader."""

    id, key, section, action, weight = "change_session", "w", DEEDS, "change", 9

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Put it on another day or time, or let somebody else lead it.")
        return Texts(tr("change"), tr("Change day, time or leader"), said)

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether the session is still ahead, and nothing of it recorded."""
        return not isinstance(target, Member) or target.movable


class CallSessionOff(Acting):
    """The whole session off."""

    id, key, section, action, weight = "call_session_off", "O,shift+o", DEEDS, "call_off", 12

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("all off"), tr("Call the session off"), tr("Call it off for everybody still on its list."))


class LeaveSession(Acting):
    """Back."""

    id, key, section, action, weight = "back", "escape,q", GOING, "back", 60

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("back"), tr("Back"), tr("Go back to where you were."))


ON_LIST = (
    WasThere,
    WasAbsent,
    CalledOff,
    Answered,
    AllPresent,
    SaveSession,
    SaveSigned,
    EnrolMore,
    NoteForAll,
    TakeOff,
    ChangeSession,
    CallSessionOff,
    LeaveSession,
)
