"""How the records of a tab become rows; the look of the moment is given with every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from caseload_tui.ui.look import Look
from caseload_tui.ui.widgets.cells import Cells, Column, Spread

Record = TypeVar("Record")


class PagePainter(Generic[Record]):
    """How the records of a tab look; `look` is given with every page."""

    columns: Sequence[Column] = ()
    look: Look

    def key(self, record: Record) -> str:
        """Return what stands for the record from one reading to the next."""
        raise NotImplementedError

    def cells(self, record: Record) -> Cells | Spread:
        """Return the record's texts, one for each column."""
        raise NotImplementedError
