"""Tables for people: fitted to the window on a terminal, plain aligned lines of any length everywhere else."""

from __future__ import annotations

import io
import os
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size

from caseload_tui.cli.output import Table
from caseload_tui.domain.visible import visible
from caseload_tui.i18n import tr

GAP = "  "
NARROWEST, INDENT = 8, 4
_SMALLEST_WINDOW = 30
_BOLD, _USUAL = "\x1b[1m", "\x1b[0m"

Line = tuple[str, ...]


def window_width(*, plain: bool) -> int | None:
    """Return how wide the window is, or None where lines may be as long as they like."""
    if plain or not sys.stdout.isatty() or os.environ.get("TERM") == "dumb":
        return None
    return max(shutil.get_terminal_size().columns, _SMALLEST_WINDOW)


def render(tables: Sequence[Table], *, width: int | None = None, bold: bool = False) -> str:
    """Return the tables as text; a list without rows says so."""
    text = io.StringIO()
    for number, table in enumerate(tables):
        text.write("\n" if number else "")
        if table.heading:
            text.write(_strong(visible(table.heading), bold) + "\n")
        if not table.rows:
            text.write("" if table.heading else tr("Nothing to show.") + "\n")
            continue
        titled = any(table.titles)
        for place, line in enumerate(_lines(table, titled, width)):
            text.write((_strong(line, bold) if titled and not place else line) + "\n")
    return text.getvalue()


def _lines(table: Table, titled: bool, width: int | None) -> Iterator[str]:
    lines = [tuple(visible(cell) for cell in line) for line in (*((table.titles,) if titled else ()), *table.rows)]
    widths = [max(map(cell_len, column)) for column in zip_longest(*lines, fillvalue="")]
    taken = sum(widths[:-1]) + len(GAP) * (len(widths) - 1)
    if width is None or taken + widths[-1] <= width:
        for line in lines:
            yield _beside(line, widths).rstrip()
    elif taken <= width // 2:
        for line in lines:
            yield from _hanging(line, widths, taken, width)
    else:
        for number, line in enumerate(lines):
            yield from _below(line, _narrowed(widths[:-1], width), width, title=titled and not number)


def _hanging(line: Line, widths: list[int], taken: int, width: int) -> Iterator[str]:
    """Yield the line with its last cell wrapped in its own column."""
    first, *rest = textwrap.wrap(line[-1], max(width - taken, NARROWEST)) or [""]
    yield _beside((*line[:-1], first), widths).rstrip()
    yield from (" " * taken + piece for piece in rest)


def _below(line: Line, widths: list[int], width: int, *, title: bool) -> Iterator[str]:
    """Yield the line without its last cell, and that cell below it."""
    yield _beside(line[:-1], widths).rstrip()
    if not title:
        yield from (" " * INDENT + piece for piece in textwrap.wrap(line[-1], width - INDENT))


def _narrowed(widths: list[int], width: int) -> list[int]:
    """Return the widths with the widest made narrower, until they fit or none is left that can be."""
    narrowed = list(widths)
    while sum(narrowed) + len(GAP) * (len(narrowed) - 1) > width and max(narrowed) > NARROWEST:
        narrowed[narrowed.index(max(narrowed))] -= 1
    return narrowed


def _beside(line: Line, widths: list[int]) -> str:
    return GAP.join(_sized(cell, size) for cell, size in zip(line, widths, strict=False))


def _sized(cell: str, size: int) -> str:
    return set_cell_size(cell, size) if cell_len(cell) <= size else set_cell_size(cell, size - 1) + "…"


def _strong(text: str, bold: bool) -> str:
    return f"{_BOLD}{text}{_USUAL}" if bold else text
