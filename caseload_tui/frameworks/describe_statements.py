"""What the sources of a policy state, as rows of plain text: sizes, figures, indicators, open points, documents."""

from __future__ import annotations

from datetime import date

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.statements import Size, Target, Value
from caseload_tui.formatting import long_date
from caseload_tui.frameworks.vocabulary import TOTAL
from caseload_tui.frameworks.wording import name_in, said
from caseload_tui.i18n import tr

Rows = tuple[tuple[str, ...], ...]
Table = tuple[str, str, tuple[str, ...], Rows]
_PERCENT = 100


def sizes(framework: Framework) -> Table:
    """Return what each source says about how many."""
    rows = tuple((size.source or "", size.municipality or "", _size(framework, size)) for size in framework.sizes)
    return "sizes", tr("Sizes as stated"), (tr("Source"), tr("Municipality"), tr("Stated")), rows


def figures(framework: Framework) -> Table:
    """Return other stated numbers."""
    rows = tuple(
        (said(figure.name), value_words(figure.value, figure.unit), figure.source or "") for figure in framework.figures
    )
    return "figures", tr("Figures as stated"), (tr("Name"), tr("Stated"), tr("Source")), rows


def indicators(framework: Framework) -> Table:
    """Return the figures that the policy steers by, with their targets."""
    rows = tuple(
        (said(it.name), "; ".join(_target(framework, target) for target in it.targets), it.source or "")
        for it in framework.indicators
    )
    return "indicators", tr("Indicators"), (tr("Name"), tr("Target"), tr("Source")), rows


def open_points(framework: Framework) -> Table:
    """Return what the sources leave open, how it is read here and why."""
    rows = tuple(
        (
            point.id,
            " / ".join(f"“{saying.quote}” ({saying.source})" for saying in point.says),
            point.reading,
            point.why,
            "; ".join(f"{other.set} = {other.to}" for other in point.alternatives),
        )
        for point in framework.open_points
    )
    columns = (tr("Id"), tr("The sources say"), tr("Read as"), tr("Because"), tr("Other readings"))
    return "open_points", tr("Open points"), columns, rows


def sources(framework: Framework) -> Table:
    """Return the documents that are quoted."""
    rows = tuple((source.id, source.title, _date(source.date)) for source in framework.sources)
    return "sources", tr("Sources"), (tr("Id"), tr("Title"), tr("Date")), rows


def value_words(value: Value, unit: str | None = None) -> str:
    """Return a stated number or range; a share as a percentage."""
    if unit == "share":
        scaled = tuple(end * _PERCENT for end in value) if isinstance(value, tuple) else value * _PERCENT
        return _number(scaled) + "%"
    return _number(value) + (f" {unit}" if unit else "")


def _number(value: float | tuple[float, ...]) -> str:
    if isinstance(value, tuple):
        return "–".join(_number(end) for end in value)
    return str(value) if isinstance(value, int) else f"{value:.10g}"


def _size(framework: Framework, size: Size) -> str:
    parts = (
        f"{tr('total') if name == TOTAL else name_in(framework, name)} "
        f"{value_words(value, size.unit if size.unit == 'share' else None)}"
        for name, value in size.values.items()
    )
    about = tr("about") + " " if size.circa else ""
    return about + ", ".join(parts)


def _target(framework: Framework, target: Target) -> str:
    if target.relative is not None:
        said_target = f"{target.relative * _PERCENT:+g}%"
    else:
        said_target = _number(target.value) if target.value is not None else ""
    of_group = f"{name_in(framework, target.group)} " if target.group else ""
    start = " " + tr("from {day}", day=long_date(target.start)) if target.start else ""
    return of_group + said_target + start


def _date(when: date | str | None) -> str:
    return long_date(when) if isinstance(when, date) else when or ""
