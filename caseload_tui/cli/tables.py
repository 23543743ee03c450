"""Tables for people: fitted to the window on a terminal, plain aligned lines everywhere else."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from caseload_tui.cli.output import Table
from caseload_tui.domain.visible import visible
from caseload_tui.i18n import tr

_GAP = "  "


def render(tables: Sequence[Table], *, plain: bool, no_color: bool) -> str:
    """Return the tables as text; those without rows say so."""
    on_terminal = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    text = io.StringIO()
    for number, table in enumerate(tables):
        if number:
            text.write("\n")
        if table.heading:
            text.write(visible(table.heading) + "\n")
        if not table.rows:
            text.write("" if table.heading else tr("Nothing to show.") + "\n")
        elif on_terminal and not plain:
            text.write(_fitted(table, no_color=no_color))
        else:
            text.writelines(line + "\n" for line in _aligned(table))
    return text.getvalue()


def _fitted(table: Table, *, no_color: bool) -> str:
    width = os.get_terminal_size(sys.stdout.fileno()).columns
    made = RichTable(box=box.SIMPLE_HEAD if any(table.titles) else None, pad_edge=False, show_edge=False)
    for title in table.titles:
        made.add_column(Text(visible(title)), overflow="fold")
    for row in table.rows:
        made.add_row(*(Text(visible(cell, lines=True)) for cell in row))
    made.show_header = any(table.titles)
    console = Console(file=io.StringIO(), width=max(width, 40), force_terminal=True, no_color=no_color)
    with console.capture() as captured:
        console.print(made)
    return captured.get()


def _aligned(table: Table) -> Iterator[str]:
    titles = [table.titles] if any(table.titles) else []
    lines = [tuple(visible(cell) for cell in line) for line in (*titles, *table.rows)]
    widths = [max(cell_len(cell) for cell in column) for column in zip_longest(*lines, fillvalue="")]
    for line in lines:
        padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=False))
        yield _GAP.join(padded).rstrip()
