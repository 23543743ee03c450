"""Which of several statements of a source holds on a day: sizes, targets and norms, each with its own date.

A dated statement holds from its day on, until a later one of the same sort; where none is dated, all hold. Sizes of
which the policy declares that they contradict each other (one open point) stand beside each other all the same.
Statements that hold together stand side by side, in the order of the file: none is corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from caseload_tui.domain.framework import Axis, Framework, Group
from caseload_tui.domain.statements import Indicator, Size, Target, Value

PERSON, FTE = "person", "fte"
TOTAL = "total"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one statement says about one group, target group or the total."""

    value: Value
    unit: str | None
    source: str
    as_of: date | None
    circa: bool
    municipality: str | None
    open: str | None


@dataclass(frozen=True, slots=True)
class StatedGroup:
    """What the sources state about a group: persons and staffing that hold on a day; empty where they are silent."""

    group: str
    sizes: tuple[Statement, ...]
    fte: tuple[Statement, ...]
    per_municipality: tuple[Statement, ...]

    @property
    def size(self) -> Value | None:
        """The stated size; the first of the file where several hold."""
        return self.sizes[0].value if self.sizes else None

    @property
    def staffing(self) -> Value | None:
        """The stated fte; the first of the file where several hold."""
        return self.fte[0].value if self.fte else None


def holding(statements: Iterable[T], day: date, since: Callable[[T], date | None]) -> tuple[T, ...]:
    """Return the statements that hold on the day: the latest dated ones, else those without a date."""
    known = tuple(statements)
    dates = [start for item in known if (start := since(item)) is not None and start <= day]
    latest = max(dates, default=None)
    return tuple(item for item in known if since(item) == latest)


def _sizes_holding(sizes: Iterable[Size], day: date) -> tuple[Size, ...]:
    """Return the sizes that hold on the day, and those without a day that contradict them in one open point."""
    known = tuple(sizes)
    held = holding(known, day, lambda size: size.as_of)
    contradicted = {size.open for size in held if size.open is not None}
    return tuple(size for size in known if size in held or (size.as_of is None and size.open in contradicted))


def stated(
    framework: Framework, name: str, day: date, *, unit: str, municipality: str | None = None
) -> tuple[Statement, ...]:
    """Return the statements about a group, target group or `total` that hold on a day; what is a flow per year is not.

    A statement without a unit counts persons.
    """
    about = (
        size
        for size in framework.sizes
        if name in size.values
        and (size.unit or PERSON) == unit
        and size.municipality == municipality
        and size.per is None
    )
    return tuple(_statement(size, name) for size in _sizes_holding(about, day))


def stated_groups(framework: Framework, day: date, municipality: str | None = None) -> dict[str, StatedGroup]:
    """Return what the sources state about every group, of one municipality or all together, by its id."""
    return {
        group: StatedGroup(
            group=group,
            sizes=stated(framework, group, day, unit=PERSON, municipality=municipality),
            fte=stated(framework, group, day, unit=FTE, municipality=municipality),
            per_municipality=tuple(
                said
                for name in (framework.municipalities if municipality is None else ())
                for said in stated(framework, group, day, unit=PERSON, municipality=name)
            ),
        )
        for group in framework.groups_by_id
    }


def stated_totals(framework: Framework, day: date, municipality: str | None = None) -> dict[str, StatedGroup]:
    """Return the totals that the sources state together with the groups of each axis, by the axis's id."""
    totals = {}
    for axis in framework.axes:
        about = {group.id for group in axis.groups}
        own = replace(framework, sizes=tuple(size for size in framework.sizes if about & set(size.values)))
        sizes, fte = (stated(own, TOTAL, day, unit=unit, municipality=municipality) for unit in (PERSON, FTE))
        totals[axis.id] = StatedGroup(TOTAL, sizes, fte, ())
    return totals


def targets_on(indicator: Indicator, day: date) -> tuple[Target, ...]:
    """Return the targets of an indicator that hold on a day: for each group, and for all together, its own latest."""
    groups = dict.fromkeys(target.group for target in indicator.targets)
    return tuple(
        target
        for group in groups
        for target in holding((item for item in indicator.targets if item.group == group), day, lambda item: item.start)
    )


def framework_on(framework: Framework, day: date) -> Framework:
    """Return the framework with the norms that hold on a day."""
    if not any(group.norms for group in framework.groups_by_id.values()):
        return framework
    return replace(framework, axes=tuple(_axis_on(axis, day) for axis in framework.axes))


def _axis_on(axis: Axis, day: date) -> Axis:
    return replace(axis, groups=tuple(_group_on(group, day) for group in axis.groups))


def _group_on(group: Group, day: date) -> Group:
    """Return the group with the norm that holds; before the first dated one, with the norm that has no date."""
    dated = [norm for norm in group.norms if norm.start <= day]
    norm = max(dated, key=lambda item: item.start, default=None)
    if norm is None:
        return group
    cap = norm.cap if norm.cap is not None else group.cap
    return replace(group, clients_per_fte=norm.clients_per_fte, cap=cap)


def _statement(size: Size, name: str) -> Statement:
    return Statement(
        value=size.values[name],
        unit=size.unit,
        source=size.source,
        as_of=size.as_of,
        circa=size.circa,
        municipality=size.municipality,
        open=size.open,
    )
