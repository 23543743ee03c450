"""Work that takes long says on screen how far it is, and escape stops it."""

from __future__ import annotations

from itertools import count as numbers
from threading import Event

import pytest

from caseload_tui.domain.balance import Balance
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
    monkeypatch.setattr("caseload_tui.ui.working._LONG", 0.01)
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


async def test_figures_that_take_long_are_awaited_by_nobody(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseload_tui.ui.working._LONG", 0.05)
    done, balance = Event(), services.team.balance

    def counted(place: str | None = None) -> Balance:
        done.wait()
        return balance(place)

    monkeypatch.setattr(services.team, "balance", counted)
    async with opened(services) as pilot:
        app = pilot.app
        try:
            for key, said in (("5", "One moment …"), ("1", "TODAY"), ("5", "You can go elsewhere meanwhile.")):
                await pilot.press(key)
                while said not in screen_text(app):
                    await pilot.pause(0.02)
        finally:
            done.set()
        await until(pilot, lambda: "S. de Wit" in screen_text(app))
        assert "One moment …" not in screen_text(app)
