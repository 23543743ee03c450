"""Commands about reaching a client: calling, and saying that nobody came."""

from __future__ import annotations

from textual.message import Message

from caseload_tui.i18n import tr
from caseload_tui.ui import intents
from caseload_tui.ui.commands.base import DEEDS, Command, OnActiveClient, Texts, needed
from caseload_tui.ui.intents import dossier as dossier_intents
from caseload_tui.ui.targets import Target


class Call(OnActiveClient):
    """Call the client."""

    id, key, section, weight = "call", "c", DEEDS, 35

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("See the phone number, and write down what came of the call.")
        return Texts(tr("call"), tr("Call"), said)

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        aim = needed(target)
        return intents.CallClient(aim.client, kind=aim.kind, meeting=aim.meeting if aim.planned else None)


class NoShow(Command):
    """The client did not come."""

    id, key, section, weight = "no_show", "o", DEEDS, 27

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("did not come"), tr("Did not come"), tr("Record that the {client} did not come."))

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether a planned meeting is under the cursor."""
        return target is not None and target.planned and target.meeting is not None

    @classmethod
    def lacks(cls, target: Target | None) -> str:
        """Return what to do first."""
        return tr("Put the cursor on a planned talk.")

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the intent."""
        aim = needed(target)
        return dossier_intents.DidNotCome(aim.client, aim.meeting or "")
