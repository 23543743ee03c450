"""Commands of a training: its tasks, and their hints."""

from __future__ import annotations

from caseload_tui.i18n import tr
from caseload_tui.ui.commands.base import Texts
from caseload_tui.ui.commands.going import GOING, Acting


class ReadTasks(Acting):
    """The tasks, beside the work or on a screen of their own."""

    id, key, section, action, weight = "tasks", "f10,ctrl+b", GOING, "app.tasks", 99

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("tasks"), tr("Tasks"), tr("Show what there is to do in this training, and what is done."))


class ShowHints(Acting):
    """A hint with each task."""

    id, key, section, action, weight = "hints", "h", GOING, "hints", 10

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("hints"), tr("Hints"), tr("Show a hint with each task, or hide them again."))
