"""Commands of a text that is read: sign it, and go back."""

from __future__ import annotations

from caseload_tui.i18n import tr
from caseload_tui.ui.commands.base import Texts
from caseload_tui.ui.commands.deeds import DEEDS
from caseload_tui.ui.commands.going import GOING, Acting
from caseload_tui.ui.targets import Target


class SignHere(Acting):
    """Sign the record that is read."""

    id, key, section, action, weight = "sign_here", "s,f9", DEEDS, "sign", 1

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("sign"), tr("Sign the record"), tr("Sign it; only amendments can follow."))

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether it waits for a signature."""
        return target is not None and target.unsigned


class SaveLetter(Acting):
    """Save the letter as a file."""

    id, key, section, action, weight = "save_letter", "enter,f9", DEEDS, "save_letter", 1

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("save"), tr("Save the letter"), tr("Save it as a file to print or send."))


class CloseReading(Acting):
    """Go back."""

    id, key, section, action, weight = "close_reading", "escape,q", GOING, "close", 90

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("back"), tr("Back"), tr("Go back to where you were."))
