"""Service calls off the main thread: named thread workers whose outcome comes back as a message.

A screen says what to call and what to do with the answer. What a user can mend is told where they look; anything
else goes to the crash handler. Work is started on the app, so that it outlives the screen that asked for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual.message import Message
from textual.worker import Worker, WorkerState, get_current_worker

from caseload_tui.errors import CaseloadError, Refused
from caseload_tui.i18n import tr
from caseload_tui.progress import listening
from caseload_tui.ui.keys_in_order import KeysInOrder

if TYPE_CHECKING:
    from textual.app import App

    _Base = App[Any]
else:
    _Base = object

Answer = TypeVar("Answer")
_LONG, _EVERY = 0.7, 0.25
"""Seconds after which a call takes long, and between two times that it is told."""
_PATIENCE = 2.0
"""Seconds after which keys no longer wait for what a call shows where that takes long."""
Failed = Callable[[CaseloadError], None]


@dataclass
class Outcome(Message):
    """What became of a service call; `then` is run on the main thread."""

    worker: Worker[Any]
    then: Callable[[], None]
    elsewhere: bool = True
    """False where the answer shows on the screen that stands already."""
    leads: bool = False
    """True where the answer shows another screen."""


@dataclass
class Going(Message):
    """How far a call is that takes long: what is done, how much of it, and how much there is (0 for not known)."""

    worker: Worker[Any]
    what: str
    done: int
    total: int


class Ear:
    """Hears in the thread how far a call is, tells the app now and then, and stops the call when that was asked."""

    def __init__(self, app: Working, worker: Worker[Any]) -> None:
        self._app = app
        self._worker = worker
        self._next = time.monotonic() + _LONG

    def __call__(self, what: str, done: int, total: int) -> None:
        """Hear; refused where somebody stopped it, so that its transaction is taken back."""
        if self._worker in self._app.stopped:
            raise Refused(tr("Stopped."), tr("Nothing of it was done."))
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _EVERY
            self._app.post_message(Going(self._worker, what, done, total))


class Working(KeysInOrder, _Base):
    """For an App: runs service calls in threads."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.stopped: set[Worker[Any]] = set()
        """The calls that somebody stopped."""
        self._long: Worker[Any] | None = None
        """The call that was last heard to take long."""
        self.locked = False
        """True while nothing but the question for the passphrase may show."""
        self._behind_the_lock: list[Callable[[], None]] = []

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
        long: Callable[[], None] | None = None,
    ) -> Worker[None]:
        """Call the service in a thread, then `done` with its answer, or `failed` with what a user can mend.

        `exclusive` drops earlier calls of the group, for readings that a later one replaces; never for saving.
        `leads` says that `done` shows another screen, for which what is typed meanwhile is kept; with `elsewhere` false
        it shows something on the same screen. `long` is called once where it takes long; soon after, keys wait no more.
        """
        body = partial(self._answered, call, done, failed or self.refused, elsewhere, leads)
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
        if long is not None:
            self.set_timer(_LONG, partial(self._takes_long, worker, long))
        return worker

    def _takes_long(self, worker: Worker[None], told: Callable[[], None]) -> None:
        # A reading that a later one replaced may still run, but nobody waits for it.
        if not worker.is_finished and not worker.is_cancelled:
            self.led(worker, elsewhere=False)
            told()

    def refused(self, error: CaseloadError) -> None:
        """Tell what a user can mend, where nobody else does."""
        self.notify(error.message, title=error.title, severity="error", markup=False)

    def stop_work(self) -> bool:
        """Stop the call that takes long; tell whether there is one."""
        if self._long is None:
            return False
        self.stopped.add(self._long)
        return True

    def on_going(self, event: Going) -> None:
        """Tell how far a call is that takes long."""
        if not event.worker.is_finished:
            self._long = event.worker
            self.tell_going(event)

    def tell_going(self, event: Going) -> None:
        """Tell how far a call is, where there is a place for it."""

    def went(self) -> None:
        """Tell no more how far a call is: it is over."""

    def on_outcome(self, outcome: Outcome) -> None:
        """Hand the answer over, on the main thread; while the app ends its screens are gone already."""
        self.stopped.discard(outcome.worker)
        if self._long is outcome.worker:
            self._long = None
            self.went()
        if self.return_code is None and self.locked and outcome.leads:
            self._behind_the_lock.append(outcome.then)
        elif self.return_code is None:
            outcome.then()
        self.led(outcome.worker, elsewhere=outcome.elsewhere)

    def show_what_waited(self) -> None:
        """Show, once the lock is off, what was to be shown while it was on."""
        self.locked = False
        waited, self._behind_the_lock = self._behind_the_lock, []
        for show in waited:
            show()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Treat what nobody expected in a worker as a failure of the program."""
        # A thread that was done when a later reading replaced it ends well, but nobody hears of its answer.
        if event.state in (WorkerState.CANCELLED, WorkerState.ERROR) or event.worker.is_cancelled:
            self.led(event.worker)
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            error = event.worker.error
            self._handle_exception(error if isinstance(error, Exception) else RuntimeError(type(error).__name__))

    def _answered(
        self, call: Callable[[], Answer], done: Callable[[Answer], None], failed: Failed, elsewhere: bool, leads: bool
    ) -> None:
        worker = get_current_worker()
        try:
            with listening(Ear(self, worker)):
                answer = call()
        except CaseloadError as error:
            then = partial(failed, error)
        else:
            then = partial(done, answer)
        if not worker.is_cancelled:
            self.post_message(Outcome(worker, then, elsewhere, leads))
