"""On which day of the calendar something in a script is."""

from __future__ import annotations

from datetime import date

from caseload_tui.seeding.setting import working_day_from, working_day_until
from caseload_tui.seeding.when import When


def day_of(when: When, today: date) -> date:
    """Return the day; one counted from today is a working day, at the latest so long ago and at the earliest then."""
    if when.ahead is not None:
        return working_day_from(when.ahead.after(today))
    if when.ago is not None:
        return working_day_until(when.ago.before(today))
    return when.fixed or today
