"""Marked rows of a list: they stay marked while one filters and while the list is read again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from caseload_tui.ui.painters import PagePainter
from caseload_tui.ui.widgets.rows import Rows

Record = TypeVar("Record")


class Marks(Generic[Record]):
    """The marked records by their keys, in the order of marking."""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, key: str) -> bool:
        return key in self._records

    @property
    def records(self) -> tuple[Record, ...]:
        """The marked records as they were last read."""
        return tuple(self._records.values())

    @property
    def keys(self) -> frozenset[str]:
        """Their keys."""
        return frozenset(self._records)

    def turn(self, key: str, record: Record) -> None:
        """Mark a record, or mark it no more."""
        if self._records.pop(key, None) is None:
            self._records[key] = record

    def turn_all(self, shown: Iterable[tuple[str, Record]]) -> None:
        """Mark all that is shown; where all of it is marked already, none of it."""
        rows = dict(shown)
        if rows and rows.keys() <= self._records.keys():
            for key in rows:
                del self._records[key]
        else:
            self._records |= rows

    def renew(self, rows: Iterable[tuple[str, Record]], *, whole: bool) -> None:
        """Take the records as they were read again; what a `whole` list has no more is marked no more."""
        known = {key: record for key, record in rows if key in self._records}
        self._records = {
            key: known.get(key, record) for key, record in self._records.items() if key in known or not whole
        }

    def clear(self) -> None:
        """Mark nothing."""
        self._records.clear()

    def hidden(self, shown: Iterable[str]) -> int:
        """Return how many marked records are not among those shown."""
        return len(self._records.keys() - set(shown))


class Marked(Generic[Record]):
    """For a place with a list: its rows can be marked, one by one or all of them."""

    painter: PagePainter[Record]
    marks: Marks[Record]

    @property
    def rows(self) -> Rows[Record]:
        """The list."""
        raise NotImplementedError

    def begin_marking(self, painter: PagePainter[Record]) -> None:
        """Begin with nothing marked; the painter knows each record by its key."""
        self.painter, self.marks = painter, Marks()

    def action_mark(self) -> None:
        """Mark the row under the cursor, or mark it no more, and go to the next."""
        record = self.rows.record
        if record is not None:
            self.marks.turn(self.painter.key(record), record)
            self.show_marks()
            self.rows.action_step(1)

    def action_mark_all(self) -> None:
        """Mark all rows that are shown, or none of them."""
        self.marks.turn_all((self.painter.key(record), record) for record in self.rows.records)
        self.show_marks()

    def unmark(self) -> None:
        """Mark nothing."""
        self.marks.clear()
        self.show_marks()

    def show_marks(self) -> None:
        """Show in the list what is marked."""
        self.rows.marked = self.marks.keys
        self.rows.repaint()
