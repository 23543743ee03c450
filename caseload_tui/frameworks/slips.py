"""What somebody who does not write TOML every day probably meant on a line that cannot be read."""

from __future__ import annotations

import re

from caseload_tui.i18n import tr

_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_CURLY = re.compile("[“”„‘’]")
_DAY_FIRST = re.compile(r"=\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b")
_YES_OR_NO = re.compile(r"=\s*(yes|no|true|false|ja|nee|waar|onwaar)$", re.IGNORECASE)
_DECIMAL = re.compile(r"=\s*(\d+),(\d+)\s*$")
_BARE_WORD = re.compile(r"=\s*([^\W\d][\w -]*)$")
_TABLE = re.compile(r"\[([A-Za-z0-9_.-]+)\]$")


def slip_in(line: str) -> str:
    """Return a hint on what a line of TOML lacks, preceded by a space, or nothing."""
    bare = _STRINGS.sub('""', line).split("#")[0].strip()
    hint = _hint(bare)
    return f" {hint}" if hint else ""


def _hint(bare: str) -> str:
    if _CURLY.search(bare):
        return tr('Texts stand between straight quotes: "…".')
    if day := _DAY_FIRST.search(bare):
        written = f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
        return tr("A date is written as {date}.", date=written)
    if _YES_OR_NO.search(bare):
        return tr("Yes is written as true, no as false.")
    if number := _DECIMAL.search(bare):
        return tr("A number has a point: {number}.", number=f"{number[1]}.{number[2]}")
    if word := _BARE_WORD.search(bare):
        return tr('Texts stand between straight quotes: "{text}".', text=word[1].strip())
    if table := _TABLE.fullmatch(bare):
        return tr("One item of a list of tables stands under [[{key}]].", key=table[1])
    return ""
