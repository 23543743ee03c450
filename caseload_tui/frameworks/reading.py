"""Reading a framework file as a TOML document, within limits and with the line of a mistake."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path as FilePath
from typing import Any

from caseload_tui.errors import Refused
from caseload_tui.frameworks.making import plain
from caseload_tui.frameworks.problems import Path
from caseload_tui.frameworks.slips import slip_in
from caseload_tui.i18n import tr

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 16

Document = dict[str, Any]
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?![\d:T])")
_ENDLESS = re.compile(r"[\d_]{4300,}")
_FIRST_STAND_IN = date(1900, 1, 1)
_MOST_STAND_INS = 100
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class Unreadable(ValueError):  # noqa: N818 - says what the text is
    """The text is no TOML document within the limits."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.at = None if line is None or column is None else (line, column)


def read_file(path: FilePath) -> str:
    """Read the text of a framework file; Refused where that cannot be done."""
    try:
        if not path.is_file():
            raise Refused(tr("The file cannot be read."), tr("{path} is no file.", path=path))
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refused(
            tr("The file cannot be read."), tr("{path}: {reason}", path=path, reason=error.strerror)
        ) from error
    try:
        return decoded(raw)
    except Unreadable as error:
        where = str(path) if error.line is None else f"{path}:{error.line}"
        raise Refused(tr("The file cannot be read."), f"{where}: {error.message}") from error


def decoded(raw: bytes) -> str:
    """Return the bytes of a framework file as text."""
    if len(raw) > MAX_BYTES:
        raise Unreadable(tr("A framework file is at most {limit} KiB.", limit=MAX_BYTES // 1024))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Unreadable(tr("The file must be saved as UTF-8; this line is not."), line) from error


def read_document(text: str) -> Document:
    """Read TOML text as a document; Unreadable, with the line, where it is none."""
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise Unreadable(tr("A framework file is at most {limit} KiB.", limit=MAX_BYTES // 1024))
    try:
        document = tomllib.loads(text)
    except RecursionError as error:
        raise Unreadable(_too_deep()) from error
    except ValueError as error:
        raise _not_toml(str(error), text) from error
    if _deeper_than(document, MAX_DEPTH):
        raise Unreadable(_too_deep())
    return document


def read_leniently(text: str) -> tuple[Document, dict[date, str]]:
    """Read TOML text in which days may be named that do not exist; a stand-in takes the place of each of them."""
    impossible: dict[date, str] = {}
    while True:
        try:
            return read_document(text), impossible
        except Unreadable as error:
            found = _impossible_day(text, error)
            if found is None or len(impossible) == _MOST_STAND_INS:
                raise
            stand_in = _FIRST_STAND_IN + timedelta(days=len(impossible))
            impossible[stand_in] = found[0]
            text = text[: found.start()] + stand_in.isoformat() + text[found.end() :]


def places_of(here: object, stand_ins: Mapping[date, str], path: Path = ()) -> list[tuple[Path, date]]:
    """Return where a document holds stand-ins of impossible days, and which."""
    if isinstance(here, date):
        return [(path, here)] if here in stand_ins else []
    pairs = here.items() if isinstance(here, Mapping) else enumerate(here) if isinstance(here, list) else ()
    return [found for key, item in pairs for found in places_of(item, stand_ins, (*path, key))] if stand_ins else []


def _impossible_day(text: str, error: Unreadable) -> re.Match[str] | None:
    """Return the day that made the text unreadable, if it was one."""
    if error.at is None:
        return None
    line, column = error.at
    start = sum(len(one) + 1 for one in text.split("\n")[: line - 1]) + column - 1
    return _DAY.match(text, start)


def as_json(document: Document) -> Document:
    """Return the document with its dates as ISO text, so that it can be kept as JSON."""
    return {key: plain(value) for key, value in document.items()}


def _not_toml(reason: str, text: str) -> Unreadable:
    place = _PLACE.search(reason)
    if place is None:
        number = _ENDLESS.search(text)
        line = text.count("\n", 0, number.start()) + 1 if number else None
        return Unreadable(tr("A number in the file has too many digits."), line)
    line = int(place[1]) if place[1] else text.count("\n") + 1
    column = int(place[2]) if place[2] else None
    message = tr("This is not TOML: {reason}", reason=reason[: place.start()])
    hint = slip_in(text.split("\n")[line - 1])
    return Unreadable(f"{message}.{hint}" if hint else message, line, column)


def _too_deep() -> str:
    return tr("Tables and lists stand at most {limit} deep in each other.", limit=MAX_DEPTH)


def _deeper_than(document: Document, limit: int) -> bool:
    level: list[object] = [document]
    for _ in range(limit + 1):
        level = [
            item
            for holder in level
            for item in (holder.values() if isinstance(holder, dict) else holder if isinstance(holder, list) else ())
            if isinstance(item, dict | list)
        ]
    return bool(level)
