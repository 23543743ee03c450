from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot

from caseload_tui.services import Services
from caseload_tui.ui.intents import OpenDossier
from caseload_tui.ui.screens.dossier import DossierScreen
from caseload_tui.ui.talk.paper import Paper
from tests.ui.screens import SMALL, WIDE, opened, pressed, screen_text, settled
from tests.ui.typing import typed

ZOE, KEES, RIA, ANNELIESE = "client-0042", "client-0070", "client-0029", "client-0012"
SIZES = {"80": SMALL, "120": WIDE, "160": (160, 50)}


async def down_to(pilot: Pilot[Any], text: str) -> None:
    """Move the cursor down until the lines under the list say so."""
    for _ in range(60):
        if text in "\n".join(screen_text(pilot.app).splitlines()[-4:-2]):
            return
        await pressed(pilot, "down")
    raise AssertionError(f"no row says {text}")


@pytest.mark.parametrize("size", SIZES)
async def test_a_dossier_looks_as_it_is_kept(
    services: Services, snapshot: Callable[[str, str], None], size: str
) -> None:
    async with opened(services, "enter", size=SIZES[size]) as pilot:
        snapshot(f"dossier-{size}", screen_text(pilot.app))


async def test_the_top_says_what_counts_at_the_door(services: Services) -> None:
    clients = services.clients
    clients.change_many(KEES, {"home_visits": "no", "preferred_mode": "phone", "remark": "hond in de tuin"})
    async with opened(services) as pilot:
        pilot.app.post_message(OpenDossier(KEES))
        await settled(pilot)
        top = "\n".join(screen_text(pilot.app).splitlines()[:5])
    for said in ("Kees Mol", "0070", "! no home visits", "prefers: phone", "freed from", "hond in de tuin"):
        assert said in top


async def test_every_due_meeting_says_why(services: Services) -> None:
    async with opened(services, "enter") as pilot:
        text = screen_text(pilot.app)
    assert "last one 24 August 2026; so 24 November 2026" in text


async def test_the_timeline_has_every_fact_and_is_narrowed_by_theme_and_word(services: Services) -> None:
    async with opened(services, "enter", "tab") as pilot:
        text = screen_text(pilot.app)
        assert "registered: 0042" in text
        assert "planned for today: FIP talk" in text
        talks = await pressed(pilot, "t")
        assert "TIMELINE: TALKS" in talks
        assert "registered" not in talks
        agreed = await pressed(pilot, "t")
        assert "budgetcursus" in agreed
        assert "FIP talk" not in agreed
        await pressed(pilot, "t", "t", "t", "t", "t", "slash")
        await typed(pilot, "budget")
        found = screen_text(pilot.app)
        assert "1/9" in found
        assert "registered" not in found


async def test_what_was_taken_back_stays_on_the_timeline_and_says_so(services: Services) -> None:
    services.facts.refer(ZOE, "ggd")
    services.journal.undo()
    async with opened(services, "enter", "tab") as pilot:
        assert "(taken back)" in screen_text(pilot.app)


async def test_enter_reads_a_record_and_a_life_domain(services: Services) -> None:
    async with opened(services, "enter", "down", "down", "down", "enter") as pilot:
        assert "Regeling met zorgverzekeraar" in screen_text(pilot.app)
        await pressed(pilot, "escape", "tab", "t", "down", "down", "enter")
        text = screen_text(pilot.app)
        assert "24 August 2026 · office" in text
        assert "Regeling met zorgverzekeraar" in text


async def test_a_signed_record_is_amended_with_a_reason_and_shows_both(services: Services) -> None:
    async with opened(services, "enter", "tab", "t", "down", "down", "enter", "e") as pilot:
        assert isinstance(pilot.app.screen, Paper)
        await pressed(pilot, "tab")
        await typed(pilot, " Is klaar.")
        await pressed(pilot, "f9")
        await typed(pilot, "vergeten")
        assert "Amended." in await pressed(pilot, "enter")
        assert not services.meetings.draft("amendment:held-0042-2026-08-24")
        await pressed(pilot, "home", "enter")
        text = screen_text(pilot.app)
    assert "amended" in text
    assert "vergeten" in text
    assert text.count("Regeling met zorgverzekeraar") == 2


async def test_an_unsigned_record_is_signed_from_the_dossier(services: Services) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(OpenDossier(ANNELIESE))
        await settled(pilot)
        await pressed(pilot, "s", "s")
    meeting = services.clients.look(ANNELIESE).dossier.meeting("held-0012-2026-11-02")
    assert meeting is not None
    assert meeting.signed_on == date(2026, 11, 23)


async def test_the_dossier_follows_what_is_done_in_it(services: Services) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(OpenDossier(RIA))
        await settled(pilot)
        await down_to(pilot, "aanvraag bijzondere bijstand")
        text = await pressed(pilot, "k")
        assert "Marked as kept." in text
        assert "kept: we 2/2" in text


async def test_a_placement_is_corrected_and_both_are_shown(services: Services) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(OpenDossier(RIA))
        await settled(pilot)
        await down_to(pilot, "1 Jan 2026 –")
        await pressed(pilot, "e", "shift+tab", "shift+tab", "home", "tab", "tab")
        await typed(pilot, "verkeerde regel")
        text = await pressed(pilot, "enter")
        assert "Corrected." in text
        assert "was wrong" in text


async def test_masking_a_dossier_hides_every_word_of_people(services: Services) -> None:
    for size in (SMALL, WIDE):
        async with opened(services, "enter", "f12", size=size) as pilot:
            text = screen_text(pilot.app) + await pressed(pilot, "tab")
            assert not [word for word in ("Zoë", "Çelik", "0042", "budgetcursus", "Regeling") if word in text]


async def test_opening_a_dossier_is_in_the_access_log_and_reading_on_is_not(services: Services) -> None:
    async with opened(services, "enter", "tab", "t", "f5") as pilot:
        assert isinstance(pilot.app.screen, DossierScreen)
        await pressed(pilot, "escape")
        assert not isinstance(pilot.app.screen, DossierScreen)
    assert [item["what"] for item in services.journal.accesses()] == ["dossier opened"]
