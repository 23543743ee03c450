"""Work that takes long says on screen how far it is, and escape stops it."""

from __future__ import annotations

import time
from datetime import date
from itertools import count as numbers
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen

from caseload_tui.domain.balance import Balance
from caseload_tui.errors import CaseloadError, Refused
from caseload_tui.progress import told
from caseload_tui.services import Services
from caseload_tui.ui.app import CaseloadApp
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.screens.monitor import MonitorScreen
from caseload_tui.ui.shell import StoreChanged
from tests.ui.screens import opened, pressed, screen_text
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


async def test_a_monitor_says_how_far_it_is_and_escape_stops_it_and_then_leaves(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseload_tui.ui.working._LONG", 0.01)
    stopped = Event()

    def endless(*days: date, **whom: Any) -> None:
        for _ in told(numbers(), "counting the monitor", MANY):
            if stopped.wait(0.005):
                raise Refused("Given up.", "The test is over.")

    async def stops(pilot: Pilot[Any], place: type[Screen[Any]]) -> None:
        await seen(pilot, "counting the monitor: 0%")
        assert isinstance(pilot.app.screen, place)
        await pilot.press("escape")
        await seen(pilot, "Stopped.")
        assert isinstance(pilot.app.screen, place)

    async with opened(services, "5", "m") as pilot:
        try:
            monkeypatch.setattr(services.monitors, "report", endless)
            await pressed(pilot, "p")
            await pilot.press("enter")
            await stops(pilot, Form)
            await pressed(pilot, "escape")
            assert isinstance(pilot.app.screen, MonitorScreen)
            pilot.app.screen.on_store_changed(StoreChanged())
            await stops(pilot, MonitorScreen)
            await pressed(pilot, "escape")
            assert not isinstance(pilot.app.screen, MonitorScreen)
        finally:
            stopped.set()


async def seen(pilot: Pilot[Any], text: str) -> None:
    """Wait until a text stands on the screen, while work goes on."""
    last = time.monotonic() + 20
    while text not in screen_text(pilot.app):
        assert time.monotonic() < last, f"{text} never stood there:\n{screen_text(pilot.app)}"
        await pilot.pause(0.02)


async def test_figures_that_take_long_are_awaited_by_nobody(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caseload_tui.ui.working._LONG", 0.05)
    monkeypatch.setattr("caseload_tui.ui.working._PATIENCE", 0.1)
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
