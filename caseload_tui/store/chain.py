"""The chain of a journal: each entry's link hashes the link before it and the entry's own salted digest.

The salt keeps a digest from being guessed back to what it was made of, once that is erased.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass

START = "0" * 64
"""The link before the first entry."""
_SALT_BYTES = 16


@dataclass(frozen=True, slots=True)
class Head:
    """Where a journal ends: the number of its last entry, which is their count, and its link."""

    seq: int = 0
    link: str = START


@dataclass(frozen=True, slots=True)
class Hashes:
    """What chains one entry to those before it."""

    seq: int
    salt: str
    digest: str
    link: str


def chained(head: Head, lines: list[str]) -> list[Hashes]:
    """Return what chains these entries, in order, behind the head."""
    salts = secrets.token_hex(_SALT_BYTES * len(lines))
    width = 2 * _SALT_BYTES
    result, seq, link = [], head.seq, head.link
    for place, line in enumerate(lines):
        salt = salts[place * width : (place + 1) * width]
        digest = digest_of(salt, line)
        seq, link = seq + 1, link_of(link, digest)
        result.append(Hashes(seq, salt, digest, link))
    return result


def digest_of(salt: str, line: str) -> str:
    """Return the salted hash of an entry's canonical line."""
    return hashlib.sha256(f"{salt}{line}".encode()).hexdigest()


def link_of(previous: str, digest: str) -> str:
    """Return the link of an entry behind the previous link."""
    return hashlib.sha256(f"{previous}{digest}".encode()).hexdigest()


def canonical(**keys: object) -> str:
    """Return an entry as one line of JSON, keys in the order given."""
    return json.dumps(keys, ensure_ascii=False, separators=(",", ":"))
