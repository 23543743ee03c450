from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.domain.defusing import defused, undefused


@given(st.text(alphabet="'=+-@\t\n ＝ax1", max_size=8))
def test_what_was_defused_comes_back_as_it_was_and_nothing_that_runs_is_left(text: str) -> None:
    cell = defused(text)
    assert undefused(cell) == text
    assert cell.startswith("'") or cell.lstrip()[:1] not in tuple("=+-@＝")


@pytest.mark.parametrize("text", ["'t Hart", "'s-Gravenhage", "a=b", "06-12345678", ""])
def test_what_runs_nowhere_is_left_alone(text: str) -> None:
    assert defused(text) == undefused(text) == text
