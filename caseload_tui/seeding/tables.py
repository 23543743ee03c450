"""Reads a table of a seed file into a frozen record, and finds by key path everything that does not fit."""

from __future__ import annotations

import dataclasses
import math
import types
import typing
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, TypeVar

from caseload_tui.domain.durations import Duration
from caseload_tui.frameworks.problems import Path, nearest
from caseload_tui.i18n import tr
from caseload_tui.seeding.findings import Findings

Made = TypeVar("Made")


class Share(float):
    """A part of the whole, from 0 to 1."""


class Weight(float):
    """How often something happens beside the others; 0 for never."""


Span = tuple[int, int]
"""From this whole number up to and including that one."""
Weights = Mapping[str, Weight]


class OneOf:
    """A record of one of several kinds; the key `KEY` says which, and the other keys are those of that kind."""

    KEY: ClassVar[str]
    KINDS: ClassVar[Mapping[str, type[Any]]]


class Plain:
    """A record that may be written as one plain value, which then stands under its `KEY`."""

    KEY: ClassVar[str]


class Read:
    """A value that reads itself."""

    EXPECTED: ClassVar[str]

    @classmethod
    def read(cls, value: object) -> Any:
        """Return the value; what cannot be read is a ValueError."""
        raise NotImplementedError


def read_table(record: type[Made], table: object, path: Path, findings: Findings, **given: object) -> Made | None:
    """Return the record that a table describes, or None where it does not fit; what is `given` is no key of it."""
    if not isinstance(table, Mapping):
        findings.unfit(path, tr("a table"), table)
        return None
    hints = typing.get_type_hints(record)
    fields = dataclasses.fields(record)  # type: ignore[arg-type]
    known = {field.name.rstrip("_"): field for field in fields if field.name not in given}
    before = len(findings.problems)
    for key in table:
        if key not in known:
            findings.add((*path, key), tr("there is no such key.") + nearest(key, known))
    values = dict(given)
    for key, field in known.items():
        if key in table:
            values[field.name] = _value(hints[field.name], table[key], (*path, key), findings)
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            findings.add((*path, key), tr("is missing."))
    return record(**values) if len(findings.problems) == before else None


def _value(hint: Any, value: object, path: Path, findings: Findings) -> object:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is types.UnionType:
        return _value(next(part for part in inner if part is not type(None)), value, path, findings)
    if isinstance(hint, type) and issubclass(hint, OneOf):
        return _one_of(hint, value, path, findings)
    if isinstance(hint, type) and issubclass(hint, Read):
        return _read(hint, value, path, findings)
    if isinstance(hint, type) and issubclass(hint, Plain) and not isinstance(value, Mapping):
        value = {hint.KEY: value}
    if dataclasses.is_dataclass(hint) and hint is not Duration:
        return read_table(typing.cast("type[Any]", hint), value, path, findings)
    if origin is tuple:
        return _several(inner, value, path, findings)
    if origin is Mapping:
        if not isinstance(value, Mapping):
            findings.unfit(path, tr("a table"), value)
            return None
        return {str(key): _value(inner[1], item, (*path, str(key)), findings) for key, item in value.items()}
    return _single(hint, value, path, findings)


def _one_of(hint: type[OneOf], value: object, path: Path, findings: Findings) -> object:
    kind = value.get(hint.KEY) if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or not isinstance(kind, str):
        findings.unfit((*path, hint.KEY), tr("a text"), kind)
        return None
    if kind not in hint.KINDS:
        known = tr("one of {known}", known=", ".join(hint.KINDS))
        findings.add(
            (*path, hint.KEY), tr("there is no “{name}”.", name=kind) + (nearest(kind, hint.KINDS) or f" {known}")
        )
        return None
    rest = {key: item for key, item in value.items() if key != hint.KEY}
    return read_table(hint.KINDS[kind], rest, path, findings)


def _read(hint: type[Read], value: object, path: Path, findings: Findings) -> object:
    try:
        return hint.read(value)
    except (ValueError, OverflowError):
        findings.unfit(path, tr(hint.EXPECTED), value)
        return None


def _several(inner: tuple[Any, ...], value: object, path: Path, findings: Findings) -> object:
    if not isinstance(value, list):
        findings.unfit(path, tr("a list"), value)
        return None
    if inner[-1] is Ellipsis:
        return tuple(_value(inner[0], item, (*path, place), findings) for place, item in enumerate(value))
    fits = len(value) == len(inner) and all(isinstance(item, int) and item >= 0 for item in value)
    if not fits or value[0] > value[1]:
        findings.unfit(path, tr("two whole numbers, the lower one first"), value)
        return None
    return tuple(value)


def _single(hint: Any, value: object, path: Path, findings: Findings) -> object:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if hint is Share and number and 0 <= typing.cast("float", value) <= 1:
        return Share(typing.cast("float", value))
    if hint is Weight and number and typing.cast("float", value) >= 0:
        return Weight(typing.cast("float", value))
    if hint is int and isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if hint is float and number and 0 < typing.cast("float", value) < math.inf:
        return float(typing.cast("float", value))
    if hint is Any or (hint in (str, bool, date) and type(value) is hint and value != ""):
        return value
    if hint is Duration and isinstance(value, str):
        try:
            return Duration.parse(value)
        except ValueError:
            pass
    findings.unfit(path, _EXPECTED[hint](), value)
    return None


_EXPECTED = {
    Share: lambda: tr("a part from 0 to 1"),
    Weight: lambda: tr("a weight of 0 or more"),
    int: lambda: tr("a whole number of 0 or more"),
    float: lambda: tr("a number"),
    str: lambda: tr("a text"),
    bool: lambda: tr("true or false"),
    date: lambda: tr("a day"),
    Duration: lambda: tr("a duration such as “2 weeks”"),
}
