"""The policy in force, to read."""

from __future__ import annotations

from caseload_tui.services import Services
from caseload_tui.ui.screens.policy import PolicyScreen, policy_text, read_policy
from tests.ui.screens import opened, pressed


async def test_the_policy_is_read_with_what_the_office_chose_itself(services: Services) -> None:
    services.house.set("hours_per_fte", ("1200",))
    page = read_policy(services)
    text = policy_text(page).plain
    assert "hours_per_fte: 1200" in text
    assert "pijnacker-nootdorp-2020 \N{MIDDLE DOT} from" in text
    framework = services.team.framework()
    for point in framework.open_points:
        assert point.reading in text
        assert all(saying.quote in text for saying in point.says)
    for group in framework.groups_by_id.values():
        assert group.name.to("en") in text
    async with opened(services, "f8") as pilot:
        assert isinstance(pilot.app.screen, PolicyScreen)
        assert "IN FORCE HERE" in await pressed(pilot, "home")
        await pressed(pilot, "escape")
        assert not isinstance(pilot.app.screen, PolicyScreen)
