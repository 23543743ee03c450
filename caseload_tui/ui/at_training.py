"""For the app in a store of a training: the watermark on every screen, and the tasks beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import events
from textual.reactive import reactive
from textual.screen import ModalScreen, Screen

from caseload_tui.ui.watermark import Watermark, watermark

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.services.training.exercises import Exercise
    from caseload_tui.ui.working import Working

    _Base = Working
else:
    _Base = object

BESIDE = 120
"""From this many columns on the tasks stand beside the work; below that they have a screen of their own."""


class AtTraining(_Base):
    """Marks screens, counts tasks as facts arrive, and shows them."""

    exercises: reactive[tuple[Exercise, ...]] = reactive(())
    tasks_beside: reactive[bool] = reactive(False)
    _services: Services | None

    def begin_training(self) -> None:
        """Mark every screen from here on."""
        self.screen_change_signal.subscribe(self, self._changed_screen)
        self.call_after_refresh(self._mark, self.screen)

    def _changed_screen(self, screen: Screen[Any]) -> None:
        screen.call_after_refresh(self._mark, screen)
        # Opening something is a look, which a task may ask for.
        self.count_tasks()

    def _mark(self, screen: Screen[Any]) -> None:
        training = self._services.desk.training if self._services is not None else None
        if training is None or not screen.is_attached:
            return
        if not screen.query(Watermark):
            screen.mount(Watermark(watermark(training)))
        if training.tasks and not isinstance(screen, ModalScreen):
            from caseload_tui.ui.widgets.task_panel import TaskPanel  # noqa: PLC0415 - seldom is there a training

            if not screen.query(TaskPanel):
                screen.mount(TaskPanel())
        if training.tasks and not self.exercises:
            self.count_tasks()

    def on_resize(self, event: events.Resize) -> None:
        """Keep the watermark in its corner."""
        for screen in self.screen_stack:
            for mark in screen.query(Watermark):
                mark.place(event.size)

    def count_tasks(self) -> None:
        """Look which tasks are done by now."""
        services = self._services
        if services is None or services.desk.training is None or not services.desk.training.tasks:
            return
        self.work(
            services.exercises.list,
            self._show_tasks,
            group="count tasks",
            description="looking which tasks are done",
            exclusive=True,
        )

    def _show_tasks(self, exercises: tuple[Exercise, ...]) -> None:
        self.exercises = exercises

    def action_tasks(self) -> None:
        """Show the tasks beside the work or, where there is no room, on a screen of their own; or put them away."""
        from caseload_tui.ui.screens.tasks import TasksScreen  # noqa: PLC0415 - seldom is there a training

        if isinstance(self.screen, TasksScreen):
            self.screen.action_close()
        elif self.size.width >= BESIDE and not isinstance(self.screen, ModalScreen):
            self.tasks_beside = not self.tasks_beside
        elif self.exercises:
            self.push_screen(TasksScreen())
