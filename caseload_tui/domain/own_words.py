"""How many words of a text say something, so that a task is not done by letters that look like a note."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]{2,}")
_VOWELS = frozenset("aeiouy")
_STEM = 4
"""Words that begin with so many of the same letters are one: testa, testb."""
_ABBREVIATION = 3
"""The longest word that may do without a vowel: cv, mbo, uwv."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
_RUNS = tuple(row[::step] for row in _ROWS for step in (1, -1))


def telling_words(text: str) -> int:
    """Return how many different words a text has; very short ones and runs of keys count beside as many others only."""
    words = {_bare(word) for word in _WORD.findall(unicodedata.normalize("NFC", text))}
    said = {word for word in words if len(set(word)) > 1 and (len(word) <= _ABBREVIATION or _has_vowel(word))}
    thin = {word for word in said if len(word) == 2 or any(word in run for run in _RUNS)}
    stems = {word[:_STEM] for word in said - thin}
    return len(stems) + min(len(thin), len(stems))


def plain_text(text: str) -> str:
    """Return a text by which a copy of it is known, whatever its capitals, spaces and stops."""
    return " ".join(_bare(word) for word in re.findall(r"\w+", unicodedata.normalize("NFC", text)))


def _bare(word: str) -> str:
    """Return a word in small letters, without accents."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", word.casefold()) if letter.isalnum())


def _has_vowel(word: str) -> bool:
    # Other scripts leave vowels out.
    return not word.isascii() or not _VOWELS.isdisjoint(word)
