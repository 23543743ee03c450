"""Something to read: a record, or all that was written about one life domain."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen

from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Command, Host
from caseload_tui.ui.commands.going import Help, Privacy
from caseload_tui.ui.commands.reading import CloseReading
from caseload_tui.ui.look import Look
from caseload_tui.ui.safe_text import SafeStatic
from caseload_tui.ui.widgets.foot import FootLine, News
from caseload_tui.ui.widgets.head import ThinRule

if TYPE_CHECKING:
    from caseload_tui.ui.app import CaseloadApp

Text = Callable[[Look], Content]
WIDEST = 88


class ReadScreen(Host, ModalScreen[str | None]):
    """A title and a text to scroll through; subclasses offer what can be done with it."""

    OFFERS: ClassVar[tuple[type[Command], ...]] = (CloseReading, Privacy, Help)
    DEFAULT_CSS = """
    ReadScreen {
        align: center middle;
        background: $background 60%;
        & > Vertical { width: 96; max-width: 100%; height: 100%; background: $background; }
        & #title { height: auto; padding: 0 2; }
        & VerticalScroll { height: 1fr; scrollbar-size-vertical: 1; padding: 1 2 0 2; }
        & #text { height: auto; }
    }
    """

    def __init__(self, title: Text, text: Text) -> None:
        super().__init__()
        self._head, self._text = title, text

    @property
    def shell(self) -> CaseloadApp:
        """The app, which has the services."""
        return cast("CaseloadApp", self.app)

    def compose(self) -> ComposeResult:
        """Yield title, text, news and keys."""
        with Vertical():
            yield SafeStatic(id="title")
            yield ThinRule()
            with VerticalScroll():
                yield SafeStatic(id="text")
            yield News()
            yield FootLine()

    def on_mount(self) -> None:
        """Show the text, masked where names are masked."""
        self.watch(self.app, "masked", self.show, init=False)
        self.show()
        self.query_one(VerticalScroll).focus()

    def show(self) -> None:
        """Draw title and text anew."""
        look = self.shell.look
        self.query_one("#title", SafeStatic).update(self._head(look))
        self.query_one("#text", SafeStatic).update(self._text(look))

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)


def paragraphs(parts: list[Content]) -> Content:
    """Return texts under each other."""
    return Content("\n").join(parts)


def heading(text: str) -> Content:
    """Return a small heading."""
    return Content.styled(text, "bold $muted")


def nothing_yet() -> Content:
    """Say that there is nothing to read."""
    return Content.styled(tr("Nothing was written about this yet."), "$muted")
