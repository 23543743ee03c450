"""What was filled in on a form, by the names of its fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

Value = str | date | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Values:
    """The answers of a form; fields that do not show have none."""

    given: Mapping[str, Value] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return what was typed, without white around it."""
        value = self.given.get(name)
        return value.strip() if isinstance(value, str) else ""

    def said(self, name: str) -> str | None:
        """Return what was typed or chosen; None for nothing."""
        return self.text(name) or None

    def day(self, name: str) -> date | None:
        """Return the day that was typed."""
        value = self.given.get(name)
        return value if isinstance(value, date) else None

    def number(self, name: str) -> float | None:
        """Return the number that was typed, with a comma or a point before its decimals; None for nothing."""
        value = self.given.get(name)
        return float(value) if isinstance(value, str) and value else None

    def needed_day(self, name: str) -> date:
        """Return the day of a field that cannot be left empty."""
        value = self.given.get(name)
        if not isinstance(value, date):
            raise LookupError(name)
        return value

    def many(self, name: str) -> tuple[str, ...]:
        """Return what was chosen where more can be."""
        value = self.given.get(name)
        return value if isinstance(value, tuple) else ()

    def yes(self, name: str) -> bool:
        """Tell whether the answer is yes."""
        return self.given.get(name) == "yes"
