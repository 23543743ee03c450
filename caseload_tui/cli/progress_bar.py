"""One line on a terminal's standard error that says how far long work is; where there is no terminal, nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from caseload_tui.formatting import number
from caseload_tui.i18n import tr
from caseload_tui.progress import listening

_AFTER, _EVERY = 0.7, 0.1
"""Seconds before the line appears, and between two changes of it."""
_WIDTH = 20
_CLEAR = "\r\x1b[K"


class ProgressBar:
    """Draws the line; `clear` takes it away again."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._next = clock() + _AFTER
        self._drawn = False

    def __call__(self, what: str, done: int, total: int) -> None:
        """Hear how far the work is."""
        now = self._clock()
        if not what:
            self.clear()
        if not what or now < self._next:
            return
        self._next, self._drawn = now + _EVERY, True
        self._stream.write(_CLEAR + line_of(what, done, total))
        self._stream.flush()

    def clear(self) -> None:
        """Leave the terminal as if nothing had been written."""
        if self._drawn:
            self._drawn = False
            self._stream.write(_CLEAR)
            self._stream.flush()


def line_of(what: str, done: int, total: int) -> str:
    """Return the line: a bar and a share where the total is known, else a count."""
    if not total:
        return tr("{what} {n}, ctrl+c stops", what=what, n=number(done))
    share = min(done / total, 1)
    bar = ("#" * int(share * _WIDTH)).ljust(_WIDTH, ".")
    return tr("{what} [{bar}] {share}%, ctrl+c stops", what=what, bar=bar, share=int(share * 100))


@contextmanager
def progress_shown() -> Iterator[None]:
    """Show how far the work in this block is, where standard error is a terminal."""
    stream = sys.stderr
    if stream is None or not stream.isatty():
        yield
        return
    bar = ProgressBar(stream)
    try:
        with listening(bar):
            yield
    finally:
        bar.clear()
