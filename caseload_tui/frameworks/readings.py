"""Choosing another reading of an open point: values of the document, named by their paths, are changed.

A path such as `intake.kickoff.after` names tables by key and the tables of a list by id (an intake step without an id
by its kind) or by position from 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from caseload_tui.errors import Refused
from caseload_tui.frameworks.making import plain
from caseload_tui.frameworks.problems import Path, nearest
from caseload_tui.i18n import tr


class NoSuchPlace(LookupError):  # noqa: N818 - says what was found
    """The path of an alternative leads to no table of the document; `known` is what there is in its place."""

    def __init__(self, part: str, here: object) -> None:
        super().__init__(part)
        names = here if isinstance(here, Mapping) else _names(here)
        self.known = tuple(name for name in names if isinstance(name, str))


def with_readings(document: Mapping[str, Any], readings: Mapping[str, object]) -> Mapping[str, Any]:
    """Return the document with the chosen readings filled in; the document itself stays as it is."""
    if not readings:
        return document
    changed = deepcopy(dict(document))
    for point_id, chosen in readings.items():
        for alternative in alternatives_of(document, point_id, chosen):
            for written_path in paths_of(alternative):
                set_value(changed, written_path, deepcopy(alternative["to"]))
    return changed


def paths_of(alternative: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the path, or the paths, that an alternative sets."""
    written = alternative["set"]
    return (written,) if isinstance(written, str) else tuple(written)


def places_read(document: Mapping[str, Any], readings: Mapping[str, object]) -> tuple[tuple[str, ...], ...]:
    """Return what the chosen readings change, as keys and ids, such as ("cadences", "progress", "per_year")."""
    return tuple(
        _by_id(document, place_of(document, written_path))
        for point_id, chosen in readings.items()
        for alternative in alternatives_of(document, point_id, chosen)
        for written_path in paths_of(alternative)
    )


def alternatives_of(document: Mapping[str, Any], point_id: str, chosen: object) -> list[Mapping[str, Any]]:
    """Return what a chosen reading of an open point changes.

    One alternative is chosen by its position from 0; a value chooses every alternative that has it; a list chooses
    several.
    """
    points = {point["id"]: point for point in document.get("open_points", ())}
    if point_id not in points:
        raise Refused(
            tr("This framework has no open point “{point}”.", point=point_id), nearest(point_id, points).strip()
        )
    alternatives: list[Mapping[str, Any]] = points[point_id].get("alternatives", [])
    if type(chosen) is int and 0 <= chosen < len(alternatives):
        return [alternatives[chosen]]
    found = [alternative for alternative in alternatives if plain(alternative["to"]) == plain(chosen)]
    if found:
        return found
    if isinstance(chosen, list) and chosen:
        return [alternative for one in chosen for alternative in alternatives_of(document, point_id, one)]
    values = ", ".join(
        f"{position}: {', '.join(paths_of(item))} = {item['to']}" for position, item in enumerate(alternatives)
    )
    raise Refused(
        tr("The open point “{point}” has no such reading.", point=point_id),
        tr("Choose one of: {readings}.", readings=values) if values else tr("It has no other readings."),
    )


def set_value(document: dict[str, Any], written_path: str, value: object) -> None:
    """Set the value at a written path; NoSuchPlace where it leads nowhere."""
    *holders, last = place_of(document, written_path)
    table: Any = document
    for part in holders:
        table = table[part]
    table[last] = value


def place_of(document: Mapping[str, Any], written_path: str) -> Path:
    """Return the exact path (keys and positions) of a written path; the last key itself may be absent."""
    *holders, last = written_path.split(".")
    place: list[str | int] = []
    here: Any = document
    for part in holders:
        step: str | int | None = part if isinstance(here, dict) and part in here else _position(here, part)
        if step is None:
            raise NoSuchPlace(part, here)
        place.append(step)
        here = here[step]
    if isinstance(here, dict):
        return (*place, last)
    position = _position(here, last)
    if position is None:
        raise NoSuchPlace(last, here)
    return (*place, position)


def _by_id(document: Mapping[str, Any], place: Path) -> tuple[str, ...]:
    """Return an exact place with the ids of tables for their positions."""
    here: Any = document
    names: list[str] = []
    for part in place:
        here = here.get(part) if isinstance(here, Mapping) else here[part]
        at_table = isinstance(part, int) and isinstance(here, dict)
        names.append(str(here.get("id", here.get("kind", part)) if at_table else part))
    return tuple(names)


def _names(items: object) -> list[object]:
    """Return what the tables of a list are called; None for what is no table, or has no name."""
    tables = items if isinstance(items, list) else ()
    return [item.get("id", item.get("kind")) if isinstance(item, dict) else None for item in tables]


def _position(items: object, name: str) -> int | None:
    """Return where in a list the table called `name` stands, or the position that `name` is."""
    if not isinstance(items, list):
        return None
    names = _names(items)
    if name in names:
        return names.index(name)
    return int(name) if name.isdecimal() and int(name) < len(items) else None
