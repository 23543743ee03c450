"""On which line of a TOML text each key path stands; the TOML reader itself does not tell.

The text has been read as TOML before, so the scanner may take for granted that it is well formed.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right

from caseload_tui.frameworks.problems import Path

_SPACE = re.compile(r"[ \t]*")
_BLANKS = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE_VALUE = re.compile(r"\d{4}-\d\d-\d\d [\d:.+Zz-]+|[^,\]}\s#]+")


class LineMap:
    """The line of every key path of one text, counted from 1."""

    def __init__(self, text: str) -> None:
        self._lines = _Scanner(text).scan()

    def line_of(self, path: Path) -> int:
        """Return the line of the path, else of the nearest path around it, else 1."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return 1


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._ends = [match.start() for match in re.finditer("\n", text)]
        self._lengths: dict[Path, int] = {}
        self._lines: dict[Path, int] = {}

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        while True:
            self._skip(_BLANKS)
            if self._at >= len(self._text):
                return self._lines
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Path:
        line, is_array = self._line(), self._text.startswith("[[", self._at)
        self._at += 2 if is_array else 1
        *outer, last = self._keys()
        self._at += 2 if is_array else 1
        path: Path = ()
        for key in outer:
            self._lines.setdefault((*path, key), line)
            path = self._inside((*path, key))
        path = (*path, last)
        self._lines.setdefault(path, line)
        if is_array:
            self._lengths[path] = self._lengths.get(path, 0) + 1
            path = self._inside(path)
            self._lines[path] = line
        return path

    def _inside(self, path: Path) -> Path:
        """Return the path of the latest table where the path names an array of tables."""
        return (*path, self._lengths[path] - 1) if path in self._lengths else path

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = table
        for key in self._keys():
            path = (*path, key)
            self._lines.setdefault(path, line)
        self._at += 1  # the equals sign
        self._skip(_SPACE)
        self._value(path)

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip(_SPACE)
            if self._text[self._at] in "\"'":
                quoted = self._take(_STRING)
                keys.append(str(tomllib.loads(f"key = {quoted}")["key"]))
            else:
                keys.append(self._take(_BARE_KEY))
            self._skip(_SPACE)
            if self._text[self._at] != ".":
                return keys
            self._at += 1

    def _value(self, path: Path) -> None:
        first = self._text[self._at]
        if first == "[":
            self._array(path)
        elif first == "{":
            self._inline_table(path)
        else:
            self._take(_STRING if first in "\"'" else _BARE_VALUE)

    def _array(self, path: Path) -> None:
        self._at += 1
        position = 0
        while not self._closed_by("]"):
            self._lines[(*path, position)] = self._line()
            self._value((*path, position))
            position += 1

    def _inline_table(self, path: Path) -> None:
        self._at += 1
        while not self._closed_by("}"):
            self._pair(path)

    def _closed_by(self, bracket: str) -> bool:
        self._skip(_BLANKS)
        if self._text[self._at] == ",":
            self._at += 1
            self._skip(_BLANKS)
        if self._text[self._at] != bracket:
            return False
        self._at += 1
        return True

    def _skip(self, blank: re.Pattern[str]) -> None:
        self._take(blank)

    def _take(self, wanted: re.Pattern[str]) -> str:
        match = wanted.match(self._text, self._at)
        if match is None:  # the text was read as TOML before
            raise AssertionError(f"not TOML at line {self._line()}")
        self._at = match.end()
        return match[0]

    def _line(self) -> int:
        return bisect_right(self._ends, self._at - 1) + 1
