"""What the sources of a document state: sizes, figures, indicators and open points."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from caseload_tui.domain.statements import (
    Alternative,
    Baseline,
    Figure,
    Indicator,
    OpenPoint,
    Saying,
    Size,
    Source,
    Target,
)
from caseload_tui.frameworks.making import Table, day, each, make, plain, text, value
from caseload_tui.frameworks.readings import paths_of


def source(table: Table) -> Source:
    """Make a source; its date may be a day, or a month or year in text."""
    return make(Source, table, date=_day_or_text)


def size(table: Table) -> Size:
    """Make one statement about how many."""
    return make(Size, table, as_of=day, values=lambda values: {key: value(said) for key, said in values.items()})


def figure(table: Table) -> Figure:
    """Make another stated number."""
    return make(Figure, table, name=text, value=value)


def indicator(table: Table) -> Indicator:
    """Make a figure that the policy steers by."""
    return make(Indicator, table, name=text, baseline=_baseline, targets=each(_target))


def open_point(table: Table, chosen: Iterable[Table] = ()) -> OpenPoint:
    """Make an unknown or contradiction of the source, with the alternatives that the office chose of it."""
    given = {**table, "chosen": chosen}
    return make(OpenPoint, given, says=each(_saying), alternatives=each(_alternative), chosen=each(_alternative))


def _baseline(table: Table) -> Baseline:
    return make(Baseline, table)


def _target(table: Table) -> Target:
    names = {"range": "value", "from": "start"}
    return make(Target, {names.get(key, key): said for key, said in table.items()}, value=value, start=day)


def _saying(table: Table) -> Saying:
    return make(Saying, table)


def _alternative(table: Table) -> Alternative:
    return make(Alternative, {**table, "set": paths_of(table)}, to=plain)


def _day_or_text(written: date | str) -> date | str:
    if isinstance(written, date):
        return written
    try:
        return date.fromisoformat(written)
    except ValueError:
        return written
