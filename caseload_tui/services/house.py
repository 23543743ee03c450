"""House settings and readings: the office's own choices on top of its policy, each change an adoption of its own.

Rules that stay the same go on as they were; others begin on the day of the change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.facts.office import FrameworkAdopted
from caseload_tui.domain.framework import Framework
from caseload_tui.errors import Refused
from caseload_tui.frameworks.making import plain
from caseload_tui.frameworks.problems import nearest
from caseload_tui.frameworks.reading import Document, Unreadable, read_document, read_file
from caseload_tui.frameworks.readings import alternatives_of
from caseload_tui.i18n import tr
from caseload_tui.services.adopting import AdoptionPreview, alone, candidate_of, present_fact, preview_of, record
from caseload_tui.services.desk import Desk

POLICY, OFFICE = "policy", "office"
MINUTES, HOURS, NO_CONTACT, SECTORS, NO_SHOW = "minutes", "hours_per_fte", "no_contact", "sectors", "no_show"
READINGS = "readings"
LISTS = ("kinds", "cadences", "instruments", "partners", "outflow_reasons")
"""Settings that add to the policy's own lists, each item by its id."""
_SET = f"{MINUTES}.KIND, {HOURS}, {NO_CONTACT}, {SECTORS}"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting with where it comes from: the policy, the office, or nobody (None)."""

    key: str
    value: Any
    origin: str | None


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What the office chose: readings and house settings, as they are written."""

    document: Document
    framework: Framework
    readings: dict[str, object]
    house: dict[str, Any]


_Change = Callable[[_Chosen], None]


class House:
    """The office's own choices."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def settings(self) -> tuple[Setting, ...]:
        """Return every setting with its value, and whether the policy or the office gave it."""
        with self._desk.reading() as reading:
            return tuple(_settings(_chosen(present_fact(reading), reading.policy())))

    def set(self, key: str, values: tuple[str, ...]) -> AdoptionPreview:
        """Give a setting that the policy leaves open a value; Refused where the policy gives it itself."""
        return self._change(lambda chosen: _set(chosen, key, values))

    def unset(self, key: str) -> AdoptionPreview:
        """Take back a setting of the office, or a chosen reading (`readings.POINT`)."""
        return self._change(lambda chosen: _unset(chosen, key))

    def read(self, point: str, choice: str) -> AdoptionPreview:
        """Choose another reading of an open point: its position from 0, or its value."""
        return self._change(lambda chosen: _read(chosen, point, choice))

    def load(self, path: Path) -> AdoptionPreview:
        """Take settings from a TOML file; each key of it replaces what was set under that key."""
        try:
            written = read_document(read_file(path))
        except Unreadable as error:
            place = f"{path}:{error.line}" if error.line is not None else str(path)
            raise Refused(tr("The file cannot be read."), f"{place}: {error.message}") from error
        return self._change(lambda chosen: chosen.house.update(written))

    def _change(self, change: _Change) -> AdoptionPreview:
        with alone(self._desk) as writing:
            present, policy = present_fact(writing), writing.policy()
            chosen = _chosen(present, policy)
            change(chosen)
            day = max(self._desk.today(), policy.adoptions[-1].in_force_from)
            candidate = candidate_of(present.text, chosen.document, day, chosen.readings, chosen.house)
            preview = preview_of(writing, candidate, by=self._desk.by)
            record(writing, candidate, preview)
            return preview


def _chosen(present: FrameworkAdopted, policy: Policy) -> _Chosen:
    house = {key: value for key, value in present.house_settings.items() if value is not None}
    return _Chosen(read_document(present.text), policy.framework, dict(present.chosen_readings), house)


def _settings(chosen: _Chosen) -> Iterator[Setting]:
    framework, house = chosen.framework, chosen.house
    for kind in framework.kinds:
        own = kind.house or kind.minutes is None
        minutes = framework.minutes_of(kind.id)
        yield Setting(f"{MINUTES}.{kind.id}", minutes, None if minutes is None else OFFICE if own else POLICY)
    yield _single(HOURS, None, house)
    yield _single(NO_CONTACT, chosen.document.get("signals", {}).get(NO_CONTACT), house)
    yield _single(NO_SHOW, chosen.document.get(NO_SHOW), house)
    yield _single(SECTORS, chosen.document.get(SECTORS, {}).get("list"), house)
    for name in LISTS:
        for item in house.get(name, ()):
            yield Setting(f"{name}.{item.get('id', item.get('kind'))}", plain(item), OFFICE)
    for point in framework.open_points:
        if point.id in chosen.readings:
            yield Setting(f"{READINGS}.{point.id}", plain(chosen.readings[point.id]), OFFICE)
        elif point.alternatives:
            yield Setting(f"{READINGS}.{point.id}", point.reading, POLICY)


def _single(key: str, of_policy: object, house: Mapping[str, Any]) -> Setting:
    if of_policy:
        return Setting(key, plain(of_policy), POLICY)
    return Setting(key, plain(house[key]), OFFICE) if key in house else Setting(key, None, None)


def _set(chosen: _Chosen, key: str, values: tuple[str, ...]) -> None:
    name, _, kind = key.partition(".")
    if name not in (MINUTES, HOURS, NO_CONTACT, SECTORS) or bool(kind) != (name == MINUTES):
        raise Refused(
            tr("There is no setting “{key}” to set like this.", key=key),
            (nearest(key, (MINUTES, HOURS, NO_CONTACT, SECTORS)) + " ").lstrip()
            + tr("These are: {keys}. Load a file for kinds, cadences and the like.", keys=_SET),
        )
    given = next(item for item in (*_settings(chosen), Setting(key, None, None)) if item.key == key)
    if given.origin == POLICY:
        raise Refused(tr("The policy gives that itself."), tr("A house setting stands only where it is silent."))
    if name == SECTORS:
        chosen.house[SECTORS] = list(values)
        return
    if len(values) != 1:
        raise Refused(tr("One value is expected."), tr("Give the value of “{key}”.", key=key))
    if name == MINUTES:
        chosen.house[MINUTES] = {**chosen.house.get(MINUTES, {}), kind: _number(values[0])}
    else:
        chosen.house[name] = values[0] if name == NO_CONTACT else _number(values[0])


def _unset(chosen: _Chosen, key: str) -> None:
    name, _, item = key.partition(".")
    house = chosen.house
    if name == READINGS and item in chosen.readings:
        del chosen.readings[item]
    elif name == MINUTES and item in house.get(MINUTES, {}):
        house[MINUTES] = {kind: length for kind, length in house[MINUTES].items() if kind != item}
        _drop_empty(house, MINUTES)
    elif name in LISTS and any(item in (table.get("id"), table.get("kind")) for table in house.get(name, ())):
        house[name] = [table for table in house[name] if table.get("id", table.get("kind")) != item]
        _drop_empty(house, name)
    elif not item and key in house:
        del house[key]
    else:
        own = [setting.key for setting in _settings(chosen) if setting.origin == OFFICE]
        raise Refused(
            tr("The office has no setting of its own “{key}”.", key=key),
            tr("Its own are: {keys}.", keys=", ".join(own) or "-"),
        )


def _drop_empty(house: dict[str, Any], key: str) -> None:
    if not house[key]:
        del house[key]


def _read(chosen: _Chosen, point: str, choice: str) -> None:
    try:
        value: object = read_document(f"choice = {choice}")["choice"]
    except (Unreadable, KeyError):
        value = choice
    alternatives_of(chosen.document, point, value)
    chosen.readings[point] = value


def _number(typed: str) -> int | float:
    try:
        value = float(typed.replace(",", "."))
        return int(value) if value.is_integer() else value
    except (ValueError, OverflowError) as error:
        raise Refused(tr("“{text}” is no number.", text=typed), tr("Write digits, such as 45 or 1200.")) from error
