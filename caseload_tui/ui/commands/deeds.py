"""Commands that do something with a client."""

from __future__ import annotations

from textual.message import Message

from caseload_tui.i18n import tr
from caseload_tui.ui import intents
from caseload_tui.ui.commands.base import DEEDS as DEEDS
from caseload_tui.ui.commands.base import Command, OnActiveClient, OnClient, Texts, needed
from caseload_tui.ui.commands.reaching import Call, NoShow
from caseload_tui.ui.targets import Target


class Open(OnClient):
    """Open the dossier; `enter` in the list itself does the same."""

    id, key, section, weight = "open", "enter", DEEDS, 10

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("open"), tr("Open the dossier"), tr("Look into the dossier of the {client} under the cursor."))

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        aim = needed(target)
        return intents.OpenDossier(aim.client, meeting=aim.meeting, commitment=aim.commitment)


class Record(OnActiveClient):
    """Record a talk."""

    id, key, section, weight = "record", "m", DEEDS, 20

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(
            tr("record"), tr("Record a talk"), tr("Write down a talk per life domain; the planned one if there is one.")
        )

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        aim = needed(target)
        open_meeting = aim.meeting if aim.planned else None
        return intents.RecordTalk(aim.client, kind=aim.kind, meeting=open_meeting, draft=aim.draft)


class Sign(Command):
    """Sign a talk."""

    id, key, section, weight = "sign", "s", DEEDS, 15

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("sign"), tr("Sign the record"), tr("Read the record of a talk once more and sign it."))

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether a record waits for a signature."""
        return target is not None and target.unsigned and target.meeting is not None

    @classmethod
    def lacks(cls, target: Target | None) -> str:
        """Return what to do first."""
        return tr("Put the cursor on a record that waits for a signature.")

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        aim = needed(target)
        return intents.SignTalk(aim.client, aim.meeting or "")


class Plan(OnActiveClient):
    """Plan a talk."""

    id, key, section, weight = "plan", "p", DEEDS, 30

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("plan"), tr("Plan a talk"), tr("Choose a day for the next talk, or another one."))

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        aim = needed(target)
        return intents.PlanTalk(aim.client, kind=aim.kind, meeting=aim.meeting if aim.planned else None)


class Postpone(OnActiveClient):
    """Put a due date off."""

    id, key, section, weight = "defer", "d", DEEDS, 33

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("defer"), tr("Put off"), tr("Put a due date off until a day, with a reason."))

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether a due date is under the cursor."""
        return target is not None and target.active and target.rule is not None

    @classmethod
    def lacks(cls, target: Target | None) -> str:
        """Return what to do first."""
        return tr("Put the cursor on a talk with a due date.")

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        aim = needed(target)
        return intents.Defer(aim.client, rule=aim.rule, kind=aim.kind)


class Keep(Command):
    """Mark a commitment as kept."""

    id, key, section, weight = "kept", "k", DEEDS, 16

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("kept"), tr("Commitment kept"), tr("Mark the commitment under the cursor as kept today."))

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether an open commitment is under the cursor."""
        return target is not None and target.commitment is not None

    @classmethod
    def lacks(cls, target: Target | None) -> str:
        """Return what to do first."""
        return tr("Put the cursor on an open commitment.")

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        aim = needed(target)
        return intents.SettleCommitment(aim.client, aim.commitment or "", intents.KEPT)


class Break(Keep):
    """Mark a commitment as broken."""

    id, key, section, weight = "broken", "b", DEEDS, 17

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("broken"), tr("Commitment broken"), tr("Mark the commitment under the cursor as broken."))

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        aim = needed(target)
        return intents.SettleCommitment(aim.client, aim.commitment or "", intents.BROKEN)


class Agree(OnClient):
    """Add a commitment."""

    id, key, section, weight = "agree", "a", DEEDS, 70

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("commitment"), tr("Add a commitment"), tr("Write down what was agreed, by whom and by when."))

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        return intents.AddCommitment(needed(target).client)


class Move(OnActiveClient):
    """Move to another group."""

    id, key, section, weight = "move", "v", DEEDS, 80

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(
            tr("move"), tr("Move to another {group}"), tr("Move the {client} to another {group}, with a reason.")
        )

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        return intents.MoveClient(needed(target).client)


class HandOver(OnClient):
    """Hand over to somebody else."""

    id, key, section, weight = "hand_over", "h", DEEDS, 85

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Offer the {client} to another {consultant}, with a note; or decide about an offer that waits.")
        return Texts(tr("hand over"), tr("Hand over"), said)

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether there is a client whose dossier is open."""
        return target is not None and target.active and not target.transfer

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        return intents.HandOver((needed(target).client,))


class Decide(Command):
    """Decide about an offered client."""

    id, key, section, weight = "decide_offer", "y", DEEDS, 11

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("See the note and what goes along, then take the {client} over or not.")
        return Texts(tr("decide"), tr("Decide about a hand-over"), said)

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether an offer is under the cursor."""
        return target is not None and target.transfer

    @classmethod
    def lacks(cls, target: Target | None) -> str:
        """Return what to do first."""
        return tr("Put the cursor on an offer that waits for a decision.")

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        return intents.HandOver((needed(target).client,))


class Seen(Command):
    """Say that a signal was seen."""

    id, key, section, weight = "seen", "g", DEEDS, 16

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("seen"), tr("Signal seen"), tr("Take the signal under the cursor off the list."))

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether a signal is under the cursor."""
        return target is not None and target.signal is not None

    @classmethod
    def lacks(cls, target: Target | None) -> str:
        """Return what to do first."""
        return tr("Put the cursor on a signal.")

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        aim = needed(target)
        return intents.AcknowledgeSignal(aim.client, aim.signal or "")


class Register(Command):
    """Take a client into the caseload."""

    id, key, section, weight = "register", "n", DEEDS, 90

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("new"), tr("Register a {client}"), tr("Take a {client} into the caseload."))

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        return intents.RegisterClient()


ON_CLIENT = (
    Open,
    Decide,
    Record,
    Sign,
    Plan,
    Call,
    NoShow,
    Postpone,
    Keep,
    Break,
    Seen,
    Agree,
    Move,
    HandOver,
    Register,
)
