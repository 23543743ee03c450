"""Practice stores for a training: copies of one seeded office, alike to the byte in what they export."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from caseload_tui.domain.facts import OFFICE
from caseload_tui.domain.facts.office import OfficeFounded
from caseload_tui.papers.handout import handout
from caseload_tui.seeding.passphrase import training_passphrase
from caseload_tui.services.founding import Seeding, fill_seeded, new_store
from caseload_tui.services.training.trainings import KEY_FILE
from caseload_tui.store.author import Author
from caseload_tui.store.backup import back_up
from caseload_tui.store.files import beside, create_private, make_private_folder, refuse_existing
from caseload_tui.store.key_files import recovery_file
from caseload_tui.store.start import start_folder
from caseload_tui.store.store import Store, new_device

HANDOUT = "handout.txt"
_COMPANIONS = ("", ".keys", ".seal", ".lock", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Copies:
    """What was made for a training: the stores, the passphrase that opens each, and the page to print."""

    stores: tuple[Path, ...]
    passphrase: str
    key_file: Path
    handout: Path
    page: str


def copy_paths(folder: Path, count: int) -> tuple[Path, ...]:
    """Return where the copies go: `office-01.store` and so on."""
    width = max(2, len(str(count)))
    return tuple(folder / f"office-{number:0{width}}.store" for number in range(1, count + 1))


def check_room(folder: Path, count: int) -> None:
    """Refuse a folder in which any of the files stands already, before anything is planned."""
    key_file = folder / KEY_FILE
    refuse_existing(*copy_paths(folder, count), key_file, recovery_file(key_file), folder / HANDOUT)


def make_copies(made: Seeding, folder: Path, count: int, author_of: Callable[[str], Author]) -> Copies:
    """Make the copies with one passphrase; all of them or, if anything fails, nothing."""
    check_room(folder, count)
    paths, key_file, page_file = copy_paths(folder, count), folder / KEY_FILE, folder / HANDOUT
    recovery = recovery_file(key_file)
    make_private_folder(folder)
    with ExitStack() as undoing:
        undoing.callback(_remove, paths, (key_file, recovery, page_file))
        passphrase = training_passphrase()
        with new_store(paths[0], practice=True, passphrase=passphrase) as (store, secrets):
            fill_seeded(store, author_of(store.device), made.office, made.training)
            for path in paths[1:]:
                back_up(store.path, secrets.key, path)
        for number, path in enumerate(paths, start=1):
            with closing(Store.open(path, secrets.key)) as copy:
                with copy.writing(author_of(copy.device)) as writing:
                    writing.number_copy(number, new_device())
                copy.keep_start()
        page = handout(
            _office_name(made),
            passphrase,
            made.training.today,
            tuple(path.name for path in paths),
            len(made.training.tasks),
        )
        create_private(recovery, f"{secrets.recovery_key}\n".encode())
        create_private(key_file, f"{passphrase}\n".encode())
        create_private(page_file, page.encode())
        undoing.pop_all()
    return Copies(paths, passphrase, key_file, page_file, page)


def _office_name(made: Seeding) -> str:
    founded = (event.fact for event in made.office.events if event.dossier == OFFICE)
    return next(fact.name for fact in founded if isinstance(fact, OfficeFounded))


def _remove(stores: tuple[Path, ...], files: tuple[Path, ...]) -> None:
    for store in stores:
        shutil.rmtree(start_folder(store), ignore_errors=True)
        for ending in _COMPANIONS:
            beside(store, ending).unlink(missing_ok=True)
    for file in files:
        file.unlink(missing_ok=True)
