"""A day for each due talk of a quarter, and planning them, on a store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.standing import State
from caseload_tui.errors import Refused
from caseload_tui.services import Services
from tests.makers import BEGAN, TODAY

MakeClient = Callable[..., str]
WEEK = timedelta(weeks=1)


@pytest.fixture
def due(services: Services, make_client: MakeClient) -> Services:
    """Six clients of Anna whose talks are due or overdue; an fte has 52 hours, so 60 minutes a week."""
    for number in range(6):
        make_client(f"c{number}", file_number=f"V-{number}", on=BEGAN + timedelta(days=40 * number))
    services.house.set("hours_per_fte", ("52",))
    return services


def test_talks_keep_to_the_week_to_leave_and_to_holidays(due: Services) -> None:
    due.team.leave("anna", TODAY + WEEK, TODAY + 2 * WEEK)
    found = due.quarters.suggest(("anna",))
    minutes: dict[tuple[int, int], int] = {}
    for item in found.placed:
        on = item.placed.on
        assert on is not None
        assert on.weekday() < 5
        assert not TODAY + WEEK <= on <= TODAY + 2 * WEEK
        week = on.isocalendar()[:2]
        minutes[week] = minutes.get(week, 0) + item.placed.talk.takes
    assert max(minutes.values()) <= 60
    for item in found.items:
        if item.placed.on is None:
            assert "no room" in item.because
        elif item.placed.late:
            assert "late" in item.because


def test_everything_is_planned_in_one_deed_and_only_when_asked(due: Services) -> None:
    found = due.quarters.suggest(("anna",), talks_a_week=20)
    assert found.placed
    assert not [item for item in due.worklists.due() if item.standing.state is State.PLANNED]
    assert due.quarters.plan(found.items) == len(found.placed)
    days = {(item.client.id, item.placed.talk.kind): item.placed.on for item in found.placed}
    assert len(days) == len(found.placed)
    asked = [item for item in due.worklists.due() if (item.client.id, item.base.kind) in days]
    assert all(item.standing.plan is not None for item in asked)
    assert due.quarters.suggest(("anna",), talks_a_week=20).placed == ()
    with pytest.raises(Refused):
        due.quarters.plan(found.items)
    [deed, *_] = due.journal.undoables()
    due.journal.undo(deed.deed.at)
    assert not [item for item in due.worklists.due() if item.standing.state is State.PLANNED]


def test_visits_of_one_neighbourhood_share_a_day(due: Services, make_client: MakeClient) -> None:
    for number in range(4):
        make_client(f"r{number}", file_number=f"R-{number}", on=BEGAN + timedelta(days=9 * number), group="rust")
    rows = due.clients.list(ClientFilter(groups=("rust",)))
    for row in rows:
        due.clients.change(row.id, "postcode", "7411 AB")
        due.clients.change(row.id, "preferred_mode", "home")
    found = due.quarters.suggest(("anna",), talks_a_week=50)
    visits = [item for item in found.placed if item.mode == "home"]
    assert visits
    assert {item.placed.talk.hood for item in visits} == {"7411"}
    days = [item.placed.on or date.max for item in visits]
    assert len(set(days)) < len(days)
    assert any("there that day" in item.because for item in visits)
    due.clients.change(rows[0].id, "home_visits", "no")
    refused = [item for item in due.quarters.suggest(("anna",), talks_a_week=50).items if item.client.id == rows[0].id]
    assert {item.mode for item in refused} == {None}


def test_without_hours_somebody_must_say_how_many_talks_a_week_has(services: Services, make_client: MakeClient) -> None:
    make_client("c1")
    with pytest.raises(Refused, match="hours"):
        services.quarters.suggest(("anna",))
    assert services.quarters.suggest(("anna",), talks_a_week=5).items
