"""Backups: whole encrypted copies that were opened and checked before they count, and the way back."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from caseload_tui.errors import Refused, StoreUnusable
from caseload_tui.i18n import tr
from caseload_tui.progress import tell
from caseload_tui.store import mishaps
from caseload_tui.store.connection import connect
from caseload_tui.store.files import (
    backups_folder,
    beside,
    keys_file,
    make_private_folder,
    put_in_place,
    refuse_existing,
    seal_file,
    write_private,
)
from caseload_tui.store.keys import read_ring
from caseload_tui.store.lock import hold
from caseload_tui.store.places import refuse_unsafe_place
from caseload_tui.store.seal import copy_of_seal
from caseload_tui.store.slots import mark_of

KEPT = 10
_PAGES = 2_000
"""So many pages are copied between two looks at who waits."""
_ENDING = ".store"
_PARTS = ("", "-wal", "-shm", "-journal")


def back_up(store: Path, key: bytes, target: Path | None = None, *, keep: int = KEPT) -> Path:
    """Copy a store, with its key slots and seal, and return the copy once it has been opened and checked.

    Without a target the copy joins the store's own backups, of which the latest `keep` stay. A target is a file that
    does not exist yet or a folder; it may be anywhere, since nobody works in it. Others may go on working meanwhile.
    """
    path = _place_for(store, target)
    with mishaps.mishaps_of(path):
        make_private_folder(path.parent)
        # Before the pages: a seal that is a save behind is true of the copy, one that is ahead is not.
        seal = copy_of_seal(store)
        unfinished = beside(path, ".unfinished")
        try:
            _copy(store, unfinished, key)
            if keys_file(store).exists():
                write_private(keys_file(path), keys_file(store).read_bytes())
            if seal is not None:
                write_private(seal_file(path), seal)
            put_in_place(unfinished, path)
        except BaseException:
            _remove(path)
            raise
        finally:
            _remove(unfinished)
    if target is None:
        _thin_out(store, keep)
    return path


def list_backups(store: Path) -> list[Path]:
    """Return the store's own backups, the latest first."""
    return sorted(backups_folder(store).glob(f"*{_ENDING}"), reverse=True)


def remove_backups(store: Path) -> int:
    """Remove all of the store's own backups and what was set aside, as erasure asks; return how many backups."""
    count = len(list_backups(store))
    if backups_folder(store).exists():
        shutil.rmtree(backups_folder(store))
    return count


def check(path: Path, key: bytes) -> None:
    """Read a backup that nobody works in through, every page of it; `Unreadable` if any of it is damaged."""
    with mishaps.mishaps_of(path), closing(connect(path, key)) as connection:
        # Of a store in use this would be untrue: it reads past those who write.
        if connection.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
            raise mishaps.damaged(path)
        _check_content(connection, path)


def check_in_use(store: Path, key: bytes) -> None:
    """Read a store through while others may work in it; `Unreadable` if anything that is stored is damaged."""
    with mishaps.mishaps_of(store), closing(connect(store, key)) as connection:
        _check_content(connection, store)


def restore(backup: Path, store: Path, key: bytes) -> None:
    """Put a backup in a store's place after checking it, with the store to oneself.

    What the store held is backed up first, or set aside among its backups if it cannot be read. The key slots of the
    store stay if they go with the key, so that today's passphrase goes on opening it.
    """
    if backup.resolve() == store.resolve():
        raise Refused(tr("A store cannot be restored from itself."), tr("Name a backup."))
    refuse_unsafe_place(store)
    with hold(store, tr("Restoring a backup")), mishaps.mishaps_of(store):
        check(backup, key)
        readable = _is_readable(store, key)
        if readable:
            # Without thinning out, which could remove the very backup that is asked for.
            back_up(store, key, keep=len(list_backups(store)) + 1)
        else:
            _set_aside(store)
        _restore_companions(backup, store, key)
        if readable:
            _overwrite(store, backup, key)
        else:
            _put_in_place(store, backup, key)


def _place_for(store: Path, target: Path | None) -> Path:
    if target is None:
        return backups_folder(store) / f"{_stamp()}{_ENDING}"
    path = target / f"{store.stem}-{_stamp()}{_ENDING}" if target.is_dir() else target
    refuse_existing(path, keys_file(path), seal_file(path))
    return path


def _stamp() -> str:
    """Return the moment as a file name that sorts by age; the machine's clock, whatever day the program plays."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H%M%S-%fZ")


def _copy(source: Path, target: Path, key: bytes) -> None:
    """Make an encrypted copy under the same key, and read it through."""
    _remove(target)
    with closing(connect(source, key)) as reader, closing(connect(target, key, create=True)) as writer:
        reader.backup(writer, pages=_PAGES, progress=_copied)
    check(target, key)


def _copied(status: int, remaining: int, total: int) -> None:
    """Tell how far copying is."""
    tell(tr("copying the store"), total - remaining, total)


def _check_content(connection: Any, path: Path) -> None:
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        raise mishaps.damaged(path)


def _is_readable(store: Path, key: bytes) -> bool:
    try:
        check_in_use(store, key)
    except mishaps.Unreadable:
        return False
    return True


def _restore_companions(backup: Path, store: Path, key: bytes) -> None:
    """Put the seal back before the pages: the older one is true of both states, should the power fail between."""
    seal = copy_of_seal(backup)
    if seal is None:
        seal_file(store).unlink(missing_ok=True)
    else:
        write_private(seal_file(store), seal)
    if not _keys_fit(store, key) and keys_file(backup).exists():
        write_private(keys_file(store), keys_file(backup).read_bytes())


def _keys_fit(store: Path, key: bytes) -> bool:
    try:
        return read_ring(store).mark == mark_of(key)
    except StoreUnusable:
        return False


def _overwrite(store: Path, backup: Path, key: bytes) -> None:
    """Write the backup's pages into the store as one transaction, which commands beside it respect."""
    with closing(connect(backup, key)) as reader, closing(connect(store, key)) as writer:
        reader.backup(writer, pages=_PAGES, progress=_copied)
        _check_content(writer, store)


def _put_in_place(store: Path, backup: Path, key: bytes) -> None:
    fresh = beside(store, ".restoring")
    try:
        _copy(backup, fresh, key)
        put_in_place(fresh, store)
    finally:
        _remove(fresh)


def _set_aside(store: Path) -> None:
    """Move what cannot be read to the backups; a log left behind would be replayed into the restored file."""
    aside = backups_folder(store) / f"{_stamp()}-unreadable"
    make_private_folder(aside.parent)
    for companion in (keys_file, seal_file):
        if companion(store).exists():
            write_private(companion(aside), companion(store).read_bytes())
    for ending in _PARTS:
        if beside(store, ending).exists():
            put_in_place(beside(store, ending), beside(aside, ending))


def _thin_out(store: Path, keep: int) -> None:
    for backup in list_backups(store)[keep:]:
        _remove(backup)


def _remove(path: Path) -> None:
    for part in (keys_file(path), seal_file(path), *(beside(path, ending) for ending in _PARTS)):
        part.unlink(missing_ok=True)
