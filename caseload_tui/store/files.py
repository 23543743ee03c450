"""Files that only their owner may read, written whole or not at all, and the names of a store's companions."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from caseload_tui.errors import Refused
from caseload_tui.i18n import tr

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def keys_file(store: Path) -> Path:
    """Return the file with the store's key slots."""
    return beside(store, ".keys")


def lock_file(store: Path) -> Path:
    """Return the file that the operating system locks for whoever has the store to itself."""
    return beside(store, ".lock")


def holder_file(store: Path) -> Path:
    """Return the file that says who has the store to itself."""
    return beside(store, ".holder")


def seal_file(store: Path) -> Path:
    """Return the file with the count and head of both journals."""
    return beside(store, ".seal")


def backups_folder(store: Path) -> Path:
    """Return the folder with the store's own backups."""
    return beside(store, ".backups")


def beside(store: Path, ending: str) -> Path:
    """Return the companion of a store whose name has this ending."""
    return store.with_name(store.name + ending)


def make_private_folder(folder: Path) -> None:
    """Make the folder and those above it that are missing, readable by their owner only."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def create_private(path: Path, content: bytes) -> None:
    """Write a file that must not exist yet; what stands there is never overwritten."""
    make_private_folder(path.parent)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    except FileExistsError as error:
        raise _in_the_way(path) from error
    try:
        _fill(descriptor, content)
        sync_folder(path.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def refuse_existing(*paths: Path) -> None:
    """Refuse names that are taken, before anything is written."""
    for path in paths:
        if path.exists():
            raise _in_the_way(path)


def write_private(path: Path, content: bytes) -> None:
    """Replace a file in one step, so that a reader or a power cut finds the old or the fresh content, whole."""
    make_private_folder(path.parent)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        _fill(descriptor, content)
        put_in_place(Path(name), path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def put_in_place(finished: Path, path: Path) -> None:
    """Give a finished file its name, taking the place of what had it, and make that last."""
    finished.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut; Windows does so by itself and cannot be asked."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _in_the_way(path: Path) -> Refused:
    return Refused(tr("{path} already exists.", path=path), tr("Nothing was overwritten; choose another name."))


def _fill(descriptor: int, content: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
