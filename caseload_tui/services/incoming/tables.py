"""Taking in tables of other systems: looked through as a whole first, then all of it in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from caseload_tui.domain.bsn import BsnWatch
from caseload_tui.i18n import tr
from caseload_tui.incoming.mapping import CLIENTS, COMMITMENTS, MEETINGS, Mapped
from caseload_tui.incoming.rows import RowReader, Said
from caseload_tui.incoming.sheet import Row, Sheet, refuse_missing
from caseload_tui.incoming.troubles import Trouble, Troubles
from caseload_tui.progress import tell
from caseload_tui.services.desk import Desk
from caseload_tui.services.incoming.clients import ClientTaker
from caseload_tui.services.incoming.commitments import CommitmentTaker
from caseload_tui.services.incoming.meetings import MeetingTaker
from caseload_tui.services.incoming.seen import SeenRows
from caseload_tui.services.incoming.taker import Taker

if TYPE_CHECKING:
    from caseload_tui.store.writing import Writing

_CHUNK, _AT_ONCE = 500, 5_000
"""Rows between two questions to the store, and between two times that the lists follow."""
MOST_MISREAD = 1_000
"""With more rows than this that cannot be read, the rules of the policy are not tried: that takes longest."""
MOST_REFUSED = 10_000
"""After so many rows that the rules refuse, whoever made the table has seen enough."""
_TAKERS: dict[str, type[Taker]] = {CLIENTS: ClientTaker, MEETINGS: MeetingTaker, COMMITMENTS: CommitmentTaker}


@dataclass(slots=True)
class TakenIn:
    """What came of a table; with troubles nothing was written."""

    rows: int = 0
    tried: int = 0
    """How many of the rows that can be read the rules of the policy were asked about."""
    given_up: bool = False
    """True where so much is wrong that the rules were not asked about the others."""
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    erased: int = 0
    """How many are left out, since they are about somebody who was erased here."""
    troubles: Troubles = field(default_factory=Troubles)
    warnings: Troubles = field(default_factory=Troubles)
    left_out: tuple[str, ...] = ()
    """Columns of the table that the mapping does not name."""
    written: bool = False


class _NothingIsKept(Exception):  # noqa: N818 - no error: it ends a transaction without saving
    """Leaves a transaction so that nothing of it is saved."""


class Incoming:
    """Tables of other systems."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def take_in(self, sheet: Sheet, mapped: Mapped, *, dry_run: bool = False) -> TakenIn:
        """Take every row in, or nothing where one of them cannot be; a dry run only says what would come of it.

        A row whose key was taken in before from the same source is updated, never doubled.
        """
        named = {mapped.key, *(column.name for column in mapped.fields.values())}
        refuse_missing(sheet, iter(named))
        taken = TakenIn(left_out=tuple(name for name in sheet.header if name and name not in named))
        reader = RowReader(mapped)
        self._look_through(sheet, reader, taken)
        if taken.troubles.count > MOST_MISREAD:
            taken.given_up = True
            return taken
        try:
            with self._desk.writing() as writing:
                self._take(writing, sheet, mapped, reader.again(), taken, dry_run=dry_run)
                if dry_run or taken.troubles.count:
                    raise _NothingIsKept
            taken.written = True
        except _NothingIsKept:
            pass
        return taken

    def _look_through(self, sheet: Sheet, reader: RowReader, taken: TakenIn) -> None:
        """Read the whole table without the store: what cannot be read, and what is never kept."""
        watch = BsnWatch()
        for name in sheet.header:
            watch.look_at_name(name)
        reader.troubles, reader.warnings = taken.troubles, taken.warnings
        for row in sheet.rows(tr("reading the table")):
            taken.rows += 1
            if isinstance(row, Trouble):
                taken.troubles.add(row)
                continue
            for name, text in row.cells.items():
                watch.look(name, text)
            reader.read(row)
        watch.refuse()
        for name in watch.doubtful():
            taken.warnings.add(Trouble(0, name, "", tr("its numbers pass the test of a BSN; if they are, take it out")))

    def _take(
        self, writing: Writing, sheet: Sheet, mapped: Mapped, reader: RowReader, taken: TakenIn, *, dry_run: bool
    ) -> None:
        seen = SeenRows(writing, mapped.source)
        taker = _TAKERS[mapped.rows](writing, mapped, seen, by=self._desk.by, today=self._desk.today())
        for chunk in _chunks(_readable(sheet, reader)):
            tell(tr("taking the rows in"), taken.tried, taken.rows)
            taker.take(chunk)
            taken.tried += len(chunk)
            if taken.tried % _AT_ONCE == 0:
                # Neither the facts of a million rows nor who was touched are kept until the end.
                nothing_stays = dry_run or taken.troubles.count or taker.troubles.count
                writing.let_go() if nothing_stays else writing.finish()
            if taker.troubles.count > MOST_REFUSED:
                taken.given_up = True
                break
        else:
            taker.finish()
        taken.added, taken.updated = taker.added, taker.updated
        taken.unchanged, taken.erased = taker.unchanged, taker.erased
        taken.troubles.join(taker.troubles)
        taken.warnings.join(taker.warnings)


def _readable(sheet: Sheet, reader: RowReader) -> Iterator[Said]:
    """Yield what the rows say that can be read; the others were told of when the table was looked through."""
    for row in sheet.rows():
        said = reader.read(row) if isinstance(row, Row) else None
        if said is not None:
            yield said


def _chunks(rows: Iterable[Said]) -> Iterator[list[Said]]:
    remaining = iter(rows)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk
