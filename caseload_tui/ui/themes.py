"""The program's own looks: dark, light and high contrast; without colour they are drawn in the terminal's own two.

One accent says where one is and can act; late, due and kept say how a thing stands; muted is what one may skip. Every
colour of text is readable on each of the three surfaces, which a test computes.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.theme import Theme


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one look."""

    background: str
    surface: str
    raised: str
    text: str
    muted: str
    accent: str
    late: str
    due: str
    kept: str
    rule: str
    """Thin rules and empty parts of bars: marks, never text."""
    dark: bool = True


DARK = Palette(
    background="#12161d",
    surface="#1a2029",
    raised="#232b36",
    text="#e8ebf0",
    muted="#9ba7b8",
    accent="#5fb7c4",
    late="#f28b82",
    due="#e6b566",
    kept="#8fc79a",
    rule="#66758b",
)
LIGHT = Palette(
    background="#fbfaf7",
    surface="#f2f0ea",
    raised="#e7e4dc",
    text="#1d232b",
    muted="#59636f",
    accent="#0f6b78",
    late="#a8322a",
    due="#865400",
    kept="#2c6b3a",
    rule="#827d70",
    dark=False,
)
HIGH_CONTRAST = Palette(
    background="#000000",
    surface="#0d0d0d",
    raised="#262626",
    text="#ffffff",
    muted="#d6d6d6",
    accent="#6fe7f7",
    late="#ffaaa3",
    due="#ffd479",
    kept="#a4edb0",
    rule="#a0a0a0",
)
PALETTES = {"dark": DARK, "light": LIGHT, "contrast": HIGH_CONTRAST}
DEFAULT_THEME = "dark"


def themes() -> tuple[Theme, ...]:
    """Return the looks as Textual knows them."""
    return tuple(_theme(name, palette) for name, palette in PALETTES.items())


def _theme(name: str, palette: Palette) -> Theme:
    return Theme(
        name=name,
        dark=palette.dark,
        primary=palette.accent,
        secondary=palette.accent,
        accent=palette.accent,
        warning=palette.due,
        error=palette.late,
        success=palette.kept,
        foreground=palette.text,
        background=palette.background,
        surface=palette.surface,
        panel=palette.raised,
        boost=palette.raised,
        variables={
            "primary": palette.accent,
            "accent": palette.accent,
            "error": palette.late,
            "warning": palette.due,
            "success": palette.kept,
            "text": palette.text,
            "text-muted": palette.muted,
            "text-disabled": palette.muted,
            "text-accent": palette.accent,
            "text-primary": palette.accent,
            "text-warning": palette.due,
            "text-error": palette.late,
            "text-success": palette.kept,
            "muted": palette.muted,
            "raised": palette.raised,
            "rule": palette.rule,
            "late": palette.late,
            "due": palette.due,
            "kept": palette.kept,
            "block-cursor-foreground": palette.text,
            "block-cursor-background": palette.raised,
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-foreground": palette.text,
            "block-cursor-blurred-background": palette.surface,
            "block-hover-background": palette.surface,
            "border": palette.accent,
            "border-blurred": palette.rule,
            "input-cursor-background": palette.text,
            "input-cursor-foreground": palette.background,
            "input-selection-background": palette.accent,
            "input-selection-foreground": palette.background,
            "screen-selection-background": palette.accent,
            "screen-selection-foreground": palette.background,
            "scrollbar": palette.rule,
            "scrollbar-hover": palette.muted,
            "scrollbar-active": palette.accent,
            "scrollbar-background": palette.background,
            "scrollbar-background-hover": palette.background,
            "scrollbar-background-active": palette.background,
            "scrollbar-corner-color": palette.background,
            "link-color": palette.accent,
            "link-background-hover": palette.raised,
            "link-color-hover": palette.accent,
        },
    )
