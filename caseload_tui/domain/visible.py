"""Texts of people and files, made safe to look at: nothing in them can steer a terminal or hide."""

from __future__ import annotations

import unicodedata

MARK = "\N{REPLACEMENT CHARACTER}"
NEWLINE_MARK = "\N{DOWNWARDS ARROW WITH CORNER LEFTWARDS}"
_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


class _Shown(dict[int, str]):
    """What stands for each character, filled in as characters are met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        shown = MARK if unicodedata.category(character) in _HARMFUL else character
        self[code] = shown
        return shown


_SHOWN = _Shown({ord("\t"): " ", ord("\n"): NEWLINE_MARK})


def visible(text: str, *, lines: bool = False) -> str:
    """Return the text with every control, format, private and lone surrogate character replaced by a visible mark.

    A tab becomes a space. A newline stays when `lines` is true and becomes an arrow when it is not. Joiners inside
    emoji are format characters too, so a joined emoji falls apart into its parts. All else stays exactly as it is.
    """
    # Python's own test costs almost nothing and is true for nearly every text that is shown.
    if text.isprintable():
        return text
    if lines:
        return "\n".join(line.translate(_SHOWN) for line in text.replace("\r\n", "\n").split("\n"))
    return text.translate(_SHOWN)
