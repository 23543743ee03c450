"""What was taken in before from another system, without keeping it all in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseload_tui.domain.facts.source import SourceSeen
from caseload_tui.incoming.rows import DIGEST, DIGEST_BITS, Said, digest_of

if TYPE_CHECKING:
    from caseload_tui.store.reading import Reading


class SeenRows:
    """Knows of each row that was taken in from a source where its fact stands, and a digest of what it said."""

    def __init__(self, reading: Reading, source: str) -> None:
        self._reading = reading
        self._rows: dict[int, int] = {}
        self._widths: set[int] = set()
        for event in reading.events_of_kind(SourceSeen.kind):
            if isinstance(event.fact, SourceSeen) and event.fact.source == source:
                place = hash((event.fact.record, event.fact.key))
                self._widths.add(len(event.fact.key))
                self._rows[place] = event.seq << DIGEST_BITS | digest_of(event.fact.values)

    def says_the_same(self, record: str, said: Said) -> bool:
        """Tell whether a row says what it said last time."""
        known = self._rows.get(hash((record, said.key)))
        return known is not None and known & DIGEST == digest_of(said.values)

    def last(self, record: str, key: str) -> SourceSeen | None:
        """Return what the row with this key said last time; None where it was never taken in."""
        known = self._rows.get(hash((record, key)))
        fact = self._reading.event_at(known >> DIGEST_BITS).fact if known is not None else None
        return fact if isinstance(fact, SourceSeen) and (fact.record, fact.key) == (record, key) else None

    def alike(self, record: str, key: str) -> str | None:
        """Return the key of a row that was taken in before which is the same number with other zeros before it."""
        if not key.isdecimal():
            return None
        numbers = {key.lstrip("0").zfill(width) for width in self._widths} - {key}
        return next((number for number in sorted(numbers) if self.last(record, number) is not None), None)
