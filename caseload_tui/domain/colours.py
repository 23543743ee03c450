"""The colour of a group as a policy writes it, and as it is drawn: a policy gives it in figures or by a plain word."""

from __future__ import annotations

import re

COLOURS = {
    "red": "#c0392b",
    "orange": "#c46200",
    "yellow": "#b38600",
    "green": "#2c7a3f",
    "blue": "#2f6db5",
    "purple": "#7d4aa8",
    "pink": "#c2407f",
    "brown": "#85603f",
    "grey": "#7a7a7a",
}
"""Words with a colour that is seen on a light and on a dark ground."""
_IN_FIGURES = re.compile(r"#[0-9a-fA-F]{6}")


def drawn(colour: str) -> str | None:
    """Return the colour as `#rrggbb`; None for a word that is only shown."""
    return colour if _IN_FIGURES.fullmatch(colour) else COLOURS.get(colour.strip().lower())
