from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import caseload_tui.ui
from caseload_tui.i18n import language, set_language
from caseload_tui.services import Services
from caseload_tui.ui.commands import Command, Host
from caseload_tui.ui.commands.deeds import Plan, Record
from caseload_tui.ui.commands.going import Help, Lock, Privacy
from caseload_tui.ui.commands.talking import AgreeHere
from caseload_tui.ui.keys import RESERVED, Keyboard, places, spelled, split
from caseload_tui.ui.preferences import Preferences
from caseload_tui.ui.screens.main import MainScreen
from caseload_tui.ui.shell import Shell
from caseload_tui.ui.widgets.rows import Rows
from tests.ui.screens import WIDE, opened, pressed, screen_text


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    set_language("en")


class Kept(dict[str, Any]):
    """A settings file of its own."""

    @property
    def preferences(self) -> Preferences:
        return Preferences(keep=self.__setitem__)


def all_hosts(cls: type[Host] = Host) -> Iterator[type[Host]]:
    for child in cls.__subclasses__():
        yield child
        yield from all_hosts(child)


def test_every_place_with_commands_is_in_the_list_of_keys() -> None:
    for module in pkgutil.walk_packages(caseload_tui.ui.__path__, "caseload_tui.ui."):
        importlib.import_module(module.name)
    known = {command for place in places() for command in place.own}
    shown = {host for host in all_hosts() if host.__module__.startswith("caseload_tui.") and "OFFERS" in vars(host)}
    assert {
        f"{host.__name__}: {command.__name__}" for host in shown for command in host.OFFERS if command not in known
    } == set()
    listed = [command.id for _, commands in Keyboard(places(), {}).listed() for command in commands]
    assert len(listed) == len(set(listed))
    assert {command.id for command in known} == set(listed)


def test_no_command_has_the_key_of_another_where_both_always_work() -> None:
    everywhere = Keyboard(places(), {})
    first = everywhere.places[0]
    keys = [key for command in first.own for key in everywhere.keys(command)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("command", "key", "said"),
    [
        (Record, "f3", ""),
        (Record, "f9", ""),
        (Lock, "L", ""),
        (Record, "p", "Plan a talk"),
        (Record, "f12", "Mask names"),
        (Record, "4", "Commitments"),
        (Record, "escape", "same everywhere"),
        (Record, "ctrl+q", "same everywhere"),
        (AgreeHere, "z", "while you type"),
        (AgreeHere, "f3", "Plan"),
        (AgreeHere, "ctrl+k", ""),
        (Help, "h", "while you type"),
        (Privacy, "f3", "next talk"),
    ],
)
def test_a_key_that_something_else_has_is_not_given_away(command: type[Command], key: str, said: str) -> None:
    trouble = Keyboard(places(), {}).trouble(command, key)
    assert said in trouble
    assert bool(said) == bool(trouble)


def test_a_key_that_was_given_up_can_be_taken_and_reserved_keys_stay() -> None:
    keyboard = Keyboard(places(), {Plan.id: "f3"})
    assert keyboard.trouble(Record, "p") == ""
    assert "Plan a talk" in keyboard.trouble(Record, "f3")
    opens = next(command for place in places() for command in place.own if command.id == "open")
    assert keyboard.with_key(opens, "o") == "o,enter"
    assert keyboard.with_key(Record, "O") == "O,shift+o"


@given(st.sampled_from([*"aAz1;", "f1", "ctrl+a", "shift+a", "shift+tab", "comma"]))
def test_a_key_is_spelled_the_same_whichever_way_a_terminal_sends_it(key: str) -> None:
    assert key in spelled(key)
    assert all(spelled(other) == spelled(key) for other in spelled(key))
    assert split(",".join(spelled(key))) == spelled(key)
    assert "escape" in RESERVED


def cursor_on(app: Shell, setting: str) -> None:
    assert app.screen.query_one(Rows).select(setting)


async def test_a_key_is_changed_by_pressing_it_and_all_lists_of_keys_say_so_at_once(services: Services) -> None:
    kept = Kept()
    async with opened(services, "f2", preferences=kept.preferences, size=WIDE) as pilot:
        assert isinstance(pilot.app, Shell)
        cursor_on(pilot.app, Record.id)
        text = await pressed(pilot, "enter", "p")
        assert "Plan a talk" in text
        assert "Record a talk" in await pressed(pilot, "f3")
        assert kept == {"keys.record": "f3"}
        assert "was m" in screen_text(pilot.app)
        text = await pressed(pilot, "escape")
        assert "f3 record" in text
        assert "m record" not in text
        text = await pressed(pilot, "question_mark")
        assert any(line.strip("│ ").startswith("f3") and "Record a talk" in line for line in text.splitlines())
        await pressed(pilot, "escape", "m")
        assert isinstance(pilot.app.screen, MainScreen)
        assert "f9 sign" in await pressed(pilot, "f3")
        await pressed(pilot, "escape", "f2")
        cursor_on(pilot.app, Record.id)
        await pressed(pilot, "x", "escape")
        assert kept == {"keys.record": None}
        assert "f9 sign" in await pressed(pilot, "m")


async def test_a_tab_and_a_command_without_a_key_get_one(services: Services) -> None:
    async with opened(services, "f2") as pilot:
        assert isinstance(pilot.app, Shell)
        for setting, key in (("to_team", "F"), ("calendar", "ctrl+k")):
            cursor_on(pilot.app, setting)
            await pressed(pilot, "enter", key)
        text = await pressed(pilot, "escape")
        assert "F Team" in text
        assert "CONSULTANT" in await pressed(pilot, "F")
        assert "Calendar file" in await pressed(pilot, "ctrl+k")
        assert pilot.app.preferences.keys == {"to_team": "F,shift+f", "calendar": "ctrl+k"}
        await pressed(pilot, "escape", "f2")
        cursor_on(pilot.app, "undo")
        text = await pressed(pilot, "enter", "z", "escape", "4", "k")
        assert "z takes it back." in text
        assert "Take this back?" in await pressed(pilot, "z")


async def test_language_look_and_idle_time_change_at_once_and_are_kept(services: Services) -> None:
    kept = Kept()
    async with opened(services, "2", "slash", *"an", "down", "f2", preferences=kept.preferences) as pilot:
        assert isinstance(pilot.app, Shell)
        text = await pressed(pilot, "enter")
        assert "Instellingen" in text
        assert "Nederlands" in text
        await pressed(pilot, "down", "enter", "down", "enter")
        assert kept == {"language": "nl", "theme": "light", "idle_lock_minutes": 10}
        assert pilot.app.theme == "light"
        assert pilot.app.preferences.lock_after == 600
        record = pilot.app.main.pane.rows.record if pilot.app.main.pane else None
        text = await pressed(pilot, "escape")
        assert "2 Caseload" in text
        assert "Vandaag" in text
        pane = pilot.app.main.pane
        assert pane is not None
        assert pane.rows.record == record
        assert language() == "nl"
        # Over a dossier the language waits: what stands there was put into words already.
        await pressed(pilot, "enter", "f2", "home", "enter")
        assert (kept["language"], language()) == ("en", "nl")
