from __future__ import annotations

import pytest

from caseload_tui.domain.left_off import LeftOff, ListLeft
from caseload_tui.domain.rows import Draft
from caseload_tui.domain.views import View
from caseload_tui.errors import Refused
from caseload_tui.services import Services
from caseload_tui.store.store import Store
from tests.services.desks import desk_of

LATE, DEBTS = View("Te laat", "caseload", "state:late"), View("Schulden", "caseload", '"schuld"')


def test_views_are_one_s_own_and_kept_in_their_order(services: Services, store: Store) -> None:
    services.personal.save_view(LATE)
    assert services.personal.save_view(DEBTS) == (LATE, DEBTS)
    assert services.personal.move_view("Schulden", -1) == (DEBTS, LATE)
    services.personal.rename_view("Te laat", "Laat")
    assert [view.name for view in services.personal.views()] == ["Schulden", "Laat"]
    assert Services(desk_of(store, "bram")).personal.views() == ()
    assert [view.name for view in services.personal.remove_view("laat")] == ["Schulden"]
    with pytest.raises(Refused):
        services.personal.remove_view("laat")


def test_what_one_keeps_for_oneself_is_no_fact_and_no_news_for_the_lists(services: Services, zoe: str) -> None:
    assert zoe
    facts, stamp = list(services.journal.facts()), services.journal.stamp()
    place = LeftOff("caseload", {"caseload": ListLeft("zoë", zoe, {"x": "y"})})
    services.personal.keep_left_off(LeftOff("today"))
    services.personal.keep_left_off(place)
    services.personal.save_view(LATE)
    assert services.personal.left_off() == place
    assert list(services.journal.facts()) == facts
    assert services.journal.stamp() == stamp
    assert all(check.ok for check in services.journal.examine())
    services.clients.change(zoe, "phone", "06-00000000")
    assert services.journal.stamp() != stamp


def test_a_draft_is_news_for_the_lists_when_it_comes_and_when_it_goes_not_each_time_it_is_saved(
    services: Services, zoe: str
) -> None:
    def saved(at: str) -> object:
        services.meetings.save_draft(Draft(services.desk.by, "talk:1", zoe, None, at, {"notes": {"": at}}))
        return services.journal.stamp()

    before = services.journal.stamp()
    first = saved("2026-09-14T09:00:00+00:00")
    assert saved("2026-09-14T09:00:01+00:00") == first != before
    assert saved("2026-09-15T09:00:00+00:00") != first
    services.meetings.drop_draft("talk:1")
    assert services.journal.stamp() == before


def test_it_is_kept_on_a_day_that_is_only_looked_at(store: Store) -> None:
    looking = Services(desk_of(store, looking_only=True))
    looking.personal.save_view(LATE)
    assert looking.personal.views() == (LATE,)
