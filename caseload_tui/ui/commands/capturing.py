"""Commands of the quick note: keys that are no letters."""

from __future__ import annotations

from caseload_tui.i18n import tr
from caseload_tui.ui.commands.base import Texts
from caseload_tui.ui.commands.deeds import DEEDS
from caseload_tui.ui.commands.going import GOING, Acting, FindNotes, Palette
from caseload_tui.ui.commands.talking import HelpHere, PrivacyHere


class KeepNote(Acting):
    """Leave; the note waits on the daily list."""

    id, key, section, action, weight = "keep_note", "escape,f8,ctrl+s", DEEDS, "keep", 1

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("keep"), tr("Keep the note"), tr("Go back; the note waits on Today to be worked out."))


class InFull(Acting):
    """Go on with it as a whole talk."""

    id, key, section, action, weight = "in_full", "f9", DEEDS, "in_full", 2

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Go on with the note as a talk: per life domain, with commitments, to sign.")
        return Texts(tr("work out"), tr("Work the note out"), said)


class OtherClient(Acting):
    """Another client."""

    id, key, section, action, weight = "other_client", "f3,ctrl+n", GOING, "other_client", 3

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("whom"), tr("For somebody else"), tr("Find the {client} whom the note is for; the text stays."))


class DetailsOfNote(Acting):
    """Another kind of talk, day or way."""

    id, key, section, action, weight = "details_of_note", "ctrl+t", DEEDS, "details", 4

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Change what kind of talk it is, when it was, and how.")
        return Texts(tr("kind"), tr("Kind, day and way"), said)


class TakeDraft(Acting):
    """Go on with the draft there is."""

    id, key, section, action, weight = "take_draft", "ctrl+o", DEEDS, "take_draft", 5

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Go on with the draft"), tr("Put the note behind the draft that is kept of such a talk."))


IN_CAPTURE = (KeepNote, InFull, OtherClient, DetailsOfNote, TakeDraft, FindNotes, Palette, PrivacyHere, HelpHere)
