"""Under the invented policy: two axes, scores, approval, target groups and a ladder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from caseload_tui.domain.agreeing import Agreement
from caseload_tui.domain.registering import NewClient
from caseload_tui.services import Services
from caseload_tui.store.store import Store
from caseload_tui.ui import intents
from caseload_tui.ui.intents import dossier as more
from caseload_tui.ui.screens.talk import TalkScreen
from tests.makers import KEY, found_office
from tests.ui.offices import TODAY, services_on
from tests.ui.screens import WIDE, opened, pressed, screen_text, settled
from tests.ui.typing import typed

BEGAN = date(2026, 9, 1)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    store = Store.create(tmp_path / "example.store", KEY, practice=True)
    found_office(store)
    yield services_on(store, who="anna")
    store.close()


@pytest.fixture
def client(services: Services) -> str:
    return services.clients.register(
        NewClient(given_name="Zoë", family_name="Bakker", on=BEGAN, groups=("groei", "taal"))
    ).id


async def test_scores_are_given_with_a_digit_or_by_their_words(services: Services, client: str) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(intents.RecordTalk(client, kind="voortgang"))
        await settled(pilot)
        await pressed(pilot, "enter", "f4", "4")
        assert "4 of 5 sufficient" in screen_text(pilot.app)
        assert "2 hard" in await pressed(pilot, "tab", "f4")
        await pressed(pilot, "home", "right", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, TalkScreen)
        assert screen.written().scores == {"werk": 4, "geld": 2}
        await pressed(pilot, "f9")
    meeting = services.clients.look(client).dossier.meetings[-1]
    assert meeting.scores == {"werk": 4, "geld": 2}


async def test_a_question_about_the_group_answered_with_no_offers_the_move(services: Services, client: str) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(intents.RecordTalk(client, kind="voortgang"))
        await settled(pilot)
        await pressed(pilot, "enter", "x", "f5", "home", "right", "enter", "f9", "escape")
        text = screen_text(pilot.app)
    assert "Move to another" in text


async def test_each_axis_has_its_own_moves(services: Services, client: str) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(intents.MoveClient(client))
        await settled(pilot)
        await pressed(pilot, "shift+tab", "end", "tab")
        assert "Debts" in screen_text(pilot.app)
        await pressed(pilot, "home", "tab", "home", "tab")
        await typed(pilot, "schulden")
        await pressed(pilot, "enter")
    dossier = services.clients.look(client).dossier
    moved = dossier.groups.get("thema") == "schuld"
    assert moved or [item.group for item in dossier.proposals] == ["schuld"]


async def test_a_proposal_waits_in_the_dossier_and_is_decided_there(services: Services, client: str) -> None:
    services.moves.move(client, "meedoen", axis="route", on=TODAY, reason="ziek", chosen_by="client")
    assert services.clients.look(client).dossier.proposals
    async with opened(services) as pilot:
        pilot.app.post_message(intents.OpenDossier(client))
        await settled(pilot)
        assert "waits for a decision" in screen_text(pilot.app)
        await pressed(pilot, "home", "e", "home", "enter")
    assert services.clients.look(client).dossier.groups["route"] == "meedoen"


async def test_a_broken_commitment_goes_one_step_up_with_what_must_be_written(services: Services, client: str) -> None:
    made = services.commitments.add(client, Agreement(owner="client", text="cv sturen", due_on=TODAY))
    services.commitments.break_(client, made.id)
    async with opened(services) as pilot:
        pilot.app.post_message(more.StepUp(client, made.id))
        await settled(pilot)
        assert "Next step" in screen_text(pilot.app)
        await typed(pilot, "gesproken over de reden")
        await pressed(pilot, "ctrl+s")
    commitment = services.clients.look(client).dossier.commitment(made.id)
    assert commitment is not None
    assert commitment.step is not None


async def test_every_kind_of_fact_can_be_added_and_ended(services: Services, client: str) -> None:
    wanted = {"label": 0, "contact": 1, "duty": 2, "instrument": 3, "work": 4, "referral": 5, "dated": 6}
    async with opened(services) as pilot:
        for what, place in wanted.items():
            pilot.app.post_message(more.AddToSituation(client))
            await settled(pilot)
            await pressed(pilot, "home", *["down"] * place)
            await pressed(pilot, "tab", *([] if what == "work" else ["end" if what == "contact" else "home"]))
            text = await pressed(pilot, "enter")
            assert "Added." in text, what
        dossier = services.clients.look(client).dossier
        ends = [
            ("label", dossier.current_labels[0]),
            ("contact", f"{dossier.contacts[-1].consultant}/{dossier.contacts[-1].role or ''}"),
            ("duty", dossier.duties[0].id),
            ("instrument", dossier.instruments[0].id),
            ("work", dossier.works[0].id),
        ]
        for what, thing in ends:
            pilot.app.post_message(more.EndOfSituation(client, what, thing))
            await settled(pilot)
            assert "Ended." in await pressed(pilot, "enter"), what


async def test_a_colleague_speaks_languages_and_works_for_some_of_the_municipalities(services: Services) -> None:
    async with opened(services, "5", "down", "e", size=WIDE) as pilot:
        assert "Works for" in screen_text(pilot.app)
        await pressed(pilot, "end", *["tab"] * 6)
        await typed(pilot, "Turks")
        await pressed(pilot, "tab", "space")
        assert "Changed." in await pressed(pilot, "enter")
        changed = services.team.resolve("bram")
        assert (changed.languages, changed.municipalities) == (("Turks",), ("Oefendorp",))
        assert "Nothing would change." in await pressed(pilot, "e", "enter")
        await pressed(pilot, "shift+tab", "shift+tab", "space")
        assert "Changed." in await pressed(pilot, "enter")
    assert services.team.resolve("bram").municipalities == ()
