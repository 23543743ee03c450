"""An office whose clients are counted: exactly so many in each group of each municipality, as a source's tables say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from caseload_tui.domain.framework import Framework
from caseload_tui.errors import Refused, WrongUse
from caseload_tui.frameworks.problems import nearest
from caseload_tui.i18n import tr
from caseload_tui.seeding.dice import Dice
from caseload_tui.seeding.scenario import Count, Scenario

_STREAM = 3


@dataclass(frozen=True, slots=True)
class Counted:
    """Where one client is counted: the municipality, and the group on each counted axis."""

    municipality: str | None
    groups: Mapping[str, str]


def counted_clients(scenario: Scenario, framework: Framework, clients: int) -> dict[int, Counted]:
    """Return where each client is counted, by number; nothing for an office that is left to chance.

    Tables of one municipality are lined up in the order of their rows, so that rows at the same height go together.
    """
    if not scenario.counts:
        return {}
    _refuse_unfit(scenario.counts, framework)
    everybody = [client for tables in _by_municipality(scenario.counts) for client in _lined_up(tables)]
    if clients != len(everybody):
        raise WrongUse(
            tr("This scenario counts exactly {n} {clients}.", n=len(everybody)), tr("Leave out how many there are.")
        )
    dice = Dice(scenario.seed, _STREAM)
    drawn = sorted(everybody, key=lambda _: dice.share())
    return dict(enumerate(drawn, 1))


def _by_municipality(counts: Iterable[Count]) -> Iterator[list[Count]]:
    tables: dict[str | None, list[Count]] = {}
    for table in counts:
        tables.setdefault(table.municipality, []).append(table)
    yield from tables.values()


def _lined_up(tables: list[Count]) -> Iterator[Counted]:
    """Yield the clients of one municipality; its tables must add up to the same number."""
    rows = [[(table.axis, group) for group, count in table.groups.items() for _ in range(count)] for table in tables]
    totals = {table.axis: len(row) for table, row in zip(tables, rows, strict=True)}
    if len(set(totals.values())) > 1 or len(totals) < len(tables):
        said = ", ".join(f"{axis} {total}" for axis, total in totals.items())
        raise Refused(
            tr("The scenario cannot be read."),
            tr("counts: the tables of one municipality must add up to the same ({totals}).", totals=said),
        )
    for groups in zip(*rows, strict=True):
        yield Counted(tables[0].municipality, dict(groups))


def _refuse_unfit(counts: Iterable[Count], framework: Framework) -> None:
    """Refuse counts of what the policy does not know."""
    for place, table in enumerate(counts):
        axis = framework.axes_by_id.get(table.axis)
        groups = [group.id for group in axis.groups] if axis is not None else []
        unknown = [
            *_unknown(f"counts[{place}].axis", [table.axis], framework.axes_by_id),
            *_unknown(f"counts[{place}].groups", table.groups, groups),
            *_unknown(f"counts[{place}].municipality", filter(None, [table.municipality]), framework.municipalities),
        ]
        if unknown:
            raise Refused(tr("The scenario does not fit the policy “{name}”.", name=framework.id), unknown[0])


def _unknown(path: str, names: Iterable[str], known: Iterable[str]) -> list[str]:
    there = list(known)
    return [
        (tr("{path}: the policy has no “{found}”.", path=path, found=name) + nearest(name, there)).strip()
        for name in names
        if name not in there
    ]
