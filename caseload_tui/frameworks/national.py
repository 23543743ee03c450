"""National facts that no municipality sets: the pension age by birth date."""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib import resources

from dateutil.relativedelta import relativedelta


@cache
def _pension_ages() -> tuple[tuple[date, relativedelta], ...]:
    text = resources.files("caseload_tui.frameworks").joinpath("national.toml").read_text("utf-8")
    return tuple(
        (row["born_from"], relativedelta(years=row["years"], months=row["months"]))
        for row in tomllib.loads(text)["pension_age"]
    )


def pension_day(born_on: date) -> date:
    """Return the day somebody reaches the pension age (Algemene Ouderdomswet, artikel 7a)."""
    ages = _pension_ages()
    return born_on + next((age for born_from, age in reversed(ages) if born_on >= born_from), ages[0][1])
