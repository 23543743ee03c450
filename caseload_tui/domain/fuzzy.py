"""Names found by a few of their letters: their order is kept, and starts of words and letters in a row count most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from caseload_tui.domain.people import fold

LETTER, START, RUN, WHOLE = 1, 40, 41, 15
"""What counts: a letter, one that begins a word, one right behind the letter before it, the last one of a word.

As a run counts more than a start, nothing ranks above a word that is typed out from its beginning.
"""
MOST_LETTERS = 100
"""How much of what is typed counts."""


@dataclass(frozen=True, slots=True)
class Named:
    """Something that can be found by a text, which is folded already."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found."""

    id: str
    sure: bool
    """True where every letter begins a word or follows the letter before it."""


def words_of(query: str) -> tuple[str, ...]:
    """Return the words that are looked for, folded; nothing that goes on for long is anybody's name."""
    return tuple(fold(query)[:MOST_LETTERS].split())


def best(query: str, items: Iterable[Named], most: int) -> tuple[Hit, ...]:
    """Return what fits best, best first; an item fits if every word of the query fits it.

    Of those that fit alike the shorter one comes first, then the one that stood first.
    """
    words = words_of(query)
    if not words:
        return ()
    fitting = ((item, [fit(word, item.text) for word in words]) for item in items)
    ranked = sorted(
        ((sum(value or 0 for value in values), item) for item, values in fitting if None not in values),
        key=lambda found: (-found[0], len(found[1].text)),
    )
    sure = sum(map(len, words)) * (LETTER + START)
    return tuple(Hit(item.id, value >= sure) for value, item in ranked[:most])


def fit(word: str, text: str) -> int | None:
    """Return how well the letters of a word fit a text, both folded; None where they do not stand in it in order.

    Of all the ways in which the letters can be found the best one counts.
    """
    ends = [(-1, 0)]
    """Where the letters so far can end, in order, each with the best that leads there."""
    for number, letter in enumerate(word):
        reached, passed, best, before = list[tuple[int, int]](), 0, 0, (-1, 0)
        place = text.find(letter)
        while place >= 0:
            while passed < len(ends) and ends[passed][0] < place:
                before = ends[passed]
                best, passed = max(best, before[1]), passed + 1
            if passed:
                value = best + START if _begins(text, place) else best
                if number and before[0] == place - 1:
                    value = max(value, before[1] + RUN)
                reached.append((place, value + LETTER))
            place = text.find(letter, place + 1)
        if not reached:
            return None
        ends = reached
    return max(value + (WHOLE if _ends(text, place) else 0) for place, value in ends)


def _begins(text: str, place: int) -> bool:
    return place == 0 or not text[place - 1].isalnum()


def _ends(text: str, place: int) -> bool:
    return place + 1 >= len(text) or not text[place + 1].isalnum()
