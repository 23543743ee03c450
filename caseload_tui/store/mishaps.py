"""What went wrong with a store's files, in words that say what to do about it."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlcipher3 import dbapi2

from caseload_tui.errors import StoreUnusable
from caseload_tui.i18n import tr

_PRIMARY_CODE = 0xFF
_OF_THE_SYSTEM = {
    errno.ENOSPC: dbapi2.SQLITE_FULL,
    errno.EDQUOT: dbapi2.SQLITE_FULL,
    errno.EROFS: dbapi2.SQLITE_READONLY,
    errno.EACCES: dbapi2.SQLITE_CANTOPEN,
    errno.EPERM: dbapi2.SQLITE_CANTOPEN,
    errno.ENOENT: dbapi2.SQLITE_CANTOPEN,
    errno.ENOTDIR: dbapi2.SQLITE_CANTOPEN,
    errno.EISDIR: dbapi2.SQLITE_CANTOPEN,
    errno.EIO: dbapi2.SQLITE_IOERR,
}


class Unreadable(StoreUnusable):
    """There is no store that this key opens: it is missing, damaged, unencrypted or another's."""


@contextmanager
def mishaps_of(store: Path) -> Iterator[None]:
    """Turn a mishap of the database or the disk into a `StoreUnusable`; a bug stays what it is."""
    try:
        yield
    except (dbapi2.Error, OSError) as error:
        if mishap := explain(error, store):
            raise mishap from error
        raise


def explain(error: BaseException | None, store: Path) -> StoreUnusable | None:
    """Return what the user can do about a database's or the system's error, or None if it is a bug."""
    if isinstance(error, dbapi2.Error):
        code = (getattr(error, "sqlite_errorcode", None) or 0) & _PRIMARY_CODE
    elif isinstance(error, OSError):
        code = _OF_THE_SYSTEM.get(error.errno or 0, 0)
    else:
        return None
    match code:
        case dbapi2.SQLITE_BUSY | dbapi2.SQLITE_LOCKED:
            return busy()
        case dbapi2.SQLITE_FULL:
            return full()
        case dbapi2.SQLITE_NOTADB | dbapi2.SQLITE_CORRUPT:
            return damaged(store)
        case dbapi2.SQLITE_READONLY | dbapi2.SQLITE_PERM:
            return read_only(store)
        case dbapi2.SQLITE_CANTOPEN:
            return closed_off(store)
        case dbapi2.SQLITE_IOERR:
            return failing_disk(store)
    return None


def missing(store: Path) -> Unreadable:
    """Return that there is no store."""
    return Unreadable(
        tr("There is no store at {path}.", path=store),
        tr("Name another place with --store, or make a store with `caseload init`."),
    )


def busy() -> StoreUnusable:
    """Return that another program is writing."""
    return StoreUnusable(
        tr("The store is busy."),
        tr("Another program is writing to it. Nothing was written here; try again in a moment."),
    )


def full() -> StoreUnusable:
    """Return that the disk is full."""
    return StoreUnusable(
        tr("The disk is full."),
        tr("Nothing was written; what you typed is kept. Free some space and try again."),
    )


def damaged(store: Path) -> Unreadable:
    """Return that the content does not match the key."""
    return Unreadable(
        tr("The store cannot be read: {path}", path=store),
        tr("The file is damaged or belongs to another key. Leave it as it is and use `caseload restore`."),
    )


def unencrypted(store: Path) -> Unreadable:
    """Return that a file is an ordinary database."""
    return Unreadable(
        tr("This is not an encrypted store: {path}", path=store),
        tr("It is an ordinary database file. Nothing was changed in it; name another place with --store."),
    )


def read_only(store: Path) -> StoreUnusable:
    """Return that nothing can be written."""
    return StoreUnusable(
        tr("The store cannot be written to: {path}", path=store),
        tr("The file or its disk is read-only. Nothing was written; what you typed is kept."),
    )


def closed_off(store: Path) -> StoreUnusable:
    """Return that the files cannot be reached."""
    return StoreUnusable(
        tr("The store cannot be opened: {path}", path=store),
        tr("Check that its folder exists and that you may read and write there."),
    )


def failing_disk(store: Path) -> StoreUnusable:
    """Return that the disk failed."""
    return StoreUnusable(
        tr("The disk failed while using {path}", path=store),
        tr("What you typed is kept. Check the disk and its free space, try again, and run `caseload doctor`."),
    )
