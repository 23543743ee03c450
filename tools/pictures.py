"""Make the pictures of the README from a practice office, as the program really draws it.

Run it from the checkout: `.venv/bin/python tools/pictures.py`.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from caseload_tui import bootstrap
from caseload_tui.i18n import set_language
from caseload_tui.services import Services
from caseload_tui.services.founding import fill_seeded, plan_seed
from caseload_tui.settings import Settings
from caseload_tui.store.keys import random_database_key
from caseload_tui.store.store import Store
from caseload_tui.ui.app import CaseloadApp
from caseload_tui.ui.preferences import Preferences

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
TODAY = date(2026, 11, 23)
FRAMEWORK = "pijnacker-nootdorp-2020"
SIZE = (110, 32)
PICTURES: dict[str, tuple[str, ...]] = {
    "today": (),
    "caseload": ("2",),
    "dossier": ("enter",),
    "talk": ("m",),
    "team": ("5",),
}
WEB_FONT = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)


def main() -> None:
    """Make every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    set_language("nl")
    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "pictures.store", random_database_key(), practice=True)
        planned = plan_seed("office", FRAMEWORK, today=TODAY, otherwise=TODAY).office
        fill_seeded(store, bootstrap.author("", store.device), planned)
        services = bootstrap.services_for(store, Settings(store=store.path, today=TODAY))
        for name, keys in PICTURES.items():
            drawing = asyncio.run(drawn(services, keys))
            (FOLDER / f"{name}.svg").write_text(drawing, "utf-8")
            print(FOLDER / f"{name}.svg")
        store.close()


async def drawn(services: Services, keys: tuple[str, ...]) -> str:
    """Return the screen after the keys as SVG, with the reader's own fonts."""
    async with CaseloadApp(services, Preferences(theme="dark")).run_test(size=SIZE) as pilot:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        drawing = pilot.app.export_screenshot(title="caseload")
    return WEB_FONT.sub("", drawing).replace("Fira Code,", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono,")


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing that was begun still runs."""
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause(0.3)


if __name__ == "__main__":
    main()
