"""docs/data.md: every command of its examples is run, in order, and says what the page shows."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PAGE = Path(__file__).parents[2] / "docs" / "data.md"
_FENCE = re.compile(r"^```(\w+)(?: ([\w.-]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def steps(console: str) -> list[tuple[str, str]]:
    """Return the commands of a block, each with what the page shows that it says."""
    pieces = re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]
    return [(command, said) for command, _, said in (piece.partition("\n") for piece in pieces)]


def carried_out(command: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> str:
    """Carry out one line as a shell would, and return what it says."""
    command, _, target = command.partition(" > ")
    command, _, behind = command.partition(" | ")
    program, *arguments = shlex.split(command)
    if program == "export":
        for setting in arguments:
            monkeypatch.setenv(*setting.split("=", 1))
        return ""
    if program != "caseload":
        return subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout
    answer = run(*arguments)
    if target:
        Path(target).write_text(answer.out, "utf-8")
        return ""
    if behind:
        return subprocess.run(shlex.split(behind), input=answer.out, capture_output=True, text=True, check=True).stdout
    return answer.out + answer.err


def test_every_example_of_the_page_does_what_it_shows(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = 0
    for kind, name, text in _FENCE.findall(PAGE.read_text("utf-8")):
        if name:
            Path(name).write_text(text, "utf-8")
        for command, shown in steps(text) if kind == "console" else ():
            asked += 1
            # A calendar file ends its lines with two signs.
            said = _ID.sub("…", carried_out(command, run, monkeypatch)).replace("\r\n", "\n")
            assert (command, said) == (command, shown)
    assert asked > 15
    log = run("export", "access").out
    assert all(f"{what} exported" in log for what in ("clients", "meetings", "facts"))
