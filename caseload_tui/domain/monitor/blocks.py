"""The blocks of a monitor: each figure with the clients behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.monitor.activity import HeldRow, PartnerRow, SideRow, WorkRow
from caseload_tui.domain.monitor.cadence import MET, MISSED
from caseload_tui.domain.monitor.composition import BandRow, LabelRow
from caseload_tui.domain.monitor.indicators import IndicatorRow
from caseload_tui.domain.monitor.period import Period
from caseload_tui.domain.monitor.sight import Sight
from caseload_tui.domain.monitor.stock import Clients, Move, StockRow
from caseload_tui.domain.rules import Rule


@dataclass(frozen=True, slots=True)
class OutflowRow:
    """Who left for one reason; `category` is the national one, None where the reason is in free words."""

    reason: str
    category: str | None
    clients: Clients


@dataclass(frozen=True, slots=True)
class CrossingRow:
    """Who came into sight and went out of it while in the caseload."""

    what: str
    came: Clients
    went: Clients


@dataclass(frozen=True, slots=True)
class PartialRow:
    """Part-time work beside a benefit: these clients are still in stock."""

    what: str
    clients: Clients


@dataclass(frozen=True, slots=True)
class CadenceRow:
    """What became of the due dates of one rule: the clients behind each outcome of `HOW`."""

    rule: Rule
    outcomes: dict[str, Clients]

    def count(self, how: str) -> int:
        """Return how many due dates had this outcome."""
        return len(self.outcomes[how])

    @property
    def share(self) -> float | None:
        """The share that was met in time; None where none was met or ran out."""
        return share_in_time((self,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitor:
    """All blocks; everything that is counted knows the clients behind it."""

    period: Period
    known_on: date | None
    sight: Sight
    framework: Framework
    """The policy in force on the last day."""
    erased: int
    """How many dossiers were erased and are in no figure."""
    stock: tuple[StockRow, ...]
    moves: tuple[Move, ...]
    outflow: tuple[OutflowRow, ...]
    crossings: tuple[CrossingRow, ...]
    partial: tuple[PartialRow, ...]
    held: tuple[HeldRow, ...]
    cadence: tuple[CadenceRow, ...]
    commitments: tuple[SideRow, ...]
    works: tuple[WorkRow, ...]
    referrals: tuple[PartnerRow, ...]
    durations: tuple[BandRow, ...]
    ages: tuple[BandRow, ...]
    labels: tuple[LabelRow, ...]
    indicators: tuple[IndicatorRow, ...]

    @property
    def everybody(self) -> StockRow:
        """The row of all groups together."""
        return self.stock[0]


def share_in_time(rows: Iterable[CadenceRow]) -> float | None:
    """Return the share of the due dates of these rules that was met in time; None where there are none."""
    known = tuple(rows)
    met, missed = (sum(row.count(how) for row in known) for how in (MET, MISSED))
    return met / (met + missed) if met + missed else None
