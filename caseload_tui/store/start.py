"""The start of a practice store: a sealed copy beside it, by which it can be put back whatever became of it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from caseload_tui.errors import Refused, StoreUnusable
from caseload_tui.i18n import tr
from caseload_tui.store.backup import back_up, remove_backups
from caseload_tui.store.files import beside, keys_file, make_private_folder, seal_file, write_private
from caseload_tui.store.keys import read_ring
from caseload_tui.store.lock import hold
from caseload_tui.store.mishaps import mishaps_of

_ENDING = ".start"
_COPY = "office.store"
_SEALED = "sealed.json"
_SALT_BYTES = 16
_LOGS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class _Sealed:
    """What the start was when it was kept: a digest of each of its files, and by what the store is known."""

    digests: Mapping[str, str]
    salts: tuple[str, ...]
    mark: str = ""
    """What the store was handed out as, in a form that only its key makes."""


def start_folder(store: Path) -> Path:
    """Return the folder with the start of a practice store."""
    return beside(store, _ENDING)


def has_start(store: Path) -> bool:
    """Tell whether the start of the store was kept."""
    return (start_folder(store) / _SEALED).exists()


def started_stores(folder: Path) -> tuple[Path, ...]:
    """Return the stores of a folder whose start was kept, by name; a store itself may be gone."""
    starts = sorted(path for path in folder.glob(f"*{_ENDING}") if (path / _SEALED).exists())
    return tuple(path.with_name(path.name.removesuffix(_ENDING)) for path in starts)


def keep_start(store: Path, key: bytes, mark: str) -> None:
    """Keep the store as it is now, in the place of an earlier start; nobody may be at work in it."""
    folder = start_folder(store)
    with mishaps_of(store):
        if folder.exists():
            shutil.rmtree(folder)
        make_private_folder(folder)
        try:
            copy = back_up(store, key, folder / _COPY)
            digests = {part.name: _digest(part) for part in _parts(copy)}
            known = [_salt(store), _salt(copy)]
            text = json.dumps({"digests": digests, "salts": known, "mark": mark}, indent=1)
            write_private(folder / _SEALED, text.encode() + b"\n")
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise


def mark_of_start(store: Path) -> str | None:
    """Return as what the store was handed out; None where no start was kept of it."""
    if not has_start(store):
        return None
    mark = _read_seal(store).mark
    if not mark:
        raise _damaged(store)
    return mark


def put_back(store: Path) -> None:
    """Put the start in the place of the store, with the store to oneself; its secrets are those of then, too.

    That needs no secret, and works on a store that is damaged or gone. A store that did not begin there is refused.
    """
    if not has_start(store):
        raise Refused(
            tr("No start was kept of {path}.", path=store),
            tr("Only practice stores that a training made can be put back; `caseload restore` puts a backup back."),
        )
    copy = start_folder(store) / _COPY
    sealed = _read_seal(store)
    if any(sealed.digests.get(part.name) != _digest(part) for part in _parts(copy)):
        raise _damaged(store)
    _refuse_another(store, copy, sealed.salts)
    with hold(store, tr("Putting the practice store back")), mishaps_of(store):
        # A log that stayed behind would be replayed into the pages of the start.
        for ending in _LOGS:
            beside(store, ending).unlink(missing_ok=True)
        remove_backups(store)
        write_private(seal_file(store), seal_file(copy).read_bytes())
        write_private(keys_file(store), keys_file(copy).read_bytes())
        write_private(store, copy.read_bytes())


def _parts(copy: Path) -> tuple[Path, ...]:
    return copy, keys_file(copy), seal_file(copy)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _salt(store: Path) -> str:
    """Return the random bytes that every encrypted file begins with, by which it is known without its key."""
    with store.open("rb") as file:
        return file.read(_SALT_BYTES).hex()


def _read_seal(store: Path) -> _Sealed:
    with mishaps_of(store):
        content = (start_folder(store) / _SEALED).read_bytes()
    try:
        sealed = json.loads(content)
        return _Sealed(dict(sealed["digests"]), tuple(sealed["salts"]), str(sealed.get("mark", "")))
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(store) from error


def _damaged(store: Path) -> StoreUnusable:
    return StoreUnusable(tr("The start of {path} is damaged.", path=store), tr("Make the practice stores anew."))


def _refuse_another(store: Path, copy: Path, salts: tuple[str, ...]) -> None:
    """Refuse a store that stands where the practice store stood, and is another one: it may be real work."""
    if not store.exists() or _salt(store) in salts:
        return
    try:
        if read_ring(store).mark == read_ring(copy).mark:
            return
    except StoreUnusable:
        pass
    raise Refused(
        tr("{path} is not the practice store that was handed out.", path=store),
        tr("It was left as it is. If it may go, remove it and try again."),
    )
