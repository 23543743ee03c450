from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest

from caseload_tui.domain.dossier import HELD, PLANNED
from caseload_tui.domain.rows import Draft
from caseload_tui.errors import StoreUnusable
from caseload_tui.services import Services
from caseload_tui.services.meetings import Meetings, Plan
from caseload_tui.ui.intents import RecordTalk
from caseload_tui.ui.screens.talk import TalkScreen
from tests.ui.screens import SMALL, WIDE, opened, pressed, screen_text, settled
from tests.ui.typing import typed, until

ZOE, RIA, PLAN = "client-0042", "client-0029", "plan-0042"
LETTERS = "abcdefghijklmnopqrstuvwxyzq1234567890/?u-+"
SIZES = {"80": SMALL, "120": WIDE}


def kept(services: Services) -> list[Draft]:
    return [draft for draft in services.meetings.drafts() if draft.client_id == ZOE]


@pytest.mark.parametrize("size", SIZES)
async def test_a_talk_looks_as_it_is_kept(services: Services, snapshot: Callable[[str, str], None], size: str) -> None:
    async with opened(services, "m", "tab", size=SIZES[size]) as pilot:
        await typed(pilot, "De regeling is klaar")
        await pressed(pilot, "f2")
        await typed(pilot, "sparen voor een fiets")
        await pressed(pilot, "enter", "f3", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, TalkScreen)
        screen.keeper.save()
        await pressed(pilot)
        await until(pilot, lambda: "saved" in screen_text(pilot.app))
        snapshot(f"talk-{size}", screen_text(pilot.app))


async def test_no_key_steals_a_letter_from_the_note(services: Services) -> None:
    async with opened(services, "m") as pilot:
        await typed(pilot, LETTERS)
        screen = pilot.app.screen
        assert isinstance(screen, TalkScreen)
        assert screen.area.text == LETTERS


async def test_what_is_typed_is_kept_within_a_second_of_the_last_key(services: Services) -> None:
    async with opened(services, "m") as pilot:
        await pilot.press("x")
        last_key = time.monotonic()
        await until(pilot, lambda: bool(kept(services)))
        assert time.monotonic() - last_key < 1
        assert kept(services)[0].content["notes"] == {"werk_opleiding": "x"}
        assert "saved" in screen_text(pilot.app)


async def test_leaving_keeps_a_draft_that_is_offered_and_never_restored_unasked(services: Services) -> None:
    async with opened(services, "m", "x", "escape") as pilot:
        assert len(kept(services)) == 1
        text = await pressed(pilot, "m")
        assert "A draft of this talk is kept" in text
        assert not isinstance(pilot.app.screen, TalkScreen)
        await pressed(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, TalkScreen)
        assert screen.area.text == "x"


async def test_starting_anew_leaves_the_draft_as_it_is(services: Services) -> None:
    async with opened(services, "m", "x", "escape", "m", "down", "enter", "y", "escape"):
        texts = [draft.content["notes"]["werk_opleiding"] for draft in kept(services)]
        assert sorted(texts) == ["x", "y"]


async def test_later_does_nothing(services: Services) -> None:
    async with opened(services, "m", "x", "escape", "m", "escape") as pilot:
        assert "A draft" not in screen_text(pilot.app)
        assert len(kept(services)) == 1


async def test_a_draft_is_thrown_away_only_after_a_typed_word(services: Services) -> None:
    async with opened(services, "m", "x", "escape", "m", "up", "enter") as pilot:
        assert "cannot be brought back" in await pressed(pilot, "enter")
        assert len(kept(services)) == 1
        await typed(pilot, "gone")
        await pressed(pilot, "enter")
        assert not kept(services)


async def test_a_talk_of_which_nothing_was_written_leaves_no_draft(services: Services) -> None:
    async with opened(services, "m", "x", "backspace", "escape") as pilot:
        assert not kept(services)
        assert not isinstance(pilot.app.screen, TalkScreen)


async def test_signing_records_notes_commitments_and_the_next_plan_at_once(services: Services) -> None:
    async with opened(services, "m") as pilot:
        await typed(pilot, "Werkt twee dagen")
        await pressed(pilot, "tab", "f2")
        await typed(pilot, "fiets kopen")
        await pressed(pilot, "enter", "f3", "enter", "f9")
        text = screen_text(pilot.app)
    assert "Recorded." in text
    dossier = services.clients.look(ZOE).dossier
    meeting = dossier.meeting(PLAN)
    assert meeting is not None
    assert (meeting.status, meeting.signed_on) == (HELD, date(2026, 11, 23))
    assert meeting.notes == {"werk_opleiding": "Werkt twee dagen"}
    made = [item for item in dossier.commitments if item.meeting == PLAN]
    assert [(item.text, item.owner, item.domain) for item in made] == [("fiets kopen", "client", "financien")]
    following = [item for item in dossier.meetings if item.status == PLANNED]
    assert [item.on for item in following] == [date(2027, 2, 23)]
    assert not kept(services)


async def test_another_group_is_chosen_from_within_the_talk_and_writing_goes_on(services: Services) -> None:
    async with opened(services, "m", "x", "ctrl+r") as pilot:
        await pressed(pilot, "home", "tab", "home", "tab")
        await typed(pilot, "wil vooruit")
        assert "Moved to" in await pressed(pilot, "enter")
        await typed(pilot, "y")
        assert isinstance(pilot.app.screen, TalkScreen)
        assert pilot.app.screen.area.text == "xy"
        await pressed(pilot, "f9", "escape")
    stay = services.clients.look(ZOE).dossier.stays["perspectief"][-1]
    assert (stay.group, stay.reason, stay.meeting) == ("werken", "wil vooruit", PLAN)


async def test_who_and_by_when_are_typed_with_what_is_agreed(services: Services) -> None:
    async with opened(services, "m", "x", "f2") as pilot:
        await typed(pilot, "we: kwijtschelding nakijken, fri")
        await pressed(pilot, "enter", "f9", "escape")
    made = services.clients.look(ZOE).dossier.commitments[-1]
    assert (made.owner, made.text, made.due_on) == ("office", "kwijtschelding nakijken", date(2026, 11, 27))


async def test_after_saving_the_next_talk_is_proposed_by_the_cadence(services: Services) -> None:
    async with opened(services, "m", "x", "f8") as pilot:
        text = screen_text(pilot.app)
        assert "Plan a talk" in text
        assert "23 Feb 2027" in text
        await pressed(pilot, "enter")
    dossier = services.clients.look(ZOE).dossier
    assert [item.on for item in dossier.meetings if item.status == PLANNED] == [date(2027, 2, 23)]
    meeting = dossier.meeting(PLAN)
    assert meeting is not None
    assert meeting.unsigned


async def test_a_held_record_is_read_once_more_before_it_is_signed(services: Services) -> None:
    async with opened(services, "m", "x", "f8", "escape", "2", "slash") as pilot:
        await typed(pilot, "celik")
        assert "held today, not signed" in await pressed(pilot, "enter")
        assert "not signed" in await pressed(pilot, "s")
        await pressed(pilot, "s")
    meeting = services.clients.look(ZOE).dossier.meeting(PLAN)
    assert meeting is not None
    assert meeting.signed_on == date(2026, 11, 23)


async def test_a_failed_save_keeps_the_text_and_says_what_to_do(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise StoreUnusable("The disk is full.", "Make room.")

    async with opened(services, "m", "x") as pilot:
        with monkeypatch.context() as broken:
            broken.setattr(Meetings, "record", full)
            text = await pressed(pilot, "f9")
        assert "The disk is full. Make room." in text
        screen = pilot.app.screen
        assert isinstance(screen, TalkScreen)
        assert screen.area.text == "x"
        await pressed(pilot, "f9")
    meeting = services.clients.look(ZOE).dossier.meeting(PLAN)
    assert meeting is not None
    assert meeting.signed_on is not None


async def test_a_draft_that_cannot_be_kept_says_so_and_is_tried_again(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise StoreUnusable("The store is busy.", "Wait a moment.")

    async with opened(services, "m") as pilot:
        with monkeypatch.context() as broken:
            broken.setattr(Meetings, "save_draft", busy)
            await pilot.press("x")
            await until(pilot, lambda: "! not saved" in screen_text(pilot.app))
            assert "not saved" in await pressed(pilot, "escape")
            assert isinstance(pilot.app.screen, TalkScreen)
        await until(pilot, lambda: bool(kept(services)))


async def test_a_citizen_service_number_is_warned_of_before_it_is_kept(services: Services) -> None:
    async with opened(services, "m") as pilot:
        await typed(pilot, "nummer 111222333")
        assert "citizen service number" in await pressed(pilot, "f9")
        await pressed(pilot, "enter")
        assert isinstance(pilot.app.screen, TalkScreen)
    meeting = services.clients.look(ZOE).dossier.meeting(PLAN)
    assert meeting is not None
    assert meeting.status == PLANNED


async def test_questions_at_the_end_are_answered_with_yes_no_or_words(services: Services) -> None:
    async with opened(services, "m", "f5", "home", "tab", "home", "right", "right", "tab") as pilot:
        await typed(pilot, "deels")
        await pressed(pilot, "enter", "f9")
    meeting = services.clients.look(ZOE).dossier.meeting(PLAN)
    assert meeting is not None
    assert meeting.answers == {"1": "yes", "2": "deels"}


@pytest.mark.parametrize(("answer", "status"), [("enter", HELD), ("down", PLANNED)])
async def test_a_plan_near_the_day_is_asked_about(services: Services, answer: str, status: str) -> None:
    plan = services.meetings.plan(RIA, Plan(kind="fip", on=date(2026, 11, 27)))
    async with opened(services) as pilot:
        pilot.app.post_message(RecordTalk(RIA, kind="fip"))
        await settled(pilot)
        assert "ctrl+t changes kind, day or way" in await pressed(pilot, "x")
        assert "planned for Fri 27 Nov" in await pressed(pilot, "f9")
        await pressed(pilot, *([] if answer == "enter" else [answer]), "enter")
    dossier = services.clients.look(RIA).dossier
    meeting = dossier.meeting(plan.id)
    assert meeting is not None
    assert meeting.status == status
    assert any(item.notes == {"werk_opleiding": "x"} for item in dossier.meetings)


async def test_masking_hides_what_was_typed_and_keeps_it(services: Services) -> None:
    async with opened(services, "m") as pilot:
        await typed(pilot, "kanarie")
        text = await pressed(pilot, "f12")
        assert not [word for word in ("kanarie", "Çelik", "Zoë", "budgetcursus") if word in text]
        assert "kanarie" in await pressed(pilot, "f12")


async def test_the_earlier_note_can_be_read_in_full_and_taken_over(services: Services) -> None:
    async with opened(services, "m", "tab", "f7") as pilot:
        assert "Regeling met zorgverzekeraar" in screen_text(pilot.app)
        await pressed(pilot, "escape", "ctrl+o")
        screen = pilot.app.screen
        assert isinstance(screen, TalkScreen)
        assert screen.area.text == "Regeling met zorgverzekeraar loopt, nog 4 termijnen."


async def test_open_commitments_are_settled_without_leaving_the_talk(services: Services) -> None:
    async with opened(services, "m", "f6", "k", "escape", "x") as pilot:
        assert isinstance(pilot.app.screen, TalkScreen)
        states = {item.text: item.state for item in services.clients.look(ZOE).dossier.commitments}
        assert states["uitzoeken sparen naast uitkering"] == "kept"


async def test_what_was_agreed_in_the_talk_can_be_changed_and_taken_out(services: Services) -> None:
    async with opened(services, "m", "f2") as pilot:
        await typed(pilot, "fiets")
        await pressed(pilot, "enter", "f6", "end", "enter")
        await typed(pilot, " kopen")
        await pressed(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, TalkScreen)
        assert [item.text for item in screen.sheet.agreed] == ["fiets kopen"]
        await pressed(pilot, "f6", "end", "x", "escape")
        assert screen.sheet.agreed == ()


async def test_every_opened_talk_is_in_the_access_log(services: Services) -> None:
    async with opened(services, "m"):
        assert [item["what"] for item in services.journal.accesses()] == ["talk opened"]
