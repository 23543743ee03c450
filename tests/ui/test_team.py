"""The team's figures on screen: what is behind them, and what would become of them."""

from __future__ import annotations

import pytest

from caseload_tui.services import Services
from tests.ui.screens import SMALL, WIDE, opened, pressed, screen_text


async def test_a_role_opens_the_clients_of_those_who_have_it(services: Services) -> None:
    async with opened(services, "5", "end", size=WIDE) as pilot:
        assert "werkconsulent" in screen_text(pilot.app)
        text = await pressed(pilot, "enter")
        assert "of:=k-mol" in text
        assert "Anders, Bo" in text
        assert "Smit" not in text


@pytest.mark.parametrize("size", [SMALL, WIDE])
async def test_a_scenario_stands_beside_today_and_is_there_again_to_change(
    services: Services, size: tuple[int, int]
) -> None:
    async with opened(services, "5", "s", size=size) as pilot:
        assert "What if?" in screen_text(pilot.app)
        text = await pressed(pilot, *"40x", "ctrl+s")
        assert "is no number" in text
        text = await pressed(pilot, "backspace", "ctrl+s")
        assert "Working +40" in text
        clients = next(line.split() for line in text.splitlines() if "▌clients" in line)
        assert int(clients[2]) - int(clients[1]) == 40
        text = await pressed(pilot, "s")
        assert "+40" in text
        assert "TEAM" not in await pressed(pilot, "escape", "escape")
    assert services.team.formation().unled == 0


async def test_by_hours_the_team_is_measured_where_the_policy_has_no_norm(services: Services) -> None:
    services.house.set("hours_per_fte", ("60",))
    services.house.set("minutes.fip", ("60",))
    async with opened(services, "5", size=WIDE) as pilot:
        text = screen_text(pilot.app)
        assert "by hours of talks" in text
        row = next(line for line in text.splitlines() if "S. de Wit" in line and "█" in line)
        assert "%" in row
        assert "more talks than time in wk" in text


async def test_a_rebalancing_is_looked_at_row_by_row_and_offered_in_part(services: Services) -> None:
    async with opened(services, "5", "r", size=WIDE) as pilot:
        assert "Nothing says how much a client asks." in screen_text(pilot.app)
    services.house.set("hours_per_fte", ("40",))
    for kind in services.team.framework().kinds:
        services.house.set(f"minutes.{kind.id}", ("60",))
    services.team.edit("k-mol", roles=("werkconsulent", "klantmanager"))
    async with opened(services, "5", "r", size=WIDE) as pilot:
        text = screen_text(pilot.app)
        assert "S. DE WIT" in text
        assert "of what fits; K. Mol goes from" in text
        await pressed(pilot, "space", "o", *"By phone", "ctrl+s")
    assert [row.transfer.to for row in services.transfers.list()] == ["k-mol"]


async def test_the_quarter_is_looked_at_week_by_week_and_planned_when_asked(services: Services) -> None:
    async with opened(services, "5", "p", size=SMALL) as pilot:
        assert "say how many talks a full week may have" in " ".join(screen_text(pilot.app).split())
        text = await pressed(pilot, "t", *"30", "ctrl+s")
        assert "WK 48" in text
        assert "late already, so as soon as there is room." in text
        text = await pressed(pilot, "space", "p")
        assert "Plan 1 talk?" in text
        before = {row.client.id for row in services.worklists.due() if row.standing.plan is not None}
        await pressed(pilot, "enter")
    after = {row.client.id for row in services.worklists.due() if row.standing.plan is not None}
    assert len(after - before) == 1
