from __future__ import annotations

from collections.abc import Callable

import pytest

from caseload_tui.domain.facts.client import ContactAdded
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.services import Services
from caseload_tui.store.store import Store
from caseload_tui.ui import intents
from caseload_tui.ui.app import CaseloadApp
from caseload_tui.ui.forms.form import Form
from tests.ui.offices import TODAY, services_on
from tests.ui.screens import opened, pressed, screen_text, settled
from tests.ui.typing import typed

ZOE, RIA = "client-0042", "client-0029"
OTHER = "k-mol"


@pytest.fixture
def other(store: Store) -> Services:
    return services_on(store, who=OTHER)


async def test_clients_are_offered_with_what_goes_along_in_view(
    services: Services, other: Services, snapshot: Callable[[str, str], None]
) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(intents.HandOver((ZOE, RIA)))
        await settled(pilot)
        assert isinstance(pilot.app.screen, Form)
        snapshot("form-hand-over-many-80", screen_text(pilot.app))
        assert "This is needed." in await pressed(pilot, "ctrl+s")
        await typed(pilot, "Met verlof.")
        await pressed(pilot, "tab")
        await typed(pilot, "+4w")
        assert "Offered to " in await pressed(pilot, "enter")
    assert [row.client.id for row in other.transfers.waiting()] == [ZOE, RIA]


async def test_an_offer_is_seen_with_one_key_and_taken_over_together(
    services: Services, other: Services, snapshot: Callable[[str, str], None]
) -> None:
    services.transfers.offer((ZOE, RIA), OTHER, "Let op de schulden.")
    async with opened(other) as pilot:
        text = screen_text(pilot.app)
        assert "hand-over from" in text
        assert "y decide" in text
        snapshot("form-take-over-80", await pressed(pilot, "y"))
        assert "transfer shown" in "".join(other.journal.access_lines())
        await pressed(pilot, "shift+tab", "right")
        assert "Decided." in await pressed(pilot, "enter")
        assert "hand-over from" not in await pressed(pilot, "1")
    mine = {row.id for row in other.clients.list(ClientFilter(consultant=OTHER))}
    assert {ZOE, RIA} <= mine


async def test_rejecting_asks_for_a_reason_and_the_head_tells_what_waits(services: Services, other: Services) -> None:
    services.transfers.offer((RIA,), OTHER, "Past beter bij jou.")
    async with opened(services, size=(120, 40)) as pilot:
        pilot.app.post_message(intents.OpenDossier(RIA))
        await settled(pilot)
        assert "offered to K. Mol" in screen_text(pilot.app)
    async with opened(other) as pilot:
        pilot.app.post_message(intents.OpenDossier(RIA))
        await settled(pilot)
        assert "not yet decided" in screen_text(pilot.app)
        assert "Past beter" not in screen_text(pilot.app)
        assert "Past beter" in await pressed(pilot, "home", "y")
        await pressed(pilot, "right")
        assert "This is needed." in await pressed(pilot, "enter")
        await typed(pilot, "te vol")
        assert "Decided." in await pressed(pilot, "enter")
    assert services.clients.look(RIA).dossier.transfers[0].reason == "te vol"


async def test_the_head_of_a_dossier_tells_who_stands_in(services: Services, other: Services) -> None:
    services.transfers.offer((RIA,), OTHER, "Ziek.", until=services.desk.today().replace(month=12))
    other.transfers.accept((RIA,))
    async with opened(services, size=(120, 40)) as pilot:
        pilot.app.post_message(intents.OpenDossier(RIA))
        await settled(pilot)
        text = screen_text(pilot.app)
    assert "K. Mol for S. de Wit until" in text


async def test_marked_clients_are_handed_over_together(services: Services) -> None:
    services.team.add("Zoe Karel")
    async with opened(services, "2", "space", "down", "space") as pilot:
        text = await pressed(pilot, "h")
        assert "Hand 2 clients over" in text
        assert "enter Offer" in text
        assert "ctrl+s Offer" in await pressed(pilot, "right", "tab")


async def test_a_whole_caseload_is_offered_from_the_team_and_its_history_stands_there(
    services: Services, other: Services
) -> None:
    services.transfers.offer((ZOE,), OTHER, "Past beter bij jou.")
    other.transfers.accept((ZOE,))
    services.transfers.offer((RIA,), OTHER, "Ook.")
    other.transfers.reject((RIA,), "te vol")
    async with opened(services, "5", size=(120, 40)) as pilot:
        text = await pressed(pilot, "H")
        for said in ("Who had whom: S. de Wit", "NOW", "BEFORE", "→ K. Mol", "OFFERS DECIDED", "rejected"):
            assert said in text
        text = await pressed(pilot, "escape", "down", "H")
        assert "from S. de Wit" in next(line for line in text.splitlines() if "Çelik-Güneş" in line)
        assert "Hand 11 clients over" in await pressed(pilot, "escape", "up", "h")
        await typed(pilot, "Ik ga weg.")
        assert "Offered to K. Mol" in await pressed(pilot, "ctrl+s")
        assert len(other.transfers.waiting()) == 11
        assert "There is nobody to hand over." in await pressed(pilot, "h")
        pilot.app.post_message(intents.OpenDossier(ZOE))
        await settled(pilot)
        text = await pressed(pilot, "H")
        assert "S. de Wit → K. Mol" in text
        assert "accepted" in text
        assert "Who had whom: Zoë" in text
        assert "Zoë" not in await pressed(pilot, "f12")
        assert "Who had whom" not in await pressed(pilot, "escape")


async def test_from_the_list_of_a_colleague_it_is_their_work_that_is_handed_over(services: Services) -> None:
    bo = "client-0999"
    with services.desk.writing() as writing:
        writing.record(bo, ContactAdded(consultant=services.desk.by, role="werkconsulent", from_=TODAY))
    async with opened(services, "5", "end", "enter", "h", size=(120, 40)) as pilot:
        assert "The work of" not in screen_text(pilot.app)
        text = await pressed(pilot, "escape", "escape", "5", "home", "down", "enter", "h")
        assert "The work of K. Mol." in text
        await typed(pilot, "Past beter.")
        assert "Offered to S. de Wit" in await pressed(pilot, "ctrl+s")
    [offer] = services.transfers.waiting()
    assert (offer.client.id, offer.transfer.consultant) == (bo, OTHER)


async def test_a_closed_dossier_is_erased_with_its_number_typed(services: Services) -> None:
    services.clients.close(RIA, "verhuisd")
    async with opened(services) as pilot:
        pilot.app.post_message(intents.OpenDossier(RIA))
        await settled(pilot)
        await pressed(pilot, "ctrl+p")
        await typed(pilot, "erase")
        assert "cannot be undone" in await pressed(pilot, "enter")
        await typed(pilot, "bewaartermijn")
        await pressed(pilot, "tab")
        await typed(pilot, "0028")
        assert "That is not the file number." in await pressed(pilot, "enter")
        await pressed(pilot, "backspace")
        await typed(pilot, "9")
        assert "Erased." in await pressed(pilot, "enter")
    assert RIA not in {row.id for row in services.clients.list(ClientFilter())}


async def test_a_dossier_that_another_program_erased_is_left_and_that_is_told(services: Services) -> None:
    services.clients.close(RIA, "verhuisd")
    async with opened(services) as pilot:
        app = pilot.app
        assert isinstance(app, CaseloadApp)
        app.post_message(intents.OpenDossier(RIA))
        await settled(pilot)
        await pressed(pilot, "ctrl+p")
        await typed(pilot, "erase")
        assert "cannot be undone" in await pressed(pilot, "enter")
        services.clients.erase(RIA, "0029", "bewaartermijn")
        app.refresh_lists()
        await settled(pilot)
        assert "There is no client" not in screen_text(app), "behind a form nothing is to be said"
        await pressed(pilot, "escape")
        app.refresh_lists()
        await settled(pilot)
        assert app.screen is app.main
        assert "There is no client" in screen_text(app)
