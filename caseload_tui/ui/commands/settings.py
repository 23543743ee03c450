"""Commands of the settings."""

from __future__ import annotations

from caseload_tui.i18n import tr
from caseload_tui.ui.commands.base import Texts
from caseload_tui.ui.commands.going import DEEDS, GOING, Acting


class ChangeSetting(Acting):
    """Change what is under the cursor."""

    id, key, section, action, weight = "open", "enter", DEEDS, "change", 1

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("change"), tr("Change the setting"), tr("Take the next choice, or press another key for it."))


class FirstKey(Acting):
    """The key that a command came with."""

    id, key, section, action, weight = "first_key", "delete,x", DEEDS, "first_key", 2

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("as it came"), tr("The key it came with"), tr("Give the command the key it came with."))


class LeaveSettings(Acting):
    """Go back."""

    id, key, section, action, weight = "back", "escape,q", GOING, "close", 60

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("back"), tr("Back"), tr("Close the settings; they are kept already."))
