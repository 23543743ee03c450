"""Key slots: the database key, wrapped once for each secret that opens the store."""

from __future__ import annotations

import base64
import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from caseload_tui.store import secret_text

_KEY_BYTES = 32
_SALT_BYTES = 16
_WRAPPED_BYTES = 40
_PURPOSE_OF_WRAP = b"caseload key slot 1"
_PURPOSE_OF_MARK = b"caseload key mark 1"


class Purpose(StrEnum):
    """What kind of secret opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a purpose
    RECOVERY = "recovery"
    KEYFILE = "keyfile"


class Kdf(StrEnum):
    """How a secret becomes a key: slowly for what people think up, at once for what the program made."""

    ARGON2ID = "argon2id"
    HKDF = "hkdf-sha256"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs; the default is RFC 9106's for memory-bound machines, about 0.2 s."""

    iterations: int = 3
    lanes: int = 4
    memory_kib: int = 64 * 1024

    def __post_init__(self) -> None:
        within = 1 <= self.iterations <= 64 and 1 <= self.lanes <= 16
        if not within or not 8 * self.lanes <= self.memory_kib <= 1024 * 1024:
            raise ValueError("the cost of a key slot is out of bounds")


STANDARD_COST = Cost()


@dataclass(frozen=True, slots=True)
class Slot:
    """One secret's way to the database key."""

    id: str
    purpose: Purpose
    kdf: Kdf
    salt: bytes
    cost: Cost | None
    wrapped: bytes

    def open(self, secret: str) -> bytes | None:
        """Return the database key, or None if this secret (in its one spelling) is not the slot's."""
        if (self.kdf is Kdf.HKDF) != (secret_text.generated(secret) is not None):
            return None
        try:
            return aes_key_unwrap(_derive(secret, self.salt, self.cost), self.wrapped)
        except InvalidUnwrap:
            return None


def make_slot(secret: str, purpose: Purpose, database_key: bytes, cost: Cost = STANDARD_COST) -> Slot:
    """Wrap the database key for a secret in its one spelling."""
    made = secret_text.generated(secret) is not None
    slot_cost = None if made else cost
    salt = os.urandom(_SALT_BYTES)
    wrapped = aes_key_wrap(_derive(secret, salt, slot_cost), database_key)
    return Slot(str(uuid.uuid4()), purpose, Kdf.HKDF if made else Kdf.ARGON2ID, salt, slot_cost, wrapped)


def mark_of(database_key: bytes) -> str:
    """Return a name for a database key that tells nothing about it: which key slots go with which store."""
    return HKDF(SHA256(), 8, None, _PURPOSE_OF_MARK).derive(database_key).hex()


def slot_to_json(slot: Slot) -> dict[str, object]:
    """Return a slot as plain data."""
    cost = slot.cost
    params = {"iterations": cost.iterations, "lanes": cost.lanes, "memory_kib": cost.memory_kib} if cost else {}
    return {
        "id": slot.id,
        "purpose": slot.purpose.value,
        "kdf": slot.kdf.value,
        "salt": base64.b64encode(slot.salt).decode(),
        "params": params,
        "wrapped": base64.b64encode(slot.wrapped).decode(),
    }


def slot_from_json(data: Mapping[str, Any]) -> Slot:
    """Read a slot; KeyError, TypeError or ValueError if it is not one."""
    kdf = Kdf(data["kdf"])
    salt, wrapped = (base64.b64decode(data[name], validate=True) for name in ("salt", "wrapped"))
    if len(salt) < _SALT_BYTES or len(wrapped) != _WRAPPED_BYTES:
        raise ValueError("the salt or the key of a slot is cut short")
    cost = Cost(**data["params"]) if kdf is Kdf.ARGON2ID else None
    return Slot(str(data["id"]), Purpose(data["purpose"]), kdf, salt, cost, wrapped)


def _derive(secret: str, salt: bytes, cost: Cost | None) -> bytes:
    content = secret.encode("utf-8", "surrogatepass")
    if cost is None:
        return HKDF(SHA256(), _KEY_BYTES, salt, _PURPOSE_OF_WRAP).derive(content)
    slow = Argon2id(
        salt=salt,
        length=_KEY_BYTES,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return slow.derive(content)
