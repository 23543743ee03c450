from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.domain.left_off import LeftOff, ListLeft, read_left_off
from caseload_tui.domain.views import (
    LONGEST_NAME,
    MOST_VIEWS,
    View,
    Views,
    moved,
    read_views,
    renamed,
    view_of,
    views_content,
    with_view,
    without_person,
    without_view,
)
from caseload_tui.errors import Refused

LATE = View("Te laat", "caseload", "state:late")
DEBTS = View("Schulden", "caseload", '"schuld" of:all')
WEEK = View("Deze week", "meetings", "due<7d")
ALL = (LATE, DEBTS, WEEK)
TEXT = st.text(min_size=1, max_size=8)
VIEWS = st.lists(st.builds(View, TEXT, TEXT, TEXT), max_size=6).map(tuple)


def names(views: Views) -> list[str]:
    return [view.name for view in views]


def test_a_view_is_added_at_the_end_and_takes_the_place_of_the_one_with_its_name() -> None:
    assert with_view((LATE, DEBTS), View("  Deze   week ", "meetings", " due<7d ")) == ALL
    again = with_view(ALL, View("SCHULDEN", "today", "schuld"))
    assert again == (LATE, View("SCHULDEN", "today", "schuld"), WEEK)


@pytest.mark.parametrize("name", ["", "  ", "x" * (LONGEST_NAME + 1)])
def test_a_name_that_is_none_or_too_long_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        with_view(ALL, View(name, "today", "x"))
    with pytest.raises(Refused):
        renamed(ALL, LATE.name, name)


def test_no_filter_is_no_view_and_there_is_an_end_to_them() -> None:
    with pytest.raises(Refused, match="no filter"):
        with_view((), View("alles", "today", "  "))
    full = tuple(View(f"v{number}", "today", "x") for number in range(MOST_VIEWS))
    assert len(with_view(full, View("v3", "today", "y"))) == MOST_VIEWS
    with pytest.raises(Refused, match=str(MOST_VIEWS)):
        with_view(full, View("nog een", "today", "x"))


def test_a_view_gets_another_name_but_not_that_of_another() -> None:
    assert names(renamed(ALL, "te laat", "TE LAAT")) == ["TE LAAT", "Schulden", "Deze week"]
    with pytest.raises(Refused, match="already"):
        renamed(ALL, "Te laat", "schulden")
    with pytest.raises(Refused, match="any more"):
        renamed(ALL, "weg", "x")


@pytest.mark.parametrize(
    ("name", "step", "order"),
    [
        ("Te laat", 1, ["Schulden", "Te laat", "Deze week"]),
        ("Te laat", -1, ["Te laat", "Schulden", "Deze week"]),
        ("Deze week", -2, ["Deze week", "Te laat", "Schulden"]),
        ("Schulden", 9, ["Te laat", "Deze week", "Schulden"]),
    ],
)
def test_a_view_is_moved_as_far_as_there_is_room(name: str, step: int, order: list[str]) -> None:
    assert names(moved(ALL, name, step)) == order


def test_a_view_is_known_by_what_it_shows_whatever_the_white_between() -> None:
    assert view_of(ALL, "caseload", ' "schuld"   of:all ') == DEBTS
    assert view_of(ALL, "today", "state:late") is None
    assert without_view(ALL, "schulden") == (LATE, WEEK)


def test_views_that_name_somebody_go_and_the_others_stay() -> None:
    named = (View("Zoë", "today", "state:late"), View("x", "today", "celik of:all"), View("y", "today", 'note:"0042"'))
    assert without_person((*named, *ALL), "c1", "0042", "Zoë", "Çelik-Güneş") == ALL


@given(VIEWS)
def test_views_are_read_back_as_they_were_kept(views: Views) -> None:
    assert read_views(json.loads(json.dumps(views_content(views)))) == views


LISTS = st.dictionaries(st.text(), st.builds(ListLeft, st.text(), st.text(), st.dictionaries(st.text(), st.text())))


@given(st.builds(LeftOff, st.text(), LISTS))
def test_where_somebody_left_off_is_read_back_as_it_was_kept(left: LeftOff) -> None:
    assert read_left_off(json.loads(json.dumps(left.content()))) == left


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(("views", "name", "tab", "lists", "row")), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(("views", "tab", "lists")), JSON))
def test_what_cannot_be_read_counts_as_nothing(content: dict[str, object]) -> None:
    assert all(isinstance(view, View) for view in read_views(content))
    assert isinstance(read_left_off(content).tab, str)
