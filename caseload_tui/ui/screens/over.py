"""A list over the screen that one came from: enter answers with what is under the cursor, escape with nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Command, Host, Texts
from caseload_tui.ui.commands.going import GOING, Acting, Help, Privacy
from caseload_tui.ui.commands.reading import CloseReading
from caseload_tui.ui.look import Look
from caseload_tui.ui.painters import PagePainter
from caseload_tui.ui.safe_text import SafeLabel
from caseload_tui.ui.widgets.foot import FootLine
from caseload_tui.ui.widgets.head import ThinRule
from caseload_tui.ui.widgets.rows import Heading, Rows

if TYPE_CHECKING:
    from caseload_tui.ui.app import CaseloadApp

Title = str | Callable[[Look], str]
"""What stands above the list; made anew of the look where it names a client."""
Row = TypeVar("Row")
Answer = TypeVar("Answer")


class OpenBehind(Acting):
    """Open the dossier."""

    id, key, section, action, weight = "open", "enter", GOING, "answer", 1

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("open"), tr("Open the dossier"), tr("Open the dossier under the cursor."))


class ListOver(Host, ModalScreen[Answer | None], Generic[Row, Answer]):
    """A title and a list; subclasses say what stands in it and what a row answers."""

    OFFERS: ClassVar[tuple[type[Command], ...]] = (OpenBehind, CloseReading, Privacy, Help)
    DEFAULT_CSS = """
    ListOver {
        align: center middle;
        background: $background 60%;
        & > Vertical { width: 96; max-width: 100%; height: 90%; background: $background; padding: 1 0 0 0; }
        & #title { height: auto; padding: 0 2; text-style: bold; color: $accent; }
        & Rows { height: 1fr; }
    }
    """

    def __init__(self, title: Title, painter: PagePainter[Row]) -> None:
        super().__init__()
        self._said = title
        self.painter = painter

    def entries(self) -> Sequence[Heading | Row]:
        """Return the rows under their headings, in the look of this moment."""
        raise NotImplementedError

    def answer(self, row: Row) -> Answer | None:
        """Return what enter answers on a row; None does nothing."""
        raise NotImplementedError

    def empty(self) -> tuple[str, str]:
        """Return what it means that nothing stands here, and what to do."""
        return tr("Nothing stands here."), ""

    @property
    def shell(self) -> CaseloadApp:
        """The app, which has the services."""
        return cast("CaseloadApp", self.app)

    @property
    def rows(self) -> Rows[Row]:
        """The list."""
        return self.query_one(Rows)

    def compose(self) -> ComposeResult:
        """Yield title, list and keys."""
        with Vertical():
            yield SafeLabel("", id="title")
            yield ThinRule()
            yield Rows[Row](self.painter)
            yield FootLine()

    def on_mount(self) -> None:
        """Show the list."""
        self.watch(self.app, "masked", self._mask, init=False)
        self._take_look()
        self.rows.show(self.entries(), empty=self.empty())
        self.rows.focus()

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Answer."""
        event.stop()
        self.action_answer()

    def action_answer(self) -> None:
        """Answer with the row under the cursor."""
        record = self.rows.record
        found = self.answer(record) if record is not None else None
        if found is not None:
            self.dismiss(found)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _mask(self) -> None:
        self._take_look()
        self.rows.repaint()

    def _take_look(self) -> None:
        look = self.painter.look = self.shell.look
        self.query_one("#title", SafeLabel).update(self._said if isinstance(self._said, str) else self._said(look))
