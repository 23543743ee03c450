"""Making stores: a real one, a practice office from a seed, one from an export of facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from caseload_tui.domain.facts import OFFICE
from caseload_tui.domain.facts.office import ConsultantAdded, FrameworkAdopted, OfficeFounded
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.office import Office, readable_id
from caseload_tui.domain.training import Training
from caseload_tui.errors import Refused
from caseload_tui.frameworks import library
from caseload_tui.frameworks.build import build
from caseload_tui.i18n import language, tr
from caseload_tui.seeding import (
    Scenario,
    SeededOffice,
    load_scenario,
    no_collecting,
    plan_office,
    plan_teams,
    teams_of,
    with_stories,
)
from caseload_tui.services.fitting import misfits
from caseload_tui.services.team import checked_name
from caseload_tui.services.training.assigning import assigned
from caseload_tui.services.training.stories import tell_stories
from caseload_tui.store.author import Author
from caseload_tui.store.files import beside, refuse_existing
from caseload_tui.store.key_files import make_key_file, read_secret
from caseload_tui.store.keys import create_keys
from caseload_tui.store.lock import hold
from caseload_tui.store.reading import Reading
from caseload_tui.store.store import Store

DEFAULT_FRAMEWORK = "deventer-2020"
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
    made_before = {item for item in _files(path, key_file) if item.exists()}
    with ExitStack() as undoing:
        undoing.callback(_remove, path, key_file, made_before)
        secrets = _make_secrets(path, passphrase, key_file)
        store = Store.create(path, secrets.key, practice=practice)
        with closing(store), hold(path, tr("caseload makes a store")):
            yield store, secrets
        undoing.pop_all()


def _remove(path: Path, key_file: Path | None, kept: set[Path]) -> None:
    for item in _files(path, key_file):
        if item not in kept:
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
        consultant=readable_id(consultant),
        name=checked_name(consultant),
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


@dataclass(frozen=True, slots=True)
class Seeding:
    """A practice office that was planned, and what it was planned from."""

    office: SeededOffice
    framework: Framework
    seed: int
    training: Training
    frozen: bool
    """True where the script itself freezes its day, or has tasks: the store keeps both then."""


def plan_seed(
    scenario: str,
    framework: str | None,
    *,
    clients: int | None = None,
    consultants: int | None = None,
    seed: int | None = None,
    today: date | None,
    otherwise: date,
) -> Seeding:
    """Plan a practice office for a day, else the scenario's, else `otherwise`; equal choices give equal facts."""
    chosen = load_scenario(scenario)
    policy, text = _policy_of(chosen, framework)
    number = chosen.seed if seed is None else seed
    day, made_up = today or chosen.today or otherwise, chosen.clients if clients is None else clients
    office = plan_office(
        chosen,
        text,
        policy,
        clients=made_up,
        consultants=chosen.consultants if consultants is None else consultants,
        seed=number,
        today=day,
    )
    told = tell_stories(chosen, office.events, seed=number, clients=made_up, today=day)
    office = with_stories(office, told.events, told.drafts) if told.events else office
    training = Training(
        scenario=chosen.name,
        today=day,
        facts=len(office.events),
        tasks=assigned(chosen, told, policy, office.events, day),
    )
    return Seeding(office, policy, number, training, frozen=chosen.today is not None or bool(chosen.tasks))


def _policy_of(scenario: Scenario, framework: str | None) -> tuple[Framework, str]:
    """Return the policy of a made-up office, with what the script has it choose, and its text."""
    policy, text, document = library.load(framework or scenario.framework or DEFAULT_FRAMEWORK)
    if not scenario.house and not scenario.readings:
        return policy, text
    for place, message in misfits(document, scenario.readings, scenario.house):
        scenario.mistakes.add(place, message)
    if scenario.mistakes.problems:
        raise scenario.mistakes.refusal()
    return build(document, readings=scenario.readings, house=scenario.house), text


@dataclass(frozen=True, slots=True)
class LargeSeeding:
    """A practice office that is too large to be in memory as a whole, and is made up while it is stored."""

    teams: Iterator[SeededOffice]
    count: int
    """How many teams there are."""
    framework: Framework
    seed: int


def plan_large(
    scenario: str,
    framework: str | None,
    *,
    clients: int | None = None,
    consultants: int | None = None,
    seed: int | None = None,
    today: date | None,
    otherwise: date,
) -> LargeSeeding | None:
    """Return what makes up the office of a scenario team by team; None where the scenario has no teams.

    For another number of clients, unless one says so, as many people work there as the scenario has for so many.
    """
    chosen = load_scenario(scenario)
    if chosen.team is None:
        return None
    policy, text = _policy_of(chosen, framework)
    number = chosen.seed if seed is None else seed
    people = chosen.clients if clients is None else clients
    if consultants is None:
        consultants = max(round(chosen.consultants * people / max(chosen.clients, 1)), 1)
    teams = plan_teams(
        chosen, text, policy, clients=people, consultants=consultants, seed=number, today=today or otherwise
    )
    return LargeSeeding(teams, teams_of(chosen, consultants), policy, number)


def fill_large(store: Store, author: Author, planned: LargeSeeding) -> Iterator[Counter[str]]:
    """Put a large office into a store that was just made, and yield how many there are of what as they come.

    Each team is a transaction, since one for all would write everything twice: whoever makes the store removes it if
    this does not come to its end.
    """
    for place, team in enumerate(planned.teams):
        with no_collecting(), store.writing(author) as writing:
            if place:
                writing.import_events(team.events)
            else:
                writing.replace_journal(team.events)
            for draft in team.drafts:
                writing.save_draft(draft)
        yield Counter(counts_of(team))


def fill_seeded(store: Store, author: Author, office: SeededOffice, training: Training | None = None) -> None:
    """Put a made-up office into a store without clients: its facts, as they are, its drafts, and the training."""
    with no_collecting(), store.writing(author) as writing:
        writing.replace_journal(office.events)
        for draft in office.drafts:
            writing.save_draft(draft)
        if training is not None:
            writing.keep_training(replace(training, looks=writing.looks_count()))


def fill(store: Store, author: Author, lines: Iterable[Mapping[str, Any]]) -> None:
    """Put the facts of an export into a store without clients, as they are; they must make an office."""
    with store.writing(author) as writing:
        _refuse_clients(writing)
        writing.replace_journal(lines)
        writing.policy()
        if not writing.office().consultants:
            raise Refused(
                tr("Nobody works in the office of this file."), tr("Use a file made by `caseload export facts`.")
            )


def refuse_clients(store: Store) -> None:
    """Refuse a store that has clients."""
    with store.reading() as reading:
        _refuse_clients(reading)


def _refuse_clients(reading: Reading) -> None:
    if reading.count(ClientFilter()):
        raise Refused(
            tr("The store already has {clients}."),
            tr("Nothing was changed; name a store without {clients}, or one that is not there yet."),
        )


def counts_of(office: SeededOffice) -> dict[str, int]:
    """Return how many people and drafts there are, and how many facts of each kind."""
    kinds = Counter(event.kind for event in office.events)
    people = {"clients": kinds["client.registered"], "consultants": kinds["consultant.added"]}
    return {**people, "drafts": len(office.drafts), "facts": len(office.events), **dict(sorted(kinds.items()))}
