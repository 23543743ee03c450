"""Tasks of a training, and whether the facts say that they were done; nothing else counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caseload_tui.domain.facts import Event, payload
from caseload_tui.domain.folding import taken_back

_WORD = re.compile(r"\w\w+")
_TAKES_BACK = {
    "meeting.withdrawn": (("meeting.held", "meeting.missed"), "meeting"),
    "meeting.cancelled": (("meeting.planned",), "meeting"),
    "commitment.withdrawn": (("commitment.made",), "commitment"),
    "deferral.withdrawn": (("deferral.set",), "rule"),
    "label.ended": (("label.given",), "target_group"),
    "contact.ended": (("contact.added",), "consultant"),
    "transfer.withdrawn": (("transfer.offered",), None),
}
"""Later facts after which an earlier one no longer counts as work done, and the key that says which one."""
_REPLACED = {"meeting.held": "meeting", "meeting.planned": "meeting"}
"""Facts of which only the latest of a thing counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What one key of a fact must hold; everything that is given must be so."""

    key: str
    equals: Any = None
    one_of: tuple[Any, ...] = ()
    start: str | None = None
    through: str | None = None
    """For days, both included."""
    contains: str | None = None
    words: int | None = None
    """At least so many different words in the text, or in each text of the table."""
    each: tuple[str, ...] = ()
    """Keys that a table must have."""
    same: str | None = None
    """The check whose fact has the same value under this key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that the facts must say: a kind of fact, or an entry of the access log."""

    id: str
    fact: str | None = None
    look: str | None = None
    client: str | None = None
    count: int = 1
    at_most: int | None = None
    after: str | None = None
    """The check whose fact must have come first."""
    where: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to do in a training, with its texts by language."""

    id: str
    title: Mapping[str, str]
    text: Mapping[str, str]
    hint: Mapping[str, str]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """One entry of the access log."""

    what: str
    dossier: str | None


@dataclass(frozen=True, slots=True)
class Miss:
    """Why a fact does not do: the key, the part of it (a life domain), what was asked, and what is there."""

    key: str
    part: str
    what: str
    asked: Any
    found: Any


@dataclass(frozen=True, slots=True)
class Checked:
    """A check, how many facts met it, and what the nearest other one lacks."""

    check: Check
    found: int
    misses: tuple[Miss, ...] = ()

    @property
    def done(self) -> bool:
        """Tell whether the facts say so."""
        return self.found >= self.check.count and (self.check.at_most is None or self.found <= self.check.at_most)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A task, and how its checks stand."""

    task: Task
    checked: tuple[Checked, ...]

    @property
    def done(self) -> bool:
        """Tell whether everything was done."""
        return all(item.done for item in self.checked)


def outcomes(tasks: Iterable[Task], events: Iterable[Event], looks: Sequence[Look]) -> tuple[Outcome, ...]:
    """Return how tasks stand by what was recorded, and looked at, since the store was handed out."""
    standing = tuple(_standing(tuple(events)))
    return tuple(_outcome(task, standing, looks) for task in tasks)


def _standing(events: Sequence[Event]) -> Iterator[Event]:
    """Yield the facts that still stand: not undone, not taken back by a later one, the latest of each thing."""
    undone = taken_back(events)
    later: set[tuple[str, str, Any]] = set()
    kept: list[Event] = []
    for event in reversed([event for event in events if event.id not in undone]):
        values = payload(event.fact)
        thing = (event.dossier, event.kind, values.get(_REPLACED.get(event.kind, "")))
        if event.kind in _REPLACED and thing in later:
            continue
        marks = [
            (event.dossier, event.kind, values.get(key) if key else None)
            for kinds, key in _TAKES_BACK.values()
            if event.kind in kinds
        ]
        if not later.intersection(_gone(mark) for mark in marks):
            kept.append(event)
        later.add(thing)
        for kind in _TAKES_BACK.get(event.kind, ((), None))[0]:
            key = _TAKES_BACK[event.kind][1]
            later.add(_gone((event.dossier, kind, values.get(key) if key else None)))
    yield from reversed(kept)


def _gone(mark: tuple[str, str, Any]) -> tuple[str, str, Any]:
    return (mark[0], f"gone {mark[1]}", mark[2])


def _outcome(task: Task, events: Sequence[Event], looks: Sequence[Look]) -> Outcome:
    met: dict[str, list[Event]] = {}
    checked = []
    for check in task.checks:
        if check.look is not None:
            fitting = [look for look in looks if look.what == check.look and check.client in (None, look.dossier)]
            checked.append(Checked(check, len(fitting)))
            continue
        first = min((event.seq for event in met.get(check.after or "", ())), default=None)
        found, nearest = [], None
        for event in events:
            if event.kind != check.fact or check.client not in (None, event.dossier):
                continue
            if check.after is not None and (first is None or event.seq <= first):
                continue
            misses = tuple(_misses(check.where, payload(event.fact), met))
            if not misses:
                found.append(event)
            elif nearest is None or len(misses) <= len(nearest):
                nearest = misses
        met[check.id] = found
        checked.append(Checked(check, len(found), nearest or ()))
    return Outcome(task, tuple(checked))


def _misses(where: Iterable[Condition], values: Mapping[str, Any], met: Mapping[str, list[Event]]) -> Iterator[Miss]:
    for condition in where:
        found = values.get(condition.key)
        key = condition.key
        if condition.equals is not None and found != condition.equals:
            yield Miss(key, "", "equals", condition.equals, found)
        if condition.one_of and found not in condition.one_of:
            yield Miss(key, "", "one_of", condition.one_of, found)
        if condition.start is not None and not (isinstance(found, str) and found >= condition.start):
            yield Miss(key, "", "start", condition.start, found)
        if condition.through is not None and not (isinstance(found, str) and found <= condition.through):
            yield Miss(key, "", "through", condition.through, found)
        if condition.contains is not None and condition.contains.casefold() not in str(found or "").casefold():
            yield Miss(key, "", "contains", condition.contains, found)
        if condition.same is not None:
            others = [payload(event.fact).get(key) for event in met.get(condition.same, ())]
            if found is None or found not in others:
                yield Miss(key, "", "same", condition.same, found)
        yield from _lacking(condition, found)


def _lacking(condition: Condition, found: Any) -> Iterator[Miss]:
    """Yield what a text or a table lacks: keys, and words that say something."""
    texts = found if isinstance(found, Mapping) else {"": found}
    for part in condition.each or (tuple(texts) if condition.words is not None else ()):
        if texts.get(part) in (None, ""):
            yield Miss(condition.key, part, "each", condition.each, None)
        elif condition.words is not None and (count := _different_words(texts[part])) < condition.words:
            yield Miss(condition.key, part, "words", condition.words, count)
    if condition.words is not None and not texts:
        yield Miss(condition.key, "", "words", condition.words, 0)


def _different_words(text: Any) -> int:
    return len({word.casefold() for word in _WORD.findall(str(text))})
