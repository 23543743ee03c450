"""What happens when the program fails on screen: a redacted log, one plain message and an exit code.

Textual's own crash screen prints the values of local variables, names and notes of clients among them.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import RenderableType
from textual.worker import WorkerFailed

from caseload_tui.crash_report import append_report, farewell
from caseload_tui.errors import CaseloadError

if TYPE_CHECKING:
    from textual.app import App

    _Base = App[object]
else:
    _Base = object


class CalmCrash(_Base):
    """For an App: an unexpected error ends it with one message on stderr, exit code 1 and a redacted log.

    An error that a user can mend shows its own title and message, and has its own exit code. The code stands in
    `return_code`; in a test the pilot still raises the exception itself.
    """

    crash_log: Path | None = None
    """The file that reports are added to, or `None` to keep none."""

    _farewell = ""

    def on_load(self) -> None:
        """Report errors of forgotten tasks the same way, which asyncio would print with their message."""
        asyncio.get_running_loop().set_exception_handler(self._report_task)

    def panic(self, *renderables: RenderableType) -> None:
        """End the app with the plain message; what Textual wanted to print could hold anything."""
        self._end_calmly(sys.exc_info()[1])

    def _handle_exception(self, error: Exception) -> None:
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._end_calmly(error)

    def _fatal_error(self) -> None:
        self._end_calmly(sys.exc_info()[1])

    def _end_calmly(self, error: BaseException | None) -> None:
        if self._farewell:
            # What follows from the first failure would only bury it.
            return
        if isinstance(error, WorkerFailed):
            error = error.error
        self._return_code = error.exit_code if isinstance(error, CaseloadError) else 1
        logged = error is not None and append_report(self.crash_log, error)
        self._farewell = farewell(error, self.crash_log if logged else None)
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        if not self._farewell:
            super()._print_error_renderables()
            return
        # Not through a Rich console, which would break the path of the log at the width of the window.
        sys.stderr.write(self._farewell + "\n")
        self._exit_renderables.clear()

    def _report_task(self, _loop: asyncio.AbstractEventLoop, context: Mapping[str, object]) -> None:
        error = context.get("exception")
        if isinstance(error, BaseException):
            append_report(self.crash_log, error)
