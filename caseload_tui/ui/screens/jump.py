"""Goes to any row on the screen: each has a label for a moment, and typing that puts the cursor there."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen, Screen

from caseload_tui.i18n import tr
from caseload_tui.ui.commands.going import Go
from caseload_tui.ui.jumping import labels
from caseload_tui.ui.safe_text import SafeLabel
from caseload_tui.ui.widgets.head import TabLine
from caseload_tui.ui.widgets.rows import Rows


class Jump(ModalScreen[None]):
    """Nothing but keys: the screen under it shows the labels."""

    # More than a default: the app gives every screen a background.
    CSS = "Jump { background: transparent; }"
    DEFAULT_CSS = """
    Jump > #how { dock: bottom; width: 1fr; height: 1; padding: 0 2; color: $accent; background: $background; }
    """

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._below = screen
        lists = [rows for rows in screen.query(Rows) if rows.is_on_screen and rows.allow_focus()]
        places = [(rows, key) for rows in lists for key in rows.in_view]
        self._places: dict[str, tuple[Rows[Any], str]] = dict(zip(labels(len(places)), places, strict=True))
        self._tabs = [line for line in screen.query(TabLine) if line.is_on_screen]
        self._typed = ""

    @property
    def any(self) -> bool:
        """Tell whether there is anywhere to go."""
        return bool(self._places or self._tabs)

    def compose(self) -> ComposeResult:
        """Yield the line that says how it works."""
        said = tr("letters: to that row   the keys of the tabs: to that tab   esc: stay here") if self._tabs else ""
        yield SafeLabel(said or tr("letters: to that row   esc: stay here"), id="how")

    def on_mount(self) -> None:
        """Show the labels."""
        self._show()

    def on_unmount(self) -> None:
        """Show them no longer."""
        for rows in {rows for rows, _ in self._places.values()}:
            rows.label({})
        for line in self._tabs:
            line.labelled = False

    def on_key(self, event: events.Key) -> None:
        """Go where the letters lead; any other key leaves all as it is."""
        event.stop()
        event.prevent_default()
        tab = next((tab for line in self._tabs for tab in line.tabs if tab.key == event.character), None)
        if tab is not None and not any(label.startswith(self._typed + tab.key) for label in self._places):
            self.dismiss(None)
            self._below.post_message(Go(tab.id))
            return
        self._typed += event.key
        if self._typed in self._places:
            rows, key = self._places[self._typed]
            self.dismiss(None)
            self._below.call_later(_go_to, rows, key)
        elif any(label.startswith(self._typed) for label in self._places):
            self._show()
        else:
            self.dismiss(None)

    def on_click(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)

    def _show(self) -> None:
        """Show what can still be typed."""
        shown = dict[Rows[Any], dict[str, str]]()
        for label, (rows, key) in self._places.items():
            left = label.removeprefix(self._typed) if label.startswith(self._typed) else ""
            shown.setdefault(rows, {})[key] = left
        for rows, known in shown.items():
            rows.label(known)
        for line in self._tabs:
            line.labelled = not self._typed


def _go_to(rows: Rows[Any], key: str) -> None:
    rows.focus()
    rows.select(key)
