from __future__ import annotations

from caseload_tui.services import Services
from caseload_tui.services.journal import UNLOCKED
from caseload_tui.ui.preferences import Preferences
from tests.ui.screens import opened, pressed, screen_text

GREETS = Preferences(greets=True, keys={"record": "f7"})
WELCOME = "WELCOME: five things to know"


async def test_a_newcomer_is_told_five_things_once_and_the_list_goes_on_above_them(services: Services) -> None:
    services.clients.log_opening(UNLOCKED, None)
    async with opened(services, preferences=GREETS) as pilot:
        text = screen_text(pilot.app)
        assert WELCOME in text
        assert "f7 p k" in text
        assert "Çelik-Güneş, Zoë" in await pressed(pilot, "down")
        closed = await pressed(pilot, "escape")
        assert WELCOME not in closed
    services.clients.log_opening(UNLOCKED, None)
    async with opened(services, preferences=GREETS) as pilot:
        assert WELCOME not in screen_text(pilot.app)
        await pressed(pilot, "ctrl+p")
        await pilot.press(*"five")
        assert WELCOME in await pressed(pilot, "enter")
