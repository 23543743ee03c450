from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

import caseload_tui
from caseload_tui import paths
from caseload_tui.store.demo_place import demo_place, sweep_leftovers
from caseload_tui.store.engine import open_engine, reading, writing
from caseload_tui.store.keys import random_database_key
from caseload_tui.store.lock import hold

OWNER = """
import signal, sys
# Whoever ran these tests with `nohup` had hanging up ignored, which children take over.
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from pathlib import Path
from caseload_tui import paths
folder = Path(sys.argv[1])
paths.demo_folder = lambda: folder
from caseload_tui.store.demo_place import demo_place
with demo_place() as store:
    store.write_bytes(b"x")
    print(store, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "demo"
    monkeypatch.setattr(paths, "demo_folder", lambda: folder)
    return folder


def start_owner(folder: Path) -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(caseload_tui.__file__).parent.parent)},
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_a_practice_store_lives_in_a_private_folder_and_is_gone_afterwards(folder: Path) -> None:
    key = random_database_key()
    with demo_place() as store:
        assert stat.S_IMODE(store.parent.stat().st_mode) == 0o700
        engine = open_engine(store, key, create=True)
        with writing(engine) as connection:
            connection.exec_driver_sql("CREATE TABLE note (text TEXT)")
        with reading(engine) as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM note").scalar() == 0
        for path in store.parent.iterdir():
            assert key not in path.read_bytes()
        engine.dispose()
    assert list(folder.iterdir()) == []


def test_an_error_leaves_nothing_behind(folder: Path) -> None:
    def fail() -> None:
        with demo_place():
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_removes_the_folder_and_still_ends_the_process(folder: Path, number: signal.Signals) -> None:
    process, store = start_owner(folder)
    with process:
        assert store.exists()
        process.send_signal(number)
        assert process.wait(20) == -number
    assert list(folder.iterdir()) == []


def test_the_signals_are_as_before_afterwards(folder: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with demo_place():
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before


def test_an_ignored_signal_stays_ignored(folder: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with demo_place() as store:
            os.kill(os.getpid(), signal.SIGHUP)
            assert store.parent.exists()
    finally:
        signal.signal(signal.SIGHUP, before)


def test_what_a_killed_process_left_is_swept_and_a_live_one_is_not(folder: Path) -> None:
    killed, left = start_owner(folder)
    with killed:
        killed.kill()
        killed.wait()
    live, kept = start_owner(folder)
    with live, demo_place() as mine:
        assert left.exists()
        assert sweep_leftovers() == 1
        assert not left.parent.exists()
        assert kept.exists()
        assert mine.parent.exists()
        live.communicate("")
    assert list(folder.iterdir()) == []


def leftover(folder: Path, pid: int, started_ms: int) -> Path:
    left = folder / f"demo-{pid}-{started_ms}-abc"
    left.mkdir(parents=True)
    (left / "demo.store").write_bytes(b"x")
    return left


def test_a_process_number_that_another_process_got_counts_as_gone(folder: Path) -> None:
    started = round(psutil.Process().create_time() * 1000)
    left = leftover(folder, os.getpid(), started - 60_000)
    assert sweep_leftovers() == 1
    assert not left.exists()


def test_a_store_that_is_held_is_kept_even_if_the_clock_was_set(folder: Path) -> None:
    started = round(psutil.Process().create_time() * 1000)
    left = leftover(folder, os.getpid(), started - 3_600_000)
    with hold(left / "demo.store", "The app"):
        assert sweep_leftovers() == 0
    assert left.exists()


def test_a_folder_of_somebody_else_is_left_alone(folder: Path) -> None:
    for name in ("demo-notes", "demo-1-x-y", "other"):
        (folder / name).mkdir(parents=True)
    (folder / "demo-999999999-1-a").write_text("a file")
    assert sweep_leftovers() == 0
    assert len(list(folder.iterdir())) == 4


def test_without_a_folder_there_is_nothing_to_sweep(folder: Path) -> None:
    assert sweep_leftovers() == 0
    assert not folder.exists()
