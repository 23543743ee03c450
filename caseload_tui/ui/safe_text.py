"""Texts of people and files on the screen: never read as markup, never able to steer the terminal.

Where Textual takes a plain string it often reads markup in it: a cell, a tree label, an option, a tooltip, a border
title. Texts from people and files go through `plain` there, and through `plain_text` in a DataTable or a Tree, which
know only Rich's text. Behind both stands a filter over every line that reaches the screen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.text import Text
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter
from textual.visual import VisualType
from textual.widgets import Label, Static

from caseload_tui.domain.visible import MARK, visible

if TYPE_CHECKING:
    from textual.app import App

    _Base = App[object]
else:
    _Base = object

# Joiners stay in this last line of defence: a text under the cursor would lose its place if they changed width.
_JOINERS = frozenset("\u200c\u200d")
_REPLACED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_ACCENTS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_PILE = re.compile(f"([{_ACCENTS}]{{4}})[{_ACCENTS}]+")
"""More accents on one letter than any language has, which would grow over the lines above and below."""
_MEMO = 4096


def plain(text: str, style: str = "", *, lines: bool = False) -> Content:
    """Return the text for a widget exactly as it is, harmless and without markup, in one style."""
    return Content.styled(visible(text, lines=lines), style)


def plain_text(text: str, style: str = "") -> Text:
    """Return the text for a cell of a DataTable or a label of a Tree, harmless and without markup."""
    return Text(visible(text), style=style, end="", no_wrap=True)


class SafeStatic(Static):
    """A static whose strings are shown as they are, over more lines if they have them."""

    def __init__(
        self,
        content: VisualType = "",
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(_safe(content), markup=False, name=name, id=id, classes=classes, disabled=disabled)

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show another content, strings as they are."""
        super().update(_safe(content), layout=layout)


class SafeLabel(Label):
    """A label, as wide as its text, whose strings are shown as they are."""

    def __init__(
        self,
        content: VisualType = "",
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(_safe(content), markup=False, name=name, id=id, classes=classes, disabled=disabled)

    def update(self, content: VisualType = "", *, layout: bool = True) -> None:
        """Show another content, strings as they are."""
        super().update(_safe(content), layout=layout)


class VisibleFilter(LineFilter):
    """Replaces control, format, private and surrogate characters in every segment that is about to be shown."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with harmless texts of the same width."""
        return [
            segment
            if segment.control or (segment.text.isprintable() and not _is_piled(segment.text))
            else Segment(_harmless(segment.text), segment.style)
            for segment in segments
        ]


_FILTER = VisibleFilter()


class OnlyVisible(_Base):
    """For an App: every line of every widget passes through the filter for visible characters."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the app's own filters with the one for visible characters behind them."""
        return [*super().get_line_filters(), _FILTER]


def _safe(content: VisualType) -> VisualType:
    return plain(content, lines=True) if isinstance(content, str) else content


def _is_piled(text: str) -> bool:
    return not text.isascii() and _PILE.search(text) is not None


@lru_cache(maxsize=_MEMO)
def _harmless(text: str) -> str:
    """Return the text without what could steer a terminal, exactly as wide as it was measured."""
    shown = "".join(_shown(character) for character in _PILE.sub(r"\1", text))
    width = cell_len(text)
    return shown if cell_len(shown) == width else set_cell_size(shown, width)


def _shown(character: str) -> str:
    if character in _JOINERS or unicodedata.category(character) not in _REPLACED:
        return character
    return MARK if cell_len(character) else ""
