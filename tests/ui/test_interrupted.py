"""Nothing that was typed is lost when the store is locked, changed by another program, or a text comes in one piece."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from caseload_tui.domain.facts.client import ClientChanged
from caseload_tui.services import Services
from caseload_tui.store.store import Store
from caseload_tui.ui import intents
from caseload_tui.ui.app import CaseloadApp
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.intents import Intent
from caseload_tui.ui.screens.capture import CaptureScreen
from caseload_tui.ui.screens.talk import TalkScreen
from tests.makers import KEY
from tests.ui.offices import author
from tests.ui.screens import pressed, running, screen_text, settled
from tests.ui.test_unlock import Key
from tests.ui.typing import typed

RIA = "client-0029"
PASTED = "schulden: [b]€ 40[/b]\n[/x] [@click=app.quit]\n\n\ttab en “aanhaling” é ü ß\x1b[31m"
TALK = intents.RecordTalk("client-0042", kind="fip", meeting="plan-0042")


def text_of(pilot: Pilot[object]) -> str:
    """Return what stands where the cursor is."""
    screen = pilot.app.screen
    if isinstance(screen, TalkScreen):
        return screen.area.text
    if isinstance(screen, CaptureScreen):
        return screen.written().notes.get("~", "")
    assert isinstance(pilot.app.focused, Input)
    return pilot.app.focused.value


@pytest.mark.parametrize("intent", [TALK, intents.AddCommitment(RIA), intents.RegisterClient(), "ctrl+n"], ids=str)
async def test_a_lock_hides_what_is_half_typed_and_gives_it_back(services: Services, intent: Intent | str) -> None:
    async with running(CaseloadApp(services, keyring=Key(services))) as pilot:
        app = pilot.app
        assert isinstance(app, CaseloadApp)
        if isinstance(intent, str):
            await pressed(pilot, intent)
        else:
            app.post_message(intent)
            await settled(pilot)
        await typed(pilot, "halve zin")
        app.action_lock()
        await settled(pilot)
        assert "halve zin" not in screen_text(app)
        await pressed(pilot, *"sesam", "enter")
        await typed(pilot, " af")
        assert text_of(pilot) == "halve zin af"
        if intent is TALK:
            assert [draft.content["notes"] for draft in services.meetings.drafts() if draft.client_id == "client-0042"]


async def test_another_program_may_write_while_a_form_and_a_talk_are_open(
    services: Services, office_path: Path
) -> None:
    async with running(CaseloadApp(services)) as pilot:
        app = pilot.app
        assert isinstance(app, CaseloadApp)
        app.look_around()
        await settled(pilot)
        for intent, words in ((intents.AddCommitment(RIA), "taalles"), (TALK, "over geld")):
            app.post_message(intent)
            await settled(pilot)
            await typed(pilot, words)
            other = Store.open(office_path, KEY)
            with other.writing(author("k-mol", ids=words)) as writing:
                writing.record(RIA, ClientChanged(field="family_name", value=f"Anders {words}"))
            other.close()
            app.look_around()
            await settled(pilot)
            assert text_of(pilot) == words
            await pressed(pilot, "enter" if isinstance(app.screen, Form) else "f9")
            while len(app.screen_stack) > 1:
                await pressed(pilot, "escape")
        assert "Anders over geld, Ria" in await pressed(pilot, "2")
    assert services.clients.look(RIA).dossier.commitments[-1].text == "taalles"
    assert services.clients.look("client-0042").dossier.meetings[-1].notes == {"werk_opleiding": "over geld"}


async def test_a_pasted_text_of_many_lines_is_text_and_nothing_else(services: Services) -> None:
    async with running(CaseloadApp(services)) as pilot:
        pilot.app.post_message(TALK)
        await settled(pilot)
        pilot.app.screen.post_message(events.Paste(PASTED))
        await settled(pilot)
        assert isinstance(pilot.app.screen, TalkScreen)
        assert text_of(pilot) == PASTED
        assert "[b]€ 40[/b]" in screen_text(pilot.app)
        assert "\x1b" not in screen_text(pilot.app)
        await pressed(pilot, "f9")
    assert "[@click=app.quit]" in services.clients.look("client-0042").dossier.meetings[-1].notes["werk_opleiding"]
