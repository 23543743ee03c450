"""Walking through a document of sound shape: its keys may be absent, but what is there is of the right sort."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from caseload_tui.frameworks.problems import Path

Sound = dict[str, Any]
_EACH = "*"
_AS_WRITTEN = "to"
"""The key of an alternative whose value belongs to another place of the document."""


def values_at(document: Any, pattern: str) -> Iterator[tuple[Path, Any]]:
    """Yield every place and value that a pattern such as `kinds.*.roles.*` stands for."""
    yield from _values_at(document, tuple(pattern.split(".")), ())


def _values_at(here: Any, parts: tuple[str, ...], path: Path) -> Iterator[tuple[Path, Any]]:
    if not parts:
        yield path, here
        return
    first, *rest = parts
    if first == _EACH:
        items: Any = enumerate(here) if isinstance(here, list) else here.items() if isinstance(here, dict) else ()
        for key, item in items:
            yield from _values_at(item, tuple(rest), (*path, key))
    elif isinstance(here, dict) and first in here:
        yield from _values_at(here[first], tuple(rest), (*path, first))


def every_table(here: Any, path: Path = ()) -> Iterator[tuple[Path, Sound]]:
    """Yield every table of the document, but not what stands in the values of alternatives."""
    if isinstance(here, dict):
        yield path, here
        for key, item in here.items():
            if key != _AS_WRITTEN or "set" not in here:
                yield from every_table(item, (*path, key))
    elif isinstance(here, list):
        for position, item in enumerate(here):
            yield from every_table(item, (*path, position))
