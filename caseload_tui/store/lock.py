"""The store to oneself: one app, migration, restore or seeding at a time, with the holder's name for the others."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from caseload_tui.errors import StoreUnusable
from caseload_tui.i18n import tr
from caseload_tui.store.files import PRIVATE_FILE, holder_file, lock_file, make_private_folder, write_private
from caseload_tui.store.mishaps import mishaps_of


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a store to itself: what it is doing, where, and since when (ISO, local time)."""

    what: str
    host: str
    pid: int
    since: str


@contextmanager
def hold(store: Path, what: str) -> Iterator[None]:
    """Have the store to oneself; `what` (in the user's language) is what others are told meanwhile.

    The operating system lets go when the process ends, however it ends.
    """
    with mishaps_of(store):
        lock = _lock(store)
        try:
            lock.acquire()
        except Timeout as error:
            raise _taken(store) from error
    try:
        with mishaps_of(store):
            write_private(holder_file(store), json.dumps(asdict(_this_process(what))).encode())
        yield
    finally:
        holder_file(store).unlink(missing_ok=True)
        lock.release()


def is_held(store: Path) -> bool:
    """Say whether somebody, in whatever process, has the store to itself."""
    lock = _lock(store)
    try:
        lock.acquire()
    except Timeout:
        return True
    lock.release()
    return False


def read_holder(store: Path) -> Holder | None:
    """Return who last said to have the store to itself, or None if that cannot be read."""
    try:
        facts = json.loads(holder_file(store).read_bytes())
        return Holder(str(facts["what"]), str(facts["host"]), int(facts["pid"]), str(facts["since"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _lock(store: Path) -> FileLock:
    make_private_folder(store.parent)
    # A soft lock would outlive a crash, so a file system without real locks is an error instead.
    return FileLock(lock_file(store), blocking=False, mode=PRIVATE_FILE, thread_local=False, fallback_to_soft=False)


def _this_process(what: str) -> Holder:
    since = datetime.now().astimezone().isoformat(" ", "seconds")
    return Holder(what, socket.gethostname(), os.getpid(), since)


def _taken(store: Path) -> StoreUnusable:
    holder = read_holder(store)
    if holder is None:
        who = tr("Another program has it to itself.")
    else:
        who = tr(
            "{what} (process {pid} on {host}, since {since}) has it to itself.",
            what=holder.what,
            pid=holder.pid,
            host=holder.host,
            since=holder.since,
        )
    return StoreUnusable(
        tr("The store is in use: {path}", path=store), who + " " + tr("Close that first, then try again.")
    )
