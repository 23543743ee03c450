"""A table of another system: CSV in whatever encoding, read row by row with the lines they stand on."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from caseload_tui.domain.defusing import undefused
from caseload_tui.domain.people import storable
from caseload_tui.errors import Refused
from caseload_tui.formatting import number
from caseload_tui.frameworks.problems import nearest
from caseload_tui.i18n import tr
from caseload_tui.incoming.encodings import encoding_of
from caseload_tui.incoming.lines import LONGEST_LINE, Lines, misquoted_cell
from caseload_tui.incoming.troubles import Trouble
from caseload_tui.progress import tell

DELIMITERS = (";", ",", "\t", "|")
LARGEST_FILE = 1024 * 1024 * 1024
_TOLD_EVERY = 500
_EMPTY_LINE = " \t\x1a"
"""What an empty line may hold; old systems end their files with a sign of their own."""
_NAMED_DELIMITER = "sep="
"""With this line before the names of the columns a spreadsheet says what stands between them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it begins on, and its cells by the name of their column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """An opened table; nothing of it is kept in memory."""

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]

    @property
    def written_in(self) -> str:
        """The encoding as people know it."""
        return self.encoding.removesuffix("-sig")

    def rows(self, doing: str = "") -> Iterator[Row | Trouble]:
        """Yield each row, or why it cannot be read; empty lines are passed over.

        Where somebody listens they are told how far the reading is, if it says what is being done.
        """
        size = self.path.stat().st_size
        with self.path.open("rb") as raw:
            lines = Lines(io.TextIOWrapper(raw, encoding=self.encoding, errors="surrogateescape", newline=""))
            reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
            names = _names(lines, reader)
            while True:
                line = lines.begin_row()
                if doing and line % _TOLD_EVERY == 0:
                    tell(doing, raw.tell(), size)
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error:
                    yield self._misquoted(line, lines.taken)
                    lines.take_back()
                    continue
                if any(cells) and not (len(cells) == 1 and not cells[0].strip(_EMPTY_LINE)):
                    yield self._row(line, cells, names, lines)

    def _row(self, line: int, cells: list[str], names: list[str], lines: Lines) -> Row | Trouble:
        if len(cells) != len(names):
            return self._miscounted(line, len(cells), lines.at)
        if cells == names:
            return Trouble(line, "", "", tr("the first line of the table stands here again; take it out"))
        for name, cell in zip(self.header, cells, strict=True):
            if not cell.isascii() and any("\udc80" <= letter <= "\udcff" for letter in cell):
                mixed = tr(
                    "a letter is not written in {encoding} as the rest is; export the whole table in one encoding",
                    encoding=self.written_in,
                )
                return Trouble(line, name, storable(cell), mixed)
            if "\0" in cell:
                no_text = tr("a character in it is no text (NUL); take it out, or export the table anew")
                return Trouble(line, name, storable(cell), no_text)
        return Row(line, dict(zip(self.header, map(_cell, cells), strict=True)))

    def _miscounted(self, line: int, count: int, last: int) -> Trouble:
        most = len(self.header)
        if last > line:
            why = tr("it runs on to line {last}: is a quote missing?", last=last)
        elif count < most:
            why = tr("was it broken off?")
        else:
            why = tr("does a text hold “{delimiter}” without quotes?", delimiter=self.delimiter)
        told = tr("it has {n} cells, not {most}: {why}", n=count, most=most, why=why)
        return Trouble(line, "", "", told, tr("it does not have {most} cells, as the first line has", most=most))

    def _misquoted(self, line: int, taken: list[str]) -> Trouble:
        if max(map(len, taken)) > csv.field_size_limit():
            message = tr("a cell is longer than {n} characters; shorten it", n=number(csv.field_size_limit()))
            return Trouble(line, "", "", message)
        index, unclosed = misquoted_cell(taken[0], self.delimiter)
        name = self.header[index] if index < len(self.header) else ""
        if unclosed:
            message = tr("a quote opens here and is not closed as it should be; close it, or take it out")
        else:
            message = tr("a quote stands inside the text; write it twice there, or take it out")
        return Trouble(line, name, "", message)


def open_sheet(path: Path, *, encoding: str | None, delimiter: str | None) -> Sheet:
    """Open a table; what the mapping does not say of encoding and delimiter is found out from the file."""
    try:
        if path.exists() and not path.is_file():
            raise Refused(tr("The file cannot be read: {path}", path=path), tr("Name a file; a table is read twice."))
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(tr("The file is too large."), tr("A table is at most 1 GiB."))
        encoding = encoding_of(path, encoding)
        with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
            first = file.readline(LONGEST_LINE)
            delimiter = delimiter or _delimiter_of(first)
            file.seek(0)
            lines = Lines(file)
            header = [_cell(name) for name in _names(lines, csv.reader(lines, delimiter=delimiter, strict=True))]
    except OSError as error:
        raise Refused(tr("The file cannot be read: {path}", path=path), error.strerror or "") from error
    except (csv.Error, UnicodeError) as error:
        raise Refused(
            tr("The first line of the file names no columns: {path}", path=path), tr("Export it as CSV.")
        ) from error
    if not any(header):
        raise Refused(tr("The file is empty: {path}", path=path), tr("Its first line names the columns."))
    twice = [name for name, count in Counter(header).items() if name and count > 1]
    if twice:
        raise Refused(
            tr("Line 1 names a column twice: {names}", names=", ".join(twice)),
            tr("Give each column a name of its own."),
        )
    return Sheet(path, encoding, delimiter, tuple(header))


def refuse_missing(sheet: Sheet, wanted: Iterator[str]) -> None:
    """Refuse a table that lacks columns of its mapping, all of them at once."""
    missing = sorted({name for name in wanted if name and name not in sheet.header})
    if missing:
        known = tuple(name for name in sheet.header if name)
        raise Refused(
            tr("The table lacks columns that the mapping names."),
            "\n".join(
                (
                    *(f"{name}." + nearest(name, known) for name in missing),
                    tr("Its first line names: {names}.", names=", ".join(known)),
                )
            ),
        )


def _names(lines: Lines, reader: Iterator[list[str]]) -> list[str]:
    """Read the names of the columns, past the line with which a spreadsheet says what stands between them."""
    names = next(reader, [])
    if lines.at == 1 and lines.taken[0].lower().startswith(_NAMED_DELIMITER):
        names = next(reader, [])
    return names


def _delimiter_of(first: str) -> str:
    if first.lower().startswith(_NAMED_DELIMITER) and len(first.rstrip("\r\n")) == len(_NAMED_DELIMITER) + 1:
        return first[len(_NAMED_DELIMITER)]
    return max(DELIMITERS, key=first.count)


def _cell(text: str) -> str:
    """Return the text of a cell; what an export or a spreadsheet put around it is taken off again."""
    kept = text if text.isascii() else storable(text)
    if kept.startswith("'"):
        return undefused(kept)
    # So a spreadsheet is kept from taking the zeros off a number.
    if kept.startswith('="') and kept.endswith('"') and len(kept) > len('=""'):
        return kept[2:-1].strip()
    return kept.strip()
