"""Long work says how far it is, on a terminal only; stopped, it leaves nothing half done."""

from __future__ import annotations

import io
from itertools import count
from pathlib import Path

import pytest

from caseload_tui.cli.main import run
from caseload_tui.cli.progress_bar import ProgressBar, line_of
from caseload_tui.progress import listening, tell, tell_nothing, told
from tests.cli.conftest import TODAY


def test_work_that_is_done_at_once_draws_nothing_and_long_work_clears_its_line() -> None:
    for each, drawn in ((0.01, False), (0.5, True)):
        stream, moments = io.StringIO(), count()
        bar = ProgressBar(stream, clock=lambda each=each, moments=moments: next(moments) * each)
        with listening(bar):
            assert [*told(range(9), "making", 9)] == [*range(9)]
        bar.clear()
        text = stream.getvalue()
        assert ("making [" in text) is drawn
        assert text.endswith("\r\x1b[K") is drawn


def test_the_line_gives_way_to_an_answer_and_comes_back() -> None:
    stream, moments = io.StringIO(), count()
    bar = ProgressBar(stream, clock=lambda: next(moments))
    with listening(bar):
        tell("making", 1, 9)
        tell_nothing()
        stream.write("answer\n")
        tell("making", 2, 9)
    bar.clear()
    before, after = stream.getvalue().split("answer\n")
    assert ("making" in before, before.endswith("\r\x1b[K")) == (True, True)
    assert ("making" in after, after.endswith("\r\x1b[K")) == (True, True)


def test_the_line_has_a_share_where_the_whole_is_known() -> None:
    assert line_of("making", 45, 60).startswith("making [###############.....] 75%")
    assert line_of("reading", 4500, 0).startswith("reading 4,500")


@pytest.mark.parametrize("at", ["making up", "writing facts", "making the lists"])
def test_seeding_that_is_interrupted_leaves_no_store(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], at: str
) -> None:
    heard = []

    def interrupt(what: str, done: int, total: int) -> None:
        heard.append(what)
        if what.startswith(at):
            raise KeyboardInterrupt

    store, key = tmp_path / "office.store", tmp_path / "key"
    where = ["--lang", "en", "--store", str(store), "--key-file", str(key), "--today", TODAY]
    with listening(interrupt):
        code = run([*where, "seed", "office", "--framework", "deventer-2020", "--clients", "12", "--json"])
    assert (code, capfd.readouterr().out) == (130, "")
    assert heard[-1].startswith(at)
    assert [item.name for item in tmp_path.iterdir() if item.is_file() and item.suffix != ".lock"] == []
