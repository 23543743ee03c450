"""The tasks of a training on a screen of their own, where there is no room beside the work."""

from __future__ import annotations

from typing import ClassVar

from caseload_tui.ui.commands import Command
from caseload_tui.ui.commands.going import Help
from caseload_tui.ui.commands.reading import CloseReading
from caseload_tui.ui.commands.training import ReadTasks, ShowHints
from caseload_tui.ui.screens.read import ReadScreen
from caseload_tui.ui.task_text import tasks_heading, tasks_text


class TasksScreen(ReadScreen):
    """All tasks: what they ask, and what is still missing."""

    OFFERS: ClassVar[tuple[type[Command], ...]] = (CloseReading, ShowHints, ReadTasks, Help)

    def __init__(self) -> None:
        self._hints = False
        super().__init__(
            lambda _: tasks_heading(self.shell.exercises),
            lambda look: tasks_text(self.shell.exercises, look, hints=self._hints),
        )

    def on_mount(self) -> None:
        """Follow the tasks as they get done."""
        super().on_mount()
        self.watch(self.app, "exercises", lambda _: self.show(), init=False)

    def action_hints(self) -> None:
        """Show the hints, or hide them again."""
        self._hints = not self._hints
        self.show()
