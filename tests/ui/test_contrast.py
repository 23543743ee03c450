"""Every pair of colours that stands on a screen is readable, in each look; and nothing hangs on colour alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.segment import Segment
from textual.app import App

from caseload_tui.services import Services
from caseload_tui.ui.app import CaseloadApp
from caseload_tui.ui.preferences import Preferences
from caseload_tui.ui.themes import PALETTES
from tests.ui.screens import WIDE, pressed, running, screen_text, settled
from tests.ui.test_themes import contrast

MARKS = frozenset("─━│┃┌┐└┘├┤▌▐█▏▎▍▋▊▉▁▂▃▄▅▆▇▔▕■•·○●◷")
"""Characters that draw, and are not read."""
SCENES: dict[str, tuple[str, ...]] = {
    "today": ("1",),
    "marked": ("2", "space", "space"),
    "filter": ("2", "slash", "f", "o", "o", "colon", "x"),
    "meetings": ("3",),
    "commitments": ("4",),
    "team": ("5",),
    "refusal": ("4", "k", "u", "u", "escape"),
    "dossier": ("1", "enter"),
    "form": ("1", "d"),
    "form with an error": ("1", "d", "enter"),
    "deed": ("1", "d", "tab"),
    "palette": ("ctrl+p", "p"),
    "help": ("question_mark",),
    "quick note": ("ctrl+n", "x", "y", "shift+left"),
    "note search": ("ctrl+f",),
    "settings": ("f2",),
    "undo": ("u",),
}


def pairs(app: App[object]) -> Iterator[tuple[str, str, str]]:
    """Yield foreground, background and text of everything on screen that is not white."""
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            found = _pair(segment)
            if found is not None and segment.text.strip():
                yield (*found, segment.text.strip())


def _pair(segment: Segment) -> tuple[str, str] | None:
    style = segment.style
    if style is None or style.color is None or style.bgcolor is None:
        return None
    text, ground = (colour.get_truecolor().hex for colour in (style.color, style.bgcolor))
    return (ground, text) if style.reverse else (text, ground)


@pytest.mark.parametrize("scene", SCENES)
async def test_what_stands_on_a_screen_is_readable_in_every_look(services: Services, scene: str) -> None:
    app = CaseloadApp(services)
    found: dict[tuple[str, str, str], str] = {}
    async with running(app, WIDE) as pilot:
        await pressed(pilot, *SCENES[scene])
        for name in PALETTES:
            app.use_theme(name)
            await settled(pilot)
            seen = list(pairs(app))
            assert seen, name
            for text, ground, said in seen:
                needed = 3.0 if set(said) <= MARKS else 7.0 if name == "contrast" else 4.5
                if contrast(text, ground) < needed:
                    found[name, text, ground] = said
    assert found == {}


@pytest.mark.parametrize("name", PALETTES)
async def test_what_is_selected_stands_out(services: Services, name: str) -> None:
    app = CaseloadApp(services, Preferences(theme=name))
    async with running(app) as pilot:
        await pressed(pilot, "ctrl+n", *"wxyz", "shift+left", "shift+left", "shift+left")
        grounds = {said: ground for _, ground, said in pairs(app)}
        assert contrast(grounds["w"], grounds["yz"]) >= 3


async def test_without_colour_the_cursor_and_every_state_can_still_be_seen(services: Services) -> None:
    app = CaseloadApp(services, Preferences(theme="sober"))
    async with running(app) as pilot:
        segments = [segment for strip in app.screen._compositor.render_strips() for segment in strip]
        colours = {segment.style.color for segment in segments if segment.style and segment.style.color}
        assert {colour.name for colour in colours} <= {"default"}
        assert "Çelik" in reversed_text(app)
        text = screen_text(app)
        assert " ▌◷" in text
        assert all(f"  {glyph} " in text for glyph in "!?✎")
        await pressed(pilot, "ctrl+n", "x", "y", "shift+left")
        assert "y" in reversed_text(app)
        await pressed(pilot, "escape", "slash", "q", "shift+left")
        assert "q" in reversed_text(app)


def reversed_text(app: App[object]) -> str:
    """Return everything that is drawn in reverse."""
    segments = (segment for strip in app.screen._compositor.render_strips() for segment in strip)
    return "|".join(part.text for part in segments if part.style and part.style.reverse)
