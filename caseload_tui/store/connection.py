"""One connection to the encrypted database file: its key, its safety settings, and proof that they hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from caseload_tui.errors import StoreUnusable
from caseload_tui.i18n import tr
from caseload_tui.store import mishaps
from caseload_tui.store.files import create_private

KEY_BYTES = 32
BUSY_SECONDS = 5.0
_PLAIN_HEADER = b"SQLite format 3\0"
_PRAGMAS = (
    ("journal_mode", "WAL", "wal"),
    ("synchronous", "FULL", 2),
    ("fullfsync", "ON", 1),
    ("checkpoint_fullfsync", "ON", 1),
    ("foreign_keys", "ON", 1),
    ("temp_store", "MEMORY", 2),
    ("secure_delete", "ON", 1),
)


def connect(store: Path, key: bytes, *, create: bool = False, busy_seconds: float = BUSY_SECONDS) -> Any:
    """Open the encrypted database with its 32-byte key, in autocommit mode, usable from any one thread at a time.

    A store that is missing, empty, unencrypted, damaged or of another key is refused and left as it is; one is made
    only when asked for, and only where nothing stands.
    """
    with mishaps.mishaps_of(store):
        if create:
            create_private(store, b"")
        else:
            _refuse_what_is_no_store(store)
        try:
            return _open(store, key, busy_seconds)
        except BaseException:
            if create:
                store.unlink(missing_ok=True)
            raise


def _refuse_what_is_no_store(store: Path) -> None:
    if not store.exists():
        raise mishaps.missing(store)
    with store.open("rb") as file:
        header = file.read(len(_PLAIN_HEADER))
    if header == _PLAIN_HEADER:
        raise mishaps.unencrypted(store)
    if not header:
        raise mishaps.damaged(store)


def _open(store: Path, key: bytes, busy_seconds: float) -> Any:
    if len(key) != KEY_BYTES:
        raise ValueError(f"a database key has {KEY_BYTES} bytes, not {len(key)}")
    # mode=rw: a store that vanishes just before this line is not made anew as an empty one.
    address = f"{store.resolve().as_uri()}?mode=rw"
    connection = dbapi2.connect(address, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    try:
        _secure(connection, key)
    except BaseException:
        connection.close()
        raise
    return connection


def _secure(connection: Any, key: bytes) -> None:
    if connection.execute("PRAGMA cipher_version").fetchone() is None:
        raise StoreUnusable(
            tr("This installation cannot encrypt."),
            tr("Its database library was built without encryption; install sqlcipher3 again."),
        )
    # Before the key: a wrong one would otherwise be reported on standard error, over the screen.
    connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"").fetchall()
    for name, setting, _ in _PRAGMAS:
        connection.execute(f"PRAGMA {name} = {setting}").fetchall()
    wrong = [name for name, _, held in _PRAGMAS if connection.execute(f"PRAGMA {name}").fetchone()[0] != held]
    if wrong:
        raise StoreUnusable(
            tr("The store cannot be used safely here."),
            tr("The database refuses these settings: {settings}.", settings=", ".join(wrong)),
        )
