"""Working out an indicator: from what was measured, what was typed in and what the policy states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.monitor.entered import Entered, added_up, latest
from caseload_tui.domain.monitor.indicators import (
    FACTS,
    STATED,
    TYPED,
    Goal,
    IndicatorRow,
    YearFigure,
    baseline_years,
    expected_of,
    is_flow,
    reached,
)
from caseload_tui.domain.monitor.measuring import (
    COUNT,
    COVERAGE,
    ENTERED,
    OUTFLOW_SHARE,
    Measure,
    Measured,
    counted_by_hand,
)
from caseload_tui.domain.monitor.period import Period, year
from caseload_tui.domain.monitor.sight import Sight
from caseload_tui.domain.stated import targets_on
from caseload_tui.domain.statements import Indicator


@dataclass(frozen=True)
class Ledger:
    """Where figures come from: what was measured, what was typed in, what the policy states."""

    framework: Framework
    measured: Mapping[Measure, Measured]
    entered: tuple[Entered, ...]
    recorded_since: date
    """The first day of which the office's own facts tell everything."""
    today: date
    period: Period
    asked_for: Period
    """The same period with the days that are still to come: figures may be typed in for all of it."""
    sight: Sight
    """Whom it is about: targets are about everybody only."""

    def row(self, indicator: Indicator, group: str | None, period: Period) -> IndicatorRow:
        """Return an indicator with everything that there is to say of it."""
        measured = self.measured.get(Measure(indicator, group, period), Measured())
        value, origin, parts = self._value(indicator, group, period, measured)
        lacking = tuple(what for what, known in parts.items() if known is None) if origin != TYPED else ()
        years, baseline = self._baseline(indicator, group, period)
        share = indicator.formula in (OUTFLOW_SHARE, COVERAGE)
        return IndicatorRow(
            indicator=indicator,
            group=group,
            value=value,
            origin=origin,
            of=len(measured.present) if share else None,
            parts=parts,
            lacking=lacking,
            baseline=baseline,
            years=years,
            goals=tuple(self._goals(indicator, group, period, value, baseline, complete=not lacking)),
            clients=measured.clients(indicator.formula),
        )

    def _value(
        self, indicator: Indicator, group: str | None, period: Period, measured: Measured
    ) -> tuple[float | None, str | None, dict[str, float | None]]:
        """Return the figure, who says so, and the parts that it is made of."""
        typed = self._typed_in(indicator, None, group, period)
        parts = {} if indicator.formula == ENTERED else self._parts(indicator, group, period, measured)
        unknown = [what for what, known in parts.items() if known is None]
        if typed is not None and (indicator.formula == ENTERED or unknown):
            return typed, TYPED, parts
        if indicator.formula == ENTERED or (parts and len(unknown) == len(parts)):
            return None, None, parts
        value = self._reckoned(indicator, measured, parts)
        return value, FACTS if value is not None else None, parts

    def _parts(
        self, indicator: Indicator, group: str | None, period: Period, measured: Measured
    ) -> dict[str, float | None]:
        by_hand = counted_by_hand(indicator)
        return {
            what: self._typed_in(indicator, what, group, period)
            if what in by_hand
            else float(len(measured.parts.get(what, ())))
            for what in indicator.counts
        }

    def _typed_in(self, indicator: Indicator, counts: str | None, group: str | None, period: Period) -> float | None:
        """Return what was typed for the period, be it for all of its days or for those that were.

        Numbers of what happens are added up; of a share, and of how something stands, the last one is taken.
        """
        about = self.sight.named(group)
        if about is None:
            return None
        find = added_up if is_flow(indicator) and indicator.formula != OUTFLOW_SHARE else latest
        key = (indicator.id, counts, *about)
        typed = [item for item in self.entered if (item.indicator, item.counts, item.municipality, item.group) == key]
        spans = (self.asked_for, period) if period == self.period else (period,)
        return next((found for span in spans if (found := find(typed, span)) is not None), None)

    def _reckoned(self, indicator: Indicator, measured: Measured, parts: Mapping[str, float | None]) -> float | None:
        if indicator.formula == COUNT:
            return sum(known for known in parts.values() if known is not None)
        if not measured.present:
            return None
        if indicator.formula == OUTFLOW_SHARE:
            return len(measured.gone) / len(measured.present)
        typed = sum(parts[what] or 0 for what in counted_by_hand(indicator))
        return (len(measured.having) + typed) / len(measured.present)

    def _baseline(
        self, indicator: Indicator, group: str | None, period: Period
    ) -> tuple[tuple[YearFigure, ...], float | None]:
        """Return the mean of the years, unknown where one of them is; or the stated value."""
        if indicator.baseline is None or indicator.baseline.years is None:
            return (), indicator.baseline.value if indicator.baseline is not None else None
        years = tuple(self._year(indicator, group, number) for number in baseline_years(indicator, period))
        values = [item.value for item in years if item.value is not None]
        return years, sum(values) / len(values) if len(values) == len(years) else None

    def _year(self, indicator: Indicator, group: str | None, number: int) -> YearFigure:
        """Return a year's figure: from facts where they tell the whole year, else as typed in or stated."""
        span = year(number)
        if self.recorded_since <= span.first and span.last <= self.today:
            measured = self.measured.get(Measure(indicator, group, span), Measured())
            value, origin, parts = self._value(indicator, group, span, measured)
            if value is not None and (origin == TYPED or None not in parts.values()):
                return YearFigure(number, value, origin)
        typed = self._typed_in(indicator, None, group, span)
        if typed is not None:
            return YearFigure(number, typed, TYPED)
        figures = {figure.id: figure.value for figure in self.framework.figures}
        said = figures.get(f"{indicator.id}-{number}") if group is None and self.sight.whole else None
        return YearFigure(number, said, STATED) if isinstance(said, int | float) else YearFigure(number, None, None)

    def _goals(
        self,
        indicator: Indicator,
        group: str | None,
        period: Period,
        value: float | None,
        baseline: float | None,
        *,
        complete: bool,
    ) -> Iterable[Goal]:
        if not self.sight.whole:
            return
        for target in targets_on(indicator, period.last):
            if (target.group or indicator.group) == group:
                expected = expected_of(indicator, target, period, baseline)
                yield Goal(target, expected, reached(value, expected, complete=complete))
