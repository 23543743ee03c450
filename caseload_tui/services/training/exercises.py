"""The tasks of a training: which are done, and in words what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from caseload_tui.domain.agreeing import CLIENT, OFFICE_SIDE, PARTNER
from caseload_tui.domain.exercise_sheet import task_of
from caseload_tui.domain.exercises import Checked, Miss, Outcome, asks_for_words, outcomes
from caseload_tui.domain.facts import payload
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.training import Training
from caseload_tui.formatting import short_date
from caseload_tui.i18n import LANGUAGES, language, tr, trn
from caseload_tui.services.desk import Desk
from caseload_tui.services.naming import Names, chooser_name, mode_name
from caseload_tui.services.telling.fact_words import fact_words

if TYPE_CHECKING:
    from caseload_tui.store.reading import Reading


@dataclass(frozen=True, slots=True)
class Exercise:
    """A task in the language of the screen, whether it is done, and what is still missing."""

    id: str
    title: str
    text: str
    hint: str
    done: bool
    missing: tuple[str, ...]


class Exercises:
    """The tasks of the store, checked against its facts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def training(self) -> Training | None:
        """Return the training that the store was made for; None for all other stores."""
        with self._desk.reading() as reading:
            return reading.training()

    def list(self) -> tuple[Exercise, ...]:
        """Return the tasks in their order, as they stand at this moment."""
        with self._desk.reading() as reading:
            training = reading.training()
            if training is None:
                return ()
            tasks = [task_of(plain) for plain in training.tasks]
            found = outcomes(
                tasks,
                reading.events_after(training.facts),
                reading.looks_after(training.looks),
                _known_texts(reading, asks_for_words(tasks), training.facts),
            )
            policy = reading.policy()
            names = Names(policy.framework, reading.office(), policy.earlier)
            return tuple(_exercise(outcome, _Words(reading, names)) for outcome in found)


def _known_texts(reading: Reading, clients: Iterable[str | None], handed_out: int) -> Iterator[str]:
    """Yield what stood in the dossiers of these clients when the store was handed out."""
    for client in clients:
        if client is None:
            continue
        for event in reading.events(client):
            if event.seq <= handed_out:
                yield from _texts(payload(event.fact).values())


def _texts(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, Mapping):
            yield from _texts(value.values())
        elif isinstance(value, str):
            yield value


def in_language(texts: Mapping[str, str]) -> str:
    """Return the text in the language of the screen, else in another that it has."""
    return next((texts[name] for name in (language(), *LANGUAGES) if name in texts), "")


def _exercise(outcome: Outcome, words: _Words) -> Exercise:
    task = outcome.task
    return Exercise(
        id=task.id,
        title=in_language(task.title),
        text=in_language(task.text),
        hint=in_language(task.hint),
        done=outcome.done,
        missing=tuple(line for checked in outcome.checked if not checked.done for line in words.missing(checked)),
    )


class _Words:
    """Says in words what a check misses."""

    def __init__(self, reading: Reading, names: Names) -> None:
        self._reading, self._names = reading, names

    def missing(self, checked: Checked) -> Iterator[str]:
        """Yield what was asked and how far it is, and what the nearest fact lacks."""
        check = checked.check
        what = fact_words(check.fact) if check.fact is not None else _look_words(check.look or "")
        told = (self._value(item.key, item.equals) for item in check.where if item.key in _TELLING and item.equals)
        head = ", ".join(part for part in (what, *told, self._client(check.client)) if part)
        if check.at_most is not None and checked.found > check.at_most:
            yield trn(
                "{what}: {found}, at most {n} is asked",
                "{what}: {found}, at most {n} are asked",
                check.at_most,
                what=head,
                found=checked.found,
            )
        elif check.count > 1:
            yield tr("{what}: {found} of {count}", what=head, found=checked.found, count=check.count)
        else:
            yield tr("{what}: not yet", what=head)
        if checked.found < check.count:
            for miss in checked.misses:
                yield "  " + self._lacks(miss)

    def _client(self, client: str | None) -> str:
        if client is None:
            return ""
        rows = self._reading.clients(ClientFilter(ids=(client,)))
        return f"{rows[0].name} ({rows[0].file_number})" if rows else ""

    def _lacks(self, miss: Miss) -> str:
        key = self._names.domain(miss.part) if miss.part else _key_words(miss.key)
        found = self._value(miss.key, miss.found)
        match miss.what:
            case "words":
                return tr(
                    "{key}: {found} of at least {asked} different words", key=key, found=miss.found, asked=miss.asked
                )
            case "copied":
                return tr("{key}: the same text stood there before", key=key)
            case "empty":
                return tr("{key}: nothing is asked, found {found}", key=key, found=found)
            case "each":
                return tr("{key}: still empty", key=key)
            case "same":
                return tr("{key}: does not belong to the other one", key=key)
            case "start":
                return tr("{key}: {asked} or later, found {found}", key=key, asked=self._day(miss.asked), found=found)
            case "through":
                return tr("{key}: {asked} or earlier, found {found}", key=key, asked=self._day(miss.asked), found=found)
            case "contains":
                return tr("{key}: does not speak of “{asked}”", key=key, asked=miss.asked)
            case "one_of":
                known = ", ".join(self._value(miss.key, item) for item in miss.asked)
                return tr("{key}: one of {asked}, found {found}", key=key, asked=known, found=found)
            case _:
                if miss.key in _IDENTIFIERS:
                    return tr("{key}: another one", key=key)
                asked = self._value(miss.key, miss.asked)
                return tr("{key}: {asked}, found {found}", key=key, asked=asked, found=found)

    def _value(self, key: str, value: Any) -> str:
        if value is None or value == "":
            return tr("nothing")
        if isinstance(value, bool):
            return tr("yes") if value else tr("no")
        text = str(value)
        named = {
            "meeting_kind": self._names.kind,
            "group": self._names.group,
            "axis": self._names.axis,
            "rule": self._names.rule,
            "domain": self._names.domain,
            "step": self._names.step,
            "mode": mode_name,
            "consultant": self._names.consultant,
            "owner": _owner_words,
            "chosen_by": chooser_name,
            "to": self._names.consultant,
        }
        if key in named:
            return named[key](text)
        return self._day(text) if key in _DAYS else self._names.thing(text)

    def _day(self, text: str) -> str:
        return short_date(date.fromisoformat(text))


_DAYS = frozenset({"on", "from", "through", "until", "due_on", "made_on", "at"})
_TELLING = ("meeting_kind", "group", "target_group", "owner", "duty", "instrument", "fact", "step", "rule")
"""Keys by whose value one check is told from another."""
_IDENTIFIERS = frozenset({"commitment", "meeting", "proposal", "event", "corrects", "replaces", "work"})


def _owner_words(owner: str) -> str:
    return {CLIENT: tr("by the {client}"), OFFICE_SIDE: tr("by us"), PARTNER: tr("by a partner")}.get(owner, owner)


def _look_words(look: str) -> str:
    """Return what an entry of the access log says."""
    return {
        "dossier opened": tr("dossier opened"),
        "talk opened": tr("talk opened"),
        "letter made": tr("letter made"),
        "calendar made": tr("calendar file made"),
        "transfer shown": tr("hand-over looked at"),
        "facts exported": tr("facts exported"),
    }.get(look, look)


def _key_words(key: str) -> str:
    """Return what a key of a fact is called; the key itself where nobody sees it elsewhere."""
    return {
        "on": tr("day"),
        "from": tr("from"),
        "until": tr("until"),
        "through": tr("through"),
        "due_on": tr("day"),
        "mode": tr("way to meet"),
        "notes": tr("notes"),
        "scores": tr("scores"),
        "answers": tr("answers"),
        "reason": tr("reason"),
        "note": tr("remark"),
        "text": tr("text"),
        "owner": tr("who promises"),
        "group": tr("{group}"),
        "meeting_kind": tr("meeting"),
        "meeting": tr("meeting"),
        "chosen_by": tr("whose choice"),
        "consideration": tr("consideration"),
        "target_group": tr("target group"),
        "commitment": tr("commitment"),
        "step": tr("step"),
        "rule": tr("rule"),
        "field": tr("field"),
        "value": tr("value"),
    }.get(key, key)
