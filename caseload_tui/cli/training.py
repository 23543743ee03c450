"""Trainings: scripts to choose from, what trainees have done, and practice stores that are put back after use."""

from __future__ import annotations

from pathlib import Path

import click

from caseload_tui.bootstrap import author
from caseload_tui.cli.context import Call
from caseload_tui.cli.options import pass_call
from caseload_tui.cli.output import Item, Table, show, show_tables, with_format
from caseload_tui.cli.speaking import group
from caseload_tui.domain.people import full_name
from caseload_tui.formatting import short_date
from caseload_tui.i18n import tr, trn
from caseload_tui.services.training import trainings
from caseload_tui.services.training.exercises import Exercise, in_language
from caseload_tui.services.training.trainings import Work

_DONE, _OPEN, _UNKNOWN = "\N{CHECK MARK}", "\N{MIDDLE DOT}", "?"
place_argument = click.argument(
    "place", metavar="[STORE|DIR]", required=False, type=click.Path(path_type=Path, exists=False)
)


@group("training")
def training() -> None:
    """Practice stores for a training day: what is done in them, and putting them back."""


@training.command("list")
@with_format
@pass_call
def list_(call: Call) -> None:
    """List the scripts that ship with the program."""
    # Reading a script takes longer than the other commands of this group.
    from caseload_tui.seeding import load_scenario, scenarios  # noqa: PLC0415

    found = [load_scenario(name) for name in scenarios()]
    items = [
        {
            "scenario": item.name,
            "about": in_language(item.about),
            "framework": item.framework,
            "today": item.today,
            "clients": item.clients + len(item.stories),
            "stories": len(item.stories),
            "tasks": len(item.tasks),
        }
        for item in found
    ]
    titles = (tr("scenario"), tr("framework"), tr("day"), tr("{clients}"), tr("stories"), tr("tasks"), "")
    rows = [
        (
            item.name,
            item.framework or "",
            short_date(item.today) if item.today else "",
            str(item.clients + len(item.stories)),
            str(len(item.stories) or ""),
            str(len(item.tasks) or ""),
            in_language(item.about),
        )
        for item in found
    ]
    show(call, "scenarios", items, Table(titles, rows))


@training.command("show")
@with_format
@click.argument("scenario", metavar="SCENARIO")
@pass_call
def show_(call: Call, scenario: str) -> None:
    """Show a script to whoever trains: its people with what to know of them, and its tasks with their hints."""
    from caseload_tui.seeding import load_scenario  # noqa: PLC0415 - see list_

    found = load_scenario(scenario)
    call.framework = found.framework
    people = [
        (item.file_number or "", full_name(item.given_name, item.prefix or "", item.family_name), item.about or "")
        for item in found.stories
    ]
    tasks = [(item.id, in_language(item.title), in_language(item.text), in_language(item.hint)) for item in found.tasks]
    if call.form in (None, "table"):
        show_tables(
            call,
            [
                Table((tr("file number"), tr("name"), tr("about")), people, tr("Stories")),
                Table((tr("task"), tr("title"), tr("text"), tr("hint")), tasks, tr("Tasks")),
            ],
        )
        return
    items: list[Item] = [
        {"what": "story", "id": story.id, "file_number": number, "name": name, "about": about}
        for story, (number, name, about) in zip(found.stories, people, strict=True)
    ]
    items += [
        {"what": "task", "id": name, "title": title, "text": text, "hint": hint} for name, title, text, hint in tasks
    ]
    show(call, "scenario", items, Table((), ()))


@training.command("check")
@with_format
@place_argument
@pass_call
def check(call: Call, place: Path | None) -> None:
    """Say which tasks are done and what the others lack, for one practice store or for all in a folder."""
    place = place or call.settings.store
    stores = trainings.practice_stores(place)
    secrets = trainings.secrets_for(place, call.settings.key_file) or (call.secret(),)
    works = trainings.looked_through(stores, secrets, author("", ""))
    if not place.is_dir() and works[0].problem is not None:
        raise works[0].problem
    items = [_item(work) for work in works]
    show(call, "training-check", items, _of_one(works[0]) if not place.is_dir() else _of_many(works))
    if place.is_dir():
        for work in works:
            if work.problem is not None:
                call.say(f"{work.store.name}: {work.problem}")


@training.command("reset")
@with_format
@place_argument
@pass_call
def reset(call: Call, place: Path | None) -> None:
    """Put one practice store, or all in a folder, back to how it was handed out, whatever became of it."""
    stores = trainings.reset(place or call.settings.store)
    items = [{"store": str(store)} for store in stores]
    show(call, "training-reset", items, Table((tr("the store"),), [(str(store),) for store in stores]))
    call.say(trn("The store is as it was handed out.", "{n} stores are as they were handed out.", len(stores)))


def _item(work: Work) -> Item:
    return {
        "store": str(work.store),
        "copy": work.copy,
        "done": sum(item.done for item in work.exercises) if work.problem is None else None,
        "tasks": [
            {"task": item.id, "title": item.title, "done": item.done, "missing": list(item.missing)}
            for item in work.exercises
        ],
        "problem": str(work.problem) if work.problem is not None else None,
    }


def _of_one(work: Work) -> Table:
    """Return each task with what it lacks, a line for each."""
    rows: list[tuple[str, ...]] = []
    for item in work.exercises:
        rows.append((_mark(item), item.id, item.title))
        rows += [("", "", f"  {line}") for line in item.missing]
    return Table(("", tr("task"), tr("title")), rows)


def _of_many(works: tuple[Work, ...]) -> Table:
    """Return a row for each trainee and a column for each task."""
    names = list(dict.fromkeys(item.id for work in works for item in work.exercises))
    rows = []
    for work in works:
        marks = {item.id: _mark(item) for item in work.exercises}
        done = (
            f"{sum(item.done for item in work.exercises)}/{len(work.exercises)}" if work.problem is None else _UNKNOWN
        )
        rows.append((work.store.name, done, *(marks.get(name, _UNKNOWN) for name in names)))
    return Table((tr("the store"), tr("done"), *names), rows)


def _mark(item: Exercise) -> str:
    return _DONE if item.done else _OPEN
