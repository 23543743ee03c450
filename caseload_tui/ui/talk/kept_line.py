"""The rule over the editor, which says when the note was last kept."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from caseload_tui.ui.widgets.head import THIN


class KeptLine(Widget):
    """A thin rule with a few words at its end."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    KeptLine { height: 1; background: $background; color: $rule; }
    """
    said: reactive[tuple[str, str]] = reactive(("muted", ""))
    """The tone and the words."""

    def render(self) -> Content:
        """Return the rule."""
        tone, words = self.said
        words = f" {words}" if words else ""
        rule = THIN * max(0, self.size.width - 1 - cell_len(words))
        return Content.assemble((rule, "$rule"), (words, f"bold ${tone}" if tone == "late" else f"${tone}"))
