"""Names and numbers of people: tidied, folded to search and sort by, taken apart and put together; a BSN recognised."""

from __future__ import annotations

import re
import unicodedata

_SURROGATE = re.compile("[\ud800-\udfff]")
_APOSTROPHES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "`": "'", "\u00b4": "'"})
# Letters that Unicode does not take apart into a plain letter and a mark.
_OWN_LETTERS = str.maketrans(
    {"ø": "o", "ı": "i", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŋ": "n", "ŧ": "t"}
)
_PREPOSITIONS = ("aan", "bij", "in", "onder", "op", "over", "tot", "uit", "van", "voor", "von")
_ARTICLES = ("'t", "de", "dem", "den", "der", "het", "la", "le", "les")
_OTHER_PREFIXES = (
    *("da", "das", "del", "della", "di", "dos", "du"),
    *("te", "ten", "ter", "thoe", "toe", "vande", "vanden", "vander", "ver", "vom", "zu", "zum", "zur"),
    *("de la", "de las", "de los"),
)
_PREFIXES = frozenset(
    (
        *_PREPOSITIONS,
        *_ARTICLES,
        *_OTHER_PREFIXES,
        *(f"{first} {then}" for first in _PREPOSITIONS for then in _ARTICLES),
    )
)
_ELIDED = ("d'", "l'", "de l'", "van d'", "van l'")
_LONGEST_PREFIX = 3
_POSTCODE = re.compile(r"([1-9][0-9]{3})(?: ?([A-Z]{2}))?")
_NAME_PART = re.compile(r"[\s\-]+")

# The citizen service number (BSN) is recognised so that it can be kept out.
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_LENGTHS = (8, 9)
# How people group the digits; other groupings are dates, phone numbers and amounts.
_GROUPINGS = ((3, 3, 3), (4, 2, 3), (2, 2, 2, 3), (2, 3, 4), (3, 2, 4), (2, 3, 3))
_GROUPED = "|".join("[ .-]".join(f"[0-9]{{{size}}}" for size in sizes) for sizes in _GROUPINGS)
_ALONE = re.compile(rf"(?<![0-9])(?<![0-9][ .-])(?:{_GROUPED}|[0-9]{{8}})(?![0-9])(?![ .-][0-9])")
_NINE = re.compile(r"(?<![0-9])(?<!\+31[ -])[0-9]{9}(?![0-9])")


def storable(text: str) -> str:
    """Return the text in NFC; NUL and a lone surrogate, which cannot be kept everywhere, become a replacement mark."""
    if text.isascii() and "\0" not in text:
        return text
    return unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text).replace("\0", "\ufffd"))


def tidy(text: str, *, lines: bool = False) -> str:
    """Return the text as it is kept: NFC, trimmed and with single spaces; newlines stay only when `lines` is true."""
    text = storable(text)
    if not lines:
        return " ".join(text.split())
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def tidy_postcode(text: str) -> str | None:
    """Return a Dutch postcode as `1234 AB`, or its four digits alone; None where the text is neither."""
    found = _POSTCODE.fullmatch(tidy(text).upper())
    return " ".join(part for part in found.groups() if part) if found else None


def fold(text: str) -> str:
    """Return the text without case, diacritics and fancy apostrophes, so that what looks alike compares alike."""
    if text.isascii():
        return text.lower().replace("`", "'")
    plain = text.translate(_APOSTROPHES)
    # Once more after case folding, which can set letters free that carry marks of their own.
    for _ in range(2):
        parts = unicodedata.normalize("NFKD", plain.casefold())
        plain = "".join(part for part in parts if not unicodedata.combining(part)).translate(_OWN_LETTERS)
    return plain.translate(_APOSTROPHES)


def full_name(given: str, prefix: str, family: str) -> str:
    """Return the name as it is spoken: `Jan van den Berg`."""
    return " ".join(part for part in (given, _with_prefix(prefix, family)) if part)


def list_name(given: str, prefix: str, family: str) -> str:
    """Return the name as lists show it, family name first: `Berg, Jan van den`."""
    behind = " ".join(part for part in (given, prefix) if part)
    return ", ".join(part for part in (family, behind) if part)


def sort_key(family: str, given: str, file_number: str) -> str:
    """Return what lists of people sort on: the folded family name without its prefix, then given name and number."""
    bare = split_prefix(family)[1]
    # A unit separator sorts before every letter, so Berg comes before Bergen whatever the given names are.
    return "\x1f".join((fold(bare).removeprefix("'s-"), fold(given), fold(file_number)))


def split_prefix(name: str) -> tuple[str, str]:
    """Return a family name as its prefix (tussenvoegsel) and the rest, each as it was typed: `van den` and `Berg`."""
    words = name.split()
    for count in range(min(_LONGEST_PREFIX, len(words) - 1), -1, -1):
        prefix, rest = " ".join(words[:count]), " ".join(words[count:])
        elided = _elided(rest)
        if elided and (not prefix or _known(f"{prefix} {rest[:elided]}")):
            return f"{prefix} {rest[:elided]}".strip(), rest[elided:]
        if prefix and _known(prefix):
            return prefix, rest
    return "", " ".join(words)


def initials(given: str) -> str:
    """Return the initials of given names: `J.W.` for `Jan-Willem` and for `Jan Willem`, `IJ.` for `IJsbrand`."""
    return "".join(f"{_first_letter(part)}." for part in _NAME_PART.split(given) if part)


def eleven_test(digits: str) -> bool:
    """Return whether 8 or 9 digits pass the 11-test of a BSN; 8 digits lack their leading zero."""
    if len(digits) not in _LENGTHS or not (digits.isascii() and digits.isdigit()):
        return False
    numbers = [int(digit) for digit in digits.zfill(len(_WEIGHTS))]
    return any(numbers) and sum(w * n for w, n in zip(_WEIGHTS, numbers, strict=True)) % 11 == 0


def mentions_bsn(text: str) -> bool:
    """Return whether a free text holds what may well be a BSN, with or without dots, dashes or spaces between."""
    # Wide digits and no-break spaces of other programs become plain ones.
    plain = unicodedata.normalize("NFKC", text)
    found = (*_NINE.findall(plain), *_ALONE.findall(plain))
    return any(eleven_test(re.sub("[ .-]", "", match)) for match in found)


def _with_prefix(prefix: str, family: str) -> str:
    if prefix.translate(_APOSTROPHES).lower().endswith(("d'", "l'")):
        return prefix + family
    return " ".join(part for part in (prefix, family) if part)


def _known(prefix: str) -> bool:
    plain = prefix.translate(_APOSTROPHES).lower()
    return plain in _PREFIXES or plain in _ELIDED


def _elided(word: str) -> int:
    """Return how many characters of the word are an elided article, as in d'Ancona."""
    plain = word.translate(_APOSTROPHES).lower()
    return 2 if plain[:2] in _ELIDED and len(plain) > 2 and not plain[2].isspace() else 0


def _first_letter(name: str) -> str:
    if name[:2].upper() == "IJ":
        return "IJ"
    letter = name[0].upper()
    for mark in name[1:]:
        if not unicodedata.combining(mark):
            break
        letter += mark
    return unicodedata.normalize("NFC", letter)
