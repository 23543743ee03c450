from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App

from caseload_tui.services import Services
from caseload_tui.ui.jumping import LETTERS, labels
from caseload_tui.ui.screens.dossier import DossierScreen
from caseload_tui.ui.screens.jump import Jump
from caseload_tui.ui.screens.main import MainScreen
from tests.ui.screens import opened, pressed, screen_text
from tests.ui.test_keys_in_order import burst


@given(st.integers(0, len(LETTERS) ** 2))
def test_labels_are_short_differ_and_none_begins_another(count: int) -> None:
    made = labels(count)
    assert len(set(made)) == len(made) == count
    assert all(0 < len(label) <= 2 for label in made)
    begun = {label[0] for label in made if len(label) == 2}
    assert not begun & set(made)
    assert all(len(label) == 1 for label in made) == (count <= len(LETTERS))


def test_there_is_an_end_to_labels_of_two_letters() -> None:
    with pytest.raises(ValueError, match="677"):
        labels(677)


def below(app: App[Any]) -> str:
    """Return the text of the screen under the one that takes the letters."""
    lines = ("".join(segment.text for segment in strip) for strip in app.screen_stack[-2]._compositor.render_strips())
    return "\n".join(lines)


def row_of(text: str, label: str) -> str:
    """Return the line that has a label in its margin."""
    [line] = [line for line in text.splitlines() if line.startswith(label + " ")]
    return line


async def test_a_letter_goes_to_its_row_and_enter_opens_it(services: Services) -> None:
    async with opened(services, "2") as pilot:
        before = screen_text(pilot.app)
        text = await pressed(pilot, "semicolon")
        assert isinstance(pilot.app.screen, Jump)
        assert "Bakker, Tom" in row_of(below(pilot.app), "s")
        assert "esc: stay here" in text
        text = await pressed(pilot, "s")
        assert "▌" in next(line for line in text.splitlines() if "Bakker, Tom" in line)
        text = await pressed(pilot, "enter")
        assert "Tom Bakker" in text
        # Back in the list; escape, and a letter that stands nowhere, leave all as it is.
        text = await pressed(pilot, "escape", "semicolon", "escape")
        assert text == await pressed(pilot, "semicolon", "7")
        assert text != before
        assert isinstance(pilot.app.screen, MainScreen)


async def test_a_letter_typed_at_once_and_a_digit_for_a_tab_go_there_too(services: Services) -> None:
    async with opened(services, "2") as pilot:
        assert "Tom Bakker" in await burst(pilot, "semicolon", "s", "enter")
        assert isinstance(pilot.app.screen, DossierScreen)
        await pressed(pilot, "escape", "semicolon", "4")
        assert isinstance(pilot.app.screen, MainScreen)
        assert pilot.app.screen.pane is not None
        assert pilot.app.screen.pane.tab == "commitments"


async def test_in_a_wide_dossier_the_rows_of_both_sides_have_letters(services: Services) -> None:
    async with opened(services, "enter", size=(160, 50)) as pilot:
        lists = pilot.app.screen.query("Rows")
        first, last = lists.first(), lists.last()
        await pressed(pilot, "semicolon")
        assert isinstance(pilot.app.screen, Jump)
        assert "\na " in below(pilot.app)
        places = list(pilot.app.screen._places.items())
        assert {rows for _, (rows, _) in places} == {first, last}
        label, (rows, key) = next((label, place) for label, place in reversed(places) if place[0] is not first)
        await pressed(pilot, *label)
        assert rows.has_focus
        assert rows.painter.key(rows.record) == key
