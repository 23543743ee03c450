"""Several programs and one that is killed: what was acknowledged stays, and nothing is spoiled."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from caseload_tui.domain.filters import ClientFilter
from caseload_tui.store.store import Store
from tests.makers import KEY, author, registered

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from caseload_tui.store.store import Store
from tests.makers import KEY, author, registered

store = Store.open(Path(sys.argv[1]), KEY)
name, count = sys.argv[2], int(sys.argv[3])
for number in range(count):
    with store.writing(author(ids=f"{name}{number}-")) as writing:
        writing.record(f"{name}{number}", *registered(f"{name}-{number}"))
    print(f"{name}{number}", flush=True)
store.close()
"""


def start(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, text=True)


def test_two_programs_write_beside_each_other_and_neither_loses_anything(store_path: Path) -> None:
    writers = [start(store_path, name, 15) for name in ("a", "b")]
    store = Store.open(store_path, KEY)
    with store.writing(author(ids="here-")) as writing:
        writing.record("here", *registered("here"))
    told = {line.strip() for writer in writers for line in writer.communicate(timeout=60)[0].splitlines()}
    assert [writer.returncode for writer in writers] == [0, 0]
    with store.reading() as reading:
        assert {row.id for row in reading.clients()} == told | {"here"}
        assert len(told) == 30
        seqs = [event.seq for event in reading.events()]
    assert seqs == list(range(1, len(seqs) + 1))
    assert [check for check in store.check() if not check.ok] == []
    store.close()


def test_what_was_acknowledged_before_a_kill_is_there_and_the_store_is_whole(store_path: Path) -> None:
    acknowledged: set[str] = set()
    for turn, lines in enumerate((1, 4, 9)):
        writer = start(store_path, f"k{turn}-", 10_000)
        assert writer.stdout is not None
        acknowledged |= {writer.stdout.readline().strip() for _ in range(lines)}
        writer.send_signal(signal.SIGKILL)
        acknowledged |= {
            line.strip() for line in writer.communicate(timeout=60)[0].splitlines(keepends=True) if "\n" in line
        }
        assert writer.returncode == -signal.SIGKILL
    store = Store.open(store_path, KEY)
    with store.reading() as reading:
        kept = {row.id for row in reading.clients(ClientFilter())}
    assert acknowledged <= kept
    assert len(acknowledged) >= 14
    assert len(kept - acknowledged) <= 3
    assert [check for check in store.check() if not check.ok] == []
    store.close()
