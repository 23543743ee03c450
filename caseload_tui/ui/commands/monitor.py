"""Commands of the monitor: the clients behind a figure, another period, a file, a figure to type in."""

from __future__ import annotations

from caseload_tui.i18n import tr
from caseload_tui.ui.commands.base import Texts
from caseload_tui.ui.commands.deeds import DEEDS
from caseload_tui.ui.commands.going import GOING, Acting, ShowMonitor


class MonitorHere(ShowMonitor):
    """The monitor, from the team's figures."""

    key, weight = "m", 25

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        texts = super().texts()
        return Texts(tr("monitor"), texts.title, texts.help)


class BehindFigures(Acting):
    """Open the clients behind the figures of a row."""

    id, key, section, action, weight = "open", "enter", GOING, "behind", 10

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("{clients}"), tr("The {clients} behind it"), tr("Show whom the figures of the row count."))


class OtherPeriod(Acting):
    """Choose the period, and whom it is about."""

    id, key, section, action, weight = "period", "p", GOING, "period", 15

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Choose the days, and one municipality, {consultant}, {group} or target group.")
        return Texts(tr("period"), tr("Period and {clients}"), said)


class SaveMonitor(Acting):
    """Save the figures as a file."""

    id, key, section, action, weight = "save_monitor", "s,f9", DEEDS, "save", 20

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("As a page with charts, a table for a spreadsheet, or Markdown; small counts can be left out.")
        return Texts(tr("save"), tr("Save the figures"), said)


class TypeIn(Acting):
    """Type in what an indicator was."""

    id, key, section, action, weight = "type_in", "e", DEEDS, "type_in", 30

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("type in"), tr("Type in a figure"), tr("Keep what no fact tells, for an indicator."))


class LeaveMonitor(Acting):
    """Go back."""

    id, key, section, action, weight = "leave_monitor", "escape,q", GOING, "close", 90

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("back"), tr("Back"), tr("Go back to where you were."))
