"""Bars as inline SVG: no script, nothing from elsewhere, colours that follow light and dark, and text beside them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from caseload_tui.domain.visible import visible
from caseload_tui.formatting import number, percent
from caseload_tui.papers.figures import Block

_NAMES, _BARS, _NUMBERS = 270, 340, 80
_LINE, _GAP, _TOP = 16, 10, 8
_LONGEST = 36
_FILLS = ("#0f6b78", "#865400")
"""For a reader that knows no styles; a browser takes the colours of the page."""


def chart_of(block: Block, name: str) -> str:
    """Return the bars of a block; nothing where it has none. Its table says the same to who cannot see them."""
    rows = [row for row in block.rows if row.bars]
    most = 1.0 if block.shares else max((bar for row in rows for bar in row.bars if bar is not None), default=0)
    if not block.series or not rows or not most:
        return ""
    each = _LINE * len(block.series) + _GAP
    height = _TOP + each * len(rows) + _LINE + _GAP
    width = _NAMES + _BARS + _NUMBERS
    lines = [
        f'<svg viewBox="0 0 {width} {height}" font-size="13" role="img" aria-labelledby="chart-{name}">',
        f'<title id="chart-{name}">{escape(visible(block.title))}</title>',
    ]
    for place, row in enumerate(rows):
        top = _TOP + place * each
        middle = top + _LINE * len(block.series) / 2 + 4
        whole = visible(row.cells[0])
        said = whole if len(whole) <= _LONGEST else whole[: _LONGEST - 1] + "…"
        lines.append(f'<text class="name" text-anchor="end" x="{_NAMES - 10}" y="{middle:g}">{escape(said)}</text>')
        for series, bar in enumerate(row.bars):
            lines += _bar(bar, most, top + series * _LINE, series, shares=block.shares)
    lines += _legend(block, _TOP + each * len(rows) + _GAP)
    return "\n".join([*lines, "</svg>"])


def _bar(value: float | None, most: float, top: float, series: int, *, shares: bool) -> Iterator[str]:
    if value is None:
        yield f'<text class="number" x="{_NAMES + 6}" y="{top + 12}">–</text>'
        return
    length = max(value / most, 0) * _BARS
    text = percent(value) if shares else number(value, 0 if float(value).is_integer() else 1)
    place = f'x="{_NAMES}" y="{top + 2}" width="{length:.1f}" height="{_LINE - 4}"'
    if shares:
        whole = f'x="{_NAMES}" y="{top + 2}" width="{_BARS}" height="{_LINE - 4}"'
        yield f'<rect class="whole" fill="#d5d1c7" {whole} rx="2"/>'
    yield f'<rect class="bar-{series}" fill="{_FILLS[series]}" {place} rx="2"/>'
    end = _NAMES + (_BARS if shares else length) + 6
    yield f'<text class="number" x="{end:.1f}" y="{top + 12}">{text}</text>'


def _legend(block: Block, top: float) -> Iterator[str]:
    """Yield what each series of bars stands for."""
    for place, name in enumerate(block.series):
        left = _NAMES + place * 160
        yield f'<rect class="bar-{place}" fill="{_FILLS[place]}" x="{left}" y="{top}" width="12" height="12" rx="2"/>'
        yield f'<text class="number" x="{left + 18}" y="{top + 11}">{escape(name)}</text>'
