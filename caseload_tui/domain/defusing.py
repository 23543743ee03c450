"""Cells that a spreadsheet would run: an apostrophe keeps it from that, and is taken off again on the way in."""

from __future__ import annotations

import re

_RUN = re.compile(r"['\s]*[=+\-@＝＋－＠]|'*[\t\r\n]")


def defused(text: str) -> str:
    """Return the text of a cell so that no spreadsheet runs it: an apostrophe before it makes it plain text there."""
    return f"'{text}" if _RUN.match(text) else text


def undefused(text: str) -> str:
    """Return the text of a cell without the apostrophe that defused it."""
    return text[1:] if text.startswith("'") and _RUN.match(text, 1) else text
