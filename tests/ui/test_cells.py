from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from caseload_tui.ui.widgets.cells import Cell, Column, cut, cut_within, fitted, painted
from tests.hostile import HOSTILE

COLUMNS = (Column(1, gap=1), Column(6, right=True), Column(10, share=2), Column(8, share=1, least=40), Column(4))


def widths(columns: tuple[Column, ...], width: int) -> int:
    return sum(wide + gap for _, wide, gap in fitted(columns, width))


@pytest.mark.parametrize("width", [40, 41, 57, 80, 200])
def test_columns_with_a_share_fill_the_width_to_the_last_cell(width: int) -> None:
    assert widths(COLUMNS, width) == width


def test_a_column_is_left_out_of_a_list_too_narrow_for_it() -> None:
    assert [place for place, _, _ in fitted(COLUMNS, 39)] == [0, 1, 2, 4]


def test_the_larger_share_gets_more() -> None:
    by_place = {place: wide for place, wide, _ in fitted(COLUMNS, 66)}
    assert by_place[2] - 10 == 2 * (by_place[3] - 8)


@pytest.mark.parametrize("text", [*HOSTILE, "漢字" * 20, "é" * 30])
@pytest.mark.parametrize("width", [0, 1, 2, 7, 24])
def test_a_text_is_cut_to_exactly_so_many_cells(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) == width
    assert cell_len(cut(text, width, right=True)) == width


@given(st.text(max_size=40), st.integers(0, 30))
def test_any_text_is_cut_to_exactly_so_many_cells(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) == width


def test_what_does_not_fit_says_so() -> None:
    assert cut("Çelik-Güneş, Zoë", 8) == "Çelik-G…"
    assert cut("漢字漢字", 6) == "漢字 …"
    assert cut("12", 5, right=True) == "   12"


def test_a_cell_can_stretch_over_the_columns_behind_it() -> None:
    layout = fitted(COLUMNS, 40)
    cells = ("!", "3 d", Cell("a text over two columns", span=2), "left out", "last")
    texts = [cell.text for cell in painted(cells, COLUMNS, layout)]
    assert len(texts) == 4
    assert texts[2].startswith("a text over two columns")
    assert sum(map(cell_len, texts)) == 40


def test_a_cell_that_stretches_stops_where_columns_are_left_out() -> None:
    layout = fitted(COLUMNS, 38)
    texts = [cell.text for cell in painted(("", "", Cell("name", span=2), "", "x"), COLUMNS, layout)]
    assert [text.strip() for text in texts] == ["", "", "name", "x"]


@pytest.mark.parametrize("width", [0, 1, 2, 11, 40, 60, 80])
def test_a_reason_that_is_cut_keeps_its_end(width: int) -> None:
    said = "FIP 4x per jaar; laatste 12 mei 2026; 会话 dus 12 augustus 2026"
    shown = cut_within(said, width)
    assert cell_len(shown) <= width
    assert width < 40 or shown.endswith("12 augustus 2026")
    assert shown == said or width < 1 or "…" in shown


def test_a_reason_that_is_cut_breaks_no_word() -> None:
    said = "Voortgangsgesprek twee keer per jaar; laatste 12 mei 2026; dus 12 november 2026"
    assert cut_within(said, 70) == "Voortgangsgesprek twee …; laatste 12 mei 2026; dus 12 november 2026"
    assert cut_within(said, 48) == "Voortgangsgesprek twee …; dus 12 november 2026"


def test_columns_that_do_not_fit_give_way_so_that_every_cut_shows() -> None:
    columns = (Column(1, gap=1), Column(20, share=3), Column(6), Column(14, share=2), Column(21), Column(4, right=True))
    for width in (40, 50, 58):
        layout = fitted(columns, width)
        assert sum(wide + gap for _, wide, gap in layout) == width
        texts = [cell.text for cell in painted(["x" * 30] * len(columns), columns, layout)]
        assert all("…" in text for text in texts)


def test_one_long_name_cuts_no_group_away_where_most_names_are_short() -> None:
    columns = (Column(20, share=3), Column(6), Column(11, share=2), Column(10, share=1))
    long, group, when = 200, 38, 24
    by_place = {place: wide for place, wide, _ in fitted(columns, 120, (long, 6, group, when), (32, 6, group, when))}
    assert (by_place[2], by_place[3]) == (group, when)
    assert by_place[0] == 120 - 3 * 2 - 6 - group - when
    # What is left goes to who asks for it, and nothing of the width is lost.
    assert sum(wide + gap for _, wide, gap in fitted(columns, 120, (long,) * 4, (4,) * 4)) == 120
