"""What one waits for on screen, in CPU milliseconds: the first list once the store is open, and a letter of a note.

Each is measured in a process of its own, beside Textual with nothing, or only an editor, in it.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from caseload_tui.services import Services

SIZE = (120, 40)
TODAY = date(2026, 11, 23)
SAID = "Heeft het rijbewijs nog, maar geen auto. Vacature besproken die past bij de ervaring in de keuken."
TYPED = "de regeling is afgelopen en er blijft wat over om te sparen " * 3
_WARM = 20
"""Letters before those that are measured."""


async def bare_app(_: Path) -> str:
    """Return what a bare app costs, its imports included."""
    began = time.process_time()
    from textual.app import App  # noqa: PLC0415 - the import is measured too

    async with App[None]().run_test(size=SIZE) as pilot:
        await pilot.pause()
    return f"{(time.process_time() - began) * 1000:6.0f} ms"


async def first_list(folder: Path) -> str:
    """Return what the daily list costs once the passphrase is known; the rest was imported while it was typed."""
    from caseload_tui.ui.app import CaseloadApp  # noqa: PLC0415 - not where a bare app is measured
    from caseload_tui.ui.screens import main, today  # noqa: F401, PLC0415 - see above

    class Door:
        """Opens the office without a question."""

        name = "bench"

        def warm_up(self) -> None:
            """Import nothing more."""

        def open(self, passphrase: str) -> Services:
            """Return the services of the open office."""
            return opened(folder)

        def check(self, passphrase: str) -> None:
            """Take any passphrase."""

    opened(folder).desk.store.close()
    app = CaseloadApp(None, keyring=Door())
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        began = time.process_time()
        app.begin(Door().open(""))
        await settle(pilot)
        taken = time.process_time() - began
    return f"{taken * 1000:6.0f} ms"


async def bare_editor(_: Path) -> str:
    """Return what a letter costs in an editor that is all there is."""
    from textual.app import App, ComposeResult  # noqa: PLC0415 - see bare_app
    from textual.widgets import TextArea  # noqa: PLC0415 - see bare_app

    class Editor(App[None]):
        CSS = "TextArea { width: 48; height: 34; border: none; padding: 0 1 0 0; }"

        def compose(self) -> ComposeResult:
            """Yield the editor."""
            yield TextArea(SAID, compact=True, highlight_cursor_line=False)

    app = Editor()
    async with app.run_test(size=SIZE) as pilot:
        app.query_one(TextArea).move_cursor((0, len(SAID)))
        return await letters(pilot)


async def note(folder: Path) -> str:
    """Return what a letter costs in the note of a talk, with its draft kept meanwhile."""
    from caseload_tui.ui.app import CaseloadApp  # noqa: PLC0415 - see first_list
    from caseload_tui.ui.screens.talk import TalkScreen  # noqa: PLC0415 - see first_list
    from caseload_tui.ui.talk.sheet import Sheet  # noqa: PLC0415 - see first_list

    services = opened(folder)
    drafted = {draft.client_id for draft in services.meetings.drafts()}
    client = next(row.client.id for row in services.worklists.due() if row.client.id not in drafted)
    app = CaseloadApp(services)
    async with app.run_test(size=SIZE) as pilot:
        await settle(pilot)
        kind = services.worklists.due(client=client)[0].base.kind
        app.write(Sheet(client=client, key="talk:bench", kind=kind, on=TODAY, mode="office"), stored=False)
        await settle(pilot)
        assert isinstance(app.screen, TalkScreen), app.screen
        app.screen.area.text = SAID
        app.screen.area.move_cursor((0, len(SAID)))
        await settle(pilot)
        return await letters(pilot)


def opened(folder: Path) -> Services:
    """Return the services of the office."""
    from caseload_tui import bootstrap  # noqa: PLC0415 - see first_list
    from caseload_tui.settings import Settings  # noqa: PLC0415 - see first_list
    from caseload_tui.store.store import Store  # noqa: PLC0415 - see first_list

    store = Store.open(folder / "bench.store", (folder / "bench.secret").read_bytes())
    return bootstrap.services_for(store, Settings(store=store.path, today=TODAY))


async def settle(pilot: Any) -> None:
    """Wait until nothing is being read."""
    await pilot.pause()
    while any(not worker.is_finished for worker in pilot.app.workers):
        await pilot.pause(0.01)
    await pilot.pause()


async def letters(pilot: Any) -> str:
    """Type, and return what a letter costs."""
    taken = []
    for place, letter in enumerate(TYPED):
        began = time.process_time()
        await pilot.press("space" if letter == " " else letter)
        if place >= _WARM:
            taken.append(time.process_time() - began)
    taken.sort()
    middle, late = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    return f"{middle * 1000:6.1f} ms in the middle, {late * 1000:.1f} ms for one in twenty"


MEASURED: dict[str, Callable[[Path], Coroutine[Any, Any, str]]] = {
    "a bare app": bare_app,
    "the first list": first_list,
    "a letter, bare editor": bare_editor,
    "a letter of a note": note,
}


def make_office(folder: Path, clients: int, consultants: int) -> None:
    """Make a practice office to look at."""
    from caseload_tui import bootstrap  # noqa: PLC0415 - see first_list
    from caseload_tui.services.founding import fill_seeded, plan_seed  # noqa: PLC0415 - see first_list
    from caseload_tui.store.keys import random_database_key  # noqa: PLC0415 - see first_list
    from caseload_tui.store.store import Store  # noqa: PLC0415 - see first_list

    planned = plan_seed(
        "office", "deventer-2020", clients=clients, consultants=consultants, seed=42, today=TODAY, otherwise=TODAY
    ).office
    secret = random_database_key()
    (folder / "bench.secret").write_bytes(secret)
    store = Store.create(folder / "bench.store", secret, practice=True)
    fill_seeded(store, bootstrap.author("", store.device), planned)
    store.close()


def main() -> None:
    """Measure each in its own process, several times in turn, and print the quickest."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--clients", type=int, default=140)
    arguments.add_argument("--consultants", type=int, default=3)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--one", nargs=2, metavar=("WHAT", "FOLDER"), help="measure one, on the office in a folder")
    asked = arguments.parse_args()
    if asked.one:
        gc.set_threshold(50_000)
        print(asyncio.run(MEASURED[asked.one[0]](Path(asked.one[1]))))
        return
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        make_office(folder, asked.clients, asked.consultants)
        found: dict[str, list[str]] = {name: [] for name in MEASURED}
        for _ in range(asked.runs):
            for name in MEASURED:
                command = [sys.executable, __file__, "--one", name, str(folder)]
                found[name].append(subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip())
        for name, taken in found.items():
            print(f"{name:24} {min(taken, key=lambda said: float(said.split()[0]))}")


if __name__ == "__main__":
    main()
