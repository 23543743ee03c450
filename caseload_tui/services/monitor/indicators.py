"""The indicators of a policy in words: value, target and baseline, with what is unknown called so."""

from __future__ import annotations

from collections.abc import Iterator

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.monitor.indicators import FACTS, STATED, TYPED, Goal, IndicatorRow, YearFigure
from caseload_tui.domain.monitor.measuring import COUNT, COVERAGE, OUTFLOW_SHARE
from caseload_tui.domain.monitor.publishing import Shown
from caseload_tui.domain.statements import Value
from caseload_tui.formatting import long_date, number, percent
from caseload_tui.frameworks.describe_statements import counted_words
from caseload_tui.frameworks.describing import number_words, per_words, value_words
from caseload_tui.i18n import language, tr
from caseload_tui.papers.figures import Block, Row
from caseload_tui.services.naming import Names

_SHARES = (OUTFLOW_SHARE, COVERAGE)


def indicator_block(shown: Shown, names: Names) -> Block:
    """Return the indicators, each with its targets."""
    rows = []
    for row in shown.monitor.indicators:
        name = row.indicator.name.to(language())
        if row.group is not None:
            name += f": {group_name(row.group, names)}"
        words = Words(row, shown)
        cells = (name, words.value(), words.targets(), words.reached(), words.remark())
        rows.append(Row(cells, behind=((name, row.clients),) if row.clients else (), about=row.indicator.id))
    columns = (tr("indicator"), tr("in the period"), tr("target"), tr("reached"), tr("remark"))
    note = "" if shown.monitor.sight.whole else tr("Targets are about all {clients}, so none stands here.")
    return Block("indicators", tr("Indicators and targets"), columns, tuple(rows), note)


def group_name(group: str, names: Names) -> str:
    """Return the name of a group or target group."""
    return names.thing(group) if group in names.framework.target_groups_by_id else names.group(group)


def stated_block(framework: Framework) -> Block:
    """Return the other numbers that the policy states; nothing is counted with them."""
    rows = tuple(
        Row((item.name.to(language()), value_words(item.value, item.unit), item.source or ""))
        for item in framework.figures
    )
    note = tr("As printed in the policy; nothing is counted with them.")
    return Block("stated", tr("Figures as stated"), (tr("name"), tr("stated"), tr("source")), rows, note)


class Words:
    """Puts one indicator into words."""

    def __init__(self, row: IndicatorRow, shown: Shown) -> None:
        self._row, self._visible, self._earlier = row, shown.shows(row), shown.shows_baseline(row)
        self._is_share = row.indicator.formula in _SHARES

    def value(self) -> str:
        """Return the value, with a question mark where a part of it is unknown."""
        if not self._visible:
            return "\N{MULTIPLICATION SIGN}"
        if self._row.value is None:
            return tr("unknown")
        text = self._amount(self._row.value)
        if self._row.of is not None:
            text += " " + tr("of {n}", n=number(self._row.of))
        return text + (" + ?" if self._row.lacking else "")

    def targets(self) -> str:
        """Return the targets as the policy states them, and what they come to in this period."""
        return "; ".join(map(self._target, self._row.goals))

    def reached(self) -> str:
        """Return whether each target was reached."""
        if not self._row.goals or not self._visible:
            return ""
        answers = {True: tr("yes"), False: tr("no"), None: tr("unknown")}
        return "; ".join(answers[goal.reached] for goal in self._row.goals)

    def remark(self) -> str:
        """Return what is unknown, from where the figures are, and on which open point they hang."""
        return "; ".join(self._remarks())

    def _remarks(self) -> Iterator[str]:
        row = self._row
        if row.lacking:
            yield tr("not typed in: {what}", what=", ".join(map(counted_words, row.lacking)))
        if row.origin == TYPED:
            yield tr("typed in")
        if row.baseline is not None and not row.years:
            yield tr("reference: {value}", value=self._amount(row.baseline))
        if row.years and self._earlier and row.baseline is not None:
            years = ", ".join(self._year(item, item.value) for item in row.years if item.value is not None)
            yield tr("mean {mean} of {years}", mean=self._amount(row.baseline), years=years)
        elif row.years and self._earlier:
            years = ", ".join(str(item.year) for item in row.years if item.value is None)
            yield tr("mean unknown: no figure of {years}", years=years)
        if row.indicator.open is not None:
            yield tr("open point: {point}", point=row.indicator.open)

    def _year(self, year: YearFigure, value: Value) -> str:
        origin = {FACTS: "", TYPED: tr("typed in"), STATED: tr("stated")}.get(year.origin or "", "")
        return f"{year.year} {self._amount(value)}" + (f" ({origin})" if origin else "")

    def _target(self, goal: Goal) -> str:
        target = goal.target
        if target.relative is not None:
            share = percent(abs(target.relative))
            above = target.relative >= 0
            said = tr("{share} above the baseline", share=share) if above else tr("{share} below", share=share)
        else:
            said = self._amount(target.value) if target.value is not None else ""
        said += per_words(target.per)
        if target.start is not None:
            said += " " + tr("from {day}", day=long_date(target.start))
        expected = goal.expected if self._earlier or target.relative is None else None
        if expected is not None and expected != target.value:
            said += f" \N{RIGHTWARDS ARROW} {self._amount(expected)}"
        return said

    def _amount(self, value: Value) -> str:
        if isinstance(value, tuple):
            return "\N{EN DASH}".join(self._amount(end) for end in value)
        if self._is_share:
            return percent(value, 1 if round(value * 1000) % 10 else 0)
        if self._row.indicator.formula == COUNT:
            return number(value, 0 if float(value).is_integer() else 1)
        return value_words(value, "share") if 0 < value < 1 else number_words(value)
