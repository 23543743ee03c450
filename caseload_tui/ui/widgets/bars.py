"""Bars of block characters: how much of what there is, is taken."""

from __future__ import annotations

import math
from fractions import Fraction

_FULL = "\N{FULL BLOCK}"
_EIGHTHS = " ▏▎▍▌▋▊▉"
_HEIGHTS = " ▁▂▃▄▅▆▇█"
FULL_AT = 1.5
"""The share that a full bar stands for, so that too much shows as more."""


def bar(share: float | Fraction | None, width: int) -> str:
    """Return a bar, an eighth of a cell fine; nothing where the share is not known."""
    if share is None:
        return ""
    eighths = round(float(min(share, FULL_AT)) / FULL_AT * width * 8)
    whole, rest = divmod(eighths, 8)
    return _FULL * whole + (_EIGHTHS[rest] if rest else "")


def pillar(share: float) -> str:
    """Return one cell as high as it is full; whatever is there at all can be seen."""
    steps = len(_HEIGHTS) - 1
    return _HEIGHTS[min(steps, max(math.ceil(share * steps), 1 if share > 0 else 0))]
