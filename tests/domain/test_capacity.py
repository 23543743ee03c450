"""rules.md section 8: how much somebody works."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.domain.capacity import available_fte, capacity_in, capacity_on
from caseload_tui.domain.office import WEEKDAYS, Consultant, Leave

START = date(2026, 1, 1)
MONDAY = date(2026, 11, 23)
PART = Consultant(
    "anna",
    "Anna",
    "consultant",
    (),
    ((START, 1.0), (date(2026, 11, 1), 0.8)),
    days=((date(2026, 11, 1), ("mon", "tue", "wed", "thu")),),
    leave=(Leave(date(2026, 12, 7), date(2026, 12, 8)), Leave(date(2027, 1, 4), None)),
)


@pytest.mark.parametrize(
    ("day", "fte", "days"),
    [
        (date(2026, 10, 14), 1.0, (1, 1, 1, 1, 1)),
        (MONDAY, 0.8, (1, 1, 1, 1, 0)),
        (MONDAY + timedelta(days=6), 0.8, (1, 1, 1, 1, 0)),
        (date(2026, 12, 9), 0.4, (0, 0, 1, 1, 0)),
        (date(2026, 12, 25), 0.8, (1, 1, 1, 1, 0)),
        (date(2026, 5, 27), 0.8, (0, 1, 1, 1, 1)),
        (date(2027, 2, 1), 0.0, (0, 0, 0, 0, 0)),
        (date(2025, 12, 1), 0.0, (0, 0, 0, 0, 0)),
    ],
)
def test_a_week_counts_fte_part_time_days_leave_and_holidays(day: date, fte: float, days: tuple[int, ...]) -> None:
    week = capacity_in(PART, day)
    assert week.monday.weekday() == 0
    assert week.fte == pytest.approx(fte)
    assert week.days == pytest.approx(days)


def test_a_caseload_is_measured_against_the_fte_of_the_day_and_nothing_on_leave() -> None:
    friday, saturday = MONDAY + timedelta(days=4), MONDAY + timedelta(days=5)
    assert [capacity_on(PART, day) for day in (friday, saturday)] == [0, 0]
    assert [available_fte(PART, day) for day in (friday, saturday)] == [0.8, 0.8]
    assert available_fte(PART, date(2026, 12, 7)) == 0


@given(
    st.floats(0, 1),
    st.sets(st.sampled_from(WEEKDAYS), min_size=1),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
)
def test_a_week_never_has_more_than_the_fte(fte: float, days: set[str], day: date) -> None:
    person = Consultant("x", "X", "consultant", (), ((date(2000, 1, 1), fte),), days=((date(2000, 1, 1), tuple(days)),))
    assert 0 <= capacity_in(person, day).fte <= fte + 1e-9
