from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.domain.holidays import holidays, is_holiday, is_working_day, next_working_day

any_day = st.dates(date(1900, 1, 1), date(2199, 12, 20))


def test_the_holidays_of_2026_are_the_known_ones() -> None:
    assert holidays(2026) == {
        date(2026, 1, 1): "New Year's Day",
        date(2026, 4, 5): "Easter Sunday",
        date(2026, 4, 6): "Easter Monday",
        date(2026, 4, 27): "King's Day",
        date(2026, 5, 14): "Ascension Day",
        date(2026, 5, 24): "Whit Sunday",
        date(2026, 5, 25): "Whit Monday",
        date(2026, 12, 25): "Christmas Day",
        date(2026, 12, 26): "Second Day of Christmas",
    }


@pytest.mark.parametrize("year", [2014, 2025, 2031])
def test_kings_day_moves_off_a_sunday(year: int) -> None:
    assert holidays(year)[date(year, 4, 26)] == "King's Day"
    assert date(year, 4, 27) not in holidays(year)


@pytest.mark.parametrize(("year", "counts"), [(2025, True), (2026, False), (2029, False), (2030, True)])
def test_liberation_day_counts_once_in_five_years(year: int, counts: bool) -> None:
    assert is_holiday(date(year, 5, 5)) is counts


def test_ascension_day_on_kings_day_keeps_one_name_for_one_day() -> None:
    assert holidays(2008)[date(2008, 5, 1)] == "Ascension Day"
    assert len(holidays(2008)) == 9


def test_the_answer_can_be_changed_without_harm() -> None:
    holidays(2026).clear()
    assert len(holidays(2026)) == 9


@given(any_day)
def test_a_working_day_is_no_weekend_and_no_holiday(day: date) -> None:
    assert is_working_day(day) is (day.weekday() < 5 and day not in holidays(day.year))


@given(any_day)
def test_the_next_working_day_is_never_far(day: date) -> None:
    found = next_working_day(day)
    assert is_working_day(found)
    assert timedelta(0) <= found - day <= timedelta(days=5)


@given(st.integers(1900, 2199))
def test_every_year_has_its_moving_feasts_on_their_weekdays(year: int) -> None:
    by_name = {name: day for day, name in holidays(year).items()}
    assert by_name["Easter Sunday"].weekday() == 6
    assert by_name["Ascension Day"].weekday() == 3
    assert by_name["Whit Monday"].weekday() == 0
