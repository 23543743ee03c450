"""Answers for programs: JSON that steers no terminal, and CSV that runs nothing in a spreadsheet."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from caseload_tui.domain.defusing import defused
from caseload_tui.domain.visible import visible

Item = Mapping[str, Any]
_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def as_json(value: Any, indent: int | None = None) -> str:
    """Return JSON that says exactly the same and can be looked at on a terminal without steering it."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=_plain)
    return harmless_json(text)


def harmless_json(text: str) -> str:
    """Return JSON text in which each character that could steer a terminal is written as an escape."""
    # Python's own test costs almost nothing and is true for nearly every line.
    return "\n".join(line if line.isprintable() else "".join(map(_escaped, line)) for line in text.split("\n"))


def as_csv(items: Iterable[Item]) -> str:
    """Return the items as CSV with one line of names; what a spreadsheet would run is defused."""
    # What opens the app passes here too, and needs no sheets.
    import csv  # noqa: PLC0415
    import io  # noqa: PLC0415

    rows = list(items)
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return text.getvalue()


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, Fraction):
        return float(value)
    raise TypeError(type(value))


def _escaped(letter: str) -> str:
    if unicodedata.category(letter) not in _STEERING:
        return letter
    code = ord(letter)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case date():
            return value.isoformat()
        case str():
            return _text(value)
        case Mapping() if all(isinstance(item, str) for item in value.values()):
            return _text("; ".join(f"{key}={item}" for key, item in value.items()))
        case list() | tuple() if all(isinstance(item, str) for item in value):
            return _text("; ".join(value))
    return as_json(value)


def _text(text: str) -> str:
    """Return what stands in a cell for a text: defused before what could steer a terminal is made visible."""
    return visible(defused(text), lines=True)
