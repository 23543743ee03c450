from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import caseload_tui
from caseload_tui.errors import StoreUnusable
from caseload_tui.store.files import holder_file, lock_file
from caseload_tui.store.lock import hold, is_held, read_holder

HOLDER = """
import sys
from pathlib import Path
from caseload_tui.store.lock import hold
with hold(Path(sys.argv[1]), "The app"):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "office.store"


def start_holder(store: Path) -> subprocess.Popen[str]:
    around = str(Path(caseload_tui.__file__).parent.parent)
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(store)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": around},
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_process_is_told_who_has_the_store(store: Path) -> None:
    with start_holder(store) as process:
        with pytest.raises(StoreUnusable) as refusal, hold(store, "Seeding"):
            pass
        assert refusal.value.exit_code == 3
        assert str(store) in refusal.value.title
        for part in ("The app", str(process.pid), socket.gethostname()):
            assert part in refusal.value.message
        process.communicate("")
    with hold(store, "Seeding"):
        assert is_held(store)


def test_a_killed_holder_holds_nothing(store: Path) -> None:
    with start_holder(store) as process:
        process.kill()
        process.wait()
    assert holder_file(store).exists()
    assert not is_held(store)
    with hold(store, "The app"):
        holder = read_holder(store)
        assert holder is not None
        assert holder.pid == os.getpid()


def test_one_process_cannot_hold_a_store_twice(store: Path) -> None:
    with hold(store, "The app"), pytest.raises(StoreUnusable, match="The app"), hold(store, "Restoring"):
        pass


def test_the_holder_is_forgotten_afterwards_even_after_an_error(store: Path) -> None:
    def fail() -> None:
        with hold(store, "The app"):
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert not holder_file(store).exists()
    assert not is_held(store)


def test_the_lock_and_the_holder_are_for_their_owner_only(store: Path) -> None:
    with hold(store, "The app"):
        for path in (lock_file(store), holder_file(store)):
            assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"what": "x"}'])
def test_an_unreadable_holder_is_another_program(store: Path, content: bytes) -> None:
    with hold(store, "The app"):
        holder_file(store).write_bytes(content)
        with pytest.raises(StoreUnusable, match="Another program"), hold(store, "Seeding"):
            pass
