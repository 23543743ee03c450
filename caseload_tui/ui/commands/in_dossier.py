"""Commands to find one's way in a dossier."""

from __future__ import annotations

from caseload_tui.i18n import tr
from caseload_tui.ui.commands.base import Texts
from caseload_tui.ui.commands.going import GOING, Acting


class Read(Acting):
    """Read what is under the cursor."""

    id, key, section, action, weight = "open", "enter", GOING, "read", 1

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("read"), tr("Read"), tr("Read the record or the notes, or do what the row asks."))


class Theme(Acting):
    """Narrow the timeline to one theme."""

    id, key, section, action, weight = "timeline_theme", "t", GOING, "next_theme_of_timeline", 45

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("theme"), tr("Timeline by theme"), tr("Show only talks, commitments or {groups} on it."))


class OtherSide(Acting):
    """The timeline, or what stands beside it."""

    id, key, section, action, weight = "other_side", "tab", GOING, "other_side", 5

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("timeline"), tr("Timeline or overview"), tr("Go to the timeline, and back to the overview."))


class Back(Acting):
    """Back to the list."""

    id, key, section, action, weight = "back", "escape,q", GOING, "back", 60

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("back"), tr("Back"), tr("Close the dossier on screen and go back to the list."))
