"""Chance that can be repeated: the same numbers give the same office on every machine."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_MIX = 6364136223846793005
_BITS = 53
_WHOLE = 1 << _BITS


class Dice:
    """A stream of chance that its numbers name; only `Random.random()` is used, which is the same everywhere."""

    __slots__ = ("_roll",)

    def __init__(self, *numbers: int) -> None:
        state = 0
        for number in numbers:
            state = (state * _MIX + number + 1) % (1 << 64)
        self._roll = random.Random(state).random  # noqa: S311 - it must be possible to repeat it

    def chance(self, share: float) -> bool:
        """Tell whether something happens that happens in this share of the cases."""
        return self._roll() < share

    def share(self) -> float:
        """Return a number from 0 up to 1."""
        return self._roll()

    def below(self, count: int) -> int:
        """Return a whole number from 0 up to but not including `count`."""
        return int(self._roll() * count)

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low up to and including high; low where high is lower."""
        return low + int(self._roll() * (high - low + 1)) if high > low else low

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items."""
        return items[int(self._roll() * len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[float]) -> T:
        """Return one of the items, each as often as its weight says."""
        mark = self._roll() * sum(weights)
        for item, weight in zip(items, weights, strict=True):
            mark -= weight
            if mark < 0:
                return item
        return items[-1]

    def some(self, items: Sequence[T], count: int) -> list[T]:
        """Return this many different items, in the order in which they were drawn."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(min(count, len(left)))]

    def bits(self) -> int:
        """Return 53 bits of chance."""
        return int(self._roll() * _WHOLE)
