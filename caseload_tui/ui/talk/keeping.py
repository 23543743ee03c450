"""Keeps half-typed work: at the latest one second after the last key, in a thread, one at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from textual.timer import Timer

from caseload_tui.errors import CaseloadError

if TYPE_CHECKING:
    from textual.screen import Screen

    from caseload_tui.domain.rows import Draft
    from caseload_tui.services import Services
    from caseload_tui.ui.shell import Shell

Answer = TypeVar("Answer")
SOON = 0.6
"""Seconds between a key and the start of saving; while one goes on typing it is saved again and again."""
AGAIN = 3.0
"""Seconds until another try after saving failed."""
OFFICE_TIME = ZoneInfo("Europe/Amsterdam")
Kept = Callable[[datetime | None, CaseloadError | None], None]


class Keepable(Protocol):
    """Half-typed work, such as the sheet of a talk; two that are equal need only be saved once."""

    @property
    def key(self) -> str:
        """The key of its draft."""

    @property
    def empty(self) -> bool:
        """Tell whether there is nothing to keep."""

    def draft(self, by: str, moment: datetime) -> Draft:
        """Return it as a draft."""


class Keeper:
    """Saves the drafts of one piece of work; once that itself is recorded, nothing is saved any more."""

    def __init__(self, screen: Screen[Any], shell: Shell, take: Callable[[], Keepable], kept: Kept) -> None:
        self._screen = screen
        self._shell = shell
        self._take = take
        self._kept = kept
        self._timer: Timer | None = None
        self._saved: Keepable | None = None
        self._saving = False
        self._stored = False
        self._closed = False
        self._then: Callable[[], None] | None = None
        # A draft on its way to the store must not arrive after the record that replaces it.
        self._turn = threading.Lock()

    @property
    def _services(self) -> Services:
        return self._shell.services

    def begin(self, sheet: Keepable, *, stored: bool) -> None:
        """Take this sheet for what is kept already; `stored` says whether a draft of it is in the store."""
        self._saved, self._stored = sheet, stored

    def touch(self) -> None:
        """Save soon, because something was typed."""
        if self._timer is None and not self._closed:
            self._timer = self._screen.set_timer(SOON, self.save)

    def save(self) -> None:
        """Save in a thread what is not saved yet."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        sheet = self._take()
        if self._saving:
            # What came since is seen when this one is written.
            return
        if self._closed or sheet == self._saved:
            self._rest()
            return
        self._saving = True
        moment = self._services.desk.author.clock()
        self._shell.work(
            partial(self._write, sheet, moment),
            partial(self._written, sheet, moment),
            group="draft",
            description="saving a draft",
            failed=self._failed,
        )

    def save_at_last(self) -> None:
        """Save here and at once, because the program is about to end."""
        sheet = self._take()
        if not self._closed and sheet != self._saved:
            self._write(sheet, self._services.desk.author.clock())

    def leave(self, then: Callable[[], None]) -> None:
        """Save a last time, then go on; where saving fails one stays with what was typed."""
        self._then = then
        self.save()

    def last(self, call: Callable[[], Answer]) -> Answer:
        """Run what replaces the draft, in a thread: no draft is saved during it, and none after it succeeded."""
        with self._turn:
            answer = call()
            self._closed = True
            return answer

    def drop(self) -> None:
        """Throw the draft away, in a thread."""
        key = self._take().key
        self.last(lambda: self._services.meetings.drop_draft(key))

    def _write(self, sheet: Keepable, moment: datetime) -> None:
        with self._turn:
            if self._closed:
                return
            if not sheet.empty:
                self._services.meetings.save_draft(sheet.draft(self._services.desk.by, moment))
                self._stored = True
            elif self._stored:
                self._services.meetings.drop_draft(sheet.key)
                self._stored = False

    def _written(self, sheet: Keepable, moment: datetime, _: None) -> None:
        self._saving, self._saved = False, sheet
        self._kept(None if sheet.empty else moment.astimezone(OFFICE_TIME), None)
        if self._take() == sheet:
            self._rest()
        elif self._then is not None:
            self.save()
        else:
            self.touch()

    def _failed(self, error: CaseloadError) -> None:
        self._saving, self._then = False, None
        self._kept(None, error)
        if self._timer is None:
            self._timer = self._screen.set_timer(AGAIN, self.save)

    def _rest(self) -> None:
        """Go on with what waited for the last saving."""
        then, self._then = self._then, None
        if then is not None:
            then()
