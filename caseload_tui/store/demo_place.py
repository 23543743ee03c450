"""Throw-away places for practice stores: the folder goes with the process, and what a crash left is swept later."""

from __future__ import annotations

import os
import re
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import psutil

from caseload_tui import paths
from caseload_tui.store.files import make_private_folder
from caseload_tui.store.lock import is_held

_STORE = "demo.store"
# The folder's name is its marker, so that there is no moment at which a folder stands without one.
_MARKER = re.compile(r"demo-(?P<pid>\d+)-(?P<started>\d+)-.+")
_SAME_START_MS = 2000


@contextmanager
def demo_place() -> Iterator[Path]:
    """Yield the path for a store in a fresh private folder that is removed at the end, also on TERM and HUP.

    Make the store there with `random_database_key()` and write no key slots. Close its engine before the end.
    """
    make_private_folder(paths.demo_folder())
    folder = Path(tempfile.mkdtemp(prefix=_marker_of_this_process(), dir=paths.demo_folder()))
    try:
        with _removed_on_signals(folder):
            yield folder / _STORE
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep_leftovers() -> int:
    """Remove the folders whose process is gone, and return how many there were; a live one's are never touched."""
    leftovers = [folder for folder in paths.demo_folder().glob("demo-*") if _is_leftover(folder)]
    for folder in leftovers:
        shutil.rmtree(folder, ignore_errors=True)
    return len(leftovers)


def _marker_of_this_process() -> str:
    return f"demo-{os.getpid()}-{_started_ms(psutil.Process())}-"


def _started_ms(process: psutil.Process) -> int:
    return round(process.create_time() * 1000)


def _is_leftover(folder: Path) -> bool:
    marker = _MARKER.fullmatch(folder.name)
    if marker is None or not folder.is_dir():
        return False
    try:
        started = _started_ms(psutil.Process(int(marker["pid"])))
        if abs(started - int(marker["started"])) < _SAME_START_MS:
            return False
    except psutil.NoSuchProcess:
        return True
    except psutil.AccessDenied:
        return False
    # The start times differ: another process got the number, or the clock was set while the owner went on.
    return not is_held(folder / _STORE)


@contextmanager
def _removed_on_signals(folder: Path) -> Iterator[None]:
    """Remove the folder on TERM and HUP, then let the signal do what it did before."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = ("SIGTERM", "SIGHUP")
    numbers = [number for name in names if (number := getattr(signal, name, None))]
    before = {number: signal.getsignal(number) or signal.SIG_DFL for number in numbers}
    # What is ignored (HUP under nohup) goes on being ignored: the process stays, and needs its folder.
    before = {number: handler for number, handler in before.items() if handler != signal.SIG_IGN}

    def leave(number: int, _: FrameType | None) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        signal.signal(number, before[number])
        os.kill(os.getpid(), number)

    for number in before:
        signal.signal(number, leave)
    try:
        yield
    finally:
        for number, handler in before.items():
            if signal.getsignal(number) is leave:
                signal.signal(number, handler)
