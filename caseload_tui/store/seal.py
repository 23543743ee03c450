"""The seal: how long both journals were and how they ended, kept outside the database so that a cut tail shows."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from caseload_tui.errors import StoreUnusable
from caseload_tui.i18n import tr
from caseload_tui.store.files import PRIVATE_FILE, seal_file
from caseload_tui.store.mishaps import mishaps_of

_RECORD = 256
_CHECK = 16
_NONE = "-"


@dataclass(frozen=True, slots=True)
class Seal:
    """The number of entries of the facts and of the access log, and the hash of the last entry of each."""

    facts_count: int
    facts_head: str
    access_count: int
    access_head: str


def read_seal(store: Path) -> Seal | None:
    """Return the latest seal, or None if the store was never sealed; a damaged seal is a `StoreUnusable`."""
    with mishaps_of(store):
        content = _content(store)
    if content is None:
        return None
    records = _records(content)
    if not records:
        raise StoreUnusable(
            tr("The seal of the journals is damaged: {path}", path=seal_file(store)),
            tr("Nobody can say whether their last entries are missing. Run `caseload doctor`."),
        )
    return records[-1][1]


def write_seal(store: Path, seal: Seal) -> None:
    """Write the seal after the entries that it counts were saved; it takes the place of the older of two records.

    A power cut can spoil only the record being written. What is left then is one save behind, and still true: the
    journal holds that head at that count.
    """
    with mishaps_of(store):
        descriptor = os.open(seal_file(store), os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        with os.fdopen(descriptor, "r+b", buffering=0) as file:
            records = _records(file.read(2 * _RECORD))
            serial = records[-1][0] + 1 if records else 1
            file.seek(serial % 2 * _RECORD)
            file.write(_line(serial, seal))


def copy_of_seal(store: Path) -> bytes | None:
    """Return the file's content, to stand beside a backup; None if the store was never sealed."""
    with mishaps_of(store):
        return _content(store)


def _content(store: Path) -> bytes | None:
    try:
        return seal_file(store).read_bytes()
    except FileNotFoundError:
        return None


def _line(serial: int, seal: Seal) -> bytes:
    heads = (seal.facts_head or _NONE, seal.access_head or _NONE)
    text = f"{serial} {seal.facts_count} {heads[0]} {seal.access_count} {heads[1]}"
    line = f"{text} {_check(text)}"
    if len(line.split(" ")) != 6 or len(line) >= _RECORD:
        raise ValueError("the head of a journal is a hash without spaces")
    return line.encode("ascii").ljust(_RECORD - 1) + b"\n"


def _records(content: bytes) -> list[tuple[int, Seal]]:
    """Return the whole records with their serial numbers, the latest last."""
    pieces = (content[at : at + _RECORD] for at in (0, _RECORD))
    found = (_record(piece.decode("ascii", "replace").strip()) for piece in pieces)
    return sorted((record for record in found if record), key=lambda record: record[0])


def _record(line: str) -> tuple[int, Seal] | None:
    text, _, check = line.rpartition(" ")
    if not text or check != _check(text):
        return None
    serial, facts_count, facts_head, access_count, access_head = text.split(" ")
    heads = ("" if head == _NONE else head for head in (facts_head, access_head))
    return int(serial), Seal(int(facts_count), next(heads), int(access_count), next(heads))


def _check(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_CHECK]
