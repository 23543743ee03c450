from __future__ import annotations

from caseload_tui.services import Services
from tests.ui.screens import opened, pressed, screen_text
from tests.ui.typing import typed


async def test_marked_rows_stay_marked_while_one_filters_and_are_counted_where_they_do_not_show(
    services: Services,
) -> None:
    async with opened(services, "2", "space", "space") as pilot:
        text = screen_text(pilot.app)
        assert "2 marked" in text
        assert " +! Aalbers" not in text
        assert text.count("\n+") == 2
        await pressed(pilot, "slash")
        await typed(pilot, "smit")
        text = await pressed(pilot, "enter", "space", "f5")
        assert "3 marked, 2 out of sight" in text
        assert "1/12" in text
        text = await pressed(pilot, "escape", "asterisk")
        assert "12 marked" in text
        assert "marked" not in await pressed(pilot, "asterisk")
        assert "marked" not in await pressed(pilot, "space", "escape")


async def test_marked_due_meetings_are_put_off_in_one_deed_and_undo_takes_all_back(services: Services) -> None:
    before = {(item.client.id, item.standing.due_on) for item in services.worklists.due()}
    async with opened(services, "2", "asterisk", "d") as pilot:
        assert "Put 12 due dates off" in screen_text(pilot.app)
        await typed(pilot, "griep")
        text = await pressed(pilot, "enter")
        assert "It can be done for 11 of 12." in text
        assert "1 is left out:" in text
        assert "Wolde-Postma" in text
        text = await pressed(pilot, "enter")
        assert "Put off. 11 rows." in text
        assert "marked" not in text
        assert {(item.client.id, item.standing.due_on) for item in services.worklists.due()} != before
        await pressed(pilot, "u", "enter")
        assert {(item.client.id, item.standing.due_on) for item in services.worklists.due()} == before


async def test_marked_clients_get_a_plan_on_one_day(services: Services) -> None:
    async with opened(services, "3", "space", "space", "p") as pilot:
        assert "Plan with 2 clients" in screen_text(pilot.app)
        text = await pressed(pilot, "enter")
        assert "It can be done for" in text
        assert "Planned" in await pressed(pilot, "enter")
