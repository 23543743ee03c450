"""Keeps where somebody is in the lists, a moment after each change, so that the next start begins there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from caseload_tui.domain.left_off import LeftOff

if TYPE_CHECKING:
    from textual.timer import Timer

    from caseload_tui.ui.shell import Shell

REST = 1.0
"""Seconds between a change and its keeping."""


class PlaceKeeper:
    """Never in the way of a key: it is kept in a thread, and what is no change is not kept."""

    def __init__(self, shell: Shell, here: Callable[[], LeftOff]) -> None:
        self._shell = shell
        self._here = here
        self._kept = LeftOff()
        self._timer: Timer | None = None
        self._keeping = False
        """True while a place is being kept: one after the other, so that the last one stands."""

    def begin(self, kept: LeftOff) -> None:
        """Know what is kept already, and keep the last change at the end."""
        self._kept = kept
        self._shell.ending.keep(self._keep_last)

    def soon(self) -> None:
        """Keep in a moment where one is then."""
        if self._shell.preferences.remembers and self._timer is None and not self._keeping:
            self._timer = self._shell.set_timer(REST, self._keep)

    def _keep(self) -> None:
        self._timer = None
        place = self._here()
        if place != self._kept:
            self._kept, self._keeping = place, True
            self._shell.work(
                partial(self._shell.services.personal.keep_left_off, place),
                self._go_on,
                group="keep place",
                description="keeping where one is",
                # The place of a moment ago stands; the next change is kept again.
                failed=self._go_on,
            )

    def _go_on(self, _: object) -> None:
        self._keeping = False
        if self._here() != self._kept:
            self.soon()

    def _keep_last(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            place, self._timer = self._here(), None
            if place != self._kept:
                self._shell.services.personal.keep_left_off(place)
