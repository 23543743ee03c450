"""The lines of a table on their way to the reader of CSV, which can be taken back where a quote swallowed them."""

from __future__ import annotations

import re
from collections import deque
from typing import TextIO

from caseload_tui.errors import Refused
from caseload_tui.i18n import tr

LONGEST_LINE = 1024 * 1024
_QUOTED = re.compile(r'"(?:[^"]|"")*"')


class Lines:
    """Yields the lines of a file and counts them; `taken` are those of the row that is being read."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.at = 0
        """The number of the line that was read last."""

    def __iter__(self) -> Lines:
        """Return itself."""
        return self

    def __next__(self) -> str:
        """Return the next line; of one without an end only the beginning, and the rest is passed over."""
        line = self._again.popleft() if self._again else self._read()
        if not line:
            raise StopIteration
        self.at += 1
        self.taken.append(line)
        return line

    def begin_row(self) -> int:
        """Forget the lines of the row before, and return the line on which the next one begins."""
        self.taken.clear()
        return self.at + 1

    def take_back(self) -> None:
        """Give out all lines but the first of this row once more."""
        self._again.extendleft(reversed(self.taken[1:]))
        self.at -= len(self.taken) - 1

    def _read(self) -> str:
        try:
            line = self._file.readline(LONGEST_LINE)
            rest = line
            while len(rest) == LONGEST_LINE and not rest.endswith(("\n", "\r")):
                rest = self._file.readline(LONGEST_LINE)
        except UnicodeError as error:
            raise Refused(
                tr("The table cannot be read from line {line} on.", line=self.at + 1),
                tr("It is not written as its beginning is; export it anew, as UTF-8."),
            ) from error
        return line


def misquoted_cell(line: str, delimiter: str) -> tuple[int, bool]:
    """Return which cell of a line has a quote that fits no other, counted from 0, and whether it is never closed."""
    at, index = 0, 0
    while True:
        if line.startswith('"', at):
            quoted = _QUOTED.match(line, at)
            if quoted is None:
                return index, True
            at = quoted.end()
            if at < len(line) and not line.startswith((delimiter, "\r", "\n"), at):
                return index, False
        at = line.find(delimiter, at) + 1
        if not at:
            return index, False
        index += 1
