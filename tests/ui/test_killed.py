from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli import programs
from tests.ui.terminals import Terminal

TODAY = "2026-11-23"
F9 = "\x1b[20~"


@pytest.fixture
def seeded(tmp_path: Path) -> tuple[Path, tuple[str, ...]]:
    """Make a practice store with a key file, and return its folder and the arguments that open it."""
    folder = tmp_path
    arguments = (
        *("--store", str(folder / "office.store"), "--key-file", str(folder / "key")),
        *("--today", TODAY, "--lang", "en"),
    )
    seed = ("seed", "office", "--clients", "8", "--consultants", "1", "--seed", "7")
    places = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_STATE_HOME": str(folder)}
    command, environment = programs.command(*arguments, *seed), programs.environment(**places)
    subprocess.run(command, check=True, env=environment, capture_output=True)
    return folder, arguments


def begin_to_write(terminal: Terminal, words: str) -> None:
    """Open the caseload, begin a talk with the first client, and type."""
    terminal.until("Caseload")
    terminal.press("2")
    terminal.until("MY CLIENTS")
    terminal.press("m")
    terminal.until("f9 sign")
    terminal.press(words)
    terminal.until(words)


def test_what_was_typed_before_kill_9_is_offered_after_a_restart(seeded: tuple[Path, tuple[str, ...]]) -> None:
    home, arguments = seeded
    words = "de kanarie zingt"
    with Terminal(*arguments, home=home) as terminal:
        begin_to_write(terminal, words)
        terminal.until("saved")
        assert os.WTERMSIG(terminal.end(signal.SIGKILL) or 0) == signal.SIGKILL
    with Terminal(*arguments, home=home) as terminal:
        terminal.until("Caseload")
        assert words not in terminal.text
        terminal.press("2")
        terminal.until("MY CLIENTS")
        terminal.press("m")
        offered = terminal.until("A draft of this talk is kept")
        assert words not in offered
        terminal.press("\r")
        terminal.until(words)
        terminal.press(F9)
        terminal.until("Plan a talk")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP])
def test_a_terminal_that_goes_away_keeps_the_last_word(
    seeded: tuple[Path, tuple[str, ...]], how: signal.Signals
) -> None:
    home, arguments = seeded
    words = "het laatste woord"
    with Terminal(*arguments, home=home) as terminal:
        begin_to_write(terminal, words)
        terminal.end(how)
    with Terminal(*arguments, home=home) as terminal:
        terminal.until("Caseload")
        terminal.press("2")
        terminal.until("MY CLIENTS")
        terminal.press("m")
        terminal.until("A draft of this talk is kept")
        terminal.press("\r")
        terminal.until(words)


def test_term_on_a_list_gives_the_terminal_back(seeded: tuple[Path, tuple[str, ...]]) -> None:
    home, arguments = seeded
    with Terminal(*arguments, home=home) as terminal:
        terminal.until("Caseload")
        terminal.press("2")
        terminal.until("MY CLIENTS")
        status = terminal.end(signal.SIGTERM)
        assert os.waitstatus_to_exitcode(status or 0) == 128 + signal.SIGTERM
        assert b"\x1b[?1049l" in terminal.last
