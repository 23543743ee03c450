"""The tasks of a training beside the work: a screen where it is narrow, a panel where it is wide, ✓ by themselves."""

from __future__ import annotations

from datetime import date

import pytest

from caseload_tui.domain.exercise_sheet import task_to_plain
from caseload_tui.domain.exercises import Check, Condition, Task
from caseload_tui.domain.training import Training
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.store.store import Store
from tests.ui.offices import TODAY, author
from tests.ui.screens import WIDE, opened, pressed, screen_text, settled

ANSWER = Task(
    id="answer",
    title={"en": "Note that [/x] Zoë answered"},
    text={"en": "She called back. Write that down."},
    hint={"en": "It is under a in the dossier."},
    checks=(Check(id="1", fact="client.answered", client="client-0042", where=(Condition(key="note", words=2),)),),
)
OTHER = Task(
    id="other",
    title={"en": "Look at Jan"},
    text={"en": "Open his dossier."},
    hint={},
    checks=(Check(id="1", look="dossier opened"),),
)


@pytest.fixture
def at_training(store: Store) -> Services:
    with store.reading() as reading:
        facts = reading.event_count()
    tasks = (task_to_plain(ANSWER), task_to_plain(OTHER))
    training = Training(scenario="x", today=date(2026, 11, 23), copy=3, facts=facts, tasks=tasks)
    with store.writing(author()) as writing:
        writing.keep_training(training)
    return Services(Desk(store, author(), lambda: TODAY, training=training))


async def test_a_narrow_terminal_shows_them_on_a_screen_of_their_own_with_hints(at_training: Services) -> None:
    async with opened(at_training) as pilot:
        before = screen_text(pilot.app)
        assert "PRACTICE 03 ✓0/2" in before
        text = await pressed(pilot, "f10")
        assert "Tasks: 0 of 2 done" in text
        assert "○ Note that [/x] Zoë answered" in text
        assert "She called back." in text
        assert "answered after missed invitations, Zoë Çelik-Güneş (0042): not yet" in text
        assert "under a in the dossier" not in text
        assert "Hint: It is under a in the dossier." in await pressed(pilot, "h")
        at_training.facts.answer("client-0042", note="belde gisteren terug")
        pilot.app.refresh_lists()  # type: ignore[attr-defined]
        await settled(pilot)
        assert "✓ Note that" in screen_text(pilot.app)
        assert "PRACTICE 03 ✓1/2" in await pressed(pilot, "f10")


async def test_a_wide_terminal_shows_them_beside_the_work_and_a_deed_ticks_them(at_training: Services) -> None:
    async with opened(at_training, size=WIDE) as pilot:
        text = await pressed(pilot, "f10")
        assert "○ Note that" in text
        assert "Çelik-Güneş, Zoë" in text
        await pressed(pilot, "enter")
        text = await pressed(pilot, "f10", "f10")
        assert "Tasks: 1 of 2 done" in text
        assert "✓ Look at Jan" in text
        masked = await pressed(pilot, "f12")
        assert "Zoë" not in masked
        assert "Tasks" not in await pressed(pilot, "f12", "f10")


async def test_without_a_training_the_key_does_nothing(services: Services) -> None:
    async with opened(services) as pilot:
        assert "Tasks" not in await pressed(pilot, "f10")
