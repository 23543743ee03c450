"""Makes the tasks of a script those of one store: days, clients and names become what its facts have."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from caseload_tui.domain.exercise_sheet import task_to_plain
from caseload_tui.domain.exercises import Check, Condition, Task
from caseload_tui.domain.facts import Event, kinds
from caseload_tui.domain.facts.client import ClientRegistered
from caseload_tui.domain.framework import Framework
from caseload_tui.frameworks.problems import Path, nearest
from caseload_tui.i18n import LANGUAGES, tr
from caseload_tui.seeding.days import day_of
from caseload_tui.seeding.findings import Findings
from caseload_tui.seeding.scenario import Scenario
from caseload_tui.seeding.tasks import ScriptedTask, TaskCheck, Wanted
from caseload_tui.seeding.when import When
from caseload_tui.services.training.stories import Told

LOOKS = ("dossier opened", "talk opened", "letter made", "calendar made", "transfer shown", "facts exported")


def assigned(
    scenario: Scenario, told: Told, framework: Framework, events: Iterable[Event], today: date
) -> tuple[Mapping[str, Any], ...]:
    """Return the tasks as the store keeps them; raise `Unfit` for every mistake in them."""
    numbers = {event.fact.file_number: event.dossier for event in events if isinstance(event.fact, ClientRegistered)}
    assigner = _Assigner(scenario.mistakes, told, numbers, _known(framework), today)
    made = [assigner.task(task, ("tasks", place)) for place, task in enumerate(scenario.tasks)]
    assigner.unique(("tasks",), [task.id for task in scenario.tasks])
    if scenario.mistakes.problems:
        raise scenario.mistakes.refusal()
    return tuple(task_to_plain(task) for task in made)


def _known(framework: Framework) -> Mapping[str, Iterable[str]]:
    """Return what the policy has, for keys of facts that name it."""
    return {
        "meeting_kind": framework.kinds_by_id,
        "target_group": framework.target_groups_by_id,
        "group": framework.groups_by_id,
        "axis": framework.axes_by_id,
        "domain": framework.domains_by_id,
        "rule": [rule.id for rule in framework.rules],
        "duty": [duty.id for duty in framework.duties],
        "instrument": [item.id for item in framework.instruments],
        "fact": [item.id for item in framework.dates],
        "notes": framework.domains_by_id,
        "scores": framework.domains_by_id,
        "step": [step.id for step in framework.commitments.ladder],
    }


class _Assigner:
    def __init__(
        self,
        mistakes: Findings,
        told: Told,
        numbers: Mapping[str, str],
        known: Mapping[str, Iterable[str]],
        today: date,
    ) -> None:
        self._mistakes, self._told, self._numbers, self._known, self._today = mistakes, told, numbers, known, today

    def task(self, task: ScriptedTask, path: Path) -> Task:
        """Return a task of this store."""
        for key, texts in (("title", task.title), ("text", task.text), ("hint", task.hint)):
            for language in texts:
                self._one_of((*path, key, language), language, LANGUAGES)
        if not any(check.count > 0 for check in task.checks):
            self._mistakes.add((*path, "checks"), tr("a task that asks for nothing is done at once."))
        names = [check.id or f"{number}" for number, check in enumerate(task.checks, start=1)]
        self.unique((*path, "checks"), names)
        checks = tuple(
            self._check(check, names[place], names[:place], (*path, "checks", place))
            for place, check in enumerate(task.checks)
        )
        return Task(id=task.id, title=task.title, text=task.text, hint=task.hint, checks=checks)

    def unique(self, path: Path, names: list[str]) -> None:
        """Note names that are given twice."""
        for place, name in enumerate(names):
            if name in names[:place]:
                self._mistakes.add((*path, place), tr("“{name}” is there twice.", name=name))

    def _check(self, check: TaskCheck, name: str, before: list[str], path: Path) -> Check:
        if (check.fact is None) == (check.look is None):
            self._mistakes.add(path, tr("a check asks for a fact or for a look."))
        if check.look is not None:
            self._one_of((*path, "look"), check.look, LOOKS)
        if check.fact is not None:
            self._one_of((*path, "fact"), check.fact, kinds())
        if check.after is not None:
            self._one_of((*path, "after"), check.after, before)
        keys = _payload_keys(check.fact)
        where = []
        for key, wanted in check.where.items():
            at: Path = (*path, "where", key)
            if keys:
                self._one_of(at, key, keys)
            where.append(self._condition(key, wanted, check.client, before, at))
        return Check(
            id=name,
            fact=check.fact,
            look=check.look,
            client=self._client(check.client, (*path, "client")),
            count=check.count,
            at_most=check.at_most,
            after=check.after,
            where=tuple(where),
        )

    def _condition(self, key: str, wanted: Wanted, client: str | None, before: list[str], path: Path) -> Condition:
        known = self._known.get(key)
        for value in (wanted.equals, *wanted.one_of, *wanted.each):
            if known is not None and value is not None:
                self._one_of(path, str(value), known)
        if wanted.same is not None:
            self._one_of(path, wanted.same, before)
        equals = wanted.equals.isoformat() if isinstance(wanted.equals, date) else wanted.equals
        if wanted.named is not None:
            names = self._told.names.get(client or "", {})
            self._one_of(path, wanted.named, names)
            equals = names.get(wanted.named)
        if wanted.day is not None:
            equals = self._day(wanted.day)
        return Condition(
            key=key,
            equals=equals,
            one_of=wanted.one_of,
            start=self._day(wanted.from_) if wanted.from_ is not None else None,
            through=self._day(wanted.through) if wanted.through is not None else None,
            contains=wanted.contains,
            words=wanted.words,
            each=wanted.each,
            same=wanted.same,
            empty=wanted.empty,
        )

    def _client(self, name: str | None, path: Path) -> str | None:
        if name is None:
            return None
        known = {**self._numbers, **self._told.clients}
        self._one_of(path, name, known)
        return known.get(name)

    def _day(self, when: When) -> str:
        return day_of(when, self._today).isoformat()

    def _one_of(self, path: Path, name: str, known: Iterable[str]) -> None:
        there = list(known)
        if name not in there:
            self._mistakes.add(path, tr("there is no “{name}”.", name=name) + nearest(name, there))


def _payload_keys(kind: str | None) -> list[str]:
    """Return the keys that facts of the kind have; none for an unknown kind."""
    known = kinds().get(kind or "")
    return [field.name.rstrip("_") for field in dataclasses.fields(known)] if known is not None else []  # type: ignore[arg-type]
