"""Asks for the new key of a command, by pressing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Command
from caseload_tui.ui.safe_text import SafeStatic
from caseload_tui.ui.widgets.foot import key_text

if TYPE_CHECKING:
    from caseload_tui.ui.keys import Keyboard


class NewKey(ModalScreen[str | None]):
    """The answer is the key that was pressed, if the command can have it."""

    DEFAULT_CSS = """
    NewKey {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 64; max-width: 100%; height: auto; padding: 1 2; background: $surface; border: solid $rule;
        }
        & #title { text-style: bold; color: $text; }
        & #help { color: $muted; margin-bottom: 1; }
        & #wrong { color: $late; margin-top: 1; display: none; }
        & #wrong.-said { display: block; }
    }
    """

    def __init__(self, keyboard: Keyboard, command: type[Command]) -> None:
        super().__init__()
        self._keyboard = keyboard
        self._command = command

    def compose(self) -> ComposeResult:
        """Yield the question."""
        texts = self._command.texts()
        with Vertical():
            yield SafeStatic(texts.title, id="title")
            yield SafeStatic(texts.help, id="help")
            yield SafeStatic(tr("Press the new key; esc leaves it as it is."))
            yield SafeStatic(id="wrong")

    def on_key(self, event: events.Key) -> None:
        """Take the key, or say why it cannot be had."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.dismiss(None)
            return
        trouble = self._keyboard.trouble(self._command, event.key)
        if not trouble:
            self.dismiss(event.key)
            return
        wrong = self.query_one("#wrong", SafeStatic)
        wrong.add_class("-said")
        wrong.update(f"! {key_text(event.key)}: {trouble}")
