"""What every kind of fact shares: its name, its version, and how its payload is written as JSON."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar, dataclass_transform

from caseload_tui.domain.people import storable

OFFICE = "office"
"""The dossier of facts about the office itself."""
FIRST_YEAR, LAST_YEAR = 1800, 2200
"""Years outside these are typing mistakes, and would run out of the calendar when a term is added."""


class Fact:
    """The payload of one event; every kind is a frozen dataclass."""

    kind: ClassVar[str]
    version: ClassVar[int]
    undoable: ClassVar[bool]


@dataclass(frozen=True, slots=True)
class UnknownFact(Fact):
    """A fact of a kind or version this program does not know; it is kept as it is."""

    name: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """One fact with who wrote it, when and where; events only ever grow."""

    id: str
    dossier: str
    kind: str
    at: str
    """The moment, ISO 8601 in UTC. Events of one deed share their moment and author."""
    by: str
    device: str
    version: int
    fact: Fact
    seq: int = 0
    """Place in the journal of this store."""


class BadFact(ValueError):  # noqa: N818 - the fact is bad, not the program
    """A payload that does not fit its kind; the text says which key and why, in English."""


F = TypeVar("F", bound=type)
AnyFact = TypeVar("AnyFact", bound=Fact)
_KINDS: dict[str, type[Fact]] = {}
_as_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(dataclasses.field,))
def fact(kind: str, *, version: int = 1, undoable: bool = False) -> Callable[[F], F]:
    """Make a class the payload of facts of this kind; `undoable` lets a person take it back with undo."""

    def make(cls: F) -> F:
        made: Any = dataclass(frozen=True, slots=True, kw_only=True)(cls)
        made.kind, made.version, made.undoable = kind, version, undoable
        _KINDS[kind] = made
        return typing.cast("F", made)

    return make


def kinds() -> Mapping[str, type[Fact]]:
    """Return every known kind of fact by its name."""
    return _KINDS


def payload(item: Fact) -> dict[str, Any]:
    """Return the payload as plain JSON values; `from_` is written `from`."""
    if isinstance(item, UnknownFact):
        return dict(item.fields)
    values = ((key, getattr(item, name)) for name, key in _keys(type(item)))
    # Most values are texts or lacking, and a seed has millions.
    return {key: value if value is None or type(value) is str else _plain(value) for key, value in values}


def storable_fact(item: AnyFact) -> AnyFact:
    """Return the fact with every text of it as it can be kept, whatever was typed."""
    if isinstance(item, UnknownFact):
        return item
    fields = dataclasses.fields(item)  # type: ignore[arg-type]
    values = {field.name: getattr(item, field.name) for field in fields}
    changed = {name: kept for name, value in values.items() if (kept := _storable(value)) != value}
    return dataclasses.replace(item, **changed) if changed else item  # type: ignore[type-var]


def payload_text(item: Fact) -> str:
    """Return the payload as one line of JSON, keys in the order of the kind."""
    return _as_text(payload(item))


def read(kind: str, version: int, values: Mapping[str, Any]) -> Fact:
    """Make the fact from JSON values; unknown kinds and later versions are kept as they are.

    Raises `BadFact` where a known kind's key is missing or of the wrong type.
    """
    cls = _KINDS.get(kind)
    if cls is None or version > cls.version:
        return UnknownFact(kind, dict(values))
    arguments = {}
    for name, key, reader, required in _shape(cls):
        value = values.get(key)
        if value is None:
            if required:
                raise BadFact(f"{kind}: {key} is missing")
            continue
        try:
            arguments[name] = reader(value)
        except (ValueError, TypeError) as problem:
            raise BadFact(f"{kind}: {key} = {value!r}") from problem
    return cls(**arguments)


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, tuple):
        return tuple(_storable(item) for item in value)
    if isinstance(value, Mapping):
        return {_storable(key): _storable(item) for key, item in value.items()}
    return value


_KEYS: dict[type[Fact], tuple[tuple[str, str], ...]] = {}


def _keys(cls: type[Fact]) -> tuple[tuple[str, str], ...]:
    """Return each attribute of a kind with its JSON key."""
    if cls not in _KEYS:
        names = [field.name for field in dataclasses.fields(cls)]  # type: ignore[arg-type]
        _KEYS[cls] = tuple((name, name.rstrip("_")) for name in names)
    return _KEYS[cls]


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return value


_Reader = Callable[[Any], Any]
_SHAPES: dict[type[Fact], tuple[tuple[str, str, _Reader, bool], ...]] = {}


def _shape(cls: type[Fact]) -> tuple[tuple[str, str, _Reader, bool], ...]:
    """Return, per attribute of a kind, its name, its JSON key, what reads its value, and whether it must be there."""
    if cls not in _SHAPES:
        hints = typing.get_type_hints(cls)
        _SHAPES[cls] = tuple(
            (
                field.name,
                field.name.rstrip("_"),
                _reader(hints[field.name]),
                field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING,
            )
            for field in dataclasses.fields(cls)  # type: ignore[arg-type]
        )
    return _SHAPES[cls]


def _reader(hint: Any) -> _Reader:
    """Return what makes a value of this type out of JSON; made once a kind, since facts are read by the million."""
    if isinstance(hint, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint is date:
        return _read_day
    if hint is Any:
        return lambda value: value
    if origin is tuple:
        item = _reader(inner[0])
        return lambda value: tuple(map(item, _checked(value, list)))
    if origin is Mapping:
        part = _reader(inner[1])
        return lambda value: {str(key): part(item) for key, item in _checked(value, dict).items()}
    if hint is float:
        return lambda value: float(_checked(value, (int, float)))
    return lambda value: _checked(value, hint)


def _read_day(value: Any) -> date:
    day = date.fromisoformat(value)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(value)
    return day


def _checked(value: Any, wanted: type | tuple[type, ...]) -> Any:
    """Return the value if it is of the type; yes and no are no numbers."""
    if isinstance(value, bool) and wanted is not bool:
        raise TypeError(wanted)
    if not isinstance(value, wanted):
        raise TypeError(wanted)
    return value
