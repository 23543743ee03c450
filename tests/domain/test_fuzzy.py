from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.domain.fuzzy import LETTER, MOST_LETTERS, RUN, START, WHOLE, Hit, Named, best, fit
from caseload_tui.domain.people import fold

PEOPLE = {
    "berg": "Jan van den Berg Jan van den 0017",
    "celik": "Zoë Çelik-Güneş Zoë 0042",
    "hart": "IJsbrand 't Hart IJsbrand 't 0055",
    "bergen": "Wilbert Bergen Wilbert 0170",
    "jansen": "Vera de Jansen-Bos Vera de 0420",
}
EVERYBODY = tuple(Named(key, fold(text)) for key, text in PEOPLE.items())
SHORT = st.text("ab -", max_size=9)
WORD = st.text("ab", min_size=1, max_size=4)


def ids(items: tuple[Named, ...], query: str, most: int = 3) -> list[str]:
    return [hit.id for hit in best(query, items, most)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("jvdb", "berg"),
        ("zoecg", "celik"),
        ("ZOË", "celik"),
        ("gunes", "celik"),
        ("bergj", "berg"),
        ("berg jan", "berg"),
        ("jan berg", "berg"),
        ("berg", "berg"),
        ("bergen", "bergen"),
        ("0042", "celik"),
        ("42", "celik"),
        ("thart", "hart"),
        ("vjb", "jansen"),
    ],
)
def test_the_one_who_is_meant_comes_first(query: str, found: str) -> None:
    assert ids(EVERYBODY, query)[0] == found


def test_somebody_who_lacks_a_letter_of_any_word_is_not_found_and_nothing_typed_finds_nobody() -> None:
    assert [best(query, EVERYBODY, 3) for query in ("jan bergx", "gb zz", "  ", "a.*")] == [()] * 4


def test_what_is_typed_on_and_on_counts_no_further() -> None:
    assert ids((Named("long", "a" * MOST_LETTERS),), "a" * 5000) == ["long"]


def test_those_that_fit_alike_keep_their_order_and_no_more_come_than_asked_for() -> None:
    alike = tuple(Named(str(number), "jan") for number in range(9))
    assert ids(alike, "ja", 4) == ["0", "1", "2", "3"]


@pytest.mark.parametrize(("query", "sure"), [("jvdb", True), ("berg", True), ("erg", False), ("brg", False)])
def test_letters_that_begin_words_or_follow_each_other_are_sure(query: str, sure: bool) -> None:
    assert best(query, EVERYBODY, 1) == (Hit("berg", sure),)


def by_hand(word: str, text: str) -> int | None:
    """Try every way in which the letters can stand in the text."""
    found = []
    for places in combinations(range(len(text)), len(word)):
        if "".join(text[place] for place in places) == word:
            values = [LETTER] * len(word)
            for number, place in enumerate(places):
                start = START if place == 0 or not text[place - 1].isalnum() else 0
                run = RUN if number and places[number - 1] == place - 1 else 0
                values[number] += max(start, run)
            last = places[-1]
            found.append(sum(values) + (WHOLE if last + 1 == len(text) or not text[last + 1].isalnum() else 0))
    return max(found, default=None)


@given(WORD, SHORT)
def test_the_best_of_all_ways_counts(word: str, text: str) -> None:
    assert fit(word, text) == by_hand(word, text)


@given(WORD, SHORT)
def test_nothing_ranks_above_a_word_that_is_typed_out(word: str, text: str) -> None:
    whole = fit(word, f"{text} {word}")
    assert whole is not None
    assert whole >= (fit(word, text) or 0)
    assert whole == len(word) * (LETTER + RUN) + START - RUN + WHOLE


@given(st.lists(st.text("abé ", min_size=1, max_size=8), max_size=6), st.text("abÉ", min_size=1, max_size=3))
def test_one_more_letter_finds_only_some_of_the_same(texts: list[str], query: str) -> None:
    items = tuple(Named(str(place), fold(text)) for place, text in enumerate(texts))
    assert set(ids(items, query + "a", 9)) <= set(ids(items, query, 9))
    assert ids(items, query, 9) == ids(items, fold(query).upper(), 9)
