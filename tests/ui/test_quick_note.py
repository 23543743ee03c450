from __future__ import annotations

from caseload_tui.domain.dossier import HELD
from caseload_tui.domain.rows import Draft
from caseload_tui.services import Services
from caseload_tui.ui.screens.capture import CaptureScreen
from caseload_tui.ui.screens.talk import TalkScreen
from caseload_tui.ui.talk.note import NoteArea
from caseload_tui.ui.talk.sheet import QUICK
from tests.ui.screens import opened, pressed, screen_text, settled
from tests.ui.typing import typed, until

ZOE, RIA, TOM, PLAN = "client-0042", "client-0029", "client-0051", "plan-0042"


def kept(services: Services, client: str) -> list[Draft]:
    return [draft for draft in services.meetings.drafts() if draft.client_id == client]


async def test_a_quick_note_is_typed_at_once_and_worked_out_later_per_life_domain(services: Services) -> None:
    async with opened(services, "ctrl+n") as pilot:
        await typed(pilot, "q? rekening betaald")
        await pressed(pilot, "enter", "enter")
        await typed(pilot, "slaapt slecht")
        assert "FIP" in screen_text(pilot.app)
        assert "The note is kept" in await pressed(pilot, "escape")
        [draft] = kept(services, ZOE)
        assert draft.content["notes"] == {QUICK: "q? rekening betaald\n\nslaapt slecht"}
        assert (draft.meeting_id, draft.content["mode"]) == (PLAN, "home")
        assert "Quick note" in await pressed(pilot, "m", "enter")
        await pressed(pilot, "ctrl+g", "4")
        screen = pilot.app.screen
        assert isinstance(screen, TalkScreen)
        assert screen.area.text.strip() == "q? rekening betaald"
        assert "Under which life domain?" in await pressed(pilot, "f9")
        await pressed(pilot, "2")
    meeting = services.clients.look(ZOE).dossier.meeting(PLAN)
    assert meeting is not None
    assert meeting.status == HELD
    assert meeting.notes == {"gezondheid": "slaapt slecht", "financien": "q? rekening betaald"}
    assert not kept(services, ZOE)


async def test_a_quick_note_goes_to_whom_it_is_for_also_while_masked(services: Services) -> None:
    async with opened(services, "f12", "ctrl+n") as pilot:
        await typed(pilot, "kanarie")
        text = screen_text(pilot.app)
        assert not [word for word in ("kanarie", "Zoë", "0042") if word in text]
        await until(pilot, lambda: bool(kept(services, ZOE)))
        await pressed(pilot, "ctrl+n")
        await typed(pilot, "smit")
        assert "smit" not in screen_text(pilot.app)
        await pressed(pilot, "enter")
        await typed(pilot, "vogel")
        await pressed(pilot, "escape")
    assert not kept(services, ZOE)
    [draft] = kept(services, RIA)
    assert (draft.content["notes"], draft.content["mode"]) == ({QUICK: "kanarievogel"}, "home")


async def test_a_draft_is_told_of_and_joined_only_when_asked(services: Services) -> None:
    async with opened(services, "ctrl+n", "x", "escape", "enter", "ctrl+n") as pilot:
        await typed(pilot, "y")
        screen = pilot.app.screen
        assert isinstance(screen, CaptureScreen)
        assert screen.query_one(NoteArea).text == "y"
        assert "ctrl+o goes on with it" in screen_text(pilot.app)
        await pressed(pilot, "ctrl+o")
        assert screen.query_one(NoteArea).text == "x\n\ny"
        await pressed(pilot, "f3", "s", "m", "escape", "f9")
        assert isinstance(pilot.app.screen, TalkScreen)
        await settled(pilot)
        assert [draft.content["notes"] for draft in kept(services, ZOE)] == [{QUICK: "x\n\ny"}]
