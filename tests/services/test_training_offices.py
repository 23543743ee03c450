"""The training offices that ship: each story can be told, and each task is done by doing it, and by nothing less."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from caseload_tui import bootstrap
from caseload_tui.domain.exercise_sheet import task_of
from caseload_tui.domain.facts.client import ClientRegistered
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.frameworks import library
from caseload_tui.i18n import LANGUAGES
from caseload_tui.seeding import load_scenario, scenarios
from caseload_tui.seeding.counted import counted_clients
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.services.founding import Seeding, fill_seeded, plan_seed
from caseload_tui.store.store import Store
from tests.makers import KEY
from tests.services.doing import Doer

OFFICES = tuple(name for name in scenarios() if name.startswith("training-"))


@pytest.fixture(scope="module", params=OFFICES)
def made(request: pytest.FixtureRequest) -> Seeding:
    return plan_seed(request.param, None, today=None, otherwise=date(2000, 1, 1))


def services_at(store: Store, function: str = "") -> Services:
    with store.reading() as reading:
        training, people = reading.training(), reading.office().consultants
    assert training is not None
    who = next((person for person in people if person.function == function), people[0])
    author = bootstrap.author(who.id, store.device, training.today)
    return Services(Desk(store, author, lambda: training.today, training=training))


def done(services: Services) -> dict[str, bool]:
    return {item.id: item.done for item in services.exercises.list()}


def test_there_is_a_training_office_for_every_policy() -> None:
    assert {load_scenario(name).framework for name in OFFICES} >= set(library.shipped())


def test_six_stories_show_all_that_the_policy_has_and_each_task_is_done_by_its_work_and_not_by_half_of_it(
    made: Seeding, tmp_path: Path
) -> None:
    _shows_all_that_the_policy_has(made)
    with closing(Store.create(tmp_path / "office.store", KEY, practice=True)) as store:
        fill_seeded(store, bootstrap.author("", store.device), made.office, made.training)
        _is_done_only_by_its_work(store)


def _is_done_only_by_its_work(store: Store) -> None:
    """Do each task in turn: it is not done before, nor with any one check left, and done with all of them."""
    services = services_at(store)
    with store.reading() as reading:
        training = reading.training()
    assert training is not None
    tasks = [task_of(plain) for plain in training.tasks]
    assert len(tasks) >= 6
    # Looking at everything is no work.
    for row in services.clients.list(ClientFilter()):
        services.clients.open(row.id)
    assert not any(done(services).values())
    for task in tasks:
        doer = Doer(services, lambda function: services_at(store, function))
        for check in task.checks:
            assert not done(services)[task.id], f"{task.id} is done before {check.id}"
            doer.do(check)
        found = next(item for item in services.exercises.list() if item.id == task.id)
        assert found.done, f"{task.id}: {found.missing}"
    assert all(done(services).values())


def _shows_all_that_the_policy_has(made: Seeding) -> None:
    framework, scenario = made.framework, load_scenario(made.training.scenario)
    assert len(scenario.stories) == 6
    numbers = {story.file_number for story in scenario.stories}
    told = {
        event.dossier
        for event in made.office.events
        if isinstance(event.fact, ClientRegistered) and event.fact.file_number in numbers
    }
    facts = [event.fact for event in made.office.events if event.dossier in told]
    seen = {
        key: {getattr(fact, key) for fact in facts if getattr(fact, key, None) is not None}
        for key in ("meeting_kind", "group", "target_group", "axis", "rule")
    }
    # What a story leads up to is done in a task.
    asked = {item.equals for task in made.training.tasks for check in task_of(task).checks for item in check.where}
    assert seen["meeting_kind"] | asked >= set(framework.kinds_by_id)
    assert seen["group"] >= set(framework.groups_by_id)
    assert seen["axis"] >= set(framework.axes_by_id)
    assert seen["target_group"] >= set(framework.target_groups_by_id)
    kinds = {fact.kind for fact in facts}
    assert kinds >= {
        *("meeting.planned", "meeting.held", "meeting.signed", "meeting.missed", "meeting.cancelled", "placement.set"),
        *("commitment.made", "commitment.kept", "commitment.broken", "commitment.renegotiated", "referral.made"),
        *("work.started", "instrument.started", "client.closed", "transfer.offered"),
    }
    if any(rule.makes_due_dates and not rule.once for rule in framework.rules):
        assert kinds >= {"deferral.set", "waiver.set"}
    if framework.commitments.ladder:
        assert "commitment.escalated" in kinds
    if framework.moves.approval not in (None, "none"):
        assert kinds >= {"placement.proposed", "placement.approved"}
    if any(kind.session == "group" for kind in framework.kinds):
        assert any(getattr(fact, "session", None) for fact in facts)


@pytest.mark.parametrize("name", OFFICES)
def test_trainers_and_trainees_are_told_in_both_languages(name: str) -> None:
    scenario = load_scenario(name)
    assert set(scenario.about) == set(LANGUAGES)
    assert all(story.about for story in scenario.stories)
    for task in scenario.tasks:
        for texts in (task.title, task.text, task.hint):
            assert set(texts) == set(LANGUAGES), task.id
        # What a task speaks of can be found: each client goes by name and file number.
        clients = {check.client for check in task.checks} - {None}
        for story in (story for story in scenario.stories if story.id in clients):
            assert story.given_name in task.text["nl"], task.id
            assert (story.file_number or "") in task.text["nl"], task.id


@pytest.mark.parametrize("name", ["deventer", "hilversum", "igsd-2018-11-15", "landsmeer", "pijnacker-nootdorp"])
def test_an_office_of_real_size_counts_its_groups_as_the_source_does(name: str) -> None:
    scenario = load_scenario(name)
    framework = library.load(scenario.framework or "")[0]
    assert scenario.today is not None
    assert set(scenario.about) == set(LANGUAGES)
    counted = counted_clients(scenario, framework, scenario.clients)
    assert len(counted) in (0, scenario.clients)
    # Without counts of the source, none are made up.
    stated = any(size.unit in ("person", "share") and set(size.values) - {"total"} for size in framework.sizes)
    assert bool(counted) is stated


def test_every_script_that_ships_says_what_it_is_for() -> None:
    assert [name for name in scenarios() if set(load_scenario(name).about) != set(LANGUAGES)] == []
