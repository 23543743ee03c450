"""Painting the lines of a list: rows in their tones, headings, the cursor, and what an empty list says."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, Protocol, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from caseload_tui.domain.visible import visible
from caseload_tui.ui.widgets.cells import (
    ACCENT,
    HEADING,
    MUTED,
    STRONG,
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
MARK = "+"
BAR = "\N{LEFT HALF BLOCK}"
LABEL = "label"
CURSOR, RESTING = "cursor", "resting"
"""The states of the row under the cursor: with the keys, or while they work elsewhere."""
_MARGIN = 2
_RIGHT_MARGIN = 1
"""Beside the cell of the scroll bar."""
MEASURED = 150
_LONGEST = 200
"""How many rows are looked at to see how wide their texts are, and how much of each."""
_FEW, _LONG = 10, 40
"""One of so many texts may be longer than what counts as usual, if it is longer than this."""
_MOST_PAINTED = 1_000
_NARROWEST_TEXT, _WIDEST_TEXT = 20, 72


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


Needs = tuple[Sequence[int], Sequence[int]]
"""How wide the texts of each column are: the widest, and all but a few."""


class Painter(Protocol[Painted]):
    """Knows how the records of a list look."""

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of the list."""

    def key(self, record: Painted) -> str:
        """Return what stands for the record from one reading to the next."""

    def cells(self, record: Painted) -> Cells | Spread:
        """Return the record's texts, one for each column of the list, or of columns of its own."""


class Brush(Generic[Record]):
    """Paints each line once for a width and a state, until it is told to forget."""

    def __init__(self, painter: Painter[Record], style_of: Callable[[str, str], Style]) -> None:
        self.painter = painter
        self._style_of = style_of
        """Returns the style of a tone in a state of the row."""
        self._painted: dict[tuple[int, int, str, bool], Strip] = {}
        self._styles: dict[tuple[str, str | None, str], Style] = {}
        self._layouts: dict[tuple[tuple[Column, ...], int], Layout] = {}
        self._needs: dict[tuple[Column, ...], Needs] = {}

    def forget(self) -> None:
        """Paint every line anew."""
        self._painted.clear()
        self._layouts.clear()

    def forget_styles(self) -> None:
        """Take other colours."""
        self._styles.clear()
        self._painted.clear()

    def measure(self, entries: Sequence[Heading | Record]) -> None:
        """See how wide the texts of the first rows are in each column, so that no cut is made that need not be."""
        self._layouts.clear()
        spreads = [spread for entry in islice(entries, MEASURED) if (spread := self._spread_of(entry)) is not None]
        alike: dict[tuple[Column, ...], list[Cells]] = {}
        for spread in spreads:
            alike.setdefault(tuple(spread.columns), []).append(spread.cells)
        self._needs = {columns: _needs_of(rows, columns) for columns, rows in alike.items()}

    def _spread_of(self, entry: Heading | Record) -> Spread | None:
        if isinstance(entry, Heading):
            return Spread(entry.cells, entry.columns) if entry.cells else None
        made = self.painter.cells(entry)
        return made if isinstance(made, Spread) else Spread(made, self.painter.columns)

    def blank(self, width: int) -> Strip:
        """Return a line under the last row."""
        return Strip.blank(width, self._style(MUTED))

    def line(self, entry: Heading | Record, place: int, state: str, width: int, *, marked: bool = False) -> Strip:
        """Return the line of a row or heading."""
        strip = self._painted.get((place, width, state, marked))
        if strip is None:
            if len(self._painted) >= _MOST_PAINTED:
                self._painted.clear()
            if isinstance(entry, Heading):
                made = self._heading(entry, width)
            else:
                made = self._row(entry, state, width, marked=marked)
            strip = self._painted[place, width, state, marked] = made
        return strip

    def labelled(self, line: Strip, label: str) -> Strip:
        """Return a line with a label in its margin; an empty label leaves the margin white."""
        style = self._style(LABEL) if label else self._style(MUTED)
        margin = [Segment(label, style), Segment(" " * (_MARGIN - cell_len(label)), self._style(MUTED))]
        return Strip.join([Strip(margin), line.crop(_MARGIN)])

    def empty_line(self, title: str, text: str, y: int, width: int) -> Strip:
        """Return a line of what an empty list says."""
        fill = min(max(_NARROWEST_TEXT, width - 2 * _MARGIN), _WIDEST_TEXT)
        lines = [("", MUTED), (title, STRONG), *((line, MUTED) for line in textwrap.wrap(text, fill))]
        said, tone = lines[y] if y < len(lines) else ("", MUTED)
        return Strip([Segment(cut(" " * _MARGIN + said, width), self._style(tone))], width)

    def _heading(self, entry: Heading, width: int) -> Strip:
        if entry.cells:
            segments = [Segment(" " * _MARGIN, self._style(MUTED))]
            cells = self._laid_out(Spread(entry.cells, entry.columns), width)
            segments += [Segment(cell.text, self._style(cell.tone)) for cell in cells]
        else:
            count = "" if entry.count is None else f"  {entry.count}"
            room = max(0, width - _RIGHT_MARGIN)
            behind = cut(f"{count}   {entry.note}" if entry.note else count, room).rstrip()
            text = visible(" " * _MARGIN + entry.text)
            head = cut(text, min(cell_len(text), max(0, room - cell_len(behind))))
            segments = [Segment(head, self._style(HEADING)), Segment(behind, self._style(MUTED))]
        return Strip(segments).adjust_cell_length(width, self._style(MUTED))

    def _row(self, record: Record, state: str, width: int, *, marked: bool) -> Strip:
        made = self.painter.cells(record)
        cells = self._laid_out(made if isinstance(made, Spread) else Spread(made, self.painter.columns), width)
        margin = (MARK if marked else " ") + (BAR if state else " ")
        segments = [Segment(margin, self._style(ACCENT if marked or state == CURSOR else MUTED, state=state))]
        segments += [Segment(cell.text, self._style(cell.tone, cell.own, state)) for cell in cells]
        return Strip(segments).adjust_cell_length(width, self._style(MUTED, state=state))

    def _laid_out(self, spread: Spread, width: int) -> Iterator[Cell]:
        columns = tuple(spread.columns)
        layout = self._layouts.get((columns, width))
        if layout is None:
            room = width - _MARGIN - _RIGHT_MARGIN
            layout = self._layouts[columns, width] = fitted(columns, room, *self._needs.get(columns, ()))
        return painted(spread.cells, columns, layout)

    def _style(self, tone: str, own: str | None = None, state: str = "") -> Style:
        style = self._styles.get((tone, own, state))
        if style is None:
            style = self._style_of(tone, state)
            if own is not None:
                style += Style(color=own)
            self._styles[tone, own, state] = style
        return style


def _needs_of(rows: Sequence[Cells], columns: Sequence[Column]) -> Needs:
    """Return how wide the texts are in each column; what stretches over several asks the last of them that shares."""
    wide: list[list[int]] = [[] for _ in columns]
    stretched: list[tuple[int, int, int]] = []
    for cells in rows:
        for place, cell in enumerate(cells):
            text, span = (cell, 1) if isinstance(cell, str) else (cell.text, cell.span)
            length = cell_len(visible(text[:_LONGEST])) if text else 0
            if span == 1:
                wide[place].append(length)
            elif length:
                stretched.append((place, span, length))
    needs = [max(lengths, default=0) for lengths in wide]
    usual = [longest if longest <= _LONG else _most_of(lengths) for longest, lengths in zip(needs, wide, strict=True)]
    for place, span, length in stretched:
        last = min(place + span, len(columns)) - 1
        lacking = length - sum(needs[place : last + 1]) - sum(column.gap for column in columns[place:last])
        if lacking > 0:
            sharing = [at for at in range(place, last + 1) if columns[at].share]
            at = sharing[-1] if sharing else last
            needs[at] += lacking
            usual[at] += lacking
    return needs, usual


def _most_of(lengths: Sequence[int]) -> int:
    """Return the length that all but a few do not exceed."""
    return sorted(lengths)[(len(lengths) - 1) * (_FEW - 1) // _FEW] if lengths else 0
