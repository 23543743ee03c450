"""Making stores: a real one, a practice office from a seed, one from an export of facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from caseload_tui.domain.facts import OFFICE, Event
from caseload_tui.domain.facts.office import ConsultantAdded, FrameworkAdopted, OfficeFounded
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.office import Office
from caseload_tui.errors import Refused
from caseload_tui.frameworks import library
from caseload_tui.i18n import language, tr
from caseload_tui.seeding import SeededOffice, load_scenario, plan_office
from caseload_tui.services.team import new_consultant_id
from caseload_tui.store.author import Author
from caseload_tui.store.files import beside, keys_file, refuse_existing
from caseload_tui.store.key_files import make_key_file, read_secret
from caseload_tui.store.keys import create_keys, random_database_key, unlock
from caseload_tui.store.lock import hold
from caseload_tui.store.store import Store

SIDECARS = (".keys", ".seal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Secrets:
    """The key of a store and, if it was just made, the recovery key to show once."""

    key: bytes
    recovery_key: str | None = None
    recovery_file: Path | None = None


@contextmanager
def new_store(
    path: Path, *, practice: bool, passphrase: str | None = None, key_file: Path | None = None
) -> Iterator[tuple[Store, Secrets]]:
    """Make a store and yield it; if what follows fails, nothing of it stays behind."""
    refuse_existing(path)
    with hold(path, tr("caseload makes a store")):
        made_before = {item for item in _files(path, key_file) if item.exists()}
        done = False
        try:
            secrets = _make_secrets(path, passphrase, key_file)
            store = Store.create(path, secrets.key, practice=practice)
            try:
                yield store, secrets
            finally:
                store.close()
            done = True
        finally:
            if not done:
                for item in _files(path, key_file):
                    if item not in made_before:
                        item.unlink(missing_ok=True)


def _files(path: Path, key_file: Path | None) -> tuple[Path, ...]:
    keys = (key_file, beside(key_file, ".recovery")) if key_file is not None else ()
    return (path, *(beside(path, ending) for ending in SIDECARS), *keys)


def _make_secrets(path: Path, passphrase: str | None, key_file: Path | None) -> Secrets:
    if key_file is not None and not key_file.exists():
        made = make_key_file(key_file)
        fresh = create_keys(made.secret, recovery_key=made.recovery_key)
        fresh.ring.create(path)
        return Secrets(fresh.database_key, None, beside(key_file, ".recovery"))
    secret = read_secret(key_file) if key_file is not None else passphrase
    if not secret:
        raise Refused(tr("A passphrase is needed."), tr("Choose one that is long and easy to remember."))
    fresh = create_keys(secret)
    fresh.ring.create(path)
    return Secrets(fresh.database_key, fresh.recovery_key)


def found_office(store: Store, author: Author, *, name: str, framework: str, consultant: str, today: date) -> Office:
    """Record the founding facts of an office: its name, its policy and its first consultant."""
    policy, text, _ = library.load(framework)
    person = ConsultantAdded(
        consultant=new_consultant_id(consultant, Office("", ())),
        name=consultant,
        function="team_lead",
        roles=tuple(role.id for role in policy.roles if role.norms),
        from_=today,
    )
    with store.writing(replace(author, by=person.consultant)) as writing:
        writing.record(
            OFFICE,
            OfficeFounded(name=name or policy.organisation.to(language())),
            FrameworkAdopted(framework=policy.id, text=text, in_force_from=max(today, policy.valid_from)),
            person,
        )
        return writing.office()


def plan_seed(
    scenario: str, framework: str | None, *, clients: int | None, consultants: int | None, seed: int | None, today: date
) -> tuple[SeededOffice, Framework]:
    """Plan a practice office from a scenario; the same choices always give the same facts."""
    chosen = load_scenario(scenario)
    policy, text, _ = library.load(framework or chosen.framework)
    office = plan_office(
        chosen,
        text,
        policy,
        clients=chosen.clients if clients is None else clients,
        consultants=chosen.consultants if consultants is None else consultants,
        seed=chosen.seed if seed is None else seed,
        today=today,
    )
    return office, policy


def fill(store: Store, author: Author, events: Iterable[Event]) -> int:
    """Put whole histories into an empty store, as they are."""
    with store.writing(author) as writing:
        return writing.replace_journal(events)


def counts_of(events: Iterable[Event]) -> dict[str, int]:
    """Return how many facts of each kind there are."""
    return dict(sorted(Counter(event.kind for event in events).items()))


__all__ = [
    "Secrets",
    "counts_of",
    "fill",
    "found_office",
    "keys_file",
    "new_store",
    "plan_seed",
    "random_database_key",
    "unlock",
]
