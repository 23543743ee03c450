"""The forms of a paper full of figures: Markdown, and a page that needs nothing beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from caseload_tui.domain.visible import visible
from caseload_tui.papers.charts import chart_of
from caseload_tui.papers.figures import Block, Paper, Row

_READ_AS_MARKDOWN = re.compile(r"([\\`*_\[\]#|<>~&])")
_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>
:root {{ --paper: #fbfaf7; --raised: #f2f0ea; --text: #1d232b; --muted: #59636f }}
:root {{ --one: #0f6b78; --two: #865400; --rule: #d5d1c7 }}
@media (prefers-color-scheme: dark) {{
:root {{ --paper: #12161d; --raised: #1a2029; --text: #e8ebf0; --muted: #9ba7b8 }}
:root {{ --one: #5fb7c4; --two: #e6b566; --rule: #2f3947 }}
}}
* {{ box-sizing: border-box }}
body {{ background: var(--paper); color: var(--text); font: 1rem/1.5 system-ui, Verdana, Arial, sans-serif }}
body {{ max-width: 56rem; margin: 2rem auto; padding: 0 1rem }}
h1 {{ font-size: 1.6rem; margin: 0 0 .5rem }}
h2 {{ font-size: 1.15rem; margin: 2.5rem 0 .5rem }}
p {{ margin: .25rem 0; color: var(--muted) }}
.remark {{ color: var(--text); border-left: 4px solid var(--two); padding: .25rem .75rem; background: var(--raised) }}
nav ul {{ columns: 2; padding-left: 1.2rem }}
a {{ color: var(--one) }}
.wide {{ overflow-x: auto }}
table {{ border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }}
caption {{ text-align: left; color: var(--muted); padding: .25rem 0 }}
th, td {{ padding: .3rem .6rem; border-bottom: 1px solid var(--rule); text-align: right; vertical-align: top }}
th[scope=row], thead th:first-child, .text {{ text-align: left }}
th {{ font-weight: 600 }}
th[scope=row] {{ font-weight: 400 }}
tr.strong th, tr.strong td {{ font-weight: 700 }}
svg {{ display: block; width: 100%; height: auto; margin: .5rem 0 1rem }}
svg text {{ fill: var(--text); font-size: 13px }}
svg .name {{ text-anchor: end }}
svg .number {{ fill: var(--muted) }}
.whole {{ fill: var(--rule) }}
.bar-0 {{ fill: var(--one) }}
.bar-1 {{ fill: var(--two) }}
@media print {{
:root {{ --paper: #fff; --raised: #fff; --text: #000; --muted: #333; --one: #0f6b78; --two: #865400; --rule: #bbb }}
body {{ max-width: none; margin: 0; font-size: 10pt }}
nav {{ display: none }}
h2, svg {{ break-after: avoid }}
tr, svg {{ break-inside: avoid }}
}}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def as_html(paper: Paper) -> str:
    """Return the paper as one page, with a drawing where a block has bars; every text in it is plain text."""

    def parts() -> Iterator[str]:
        yield f"<h1>{_plain(paper.title)}</h1>"
        yield from (f"<p>{_plain(line)}</p>" for line in paper.lines)
        yield from (f'<p class="remark">{_plain(line)}</p>' for line in paper.remarks)
        links = (f'<li><a href="#{block.id}">{_plain(block.title)}</a></li>' for block in paper.blocks)
        yield "<nav><ul>\n" + "\n".join(links) + "\n</ul></nav>"
        for block in paper.blocks:
            yield from _section(block)

    return _PAGE.format(language=paper.language, title=_plain(paper.title), body="\n".join(parts()))


def _section(block: Block) -> Iterator[str]:
    yield f'<section id="{block.id}" aria-labelledby="title-{block.id}">'
    yield f'<h2 id="title-{block.id}">{_plain(block.title)}</h2>'
    if block.note:
        yield f"<p>{_plain(block.note)}</p>"
    yield chart_of(block, block.id)
    kinds = [' class="text"' if block.in_words(place) else "" for place in range(len(block.columns))]
    titles = zip(kinds, block.columns, strict=True)
    yield f'<div class="wide" tabindex="0"><table aria-labelledby="title-{block.id}">'
    heads = (f'<th scope="col"{kind}>{_plain(name)}</th>' if name else f"<td{kind}></td>" for kind, name in titles)
    yield "<thead><tr>" + "".join(heads) + "</tr></thead>"
    yield "<tbody>"
    yield from (_row(row, kinds) for row in block.rows)
    yield "</tbody></table></div>\n</section>"


def _row(row: Row, kinds: list[str]) -> str:
    first, *rest = row.cells
    kind = ' class="strong"' if row.strong else ""
    cells = "".join(f"<td{kind}>{_plain(cell)}</td>" for kind, cell in zip(kinds[1:], rest, strict=True))
    return f'<tr{kind}><th scope="row">{_plain(first)}</th>{cells}</tr>'


def _plain(text: str) -> str:
    return escape(visible(text))


def as_markdown(paper: Paper) -> str:
    """Return the paper as Markdown; nothing that somebody wrote is read as its marks."""

    def parts() -> Iterator[str]:
        yield f"# {_safe(paper.title)}"
        yield "  \n".join(_safe(line) for line in paper.lines)
        yield from (f"> {_safe(line)}" for line in paper.remarks)
        for block in paper.blocks:
            yield f"## {_safe(block.title)}"
            if block.note:
                yield _safe(block.note)
            yield "\n".join(_table(block))

    return "\n\n".join(parts()) + "\n"


def _table(block: Block) -> Iterator[str]:
    yield _line(block.columns)
    ends = (":--" if not place or block.in_words(place) else "--:" for place in range(len(block.columns)))
    yield f"| {' | '.join(ends)} |"
    for row in block.rows:
        yield _line(tuple(f"**{cell}**" if row.strong and cell else cell for cell in map(_safe, row.cells)), safe=True)


def _line(cells: tuple[str, ...], *, safe: bool = False) -> str:
    return f"| {' | '.join(cells if safe else map(_safe, cells))} |"


def _safe(text: str) -> str:
    return _READ_AS_MARKDOWN.sub(r"\\\1", " ".join(visible(text).split()))
