"""How somebody likes the program to look and answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from caseload_tui.ui.themes import DEFAULT_THEME


@dataclass(frozen=True, slots=True)
class Preferences:
    """Taken from the settings file and the command line by whoever starts the screens."""

    theme: str = DEFAULT_THEME
    """`dark`, `light`, `contrast` or `sober`."""
    plain: bool = False
    """True for no colour at all."""
    lock_after: float = 5 * 60.0
    """Seconds without a key or click after which the passphrase is asked again; 0 for never."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Other keys for commands, by the command's id."""
    keep: Callable[[str, str | int | bool | None], None] | None = None
    """Keeps a setting for the next start, by its name in the settings file; without it nothing is kept."""
    remembers: bool = False
    """True where one finds the lists at the next start as one left them."""
    greets: bool = False
    """True where somebody who opens the store for the first time is told five things to know."""
