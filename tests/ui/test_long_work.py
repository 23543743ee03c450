"""Work that takes long says on screen how far it is, and escape stops it."""

from __future__ import annotations

from itertools import count as numbers

import pytest

from caseload_tui.errors import CaseloadError
from caseload_tui.progress import told
from caseload_tui.services import Services
from caseload_tui.ui.app import CaseloadApp
from tests.ui.screens import opened, screen_text
from tests.ui.typing import until

MANY = 10**12


async def test_escape_stops_what_takes_long_and_tells_that_nothing_was_done(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseload_tui.ui.working._LONG", 0)
    refused: list[CaseloadError] = []

    def count() -> None:
        for _ in told(numbers(), "counting", MANY):
            pass

    async with opened(services) as pilot:
        app = pilot.app
        assert isinstance(app, CaseloadApp)
        app.work(count, print, group="save", description="counting", failed=refused.append)
        while "counting: 0%" not in screen_text(app):
            await pilot.pause(0.02)
        await pilot.press("escape")
        await until(pilot, lambda: bool(refused))
        assert refused[0].title == "Stopped."
        assert not app.stop_work()
