from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.domain.looked_up import CLIENT, DOMAIN, LookedUp, read_lookup

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "words", "first", "last"),
    [
        ("schuld lente", "schuld", date(2026, 3, 1), date(2026, 5, 31)),
        ("last spring debt", "debt", date(2026, 3, 1), date(2026, 5, 31)),
        ("lente 2025 schuld", "schuld", date(2025, 3, 1), date(2025, 5, 31)),
        ("winter", "", date(2025, 12, 1), date(2026, 2, 28)),
        ("schuld since:maart", "schuld", date(2026, 3, 1), None),
        ("schuld vanaf:december", "schuld", date(2025, 12, 1), None),
        ("from:2026-03-01 until:2026-06-30 a", "a", date(2026, 3, 1), date(2026, 6, 30)),
        ("in:2025 tot:zomer-2025", "", date(2025, 1, 1), date(2025, 8, 31)),
        ("sinds:3m x", "x", date(2026, 8, 25), None),
        ('"lente" 2025', "lente 2025", None, None),
        ("last maart", "last maart", None, None),
        ("1e lente-regen", "1e lente-regen", None, None),
    ],
)
def test_words_and_when_are_told_apart(typed: str, words: str, first: date | None, last: date | None) -> None:
    assert read_lookup(typed, TODAY) == LookedUp(words, first, last)


def test_names_are_folded_and_what_cannot_be_read_is_said() -> None:
    asked = read_lookup('client:"de Haan" domein:x leefgebied:Financiën since:ooit', TODAY)
    assert asked.of(CLIENT) == ("de haan",)
    assert asked.of(DOMAIN) == ("financien",)
    assert len(asked.wrong) == 2
    assert read_lookup("from:mei until:april", TODAY).wrong == ("The last day comes before the first.",)
    assert not read_lookup(' "" from: ', TODAY).asks


@given(st.text(alphabet='ab 0925:"-<>=\0é', max_size=30) | st.text(max_size=20))
def test_whatever_is_typed_is_read(typed: str) -> None:
    assert read_lookup(typed, TODAY).wrong is not None
