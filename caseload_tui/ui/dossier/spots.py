"""Rows of a dossier: what they show, and what the keys do with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caseload_tui.ui.targets import Target
from caseload_tui.ui.widgets.cells import Cell, Cells, Column

FIELD, PLACEMENT, PROPOSAL, DEFERRAL, WAIVER, DOMAIN = (
    "field",
    "placement",
    "proposal",
    "deferral",
    "waiver",
    "domain",
)


@dataclass(frozen=True, slots=True)
class Spot(Target):
    """What a row of a dossier is about, where a list row would not say it."""

    what: str = ""
    """The sort of thing: `field`, `placement`, `label`, `contact` ..."""
    item: str = ""
    """Which one: a field's name, an event, an identifier of the framework."""
    held: bool = False
    """True where `meeting` was held."""
    signed: bool = False
    overdue: bool = False
    """True where `commitment` was broken, or its day has passed."""


@dataclass(frozen=True, slots=True)
class Item:
    """A row: its texts, what the keys work on, and the whole text for the line under the list."""

    key: str
    cells: tuple[Cell | str, ...]
    spot: Spot
    whole: str = ""


class ItemPainter:
    """Shows items with their own texts."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.columns = columns

    def key(self, record: Item) -> str:
        """Return what the row stands for."""
        return record.key

    def cells(self, record: Item) -> Cells:
        """Return the row's texts."""
        return (*record.cells, *("" for _ in self.columns[len(record.cells) :]))


OVERVIEW = (Column(1, gap=1), Column(14, share=1), Column(14, share=4), Column(8, right=True))
TIMELINE = (Column(1, gap=1), Column(11), Column(30, share=1))
