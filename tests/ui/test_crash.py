from __future__ import annotations

import asyncio
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from textual.app import App

from caseload_tui.ui.crash import CalmCrash

CANARY = "kanarie-4711"

PROGRAM = """
import asyncio
import sys
from pathlib import Path

from textual.app import App
from textual.widgets import Static

from caseload_tui.errors import StoreUnusable
from caseload_tui.ui.crash import CalmCrash

CANARY = "-".join(("kanarie", "4711"))


class Rich(Exception):
    def __rich__(self):
        return CANARY


class Failing(Static):
    def render(self):
        note = CANARY
        raise ValueError(note)


class Program(CalmCrash, App):
    crash_log = Path(sys.argv[2])
    if sys.argv[1] == "css":
        CSS = "Static { colour: kanarie-4711; "

    def compose(self):
        yield Failing() if sys.argv[1] == "render" else Static()

    async def on_mount(self):
        name = CANARY
        match sys.argv[1]:
            case "handler":
                try:
                    {}[name]
                except KeyError as error:
                    raise RuntimeError(f"no {name}") from error
            case "rich":
                raise Rich(name)
            case "worker":
                self.run_worker(self.work, thread=True)
            case "timer":
                self.set_timer(0.001, self.work)
            case "callback":
                self.call_after_refresh(self.work)
            case "panic":
                self.panic(name)
            case "group":
                raise ExceptionGroup(name, [ValueError(name)])
            case "twice":
                self.call_after_refresh(self.work)
                raise ValueError(name)
            case "task":
                self.forgetful = asyncio.create_task(self.forgotten())
                self.set_timer(0.01, self.leave)
            case "own":
                raise StoreUnusable("The store is busy.", "Close the other window.")
            case "leaving":
                self.exit(message=name)
                raise ValueError(name)
            case "good":
                self.exit(message="Good bye.")

    def work(self):
        name = CANARY
        raise ValueError(name)

    async def forgotten(self):
        self.work()

    def leave(self):
        del self.forgetful
        self.exit()


program = Program()
program.run(headless=True)
sys.exit(program.return_code)
"""


def run(case: str, log: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, case, str(log)], capture_output=True, text=True, check=False, timeout=60
    )


@pytest.mark.parametrize(
    "case", ["handler", "render", "rich", "worker", "timer", "callback", "panic", "group", "twice", "leaving", "css"]
)
def test_a_crash_shows_and_logs_nothing_of_anybody(case: str, tmp_path: Path) -> None:
    log = tmp_path / "crash.log"
    ended = run(case, log)
    logged = log.read_text() if log.exists() else ""
    assert ended.returncode == 1
    assert CANARY not in ended.stdout + ended.stderr + logged
    assert ended.stderr.startswith("The program stopped because of a fault in it.")
    assert "Traceback" not in ended.stderr
    assert len(ended.stderr.splitlines()) <= 2
    if case != "panic":
        assert str(log) in ended.stderr
        assert logged.count("Python 3") == 1


def test_the_log_says_where_in_the_code_it_failed(tmp_path: Path) -> None:
    log = tmp_path / "crash.log"
    run("handler", log)
    logged = log.read_text()
    assert "builtins.RuntimeError" in logged
    assert "<string>:" in logged
    assert "in Program.on_mount" in logged
    assert "caused by:\nbuiltins.KeyError" in logged
    assert "textual/message_pump.py:" in logged
    assert str(Path.home()) not in logged
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_a_forgotten_task_is_logged_and_not_printed(tmp_path: Path) -> None:
    log = tmp_path / "crash.log"
    ended = run("task", log)
    assert ended.returncode == 0
    assert CANARY not in ended.stdout + ended.stderr + log.read_text()
    assert "builtins.ValueError" in log.read_text()


def test_an_error_that_can_be_mended_speaks_for_itself(tmp_path: Path) -> None:
    ended = run("own", tmp_path / "crash.log")
    assert ended.returncode == 3
    assert ended.stderr == "The store is busy. Close the other window.\n"


def test_a_program_that_ends_well_keeps_its_message_and_writes_no_log(tmp_path: Path) -> None:
    log = tmp_path / "crash.log"
    ended = run("good", log)
    assert ended.returncode == 0
    assert ended.stderr == "Good bye.\n"
    assert not log.exists()


class Failing(CalmCrash, App[None]):
    """Fails in its first handler."""

    def on_mount(self) -> None:
        raise ValueError(CANARY)


async def test_a_test_still_sees_the_exception_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    app = Failing()
    app.crash_log = tmp_path / "crash.log"
    with pytest.raises(ValueError, match=CANARY):
        async with app.run_test() as pilot:
            await pilot.pause()
    assert app.return_code == 1
    assert CANARY not in capsys.readouterr().err
    asyncio.get_running_loop().set_exception_handler(None)
