"""Key files: a secret on the first line of a file, so that scripts need no prompt."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from caseload_tui.errors import StoreUnusable
from caseload_tui.i18n import tr
from caseload_tui.store import secret_text
from caseload_tui.store.files import beside, create_private, refuse_existing
from caseload_tui.store.mishaps import mishaps_of

_LONGEST = 4096


class KeyFile(NamedTuple):
    """The secret of a key file, and the recovery key that was written beside it."""

    secret: str
    recovery_key: str


def read_secret(path: Path) -> str:
    """Return the first line of a key file, made by the program or written by a person."""
    try:
        with path.open("rb") as file:
            first = file.readline(_LONGEST)
        secret = first.decode("utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreUnusable(
            tr("The key file cannot be read: {path}", path=path),
            tr("Check its name, and that its first line is the passphrase as plain text."),
        ) from error
    if not secret.strip():
        raise StoreUnusable(tr("The key file is empty: {path}", path=path), tr("Put the passphrase on its first line."))
    return secret


def recovery_file(path: Path) -> Path:
    """Return where the recovery key is written for a key file that the program makes."""
    return beside(path, ".recovery")


def make_key_file(path: Path) -> KeyFile:
    """Write a fresh secret and, beside it, a recovery key; give both to `create_keys`. Nothing is overwritten."""
    made = KeyFile(secret_text.generate(), secret_text.generate())
    recovery = recovery_file(path)
    refuse_existing(path, recovery)
    with mishaps_of(path):
        create_private(recovery, made.recovery_key.encode() + b"\n")
        create_private(path, made.secret.encode() + b"\n")
    return made
