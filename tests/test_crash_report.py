from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from caseload_tui.crash_report import append_report, farewell, redacted
from caseload_tui.domain.typed_dates import parse_date
from caseload_tui.errors import Refused, StoreUnusable

CANARY = "kanarie-4711"

PROGRAM = """
import sys
import threading
from pathlib import Path

from caseload_tui.crash_report import watch


def fail():
    name = "-".join(("kanarie", "4711"))
    raise {kind}(name)


class Dying:
    def __del__(self):
        fail()


watch(Path(sys.argv[2]))
match sys.argv[1]:
    case "main":
        fail()
    case "thread":
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    case "dying":
        Dying()
"""


def run(case: str, log: Path, kind: str = "ValueError") -> subprocess.CompletedProcess[str]:
    code = PROGRAM.replace("{kind}", kind)
    return subprocess.run([sys.executable, "-c", code, case, str(log)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("case", "exit_code", "lines"), [("main", 1, 2), ("thread", 0, 2), ("dying", 0, 0)])
def test_what_nobody_caught_is_told_without_data(case: str, exit_code: int, lines: int, tmp_path: Path) -> None:
    log = tmp_path / "crash.log"
    ended = run(case, log)
    assert ended.returncode == exit_code
    assert len(ended.stderr.splitlines()) == lines
    assert CANARY not in ended.stdout + ended.stderr + log.read_text()
    assert "builtins.ValueError" in log.read_text()
    assert "in fail" in log.read_text()


def test_an_interrupted_program_says_nothing(tmp_path: Path) -> None:
    log = tmp_path / "crash.log"
    assert run("main", log, "KeyboardInterrupt").stderr == ""
    assert not log.exists()


def test_places_in_the_package_and_in_libraries_are_named_without_folders() -> None:
    with pytest.raises(Refused) as from_package:
        parse_date("x", date(2026, 1, 1))
    report = redacted(from_package.value)
    assert "  caseload_tui/domain/typed_dates.py:" in report
    assert "  test_crash_report.py:" in report
    assert str(Path.home()) not in report
    assert str(Path(__file__).parents[1]) not in report


def test_a_log_that_cannot_be_written_is_not_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert not append_report(tmp_path / "file" / "crash.log", ValueError())
    assert not append_report(None, ValueError())
    assert str(tmp_path) not in farewell(ValueError(CANARY), None)


def test_reports_are_added_until_the_log_is_large(tmp_path: Path) -> None:
    log = tmp_path / "crash.log"
    assert append_report(log, ValueError())
    assert append_report(log, KeyError())
    assert "ValueError" in log.read_text()
    assert "KeyError" in log.read_text()
    log.write_text("x" * 600_000)
    assert append_report(log, TypeError())
    assert "x" * 10 not in log.read_text()
    assert "TypeError" in log.read_text()


def test_the_message_of_an_own_error_is_on_screen_but_not_in_the_log() -> None:
    assert CANARY in farewell(StoreUnusable(CANARY), None)
    assert CANARY not in redacted(StoreUnusable(CANARY))
    assert "\x1b" not in farewell(Refused("\x1b[31m", "x"), None)


def test_errors_that_cause_each_other_in_a_circle_end() -> None:
    first, second = ValueError(), KeyError()
    first.__context__, second.__cause__ = second, first
    assert redacted(first).count("ValueError") == 1


def test_a_very_deep_failure_is_cut_short() -> None:
    def deeper(depth: int) -> None:
        if depth == 0:
            raise ValueError(CANARY)
        deeper(depth - 1)

    with pytest.raises(ValueError, match=CANARY) as caught:
        deeper(200)
    report = redacted(caught.value)
    assert "outer places left out" in report
    assert len(report.splitlines()) < 70
