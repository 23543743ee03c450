from __future__ import annotations

from caseload_tui.domain.dossier import HELD
from caseload_tui.services import Services
from caseload_tui.ui import intents
from caseload_tui.ui.forms.pick import Pick
from caseload_tui.ui.screens.talk import TalkScreen
from tests.ui.screens import opened, pressed, screen_text, settled
from tests.ui.typing import typed

RIA = "client-0029"


async def test_calling_shows_the_number_and_what_came_of_it_is_written_down(services: Services) -> None:
    services.clients.change(RIA, "phone", "06-12345678")
    async with opened(services) as pilot:
        pilot.app.post_message(intents.CallClient(RIA, kind="fip"))
        await settled(pilot)
        assert isinstance(pilot.app.screen, Pick)
        assert "06-12345678" in screen_text(pilot.app)
        masked = await pressed(pilot, "f12")
        assert "06-12345678" not in masked
        assert "Smit" not in masked
        await pressed(pilot, "f12", "enter")
        assert isinstance(pilot.app.screen, TalkScreen)
        await typed(pilot, "belde zelf terug")
        await pressed(pilot, "f9", "escape")
    held = [item for item in services.clients.look(RIA).dossier.meetings if item.status == HELD][-1]
    assert (held.kind, held.mode, held.on) == ("fip", "phone", services.desk.today())


async def test_a_number_that_is_not_known_is_filled_in_from_the_call(services: Services) -> None:
    async with opened(services, "2", "slash", *"smit", "enter", "c") as pilot:
        assert "no phone number is known" in screen_text(pilot.app)
        await pressed(pilot, "enter")
        await typed(pilot, "06-1")
        await pressed(pilot, "enter", "c")
        assert "06-1" in screen_text(pilot.app)


async def test_who_did_not_come_is_recorded_from_the_list(services: Services) -> None:
    async with opened(services) as pilot:
        assert "o did not come" in screen_text(pilot.app)
        assert "FIP" in await pressed(pilot, "o")
        assert "did not come" in await pressed(pilot, "enter")


async def test_a_key_that_does_nothing_with_the_row_says_what_it_is_for(services: Services) -> None:
    before = list(services.journal.facts())
    async with opened(services) as pilot:
        assert "Put the cursor on an open commitment." in await pressed(pilot, "k")
        assert "Put the cursor on a signal." in await pressed(pilot, "g")
    assert list(services.journal.facts()) == before
