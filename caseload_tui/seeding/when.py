"""Days in a script: as they are, or counted from the day on which the training stands still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.durations import Duration
from caseload_tui.i18n import marked
from caseload_tui.seeding.tables import Read

_TODAY = "today"
_LONGEST = Duration(120, "years")


@dataclass(frozen=True, slots=True)
class When(Read):
    """A day: `2020-03-02`, "today", "-3 weeks" or "+2 weeks"."""

    EXPECTED = marked("a day, “today”, or time from today such as “-3 weeks”")

    fixed: date | None = None
    ahead: Duration | None = None
    ago: Duration | None = None

    @classmethod
    def read(cls, value: object) -> When:
        """Read a day as a file writes it."""
        if type(value) is date:
            return cls(fixed=value)
        if value == _TODAY:
            return cls()
        if isinstance(value, str) and value[:1] == "+":
            return cls(ahead=_length(value[1:]))
        if isinstance(value, str) and value[:1] == "-":
            return cls(ago=_length(value[1:]))
        if isinstance(value, str):
            return cls(fixed=date.fromisoformat(value))
        raise ValueError(value)


def _length(text: str) -> Duration:
    """Return a length of time; one that no life is long is a mistake, and would run out of the calendar."""
    length = Duration.parse(text)
    if length.nominal_days > _LONGEST.nominal_days:
        raise ValueError(text)
    return length
