from __future__ import annotations

from datetime import timedelta

import pytest

from caseload_tui.services import Services
from caseload_tui.services.meetings import Plan
from caseload_tui.ui.screens.due import week_heading
from tests.makers import TODAY


def test_the_weeks_ahead_know_talks_leave_and_the_hours_of_the_house(services: Services, zoe: str) -> None:
    monday = TODAY - timedelta(days=TODAY.weekday())
    assert services.worklists.ahead()[0].share is None
    services.house.set("hours_per_fte", ("520",))
    services.meetings.plan(zoe, Plan(kind="voortgang", on=monday + timedelta(days=8), time="10:00"))
    services.team.leave("anna", monday + timedelta(days=7), monday + timedelta(days=10))
    weeks = services.worklists.ahead()
    minutes = services.team.framework().minutes_of("voortgang")
    assert minutes
    assert (weeks[1].planned, weeks[1].days, weeks[1].minutes, weeks[1].available) == (1, 1.0, minutes, 120.0)
    assert weeks[1].share == pytest.approx(minutes / 120)
    agenda = services.worklists.agenda()
    assert agenda.has_leave_on(monday + timedelta(days=8))
    assert [item.time for item in agenda.on(monday + timedelta(days=8))] == ["10:00"]


def test_a_week_that_asks_more_than_it_can_bear_stands_out(services: Services, zoe: str) -> None:
    services.house.set("hours_per_fte", ("13",))
    services.meetings.plan(zoe, Plan(kind="voortgang", on=TODAY + timedelta(days=7)))
    heading = week_heading(services.worklists.ahead()[1], 1)
    load, bears = heading.cells[-2:]
    assert not isinstance(load, str)
    assert not isinstance(bears, str)
    assert (load.text[:2], load.text.split()[-1], load.tone, bears.text) == ("! ", "300%", "late", "5 days")
    calm = week_heading(services.worklists.ahead()[2], 0).cells[-2]
    assert not isinstance(calm, str)
    assert (calm.text.strip(), calm.tone) == ("0%", "accent")
