"""What is told when the program itself fails: a log without anybody's data, and one plain message.

A message or a local variable of an exception can hold the name or a note of a client. Only code is reported: kinds of
exceptions, and the places in the program where they passed.
"""

from __future__ import annotations

import os
import platform
import sys
import threading
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePath

from caseload_tui.domain.visible import visible
from caseload_tui.errors import CaseloadError
from caseload_tui.i18n import tr

_PACKAGE = Path(__file__).parent
_LIBRARIES = ("site-packages", "dist-packages", f"python{sys.version_info.major}.{sys.version_info.minor}")
_MOST_FRAMES = 60
_LARGEST_LOG = 512 * 1024
_ONLY_OWNER = 0o600
_ONLY_OWNERS_FOLDER = 0o700


def watch(log: Path | None) -> None:
    """Report whatever nobody caught, in any thread, to the log and with the plain message instead of a traceback."""

    def tell(kind: type[BaseException], error: BaseException | None, *_: object) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt):
            return
        logged = append_report(log, error)
        sys.stderr.write(farewell(error, log if logged else None) + "\n")

    def tell_of_thread(hook: threading.ExceptHookArgs) -> None:
        if not issubclass(hook.exc_type, SystemExit):
            tell(hook.exc_type, hook.exc_value)

    def only_log(hook: sys.UnraisableHookArgs) -> None:
        if hook.exc_value is not None:
            append_report(log, hook.exc_value)

    sys.excepthook = tell
    threading.excepthook = tell_of_thread
    sys.unraisablehook = only_log


def farewell(error: BaseException | None, log: Path | None) -> str:
    """Return the message for a person whose program just failed; `log` is named if a report was written."""
    if isinstance(error, CaseloadError):
        return visible(str(error), lines=True)
    said = tr("The program stopped because of a fault in it. What was saved before is safe.")
    if log is None:
        return said
    return f"{said}\n" + tr("A report without anybody's data is in {path}.", path=visible(str(log)))


def redacted(error: BaseException) -> str:
    """Return the exception and its causes as kinds and places in code: no values, no messages, no source lines."""
    return "\n".join(_chain(error, set()))


def append_report(log: Path | None, error: BaseException) -> bool:
    """Add a redacted report to the log, readable by its owner only; return whether it was written."""
    if log is None:
        return False
    from importlib.metadata import version  # noqa: PLC0415 - slow to import, and hardly ever wanted

    # The moment of the machine, not of the office: it is to be laid beside other logs of the machine.
    moment = datetime.now(UTC).isoformat(timespec="seconds")
    system = f"Python {platform.python_version()}, Textual {version('textual')}, {platform.system()}"
    report = f"{moment} {system}\n{redacted(error)}\n\n"
    try:
        log.parent.mkdir(mode=_ONLY_OWNERS_FOLDER, parents=True, exist_ok=True)
        keep = os.O_APPEND if not log.exists() or log.stat().st_size < _LARGEST_LOG else os.O_TRUNC
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | keep, _ONLY_OWNER)
        with open(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(report)
    except OSError:
        return False
    return True


def _chain(error: BaseException, seen: set[int]) -> Iterator[str]:
    """Yield the lines of an exception, with what caused it and what it is made of behind it."""
    seen.add(id(error))
    yield f"{type(error).__module__}.{type(error).__qualname__}"
    frames = list(traceback.walk_tb(error.__traceback__))
    if len(frames) > _MOST_FRAMES:
        yield f"  ({len(frames) - _MOST_FRAMES} outer places left out)"
    for frame, line in frames[-_MOST_FRAMES:]:
        yield f"  {_place(frame.f_code.co_filename)}:{line} in {frame.f_code.co_qualname}"
    parts = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    related = [("holding", part) for part in parts]
    for relation, other in (*related, ("caused by", error.__cause__), ("while handling", error.__context__)):
        if other is not None and id(other) not in seen:
            yield f"{relation}:"
            yield from _chain(other, seen)


def _place(filename: str) -> str:
    """Return a file of code without the folders it is installed in, which name the user."""
    path = PurePath(filename)
    if path.is_relative_to(_PACKAGE):
        return (PurePath(_PACKAGE.name) / path.relative_to(_PACKAGE)).as_posix()
    for folder in _LIBRARIES:
        if folder in path.parts:
            return PurePath(*path.parts[len(path.parts) - path.parts[::-1].index(folder) :]).as_posix()
    return path.name
