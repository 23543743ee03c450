"""Commands of the dossier: what can be done with the row under the cursor, and with the client."""

from __future__ import annotations

from typing import ClassVar

from textual.message import Message

from caseload_tui.i18n import tr
from caseload_tui.ui.commands.base import Command, OnActiveClient, OnClient, Texts, needed
from caseload_tui.ui.commands.deeds import (
    DEEDS,
    Agree,
    Break,
    Decide,
    HandOver,
    Keep,
    Move,
    Plan,
    Postpone,
    Record,
    Seen,
    Sign,
)
from caseload_tui.ui.commands.going import Filter
from caseload_tui.ui.commands.in_dossier import Back, OtherSide, Read, Theme
from caseload_tui.ui.commands.reaching import Call, NoShow
from caseload_tui.ui.commands.team import HistoryOfClient
from caseload_tui.ui.dossier import spots
from caseload_tui.ui.dossier.spots import Spot
from caseload_tui.ui.intents import dossier as more
from caseload_tui.ui.targets import Target

ENDABLE = ("label", "contact", "duty", "instrument", "work")


def spot_of(target: Target | None) -> Spot:
    """Return the spot under the cursor; an empty one where there is none."""
    return target if isinstance(target, Spot) else Spot("")


class Change(Command):
    """Change what is under the cursor."""

    id, key, section, weight = "change", "e", DEEDS, 15

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Change the detail, correct the placement, renegotiate the commitment, amend the record.")
        return Texts(tr("change"), tr("Change this"), said)

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether the row can be changed."""
        spot = spot_of(target)
        return spot.what in (spots.FIELD, spots.PLACEMENT, spots.PROPOSAL) or bool(spot.commitment) or spot.held

    @classmethod
    def lacks(cls, target: Target | None) -> str:
        """Return what to do first."""
        return tr("Put the cursor on something that can be changed: a detail, a commitment, a record.")

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        spot = spot_of(target)
        if spot.what == spots.FIELD:
            return more.ChangeDetails(spot.client, (spot.item,))
        if spot.what == spots.PLACEMENT:
            return more.CorrectPlacement(spot.client, spot.item)
        if spot.what == spots.PROPOSAL:
            return more.DecideProposal(spot.client, spot.item)
        if spot.commitment:
            return more.Renegotiate(spot.client, spot.commitment)
        return more.AmendTalk(spot.client, spot.meeting or "")


class ChangeAll(OnActiveClient):
    """Change all details."""

    id, section = "change_all", DEEDS

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Change details"), tr("Change name, address, phone, consent and the other details."))

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        return more.ChangeDetails(needed(target).client)


class End(Command):
    """End what is under the cursor."""

    id, key, section, weight = "end", "x", DEEDS, 16

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("End a target group, contact, exemption or instrument; call a plan off; withdraw a commitment.")
        return Texts(tr("end"), tr("End this"), said)

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether the row is about something that can end."""
        spot = spot_of(target)
        return (
            spot.what in (*ENDABLE, spots.DEFERRAL, spots.WAIVER)
            or bool(spot.commitment)
            or (spot.meeting is not None and (spot.planned or spot.held))
        )

    @classmethod
    def lacks(cls, target: Target | None) -> str:
        """Return what to do first."""
        return tr("Put the cursor on something that can end: a label, an exemption, a plan.")

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        spot = spot_of(target)
        if spot.what in ENDABLE:
            return more.EndOfSituation(spot.client, spot.what, spot.item)
        if spot.commitment:
            return more.SettleWithNote(spot.client, spot.commitment, "withdrawn")
        if spot.meeting and spot.planned:
            return more.CallOff(spot.client, spot.meeting)
        if spot.meeting and spot.held:
            return more.WithdrawTalk(spot.client, spot.meeting)
        return more.EndTerm(spot.client, spot.item, spot.what == spots.WAIVER)


class Add(OnActiveClient):
    """Add to the situation."""

    id, key, section, weight = "add", "f", DEEDS, 40

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Give a target group, a contact, freedom from a duty, an instrument, work or a referral.")
        return Texts(tr("add"), tr("Add to the situation"), said)

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        return more.AddToSituation(needed(target).client)


class Lift(OnActiveClient):
    """Lift a rule for a while."""

    id, key, section = "waive", "w", DEEDS

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Do not ask for a while"), tr("Lift a rule for a while or until further notice."))

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        aim = needed(target)
        return more.Waive(aim.client, aim.rule)


class StepUp(Command):
    """One step up the ladder."""

    id, key, section, weight = "step_up", "l", DEEDS, 18

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("step up"), tr("One step up the ladder"), tr("Go one step further with what was not kept."))

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether a commitment of the client that was not kept is under the cursor."""
        spot = spot_of(target)
        return spot.what == "commitment" and spot.overdue

    @classmethod
    def lacks(cls, target: Target | None) -> str:
        """Return what to do first."""
        return tr("Put the cursor on what the {client} promised and did not do in time.")

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        spot = spot_of(target)
        return more.StepUp(spot.client, spot.item)


class WithNote(Keep):
    """Say what became of a commitment, on which day and with what note."""

    id, key, section = "settle", "K,shift+k", DEEDS
    how: ClassVar[str] = "kept"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Kept, with a note"), tr("Mark the commitment as kept on another day, or with a note."))

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        aim = needed(target)
        return more.SettleWithNote(aim.client, aim.commitment or "", cls.how)


class BrokenWithNote(WithNote):
    """Say that a commitment was broken, on which day and with what note."""

    id, key, how = "settle_broken", "B,shift+b", "broken"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Broken, with a note"), tr("Mark the commitment as broken on another day, or with a note."))


class WriteLetter(OnClient):
    """What was agreed, in plain words."""

    id, key, section = "letter", "i", DEEDS

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("What was agreed in this talk, or all that is open, as a list in plain words to print or send.")
        return Texts(tr("letter"), tr("Letter to the {client}"), said)

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        spot = spot_of(target)
        return more.WriteLetter(needed(target).client, spot.meeting if spot.held else None)


class Close(Command):
    """Close or reopen the dossier."""

    id, key, section = "close", "C,shift+c", DEEDS

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Close or reopen the dossier"), tr("Close the dossier with a reason; reopen a closed one."))

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether there is a client."""
        return target is not None

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        return more.CloseDossier(needed(target).client)


class Erase(Command):
    """Erase a closed dossier; in the palette only."""

    id, section = "erase", DEEDS

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Erase the dossier"), tr("Erase a closed dossier for good, with its file number typed."))

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether the dossier is closed."""
        return target is not None and not target.active

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        return more.EraseDossier(needed(target).client)


IN_DOSSIER = (
    Read,
    Record,
    Plan,
    Sign,
    Keep,
    Break,
    Seen,
    Postpone,
    Change,
    End,
    NoShow,
    Call,
    StepUp,
    Agree,
    Move,
    HandOver,
    Decide,
    OtherSide,
    Add,
    Back,
    Theme,
    Filter,
    WriteLetter,
    Lift,
    Erase,
    WithNote,
    BrokenWithNote,
    ChangeAll,
    Close,
    HistoryOfClient,
)
