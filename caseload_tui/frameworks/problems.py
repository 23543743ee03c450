"""What a check of a framework file finds: problems with their key path and line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from caseload_tui.domain.framework import Framework
from caseload_tui.i18n import tr

Path = tuple[str | int, ...]
"""A place in a document: keys, and positions in lists counted from 0."""

LONGEST_ID = 64
ID = re.compile(rf"[a-z0-9][a-z0-9_-]{{0,{LONGEST_ID - 1}}}")
"""What an id may look like."""
_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: the key path as a person reads it, the line (None where there is none), and the sentence."""

    path: str
    line: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check; `framework` is there if it is without problems."""

    name: str
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    declared: tuple[Problem, ...] = ()
    framework: Framework | None = field(default=None, repr=False)

    @property
    def ok(self) -> bool:
        """True for a framework that can be adopted."""
        return not self.problems


def spelled(path: Path, document: object = None) -> str:
    """Write a key path as `cadences.talk.per_year`; what has no id of its own goes by its position from 0."""
    text, here = "", document
    for part in path:
        name = _name_of(here, part, by_kind=path[0] == "intake") if isinstance(part, int) else part
        text += f"[{part}]" if name is None else f".{name}" if text else name
        here = _inside(here, part)
    return text


def _name_of(items: object, position: int, *, by_kind: bool) -> str | None:
    """Return the id of a table in a list, unless an earlier table has it; a step without id goes by its kind."""
    if not isinstance(items, list) or position >= len(items):
        return None
    tables = [item if isinstance(item, Mapping) else {} for item in items[: position + 1]]
    *earlier, name = [table.get("id", table.get("kind") if by_kind else None) for table in tables]
    return name if isinstance(name, str) and ID.fullmatch(name) and name not in earlier else None


def _inside(here: object, part: str | int) -> object:
    if isinstance(here, Mapping):
        return here.get(part)
    return here[part] if isinstance(here, list) and isinstance(part, int) and part < len(here) else None


def close_to(wrong: str, known: Iterable[str]) -> str | None:
    """Return the known word that a misspelt one is closest to, if any is close."""
    if len(wrong) > _LONGEST_WORD:
        return None
    folded = {word.casefold(): word for word in sorted(set(known))}
    close = get_close_matches(wrong.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def nearest(wrong: str, known: Iterable[str]) -> str:
    """Return a hint with the nearest known word, preceded by a space, or nothing."""
    close = close_to(wrong, known)
    return " " + tr("Did you mean “{nearest}”?", nearest=close) if close else ""


def meant_by_name(document: object, found: object) -> str:
    """Return a hint, preceded by a space, where a name or an alias stands in the place of an id; else nothing."""
    wanted = found.casefold() if isinstance(found, str) else None
    ids = {table["id"] for table in _tables(document) if wanted is not None and wanted in _names_of(table)}
    if len(ids) != 1:
        return ""
    return " " + tr("That is a name; its id is “{id}”.", id=ids.pop())


def _tables(here: object) -> Iterator[Mapping[str, object]]:
    if isinstance(here, Mapping):
        if isinstance(here.get("id"), str):
            yield here
        here = tuple(here.values())
    if isinstance(here, list | tuple):
        for item in here:
            yield from _tables(item)


def _names_of(table: Mapping[str, object]) -> set[str]:
    name, aliases = table.get("name"), table.get("aliases")
    names = [
        *(name.values() if isinstance(name, Mapping) else (name,)),
        *(aliases if isinstance(aliases, list) else ()),
    ]
    return {one.casefold() for one in names if isinstance(one, str)}
