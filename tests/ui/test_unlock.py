from __future__ import annotations

import time

from textual.widgets import Input

from caseload_tui.errors import StoreUnusable
from caseload_tui.services import Services
from caseload_tui.ui.app import CaseloadApp
from caseload_tui.ui.preferences import Preferences
from tests.ui.screens import pressed, running, screen_text, settled


class Key:
    """Opens the office with one word."""

    name = "oefenkantoor [/]"

    def __init__(self, services: Services) -> None:
        self.services = services
        self.warmed = False

    def warm_up(self) -> None:
        self.warmed = True

    def open(self, passphrase: str) -> Services:
        self.check(passphrase)
        return self.services

    def check(self, passphrase: str) -> None:
        if passphrase != "sesam":
            raise StoreUnusable("The passphrase is not right.", "Type it again.")


async def test_the_right_passphrase_opens_the_lists_and_is_never_shown(services: Services) -> None:
    key = Key(services)
    async with running(CaseloadApp(keyring=key)) as pilot:
        assert "oefenkantoor [/]" in screen_text(pilot.app)
        assert key.warmed
        assert "sesam" not in await pressed(pilot, *"sesam")
        assert "Çelik-Güneş" in await pressed(pilot, "enter")
        assert [typed.value for typed in pilot.app.screen_stack[0].query(Input)] == [""]


async def test_a_wrong_passphrase_says_so_and_can_be_typed_again(services: Services) -> None:
    async with running(CaseloadApp(keyring=Key(services))) as pilot:
        text = await pressed(pilot, *"wrong", "enter")
        assert "The passphrase is not right. Type it again." in text
        assert "•••" not in text
        assert "Çelik-Güneş" in await pressed(pilot, *"sesam", "enter")


async def test_locking_hides_everything_until_the_passphrase_is_typed_again(services: Services) -> None:
    async with running(CaseloadApp(services, keyring=Key(services))) as pilot:
        app = pilot.app
        assert isinstance(app, CaseloadApp)
        app.action_lock()
        await settled(pilot)
        assert "Smit" not in screen_text(app)
        assert "Locked. Everything is saved." in screen_text(app)
        assert "Smit" not in await pressed(pilot, "escape", "f12", "f12", "ctrl+p", "question_mark", "enter")
        assert "The passphrase is not right." in await pressed(pilot, *"x", "enter")
        assert "Smit" in await pressed(pilot, *"sesam", "enter")


async def test_what_was_about_to_open_when_it_locks_waits_behind_the_lock(services: Services) -> None:
    async with running(CaseloadApp(services, keyring=Key(services))) as pilot:
        app = pilot.app
        assert isinstance(app, CaseloadApp)
        app.work(lambda: "Smit", lambda name: app.notify(name), group="late", description="late", leads=True)
        app.action_lock()
        await settled(pilot)
        assert "Locked. Everything is saved." in screen_text(app)
        assert not app._notifications
        await pressed(pilot, *"sesam", "enter")
        assert [shown.message for shown in app._notifications] == ["Smit"]
        app.action_lock()
        await settled(pilot)
        assert "Locked. Everything is saved." in screen_text(app)


async def test_a_keyboard_left_alone_locks(services: Services) -> None:
    app = CaseloadApp(services, Preferences(lock_after=300), keyring=Key(services))
    async with running(app) as pilot:
        app._lock_when_idle()
        await settled(pilot)
        assert "Smit" in screen_text(app)
        app._last_touch = time.monotonic() - 301
        app._lock_when_idle()
        await settled(pilot)
        assert "Smit" not in screen_text(app)
        await pressed(pilot, *"sesam", "enter")
        app._lock_when_idle()
        await settled(pilot)
        assert "Smit" in screen_text(app)


async def test_coming_back_from_the_background_locks(services: Services) -> None:
    app = CaseloadApp(services, keyring=Key(services))
    async with running(app) as pilot:
        app.app_resume_signal.publish(app)
        await settled(pilot)
        assert "Smit" not in screen_text(app)


async def test_nothing_can_be_locked_that_is_not_open_yet(services: Services) -> None:
    app = CaseloadApp(keyring=Key(services))
    async with running(app) as pilot:
        app.action_lock()
        await settled(pilot)
        assert "Locked." not in screen_text(app)
        assert "oefenkantoor" in screen_text(app)
