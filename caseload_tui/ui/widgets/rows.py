"""A list of any length, drawn line by line: rows with a cursor, under headings that the cursor passes by.

Only the lines on screen are painted, each once, so that a hundred thousand rows move as fast as ten.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from caseload_tui.domain.visible import visible
from caseload_tui.ui.widgets.cells import (
    HEADING,
    MUTED,
    TONES,
    Cell,
    Cells,
    Column,
    Layout,
    Spread,
    cut,
    fitted,
    painted,
)

Record = TypeVar("Record")
Painted = TypeVar("Painted", contravariant=True)
BAR = "\N{LEFT HALF BLOCK}"
_MARGIN = 2
_MOST_PAINTED = 1_000
_NARROWEST_TEXT = 20


@dataclass(frozen=True, slots=True)
class Heading:
    """A line between rows: what the rows under it have in common, and how many they are."""

    text: str
    count: int | None = None
    note: str = ""
    """What else there is to say, behind the count."""
    cells: Cells = ()
    """In place of the text: what stands above each of `columns`."""
    columns: Sequence[Column] = ()


class Painter(Protocol[Painted]):
    """Knows how the records of a list look."""

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of the list."""

    def key(self, record: Painted) -> str:
        """Return what stands for the record from one reading to the next."""

    def cells(self, record: Painted) -> Cells | Spread:
        """Return the record's texts, one for each column of the list, or of columns of its own."""


class Rows(ScrollView, Generic[Record], can_focus=True, inherit_bindings=False):
    """Rows of frozen records; the cursor stays with its record when they are read again."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--cursor",
        "rows--resting",
        *(f"rows--{tone}" for tone in TONES),
    }
    DEFAULT_CSS = """
    Rows {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        background: $background;
        & > .rows--text { color: $text; }
        & > .rows--muted { color: $muted; }
        & > .rows--accent { color: $accent; }
        & > .rows--late { color: $late; }
        & > .rows--due { color: $due; }
        & > .rows--kept { color: $kept; }
        & > .rows--strong { color: $text; text-style: bold; }
        & > .rows--rule { color: $rule; }
        & > .rows--heading { color: $muted; text-style: bold; }
        & > .rows--cursor { background: $raised; text-style: bold; }
        & > .rows--resting { background: $surface; }
        &:nocolor > .rows--cursor { text-style: reverse; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False),
        Binding("up", "step(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("ctrl+down,right_square_bracket", "block(1)", show=False),
        Binding("ctrl+up,left_square_bracket", "block(-1)", show=False),
        Binding("enter", "activate", id="open", show=False),
    ]

    class _About(Message):
        """Something about the row under the cursor."""

        def __init__(self, rows: Rows[Any], record: Any) -> None:
            super().__init__()
            self.rows = rows
            self.record = record

        @property
        def control(self) -> Rows[Any]:
            """The list it happened in."""
            return self.rows

    class Highlighted(_About):
        """The cursor is on another row, or the row under it was read again; the record is None in an empty list."""

    class Activated(_About):
        """A row was chosen: enter, or a double click."""

    def __init__(
        self,
        painter: Painter[Record],
        *,
        follow: Callable[[Record | None], None] | None = None,
        live: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.painter = painter
        self._follow = follow
        """What is done at once when the cursor moves, so that it is painted together with the move."""
        self.live = live
        """True where the cursor works although the focus is elsewhere, as under an input."""
        self.cursor = -1
        self._entries: Sequence[Heading | Record] = ()
        self._empty: tuple[str, str] = ("", "")
        self._painted: dict[tuple[int, int, str], Strip] = {}
        self._styles: dict[tuple[str, str | None, str], Style] = {}
        self._layouts: dict[tuple[tuple[Column, ...], int], Layout] = {}

    @property
    def record(self) -> Record | None:
        """The record under the cursor."""
        return self._record(self.cursor)

    @property
    def records(self) -> tuple[Record, ...]:
        """Every record of the list, in its order."""
        return tuple(entry for entry in self._entries if not isinstance(entry, Heading))

    def show(self, entries: Sequence[Heading | Record], *, empty: tuple[str, str] = ("", "")) -> None:
        """Show other entries; without rows, what the list is for and what to do next."""
        record, cursor = self.record, self.cursor
        line = cursor - self.scroll_offset.y
        self._entries, self._empty = entries, empty
        self._forget()
        self.virtual_size = Size(0, len(entries))
        self.cursor = self._found_again(record, cursor)
        if self.cursor >= 0:
            self.scroll_to(y=max(0, self.cursor - line) if cursor >= 0 else 0, animate=False)
            self._keep_in_view()
        self._tell()

    def repaint(self) -> None:
        """Paint the same entries anew, because names are masked or shown, or the day is another."""
        self._forget()

    def select(self, key: str) -> bool:
        """Put the cursor on the row with this key; tell whether there is one."""
        place = self._place_of(key)
        if place < 0:
            return False
        self._move(place)
        return True

    def _found_again(self, record: Record | None, cursor: int) -> int:
        """Return where the record is, else the row that took its place, else the first."""
        place = -1 if record is None else self._place_of(self.painter.key(record))
        if place >= 0:
            return place
        place = min(max(cursor, 0), len(self._entries) - 1)
        after = self._from(place, 1)
        return after if after >= 0 else self._from(place, -1)

    def _place_of(self, key: str) -> int:
        of = self.painter.key
        entries = enumerate(self._entries)
        return next((place for place, entry in entries if not isinstance(entry, Heading) and of(entry) == key), -1)

    def _record(self, place: int) -> Record | None:
        if not 0 <= place < len(self._entries):
            return None
        entry = self._entries[place]
        return None if isinstance(entry, Heading) else entry

    def _from(self, place: int, step: int) -> int:
        """Return the first place of a row from here on in steps of 1 or -1; -1 if there is none."""
        while 0 <= place < len(self._entries):
            if not isinstance(self._entries[place], Heading):
                return place
            place += step
        return -1

    # Moving

    def action_step(self, step: int) -> None:
        """Move the cursor a row down or up."""
        self._move(self._from(self.cursor + step, step))

    def action_page(self, step: int) -> None:
        """Move the cursor a screenful down or up."""
        place = self.cursor + step * max(1, self.size.height - 1)
        place = min(max(place, 0), len(self._entries) - 1)
        found = self._from(place, step)
        self._move(found if found >= 0 else self._from(place, -step))

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self._move(self._from(0, 1))

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self._move(self._from(len(self._entries) - 1, -1))

    def action_block(self, step: int) -> None:
        """Move the cursor to the first row under the next or previous heading."""
        heads = [place + 1 for place, entry in enumerate(self._entries) if isinstance(entry, Heading)]
        if step > 0:
            self._move(next((self._from(place, 1) for place in heads if place > self.cursor), -1))
        else:
            self._move(next((self._from(place, 1) for place in reversed(heads) if place < self.cursor), -1))

    def action_activate(self) -> None:
        """Choose the row under the cursor."""
        if self.record is not None:
            self.post_message(self.Activated(self, self.record))

    def _move(self, place: int) -> None:
        if place < 0 or place == self.cursor:
            return
        left, self.cursor = self.cursor, place
        self.refresh_line(left)
        self.refresh_line(place)
        self._keep_in_view()
        self._tell()

    def _tell(self) -> None:
        if self._follow is not None:
            self._follow(self.record)
        self.post_message(self.Highlighted(self, self.record))

    def _keep_in_view(self) -> None:
        """Scroll as little as needed to show the cursor, and the headings right above it."""
        top, height, above = self.scroll_offset.y, max(1, self.size.height), self.cursor
        while above > 0 and isinstance(self._entries[above - 1], Heading):
            above -= 1
        if above < top:
            self.scroll_to(y=above, animate=False)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False)

    # Mouse and focus

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row that was clicked; a double click chooses it."""
        place = event.y + self.scroll_offset.y
        if self._record(place) is None:
            return
        self._move(place)
        if event.chain == 2:
            self.action_activate()

    def on_focus(self) -> None:
        """Show that the keys work here."""
        self.refresh_line(self.cursor)

    def on_blur(self) -> None:
        """Show that the keys work elsewhere."""
        self.refresh_line(self.cursor)

    def on_resize(self) -> None:
        """Fit the columns to the width."""
        self._forget()
        if self.cursor >= 0:
            self._keep_in_view()

    def notify_style_update(self) -> None:
        """Take the colours of another theme."""
        super().notify_style_update()
        self._styles.clear()
        self._painted.clear()

    # Painting

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        place, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if not self._entries:
            return self._empty_line(y, width)
        if place >= len(self._entries):
            return Strip.blank(width, self._style(MUTED))
        state = "" if place != self.cursor else "cursor" if self.has_focus or self.live else "resting"
        strip = self._painted.get((place, width, state))
        if strip is None:
            if len(self._painted) >= _MOST_PAINTED:
                self._painted.clear()
            strip = self._painted[place, width, state] = self._line(self._entries[place], state, width)
        return strip

    def _line(self, entry: Heading | Record, state: str, width: int) -> Strip:
        if isinstance(entry, Heading):
            if entry.cells:
                cells = self._spread(Spread(entry.cells, entry.columns), width)
                segments = [Segment(" " * _MARGIN, self._style(MUTED))]
                segments += [Segment(cell.text, self._style(cell.tone)) for cell in cells]
                return Strip(segments).adjust_cell_length(width, self._style(MUTED))
            count = "" if entry.count is None else f"  {entry.count}"
            behind = cut(f"{count}   {entry.note}" if entry.note else count, width).rstrip()
            text = visible(" " * _MARGIN + entry.text)
            head = cut(text, min(cell_len(text), max(0, width - cell_len(behind))))
            segments = [Segment(head, self._style(HEADING)), Segment(behind, self._style(MUTED))]
            return Strip(segments).adjust_cell_length(width, self._style(MUTED))
        made = self.painter.cells(entry)
        cells = self._spread(made if isinstance(made, Spread) else Spread(made, self.painter.columns), width)
        margin = f" {BAR}" if state else " " * _MARGIN
        segments = [Segment(margin, self._style("accent" if state == "cursor" else MUTED, state=state))]
        segments += [Segment(cell.text, self._style_of(cell, state)) for cell in cells]
        return Strip(segments).adjust_cell_length(width, self._style(MUTED, state=state))

    def _spread(self, spread: Spread, width: int) -> Iterator[Cell]:
        columns = tuple(spread.columns)
        layout = self._layouts.get((columns, width))
        if layout is None:
            layout = self._layouts[columns, width] = fitted(columns, width - _MARGIN)
        return painted(spread.cells, columns, layout)

    def _empty_line(self, y: int, width: int) -> Strip:
        title, text = self._empty
        fill = max(_NARROWEST_TEXT, width - 2 * _MARGIN)
        lines = [("", MUTED), (title, "strong"), *((line, MUTED) for line in textwrap.wrap(text, min(fill, 72)))]
        said, tone = lines[y] if y < len(lines) else ("", MUTED)
        return Strip([Segment(cut(" " * _MARGIN + said, width), self._style(tone))], width)

    def _style_of(self, cell: Cell, state: str) -> Style:
        return self._style(cell.tone, cell.own, state)

    def _style(self, tone: str, own: str | None = None, state: str = "") -> Style:
        style = self._styles.get((tone, own, state))
        if style is None:
            style = self.get_component_rich_style(f"rows--{tone}")
            if state:
                # Textual takes the background of the last name only, so the row's own goes over the tone's.
                style += self.get_component_rich_style(f"rows--{state}", partial=True)
            if own is not None:
                style += Style(color=own)
            self._styles[tone, own, state] = style
        return style

    def _forget(self) -> None:
        self._painted.clear()
        self._layouts.clear()
        self.refresh()


def counted(heading: str, records: Iterable[Record]) -> list[Heading | Record]:
    """Return the records under a heading with their number; nothing where there are none."""
    listed = list(records)
    return [Heading(heading, len(listed)), *listed] if listed else []
