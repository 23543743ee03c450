"""A question with a few answers under each other; escape takes none of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget

from caseload_tui.i18n import tr
from caseload_tui.ui.safe_text import SafeStatic, plain
from caseload_tui.ui.widgets.rows import BAR

Answers = tuple[tuple[str, str, str], ...]
"""What is returned, the answer, and what it means."""


class _Lines(Widget, can_focus=True):
    """The answers, one under the cursor."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    _Lines { height: auto; background: $surface; color: $text; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,tab,right", "step(1)", show=False),
        Binding("up,shift+tab,left", "step(-1)", show=False),
        Binding("enter", "take", show=False),
    ]

    def __init__(self, answers: Answers) -> None:
        super().__init__()
        self._answers = answers
        self._at = 0

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return two lines for each answer."""
        return 2 * len(self._answers)

    def render(self) -> Content:
        """Return the answers with what they mean."""
        lines = []
        for place, (_, answer, meaning) in enumerate(self._answers):
            here = place == self._at
            bar = Content.styled(f"{BAR if here else ' '} ", "$accent")
            lines.append(Content.assemble(bar, plain(answer, "bold $accent" if here else "$text")))
            lines.append(Content.assemble(bar, plain(meaning, "$muted")))
        return Content("\n").join(lines)

    def action_step(self, step: int) -> None:
        """Go to another answer."""
        self._at = (self._at + step) % len(self._answers)
        self.refresh()

    def action_take(self) -> None:
        """Give this answer."""
        self.screen.dismiss(self._answers[self._at][0])

    def on_click(self, event: events.Click) -> None:
        """Give the answer that was clicked."""
        self._at = min(event.y // 2, len(self._answers) - 1)
        self.action_take()


class Pick(ModalScreen[str | None]):
    """Asks for one of a few answers."""

    DEFAULT_CSS = """
    Pick {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 64; max-width: 100%; height: auto; max-height: 100%;
            padding: 1 2; background: $surface; border: solid $rule;
        }
        & #question { text-style: bold; color: $text; }
        & #detail { color: $muted; margin: 0 0 1 0; height: auto; max-height: 8; }
        & #keys { color: $muted; margin: 1 0 0 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    def __init__(self, question: str, detail: str | Callable[[], str], answers: Answers) -> None:
        """Make it: a detail that has names or words of people is called again when they are masked or shown."""
        super().__init__()
        self._question, self._detail, self._answers = question, detail, answers

    def compose(self) -> ComposeResult:
        """Yield the question and its answers."""
        with Vertical():
            yield SafeStatic(self._question, id="question")
            yield SafeStatic(id="detail")
            yield _Lines(self._answers)
            yield SafeStatic(tr("enter chooses, esc goes back"), id="keys")

    def on_mount(self) -> None:
        """Let the keys work on the answers."""
        self.watch(self.app, "masked", self._show_detail)
        self.query_one(_Lines).focus()

    def _show_detail(self) -> None:
        detail = self._detail() if callable(self._detail) else self._detail
        self.query_one("#detail", SafeStatic).update(detail)

    def action_cancel(self) -> None:
        """Give none of the answers."""
        self.dismiss(None)
