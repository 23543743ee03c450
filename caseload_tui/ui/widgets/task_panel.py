"""The tasks of a training beside the work: those done, and the next one in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widget import Widget

from caseload_tui.ui.safe_text import SafeStatic
from caseload_tui.ui.task_text import tasks_heading, tasks_text

if TYPE_CHECKING:
    from caseload_tui.ui.app import CaseloadApp


class TaskPanel(Widget):
    """Stands at the right of a wide screen while somebody wants it there."""

    DEFAULT_CSS = """
    TaskPanel {
        dock: right; width: 42; height: 100%; display: none;
        padding: 1 1 1 2; background: $surface; border-left: solid $rule;
        & #done { height: auto; margin-bottom: 1; }
        & VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; background: $surface; }
        & #tasks { height: auto; background: $surface; }
    }
    .-tasks.-wide TaskPanel, .-tasks.-very-wide TaskPanel { display: block; }
    """

    def compose(self) -> ComposeResult:
        """Yield how many are done, and the tasks."""
        yield SafeStatic(id="done")
        with VerticalScroll(can_focus=False):
            yield SafeStatic(id="tasks")

    def on_mount(self) -> None:
        """Follow the tasks, and whether somebody wants to see them."""
        self.watch(self.app, "exercises", lambda _: self._show())
        self.watch(self.app, "masked", lambda _: self._show(), init=False)
        self.watch(self.app, "tasks_beside", self._stand)

    def _stand(self, beside: bool) -> None:
        self.screen.set_class(beside, "-tasks")

    def _show(self) -> None:
        app = cast("CaseloadApp", self.app)
        if app.exercises and app.surroundings is not None:
            self.query_one("#done", SafeStatic).update(tasks_heading(app.exercises))
            self.query_one("#tasks", SafeStatic).update(tasks_text(app.exercises, app.look, only_next=True))
