"""A question in whole numbers: what may be chosen, what must hold, and what is best, one goal after another.

Whoever solves it need not know what it is about; see `solving`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Terms = Mapping[int, int]
"""By the number of a choice, how often it counts."""


@dataclass(frozen=True, slots=True)
class Row:
    """A sum that lies between two numbers; None where there is no bound."""

    terms: Terms
    least: int | None = None
    most: int | None = None

    def holds(self, answer: Sequence[int]) -> bool:
        """Tell whether an answer keeps to it."""
        value = worth(self.terms, answer)
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)


@dataclass(slots=True)
class Program:
    """Choices are whole numbers from 0 to their most; goals are sums to make as small as can be, in their order."""

    most: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    goals: list[Terms] = field(default_factory=list)
    follows: set[int] = field(default_factory=set)
    """Choices that need not be asked to be whole, since the others make them so."""

    def choice(self, most: int, *, follows: bool = False) -> int:
        """Add a choice and return its number."""
        self.most.append(most)
        if follows:
            self.follows.add(len(self.most) - 1)
        return len(self.most) - 1

    def require(self, terms: Terms, *, least: int | None = None, most: int | None = None) -> None:
        """Add a sum that must lie between these numbers."""
        self.rows.append(Row(terms, least, most))

    def prefer(self, terms: Terms) -> None:
        """Add a goal after those that are there."""
        self.goals.append(terms)

    def holds(self, answer: Sequence[int]) -> bool:
        """Tell whether an answer is allowed."""
        within = all(0 <= value <= most for value, most in zip(answer, self.most, strict=True))
        return within and all(row.holds(answer) for row in self.rows)


def worth(terms: Terms, answer: Sequence[int]) -> int:
    """Return what a sum comes to."""
    return sum(times * answer[number] for number, times in terms.items())
