"""Secrets as people and files write them: passphrases, and keys made by the program that are typed over from paper."""

from __future__ import annotations

import base64
import hashlib
import secrets
import unicodedata

_SECRET_BYTES = 20
_SECRET_LETTERS = 32
_CHECK_LETTERS = 4
_GROUP = 4
# No I, L, O and U: what is typed over from paper is mistaken for 1 and 0, or reads as a word.
_STANDARD = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_PRINTED = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TO_PRINT = str.maketrans(_STANDARD, _PRINTED)
_AS_MEANT = str.maketrans("ILO", "110", " -\t")


def generate() -> str:
    """Return a fresh random secret of 160 bits, printed as eight groups of four and a group that checks them."""
    letters = _letters(secrets.token_bytes(_SECRET_BYTES))
    letters += _check(letters)
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def generated(text: str) -> str | None:
    """Return a generated secret in its one spelling, or None if the text is none or was mistyped.

    Case, spaces and hyphens do not matter, and I, L and O are read as the digits that they look like.
    """
    letters = _meant(text)
    if not _has_the_shape(letters) or _check(letters[:_SECRET_LETTERS]) != letters[_SECRET_LETTERS:]:
        return None
    return letters


def is_mistyped(text: str) -> bool:
    """Say whether a text looks like a generated secret and is none."""
    return _has_the_shape(_meant(text)) and generated(text) is None


def typed(text: str) -> str:
    """Return a secret in its one spelling: as generated, else in NFC without the line end."""
    return generated(text) or unicodedata.normalize("NFC", text.rstrip("\r\n"))


def _meant(text: str) -> str:
    return text.strip().upper().translate(_AS_MEANT)


def _has_the_shape(letters: str) -> bool:
    return len(letters) == _SECRET_LETTERS + _CHECK_LETTERS and set(letters) <= set(_PRINTED)


def _check(letters: str) -> str:
    return _letters(hashlib.sha256(letters.encode()).digest()[:5])[:_CHECK_LETTERS]


def _letters(content: bytes) -> str:
    return base64.b32encode(content).decode().rstrip("=").translate(_TO_PRINT)
