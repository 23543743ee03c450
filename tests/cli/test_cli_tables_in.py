from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from caseload_tui.progress import listening
from tests.cli.conftest import TODAY, Run
from tests.cli.programs import environment

KILLED = """
import os, signal, sys
from caseload_tui.cli.main import run
from caseload_tui.progress import listening

def kill(what, done, total):
    if what == sys.argv[1] and done:
        os.kill(os.getpid(), signal.SIGKILL)

with listening(kill):
    run(sys.argv[2:])
"""
"""The program, which is killed once it tells that it is so far."""


MAPPING = """\
format = 1
rows = "clients"
source = "suite"
key = "Nr"
[fields]
given_name = "Roepnaam"
family_name = "Achternaam"
born_on = "Geboren"
municipality = { otherwise = "Deventer" }
[groups]
klantgroep = { otherwise = "matchen" }
"""


def table_of(folder: Path, born_on: str, rows: int) -> tuple[str | Path, ...]:
    """Write a table of so many people and its mapping, and return the command that takes them in."""
    lines = [f"{n};Jan;Smit;{born_on}" for n in range(rows)]
    (folder / "many.csv").write_text("\n".join(["Nr;Roepnaam;Achternaam;Geboren", *lines]), "utf-8")
    (folder / "many.toml").write_text(MAPPING, "utf-8")
    return "import", folder / "many.csv", "--mapping", folder / "many.toml"


def test_what_is_wrong_is_told_by_line_and_column_for_people_and_programs(office: Run, tmp_path: Path) -> None:
    command = table_of(tmp_path, "[/x]\x1b[31m", 1)
    told = office(*command)
    assert told.code == 1
    assert "\x1b" not in told.out
    assert re.search(r"^2 +Geboren +\[/x\]", told.out, re.MULTILINE)
    assert "1 place must be mended first." in told.err
    answer = office(*command, "--json")
    [problem] = answer.json["problems"]
    assert (answer.code, answer.json["written"]) == (1, False)
    assert (problem["line"], problem["column"]) == (2, "Geboren")
    assert office("show", "Smit").code == 1

    (tmp_path / "many.toml").write_text("rows = 'clients'\n", "utf-8")
    refused = office(*command)
    assert refused.code == 1
    assert "fields.given_name" in refused.err


def test_much_that_is_wrong_is_counted_before_the_first_places_are_shown(office: Run, tmp_path: Path) -> None:
    command = table_of(tmp_path, "0031-02-2026", 1_200)
    told = office(*command, "--dry-run")
    assert told.code == 1
    assert re.search(r"^1,200 +Geboren +2, 3, 4 … +no day written as ", told.out, re.MULTILINE)
    assert re.search(r"^2 +Geboren +0031-02-2026 ", told.out, re.MULTILINE)
    assert len(told.out.splitlines()) < 12
    assert "were not tried yet" in told.err
    answer = office(*command, "--json").json
    assert (answer["rows"], answer["tried"], len(answer["problems"]), answer["more_problems"]) == (1_200, 0, 1_000, 200)
    [counted] = answer["problem_counts"]
    assert (counted["column"], counted["count"], counted["first_line"]) == ("Geboren", 1_200, 2)


@pytest.mark.parametrize("at", ["reading the table", "taking the rows in", "making the lists"])
def test_a_table_whose_taking_in_ends_half_way_leaves_the_store_as_it_was(
    office: Run, store: Path, tmp_path: Path, at: str
) -> None:
    command = table_of(tmp_path, "03-04-1980", 600)
    before = office("export", "facts").out

    def interrupt(what: str, done: int, total: int) -> None:
        if what == at and done:
            raise KeyboardInterrupt

    with listening(interrupt):
        stopped = office(*command)
    assert (stopped.code, stopped.out, stopped.err.strip()) == (130, "", "Interrupted.")
    assert office("export", "facts").out == before

    where = ["--store", str(store), "--key-file", str(store.with_name("key")), "--today", TODAY]
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, at, *where, *map(str, command)], env=environment(), check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert office("export", "facts").out == before
    assert office("doctor", "--quick").code == 0
    assert office(*command, "--json").json["added"] == 600
