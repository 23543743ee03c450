"""The tasks of a script become those of a store, with every mistake named; and are checked there by its facts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from caseload_tui import bootstrap
from caseload_tui.domain.agreeing import Agreement
from caseload_tui.domain.talking import Talk
from caseload_tui.seeding.findings import Unfit
from caseload_tui.services import Services
from caseload_tui.services.founding import plan_seed
from caseload_tui.services.training import trainings
from caseload_tui.services.training.copies import Copies, make_copies
from caseload_tui.settings import Settings
from caseload_tui.store.connection import connect
from caseload_tui.store.keys import change_passphrase, unlock
from caseload_tui.store.start import start_folder
from tests.services.test_stories import DAY, SCRIPT

NOTE = "Wil graag aan het werk in een keuken"


@pytest.fixture(scope="module")
def handed_out(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    made = plan_seed(str(SCRIPT), None, today=None, otherwise=DAY)
    return make_copies(made, tmp_path_factory.mktemp("day") / "in", 2, lambda device: bootstrap.author("", device))


@pytest.fixture
def services(handed_out: Copies) -> Iterator[Services]:
    """The first copy, put back as it was handed out."""
    trainings.reset(handed_out.stores[0])
    settings = Settings(store=handed_out.stores[0])
    opened = bootstrap.services_for(bootstrap.open_store(settings, handed_out.passphrase), settings)
    with closing(opened.desk.store):
        yield opened


def done(services: Services) -> dict[str, bool]:
    return {item.id: item.done for item in services.exercises.list()}


def test_tasks_get_done_by_facts_as_they_arrive_and_say_what_they_lack(services: Services) -> None:
    assert done(services) == {"ambitie-omar": False, "afspraak-zoe": False}
    omar, zoe = services.clients.resolve("0043").id, services.clients.resolve("0042").id
    talk = Talk(kind="ambitie", on=DAY, mode="office", notes={"werk": NOTE, "financien": "goed"})
    theirs = Agreement(owner="client", text="cv maken", due_on=date(2026, 12, 1))
    held = services.meetings.record(omar, talk, agreed=(theirs,))
    first, _ = services.exercises.list()
    assert not first.done
    assert any("Omar Haddad (0043)" in line for line in first.missing)
    assert any("1 of at least 4" in line for line in first.missing)
    assert "Ambition talk" in first.missing[0]
    whole = Talk(kind="ambitie", on=DAY, mode="office", notes={"werk": NOTE, "financien": NOTE})
    ours = Agreement(owner="office", text="bellen", due_on=date(2026, 12, 1))
    services.meetings.record(omar, whole, meeting=held.id, agreed=(ours,), sign=True)
    assert done(services) == {"ambitie-omar": True, "afspraak-zoe": False}
    [kept] = [item for item in services.clients.look(zoe).dossier.commitments if item.state == "open"]
    services.commitments.keep(zoe, kept.id)
    # Reading again is no opening: the access log is asked here.
    assert not done(services)["afspraak-zoe"]
    services.clients.open(zoe)
    assert done(services) == {"ambitie-omar": True, "afspraak-zoe": True}
    assert [item.missing for item in services.exercises.list()] == [(), ()]


def test_a_folder_of_trainees_is_looked_through_also_where_one_chose_another_passphrase(handed_out: Copies) -> None:
    folder = handed_out.stores[0].parent
    trainings.reset(folder)
    change_passphrase(handed_out.stores[1], handed_out.passphrase, "mijn eigen zin")
    secrets = trainings.secrets_for(folder, None)
    works = trainings.looked_through(handed_out.stores, secrets, bootstrap.author("", ""))
    assert [(work.copy, [item.done for item in work.exercises], work.problem) for work in works] == [
        (1, [False, False], None),
        (2, [False, False], None),
    ]
    handed_out.stores[1].write_bytes(b"x" * 9000)
    works = trainings.looked_through(handed_out.stores, secrets, bootstrap.author("", ""))
    assert works[0].problem is None
    assert works[1].problem is not None
    trainings.reset(folder)


def test_every_mistake_in_tasks_is_named(tmp_path: Path) -> None:
    text = SCRIPT.read_text("utf-8")
    wrong = {
        'fact = "meeting.held"': 'fact = "meeting.hold"',
        'after = "talk"': 'after = "tak"',
        'named = "nieuw"': 'named = "neiuw"',
        'look = "dossier opened"': 'look = "dossier opend"',
        'where = { owner = "office"': 'where = { ownr = "office"',
        'client = "zoe"\nfact': 'client = "zo"\nfact',
        'title = { nl = "Wij': 'title = { ln = "Wij',
    }
    for old, new in wrong.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (tmp_path / "mine.toml").write_text(text, "utf-8")
    with pytest.raises(Unfit) as refusal:
        plan_seed(str(tmp_path / "mine.toml"), None, today=None, otherwise=DAY)
    places = {problem.path.partition(": ")[2] for problem in refusal.value.problems}
    assert places == {
        "tasks.ambitie-omar.checks.talk.fact",
        "tasks.ambitie-omar.checks[2].where.ownr",
        "tasks.ambitie-omar.checks[3].after",
        "tasks.afspraak-zoe.title.ln",
        "tasks.afspraak-zoe.checks[0].look",
        "tasks.afspraak-zoe.checks[1].client",
        "tasks.afspraak-zoe.checks[1].where.commitment",
    }


def test_a_colleague_s_store_in_the_place_of_one_s_own_tells_nothing(handed_out: Copies) -> None:
    folder, (mine, theirs) = handed_out.stores[0].parent, handed_out.stores
    trainings.reset(folder)
    secrets, author = trainings.secrets_for(folder, None), bootstrap.author("", "")

    def problems() -> list[str | None]:
        works = trainings.looked_through(handed_out.stores, secrets, author)
        return [work.problem.title if work.problem is not None else None for work in works]

    mine.write_bytes(theirs.read_bytes())
    assert problems() == [f"{mine} is not the practice store that was handed out.", None]
    trainings.reset(mine)
    assert problems() == [None, None]
    # Not even with the start of that colleague beside it: then one copy stands there twice.
    kept = {path.name: path.read_bytes() for path in start_folder(mine).iterdir()}
    mine.write_bytes(theirs.read_bytes())
    for path in start_folder(theirs).iterdir():
        (start_folder(mine) / path.name).write_bytes(path.read_bytes())
    assert problems() == [f"Copy 2 stands in several places: {mine.name}, {theirs.name}."] * 2
    for name, content in kept.items():
        (start_folder(mine) / name).write_bytes(content)
    trainings.reset(folder)


def test_tasks_and_facts_that_were_changed_from_outside_tell_nothing(handed_out: Copies) -> None:
    store = handed_out.stores[0]
    secrets, author = trainings.secrets_for(store.parent, None), bootstrap.author("", "")
    key = unlock(store, handed_out.passphrase)
    tampering = {
        "UPDATE training SET tasks = '[]'": "not the practice store that was handed out",
        "UPDATE training SET facts = 0": "not the practice store that was handed out",
        "UPDATE event SET payload = replace(payload, 'open', 'dicht')": "was changed from outside the program",
    }
    for statement, said in tampering.items():
        trainings.reset(store)
        with closing(connect(store, key)) as connection:
            connection.execute(statement)
        [work] = trainings.looked_through((store,), secrets, author)
        assert work.problem is not None, statement
        assert said in work.problem.title
    trainings.reset(store)
    sealed = start_folder(store) / "sealed.json"
    content = sealed.read_text("utf-8")
    sealed.write_text(content.replace('"mark"', '"kram"'), "utf-8")
    [work] = trainings.looked_through((store,), secrets, author)
    assert work.problem is not None
    assert "damaged" in work.problem.title
    sealed.write_text(content, "utf-8")


def test_a_task_that_asks_for_nothing_is_a_mistake(tmp_path: Path) -> None:
    text = SCRIPT.read_text("utf-8") + '\n[[tasks]]\nid = "leeg"\ntitle = { nl = "L" }\ntext = { nl = "L" }\n'
    (tmp_path / "mine.toml").write_text(text + '[[tasks.checks]]\nfact = "meeting.held"\ncount = 0\n', "utf-8")
    with pytest.raises(Unfit) as refusal:
        plan_seed(str(tmp_path / "mine.toml"), None, today=None, otherwise=DAY)
    assert [problem.path.partition(": ")[2] for problem in refusal.value.problems] == ["tasks.leeg.checks"]
