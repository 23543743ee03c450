from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.domain.visible import MARK, NEWLINE_MARK, visible

HARMFUL = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
anything = st.text(st.characters(exclude_categories=[]))


def categories(text: str) -> set[str]:
    return {unicodedata.category(character) for character in text}


@given(anything)
def test_nothing_harmful_is_left_on_one_line(text: str) -> None:
    assert not categories(visible(text)) & HARMFUL


@given(anything)
def test_with_lines_only_the_newline_is_left_of_the_controls(text: str) -> None:
    shown = visible(text, lines=True)
    assert not categories(shown.replace("\n", "")) & HARMFUL
    assert shown.count("\n") == text.count("\n")


@given(anything)
def test_each_character_is_replaced_by_one_and_all_others_stay(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    for before, after in zip(text, shown, strict=True):
        if unicodedata.category(before) not in HARMFUL:
            assert after == before


@given(anything, st.booleans())
def test_a_visible_text_stays_as_it_is(text: str, lines: bool) -> None:
    once = visible(text, lines=lines)
    assert visible(once, lines=lines) == once


def test_every_harmful_character_of_unicode_is_replaced() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.category(character) in HARMFUL - {"Co"} and character not in "\t\n":
            assert visible(character) == MARK, hex(code)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Zoë Çelik-Güneş", "Zoë Çelik-Güneş"),
        ("\x1b]52;c;aGFsbG8=\x07", f"{MARK}]52;c;aGFsbG8={MARK}"),
        ("\x9b31mrood", f"{MARK}31mrood"),
        ("naam\u202egnp.exe", f"naam{MARK}gnp.exe"),
        ("\ud800", MARK),
        ("\ue000", MARK),
        ("a\tb", "a b"),
        ("a\nb", f"a{NEWLINE_MARK}b"),
        ("a\u2028b", f"a{MARK}b"),
        ("[BSN] onbekend", "[BSN] onbekend"),
        ("🙂", "🙂"),
        ("a\u00a0b", "a\u00a0b"),
        ("e\u0301", "e\u0301"),
        ("", ""),
    ],
)
def test_a_text_shows_as_expected(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_windows_line_ends_are_plain_newlines() -> None:
    assert visible("a\r\nb\rc", lines=True) == f"a\nb{MARK}c"
