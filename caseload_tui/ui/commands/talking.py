"""Commands of the talk: function keys, or keys with ctrl, so that every letter stays text."""

from __future__ import annotations

from typing import ClassVar

from caseload_tui.i18n import tr
from caseload_tui.ui.commands.base import Texts
from caseload_tui.ui.commands.deeds import DEEDS
from caseload_tui.ui.commands.going import GOING, LOOKS, Acting, FindNotes, Help, Palette, Privacy


class _InTalk(Acting):
    """A command of the talk."""

    section: ClassVar[str] = DEEDS


class NextNote(_InTalk):
    """The next life domain."""

    id, key, section, action = "next_note", "tab,ctrl+down", GOING, "next_note(1)"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("next"), tr("Next life domain"), tr("Go on with the next life domain."))


class FormerNote(_InTalk):
    """The life domain before."""

    id, key, section, action = "former_note", "shift+tab,ctrl+up", GOING, "next_note(-1)"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Life domain before"), tr("Go back to the life domain before."))


class AgreeHere(_InTalk):
    """A commitment."""

    id, key, action = "agree_here", "f2", "agree"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("commitment"), tr("Add a commitment"), tr("Write down what is agreed and stay with the note."))


class PlanNext(_InTalk):
    """The next talk."""

    id, key, action = "plan_next", "f3", "plan_next"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("plan"), tr("Plan the next talk"), tr("The policy's term proposes the day."))


class Score(_InTalk):
    """The score of the life domain."""

    id, key, action = "score", "f4", "score"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("score"), tr("Score"), tr("Give the life domain a score: a digit is enough."))


class Checklist(_InTalk):
    """The questions at the end."""

    id, key, action = "checklist", "f5", "checklist"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("checklist"), tr("Checklist"), tr("Answer the questions that the policy asks at the end."))


class OpenHere(_InTalk):
    """What is open and what was agreed."""

    id, key, action = "open_here", "f6", "commitments"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(
            "", tr("Open commitments"), tr("See what is open, say what was kept, change what was agreed in this talk.")
        )


class Before(_InTalk):
    """What was written before."""

    id, key, section, action = "before", "f7", GOING, "history"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("earlier"), tr("Earlier notes"), tr("Read all that was written about this life domain before."))


class TakeOver(_InTalk):
    """The previous note, in this one."""

    id, key, action = "take_over", "ctrl+o", "take_over"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Take over the earlier note"), tr("Put the note of the time before under the cursor."))


class PutUnder(_InTalk):
    """What was noted quickly, under a life domain."""

    id, key, action = "put_under", "ctrl+g", "put_under"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(
            "",
            tr("Put under a life domain"),
            tr("Put the paragraph under the cursor of the quick note under a life domain."),
        )


class Details(_InTalk):
    """Kind, day and way of the talk."""

    id, key, action = "details", "ctrl+t", "details"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Kind, day and way"), tr("Change what kind of talk it is, when it was, and how."))


class MoveHere(_InTalk):
    """Another group."""

    id, key, action = "move_here", "ctrl+r", "move"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Move the {client} to another {group}, with a reason.")
        return Texts("", tr("Move to another {group}"), said)


class SaveHeld(_InTalk):
    """Save the record without signing."""

    id, key, action = "save_held", "f8,ctrl+s", "record(False)"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("save"), tr("Save, sign later"), tr("Save the record of the talk; it can still be changed."))


class SaveSigned(_InTalk):
    """Sign the record and save it."""

    id, key, action = "save_signed", "f9", "record(True)"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("sign"), tr("Sign and save"), tr("Sign the record; only amendments can follow."))


class LeaveTalk(_InTalk):
    """Leave; the draft is kept."""

    id, key, section, action = "leave_talk", "escape", GOING, "leave"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("leave"), tr("Leave"), tr("Go back; what was typed is kept as a draft."))


class HelpHere(Help):
    """Help, by a key that is no letter."""

    key = "f1"


class PrivacyHere(Privacy):
    """Mask all names."""

    section = LOOKS


IN_TALK = (
    NextNote,
    AgreeHere,
    PlanNext,
    SaveSigned,
    LeaveTalk,
    SaveHeld,
    Score,
    Checklist,
    Before,
    OpenHere,
    TakeOver,
    PutUnder,
    Details,
    MoveHere,
    FormerNote,
    FindNotes,
    Palette,
    PrivacyHere,
    HelpHere,
)
