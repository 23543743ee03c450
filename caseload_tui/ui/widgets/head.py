"""The top of a screen: one line that says where and when, and one of tabs with their counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from caseload_tui.domain.visible import visible
from caseload_tui.ui.widgets.cells import cut

DOT = " \N{MIDDLE DOT} "
THIN, THICK = "\N{BOX DRAWINGS LIGHT HORIZONTAL}", "\N{BOX DRAWINGS HEAVY HORIZONTAL}"
_WHITE = 3
MARGIN = 2
"""The white at both sides of every screen."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the head line says: where one is at the left, marks and the day at the right."""

    where: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    """What must not be overlooked: practice, masked, looking only."""
    day: str = ""


class HeadLine(Widget):
    """Office and consultant at the left, marks and the day at the right."""

    DEFAULT_CSS = """
    HeadLine { height: 1; color: $muted; background: $background; }
    """
    place: reactive[Place] = reactive(Place())

    def render(self) -> Content:
        """Return the line; what is at the left gives way."""
        width = self.size.width
        marks = "  ".join(self.place.marks)
        right = [(marks, "bold $due"), (visible(self.place.day), "")]
        right = [(text, style) for text, style in right if text]
        used = sum(cell_len(text) for text, _ in right) + 2 * (len(right) - 1) + MARGIN
        left = cut(self._where(width - used - 2), max(0, width - used - 2))
        parts: list[tuple[str, str]] = [(left, "$text"), (" " * max(0, width - cell_len(left) - used), "")]
        for place, (text, style) in enumerate(right):
            parts += [("  " if place else "", ""), (text, style)]
        return Content.assemble(*parts)

    def _where(self, room: int) -> str:
        """Return what is at the left; where it does not fit, the first parts give way."""
        where = [visible(part) for part in self.place.where if part]
        while len(where) > 1 and cell_len(DOT.join(where)) + MARGIN > room:
            del where[0]
        return " " * MARGIN + DOT.join(where)


class ThinRule(Widget):
    """A line over the whole width, between head and body."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ThinRule { height: 1; color: $rule; }
    """

    def render(self) -> Content:
        """Return the line."""
        return Content(THIN * self.size.width)


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: its identifier, the key that goes there, and its name."""

    id: str
    key: str
    name: str


class TabLine(Widget):
    """Tabs with counts, and under them a rule that is thick under the one that is open."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TabLine { height: 2; color: $muted; background: $background; }
    """
    tabs: reactive[tuple[Tab, ...]] = reactive(())
    open_tab: reactive[str] = reactive("")
    counts: reactive[Mapping[str, int]] = reactive({})
    labelled: reactive[bool] = reactive(False)
    """True while the keys of the tabs stand out as labels to type."""

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, tab: str) -> None:
            super().__init__()
            self.tab = tab

    def _spans(self) -> list[tuple[Tab, str, int]]:
        """Return each tab with its text and the column it begins at."""
        texts = [f"{tab.name} {self.counts[tab.id]}" if tab.id in self.counts else tab.name for tab in self.tabs]
        texts = [f"{tab.key} {text}" for tab, text in zip(self.tabs, texts, strict=True)]
        total = sum(cell_len(text) for text in texts) + MARGIN
        white = _WHITE if total + _WHITE * (len(texts) - 1) <= self.size.width else 1
        spans, at = [], MARGIN
        for tab, text in zip(self.tabs, texts, strict=True):
            spans.append((tab, text, at))
            at += cell_len(text) + white
        return spans

    def render(self) -> Content:
        """Return the two lines."""
        width = self.size.width
        parts: list[tuple[str, str]] = []
        rule: list[tuple[str, str]] = []
        at = 0
        for tab, text, start in self._spans():
            size = cell_len(text)
            here = tab.id == self.open_tab
            tone = "bold $background on $accent" if self.labelled else "bold $accent" if here else "$accent"
            parts += [(" " * (start - at), ""), (text[: len(tab.key)], tone)]
            parts.append((text[len(tab.key) :], "bold $accent" if here else ""))
            rule += [(THIN * (start - at), "$rule"), ((THICK if here else THIN) * size, "$accent" if here else "$rule")]
            at = start + size
        rule.append((THIN * max(0, width - at), "$rule"))
        return Content("\n").join([Content.assemble(*parts), Content.assemble(*rule)])

    def on_click(self, event: events.Click) -> None:
        """Go to the tab that was clicked."""
        for tab, text, start in self._spans():
            if start <= event.x < start + cell_len(text):
                self.post_message(self.Chosen(tab.id))
