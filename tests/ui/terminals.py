"""A program in a real pseudo-terminal, whose screen is read as a person would read it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from types import TracebackType

import pyte

from tests.cli import programs

LINES, COLUMNS = 24, 80
_LONGEST = 30.0
_REMEMBERED = 4096


class Terminal:
    """Runs `caseload` with these arguments; `screen` is what a person sees."""

    def __init__(self, *arguments: str, home: Path) -> None:
        self._screen = pyte.Screen(COLUMNS, LINES)
        self._stream = pyte.ByteStream(self._screen)
        self.last = b""
        """The end of what was written, codes too."""
        self.pid, self._there = pty.fork()
        if self.pid == 0:
            # As a login does: whoever runs the tests may have hanging up ignored, which children take over.
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
            places = {"HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_STATE_HOME": str(home)}
            own = programs.environment(**places, TERM="xterm-256color")
            os.execve(sys.executable, programs.command(*arguments), own)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.end(signal.SIGKILL)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, keys: str) -> None:
        """Send keys as a terminal does."""
        os.write(self._there, keys.encode())

    def until(self, words: str) -> str:
        """Read until these words stand on the screen."""
        last = time.monotonic() + _LONGEST
        while words not in self.text:
            assert time.monotonic() < last, f"“{words}” never came:\n{self.text}"
            self._read()
        return self.text

    def until_row(self, *parts: str) -> str:
        """Read until one row of the screen has all of these, and return it."""
        last = time.monotonic() + _LONGEST
        while (
            found := next((row for row in self.text.splitlines() if all(part in row for part in parts)), None)
        ) is None:
            assert time.monotonic() < last, f"no row with {parts} ever came:\n{self.text}"
            self._read()
        return found

    def end(self, how: signal.Signals) -> int | None:
        """Send a signal and wait for the end; return how it ended as `waitpid` says."""
        if not self.pid:
            return None
        os.kill(self.pid, how)
        return self._status()

    def ended(self) -> int:
        """Wait until it ends by itself, and return its exit code."""
        return os.waitstatus_to_exitcode(self._status())

    def _status(self) -> int:
        last = time.monotonic() + _LONGEST
        ended, status = 0, 0
        while not ended:
            assert time.monotonic() < last, "it does not end"
            self._read()
            ended, status = os.waitpid(self.pid, os.WNOHANG)
        self.pid = 0
        os.close(self._there)
        return status

    def _read(self) -> None:
        ready, _, _ = select.select([self._there], [], [], 0.05)
        if ready:
            try:
                said = os.read(self._there, 65536)
                self.last = (self.last + said)[-_REMEMBERED:]
                self._stream.feed(said)
            except OSError:
                # The program has ended.
                return
