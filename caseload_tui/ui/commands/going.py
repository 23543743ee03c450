"""Commands that go somewhere or change how the program looks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message

from caseload_tui.i18n import tr
from caseload_tui.ui.commands.base import DEEDS as DEEDS
from caseload_tui.ui.commands.base import GOING as GOING
from caseload_tui.ui.commands.base import LOOKS as LOOKS
from caseload_tui.ui.commands.base import Command, Texts
from caseload_tui.ui.targets import Target

if TYPE_CHECKING:
    from textual.dom import DOMNode

TODAY, CASELOAD, MEETINGS, COMMITMENTS, TEAM = "today", "caseload", "meetings", "commitments", "team"
TABS = (TODAY, CASELOAD, MEETINGS, COMMITMENTS, TEAM)


class Go(Message):
    """Go to a tab."""

    def __init__(self, tab: str) -> None:
        super().__init__()
        self.tab = tab


class _ToTab(Command):
    """Goes to a tab."""

    section = GOING
    tab: ClassVar[str]

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        title, said = tab_texts(cls.tab)
        return Texts("", title, said)

    @classmethod
    def message(cls, target: Target | None) -> Message:
        """Return the message."""
        return Go(cls.tab)


class ToToday(_ToTab):
    """The daily list."""

    id, key, tab = "to_today", "1", TODAY


class ToCaseload(_ToTab):
    """All clients."""

    id, key, tab = "to_caseload", "2", CASELOAD


class ToMeetings(_ToTab):
    """Due meetings by week."""

    id, key, tab = "to_meetings", "3", MEETINGS


class ToCommitments(_ToTab):
    """Commitments of both sides."""

    id, key, tab = "to_commitments", "4", COMMITMENTS


class ToTeam(_ToTab):
    """The team's figures."""

    id, key, tab = "to_team", "5", TEAM


class Acting(Command):
    """A command that runs an action of the app or of the place itself."""

    action: ClassVar[str]

    @classmethod
    def run(cls, place: DOMNode, target: Target | None) -> None:
        """Run the action from this place."""
        place.call_later(place.app.run_action, cls.action, place)


class Filter(Acting):
    """Filter the list."""

    id, key, section, action, weight = "filter", "slash", GOING, "filter", 32

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("filter"), tr("Filter the list"), tr("Show only the rows with a word; escape shows all again."))


class Mark(Acting):
    """Mark the row."""

    id, key, section, action, weight = "mark", "space", GOING, "mark", 55

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(
            tr("mark"),
            tr("Mark the row"),
            tr("Mark the row, or mark it no more; what one does then is for all that is marked."),
        )

    @classmethod
    def applies(cls, target: Target | None) -> bool:
        """Tell whether there is a row."""
        return target is not None


class MarkAll(Mark):
    """Mark every row that is shown."""

    id, key, action = "mark_all", "asterisk,A,shift+a", "mark_all"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Mark all rows"), tr("Mark every row that is shown, or none of them."))


class Palette(Acting):
    """Everything one can do, by name."""

    id, key, section, action = "palette", "ctrl+p", GOING, "app.palette"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(
            "", tr("Search everything"), tr("Find a {client} by name or number, or anything that one can do here.")
        )


class JumpToRow(Acting):
    """Go to any row on the screen by a letter."""

    id, key, section, action = "jump", "semicolon", GOING, "app.jump"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Jump to a row"), tr("Every row on screen gets a letter; typing it goes there."))


class FindNotes(Acting):
    """A note by its words."""

    id, key, section, action = "find_notes", "ctrl+f", GOING, "app.find_notes"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Find what was once written, of all {clients}: words, and when it was.")
        return Texts("", tr("Find a note"), said)


class ReadPolicy(Acting):
    """The policy in force."""

    id, key, section, action = "policy", "f8", GOING, "app.policy"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Policy"), tr("Read the policy in force, and what the office chose itself."))


class ShowMonitor(Acting):
    """Figures over a period."""

    id, section, action = "monitor", GOING, "app.monitor"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Show stock, flows, what was done and the policy's targets over a period.")
        return Texts("", tr("Monitor"), said)


class Help(Acting):
    """The keys that work here."""

    id, key, section, action = "help", "question_mark,f1", GOING, "app.help"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("help"), tr("Help"), tr("Show every key that works here."))


class ShowWelcome(Acting):
    """Five things to know."""

    id, section, action = "welcome", GOING, "welcome"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Five things to know"), tr("Show again, or no longer, what a newcomer is told."))


class Refresh(Acting):
    """Read everything again."""

    id, key, section, action = "refresh", "f5,ctrl+r", GOING, "app.refresh_lists"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Read again"), tr("Read every list again; outside changes are noticed by themselves."))


class Quit(Acting):
    """Leave the program."""

    id, key, section, action = "quit", "q,ctrl+q", GOING, "app.quit"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Quit"), tr("Close the program; everything is saved already."))


class Privacy(Acting):
    """Mask all names."""

    id, key, section, action = "privacy", "f12,ctrl+l", LOOKS, "app.privacy"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Mask names"), tr("Mask every name at once, and show them again."))

    @classmethod
    def binding(cls) -> Binding:
        """Return the key, which works before any other and over every form."""
        return replace(super().binding(), priority=True)


class TakeBack(Acting):
    """Undo the last deed."""

    id, key, section, action, weight = "undo", "u", DEEDS, "app.undo", 60

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("undo"), tr("Undo"), tr("Take back what you did last; it is shown before it happens."))


class Capture(Acting):
    """A quick note."""

    id, key, section, action = "capture", "ctrl+n", DEEDS, "app.capture"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Type at once, for the {client} under the cursor or one found by name; it is worked out later.")
        return Texts("", tr("Quick note"), said)


class Settings(Acting):
    """How the program looks and answers, and the keys."""

    id, key, section, action = "settings", "f2", LOOKS, "app.settings"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Choose language, look, when the passphrase is asked again, and the key of every command.")
        return Texts("", tr("Settings"), said)


class Lock(Acting):
    """Ask for the passphrase again."""

    id, section, action = "lock", LOOKS, "app.lock"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Lock"), tr("Hide everything until the passphrase is typed again."))


class SaveCalendar(Acting):
    """A calendar file of talks and terms."""

    id, section, action = "calendar", DEEDS, "app.save_calendar"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(
            "", tr("Calendar file"), tr("Save talks and terms for a calendar program, without names or contents.")
        )


class NextTheme(Acting):
    """Go through the looks."""

    id, key, section, action = "theme", "f11", LOOKS, "app.next_theme"

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts("", tr("Other colours"), tr("Dark, light, high contrast, or no colours at all."))


def tab_texts(tab: str) -> tuple[str, str]:
    """Return the name of a tab and what it shows."""
    return {
        TODAY: (tr("Today"), tr("What asks for work today, most urgent first.")),
        CASELOAD: (tr("Caseload"), tr("All {clients}, with their {group} and what comes next.")),
        MEETINGS: (tr("Meetings"), tr("Due meetings week by week, with the reason for every date.")),
        COMMITMENTS: (tr("Commitments"), tr("What was agreed, by both sides.")),
        TEAM: (tr("Team"), tr("Load and norm per {consultant} and {group}.")),
    }[tab]


TO_TABS = (ToToday, ToCaseload, ToMeetings, ToCommitments, ToTeam)
OF_THE_APP = (
    TakeBack,
    Capture,
    Help,
    Palette,
    JumpToRow,
    FindNotes,
    ReadPolicy,
    ShowMonitor,
    Privacy,
    NextTheme,
    Settings,
    Lock,
    SaveCalendar,
    Refresh,
    Quit,
)
