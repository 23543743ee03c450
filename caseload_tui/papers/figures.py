"""A paper full of figures, whatever form it gets: blocks of rows, some with bars beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SHEET, MARKDOWN, HTML = "csv", "markdown", "html"
FORMS = (SHEET, MARKDOWN, HTML)
ENDINGS: Mapping[str, str] = {SHEET: "csv", MARKDOWN: "md", HTML: "html"}
"""How a file in each form is named."""


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of a row, the first of which names it."""

    cells: tuple[str, ...]
    bars: tuple[float | None, ...] = ()
    """What is drawn of it, one number for each series; None where it is not known."""
    behind: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Under a word each: the clients behind its figures."""
    strong: bool = False
    about: str = ""
    """The identifier of what it is about."""


@dataclass(frozen=True, slots=True)
class Block:
    """A table under a heading."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    series: tuple[str, ...] = ()
    """What the bars stand for; without a name nothing is drawn."""
    shares: bool = False
    """True where a full bar is all, and not the most of the rows."""

    def in_words(self, place: int) -> bool:
        """Tell whether a column holds words and no figures."""
        cells = [row.cells[place] for row in self.rows]
        return any(letter.isalpha() for cell in cells for letter in cell)


@dataclass(frozen=True, slots=True)
class Paper:
    """All of it, in the order in which it is read."""

    language: str
    title: str
    lines: tuple[str, ...]
    """What it is about: the period, whom, and how it was known."""
    remarks: tuple[str, ...]
    """What must be known of all figures."""
    blocks: tuple[Block, ...] = field(default=())
