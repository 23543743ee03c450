"""Service calls off the main thread: named thread workers whose outcome comes back as a message.

A screen says what to call and what to do with the answer. What a user can mend is told where they look; anything
else goes to the crash handler. Work is started on the app, so that it outlives the screen that asked for it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual.message import Message
from textual.worker import Worker, WorkerState, get_current_worker

from caseload_tui.errors import CaseloadError
from caseload_tui.ui.keys_in_order import KeysInOrder

if TYPE_CHECKING:
    from textual.app import App

    _Base = App[Any]
else:
    _Base = object

Answer = TypeVar("Answer")
Failed = Callable[[CaseloadError], None]


@dataclass
class Outcome(Message):
    """What became of a service call; `then` is run on the main thread."""

    worker: Worker[Any]
    then: Callable[[], None]
    elsewhere: bool = True
    """False where the answer shows on the screen that stands already."""


class Working(KeysInOrder, _Base):
    """For an App: runs service calls in threads."""

    def work(
        self,
        call: Callable[[], Answer],
        done: Callable[[Answer], None],
        *,
        group: str,
        description: str,
        failed: Failed | None = None,
        exclusive: bool = False,
        leads: bool = False,
        elsewhere: bool = True,
    ) -> Worker[None]:
        """Call the service in a thread, then `done` with its answer, or `failed` with what a user can mend.

        `exclusive` drops earlier calls of the group, for readings that a later one replaces; never for saving.
        `leads` says that `done` shows another screen, for which what is typed meanwhile is kept; with `elsewhere` false
        it shows something on the same screen.
        """
        body = partial(self._answered, call, done, failed or self.refused, elsewhere)
        worker = self.run_worker(
            body,
            name=group,
            group=group,
            description=description,
            thread=True,
            exclusive=exclusive,
            exit_on_error=False,
        )
        if leads:
            self.lead(worker)
        return worker

    def refused(self, error: CaseloadError) -> None:
        """Tell what a user can mend, where nobody else does."""
        self.notify(error.message, title=error.title, severity="error", markup=False)

    def on_outcome(self, outcome: Outcome) -> None:
        """Hand the answer over, on the main thread; while the app ends its screens are gone already."""
        if self.return_code is None:
            outcome.then()
        self.led(outcome.worker, elsewhere=outcome.elsewhere)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Treat what nobody expected in a worker as a failure of the program."""
        # A thread that was done when a later reading replaced it ends well, but nobody hears of its answer.
        if event.state in (WorkerState.CANCELLED, WorkerState.ERROR) or event.worker.is_cancelled:
            self.led(event.worker)
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            error = event.worker.error
            self._handle_exception(error if isinstance(error, Exception) else RuntimeError(type(error).__name__))

    def _answered(
        self, call: Callable[[], Answer], done: Callable[[Answer], None], failed: Failed, elsewhere: bool
    ) -> None:
        worker = get_current_worker()
        try:
            answer = call()
        except CaseloadError as error:
            then = partial(failed, error)
        else:
            then = partial(done, answer)
        if not worker.is_cancelled:
            self.post_message(Outcome(worker, then, elsewhere))
