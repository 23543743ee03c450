"""The demo in a real pseudo-terminal: it opens by itself and leaves nothing readable behind."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from tests.ui.terminals import Terminal

ASK = ("--today", "2026-11-23", "--lang", "nl", "demo", "--framework", "landsmeer-2020")


def leftovers(home: Path) -> list[Path]:
    return sorted((home / ".cache" / "caseload" / "demo").glob("*"))


def test_the_demo_opens_without_a_question_and_quitting_leaves_nothing(tmp_path: Path) -> None:
    with Terminal(*ASK, home=tmp_path) as terminal:
        shown = terminal.until("VANDAAG")
        assert "OEFENEN" in shown
        assert len(leftovers(tmp_path)) == 1
        name = terminal.until_row(",", ":").split(",")[0].split()[-1]
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert files
        assert not any(name.encode() in path.read_bytes() for path in files)
        terminal.press("q")
        terminal.press("\r")
        assert terminal.ended() == 0
    assert leftovers(tmp_path) == []


def test_what_a_killed_demo_left_is_unreadable_and_swept_at_the_next_start(tmp_path: Path) -> None:
    with Terminal(*ASK, home=tmp_path) as terminal:
        terminal.until("VANDAAG")
        assert os.WTERMSIG(terminal.end(signal.SIGKILL) or 0) == signal.SIGKILL
    (left,) = leftovers(tmp_path)
    assert not list(left.rglob("*.keys"))
    with Terminal(*ASK, home=tmp_path) as terminal:
        terminal.until("VANDAAG")
        assert left not in leftovers(tmp_path)
        assert os.waitstatus_to_exitcode(terminal.end(signal.SIGTERM) or 0) == 128 + signal.SIGTERM
    assert leftovers(tmp_path) == []
