"""Commands of finding a note."""

from __future__ import annotations

from caseload_tui.i18n import tr
from caseload_tui.ui.commands.base import Texts
from caseload_tui.ui.commands.going import DEEDS, GOING, Acting, FindNotes
from caseload_tui.ui.targets import Target


class SearchNow(Acting):
    """Look for what is typed."""

    id, key, section, action, weight = "search_now", "enter", DEEDS, "screen.search", 1

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Look for it; the access log has each dossier whose note is shown.")
        return Texts(tr("search"), tr("Search"), said)


class ToFound(Acting):
    """To what was found."""

    id, key, section, action, weight = "to_found", "down,tab", GOING, "screen.to_found", 2

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("To the list"), tr("Go to what was found."))


class OpenFound(Acting):
    """Open the dossier at the talk."""

    id, key, section, action, weight = "open", "enter", DEEDS, "open_found", 1

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("open"), tr("Open the dossier"), tr("Open the dossier at the talk with this note."))

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether something was found."""
        return target is not None


class AskOther(FindNotes):
    """Type something else."""

    id, key, section, action, weight = "ask_other", "slash,ctrl+f", GOING, "ask_other", 2

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("other words"), tr("Other words"), tr("Type other words, or other days."))


class LeaveSearch(Acting):
    """Go back."""

    id, key, section, action, weight = "leave_search", "escape", GOING, "screen.leave", 90

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("back"), tr("Back"), tr("Go back to where you were."))


ON_FOUND = (OpenFound, AskOther, LeaveSearch)
