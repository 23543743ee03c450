"""A monitor's counts by name, how they hang together, and which of them are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from caseload_tui.domain.monitor.activity import SideRow
from caseload_tui.domain.monitor.blocks import CadenceRow, Monitor
from caseload_tui.domain.monitor.cadence import HOW, MET, MISSED
from caseload_tui.domain.monitor.counted import HOURS_INCREASE, REFERRAL, WORK_PART
from caseload_tui.domain.monitor.indicators import FACTS, IndicatorRow
from caseload_tui.domain.monitor.measuring import COUNT
from caseload_tui.domain.monitor.stock import CAME, COLUMNS, END, SIGNS, START, WENT, StockRow
from caseload_tui.domain.monitor.suppressing import FEWEST, Key, Relation, left_out

_SUMMED = (START, "registered", "reopened", CAME, "left", WENT, END)
"""Figures of which the groups of an axis add up to everybody's."""

IN_TIME = "kept_in_time"
"""A count that stands nowhere, but that everybody takes off: kept, without what was kept late."""


@dataclass(frozen=True)
class Shown:
    """A monitor as it is shown: whole, or for publication without counts that are small or give small ones away."""

    monitor: Monitor
    suppress: bool = False

    @cached_property
    def _hidden(self) -> frozenset[Key]:
        return left_out(counts_of(self.monitor), relations_of(self.monitor)) if self.suppress else frozenset()

    def hides(self, *key: object) -> bool:
        """Tell whether a count is left out."""
        return key in self._hidden

    def count(self, number: int, *key: object) -> int | None:
        """Return a count, or None where it is left out."""
        return None if key in self._hidden else number

    def stock(self, row: StockRow, column: str) -> int | None:
        """Return a figure of the stock, or None where it is left out."""
        return self.count(row.count(column), "stock", row.axis, row.group, column)

    def in_time(self, row: CadenceRow) -> float | None:
        """Return the share met in time, unless it would give away a count that is left out."""
        hidden = any(self.hides("cadence", row.rule.id, how) for how in (MET, MISSED))
        return None if hidden else row.share

    def kept(self, row: SideRow) -> float | None:
        """Return the share of commitments kept, unless it would give away a count that is left out."""
        hidden = any(self.hides("commitments", row.owner, what) for what in ("kept", "broken"))
        return None if hidden else row.share

    def shows(self, row: IndicatorRow) -> bool:
        """Tell whether an indicator can be shown: nothing that it is made of is small, or left out elsewhere.

        Its groups are shown together or not at all: one of them is what the others lack to all.
        """
        alike = (item for item in self.monitor.indicators if item.indicator.id == row.indicator.id)
        return not self.suppress or all(map(self._harmless, alike))

    def _harmless(self, row: IndicatorRow) -> bool:
        numbers = [int(known) for what, known in row.parts.items() if known is not None]
        numbers += [len(row.clients), row.of or 0] if row.indicator.formula != COUNT else []
        if any(0 < number < FEWEST for number in numbers):
            return False
        return not any(key in self._hidden for key in self._beside(row))

    def shows_baseline(self, row: IndicatorRow) -> bool:
        """Tell whether what earlier years came to can be shown; a share of a year has counts that are nowhere shown.

        The year of the report may be among them, so they go with the indicator.
        """
        own = [item.value for item in row.years if item.origin == FACTS and item.value is not None]
        if not self.suppress or not own:
            return True
        small = any(0 < value < FEWEST for value in own)
        return row.indicator.formula == COUNT and not small and self.shows(row)

    def _beside(self, row: IndicatorRow) -> Iterator[Key]:
        """Yield the counts of other blocks that an indicator could give away."""
        found = self.monitor
        counts = set(row.indicator.counts)
        if counts & {REFERRAL}:
            yield from (("referrals", item.partner) for item in found.referrals)
        if counts & {WORK_PART, HOURS_INCREASE}:
            yield from (("partial", item.what) for item in found.partial)
        if counts - {REFERRAL} or row.of is not None:
            yield from (("outflow", item.reason) for item in found.outflow)
            for work in found.works:
                yield from (("works", work.sector, time) for time in ("full_time", "part_time"))
        if row.of is not None:
            yield from (("labels", row.group, end) for end in (START, END))
            for group in found.stock:
                if row.group in (None, group.group):
                    yield from (("stock", group.axis, group.group, column) for column in COLUMNS)


def counts_of(found: Monitor) -> dict[Key, int]:
    """Return every count of the monitor by its name."""
    counts: dict[Key, int] = {}
    for row in found.stock:
        counts |= {("stock", row.axis, row.group, column): row.count(column) for column in COLUMNS}
    for move in found.moves:
        counts["moves", move.axis, move.before, move.after, move.regrouped] = len(move.clients)
    counts |= {("outflow", item.reason): len(item.clients) for item in found.outflow}
    for crossing in found.crossings:
        counts |= {("crossings", crossing.what, CAME): len(crossing.came)}
        counts |= {("crossings", crossing.what, WENT): len(crossing.went)}
    counts |= {("partial", item.what): len(item.clients) for item in found.partial}
    counts |= {("held", item.kind): len(item.clients) for item in found.held}
    for due in found.cadence:
        counts |= {("cadence", due.rule.id, how): due.count(how) for how in HOW}
    for side in found.commitments:
        parts = {"kept": side.kept, "kept_late": side.kept_late, "broken": side.broken, "overdue": side.overdue}
        counts |= {("commitments", side.owner, what): len(clients) for what, clients in parts.items()}
        counts["commitments", side.owner, IN_TIME] = len(side.kept) - len(side.kept_late)
    for work in found.works:
        counts["works", work.sector, "full_time"] = len(work.full_time)
        counts["works", work.sector, "part_time"] = len(work.part_time)
    counts |= {("referrals", item.partner): len(item.clients) for item in found.referrals}
    counts |= {("durations", item.band): len(item.clients) for item in found.durations}
    counts |= {("ages", item.band): len(item.clients) for item in found.ages}
    for label in found.labels:
        counts["labels", label.target_group, START] = len(label.start)
        counts["labels", label.target_group, END] = len(label.end)
    return counts


def relations_of(found: Monitor) -> list[Relation]:
    """Return how the counts hang together, as far as a reader can know."""
    relations: list[Relation] = []
    for row in found.stock:
        relations.append({("stock", row.axis, row.group, column): SIGNS[column] for column in COLUMNS})
    by_axis: dict[str, list[StockRow]] = defaultdict(list)
    for row in found.stock:
        if row.axis is not None:
            by_axis[row.axis].append(row)
    for axis, rows in by_axis.items():
        relations += [_adds_up(column, axis, rows) for column in _SUMMED]
        for out, back in (("moved_out", "moved_in"), ("regrouped_out", "regrouped_in")):
            signs = ((out, 1), (back, -1))
            relations.append({("stock", axis, row.group, column): sign for row in rows for column, sign in signs})
        relations += _moves_of(found, axis, rows)
    everybody: Mapping[str, Key] = {column: ("stock", None, None, column) for column in COLUMNS}
    relations.append({**{("outflow", item.reason): 1 for item in found.outflow}, everybody["left"]: -1})
    relations.append({**{("durations", item.band): 1 for item in found.durations}, everybody[END]: -1})
    relations.append({**{("ages", item.band): 1 for item in found.ages}, everybody[END]: -1})
    for side in found.commitments:
        kept: Relation = {("commitments", side.owner, what): 1 for what in ("kept_late", IN_TIME)}
        relations.append({**kept, ("commitments", side.owner, "kept"): -1})
    part_time: Relation = {("works", item.sector, "part_time"): 1 for item in found.works}
    relations.append({**part_time, **{("partial", item.what): -1 for item in found.partial}})
    for way in (CAME, WENT):
        relations.append({**{("crossings", item.what, way): 1 for item in found.crossings}, everybody[way]: -1})
    for label in found.sight.target_groups:
        relations += [{("labels", label, end): 1, everybody[end]: -1} for end in (START, END)]
    named = counts_of(found)
    return [relation for relation in relations if all(key in named for key in relation)]


def _adds_up(column: str, axis: str, rows: list[StockRow]) -> Relation:
    return {**{("stock", axis, row.group, column): 1 for row in rows}, ("stock", None, None, column): -1}


def _moves_of(found: Monitor, axis: str, rows: list[StockRow]) -> Iterator[Relation]:
    """Yield what each group's moves in and out have to do with the moves one by one."""
    for row in rows:
        for regrouped, name in ((False, "moved"), (True, "regrouped")):
            moves = [move for move in found.moves if move.axis == axis and move.regrouped == regrouped]
            for way, ends in (("in", [move.after for move in moves]), ("out", [move.before for move in moves])):
                own = [move for move, end in zip(moves, ends, strict=True) if end == row.group]
                keys: Relation = {("moves", axis, move.before, move.after, regrouped): 1 for move in own}
                yield {**keys, ("stock", axis, row.group, f"{name}_{way}"): -1}
