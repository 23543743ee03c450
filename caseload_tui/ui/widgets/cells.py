"""Cells of a row: texts of people cut to the width of their column, wide characters and all."""

from __future__ import annotations

import re
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
_CLAUSE = re.compile(r"(?:; | \N{MIDDLE DOT} )")
_FEWEST = 8
"""Cells that must be left of what stands before a clause."""
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


def fitted(columns: Sequence[Column], width: int, needs: Sequence[int] = (), usual: Sequence[int] = ()) -> Layout:
    """Return which columns are shown in a list so wide, and how wide each is.

    `needs` says for each column how wide its texts are: no text is cut while another column has white to spare.
    `usual` says how wide all but a few of them are: these come first, so that one long name cuts no group away.
    """
    shown = [(place, column) for place, column in enumerate(columns) if column.least <= width <= column.most]
    if not shown:
        return ()
    last = shown[-1][0]
    room = width - sum(column.gap for place, column in shown if place != last)
    wants = [_wanted(column, needs[place] if needs else column.width) for place, column in shown]
    widths = [min(column.width, want) for (_, column), want in zip(shown, wants, strict=True)]
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    shares = [column.share for _, column in shown]
    most = [_wanted(column, usual[place]) for place, column in shown] if usual else wants
    for wanted in (most, wants):
        fixed = [0 if share else want for want, share in zip(wanted, shares, strict=True)]
        _pour(widths, fixed, [1] * len(shown), room)
        _pour(widths, [want if share else 0 for want, share in zip(wanted, shares, strict=True)], shares, room)
    _pour(widths, [column.width for _, column in shown], shares, room)
    _pour(widths, [room if share else 0 for share in shares], shares, room)
    return tuple(
        (place, wide, column.gap if place != last else 0) for (place, column), wide in zip(shown, widths, strict=True)
    )


def _wanted(column: Column, need: int) -> int:
    """Return how wide a column would be: as its texts ask, but never less than its width where it has no share."""
    return need if column.share else max(need, column.width)


def _pour(widths: list[int], most: Sequence[int], shares: Sequence[int], room: int) -> None:
    """Give the room that is left to columns in proportion to their shares, to each at most so much."""
    while (left := room - sum(widths)) > 0:
        thirsty = [at for at, wide in enumerate(widths) if wide < most[at] and shares[at]]
        if not thirsty:
            return
        total = sum(shares[at] for at in thirsty)
        for at in thirsty:
            widths[at] += min(most[at] - widths[at], left * shares[at] // total)
        if room - sum(widths) == left:
            for at in thirsty[-left:]:
                widths[at] += 1


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
    """Return the text in at most so many cells; its first words give way: a reason tells its end, the date, last."""
    text = visible(text[:_LONGEST])
    if cell_len(text) <= width:
        return text
    for found in _CLAUSE.finditer(text):
        head, rest = text[: found.start()], text[found.start() :]
        room = width - cell_len(rest)
        if room >= _FEWEST:
            words = cut(head, room) if cell_len(head) > room else head
            whole = words.removesuffix(ELLIPSIS).rpartition(" ")[0] if words != head else ""
            return (f"{whole} {ELLIPSIS}" if whole else words) + rest
    return cut(text, width)


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
