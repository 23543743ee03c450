from __future__ import annotations

import itertools

import pytest
from textual.color import Color

from caseload_tui.services import Services
from caseload_tui.ui.preferences import Preferences
from caseload_tui.ui.themes import DEFAULT_THEME, PALETTES, Palette, themes
from tests.ui.screens import opened

TEXTS = ("text", "muted", "accent", "late", "due", "kept")
SURFACES = ("background", "surface", "raised")
PAIRS = list(itertools.product(PALETTES, SURFACES))


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours as WCAG 2 computes it."""
    brighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (part / 255 for part in Color.parse(colour).rgb)
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("name", "surface"), PAIRS)
def test_every_text_is_readable_on_every_surface(name: str, surface: str) -> None:
    palette: Palette = PALETTES[name]
    needed = 7.0 if name == "contrast" else 4.8
    found = {text: contrast(getattr(palette, text), getattr(palette, surface)) for text in TEXTS}
    assert {text: value for text, value in found.items() if value < needed} == {}


@pytest.mark.parametrize(("name", "surface"), PAIRS)
def test_every_mark_is_seen_on_every_surface(name: str, surface: str) -> None:
    palette: Palette = PALETTES[name]
    assert contrast(palette.rule, getattr(palette, surface)) >= 3


def test_a_theme_gives_the_stylesheets_every_colour_by_name() -> None:
    for theme in themes():
        colours = theme.to_color_system().generate() | theme.variables
        palette = PALETTES[theme.name]
        assert colours["text-muted"] == colours["muted"] == palette.muted
        assert {Color.parse(colours[name]).hex.lower() for name in ("primary", "accent")} == {palette.accent}
        assert Color.parse(colours["error"]).hex.lower() == palette.late
    assert DEFAULT_THEME in PALETTES


async def test_a_look_that_is_chosen_is_kept_for_the_next_start(services: Services) -> None:
    kept: list[tuple[str, str]] = []
    preferences = Preferences(keep=lambda key, value: kept.append((key, value)))
    async with opened(services, "f11", preferences=preferences) as pilot:
        assert kept == [("theme", pilot.app.theme)]
