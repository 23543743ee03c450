"""Small questions: what would happen, a button that says the deed, and escape that cancels always."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input

from caseload_tui.i18n import tr
from caseload_tui.ui.safe_text import SafeLabel, SafeStatic, plain


class Confirm(ModalScreen[bool]):
    """Asks before a deed; the answer is whether to do it."""

    DEFAULT_CSS = """
    Confirm {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 64; max-width: 100%; height: auto; max-height: 100%;
            padding: 1 2; background: $surface; border: solid $rule;
        }
        & #question { text-style: bold; color: $text; margin-bottom: 1; width: 1fr; }
        & #detail { color: $muted; margin-bottom: 1; max-height: 12; }
        & Horizontal { height: 1; align-horizontal: right; }
        & Button { margin-left: 2; }
        & Input { margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, detail: str, deed: str, *, cancel: str = "") -> None:
        super().__init__()
        self._question, self._detail, self._deed = question, detail, deed
        self._cancel = cancel or tr("Cancel")

    def compose(self) -> ComposeResult:
        """Yield the question and its buttons."""
        with Vertical():
            yield SafeLabel(self._question, id="question")
            if self._detail:
                yield SafeStatic(self._detail, id="detail")
            yield from self.compose_proof()
            with Horizontal():
                yield Button(plain(self._cancel), id="cancel", compact=True)
                yield Button(plain(self._deed), id="deed", variant="primary", compact=True)

    def compose_proof(self) -> ComposeResult:
        """Yield what must be filled in before the deed can be done."""
        yield from ()

    def on_mount(self) -> None:
        """Stand ready for enter."""
        self.query_one("#deed").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        self.dismiss(event.button.id == "deed")

    def action_cancel(self) -> None:
        """Answer no."""
        self.dismiss(False)


def discard_question() -> Confirm:
    """Return the question before typed text is thrown away; escape goes on typing."""
    return Confirm(tr("Throw away what you typed?"), "", tr("Throw away"), cancel=tr("Go on typing"))


class TypedConfirm(Confirm):
    """Asks to type a word before a deed that cannot be undone."""

    def __init__(self, question: str, detail: str, deed: str, word: str) -> None:
        super().__init__(question, detail, deed)
        self._word = word

    def compose_proof(self) -> ComposeResult:
        """Yield the input for the word."""
        yield Input(placeholder=tr("type: {word}", word=self._word), compact=True)

    def on_mount(self) -> None:
        """Wait for the word."""
        self.query_one("#deed", Button).disabled = True
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Allow the deed when the word is there."""
        self.query_one("#deed", Button).disabled = event.value.strip().casefold() != self._word.casefold()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Do the deed with enter too."""
        if not self.query_one("#deed", Button).disabled:
            self.dismiss(True)
