"""At the left of a talk: what is written about and what is left, and the questions at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from caseload_tui.i18n import tr
from caseload_tui.ui.look import KEPT_GLYPH, LATER_GLYPH
from caseload_tui.ui.widgets.cells import cut
from caseload_tui.ui.widgets.rows import BAR

HERE = "\N{BLACK CIRCLE}"
_BEFORE = 4
"""Margin, bar and glyph before a name."""


@dataclass(frozen=True, slots=True)
class SideLine:
    """A life domain: its name, whether something is written about it, and its score."""

    domain: str
    name: str
    done: bool
    score: int | None


class Side(Widget):
    """Life domains with what is done, where one is and what is left; a click goes there."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Side { width: 25; padding: 0; color: $text; background: $background; }
    """
    lines: reactive[Sequence[SideLine]] = reactive(())
    at: reactive[str] = reactive("")
    questions: reactive[Sequence[tuple[str, str]]] = reactive(())
    """The mark and the text of each question."""

    class Chosen(Message):
        """A life domain was clicked."""

        def __init__(self, domain: str) -> None:
            super().__init__()
            self.domain = domain

    class Questions(Message):
        """The questions were clicked."""

    def render(self) -> Content:
        """Return the list."""
        width = self.size.width
        parts = [self._line(line, width) for line in self.lines]
        if self.questions:
            parts += [Content(""), Content.styled(f"  {tr('CHECKLIST')}", "bold $muted")]
            for mark, text in self.questions:
                tone = "$kept" if mark != "[ ]" else "$muted"
                text = cut(text, width - 7).rstrip()
                parts.append(Content.assemble("  ", Content.styled(mark, tone), Content.styled(f" {text}", "$muted")))
        return Content("\n").join(parts)

    def _line(self, line: SideLine, width: int) -> Content:
        here = line.domain == self.at
        glyph = HERE if here else KEPT_GLYPH if line.done else LATER_GLYPH
        tone = "$accent" if here else "$kept" if line.done else "$muted"
        style = "bold $text on $raised" if here else "$text" if line.done else "$muted"
        scores = any(other.score is not None for other in self.lines)
        score = f" {line.score if line.score is not None else ' '} " if scores else ""
        return Content.assemble(
            Content.styled(f" {BAR if here else ' '}", "$accent on $raised" if here else ""),
            Content.styled(f"{glyph} ", f"{tone} on $raised" if here else tone),
            Content.styled(cut(line.name, width - 1 - _BEFORE - len(score)), style),
            Content.styled(score, f"{tone} on $raised" if here else tone),
        )

    def on_click(self, event: events.Click) -> None:
        """Go to the life domain that was clicked, or to the questions."""
        if 0 <= event.y < len(self.lines):
            self.post_message(self.Chosen(self.lines[event.y].domain))
        elif event.y > len(self.lines):
            self.post_message(self.Questions())
