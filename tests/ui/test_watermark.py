"""In a store of a training every screen says so, those that lie over others too, at any size."""

from __future__ import annotations

from datetime import date

import pytest

from caseload_tui.domain.training import Training
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.store.store import Store
from tests.ui.offices import TODAY, author
from tests.ui.screens import SMALL, WIDE, opened, pressed, screen_text, settled

MARK = "PRACTICE 07"
WALKS = {
    "the list and what lies over it": (("p",), ("escape", "question_mark"), ("escape", "ctrl+p"), ("escape", "u")),
    "the dossier and a talk": (("2", "enter"), ("m",), ("f9",), ("f2",)),
    "things to read": (("f8",), ("escape", "ctrl+f"), ("escape", "ctrl+n"), ("escape", "5")),
}


@pytest.fixture
def at_training(store: Store) -> Services:
    training = Training(scenario="office", today=date(2026, 11, 23), copy=7)
    return Services(Desk(store, author(), lambda: TODAY, training=training))


@pytest.mark.parametrize("size", [SMALL, WIDE])
@pytest.mark.parametrize("walk", WALKS)
async def test_every_screen_has_the_watermark_in_its_corner(
    at_training: Services, walk: str, size: tuple[int, int]
) -> None:
    async with opened(at_training, size=size) as pilot:
        seen = {type(pilot.app.screen).__name__}
        assert screen_text(pilot.app).rstrip().endswith(MARK)
        for keys in WALKS[walk]:
            text = await pressed(pilot, *keys)
            seen.add(type(pilot.app.screen).__name__)
            assert text.rstrip().endswith(MARK), f"{keys}\n{text}"
        assert len(seen) > 2


async def test_the_watermark_keeps_its_corner_when_the_terminal_changes(at_training: Services) -> None:
    async with opened(at_training, "p") as pilot:
        await pilot.resize_terminal(100, 30)
        await settled(pilot)
        assert screen_text(pilot.app).rstrip().splitlines()[-1].endswith(MARK)
        assert len(screen_text(pilot.app).rstrip().splitlines()) == 30


async def test_other_stores_have_none(services: Services) -> None:
    async with opened(services) as pilot:
        assert "PRACTICE" in screen_text(pilot.app).splitlines()[0]
        assert MARK not in screen_text(pilot.app)
