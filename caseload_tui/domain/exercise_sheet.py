"""Tasks as the store keeps them: plain values, of which what is not said is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from caseload_tui.domain.exercises import Check, Condition, Task

_TUPLES = ("one_of", "each")


def task_to_plain(task: Task) -> dict[str, Any]:
    """Return a task as plain values."""
    plain = asdict(task)
    for check in plain["checks"]:
        check["where"] = [_without_nothing(condition) for condition in check["where"]]
    plain["checks"] = [_without_nothing(check) for check in plain["checks"]]
    return plain


def task_of(plain: Mapping[str, Any]) -> Task:
    """Return the task of which these are the plain values."""
    checks = tuple(
        Check(**{**check, "where": tuple(_condition(item) for item in check.get("where", ()))})
        for check in plain["checks"]
    )
    return Task(**{**plain, "checks": checks})


def _condition(plain: Mapping[str, Any]) -> Condition:
    values: dict[str, Any] = {key: tuple(value) if key in _TUPLES else value for key, value in plain.items()}
    return Condition(**values)


def _without_nothing(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value
        for key, value in values.items()
        if value is not None and value not in ((), []) and (value or key != "empty")
    }
