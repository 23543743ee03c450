"""Records of a dossier as plain values, under the names that facts use for them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any

_AS_IN_FACTS = {"start": "from"}


def plain(record: Any) -> dict[str, Any]:
    """Return a frozen record as a dictionary; the first day of a span is `from`, as in the facts."""
    return {_AS_IN_FACTS.get(name, name): _value(value) for name, value in _fields(record)}


def _fields(record: Any) -> list[tuple[str, Any]]:
    return [(field.name, getattr(record, field.name)) for field in dataclasses.fields(record)]


def _value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _value(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    return value
