"""Practice stores that were handed out for a training: found, opened, looked through, and put back."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from caseload_tui.errors import CaseloadError, Refused, StoreUnusable
from caseload_tui.i18n import language, speaking, tr
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.services.training.exercises import Exercise
from caseload_tui.store.author import Author
from caseload_tui.store.key_files import read_secret, recovery_file
from caseload_tui.store.keys import unlock
from caseload_tui.store.start import put_back, started_stores
from caseload_tui.store.store import Store

KEY_FILE = "training.key"
_JOURNALS = ("facts", "access")


@dataclass(frozen=True, slots=True)
class Work:
    """How far one trainee is: the copy, its tasks, or why it cannot be told."""

    store: Path
    copy: int | None = None
    exercises: tuple[Exercise, ...] = ()
    problem: CaseloadError | None = None


def practice_stores(place: Path) -> tuple[Path, ...]:
    """Return the practice stores of a training: the one that is named, or all that began in a folder, by name."""
    if not place.is_dir():
        return (place,)
    stores = started_stores(place)
    if not stores:
        raise Refused(
            tr("There is no practice store of a training in {path}.", path=place),
            tr("Make some with `caseload seed SCENARIO --copies 12 --into DIR`."),
        )
    return stores


def reset(place: Path) -> tuple[Path, ...]:
    """Put a practice store, or all in a folder, back to how they were handed out; return which."""
    stores = practice_stores(place)
    for store in stores:
        put_back(store)
    return stores


def secrets_for(place: Path, key_file: Path | None) -> tuple[str, ...]:
    """Return what may open the stores of a training: what the key file holds, and the recovery key beside it.

    Without a key file it is the one that lies in the folder; nothing where there is none.
    """
    found = key_file or (place if place.is_dir() else place.parent) / KEY_FILE
    if not found.exists():
        return ()
    recovery = recovery_file(found)
    return (read_secret(found), *([read_secret(recovery)] if recovery.exists() else []))


def looked_through(stores: tuple[Path, ...], secrets: tuple[str, ...], author: Author) -> tuple[Work, ...]:
    """Return how far the trainee of each store is; a store that cannot be opened says why."""
    return _alone(tuple(_work(store, secrets, author) for store in stores))


def _work(path: Path, secrets: tuple[str, ...], author: Author) -> Work:
    try:
        with closing(Store.open(path, _key(path, secrets))) as store:
            store.refuse_real(tr("Checking tasks"))
            _refuse_meddling(store)
            with store.reading() as reading:
                training, framework = reading.training(), reading.policy().framework
            if training is None:
                raise Refused(tr("This store was made for no training."), tr("It has no tasks."))
            services = Services(Desk(store, author, lambda: training.today, training=training))
            with speaking(framework.words_in(language())):
                return Work(path, training.copy, services.exercises.list())
    except CaseloadError as error:
        return Work(path, problem=error)


def _refuse_meddling(store: Store) -> None:
    """Refuse a store in whose place another one stands, and one that was changed from outside the program."""
    if not store.is_as_handed_out():
        raise Refused(
            tr("{path} is not the practice store that was handed out.", path=store.path),
            tr("Its tasks tell nothing of this trainee."),
        )
    broken = next((check for check in store.check(quick=True) if not check.ok and check.check in _JOURNALS), None)
    if broken is not None:
        raise Refused(
            tr("{path} was changed from outside the program.", path=store.path),
            tr("{what}; `caseload doctor` says more.", what=broken.detail),
        )


def _alone(works: tuple[Work, ...]) -> tuple[Work, ...]:
    """Return the work with a problem where one and the same copy stands in several places."""
    places: dict[int | None, list[str]] = {}
    for work in works:
        places.setdefault(work.copy, []).append(work.store.name)
    return tuple(
        Work(work.store, work.copy, problem=_same_copy(work.copy, places[work.copy]))
        if work.copy is not None and len(places[work.copy]) > 1
        else work
        for work in works
    )


def _same_copy(number: int, names: list[str]) -> Refused:
    return Refused(
        tr("Copy {number} stands in several places: {names}.", number=number, names=", ".join(names)),
        tr("Nobody can tell whose work it is."),
    )


def _key(path: Path, secrets: tuple[str, ...]) -> bytes:
    """Return the key for the first secret that opens the store: a trainee may have chosen another passphrase."""
    for secret in secrets[:-1]:
        try:
            return unlock(path, secret)
        except StoreUnusable:
            continue
    return unlock(path, secrets[-1])
