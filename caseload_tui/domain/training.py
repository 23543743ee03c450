"""A training: what a practice store knows of the script that it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """The frozen day of a practice store, which copy it is, and where the trainee's own work begins."""

    scenario: str
    today: date
    copy: int | None = None
    """Its number among the copies that were made together."""
    facts: int = 0
    """How many facts the journal had when it was handed out; those after it are the trainee's."""
    looks: int = 0
    """How many entries the access log had then."""
    tasks: tuple[Mapping[str, Any], ...] = ()
    """The tasks, with every day and reference filled in for this store."""
