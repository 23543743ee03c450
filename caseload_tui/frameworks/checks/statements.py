"""Limits, shares, targets and validity: numbers and dates that cannot be."""

from __future__ import annotations

from typing import Any

from caseload_tui.domain.durations import Duration
from caseload_tui.frameworks.checks.known import Known
from caseload_tui.frameworks.checks.walking import values_at
from caseload_tui.frameworks.findings import Findings
from caseload_tui.frameworks.making import day
from caseload_tui.frameworks.problems import Path
from caseload_tui.i18n import tr

_LIMITED = ("axes.*.limits", "axes.*.groups.*.limits", "target_groups.*.limits")
_SHARES = ("outflow_share", "coverage")


def check_statements(known: Known, findings: Findings) -> None:
    """Note numbers and dates that cannot be."""
    _check_validity(known.document, findings)
    for pattern in _LIMITED:
        for path, limits in values_at(known.document, pattern):
            _check_limits(path, limits, findings)
    for path, norms in values_at(known.document, "axes.*.groups.*.norms"):
        _check_norms(path, norms, findings)
    for path, size in values_at(known.document, "sizes.*"):
        if size.get("unit") == "share":
            for name, value in size.get("values", {}).items():
                _check_share((*path, "values", name), value, findings)
    for path, figure in values_at(known.document, "figures.*"):
        if figure.get("unit") == "share" and "value" in figure:
            _check_share((*path, "value"), figure["value"], findings)
    for path, indicator in values_at(known.document, "indicators.*"):
        _check_indicator(path, indicator, findings)


def _check_validity(document: dict[str, Any], findings: Findings) -> None:
    if "valid_from" in document and "valid_until" in document:
        start, end = day(document["valid_from"]), day(document["valid_until"])
        if end < start:
            message = tr("The framework ends on {end}, before it begins on {start}.", end=end, start=start)
            findings.add(("valid_until",), message)
    if "replaces" in document and document["replaces"] == document.get("id"):
        findings.add(("replaces",), tr("A framework cannot replace itself."))


def _check_limits(path: Path, limits: dict[str, Any], findings: Findings) -> None:
    low, high = limits.get("benefit_from"), limits.get("benefit_below")
    if low and high and Duration.parse(low).nominal_days >= Duration.parse(high).nominal_days:
        _reversed((*path, "benefit_below"), low, high, findings)
    youngest, oldest = limits.get("age_from"), limits.get("age_below")
    if youngest is not None and oldest is not None and youngest >= oldest:
        _reversed((*path, "age_below"), youngest, oldest, findings)


def _reversed(path: Path, low: object, high: object, findings: Findings) -> None:
    findings.add(path, tr("Expected more than the lower limit {low}; found {high}.", low=low, high=high))


def _check_norms(path: Path, norms: list[dict[str, Any]], findings: Findings) -> None:
    seen: set[str] = set()
    for position, norm in enumerate(norms):
        start = str(norm.get("from"))
        if start in seen:
            findings.add((*path, position, "from"), tr("There is another norm from the same day."))
        seen.add(start)


def _check_share(path: Path, value: Any, findings: Findings) -> None:
    ends = value if isinstance(value, list) else [value]
    if not all(0 <= end <= 1 for end in ends):
        findings.add(path, tr("Expected a share from 0 to 1 (0.10 is 10%); found {found}.", found=value))


def _check_indicator(path: Path, indicator: dict[str, Any], findings: Findings) -> None:
    baseline = indicator.get("baseline")
    if baseline is not None and ("years" in baseline) == ("value" in baseline):
        findings.add((*path, "baseline"), tr("Expected either years or value, one of the two."))
    seen: set[tuple[object, object]] = set()
    for position, target in enumerate(indicator.get("targets", ())):
        place = (*path, "targets", position)
        given = [key for key in ("value", "range", "relative") if key in target]
        if len(given) != 1:
            findings.add(place, tr("Expected one of value, range and relative; found {n}.", n=len(given)))
        if "range" in target and not isinstance(target["range"], list):
            findings.add((*place, "range"), tr("Expected a range [from, to]; found {found}.", found=target["range"]))
        if indicator.get("formula") in _SHARES:
            for key in ("value", "range"):
                if key in target:
                    _check_share((*place, key), target[key], findings)
        which = (target.get("group", indicator.get("group")), str(target.get("from")))
        if which in seen:
            findings.add(place, tr("There is another target for the same {group} from the same day."))
        seen.add(which)
