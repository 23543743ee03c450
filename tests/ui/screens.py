"""Reading screens in tests: their text, and waiting until everything that was begun is done."""

from __future__ import annotations

import difflib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from caseload_tui.services import Services
from caseload_tui.ui.app import CaseloadApp
from caseload_tui.ui.panes import ListPane
from caseload_tui.ui.preferences import Preferences

SMALL, WIDE = (80, 24), (120, 40)


def screen_text(app: App[Any]) -> str:
    """Return the screen as it goes to the terminal, without styles and without white at the ends of lines."""
    lines = ("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())
    return "\n".join(line.rstrip() for line in lines) + "\n"


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until no worker runs, no preview is about to be read, no message waits and the screen is laid out."""
    await pilot.pause()
    while pilot.app.is_running and _busy(pilot.app):
        await pilot.pause()
    await pilot.pause()


def _busy(app: App[Any]) -> bool:
    waiting = any(pane.resting for screen in app.screen_stack for pane in screen.query(ListPane))
    laid_out = not app.screen._layout_required
    return (
        waiting
        or not laid_out
        or getattr(app, "keys_wait", False)
        or any(not worker.is_finished for worker in app.workers)
    )


@asynccontextmanager
async def running(app: App[Any], size: tuple[int, int] = SMALL) -> AsyncIterator[Pilot[Any]]:
    """Run an app and wait until its first screen stands."""
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot


@asynccontextmanager
async def opened(
    services: Services, *keys: str, size: tuple[int, int] = SMALL, preferences: Preferences | None = None
) -> AsyncIterator[Pilot[Any]]:
    """Run the program on an office, press keys, and wait until all of it is done."""
    async with running(CaseloadApp(services, preferences), size) as pilot:
        await pressed(pilot, *keys)
        yield pilot


async def pressed(pilot: Pilot[Any], *keys: str) -> str:
    """Press keys one by one, waiting after each, and return the text of the screen."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)
    return screen_text(pilot.app)


class Snapshot:
    """Compares texts of screens with those kept in a folder."""

    def __init__(self, folder: Path, *, update: bool) -> None:
        self._folder = folder
        self._update = update

    def __call__(self, name: str, text: str) -> None:
        """Compare; with `--update-snapshots` keep the text instead."""
        path = self._folder / f"{name}.txt"
        if self._update:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        kept = path.read_text("utf-8") if path.exists() else ""
        difference = "\n".join(difflib.unified_diff(kept.splitlines(), text.splitlines(), "kept", "shown", lineterm=""))
        assert text == kept, f"{name} looks different; --update-snapshots keeps it\n{difference}"
