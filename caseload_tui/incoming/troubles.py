"""What is wrong with a table: every place is counted, and of each kind in each column the first ones are kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from caseload_tui.i18n import tr

_KEPT_OF_A_KIND = 1_000
_MOST_KINDS = 100
_LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong in one place of the table; `column` and `value` are empty where it is about the row."""

    line: int
    column: str
    value: str
    message: str
    kind: str = ""
    """The message as all places of its kind have it, where this one says more."""


@dataclass(slots=True)
class Tally:
    """How often one thing is wrong in one column, and where first."""

    column: str
    message: str
    count: int = 0
    first: list[Trouble] = field(default_factory=list)


class Troubles:
    """Gathers troubles in as much memory for a million lines as for a few thousand."""

    def __init__(self) -> None:
        self.count = 0
        self._tallies: dict[tuple[str, str], Tally] = {}

    def add(self, trouble: Trouble) -> None:
        """Count a trouble; its place is kept while there are few of its kind."""
        self.count += 1
        tally = self._tally(trouble)
        tally.count += 1
        if len(tally.first) < _KEPT_OF_A_KIND:
            tally.first.append(_shortened(trouble))

    def join(self, others: Troubles) -> None:
        """Take over what others gathered."""
        for tally in others.tallies:
            for trouble in tally.first:
                self.add(trouble)
            more = tally.count - len(tally.first)
            self.count += more
            self._tally(tally.first[0]).count += more

    @property
    def tallies(self) -> tuple[Tally, ...]:
        """What is wrong and how often, by the line on which it is so first."""
        return tuple(sorted(self._tallies.values(), key=lambda tally: tally.first[0].line))

    @property
    def first(self) -> tuple[Trouble, ...]:
        """The places that are kept, by line."""
        kept = (trouble for tally in self._tallies.values() for trouble in tally.first)
        return tuple(sorted(kept, key=lambda trouble: trouble.line))

    def _tally(self, trouble: Trouble) -> Tally:
        kind = trouble.kind or _without(trouble.value, trouble.message)
        place = trouble.column, kind
        if place not in self._tallies and len(self._tallies) >= _MOST_KINDS:
            place = "", tr("something else is wrong")
        return self._tallies.setdefault(place, Tally(*place))


def _without(value: str, message: str) -> str:
    """Return the message with the value left open, so that what is wrong with many values is one kind."""
    if not value or value not in message:
        return message
    return re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", "…", message)


def _shortened(trouble: Trouble) -> Trouble:
    if len(trouble.value) <= _LONGEST_VALUE:
        return trouble
    value = trouble.value[: _LONGEST_VALUE - 1] + "…"
    return Trouble(trouble.line, trouble.column, value, trouble.message, trouble.kind)
