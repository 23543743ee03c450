"""Desks at which tests work. They stand apart from the fixtures: pytest may load a conftest a second time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import count

from caseload_tui.services.desk import Desk
from caseload_tui.store.store import Store
from tests.makers import TODAY, author

_moments = count(1)


def desk_of(store: Store, who: str = "anna", *, looking_only: bool = False) -> Desk:
    """Return the desk of a consultant, whose every deed has a moment of its own."""
    plain = author(who, ids=f"{who}-{next(_moments)}-")

    def clock() -> datetime:
        return plain.clock().replace(microsecond=next(_moments) % 1_000_000)

    return Desk(store, replace(plain, clock=clock), lambda: TODAY, looking_only)
