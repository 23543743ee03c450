"""The watermark of a training: a few words in the same corner of every screen, those over others too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.geometry import Offset, Size
from textual.reactive import reactive
from textual.widget import Widget

from caseload_tui.i18n import tr
from caseload_tui.ui.safe_text import plain
from caseload_tui.ui.widgets.head import MARGIN

if TYPE_CHECKING:
    from textual.content import Content

    from caseload_tui.domain.training import Training
    from caseload_tui.services.training.exercises import Exercise


def watermark(training: Training) -> str:
    """Return what the corner says: that this is practice, and in which copy."""
    return f"{tr('PRACTICE')} {training.copy:02}" if training.copy is not None else tr("PRACTICE")


class Watermark(Widget):
    """Lies over the lower right corner, with how many tasks are done; footers leave room for it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Watermark {
        layer: watermark; position: absolute; width: auto; height: 1; padding: 0 2 0 1;
        color: $due; background: $background; text-style: bold;
    }
    """
    words: reactive[str] = reactive("", layout=True)

    def __init__(self, mark: str) -> None:
        super().__init__()
        self._mark = mark
        self.set_reactive(Watermark.words, mark)

    @property
    def room(self) -> int:
        """How many columns it takes."""
        return cell_len(self.words) + 1 + MARGIN

    def on_mount(self) -> None:
        """Go to the corner, and follow the tasks."""
        self.watch(self.app, "exercises", self._count)
        self.place(self.app.size)

    def _count(self, exercises: tuple[Exercise, ...]) -> None:
        done = sum(item.done for item in exercises)
        self.words = f"{self._mark} \N{CHECK MARK}{done}/{len(exercises)}" if exercises else self._mark
        self.place(self.app.size)
        # The footer leaves room for the words as they are now.
        self.screen.refresh_bindings()

    def place(self, size: Size) -> None:
        """Go to the corner of a terminal of this size."""
        # A place that hangs on the size of the words and of the terminal cannot be said in CSS.
        self.styles.offset = Offset(max(0, size.width - self.room), max(0, size.height - 1))

    def render(self) -> Content:
        """Return the words."""
        return plain(self.words)
