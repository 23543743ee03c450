"""Group sessions on screen: planned for many, attendance with single keys, one row of the day."""

from __future__ import annotations

import signal
from datetime import timedelta

from caseload_tui.services import Services
from caseload_tui.ui.intents import OpenDossier
from caseload_tui.ui.intents import sessions as gathering
from caseload_tui.ui.screens.session import SessionScreen
from tests.ui.offices import TODAY
from tests.ui.screens import opened, pressed, screen_text, settled

KIND = "work_first"
TOMORROW = TODAY + timedelta(days=1)


def statuses(services: Services, session: str) -> dict[str, str]:
    return {row.client.file_number: row.meeting.status for row in services.sessions.show(session).rows}


async def test_a_session_is_planned_for_those_marked_and_undone(services: Services) -> None:
    async with opened(services, "3", "w") as pilot:
        assert "Plan a group session" in screen_text(pilot.app)
        await pressed(pilot, "tab", "tab", "tab", "tab", "a", "c", "h", "m", "e", "d", "space")
        await pressed(pilot, *["backspace"] * 6, "s", "m", "i", "t", "space")
        await pressed(pilot, "enter")
        text = screen_text(pilot.app)
        assert isinstance(pilot.app.screen, SessionScreen)
        assert "2 enrolled" in text
        [session] = services.sessions.list()
        assert statuses(services, session.id) == {"0033": "planned", "0029": "planned"}
        assert "x take off" in text
        assert "p was there" not in text
        await pressed(pilot, "escape", "e")
        assert "2 enrolled" in screen_text(pilot.app)
        await pressed(pilot, "escape", "u", "enter")
    assert services.sessions.list() == ()


async def test_attendance_is_marked_saved_in_one_go_and_put_right(services: Services) -> None:
    people = ["client-0033", "client-0029", "client-0070", "client-0051"]
    session = services.sessions.plan(KIND, TODAY, people, time="08:15").id
    async with opened(services) as pilot:
        text = screen_text(pilot.app)
        assert "4 clients" in text
        assert "m attendance" in text or "enter attendance" in text
        await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, SessionScreen)
        await pressed(pilot, "p", "a", "c", "r")
        assert "not saved" in screen_text(pilot.app)
        assert set(statuses(services, session).values()) == {"planned"}
        await pressed(pilot, "escape")
        assert services.meetings.draft(f"session:{session}") is not None
        assert set(statuses(services, session).values()) == {"planned"}
        assert "What you marked before is here again" in await pressed(pilot, "enter")
        await pressed(pilot, "f8")
        assert services.meetings.draft(f"session:{session}") is None
        assert sorted(statuses(services, session).values()) == ["cancelled", "held", "missed", "missed"]
        await pressed(pilot, "home", "a", "f8")
        assert sorted(statuses(services, session).values()) == ["cancelled", "missed", "missed", "missed"]
        await pressed(pilot, "home", "P", "p", "f9", "escape")
        assert "4 clients" not in screen_text(pilot.app)
    held = [row.meeting for row in services.sessions.show(session).rows if row.meeting.status == "held"]
    assert [meeting.signed_on for meeting in held] == [TODAY]


async def test_more_are_enrolled_and_the_whole_is_called_off(services: Services) -> None:
    session = services.sessions.plan(KIND, TODAY, ["client-0033"]).id
    async with opened(services, "3") as pilot:
        assert "e sessions" in screen_text(pilot.app)
        pilot.app.post_message(gathering.OpenSession(session))
        await settled(pilot)
        assert "Change the session" in await pressed(pilot, "w")
        await pressed(pilot, "end", *["backspace"] * 12, *TOMORROW.strftime("%d-%m-%Y"), "tab", *"14:00", "enter")
        changed = services.sessions.show(session)
        assert (changed.on, changed.time) == (TOMORROW, "14:00")
        await pressed(pilot, "e", "m", "o", "l", "space", "enter")
        assert "2 enrolled" in screen_text(pilot.app)
        await pressed(pilot, "x", "enter")
        assert "OFF THE LIST" in screen_text(pilot.app)
        await pressed(pilot, "O", "enter")
        assert services.sessions.show(session).state(TODAY) == "cancelled"
        pilot.app.post_message(gathering.PlanSession(("client-0042", "client-0017")))
        await settled(pilot)
        assert "2 clients marked" in screen_text(pilot.app)
        pilot.app.masked = True  # type: ignore[attr-defined]
        await settled(pilot)
        assert "Çelik" not in screen_text(pilot.app)


async def test_a_talk_on_the_timeline_opens_its_session_and_marks_outlive_the_end(services: Services) -> None:
    session = services.sessions.plan(KIND, TODAY, ["client-0033", "client-0029"]).id
    async with opened(services) as pilot:
        pilot.app.post_message(OpenDossier("client-0033"))
        await settled(pilot)
        await pressed(pilot, "tab", "home", "enter")
        assert isinstance(pilot.app.screen, SessionScreen)
        await pressed(pilot, "a")
        pilot.app.ending._end(signal.SIGTERM)  # type: ignore[attr-defined]
    draft = services.meetings.draft(f"session:{session}")
    assert draft is not None
    assert list(draft.content["marks"].values()) == ["absent"]
