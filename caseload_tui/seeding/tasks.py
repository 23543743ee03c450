"""Tasks as a script writes them: checks on facts, with days and names of its own stories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from caseload_tui.seeding.tables import Plain
from caseload_tui.seeding.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted(Plain):
    """What one key of a fact must hold: a plain value, or a table of what it must be like."""

    KEY: ClassVar[str] = "equals"

    equals: Any = None
    one_of: tuple[Any, ...] = ()
    day: When | None = None
    from_: When | None = None
    through: When | None = None
    contains: str | None = None
    words: int | None = None
    each: tuple[str, ...] = ()
    same: str | None = None
    empty: bool = False
    named: str | None = None
    """What a story calls so: a promise or a talk of the client."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCheck:
    """One thing that the facts must say."""

    fact: str | None = None
    look: str | None = None
    """An entry of the access log, such as `dossier opened`."""
    id: str | None = None
    client: str | None = None
    """A client of the stories, or a file number."""
    count: int = 1
    at_most: int | None = None
    after: str | None = None
    where: Mapping[str, Wanted] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptedTask:
    """A task with its texts by language."""

    id: str
    title: Mapping[str, str]
    text: Mapping[str, str]
    checks: tuple[TaskCheck, ...]
    hint: Mapping[str, str] = field(default_factory=dict)
