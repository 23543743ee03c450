"""What somebody wants to do with all marked rows at once; `deeds/many.py` carries it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caseload_tui.ui.intents import Intent

if TYPE_CHECKING:
    from caseload_tui.domain.rows import ClientRow
    from caseload_tui.services.bulk import Aim


@dataclass
class WithMany(Intent):
    """Something that somebody wants to do for many clients; `clients` has them by identifier."""

    aims: tuple[Aim, ...]
    clients: Mapping[str, ClientRow]


@dataclass
class PlanMany(WithMany):
    """Plan the meeting that is due with each."""


@dataclass
class DeferMany(WithMany):
    """Put the due date of each off."""
