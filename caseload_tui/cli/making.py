"""Making stores: a real one (`init`), and a practice office from a scenario (`seed`)."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from caseload_tui.bootstrap import author, open_store
from caseload_tui.cli.context import Call, ask, ask_new_passphrase
from caseload_tui.cli.options import pass_call
from caseload_tui.cli.output import Table, done, show, show_lists, with_format
from caseload_tui.cli.speaking import command, option
from caseload_tui.errors import Refused, WrongUse
from caseload_tui.frameworks import library
from caseload_tui.frameworks.problems import Problem
from caseload_tui.i18n import language, tr, trn
from caseload_tui.services import founding
from caseload_tui.services.founding import LargeSeeding, Secrets, Seeding
from caseload_tui.settings import real_today
from caseload_tui.store.files import refuse_existing
from caseload_tui.store.lock import hold
from caseload_tui.store.places import refuse_unsafe_place
from caseload_tui.store.store import Store


@command("init")
@with_format
@option("--framework", metavar="ID_OR_FILE", help="The policy of the office.")
@option("--consultant", metavar="NAME", help="The first person who works here.")
@option("--office", metavar="NAME", default="", help="The name of the office; the policy's organisation without it.")
@option("--practice", is_flag=True, help="A store for practice: another day can be played in it.")
@pass_call
def init(call: Call, framework: str | None, consultant: str | None, office: str, practice: bool) -> None:
    """Make a store, with a passphrase, a recovery key and the first colleague."""
    make(call, framework, consultant, office, practice=practice)


def make(call: Call, framework: str | None, consultant: str | None, office: str, *, practice: bool) -> None:
    """Make a store from what is given, and ask for what is not."""
    if call.day_chosen and not practice:
        raise Refused(
            tr("A store for real work begins on the real day."), tr("Leave out --today, or make one with --practice.")
        )
    check_place(call)
    framework = framework or _ask_framework()
    policy = library.load(framework)[0]
    consultant = consultant or ask(tr("Your name"))
    with new_store(call, practice=practice) as (store, _):
        made = founding.found_office(
            store,
            author("", store.device, call.settings.today if practice else None),
            name=office,
            framework=framework,
            consultant=consultant,
            today=call.today,
        )
    call.framework = policy.id
    [first] = made.consultants
    item = {"store": str(call.settings.store), "office": made.name, "framework": policy.id, "consultant": first.id}
    done(call, tr("The store is made: {path}", path=call.settings.store), "init", item)


@command("seed")
@with_format
@click.argument("scenario", metavar="SCENARIO")
@option("--framework", metavar="ID_OR_FILE", help="The policy of the office; the scenario's without it.")
@option("--clients", metavar="N", type=click.IntRange(0, 1_000_000), help="How many people in the caseload.")
@option("--consultants", metavar="N", type=click.IntRange(1, 10_000), help="How many colleagues in the office.")
@option("--seed", "number", metavar="N", type=int, help="The number that all chance comes from.")
@option("--copies", metavar="N", type=click.IntRange(1, 200), help="Make so many copies of it for a training.")
@option("--into", metavar="DIR", type=click.Path(path_type=Path), help="The folder for the copies.")
@option("--dry-run", is_flag=True, help="Only tell what it would make, or every mistake in the script.")
@pass_call
def seed(
    call: Call,
    scenario: str,
    framework: str | None,
    clients: int | None,
    consultants: int | None,
    number: int | None,
    copies: int | None,
    into: Path | None,
    dry_run: bool,
) -> None:
    """Make a practice office, or copies of one; the same arguments always give the same facts."""
    if (copies is None) != (into is None):
        raise WrongUse(tr("Copies need a folder, and a folder copies."), tr("Give both --copies and --into."))
    if dry_run:
        _try_out(call, scenario, lambda: plan(call, scenario, framework, clients, consultants, number))
        return
    if copies is not None and into is not None:
        _make_copies(
            call, scenario, into, copies, lambda: plan(call, scenario, framework, clients, consultants, number)
        )
        return
    large = founding.plan_large(
        scenario,
        framework,
        clients=clients,
        consultants=consultants,
        seed=number,
        today=call.settings.today,
        otherwise=real_today(),
    )
    if large is not None:
        chosen, counts = large.seed, _fill_large(call, large)
    else:
        made = _fill(call, lambda: plan(call, scenario, framework, clients, consultants, number))
        chosen, counts = made.seed, founding.counts_of(made.office)
    _tell_seeded(call, scenario, chosen, counts)
    call.say(tr("The practice office is made: {path}", path=call.settings.store))


def _fill(call: Call, plan_it: Callable[[], Seeding]) -> Seeding:
    """Put an office into the store of the settings, which is made where there is none."""

    def fill(store: Store) -> None:
        founding.fill_seeded(store, author("", store.device), made.office, made.training if made.frozen else None)
        if made.frozen:
            store.keep_start()

    if call.settings.store.exists():
        with _empty_practice_store(call) as store:
            made = plan_it()
            fill(store)
    else:
        check_place(call)
        made = plan_it()
        with new_store(call, practice=True) as (store, _):
            fill(store)
    return made


def _fill_large(call: Call, made: LargeSeeding) -> dict[str, int]:
    """Make a store of a large office, telling a terminal how far it is; return how many there are of what."""
    check_place(call)
    call.framework = made.framework.id
    counts: Counter[str] = Counter()
    with new_store(call, practice=True) as (store, _):
        filled = founding.fill_large(store, author("", store.device), made)
        hidden = not (sys.stderr and sys.stderr.isatty())
        with click.progressbar(filled, made.count, tr("Teams"), file=sys.stderr, hidden=hidden) as teams:
            for counted in teams:
                counts += counted
    heads = ("clients", "consultants", "drafts", "facts")
    return {name: counts[name] for name in (*heads, *sorted(counts.keys() - set(heads)))}


def _tell_seeded(call: Call, scenario: str, seed: int, counts: Mapping[str, int], **more: object) -> None:
    item = {"scenario": scenario, "seed": seed, "framework": call.framework, "counts": counts, **more}
    if call.form in (None, "table"):
        rows = [(kind, str(count)) for kind, count in counts.items()]
        show(call, "seed", [item], Table((tr("what"), tr("how many")), rows))
    else:
        show(call, "seed", [item], Table((), ()))


def _try_out(call: Call, scenario: str, plan_it: Callable[[], Seeding]) -> None:
    """Plan an office without making it; list the mistakes of its script, each with its line and place."""
    # Reading scripts loads the lists of names, which making a real store does not need.
    from caseload_tui.seeding.findings import Unfit  # noqa: PLC0415

    problems: Sequence[Problem] = ()
    counts: Mapping[str, int] = {}
    try:
        counts = founding.counts_of(plan_it().office)
    except Unfit as unfit:
        problems = unfit.problems
    items = [{"path": item.path, "line": item.line, "message": item.message} for item in problems]
    rows = [(str(item.line), item.path, item.message) for item in problems]
    mistakes = Table((tr("line"), tr("place"), tr("what")), rows)
    made = Table((tr("what"), tr("how many")), [(kind, str(count)) for kind, count in counts.items()])
    lists = {"ok": not problems, "problems": items, "counts": dict(counts)}
    show_lists(call, "seed-check", lists, [mistakes if problems else made])
    call.say(tr("{file} has mistakes.", file=scenario) if problems else tr("{file} is sound.", file=scenario))
    if problems:
        click.get_current_context().exit(1)


def _make_copies(call: Call, scenario: str, folder: Path, count: int, plan_it: Callable[[], Seeding]) -> None:
    """Make copies of one office, and print the passphrase that opens each of them."""
    # Only a training needs the page that is handed out.
    from caseload_tui.services.training.copies import check_room, make_copies  # noqa: PLC0415

    check_room(folder, count)
    refuse_unsafe_place(folder)
    made = plan_it()
    copies = make_copies(made, folder, count, lambda device: author("", device))
    stores = [str(path) for path in copies.stores]
    counts = founding.counts_of(made.office)
    _tell_seeded(
        call, scenario, made.seed, counts, stores=stores, today=made.training.today, handout=str(copies.handout)
    )
    call.say(
        trn("The practice store is made in {path}.", "{n} practice stores are made in {path}.", count, path=folder)
    )
    call.say(tr("The passphrase of each, also in {file} to print:", file=copies.handout.name))
    call.say(f"\n    {copies.passphrase}\n")
    call.say(tr("For you: {file} holds it for commands, with a recovery key beside it.", file=copies.key_file.name))


def plan(
    call: Call,
    scenario: str,
    framework: str | None,
    clients: int | None = None,
    consultants: int | None = None,
    number: int | None = None,
) -> Seeding:
    """Plan a practice office for the day that is looked at, else the scenario's, else the real one."""
    made = founding.plan_seed(
        scenario,
        framework,
        clients=clients,
        consultants=consultants,
        seed=number,
        today=call.settings.today,
        otherwise=real_today(),
    )
    call.framework = made.framework.id
    return made


def check_place(call: Call) -> None:
    """Refuse a place where no store can be made, before anything is asked or planned."""
    refuse_existing(call.settings.store)
    refuse_unsafe_place(call.settings.store)


@contextmanager
def new_store(call: Call, *, practice: bool) -> Iterator[tuple[Store, Secrets]]:
    """Make a store with the key file, else a passphrase that is asked for; tell the recovery key at the end."""
    key_file = call.settings.key_file
    passphrase = None if key_file is not None else ask_new_passphrase()
    with founding.new_store(call.settings.store, practice=practice, passphrase=passphrase, key_file=key_file) as made:
        yield made
    _tell_recovery(call, made[1])


def _tell_recovery(call: Call, secrets: Secrets) -> None:
    if secrets.recovery_file is not None:
        call.say(
            tr(
                "The secret is in {file}, the recovery key in {recovery}: keep the latter elsewhere.",
                file=call.settings.key_file,
                recovery=secrets.recovery_file,
            )
        )
    if secrets.recovery_key is not None:
        call.say(tr("The recovery key, shown only now. Write it down and keep it elsewhere than this computer:"))
        call.say(f"\n    {secrets.recovery_key}\n")


def _ask_framework() -> str:
    names = library.shipped()
    lines = [
        f"  {number}  {name}  {library.load(name)[0].organisation.to(language())}"
        for number, name in enumerate(names, 1)
    ]
    chosen = ask("\n".join([*lines, tr("Which policy? A number, or a file of your own")]))
    return names[int(chosen) - 1] if chosen.isdigit() and 1 <= int(chosen) <= len(names) else chosen


@contextmanager
def _empty_practice_store(call: Call) -> Iterator[Store]:
    """Open a store for seeding, to oneself; only one for practice and without clients will do."""
    store = open_store(call.settings, call.secret())
    try:
        with hold(store.path, tr("caseload seeds the store")):
            store.refuse_real(tr("Seeding"))
            founding.refuse_clients(store)
            yield store
    finally:
        store.close()
