from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from caseload_tui.domain.agenda import WEEKS_AHEAD, Agenda, Appointment, weeks_ahead
from caseload_tui.domain.office import Consultant, Leave
from caseload_tui.domain.standing import Standing, State

MONDAY = date(2026, 11, 23)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
PERSON = Consultant("anna", "Anna", "consultant", (), ((date(2020, 1, 1), 1.0),))
MINUTES: dict[str, int | None] = {"short": 30, "long": 90, "unknown": None}
FRAMEWORK: Any = SimpleNamespace(minutes_of=MINUTES.get)
HOURS = 1040.0
"""A year of 52 weeks of twenty hours: four hours a day."""


def talk(on: date, minutes: int | None = 60) -> Appointment:
    return Appointment(on, "10:00", minutes)


def due(on: date, state: State = State.UPCOMING) -> Standing:
    return Standing(state, on, state is State.OVERDUE, (on - MONDAY).days, None)


def test_twelve_weeks_count_what_is_planned_and_what_is_not() -> None:
    agenda = Agenda(PERSON, (talk(MONDAY), talk(MONDAY + WEEK), talk(MONDAY + 12 * WEEK)), HOURS)
    waiting = [("short", due(MONDAY + 8 * DAY)), ("long", due(MONDAY + 9 * DAY))]
    weeks = weeks_ahead(agenda, waiting, FRAMEWORK, MONDAY)
    assert [week.monday for week in weeks] == [MONDAY + number * WEEK for number in range(WEEKS_AHEAD)]
    assert [(week.planned, week.unplanned, week.minutes) for week in weeks[:3]] == [(1, 0, 60), (1, 2, 180), (0, 0, 0)]
    assert weeks[1].available == pytest.approx(1200)
    assert weeks[1].share == pytest.approx(0.15)


def test_what_is_overdue_asks_for_time_now_and_what_is_planned_or_waived_is_not_counted_twice() -> None:
    waiting = [
        ("short", due(MONDAY - 40 * DAY, State.OVERDUE)),
        ("short", due(MONDAY, State.PLANNED)),
        ("short", due(MONDAY, State.WAIVED)),
        ("short", due(MONDAY - DAY, State.UNRECORDED)),
    ]
    week = weeks_ahead(Agenda(PERSON, (talk(MONDAY, 30),), HOURS), waiting, FRAMEWORK, MONDAY)[0]
    assert (week.planned, week.unplanned, week.minutes) == (1, 1, 60)


def test_days_that_are_over_bear_nothing_and_no_more_is_asked_of_them() -> None:
    thursday = MONDAY + 3 * DAY
    week = weeks_ahead(Agenda(PERSON, (talk(MONDAY), talk(thursday)), HOURS), (), FRAMEWORK, thursday)[0]
    assert (week.planned, week.days) == (1, 2.0)


def test_leave_holidays_and_days_off_take_days_from_a_week() -> None:
    person = replace(PERSON, leave=(Leave(date(2026, 11, 30), date(2026, 12, 1)),))
    weeks = weeks_ahead(Agenda(person, (), HOURS), (), FRAMEWORK, MONDAY)
    assert weeks[1].days == 3
    christmas = next(week for week in weeks if week.monday == date(2026, 12, 21))
    assert christmas.days == 4


def test_what_nobody_knows_is_unknown_and_never_nothing() -> None:
    weeks = weeks_ahead(Agenda(PERSON, (), HOURS), [("unknown", due(MONDAY))], FRAMEWORK, MONDAY)
    assert (weeks[0].minutes, weeks[0].share) == (None, None)
    weeks = weeks_ahead(Agenda(PERSON, (), None), [("short", due(MONDAY))], FRAMEWORK, MONDAY)
    assert (weeks[0].minutes, weeks[0].available, weeks[0].share) == (30, None, None)


def test_a_day_is_full_when_its_talks_take_all_its_time() -> None:
    four = tuple(talk(MONDAY) for _ in range(4))
    assert Agenda(PERSON, four[:3], HOURS).is_full_on(MONDAY) is False
    assert Agenda(PERSON, four, HOURS).is_full_on(MONDAY) is True
    assert Agenda(PERSON, four, None).is_full_on(MONDAY) is None
    assert Agenda(PERSON, (talk(MONDAY, None),), HOURS).is_full_on(MONDAY) is None
    saturday = MONDAY + 5 * DAY
    assert not Agenda(PERSON, (), HOURS).works_on(saturday)
