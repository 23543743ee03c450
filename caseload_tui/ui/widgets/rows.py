"""A list of any length, drawn line by line: rows with a cursor, under headings that the cursor passes by.

Only the lines on screen are painted, each once, so that a hundred thousand rows move as fast as ten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import islice, pairwise
from typing import Any, ClassVar, Generic

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from caseload_tui.ui.widgets.brush import BAR, CURSOR, RESTING, Brush, Heading, Painter, Record
from caseload_tui.ui.widgets.cells import TONES

__all__ = ["BAR", "Heading", "Painter", "Rows"]

_AIRY = 30
"""The height of a list from which on there is a blank line over its headings."""


class Rows(ScrollView, Generic[Record], can_focus=True, inherit_bindings=False):
    """Rows of frozen records; the cursor stays with its record when they are read again."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "rows--cursor",
        "rows--resting",
        "rows--label",
        *(f"rows--{tone}" for tone in TONES),
    }
    DEFAULT_CSS = """
    Rows {
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
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
        & > .rows--label { color: $background; background: $accent; text-style: bold; }
        &:nocolor > .rows--label { text-style: bold reverse; }
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
        self._brush = Brush(painter, self._style_of)
        self._follow = follow
        """What is done at once when the cursor moves, so that it is painted together with the move."""
        self.live = live
        """True where the cursor works although the focus is elsewhere, as under an input."""
        self.cursor = -1
        self.marked: frozenset[str] = frozenset()
        """The keys of marked rows; `repaint` shows others."""
        self._labels: Mapping[str, str] = {}
        """What stands in the margin of rows for a moment, by their keys."""
        self._given: Sequence[Heading | Record] = ()
        self._entries: Sequence[Heading | Record] = ()
        """What was given, with a blank line over its headings where there is room."""
        self._empty: tuple[str, str] = ("", "")

    @property
    def painter(self) -> Painter[Record]:
        """What knows how the records look."""
        return self._brush.painter

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
        former, cursor = self._entries, self.cursor
        line = cursor - self.scroll_offset.y
        self._given, self._empty = entries, empty
        self._entries = self._aired(entries)
        self._brush.measure(entries)
        self._forget()
        self.virtual_size = Size(0, len(self._entries))
        self.cursor = self._found_again(former, cursor)
        if self.cursor >= 0:
            self.scroll_to(y=max(0, self.cursor - line) if cursor >= 0 else 0, animate=False)
            self._keep_in_view()
        self._tell()

    def _aired(self, entries: Sequence[Heading | Record]) -> Sequence[Heading | Record]:
        """Return the entries with a blank line over each heading behind a row, in a list high enough for it."""
        if self.size.height < _AIRY:
            return entries
        aired: list[Heading | Record] = []
        for entry in entries:
            if isinstance(entry, Heading) and aired and not isinstance(aired[-1], Heading):
                aired.append(Heading(""))
            aired.append(entry)
        return aired

    def repaint(self) -> None:
        """Paint the same entries anew, because names are masked or shown, or the day is another."""
        self._forget()

    @property
    def in_view(self) -> tuple[str, ...]:
        """The keys of the rows on screen, from the top."""
        top = self.scroll_offset.y
        seen = self._entries[top : top + self.scrollable_content_region.height]
        return tuple(self.painter.key(entry) for entry in seen if not isinstance(entry, Heading))

    def label(self, labels: Mapping[str, str]) -> None:
        """Show labels of at most two letters in the margin of rows, or none any longer."""
        self._labels = labels
        self.refresh()

    def select(self, key: str) -> bool:
        """Put the cursor on the row with this key; tell whether there is one."""
        place = self._place_of(key)
        if place < 0:
            return False
        self._move(place)
        return True

    def _found_again(self, former: Sequence[Heading | Record], cursor: int) -> int:
        """Return where the record is, else the row that took its place, else the first.

        A record that went under another heading, such as a late meeting that was planned, is let go: the cursor
        stays where one was working, on the row that followed it.
        """
        record = former[cursor] if 0 <= cursor < len(former) else None
        place = -1
        if record is not None and not isinstance(record, Heading):
            place, block = self._place_of(self.painter.key(record)), _heading(former, cursor)
            if place >= 0 and block in self._headings() and _heading(self._entries, place) != block:
                place = self._beside(former, cursor, block)
        if place >= 0:
            return place
        place = min(max(cursor, 0), len(self._entries) - 1)
        after = self._from(place, 1)
        return after if after >= 0 else self._from(place, -1)

    def _beside(self, former: Sequence[Heading | Record], cursor: int, block: str | None) -> int:
        """Return where the nearest neighbour is that still stands under the same heading; below comes first."""
        below, above = islice(former, cursor + 1, None), reversed(former[:cursor])
        for neighbours in (below, above):
            for entry in neighbours:
                if isinstance(entry, Heading):
                    break
                place = self._place_of(self.painter.key(entry))
                if place >= 0 and _heading(self._entries, place) == block:
                    return place
        return -1

    def _headings(self) -> tuple[str, ...]:
        return tuple(entry.text for entry in self._entries if isinstance(entry, Heading))

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
        pairs = pairwise(enumerate(self._entries))
        firsts = [at for (_, above), (at, entry) in pairs if isinstance(above, Heading) > isinstance(entry, Heading)]
        if step > 0:
            self._move(next((place for place in firsts if place > self.cursor), -1))
        else:
            self._move(next((place for place in reversed(firsts) if place < self.cursor), -1))

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
        """Fit the columns to the width, and the white between blocks to the height."""
        self._forget()
        if len(self._aired(self._given)) != len(self._entries):
            self.show(self._given, empty=self._empty)
        if self.cursor >= 0:
            self._keep_in_view()

    def notify_style_update(self) -> None:
        """Take the colours of another theme."""
        super().notify_style_update()
        self._brush.forget_styles()

    # Painting

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        place, width = y + self.scroll_offset.y, self.scrollable_content_region.width
        if not self._entries:
            return self._brush.empty_line(*self._empty, y, width)
        if place >= len(self._entries):
            return self._brush.blank(width)
        state = "" if place != self.cursor else CURSOR if self.has_focus or self.live else RESTING
        entry = self._entries[place]
        marked = bool(self.marked) and not isinstance(entry, Heading) and self.painter.key(entry) in self.marked
        line = self._brush.line(entry, place, state, width, marked=marked)
        label = self._labels.get(self.painter.key(entry)) if self._labels and not isinstance(entry, Heading) else None
        return line if label is None else self._brush.labelled(line, label)

    def _style_of(self, tone: str, state: str) -> Style:
        style = self.get_component_rich_style(f"rows--{tone}")
        if state:
            # Textual takes the background of the last name only, so the row's own goes over the tone's.
            style += self.get_component_rich_style(f"rows--{state}", partial=True)
        return style

    def _forget(self) -> None:
        self._brush.forget()
        self.refresh()


def _heading(entries: Sequence[Any], place: int) -> str | None:
    """Return what is written over the row at a place; None where nothing is."""
    over = (entries[above] for above in range(place, -1, -1))
    return next((entry.text for entry in over if isinstance(entry, Heading)), None)
