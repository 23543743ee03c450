"""Typing whole texts in tests."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from tests.ui.screens import settled

_LONGEST = 10
_NAMES = {
    " ": "space",
    ",": "comma",
    ".": "full_stop",
    "-": "minus",
    "+": "plus",
    "/": "slash",
    "?": "question_mark",
    ":": "colon",
    "'": "apostrophe",
}


async def typed(pilot: Pilot[Any], text: str) -> None:
    """Type a text letter by letter."""
    await pilot.press(*(_NAMES.get(letter, letter) for letter in text))
    await settled(pilot)


async def until(pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    last = time.monotonic() + _LONGEST
    while not holds():
        assert time.monotonic() < last, "it never came to hold"
        await pilot.pause(0.02)
    await settled(pilot)
