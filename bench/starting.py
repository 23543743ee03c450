"""What starting costs: commands beside a bare script that reads the same rows, the first screen beside a bare app.

CPU seconds of whole processes, the least of several runs that take turns, so that a busy machine spoils them little.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from caseload_tui.store.key_files import read_secret
from caseload_tui.store.keys import unlock

TODAY = "2026-11-23"
CASELOAD = [sys.executable, "-c", "from caseload_tui.cli.main import main; main()"]
YARDSTICK = """
import json, sys
import click
from sqlalchemy import create_engine, text
from sqlcipher3 import dbapi2

def connect():
    connection = dbapi2.connect(sys.argv[1], isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA key = \\"x'{sys.argv[2]}'\\"")
    return connection

@click.command()
@click.argument("rest", nargs=-1)
def main(rest):
    with create_engine("sqlite://", module=dbapi2, creator=connect).connect() as connection:
        rows = connection.execute(text("select * from due join client on client.id = due.client order by due.due_on"))
        sys.stdout.write(json.dumps([dict(row) for row in rows.mappings()], indent=2))

main()
"""
SCREEN = """
import asyncio, sys
from contextlib import ExitStack
from textual.app import App
if sys.argv[1] == "bare":
    app = App()
else:
    import gc
    gc.set_threshold(50_000)
    import caseload_tui.cli.main, caseload_tui.ui.screens.unlock as unlock
    from caseload_tui.cli.app import StoreKeyring
    from caseload_tui.cli.speaking import speak
    from caseload_tui.settings import settle
    from caseload_tui.ui.app import CaseloadApp
    from caseload_tui.ui.preferences import Preferences
    speak("nl")
    unlock._import_the_rest = lambda keyring: None
    app = CaseloadApp(None, Preferences(), keyring=StoreKeyring(settle({"store": sys.argv[2]}, {}), ExitStack()))

async def stand():
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot._wait_for_screen()

asyncio.run(stand())
"""


def cpu(command: list[str]) -> float:
    """Return the CPU seconds of one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(runs: int, commands: dict[str, list[str]]) -> None:
    """Print the least CPU time of each command, and its ratio to the first."""
    least = dict.fromkeys(commands, float("inf"))
    for _ in range(runs):
        for name, command in commands.items():
            least[name] = min(least[name], cpu(command))
    first = next(iter(least.values()))
    for name, seconds in least.items():
        print(f"{name:36} {seconds * 1000:7.0f} ms  {seconds / first:5.2f} x")
    print()


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--clients", type=int, default=140)
    arguments.add_argument("--runs", type=int, default=7)
    asked = arguments.parse_args()
    # As in an installation: what was compiled once is not compiled again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    python = [sys.executable, "-c"]
    compare(
        asked.runs,
        {"import click": [*python, "import click"]}
        | {f"caseload {flag}": [*CASELOAD, flag] for flag in ("--version", "--help")},
    )
    with tempfile.TemporaryDirectory() as folder:
        store, key = Path(folder) / "bench.store", Path(folder) / "bench.key"
        here = [*CASELOAD, "--store", str(store), "--key-file", str(key), "--today", TODAY]
        cpu([*here, "seed", "office", "--clients", str(asked.clients), "--consultants", "3", "--json"])
        secret = unlock(store, read_secret(key)).hex()
        bare = {"click, SQLAlchemy and the same rows": [*python, YARDSTICK, str(store), secret]}
        compare(
            asked.runs,
            bare
            | {f"caseload {name} --json": [*here, name, "--json"] for name in ("due", "clients", "today", "balance")},
        )
        compare(
            asked.runs,
            {"bare Textual": [*python, SCREEN, "bare"], "the unlock screen": [*python, SCREEN, "app", str(store)]},
        )


if __name__ == "__main__":
    main()
