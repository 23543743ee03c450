"""The chain of a journal: each entry's link hashes the link before it and the entry's own salted digest.

The salt keeps a digest from being guessed back to what it was made of, once that is erased.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from caseload_tui.i18n import tr

START = "0" * 64
"""The link before the first entry."""
_SALT_BYTES = 16

as_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Returns JSON as it stands in the journal and in an export."""


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

    def values(self, payload: str | None) -> tuple[int, str | None, str, str]:
        """What the journal keeps, in its order: without a payload nobody needs the salt."""
        return self.seq, None if payload is None else self.salt, self.digest, self.link


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


@dataclass(frozen=True, slots=True)
class Link:
    """One stored entry, to be examined; without a salt it was erased and only its digest is left."""

    seq: int
    salt: str | None
    digest: str
    link: str
    line: str


def first_break(links: Iterable[Link], sealed_count: int, sealed_head: str) -> str | None:
    """Return where a journal is broken first, in words; None if it is whole and holds what was sealed."""
    seq, previous = 0, START
    for link in links:
        seq += 1
        if link.seq != seq:
            return tr("entry {seq} is missing", seq=seq)
        if link.salt is not None and digest_of(link.salt, link.line) != link.digest:
            return tr("entry {seq} is not what was written", seq=seq)
        if link_of(previous, link.digest) != link.link:
            return tr("entry {seq} does not follow the one before it", seq=seq)
        if seq == sealed_count and link.link != sealed_head:
            return tr("entry {seq} is not the one that was sealed", seq=seq)
        previous = link.link
    if seq < sealed_count:
        return tr("entry {first} is missing, and all that came after it up to {last}", first=seq + 1, last=sealed_count)
    return None


def canonical(**keys: object) -> str:
    """Return an entry as one line of JSON, keys in the order given."""
    return as_text(keys)
