"""What a key costs in a list, in CPU milliseconds: the program's own list at any length beside Textual's table."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.widgets import DataTable

from caseload_tui.ui.themes import themes
from caseload_tui.ui.widgets.cells import Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Rows

SIZE = (120, 40)
KEYS = {"down": 60, "pagedown": 3}


class Words:
    """Paints a number as a row of six columns."""

    columns: Sequence[Column] = (
        Column(1, gap=1),
        Column(7, right=True),
        Column(20, share=2),
        Column(18),
        Column(18),
        Column(14),
    )

    def key(self, record: int) -> str:
        """Return the number."""
        return str(record)

    def cells(self, record: int) -> Cells:
        """Return the texts."""
        return (Cell("!", "late"), *texts(record))


def texts(record: int) -> tuple[str, ...]:
    """Return the words of a row."""
    return (f"{record} d", f"Achternaam, Voornaam {record}", "Voortgangsgesprek", "laatste 13 jul", "Meedoen")


class Own(App[None]):
    """The program's own list."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self.rows = rows
        for theme in themes():
            self.register_theme(theme)
        self.theme = "dark"

    def compose(self) -> ComposeResult:
        """Yield the list."""
        yield Rows[int](Words())

    def on_mount(self) -> None:
        """Fill what it shows."""
        self.fill()

    def fill(self) -> None:
        """Fill the list."""
        self.query_one(Rows).show(range(self.rows))
        self.query_one(Rows).focus()


class Table(Own):
    """Textual's table."""

    def compose(self) -> ComposeResult:
        """Yield the table."""
        yield DataTable(cursor_type="row")

    def fill(self) -> None:
        """Fill the table."""
        table = self.query_one(DataTable)
        table.add_columns(*"abcdef")
        for record in range(self.rows):
            table.add_row("!", *texts(record))


async def measure(app: Own) -> dict[str, float]:
    """Return the CPU milliseconds that one press of each key costs."""
    taken = {}
    async with app.run_test(size=SIZE) as pilot:
        for key, times in KEYS.items():
            await pilot.press("home")
            began = time.process_time()
            await pilot.press(*[key] * times)
            await pilot.pause()
            taken[key] = (time.process_time() - began) / times * 1000
    return taken


def main() -> None:
    """Print the table."""
    for label, app in (("table of 140", Table(140)), ("list of 140", Own(140)), ("list of 100,000", Own(100_000))):
        taken = asyncio.run(measure(app))
        print(f"{label:18}", *(f"{key} {value:6.2f} ms" for key, value in taken.items()), sep="  ")


if __name__ == "__main__":
    main()
