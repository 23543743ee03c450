"""What to do when the system ends the program, or the terminal goes away: keep what was typed, then go."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from caseload_tui.errors import CaseloadError

if TYPE_CHECKING:
    from textual.app import App

_BY_SIGNAL = 128
"""Shells say so much more than the signal's number of a program that a signal ended."""
_ENDING = ("SIGTERM", "SIGHUP")


def on_ending(keep: Callable[[], None], app: App[Any]) -> Callable[[], None]:
    """Call `keep` on TERM and HUP, then end the app; return what lets go of the signals again."""
    loop = asyncio.get_running_loop()
    numbers = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]

    def end(number: int) -> None:
        let_go()
        # Nobody is there to tell any more; the draft of a second ago stands.
        with suppress(CaseloadError):
            keep()
        app.exit(return_code=_BY_SIGNAL + number)

    def let_go() -> None:
        for number in numbers:
            with suppress(NotImplementedError, ValueError, RuntimeError):
                loop.remove_signal_handler(number)

    # Where signals cannot be caught (another thread, another system) the draft of a second ago stands.
    with suppress(NotImplementedError, ValueError, RuntimeError):
        for number in numbers:
            loop.add_signal_handler(number, end, number)
    return let_go
