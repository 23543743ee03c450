"""The keys of a store: one random database key, and the secrets that lead to it."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from caseload_tui.errors import StoreUnusable, WrongUse
from caseload_tui.i18n import tr
from caseload_tui.store import secret_text
from caseload_tui.store.connection import KEY_BYTES
from caseload_tui.store.files import create_private, keys_file, write_private
from caseload_tui.store.mishaps import mishaps_of, missing
from caseload_tui.store.slots import (
    STANDARD_COST,
    Cost,
    Purpose,
    Slot,
    make_slot,
    mark_of,
    slot_from_json,
    slot_to_json,
)

_VERSION = 1


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The key slots of one store; `mark` names the database key that they all wrap."""

    mark: str
    slots: tuple[Slot, ...]

    def open(self, secret: str) -> bytes | None:
        """Return the database key, or None if no slot opens with this secret."""
        spelled = secret_text.typed(secret)
        keys = (slot.open(spelled) for slot in self.slots)
        return next((key for key in keys if key is not None and mark_of(key) == self.mark), None)

    def with_only(self, *fresh: Slot, beside: Purpose | None = None) -> KeyRing:
        """Return the ring with these slots and those kept for one purpose, and no others."""
        return KeyRing(self.mark, (*(slot for slot in self.slots if slot.purpose is beside), *fresh))

    def as_bytes(self) -> bytes:
        """Return the ring as it stands in its file."""
        slots = [slot_to_json(slot) for slot in self.slots]
        return json.dumps({"version": _VERSION, "mark": self.mark, "slots": slots}, indent=1).encode() + b"\n"

    def create(self, store: Path) -> None:
        """Write the ring beside a store that has none."""
        with mishaps_of(store):
            create_private(keys_file(store), self.as_bytes())


class FreshKeys(NamedTuple):
    """What is made for a store: the ring to write, the database key, and the recovery key to print."""

    ring: KeyRing
    database_key: bytes
    recovery_key: str


def random_database_key() -> bytes:
    """Return a database key that no secret leads to, for a store that ends with the process."""
    return secrets.token_bytes(KEY_BYTES)


def create_keys(passphrase: str | None, *, recovery_key: str | None = None, cost: Cost = STANDARD_COST) -> FreshKeys:
    """Make the keys of a store, writing nothing; without a passphrase only the recovery key opens it.

    The passphrase may also be what a key file holds. A recovery key that was made beforehand can be given.
    """
    database_key = random_database_key()
    recovery = recovery_key or secret_text.generate()
    slots = [make_slot(secret_text.typed(recovery), Purpose.RECOVERY, database_key, cost)]
    if passphrase is not None:
        slots.append(_slot_for(passphrase, database_key, cost))
    return FreshKeys(KeyRing(mark_of(database_key), tuple(slots)), database_key, recovery)


def unlock(store: Path, secret: str) -> bytes:
    """Return the database key for a passphrase, recovery key or key file's content; a wrong one changes nothing."""
    key = read_ring(store).open(secret)
    if key is not None:
        return key
    if secret_text.is_mistyped(secret):
        raise StoreUnusable(
            tr("This recovery key contains a typing mistake."),
            tr("Compare it piece by piece with the printed one and type it again."),
        )
    raise StoreUnusable(
        tr("Wrong passphrase."),
        tr("The store was left as it is. Type the passphrase again, or use the recovery key."),
    )


def change_passphrase(store: Path, current: str, fresh: str, cost: Cost = STANDARD_COST) -> None:
    """Let a fresh passphrase open the store in place of every passphrase and key file; the recovery key stays.

    Backups made before keep the key slots of their day.
    """
    key = unlock(store, current)
    _replace(store, read_ring(store).with_only(_slot_for(fresh, key, cost), beside=Purpose.RECOVERY))


def renew_recovery_key(store: Path, current: str) -> str:
    """Return a fresh recovery key, which opens the store in place of the one before; passphrases stay."""
    key = unlock(store, current)
    recovery = secret_text.generate()
    slot = make_slot(secret_text.typed(recovery), Purpose.RECOVERY, key)
    others = tuple(other for other in read_ring(store).slots if other.purpose is not Purpose.RECOVERY)
    _replace(store, KeyRing(mark_of(key), (slot, *others)))
    return recovery


def read_ring(store: Path) -> KeyRing:
    """Read the key slots of a store."""
    path = keys_file(store)
    if not path.exists():
        raise _without_keys(path) if store.exists() else missing(store)
    with mishaps_of(path):
        content = path.read_bytes()
    try:
        data = json.loads(content)
        if data["version"] > _VERSION:
            raise StoreUnusable(
                tr("The key slots are of a later version: {path}", path=path),
                tr("Install a later version of this program."),
            )
        return KeyRing(str(data["mark"]), tuple(slot_from_json(slot) for slot in data["slots"]))
    except (ValueError, KeyError, TypeError) as error:
        raise StoreUnusable(
            tr("The key slots are damaged: {path}", path=path),
            tr("Put back the copy that stands beside the latest backup, or use `caseload restore`."),
        ) from error


def _slot_for(secret: str, database_key: bytes, cost: Cost) -> Slot:
    spelled = secret_text.typed(secret)
    if not spelled.strip():
        raise WrongUse(tr("The passphrase is empty."), tr("Choose one of at least a few words."))
    made = secret_text.generated(spelled) is not None
    return make_slot(spelled, Purpose.KEYFILE if made else Purpose.PASSPHRASE, database_key, cost)


def _replace(store: Path, ring: KeyRing) -> None:
    with mishaps_of(store):
        write_private(keys_file(store), ring.as_bytes())


def _without_keys(path: Path) -> StoreUnusable:
    return StoreUnusable(
        tr("The key slots of the store are missing: {path}", path=path),
        tr("Put back the copy that stands beside the latest backup; without it the store stays closed."),
    )
