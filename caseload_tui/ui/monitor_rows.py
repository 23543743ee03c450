"""How the monitor looks: blocks under each other, figures in columns, and a quiet bar where there is room for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from caseload_tui.papers.figures import Block, Paper, Row
from caseload_tui.ui.widgets.bars import FULL_AT, bar
from caseload_tui.ui.widgets.cells import HEADING, MUTED, STRONG, TEXT, Cell, Column, Spread
from caseload_tui.ui.widgets.rows import Heading

_BAR = 20
_BAR_FROM = 100
"""The narrowest list in which bars stand."""
_BARS_FROM = {"cadence": 140, "commitments": 130}
_NAME = 24
_LATER = {"cadence": (4, 5, 6), "commitments": (2,)}
"""Columns that stand there only where there is room; the line under the list has them all."""
_WORDS = ("indicators", "stated")
"""Blocks whose cells are mostly words."""
_WORD_COLUMNS = (Column(24, share=3), Column(14), Column(16, share=1), Column(9), Column(20, share=2, least=110))


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of a block, on screen."""

    block: Block
    row: Row
    place: int

    @property
    def counted(self) -> bool:
        """Tell whether anybody stands behind its figures."""
        return any(clients for _, clients in self.row.behind)


class MonitorPainter:
    """Paints rows; each block has columns of its own."""

    columns: Sequence[Column] = (Column(20, share=1),)

    def key(self, record: Figure) -> str:
        """Return the block and the place in it."""
        return f"{record.block.id}:{record.place}"

    def cells(self, record: Figure) -> Spread:
        """Return the texts of the row, with its bar."""
        first, *rest = record.row.cells
        columns = columns_of(record.block)
        if record.place < 0:
            return Spread((Cell(first, MUTED, span=len(columns)), *[""] * (len(columns) - 1)), columns)
        tone = STRONG if record.row.strong else TEXT
        words = record.block.id in _WORDS
        cells = (Cell(text, _tone(text, tone, last=words and text == rest[-1])) for text in rest)
        return Spread((Cell(first, tone), *cells, Cell(_drawn(record), MUTED)), columns)


def entries(paper: Paper) -> Iterator[Heading | Figure]:
    """Yield the blocks under their headings; one without rows says so."""
    for block in paper.blocks:
        titles = [Cell(block.title.upper(), HEADING), *(Cell(text, MUTED) for text in block.columns[1:]), Cell("")]
        yield Heading(block.title, cells=tuple(titles), columns=columns_of(block))
        if block.note:
            yield Figure(block, Row((block.note,)), -2)
        yield from (Figure(block, row, place) for place, row in enumerate(block.rows))
        if not block.rows:
            yield Figure(block, Row(("\N{EN DASH}",)), -1)


def columns_of(block: Block) -> tuple[Column, ...]:
    """Return columns as wide as what stands in them, the last for the bar."""
    if block.id in _WORDS:
        return (*_WORD_COLUMNS[: len(block.columns)], Column(1))
    texts = [block.columns, *(row.cells for row in block.rows)]
    widths = [
        max((cell_len(line[place]) for line in texts if place < len(line)), default=1)
        for place in range(len(block.columns))
    ]
    right = [not block.rows or _is_number(block.rows[0].cells[place]) for place in range(len(block.columns))]
    later = _LATER.get(block.id, ())
    figures = (
        Column(max(wide, 5), right=right[place], least=_BAR_FROM if place in later else 0)
        for place, wide in enumerate(widths)
        if place
    )
    return (Column(_NAME, share=1), *figures, Column(_BAR, least=_BARS_FROM.get(block.id, _BAR_FROM)))


def _is_number(text: str) -> bool:
    return not any(letter.isalpha() for letter in text)


def _tone(text: str, tone: str, *, last: bool) -> str:
    return MUTED if text in ("0", "\N{EN DASH}") or last else tone


def _drawn(record: Figure) -> str:
    """Return the bar of the last series: what is there at the end, or the share."""
    block, bars = record.block, record.row.bars
    if not block.series or not bars or bars[-1] is None:
        return ""
    most = 1.0 if block.shares else max((row.bars[-1] or 0 for row in block.rows if row.bars), default=0)
    return bar(bars[-1] / most * FULL_AT, _BAR) if most else ""
