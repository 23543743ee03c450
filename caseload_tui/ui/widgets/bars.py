"""Bars of block characters: how much of what there is, is taken."""

from __future__ import annotations

from fractions import Fraction

_FULL = "\N{FULL BLOCK}"
_EIGHTHS = " ▏▎▍▌▋▊▉"
FULL_AT = 1.5
"""The share that a full bar stands for, so that too much shows as more."""


def bar(share: float | Fraction | None, width: int) -> str:
    """Return a bar, an eighth of a cell fine; nothing where the share is not known."""
    if share is None:
        return ""
    eighths = round(float(min(share, FULL_AT)) / FULL_AT * width * 8)
    whole, rest = divmod(eighths, 8)
    return _FULL * whole + (_EIGHTHS[rest] if rest else "")
