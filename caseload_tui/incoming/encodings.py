"""In what encoding a table is written, as its bytes show."""

from __future__ import annotations

import codecs
import io
import re
from pathlib import Path

from caseload_tui.errors import Refused
from caseload_tui.i18n import tr

UTF_8, UTF_16, WESTERN = "utf-8-sig", "utf-16", "windows-1252"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF16_LE, UTF_16),
    (codecs.BOM_UTF16_BE, UTF_16),
)
_NO_TEXT = ((b"PK\x03\x04", "XLSX"), (b"\xd0\xcf\x11\xe0", "XLS"), (b"%PDF", "PDF"))
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_FIRST_BYTES = 1024
_LONGEST_PIECE = 1024 * 1024


def encoding_of(path: Path, said: str | None) -> str:
    """Return how a file is written: as was said, as its first bytes say, or as its letters show."""
    known = _known(said) if said else None
    with path.open("rb") as file:
        first = file.read(_FIRST_BYTES)
    for mark, form in _NO_TEXT:
        if first.startswith(mark):
            raise Refused(
                tr("The file is no table of text but {form}: {path}", form=form, path=path),
                tr("Open it in a spreadsheet and save it as CSV."),
            )
    marked = next((name for mark, name in _MARKS if first.startswith(mark)), None)
    if known and marked and not marked.startswith(known.removesuffix("-sig").removesuffix("-le").removesuffix("-be")):
        raise Refused(
            tr("The file is not written in {encoding}.", encoding=said),
            tr("It begins with the mark of {encoding}; leave `encoding` out.", encoding=marked.removesuffix("-sig")),
        )
    return marked or known or _unmarked_utf_16(first) or _by_letters(path)


def _known(encoding: str) -> str:
    try:
        name = codecs.lookup(encoding).name
        # Some codecs are of no text at all.
        io.TextIOWrapper(io.BytesIO(), encoding=name).close()
    except (LookupError, UnicodeError) as error:
        raise Refused(tr("There is no encoding “{name}”.", name=encoding), tr("Most files are utf-8.")) from error
    return UTF_8 if name == "utf-8" else name


def _unmarked_utf_16(first: bytes) -> str | None:
    """Return which UTF-16 it is where every other byte of the beginning is none."""
    pairs = len(first) // 2
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if pairs and first[offset::2].count(0) > 0.7 * pairs and not first[1 - offset :: 2].count(0):
            return name
    return None


def _by_letters(path: Path) -> str:
    """Return UTF-8, unless none of the letters beyond ASCII is written so."""
    beyond = False
    with path.open("rb") as file:
        while piece := file.readline(_LONGEST_PIECE):
            for letters in () if piece.isascii() else _BEYOND_ASCII.findall(piece):
                beyond = True
                try:
                    letters.decode("utf-8")
                except UnicodeDecodeError:
                    continue
                return UTF_8
    return WESTERN if beyond else UTF_8
