"""One walk over every command of every place: whatever it opens can be masked, made small and large, and left again.

A command that is added to a place is walked by itself. A second walk goes through an office in which every text is
hostile.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from contextlib import closing
from itertools import cycle
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from textual.pilot import Pilot
from textual.widgets import Input

from caseload_tui.domain.views import View
from caseload_tui.services import Services
from caseload_tui.ui.app import CaseloadApp
from caseload_tui.ui.commands import Command, Host, hosts
from caseload_tui.ui.commands.going import NextTheme, Privacy, Quit
from caseload_tui.ui.intents import OpenDossier, RecordTalk
from caseload_tui.ui.screens.main import MainScreen
from caseload_tui.ui.widgets.rows import Rows
from tests.ui.hostile_office import TEXTS, make_hostile_office
from tests.ui.offices import CLIENTS
from tests.ui.screens import SMALL, opened, pressed, screen_text, settled

LEFT_OUT = {Quit.id, Privacy.id, NextTheme.id}
NAMES = {name for _, given, _, family, _ in CLIENTS for name in (given, family)} - {"Mol", "Jan", "Tom", "Hart", "Berg"}
WORDS = {"zorgverzekeraar", "budgetcursus", "bijzondere", "uitzendbureau", "taalgroep", "opname"}
SIZES = cycle(((40, 10), None, (200, 60), None, SMALL, None))
"""The next size; None where it stays, since drawing all anew takes most of the time."""
TABS = "1234555"
"""Some commands of the team go on in another list: what was not yet done waits for the next time."""
TEAM = {"figures", "monitor", "scenario", "rebalance", "plan_quarter", "what_if"}
_MOST_ESCAPES = 6


def canaries(text: str) -> list[str]:
    """Return the names and words of people that can be read."""
    return [word for word in sorted(NAMES | WORDS) if word in text]


def offered(pilot: Pilot[Any]) -> dict[str, tuple[Host, type[Command]]]:
    """Return what the keys can do here, by command; the inmost place counts."""
    found: dict[str, tuple[Host, type[Command]]] = {}
    for place in hosts(pilot.app.screen):
        for command in place.OFFERS:
            if command.id not in LEFT_OUT and command.key:
                found.setdefault(command.id, (place, command))
    return found


def reach(pilot: Pilot[Any], place: Host, command: type[Command]) -> bool:
    """Put the cursor on a row with which the command works; tell whether there is one."""
    if place.allows(command):
        return True
    focused = pilot.app.focused
    if not isinstance(focused, Rows):
        return False
    focused.action_first()
    for _ in focused.records:
        if place.allows(command):
            return True
        focused.action_step(1)
    return place.allows(command)


async def look_at(pilot: Pilot[Any], what: str) -> None:
    """See that what stands there can be made small or large, and that masked it tells nobody's name or words."""
    app = pilot.app
    assert isinstance(app, CaseloadApp)
    if not app.masked:
        await pressed(pilot, "f12")
    assert not canaries(screen_text(app)), f"{what}: {screen_text(app)}"
    # What comes next is opened at this size.
    size = next(SIZES)
    if size is None:
        return
    await pilot.resize_terminal(*size)
    await settled(pilot)
    assert not canaries(screen_text(app)), f"{what} at {size}: {screen_text(app)}"
    wide = {cell_len("".join(part.text for part in strip)) for strip in app.screen._compositor.render_strips()}
    assert wide == {size[0]}, f"{what} at {size}"


async def back(pilot: Pilot[Any], depth: int) -> None:
    """Leave with escape until so many screens are left."""
    for _ in range(_MOST_ESCAPES):
        if len(pilot.app.screen_stack) <= depth:
            break
        await pressed(pilot, "escape")
    assert len(pilot.app.screen_stack) == depth, screen_text(pilot.app)


async def only_shown(pilot: Pilot[Any], what: str) -> None:
    """See that hostile texts are shown and nothing more: every line as wide as the screen, nothing that steers it."""
    strips = pilot.app.screen._compositor.render_strips()
    text = "\n".join("".join(part.text for part in strip) for strip in strips)
    assert {cell_len(line) for line in text.splitlines()} == {SMALL[0]}, f"{what}: {text}"
    assert all(letter.isprintable() or letter in "\n\u00a0\u200c\u200d" for letter in text), f"{what}: {text!r}"
    assert not re.search("[\u0300-\u036f]{5}", text), f"{what}: {text}"


async def walk(
    pilot: Pilot[Any], seen: set[str], look: Callable[[Pilot[Any], str], Awaitable[None]] = look_at
) -> list[str]:
    """Do everything that is offered here and was not done yet, look at what it opens, and come back."""
    app, depth = pilot.app, len(pilot.app.screen_stack)
    assert isinstance(app, CaseloadApp)
    walked: list[str] = []
    for name, (_, command) in offered(pilot).items():
        here = offered(pilot).get(name)
        if name in seen or here is None or not reach(pilot, *here):
            continue
        seen.add(name)
        await pressed(pilot, command.key.partition(",")[0])
        if len(app.screen_stack) > depth:
            await look(pilot, name)
            walked.append(name)
        elif len(app.screen_stack) < depth:
            return walked
        elif isinstance(app.focused, Input):
            await pressed(pilot, "escape")
        await back(pilot, depth)
        # Half of what comes next is opened masked, half is masked while it is open.
        if len(walked) % 2:
            app.masked = False
    return walked


async def test_whatever_a_list_opens_can_be_masked_resized_and_left(services: Services) -> None:
    seen: set[str] = set()
    walked: list[str] = []
    async with opened(services) as pilot:
        for tab in TABS:
            await pressed(pilot, "escape", tab)
            await look_at(pilot, f"tab {tab}")
            walked += await walk(pilot, seen)
            assert isinstance(pilot.app.screen, MainScreen)
    forms = {"record", "plan", "defer", "agree", "move", "hand_over", "register", "call"}
    assert {"open", "help", *forms, *TEAM} <= {*walked}
    assert len(walked) > 20


async def test_whatever_a_dossier_opens_can_be_masked_resized_and_left(services: Services) -> None:
    seen, walked = {"back"}, []
    async with opened(services) as pilot:
        for client in ("client-0042", "client-0029"):
            pilot.app.post_message(OpenDossier(client))
            await settled(pilot)
            await look_at(pilot, "dossier")
            walked += await walk(pilot, seen)
            await back(pilot, 1)
    assert {"record", "change", "end", "add", "letter", "close"} <= {*walked}


async def test_whatever_a_talk_opens_can_be_masked_resized_and_left(services: Services) -> None:
    async with opened(services) as pilot:
        pilot.app.post_message(RecordTalk("client-0042", kind="fip", meeting="plan-0042"))
        await settled(pilot)
        await pressed(pilot, *"zorgverzekeraar")
        await look_at(pilot, "talk")
        walked = {*await walk(pilot, {"leave_talk", "save_signed", "save_held"})}
        assert {"agree_here", "plan_next", "checklist", "open_here", "before", "details"} <= walked
        assert "zorgverzekeraar" in pilot.app.screen.written().notes["werk_opleiding"]  # type: ignore[attr-defined]


async def test_hostile_texts_are_only_ever_shown_on_every_screen(tmp_path: Path) -> None:
    store, services = make_hostile_office(tmp_path / "hostile.store")
    seen: set[str] = set()
    walked: list[str] = []
    with closing(store):
        for place, text in enumerate(TEXTS[:6]):
            services.personal.save_view(View(f"{place} {text}", "caseload", text))
        async with opened(services) as pilot:
            for tab in TABS:
                await pressed(pilot, "escape", tab)
                await only_shown(pilot, f"tab {tab}")
                walked += await walk(pilot, seen, only_shown)
            pilot.app.post_message(OpenDossier(services.clients.resolve("0042").id))
            await settled(pilot)
            await only_shown(pilot, "dossier")
            walked += await walk(pilot, seen | {"back"}, only_shown)
            assert pilot.app.is_running
    assert {"open", "sessions", "open_session", "policy", "views", "help", "tasks", *TEAM} <= {*walked}
