"""Tasks of a training, and whether the facts say that they were done; nothing else counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from caseload_tui.domain.facts import Event, payload
from caseload_tui.domain.lasting import Lasting, lasting
from caseload_tui.domain.own_words import plain_text, telling_words


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
    empty: bool = False
    """True where nothing may stand there, such as the group of who left an optional axis."""
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


def outcomes(
    tasks: Iterable[Task], events: Iterable[Event], looks: Sequence[Look], known: Iterable[str] = ()
) -> tuple[Outcome, ...]:
    """Return how tasks stand by what was recorded, and looked at, since the store was handed out.

    `known` are texts that were there before: a copy of one of them, or of a task, is nobody's own words.
    """
    tasks = tuple(tasks)
    checks = [check for task in tasks for check in task.checks]
    standing = lasting(tuple(events), lambda event: any(_is_asked(check, event) for check in checks))
    texts = (*known, *(text for task in tasks for text in task.text.values()))
    copied = frozenset(plain_text(text) for text in texts)
    return tuple(_outcome(task, standing, looks, copied) for task in tasks)


def asks_for_words(tasks: Iterable[Task]) -> frozenset[str | None]:
    """Return the clients about whom somebody must write something; None among them stands for anybody."""
    return frozenset(
        check.client for task in tasks for check in task.checks if any(item.words is not None for item in check.where)
    )


def _is_asked(check: Check, event: Event) -> bool:
    """Tell whether a fact is what a check asks for, whatever other facts it must belong to."""
    if event.kind != check.fact or check.client not in (None, event.dossier):
        return False
    where = [replace(condition, same=None) for condition in check.where]
    return not any(_misses(where, payload(event.fact), {}, frozenset()))


def _outcome(task: Task, standing: Sequence[Lasting], looks: Sequence[Look], copied: frozenset[str]) -> Outcome:
    met: dict[str, list[Lasting]] = {}
    checked = []
    for check in task.checks:
        if check.look is not None:
            fitting = [look for look in looks if look.what == check.look and check.client in (None, look.dossier)]
            checked.append(Checked(check, len(fitting)))
            continue
        first = min((item.event.seq for item in met.get(check.after or "", ())), default=None)
        found, nearest = [], None
        for item in standing:
            event = item.event
            if event.kind != check.fact or check.client not in (None, event.dossier):
                continue
            if check.after is not None and (first is None or event.seq <= first):
                continue
            misses = tuple(_misses(check.where, item.values, met, copied))
            if not misses:
                found.append(item)
            elif nearest is None or len(misses) <= len(nearest):
                nearest = misses
        met[check.id] = found
        checked.append(Checked(check, len(found), nearest or ()))
    return Outcome(task, tuple(checked))


def _misses(
    where: Iterable[Condition],
    values: Mapping[str, Any],
    met: Mapping[str, list[Lasting]],
    copied: frozenset[str],
) -> Iterator[Miss]:
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
            others = [item.values.get(key) for item in met.get(condition.same, ())]
            if found is None or found not in others:
                yield Miss(key, "", "same", condition.same, found)
        if condition.empty and found not in (None, ""):
            yield Miss(key, "", "empty", None, found)
        yield from _lacking(condition, found, copied)


def _lacking(condition: Condition, found: Any, copied: frozenset[str]) -> Iterator[Miss]:
    """Yield what a text or a table lacks: keys, and words that say something and are not those of somebody else."""
    texts = found if isinstance(found, Mapping) else {"": found}
    for part in condition.each or (tuple(texts) if condition.words is not None else ()):
        text = str(texts.get(part) or "")
        if texts.get(part) in (None, ""):
            yield Miss(condition.key, part, "each", condition.each, None)
        elif condition.words is not None and plain_text(text) in copied:
            yield Miss(condition.key, part, "copied", condition.words, None)
        elif condition.words is not None and (count := telling_words(text)) < condition.words:
            yield Miss(condition.key, part, "words", condition.words, count)
    if condition.words is not None and not texts:
        yield Miss(condition.key, "", "words", condition.words, 0)
