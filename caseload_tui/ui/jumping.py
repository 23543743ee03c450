"""Letters that stand for places on the screen, so that typing them goes there."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The row of the keyboard where the fingers rest comes first."""


def labels(count: int) -> Sequence[str]:
    """Return so many labels of one or two letters, of which none begins another; as many of one letter as can be."""
    alone = len(LETTERS)
    # A letter that begins labels of two gives room for as many as there are letters, and is no label itself.
    beginning = -(-max(0, count - alone) // (alone - 1))
    if beginning > alone:
        raise ValueError(count)
    split = alone - beginning
    twice = ("".join(pair) for pair in product(LETTERS[split:], LETTERS))
    return (*LETTERS[:split], *twice)[:count]
