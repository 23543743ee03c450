"""Reads a table of a seed file into a frozen record, and says by its key path what does not fit."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from caseload_tui.domain.durations import Duration
from caseload_tui.errors import Refused
from caseload_tui.frameworks.problems import nearest
from caseload_tui.i18n import tr

Made = TypeVar("Made")


class Share(float):
    """A part of the whole, from 0 to 1."""


class Weight(float):
    """How often something happens beside the others; 0 for never."""


Span = tuple[int, int]
"""From this whole number up to and including that one."""
Weights = Mapping[str, Weight]


def refused(path: str, expected: str, found: object) -> Refused:
    """Return the refusal of a value: where it stands, what was expected and what was found."""
    return Refused(
        tr("The scenario cannot be read."),
        tr("{path}: expected {expected}, found {found}.", path=path, expected=expected, found=repr(found)),
    )


def read_table(record: type[Made], table: object, path: str, **given: object) -> Made:
    """Return the record that a table describes; unknown, missing and unfit keys are refused with their path.

    What is `given` is no key of the table.
    """
    if not isinstance(table, Mapping):
        raise refused(path, tr("a table"), table)
    hints = typing.get_type_hints(record)
    fields = dataclasses.fields(record)  # type: ignore[arg-type]
    known = {field.name: field for field in fields if field.name not in given}
    for key in table:
        if key not in known:
            raise Refused(
                tr("The scenario cannot be read."),
                (tr("{path}: there is no such key.", path=_under(path, key)) + nearest(key, known)).strip(),
            )
    values = dict(given)
    for name, field in known.items():
        if name in table:
            values[name] = _value(hints[name], table[name], _under(path, name))
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise Refused(tr("The scenario cannot be read."), tr("{path}: is missing.", path=_under(path, name)))
    return record(**values)


def _under(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _value(hint: Any, value: object, path: str) -> object:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType:
        return _value(next(part for part in inner if part is not type(None)), value, path)
    if dataclasses.is_dataclass(hint) and hint is not Duration:
        return read_table(typing.cast("type[Any]", hint), value, path)
    if origin is tuple:
        return _several(inner, value, path)
    if origin is Mapping:
        if not isinstance(value, Mapping):
            raise refused(path, tr("a table"), value)
        return {str(key): _value(inner[1], item, _under(path, str(key))) for key, item in value.items()}
    return _single(hint, value, path)


def _several(inner: tuple[Any, ...], value: object, path: str) -> object:
    if not isinstance(value, list):
        raise refused(path, tr("a list"), value)
    if inner[-1] is Ellipsis:
        return tuple(_value(inner[0], item, f"{path}[{place}]") for place, item in enumerate(value))
    fits = len(value) == len(inner) and all(isinstance(item, int) and item >= 0 for item in value)
    if not fits or value[0] > value[1]:
        raise refused(path, tr("two whole numbers, the lower one first"), value)
    return tuple(value)


def _single(hint: Any, value: object, path: str) -> object:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if hint is Share and number and 0 <= typing.cast("float", value) <= 1:
        return Share(typing.cast("float", value))
    if hint is Weight and number and typing.cast("float", value) >= 0:
        return Weight(typing.cast("float", value))
    if hint is int and isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if hint in (str, bool, date) and type(value) is hint and value != "":
        return value
    if hint is Duration and isinstance(value, str):
        try:
            return Duration.parse(value)
        except ValueError:
            pass
    raise refused(path, _EXPECTED[hint](), value)


_EXPECTED = {
    Share: lambda: tr("a part from 0 to 1"),
    Weight: lambda: tr("a weight of 0 or more"),
    int: lambda: tr("a whole number of 0 or more"),
    str: lambda: tr("a text"),
    bool: lambda: tr("true or false"),
    date: lambda: tr("a day"),
    Duration: lambda: tr("a duration such as “2 weeks”"),
}
