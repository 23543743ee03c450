"""The forms of a letter: plain text, Markdown, and a page that needs nothing beside it."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from html import escape

from caseload_tui.papers.letter import Letter

TEXT, MARKDOWN, HTML = "text", "markdown", "html"
ENDINGS: Mapping[str, str] = {TEXT: "txt", MARKDOWN: "md", HTML: "html"}
"""How a file in each form is named."""
_WIDTH = 72
_READ_AS_MARKDOWN = re.compile(r"([\\`*_\[\]#|<>~&]|^[-+=](?=\s|$)|(?<=^\d)[.)])")
_PAGE = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1.1rem/1.6 Verdana, Arial, sans-serif; color: #1d232b }}
body {{ max-width: 38rem; margin: 3rem auto; padding: 0 1rem }}
h1 {{ font-size: 1.6rem }}
h2 {{ font-size: 1.2rem; margin-top: 2rem }}
li {{ margin-bottom: .5rem }}
.remark {{ border: 2px solid; padding: .5rem 1rem; font-weight: bold }}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def in_form(letter: Letter, form: str) -> str:
    """Return the letter as `text`, `markdown` or `html`, with one line end at its end."""
    return _FORMS[form](letter)


def _as_text(letter: Letter) -> str:
    def lines() -> Iterator[str]:
        yield letter.title
        yield "=" * len(letter.title)
        yield ""
        yield from _paragraphs((letter.remark, letter.greeting, " ".join(letter.opening)))
        for part in letter.parts:
            yield part.heading
            yield "-" * len(part.heading)
            for item in part.items:
                yield textwrap.fill(item, _WIDTH, initial_indent="- ", subsequent_indent="  ")
            if part.sentences:
                yield textwrap.fill(" ".join(part.sentences), _WIDTH)
            yield ""
        yield from _paragraphs((" ".join(letter.closing),))
        yield from letter.signature

    return "\n".join(lines()) + "\n"


def _paragraphs(texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        if text:
            yield textwrap.fill(text, _WIDTH)
            yield ""


def _as_markdown(letter: Letter) -> str:
    def safe(text: str) -> str:
        return _READ_AS_MARKDOWN.sub(r"\\\1", " ".join(text.split()))

    def blocks() -> Iterator[str]:
        yield f"# {safe(letter.title)}"
        if letter.remark:
            yield f"**{safe(letter.remark)}**"
        yield safe(letter.greeting)
        yield safe(" ".join(letter.opening))
        for part in letter.parts:
            yield f"## {safe(part.heading)}"
            if part.items:
                yield "\n".join(f"- {safe(item)}" for item in part.items)
            if part.sentences:
                yield safe(" ".join(part.sentences))
        yield safe(" ".join(letter.closing))
        yield "  \n".join(safe(line) for line in letter.signature)

    return "\n\n".join(blocks()) + "\n"


def _as_html(letter: Letter) -> str:
    def blocks() -> Iterator[str]:
        yield f"<h1>{escape(letter.title)}</h1>"
        if letter.remark:
            yield f'<p class="remark">{escape(letter.remark)}</p>'
        yield f"<p>{escape(letter.greeting)}</p>"
        yield f"<p>{escape(' '.join(letter.opening))}</p>"
        for part in letter.parts:
            yield f"<h2>{escape(part.heading)}</h2>"
            if part.items:
                yield "<ul>\n" + "\n".join(f"<li>{escape(item)}</li>" for item in part.items) + "\n</ul>"
            if part.sentences:
                yield f"<p>{escape(' '.join(part.sentences))}</p>"
        yield f"<p>{escape(' '.join(letter.closing))}</p>"
        yield "<p>" + "<br>\n".join(escape(line) for line in letter.signature) + "</p>"

    return _PAGE.format(language=letter.language, title=escape(letter.title), body="\n".join(blocks()))


_FORMS: Mapping[str, Callable[[Letter], str]] = {TEXT: _as_text, MARKDOWN: _as_markdown, HTML: _as_html}
