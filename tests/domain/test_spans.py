"""Spans of days, checked against sets of days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.domain.durations import Duration
from caseload_tui.domain.spans import Span, Spans, difference, intersection, joined, union

FIRST, LENGTH = date(2024, 2, 20), 40

days = st.integers(0, LENGTH - 1).map(lambda count: FIRST + timedelta(days=count))
spans = st.lists(st.builds(Span, days, st.none() | days), max_size=5).map(tuple)


def covered(items: Spans) -> set[date]:
    """The days of the first weeks that the spans cover, and of the last day on those that last."""
    return {
        day for count in range(LENGTH + 1) if any(item.holds(day := FIRST + timedelta(days=count)) for item in items)
    }


def assert_tidy(items: Spans) -> None:
    assert all(item.end is None or item.start < item.end for item in items)
    assert all(former.end is not None and former.end < following.start for former, following in pairwise(items))


@given(spans)
def test_a_union_covers_the_same_days_in_separate_spans(items: Spans) -> None:
    assert covered(union(items)) == covered(items)
    assert_tidy(union(items))


@given(spans, spans)
def test_an_intersection_covers_the_days_of_both(first: Spans, second: Spans) -> None:
    assert covered(intersection(first, second)) == covered(first) & covered(second)
    assert_tidy(intersection(first, second))


@given(spans, spans)
def test_a_difference_covers_the_days_of_the_first_alone(first: Spans, second: Spans) -> None:
    assert covered(difference(first, second)) == covered(first) - covered(second)
    assert_tidy(difference(first, second))


@given(spans, st.integers(0, 20))
def test_joining_fills_gaps_up_to_the_given_length_and_no_longer_ones(items: Spans, length: int) -> None:
    gap, together = Duration(length, "days"), joined(items, Duration(length, "days"))
    assert covered(items) <= covered(together)
    assert all(former.end is not None and gap.after(former.end) < after.start for former, after in pairwise(together))
    for former, after in pairwise(union(items)):
        assert former.end is not None
        inside = any(span.holds(former.start) and span.holds(after.start) for span in together)
        assert inside == (after.start <= gap.after(former.end))
