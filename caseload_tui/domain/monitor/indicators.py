"""The figures that a policy steers by, each by its own formula, with its targets; what nobody knows stays unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.monitor.measuring import COUNT, ENTERED, OUTFLOW_SHARE
from caseload_tui.domain.monitor.period import Period
from caseload_tui.domain.monitor.stock import Clients
from caseload_tui.domain.stated import targets_on
from caseload_tui.domain.statements import Indicator, Target, Value

FACTS, TYPED, STATED = "facts", "entered", "stated"
YEARLY = "year"
_NEARLY = 1e-9
"""Less than any figure differs: what is reckoned with may be a hair above what it comes to."""


@dataclass(frozen=True, slots=True)
class YearFigure:
    """What an indicator was in a year, and who says so; None where nobody does."""

    year: int
    value: float | None
    origin: str | None
    """`facts`, `entered` or `stated`."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A target, what it comes to in this period, and whether it was reached; None where that is unknown."""

    target: Target
    expected: Value | None
    reached: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRow:
    """One indicator in the period, of all or of one group or target group."""

    indicator: Indicator
    group: str | None
    value: float | None
    """None where it is unknown; with `lacking`, the part that is known."""
    origin: str | None
    of: int | None
    """The clients of which it is a share."""
    parts: Mapping[str, float | None]
    lacking: tuple[str, ...]
    """What it counts that nobody typed in."""
    baseline: float | None
    years: tuple[YearFigure, ...]
    """The years of which the baseline is the mean."""
    goals: tuple[Goal, ...]
    clients: Clients
    """Those behind the figure, as far as facts tell."""


def rows_wanted(indicator: Indicator, day: date) -> tuple[str | None, ...]:
    """Return the groups and target groups for which an indicator is shown on a day; None is all together."""
    groups = [target.group or indicator.group for target in targets_on(indicator, day)]
    return tuple(dict.fromkeys(groups)) or (indicator.group,)


def baseline_years(indicator: Indicator, period: Period) -> tuple[int, ...]:
    """Return the years of which an indicator's baseline is the mean; the year of a report is that of its last day."""
    baseline = indicator.baseline
    if baseline is None or baseline.years is None:
        return ()
    last = period.last.year if baseline.includes_report_year else period.last.year - 1
    return tuple(range(last - baseline.years + 1, last + 1))


def is_flow(indicator: Indicator) -> bool:
    """Tell whether a part of a year gives a part of the figure; of one that is typed in its yearly target says so."""
    yearly = any(target.per == YEARLY for target in indicator.targets)
    return indicator.formula in (COUNT, OUTFLOW_SHARE) or (indicator.formula == ENTERED and yearly)


def expected_of(indicator: Indicator, target: Target, period: Period, baseline: float | None) -> Value | None:
    """Return what the target comes to: a yearly one, and a share of a yearly baseline, by the part of a year."""
    flows = is_flow(indicator)
    if target.relative is not None:
        if baseline is None:
            return None
        yearly = indicator.baseline is not None and indicator.baseline.years is not None
        return baseline * (1 + target.relative) * (float(period.years) if flows and yearly else 1)
    part = float(period.years) if flows and target.per == YEARLY else 1
    if target.value is None:
        return None
    if isinstance(target.value, tuple):
        return target.value[0] * part, target.value[1] * part
    return target.value * part


def reached(value: float | None, expected: Value | None, *, complete: bool) -> bool | None:
    """Tell whether a value comes up to what is expected, of a range its lower end; an incomplete one may yet do so."""
    if value is None or expected is None:
        return None
    low = expected[0] if isinstance(expected, tuple) else expected
    return True if value >= low - _NEARLY else False if complete else None
