"""Make the pictures of the pages from a practice office, as the program really draws it; or a gallery of every screen.

Run it from the checkout: `.venv/bin/python -m tools.pictures` makes those of README and handbook anew, the same files
each time; `--gallery FOLDER` draws every screen into a folder, to look at, in a size, language, look and office.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path

import textual._wait
from textual.pilot import Pilot

from caseload_tui.errors import StoreUnusable
from caseload_tui.i18n import LANGUAGES, language, set_language, set_words, tr
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.services.founding import fill_seeded, plan_seed
from caseload_tui.store.author import Author
from caseload_tui.store.store import Store
from caseload_tui.ui.app import CaseloadApp
from caseload_tui.ui.preferences import Preferences
from tests.ui.screens import settled
from tests.ui.typing import typed
from tools.scenes import LOCKED, RIGHT, SCENES, Act, Scene, Typed

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
TODAY = date(2026, 11, 23)
FRAMEWORK = "pijnacker-nootdorp-2020"
PAGES: Mapping[str, str] = {
    "today": "today",
    "meetings": "meetings",
    "talk": "talk-typed",
    "dossier": "dossier",
    "team": "team",
}
"""The pictures of README and handbook, and the scene of each."""
KEY = bytes(range(32))
WEB_FONT = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Showing:
    """How scenes are drawn."""

    size: tuple[int, int] = (96, 26)
    language: str = "nl"
    theme: str = "dark"


class Ring:
    """Opens the office with one word."""

    name = "oefenkantoor"

    def __init__(self, services: Services) -> None:
        self._services = services

    def warm_up(self) -> None:
        """Import nothing: all is there."""

    def open(self, passphrase: str) -> Services:
        """Return the services for the word."""
        self.check(passphrase)
        return self._services

    def check(self, passphrase: str) -> None:
        """Refuse another word, as the store does."""
        if passphrase != RIGHT:
            raise StoreUnusable(tr("The passphrase is not right."), tr("Type it again."))


class Studio:
    """Draws scenes of one practice office, each from the same beginning; a training has its own policy and day."""

    def __init__(self, folder: Path, framework: str, clients: int | None, training: str | None = None) -> None:
        self._template = folder / "template.store"
        self._copies = count(1)
        with closing(Store.create(self._template, KEY, practice=True)) as store:
            if training is None:
                made = plan_seed("office", framework, clients=clients, today=TODAY, otherwise=TODAY)
            else:
                made = plan_seed(training, None, clients=clients, today=None, otherwise=TODAY)
            self._training = made.training if training is not None else None
            fill_seeded(store, _author("", "seed"), made.office, self._training)

    def draw(self, scene: Scene, showing: Showing, *, locked: bool = False) -> str:
        """Return the screen at the end of a scene as SVG."""
        with self._services() as services:
            set_language(showing.language)
            set_words(services.team.framework().words_in(language()))
            return asyncio.run(_played(services, scene, showing, locked=locked))

    @contextmanager
    def _services(self) -> Iterator[Services]:
        path = self._template.with_name(f"{next(self._copies)}.store")
        for ending in ("", ".seal"):
            shutil.copy(self._template.with_name(self._template.name + ending), path.with_name(path.name + ending))
        with closing(Store.open(path, KEY)) as store:
            with store.reading() as reading:
                me = reading.office().consultants[0].id
            today = self._training.today if self._training is not None else TODAY
            yield Services(Desk(store, _author(me, "here"), lambda: today, training=self._training))
        for made in path.parent.glob(f"{path.name}*"):
            made.unlink()


def _author(by: str, ids: str) -> Author:
    """Return somebody who writes at moments and with identifiers that are the same each time."""
    moments, numbers = count(1), count(1)
    start = datetime.combine(TODAY, time(8, 30), UTC)
    return Author(
        by, "desk", lambda: start + timedelta(milliseconds=next(moments)), lambda: f"{ids}-{next(numbers):08d}"
    )


async def _played(services: Services, scene: Scene, showing: Showing, *, locked: bool) -> str:
    ring = Ring(services) if locked else None
    app = CaseloadApp(None if locked else services, Preferences(theme=showing.theme), keyring=ring)
    async with app.run_test(size=showing.size) as pilot:
        await settled(pilot)
        for step in scene:
            await _done(pilot, step, services)
        drawing = app.export_screenshot(title="caseload")
    return WEB_FONT.sub("", drawing).replace("Fira Code,", "ui-monospace, Menlo, Consolas, DejaVu Sans Mono,")


async def _done(pilot: Pilot[object], step: object, services: Services) -> None:
    match step:
        case str():
            await pilot.press(step)
        case Typed():
            await typed(pilot, step.text)
        case Act():
            await pilot.app.run_action(step.name)
        case _ if callable(step):
            pilot.app.post_message(step(services))
    await settled(pilot)


def main() -> None:
    """Make the pictures of the pages, or a gallery."""
    textual._wait.SLEEP_GRANULARITY, textual._wait.SLEEP_IDLE = 1 / 250, 1 / 5000
    asked = _asked()
    with tempfile.TemporaryDirectory() as folder:
        if asked.gallery is None:
            _pages(Studio(Path(folder), FRAMEWORK, None))
        else:
            wide, high = map(int, asked.size.split("x"))
            showing = Showing((wide, high), asked.lang, asked.theme)
            studio = Studio(Path(folder), asked.framework, asked.clients, asked.training)
            _gallery(studio, showing, asked.gallery, asked.scene)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gallery", type=Path, help="draw every screen into this folder")
    parser.add_argument("--framework", default=FRAMEWORK)
    parser.add_argument("--training", help="the office of a training, such as training-igsd-2019")
    parser.add_argument("--clients", type=int, help="0 for an office without any")
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--lang", default="nl", choices=("nl", "en"))
    parser.add_argument("--theme", default="dark", choices=("dark", "light", "contrast", "sober"))
    parser.add_argument("--scene", action="append", help="only this one, or several")
    return parser.parse_args()


def _pages(studio: Studio) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, scene in PAGES.items():
        for spoken in LANGUAGES:
            path = FOLDER / f"{name}.{spoken}.svg"
            path.write_text(studio.draw(SCENES[scene], Showing(language=spoken)), "utf-8")
            print(path)


def _gallery(studio: Studio, showing: Showing, folder: Path, chosen: list[str] | None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    every = SCENES | LOCKED
    for name in chosen or every:
        try:
            drawing = studio.draw(every[name], showing, locked=name in LOCKED)
        except LookupError as nobody:
            print(f"{name}: {nobody}")
            continue
        (folder / f"{name}.svg").write_text(drawing, "utf-8")


if __name__ == "__main__":
    main()
