"""What the sources of a policy state, in plain text: sizes, figures, indicators, open points, documents."""

from __future__ import annotations

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.statements import Alternative, Baseline, Indicator, OpenPoint, Size, Target
from caseload_tui.formatting import long_date, percent
from caseload_tui.frameworks.describing import Section, cited, date_words, in_unit, number_words, per_words, value_words
from caseload_tui.frameworks.vocabulary import MANUAL, TOTAL
from caseload_tui.frameworks.wording import name_in, said
from caseload_tui.i18n import tr, trn

_SHARES = ("outflow_share", "coverage")


def sizes(framework: Framework) -> Section:
    """Return what each source says about how many."""
    everywhere = tr("all together") if len(framework.municipalities) > 1 else "".join(framework.municipalities)
    rows = tuple(
        (
            _size(framework, size),
            date_words(size.as_of),
            size.municipality or everywhere,
            size.source or "",
        )
        for size in framework.sizes
    )
    columns = (tr("Stated"), tr("On"), tr("Municipality"), tr("Source"))
    return Section("sizes", tr("Sizes as stated"), columns, rows)


def _size(framework: Framework, size: Size) -> str:
    parts = ", ".join(
        f"{tr('total') if name == TOTAL else name_in(framework, name)} "
        f"{value_words(value, 'share') if size.unit == 'share' else number_words(value)}"
        for name, value in size.values.items()
    )
    amount = parts if size.unit == "share" else in_unit(parts, size.unit)
    if len(size.values) == 1:
        (name, value) = next(iter(size.values.items()))
        amount = value_words(value, size.unit)
        if name != TOTAL:
            amount = f"{name_in(framework, name)} {amount}"
    return (tr("about") + " " if size.circa else "") + amount + per_words(size.per)


def figures(framework: Framework) -> Section:
    """Return other stated numbers."""
    rows = tuple(
        (said(figure.name), value_words(figure.value, figure.unit), figure.source or "") for figure in framework.figures
    )
    return Section("figures", tr("Figures as stated"), (tr("Name"), tr("Stated"), tr("Source")), rows)


def indicators(framework: Framework) -> Section:
    """Return the figures that the policy steers by: how they are counted, and their targets."""
    rows = tuple(
        (
            said(it.name),
            _formula(it),
            ", ".join(counted_words(what) for what in it.counts),
            name_in(framework, it.group) if it.group else "",
            _baseline(it, it.baseline) if it.baseline else "",
            "; ".join(_target(framework, it, target) for target in it.targets),
            cited(framework, it.source, "indicators", it.id),
        )
        for it in framework.indicators
    )
    columns = (tr("Name"), tr("Formula"), tr("Counts"), tr("Of"), tr("Baseline"), tr("Target"), tr("Source"))
    return Section("indicators", tr("Indicators"), columns, rows, blocks=True)


def _formula(indicator: Indicator) -> str:
    formulas = {
        "count": tr("how many of these"),
        "outflow_share": tr("the share of {clients} who leave this way"),
        "coverage": tr("the share of {clients} with one of these"),
        "entered": tr("typed in"),
    }
    return formulas[indicator.formula]


def counted_words(what: str) -> str:
    """Return what an indicator counts, in words."""
    words = {
        "work_full": tr("to full work"),
        "work_part": tr("to part-time work"),
        "hours_increase": tr("more hours of work"),
        "education": tr("to education"),
        "other_income": tr("to other income"),
        "referral": tr("referral"),
        "participation": tr("participation"),
        "prevented_inflow": tr("benefit prevented"),
        "volunteering": tr("volunteering"),
    }
    if what.startswith(MANUAL):
        return tr("{what} (by hand)", what=what.removeprefix(MANUAL))
    return words[what]


def _baseline(indicator: Indicator, baseline: Baseline) -> str:
    if baseline.value is not None:
        return _amount(indicator, baseline.value)
    years = trn("the mean of {n} year", "the mean of {n} years", baseline.years or 0) if baseline.years else ""
    return years + (", " + tr("the year of the report included") if baseline.includes_report_year else "")


def _target(framework: Framework, indicator: Indicator, target: Target) -> str:
    stated = ""
    if target.relative is not None:
        change = percent(abs(target.relative))
        more = target.relative >= 0
        stated = tr("{share} above the baseline", share=change) if more else tr("{share} below", share=change)
    elif target.value is not None:
        stated = _amount(indicator, target.value)
    of_group = f"{name_in(framework, target.group)} " if target.group else ""
    start = " " + tr("from {day}", day=long_date(target.start)) if target.start else ""
    return of_group + stated + per_words(target.per) + start


def _amount(indicator: Indicator, value: float | tuple[float, float]) -> str:
    """Return a stated number of an indicator; one between 0 and 1 that is typed in can only be a share."""
    ends = value if isinstance(value, tuple) else (value,)
    is_share = indicator.formula in _SHARES or (indicator.formula == "entered" and all(0 < end < 1 for end in ends))
    return value_words(value, "share" if is_share else None)


def open_points(framework: Framework) -> Section:
    """Return what the sources leave open, how it is read here and why."""
    rows = tuple(_open_point(point) for point in framework.open_points)
    columns = (
        tr("Id"),
        tr("The sources say"),
        tr("Read as"),
        tr("Because"),
        tr("Other readings"),
        tr("The office's own reading"),
    )
    return Section("open_points", tr("Open points"), columns, rows, blocks=True)


def _open_point(point: OpenPoint) -> tuple[str, ...]:
    quotes = "; ".join(f"“{saying.quote}” ({saying.source})" for saying in point.says)
    others = "; ".join(map(alternative_words, point.alternatives))
    own = "; ".join(map(alternative_words, point.chosen))
    return (point.id, quotes, point.reading, point.why, others, own)


def alternative_words(other: Alternative) -> str:
    """Return what another reading changes: its paths and their value."""
    return f"{', '.join(other.set)} = {plain_value(other.to)}"


def plain_value(value: object) -> str:
    """Return a value of the file in plain text."""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, list | tuple):
        return ", ".join(plain_value(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {plain_value(item)}" for key, item in value.items())
    return str(value)


def sources(framework: Framework) -> Section:
    """Return the documents that are quoted."""
    rows = tuple((source.id, source.title, date_words(source.date), source.file or "") for source in framework.sources)
    return Section("sources", tr("Sources"), (tr("Id"), tr("Title"), tr("Date"), tr("File")), rows)
