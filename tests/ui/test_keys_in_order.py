from __future__ import annotations

from typing import Any

from textual import events
from textual.pilot import Pilot

from caseload_tui.services import Services
from caseload_tui.store.store import Store
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.panes import ListPane
from caseload_tui.ui.screens.dossier import DossierScreen
from caseload_tui.ui.screens.palette import Palette
from caseload_tui.ui.shell import Shell
from caseload_tui.ui.widgets.filter_line import FilterLine
from tests.ui.screens import opened, screen_text, settled


async def burst(pilot: Pilot[Any], *keys: str) -> str:
    """Hand over keys all at once, as a paste or a slow line does."""
    for key in keys:
        pilot.app.post_message(events.Key(key, "/" if key == "slash" else key if len(key) == 1 else None))
    await settled(pilot)
    return screen_text(pilot.app)


def typed(pilot: Pilot[Any]) -> str:
    assert isinstance(pilot.app, Shell)
    pane = pilot.app.main.pane
    assert isinstance(pane, ListPane)
    return pane.query_one(FilterLine).text


async def test_keys_that_come_at_once_go_where_the_first_of_them_leads(services: Services, store: Store) -> None:
    before = len(list(services.journal.facts()))
    async with opened(services, "4") as pilot:
        # Each of these letters is a command of the list: commitment kept, broken, undone, quit.
        await burst(pilot, "slash", *"kbuq")
        assert typed(pilot) == "kbuq"
        assert "slash" not in await burst(pilot, "escape", "slash", "v", "backspace", *"taal", "enter", "down")
        assert typed(pilot) == "taal"
        await burst(pilot, "escape", "2", "slash", *"smit")
        assert typed(pilot) == "smit"
        assert "Smit, Ria" in screen_text(pilot.app)
    assert len(list(services.journal.facts())) == before


async def test_keys_that_come_with_the_one_that_opens_a_tab_are_for_its_first_row(services: Services) -> None:
    async with opened(services) as pilot:
        for tab, key, shown in (("2", "p", "Plan a talk"), ("3", "d", "Put off"), ("4", "enter", "Timeline")):
            text = await burst(pilot, tab, key)
            assert shown.casefold() in text.casefold()
            await burst(pilot, "escape")


async def test_keys_typed_while_something_opens_are_for_what_opens(services: Services) -> None:
    before = len(list(services.journal.facts()))
    async with opened(services, "4") as pilot:
        text = await burst(pilot, "ctrl+p", *"smit")
        assert isinstance(pilot.app.screen, Palette)
        assert "Smit, Ria" in text
        # Enter waits for whoever is meant, and what comes after it for the dossier.
        text = await burst(pilot, "escape", "ctrl+p", *"zoecg", "enter", "t")
        assert isinstance(pilot.app.screen, DossierScreen)
        assert "Zoë Çelik-Güneş" in text
        assert "TIMELINE: TALKS" in text
        await burst(pilot, "escape", "enter", "k", "b")
        assert isinstance(pilot.app.screen, DossierScreen)
        # In the dossier the cursor was on the commitment that was opened, so these were done there.
        await burst(pilot, "escape")
        held = len(list(services.journal.facts()))
        await burst(pilot, "a", *"keer", "escape", "enter", "a", *"kb")
        assert isinstance(pilot.app.screen, Form)
        await burst(pilot, "escape", "enter")
        assert len(list(services.journal.facts())) == held
        assert held <= before + 1


async def test_what_was_typed_for_something_that_does_not_open_is_for_nobody(services: Services) -> None:
    async with opened(services) as pilot:
        # There is nothing to undo for this person in this office, so no question comes.
        while (deed := services.journal.undoable()) is not None:
            services.journal.undo()
            assert deed.events
        await settled(pilot)
        await burst(pilot, "u", "2", "slash")
        assert "There is nothing to undo." in screen_text(pilot.app)
        assert typed(pilot) == ""
