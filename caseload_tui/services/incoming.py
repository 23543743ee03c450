"""Taking in tables of other systems: looked through as a whole first, then all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from caseload_tui.domain.bsn import BsnWatch
from caseload_tui.domain.facts.source import SourceSeen
from caseload_tui.incoming.mapping import CLIENTS, COMMITMENTS, MEETINGS, Mapped
from caseload_tui.incoming.rows import RowReader, Said, Trouble
from caseload_tui.incoming.sheet import Fault, Row, Sheet, refuse_missing
from caseload_tui.services.desk import Desk
from caseload_tui.services.incoming_clients import ClientTaker
from caseload_tui.services.incoming_commitments import CommitmentTaker
from caseload_tui.services.incoming_meetings import MeetingTaker
from caseload_tui.services.taking import Taker

if TYPE_CHECKING:
    from caseload_tui.store.writing import Writing

_CHUNK = 500
MOST_TROUBLES = 10_000
"""Past so many the rest is only counted: whoever made the table has seen enough."""
_TAKERS: dict[str, type[Taker]] = {CLIENTS: ClientTaker, MEETINGS: MeetingTaker, COMMITMENTS: CommitmentTaker}
Progress = Callable[[int, int], None]
"""Told how many of how many rows are done; of none while they are still being counted."""


@dataclass(slots=True)
class TakenIn:
    """What came of a table; with `troubles` nothing was written."""

    rows: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    troubles: list[Trouble] = field(default_factory=list)
    more_troubles: int = 0
    """How many more there are than are told."""
    warnings: list[Trouble] = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    """Columns of the table that the mapping does not name."""
    written: bool = False


class _NothingIsKept(Exception):  # noqa: N818 - no error: it ends a transaction without saving
    """Leaves a transaction so that nothing of it is saved."""


class Incoming:
    """Tables of other systems."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def take_in(
        self, sheet: Sheet, mapped: Mapped, *, dry_run: bool = False, progress: Progress = lambda done, of: None
    ) -> TakenIn:
        """Take every row in, or nothing where one of them cannot be; a dry run only says what would come of it.

        A row whose key was taken in before from the same source is updated, never doubled.
        """
        named = {mapped.key, *(column.name for column in mapped.fields.values())}
        refuse_missing(sheet, iter(named))
        taken = TakenIn(left_out=tuple(name for name in sheet.header if name and name not in named))
        self._look_through(sheet, mapped, taken, progress)
        try:
            with self._desk.writing() as writing:
                self._take(writing, sheet, mapped, taken, progress)
                if dry_run or taken.troubles:
                    raise _NothingIsKept
            taken.written = True
        except _NothingIsKept:
            pass
        taken.troubles.sort(key=lambda trouble: trouble.line)
        taken.more_troubles = max(0, len(taken.troubles) - MOST_TROUBLES)
        del taken.troubles[MOST_TROUBLES:]
        return taken

    def _look_through(self, sheet: Sheet, mapped: Mapped, taken: TakenIn, progress: Progress) -> None:
        """Read the whole table without the store: what cannot be read, and what is never kept."""
        watch, reader = BsnWatch(), RowReader(mapped)
        for name in sheet.header:
            watch.look_at_name(name)
        for row in sheet.rows():
            taken.rows += 1
            if isinstance(row, Fault):
                taken.troubles.append(Trouble(row.line, "", "", row.message))
            else:
                for name, text in row.cells.items():
                    watch.look(name, text)
                reader.read(row)
            if taken.rows % _CHUNK == 0:
                progress(taken.rows, 0)
        watch.refuse()
        taken.troubles += reader.troubles
        taken.warnings += reader.warnings

    def _take(self, writing: Writing, sheet: Sheet, mapped: Mapped, taken: TakenIn, progress: Progress) -> None:
        seen = {
            (event.fact.record, event.fact.key): event.fact
            for event in writing.events_of_kind(SourceSeen.kind)
            if isinstance(event.fact, SourceSeen) and event.fact.source == mapped.source
        }
        taker = _TAKERS[mapped.rows](writing, mapped, seen, by=self._desk.by, today=self._desk.today())
        done = 0
        for chunk in _chunks(_readable(sheet, mapped)):
            taker.take(chunk)
            done += len(chunk)
            progress(done, taken.rows)
        taker.finish()
        taken.added, taken.updated, taken.unchanged = taker.added, taker.updated, taker.unchanged
        taken.troubles += taker.troubles
        taken.warnings += taker.warnings


def _readable(sheet: Sheet, mapped: Mapped) -> Iterator[Said]:
    """Yield what the rows say that can be read; the others were noted when the table was looked through."""
    reader = RowReader(mapped)
    for row in sheet.rows():
        said = reader.read(row) if isinstance(row, Row) else None
        if said is not None:
            yield said


def _chunks(rows: Iterable[Said]) -> Iterator[list[Said]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk
