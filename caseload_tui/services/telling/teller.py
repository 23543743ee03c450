"""What telling one fact in plain words needs, and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from caseload_tui.domain.dossier import Dossier
from caseload_tui.formatting import near_date
from caseload_tui.i18n import tr
from caseload_tui.services.naming import Names

FILE, GROUPS, TALKS, AGREED, TERMS, SITUATION = "file", "groups", "talks", "agreed", "terms", "situation"
THEMES = (TALKS, AGREED, GROUPS, SITUATION, TERMS, FILE)
"""What a timeline can be narrowed to."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact in words: the program's own, and those of people apart, so that the latter can be masked."""

    theme: str
    text: str
    words: str = ""
    on: date | None = None
    """The day it is about; None for the day it was written down."""
    about: str = ""
    """The meeting, commitment or placement it belongs to."""


@dataclass(frozen=True, slots=True)
class Teller:
    """What the facts of one dossier are told with; they are told in their order, for a move names where it began."""

    dossier: Dossier
    names: Names
    today: date
    groups: dict[str, str | None] = field(default_factory=dict)
    """The group by axis, as far as the facts were told."""

    def day(self, day: date) -> str:
        """Return a day as a sentence names it."""
        return near_date(day, self.today)

    def until(self, text: str, until: date | None) -> str:
        """Return the text with a last day, if there is one."""
        return tr("{text} until {day}", text=text, day=self.day(until)) if until else text


Tell = Callable[[Teller, str, Any], Told]
