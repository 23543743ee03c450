"""What to do when the system ends the program, or the terminal goes away: keep what was typed, then leave in order."""

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


class Ending:
    """Ends an app on TERM and HUP, so that the terminal is given back as it was."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._keepers: list[Callable[[], None]] = []

    def watch(self) -> None:
        """Begin to listen; where signals cannot be caught (another thread, another system) nothing changes."""
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError, ValueError, RuntimeError):
            for number in (getattr(signal, name) for name in _ENDING if hasattr(signal, name)):
                # What is ignored (HUP under nohup) goes on being ignored.
                if signal.getsignal(number) != signal.SIG_IGN:
                    loop.add_signal_handler(number, self._end, number)

    def keep(self, keeper: Callable[[], None]) -> Callable[[], None]:
        """Call the keeper before the end; return what lets go of it again."""
        self._keepers.append(keeper)

        def let_go() -> None:
            if keeper in self._keepers:
                self._keepers.remove(keeper)

        return let_go

    def keep_all(self) -> None:
        """Call every keeper, since the end has come."""
        keepers, self._keepers = self._keepers, []
        for keeper in keepers:
            # Nobody is there to tell any more; the draft of a second ago stands.
            with suppress(CaseloadError):
                keeper()

    def _end(self, number: int) -> None:
        self.keep_all()
        self._app.exit(return_code=_BY_SIGNAL + number)
