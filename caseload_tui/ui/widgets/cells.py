"""Cells of a row: texts of people cut to the width of their column, wide characters and all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from caseload_tui.domain.visible import visible

TEXT, MUTED, ACCENT, LATE, DUE, KEPT = "text", "muted", "accent", "late", "due", "kept"
"""The tones of text: what a colour means, not what it is."""
STRONG, RULE, HEADING = "strong", "rule", "heading"
TONES = (TEXT, MUTED, ACCENT, LATE, DUE, KEPT, STRONG, RULE, HEADING)
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_LONGEST = 2_000
_NARROWEST = 4
"""To which a wide column gives way where not all of them fit."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text of one tone; `own` is a colour of the data itself, as `#rrggbb`, which stands before the tone."""

    text: str
    tone: str = TEXT
    right: bool | None = None
    """Aligned as its column, unless it says otherwise."""
    own: str | None = None
    span: int = 1
    """Over how many columns it stretches, where they are shown."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: so many cells wide, or with a share of what is left."""

    width: int
    right: bool = False
    gap: int = 2
    """Cells of white behind it."""
    share: int = 0
    """Share of the width that is left; `width` is then the least it gets."""
    least: int = 0
    """The narrowest list in which it is shown."""
    most: int = 1_000
    """The widest list in which it is shown."""


Cells = Sequence[Cell | str]


@dataclass(frozen=True, slots=True)
class Spread:
    """Cells in columns of their own, for a row or heading unlike the others of its list."""

    cells: Cells
    columns: Sequence[Column]


Layout = tuple[tuple[int, int, int], ...]
"""For each column shown: its place among all columns, its width, and the gap behind it."""


def fitted(columns: Sequence[Column], width: int) -> Layout:
    """Return which columns are shown in a list so wide, and how wide each is."""
    shown = [(place, column) for place, column in enumerate(columns) if column.least <= width <= column.most]
    if not shown:
        return ()
    last = shown[-1][0]
    left = width - sum(column.width + (column.gap if place != last else 0) for place, column in shown)
    widths = [column.width for _, column in shown]
    while left < 0 and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
        left += 1
    shares = sum(column.share for _, column in shown)
    layout, given = [], 0
    for (place, column), least in zip(shown, widths, strict=True):
        extra = max(left, 0) * column.share // shares if shares else 0
        given += extra
        layout.append((place, least + extra, column.gap if place != last else 0))
    if shares and left > given:
        at = max(index for index, (_, column) in enumerate(shown) if column.share)
        place, wide, gap = layout[at]
        layout[at] = (place, wide + left - given, gap)
    return tuple(layout)


def cut(text: str, width: int, *, right: bool = False) -> str:
    """Return the text exactly so many cells wide, harmless; what does not fit ends in an ellipsis."""
    text = visible(text[:_LONGEST])
    length = cell_len(text)
    if length > width:
        return set_cell_size(text, width - 1) + ELLIPSIS if width > 0 else ""
    if length == width:
        return text
    white = " " * (width - length)
    return white + text if right else text + white


def cut_within(text: str, width: int) -> str:
    """Return the text in at most so many cells, without its middle: a reason tells its end, the date, last."""
    text = visible(text[:_LONGEST])
    if cell_len(text) <= width:
        return text
    end = max(0, (width - 1) // 2)
    tail = text[-end:] if end else ""
    while cell_len(tail) > end:
        tail = tail[1:]
    return cut(text, width - cell_len(tail)) + tail


def painted(cells: Cells, columns: Sequence[Column], layout: Layout) -> Iterator[Cell]:
    """Yield the cells of one row, each exactly as wide as its columns with their gaps."""
    covered = -1
    for index, (place, width, gap) in enumerate(layout):
        if place <= covered:
            continue
        cell = cells[place]
        if isinstance(cell, str):
            cell = Cell(cell)
        covered = place + cell.span - 1
        for further, wide, behind in layout[index + 1 :]:
            if further <= covered:
                width, gap = width + gap + wide, behind
        right = columns[place].right if cell.right is None else cell.right
        yield Cell(cut(cell.text, width, right=right) + " " * gap, cell.tone, own=cell.own)
