from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from caseload_tui.domain.views import View
from caseload_tui.services import Services
from caseload_tui.store.store import Store
from caseload_tui.ui import leaving_off
from caseload_tui.ui.panes import ListPane
from caseload_tui.ui.preferences import Preferences
from caseload_tui.ui.shell import Shell
from caseload_tui.ui.widgets.filter_line import FilterLine
from tests.ui.offices import services_on
from tests.ui.screens import WIDE, opened, pressed, screen_text
from tests.ui.typing import typed, until

REMEMBERS = Preferences(remembers=True)
LATE, SMIT = View("Te laat", "caseload", "state:late"), View("Ria [/]", "commitments", "smit")


def open_pane(pilot: Pilot[Any]) -> ListPane[Any, Any]:
    assert isinstance(pilot.app, Shell)
    pane = pilot.app.main.pane
    assert pane is not None
    return pane


def filter_of(pilot: Pilot[Any]) -> str:
    return open_pane(pilot).query_one(FilterLine).text


async def test_a_filter_is_saved_under_a_name_and_one_key_calls_it_up_from_every_tab(services: Services) -> None:
    async with opened(services, "2", "slash") as pilot:
        await typed(pilot, "state:late")
        assert "Caseload: state:late" in await pressed(pilot, "ctrl+s")
        await typed(pilot, "Te laat")
        text = await pressed(pilot, "enter")
        assert services.personal.views() == (LATE,)
        assert "Te laat" in text.splitlines()[3], "the filter line says under which name it is saved"
        assert "saved already" in await pressed(pilot, "ctrl+s")
        shown = open_pane(pilot).rows.records
        assert "Te laat" not in await pressed(pilot, "escape", "escape", "4")
        text = await pressed(pilot, "6")
        assert (open_pane(pilot).tab, filter_of(pilot)) == ("caseload", "state:late")
        assert "planned today" not in screen_text(pilot.app), "that was said of a row of the other list"
        assert open_pane(pilot).rows.records == shown
        assert open_pane(pilot).rows.has_focus
        # The next key tells how another one is made, and the one after it does nothing.
        assert "No view is saved here yet." in await pressed(pilot, "7")
        before = screen_text(pilot.app)
        assert await pressed(pilot, "9") == before


async def test_saved_views_stand_in_help_and_palette_under_their_names_and_are_masked(services: Services) -> None:
    for view in (LATE, *(View(f"v{number}", "today", f"x{number}") for number in range(4)), SMIT):
        services.personal.save_view(view)
    async with opened(services, "question_mark", size=WIDE) as pilot:
        lines = [line.strip("│ ") for line in screen_text(pilot.app).splitlines()]
        assert any(line.startswith("6") and "Te laat" in line and "state:late" in line for line in lines)
        assert any(line.startswith("0") and "v3" in line for line in lines)
        assert not any("Ria [/]" in line and line[0].isdigit() for line in lines)
        text = await pressed(pilot, "escape", "ctrl+p", *"ria")
        assert "Ria [/]" in text
        await pressed(pilot, "escape", "f12")
        text = await pressed(pilot, "f6")
        assert "Saved views" in text
        assert "Ria" not in text
        assert "Te laat" not in text
        await pressed(pilot, "escape", "f12", "ctrl+p")
        await typed(pilot, "ria [")
        await pressed(pilot, "enter")
        assert (open_pane(pilot).tab, filter_of(pilot)) == ("commitments", "smit")


async def test_a_digit_leads_from_a_dossier_to_its_tab_or_view(services: Services) -> None:
    services.personal.save_view(LATE)
    async with opened(services, "2", "enter") as pilot:
        assert "Wout Aalbers" in screen_text(pilot.app)
        assert "Te laat" in await pressed(pilot, "question_mark", "end", *["pageup"] * 2)
        await pressed(pilot, "escape", "6")
        assert (open_pane(pilot).tab, filter_of(pilot)) == ("caseload", "state:late")
        assert open_pane(pilot).rows.has_focus
        await pressed(pilot, "enter", "4")
        assert open_pane(pilot).tab == "commitments"
        assert open_pane(pilot).rows.has_focus
        assert "No view is saved here yet." in await pressed(pilot, "enter", "7")


async def test_the_privacy_key_hides_what_is_filtered(services: Services) -> None:
    async with opened(services, "2", "slash", *"celik", "down") as pilot:
        assert "celik" in screen_text(pilot.app)
        assert "celik" not in await pressed(pilot, "f12")
        assert "celik" in await pressed(pilot, "f12")


async def test_saved_views_are_ordered_renamed_replaced_and_removed_in_their_list(services: Services) -> None:
    assert services.personal.save_view(LATE)
    async with opened(services, "f6") as pilot:
        assert "Te laat" in await pressed(pilot, "minus")
        await pressed(pilot, "escape", "4", "slash", *"smit", "down", "ctrl+s")
        await typed(pilot, "Ria")
        await pressed(pilot, "enter", "f6", "end", "minus")
        assert [view.name for view in services.personal.views()] == ["Ria", "Te laat"]
        await pressed(pilot, "e", *["backspace"] * 3)
        await typed(pilot, "Ria [/]")
        assert "Ria [/]" in await pressed(pilot, "enter")
        await pressed(pilot, "home", "down", "r")
        assert services.personal.views() == (SMIT, View("Te laat", "commitments", "smit"))
        await pressed(pilot, "x", "enter")
        assert services.personal.views() == (SMIT,)
        assert filter_of(pilot) == "smit"
        assert "No view is saved yet." in await pressed(pilot, "f6", "x")


async def test_the_next_start_begins_where_one_left_off(
    services: Services, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaving_off, "REST", 0.01)
    facts = list(services.journal.facts())
    async with opened(services, "3", "down", "down", preferences=REMEMBERS) as pilot:
        due = open_pane(pilot).rows.record
        await pressed(pilot, "2", "slash", "a")
        await pressed(pilot, "enter", "down", "down", "1")
        await until(pilot, lambda: services.personal.left_off().tab == "today")
        await pressed(pilot, "2")
        record = open_pane(pilot).rows.record
        await until(pilot, lambda: services.personal.left_off().tab == "caseload")
    # Nothing was closed in order: this is what kill -9 leaves.
    async with opened(services_on(store), preferences=REMEMBERS) as pilot:
        pane = open_pane(pilot)
        assert (pane.tab, filter_of(pilot)) == ("caseload", "a")
        assert pane.rows.record == record
        assert pane.rows.has_focus
        await pressed(pilot, "3")
        assert open_pane(pilot).painter.key(open_pane(pilot).rows.record) == open_pane(pilot).painter.key(due)
        assert services.personal.left_off().lists["caseload"].filter == "a"
    assert list(services.journal.facts()) == facts
    other = services_on(store, who="k-mol")
    async with opened(other, preferences=REMEMBERS) as pilot:
        assert open_pane(pilot).tab == "today"


async def test_leaving_keeps_the_last_step_and_a_demo_keeps_nothing(services: Services) -> None:
    async with opened(services, "4", preferences=Preferences()) as pilot:
        await pilot.press("ctrl+q")
    assert services.personal.left_off().tab == ""
    async with opened(services, "4", "2", preferences=REMEMBERS) as pilot:
        await pilot.press("ctrl+q")
    assert services.personal.left_off().tab == "caseload"


async def test_a_filter_left_in_the_list_of_everybody_finds_everybody_again(services: Services) -> None:
    async with opened(services, "2", "slash", preferences=REMEMBERS) as pilot:
        await typed(pilot, "of:all anders")
        assert "Anders, Bo" in await pressed(pilot, "down")
        await pilot.press("ctrl+q")
    async with opened(services, preferences=REMEMBERS) as pilot:
        assert "Anders, Bo" in screen_text(pilot.app)
