"""Who writes to the store, on what device, by what clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Author:
    """Who is at the keyboard; the clock gives aware moments, `new_id` identifiers that sort by age."""

    by: str
    device: str
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
