"""A table of another system: CSV in whatever encoding, read row by row with the lines they stand on."""

from __future__ import annotations

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from caseload_tui.domain.people import storable
from caseload_tui.errors import Refused
from caseload_tui.frameworks.problems import nearest
from caseload_tui.i18n import tr

UTF_8, UTF_16, WESTERN = "utf-8-sig", "utf-16", "windows-1252"
DELIMITERS = (";", ",", "\t", "|")
LARGEST_FILE = 1024 * 1024 * 1024
_DEFUSED = tuple(f"'{sign}" for sign in "=+-@\t\r\n＝＋－＠")


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be read, and why."""

    line: int
    message: str


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

    def rows(self) -> Iterator[Row | Fault]:
        """Yield each row, or why it cannot be read; empty lines are passed over."""
        with self.path.open(encoding=self.encoding, errors="surrogateescape", newline="") as file:
            reader = csv.reader(file, delimiter=self.delimiter, strict=True)
            next(reader)
            while True:
                line = reader.line_num + 1
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error:
                    yield Fault(line, tr("its quotes do not match, or a cell is far too long"))
                    continue
                if any(cells):
                    yield self._row(line, cells)

    def _row(self, line: int, cells: list[str]) -> Row | Fault:
        if len(cells) != len(self.header):
            return Fault(line, tr("it has {n} cells, the first line has {most}", n=len(cells), most=len(self.header)))
        if any("\udc80" <= letter <= "\udcff" for cell in cells if not cell.isascii() for letter in cell):
            return Fault(line, tr("it is not written in {encoding}", encoding=self.encoding.removesuffix("-sig")))
        return Row(line, dict(zip(self.header, map(_cell, cells), strict=True)))


def open_sheet(path: Path, *, encoding: str | None, delimiter: str | None) -> Sheet:
    """Open a table; what the mapping does not say of encoding and delimiter is found out from the file."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused(tr("The file is too large."), tr("A table is at most 1 GiB."))
        encoding = _known(encoding) if encoding else _encoding_of(path)
        with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
            first = file.readline()
            delimiter = delimiter or max(DELIMITERS, key=first.count)
            file.seek(0)
            header = [_cell(name) for name in next(csv.reader(file, delimiter=delimiter, strict=True), ())]
    except OSError as error:
        raise Refused(tr("The file cannot be read: {path}", path=path), error.strerror or "") from error
    except (csv.Error, UnicodeError) as error:
        raise Refused(tr("The file is no table: {path}", path=path), tr("Export it as CSV.")) from error
    if not any(header):
        raise Refused(tr("The file is empty: {path}", path=path), tr("Its first line names the columns."))
    twice = [name for name, count in Counter(header).items() if name and count > 1]
    if twice:
        raise Refused(
            tr("A column stands in the file twice: {name}", name=twice[0]), tr("Give each column a name of its own.")
        )
    return Sheet(path, encoding, delimiter, tuple(header))


def refuse_missing(sheet: Sheet, wanted: Iterator[str]) -> None:
    """Refuse a table that lacks columns of its mapping, all of them at once."""
    missing = sorted({name for name in wanted if name and name not in sheet.header})
    if missing:
        raise Refused(
            tr("The table lacks columns that the mapping names."),
            "\n".join((f"{name}." + nearest(name, (known for known in sheet.header if known))) for name in missing),
        )


def _cell(text: str) -> str:
    """Return the text of a cell; an apostrophe with which an export defused it is taken off again."""
    kept = storable(text) if not text.isascii() or "\0" in text else text
    return kept[1:] if kept.startswith(_DEFUSED) else kept.strip()


def _known(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
    except LookupError as error:
        raise Refused(tr("There is no encoding “{name}”.", name=encoding), tr("Most files are utf-8.")) from error
    return UTF_8 if name == "utf-8" else name


def _encoding_of(path: Path) -> str:
    """Return how a file is written: UTF-8, unless not one of its lines with more than ASCII is."""
    fits, others = 0, 0
    with path.open("rb") as file:
        if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return UTF_16
        file.seek(0)
        for line in file:
            if not line.isascii():
                try:
                    line.decode("utf-8")
                    fits += 1
                except UnicodeDecodeError:
                    others += 1
    return WESTERN if others and not fits else UTF_8
