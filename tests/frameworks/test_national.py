from __future__ import annotations

from datetime import date

import pytest

from caseload_tui.frameworks.national import pension_day


@pytest.mark.parametrize(
    ("born", "day"),
    [
        (date(1899, 12, 31), date(1966, 10, 31)),
        (date(1956, 12, 31), date(2023, 10, 31)),
        (date(1957, 1, 1), date(2024, 1, 1)),
        (date(1960, 12, 31), date(2027, 12, 31)),
        (date(1961, 1, 1), date(2028, 4, 1)),
        (date(1964, 2, 29), date(2031, 5, 29)),
    ],
)
def test_the_pension_age_goes_by_birth_date(born: date, day: date) -> None:
    assert pension_day(born) == day
