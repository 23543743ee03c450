"""Stock at start and end with everything between, per group; and whether it adds up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.monitor.flows import LEFT, MOVED, REGISTERED, REGROUPED, REOPENED, Flow
from caseload_tui.domain.monitor.sight import Spot

Clients = tuple[str, ...]
"""The clients behind a figure, one for each time they count in it."""
START, END = "start", "end"
CAME, WENT = "came", "went"
COLUMNS = (
    START,
    "registered",
    "reopened",
    "moved_in",
    "regrouped_in",
    CAME,
    "left",
    "moved_out",
    "regrouped_out",
    WENT,
    END,
)
"""The figures of a row, in the order in which they add up."""
SIGNS = dict(zip(COLUMNS, (1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1), strict=True))
_IN = {REGISTERED: "registered", REOPENED: "reopened", MOVED: "moved_in", REGROUPED: "regrouped_in"}
_OUT = {LEFT: "left", MOVED: "moved_out", REGROUPED: "regrouped_out"}
EVERYBODY = None


@dataclass(frozen=True, slots=True)
class StockRow:
    """One group, those without a group on the axis (`group` None), or everybody (`axis` None)."""

    axis: str | None
    group: str | None
    figures: Mapping[str, Clients]
    """The clients behind each of `COLUMNS`."""

    def count(self, column: str) -> int:
        """Return one figure."""
        return len(self.figures.get(column, ()))

    @property
    def difference(self) -> int:
        """What is left of start and flows when the end is taken off: nothing, or the figures do not add up."""
        return sum(sign * self.count(column) for column, sign in SIGNS.items())


@dataclass(frozen=True, slots=True)
class Move:
    """How many went from one group of an axis to another."""

    axis: str
    before: str | None
    after: str | None
    regrouped: bool
    """True where another policy was adopted, and nobody moved them."""
    fallback: bool
    clients: Clients


@dataclass
class Stock:
    """Counts stock from where clients stood, and flows from what happened, each in its own way."""

    cells: dict[tuple[str | None, str | None], dict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    moves: dict[tuple[str, str | None, str | None, bool], list[str]] = field(default_factory=lambda: defaultdict(list))

    def add_spot(self, client: str, column: str, spot: Spot, axes: Iterable[str]) -> None:
        """Count a client who stands there at the start or the end."""
        self.cells[EVERYBODY, None][column].append(client)
        for axis in axes:
            self.cells[axis, spot.groups.get(axis)][column].append(client)

    def add_flow(self, flow: Flow, axes: Iterable[str]) -> None:
        """Count what happened on each axis and for everybody together."""
        if flow.seen != flow.sees:
            column = _IN.get(flow.what, CAME) if flow.sees else _OUT.get(flow.what, WENT)
            self.cells[EVERYBODY, None][column].append(flow.client)
        for axis in axes:
            self._on_axis(flow, axis)

    def _on_axis(self, flow: Flow, axis: str) -> None:
        before, after = flow.before.get(axis), flow.after.get(axis)
        moved = flow.axis == axis
        if flow.seen == flow.sees and before == after:
            return
        if flow.seen:
            column = _OUT.get(flow.what, WENT) if moved or flow.what == LEFT else WENT
            self.cells[axis, before][column].append(flow.client)
        if flow.sees:
            column = _IN.get(flow.what, CAME) if moved or flow.what in (REGISTERED, REOPENED) else CAME
            self.cells[axis, after][column].append(flow.client)
        if moved:
            self.moves[axis, before, after, flow.what == REGROUPED].append(flow.client)

    def rows(self, order: Mapping[str, tuple[str, ...]]) -> Iterator[StockRow]:
        """Yield everybody, then the groups axis by axis in their order, those without one last where there are any."""
        yield self._row(EVERYBODY, None)
        for axis, groups in order.items():
            others = {group for at, group in self.cells if at == axis and group is not None} - set(groups)
            yield from (self._row(axis, group) for group in (*groups, *sorted(others)))
            if (axis, None) in self.cells:
                yield self._row(axis, None)

    def moved(self, frameworks: Iterable[Framework]) -> Iterator[Move]:
        """Yield the moves of each axis, the most frequent first."""
        axes = {axis.id: axis for framework in frameworks for axis in framework.axes}
        for (axis, before, after, regrouped), clients in sorted(self.moves.items(), key=lambda item: -len(item[1])):
            known = axes.get(axis)
            back = known is not None and before is not None and after is not None and known.is_fallback(before, after)
            yield Move(axis, before, after, regrouped, back and not regrouped, tuple(clients))

    def _row(self, axis: str | None, group: str | None) -> StockRow:
        found = self.cells.get((axis, group), {})
        return StockRow(axis, group, {column: tuple(found.get(column, ())) for column in COLUMNS})


def differences(rows: Iterable[StockRow]) -> tuple[StockRow, ...]:
    """Return the rows that do not add up."""
    return tuple(row for row in rows if row.difference)
