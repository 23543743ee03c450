"""Checking a framework file as a whole: every problem at once, each with its line, path and what was expected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from caseload_tui.frameworks.build import build
from caseload_tui.frameworks.checks.declared import declare
from caseload_tui.frameworks.checks.known import Known
from caseload_tui.frameworks.checks.meetings import check_meetings
from caseload_tui.frameworks.checks.names import check_names
from caseload_tui.frameworks.checks.open_points import check_alternatives
from caseload_tui.frameworks.checks.references import check_references, no_such
from caseload_tui.frameworks.checks.rules import check_rules
from caseload_tui.frameworks.checks.statements import check_statements
from caseload_tui.frameworks.checks.walking import Sound
from caseload_tui.frameworks.checks.warnings import warn
from caseload_tui.frameworks.findings import Findings
from caseload_tui.frameworks.lines import LineMap
from caseload_tui.frameworks.problems import Path, Problem, Report, nearest
from caseload_tui.frameworks.reading import Unreadable, places_of, read_leniently
from caseload_tui.frameworks.readings import with_readings
from caseload_tui.frameworks.schema import HouseShape
from caseload_tui.frameworks.shape import check_shape
from caseload_tui.i18n import tr

_ADDED_BY_AN_OFFICE = ("kinds", "cadences", "instruments", "partners", "outflow_reasons")
_CHECKS = (check_names, check_references, check_rules, check_statements)


def check_text(text: str, *, name: str = "") -> Report:
    """Check the text of a framework file; the report holds the framework if nothing is wrong."""
    try:
        document, impossible = read_leniently(text)
    except Unreadable as error:
        return Report(name, problems=(Problem("", error.line, error.message),))
    return _report(document, name, LineMap(text), impossible)


def check_document(document: Mapping[str, Any], *, name: str = "") -> Report:
    """Check a document that is no longer text, such as one kept in a store: its problems have no lines."""
    return _report(document, name, None)


def check_readings(document: Mapping[str, Any], readings: Mapping[str, object]) -> tuple[Problem, ...]:
    """Check a sound document with the readings that an office chose of its open points, all of them together."""
    return find_in_readings(document, readings).problems(None, document)


def find_in_readings(document: Mapping[str, Any], readings: Mapping[str, object]) -> Findings:
    """Return what does not fit together of the readings, by its place in the document."""
    findings = Findings()
    _check(with_readings(document, readings), findings, _CHECKS)
    return findings


def check_house(document: Mapping[str, Any], house: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Check the office's own settings against the framework document they are added to."""
    return find_in_house(document, house).problems(None, _given(house))


def find_in_house(document: Mapping[str, Any], house: Mapping[str, Any]) -> Findings:
    """Return what does not fit of the office's own settings, by its place in them."""
    findings, base, merged_findings = Findings(), Findings(), Findings()
    given = _given(house)
    own = check_shape(given, findings, HouseShape)
    merged = dict(document)
    added: dict[str, int] = {}
    for key in _ADDED_BY_AN_OFFICE:
        if key in own:
            added[key] = len(document.get(key, ()))
            merged[key] = [*document.get(key, ()), *own[key]]
    if "no_show" in own:
        merged["no_show"] = own["no_show"]
    _check(document, base, (*_CHECKS, check_meetings))
    _check(merged, merged_findings, (*_CHECKS, check_meetings))
    for path, message in merged_findings:
        if (path, message) not in base.found:
            findings.add(_in_house(path, added), message)
    for kind in own.get("minutes", {}):
        _check_minutes(kind, merged, findings)
    return findings


def _given(house: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in house.items() if value is not None}


def _report(
    document: Mapping[str, Any], name: str, lines: LineMap | None, impossible: Mapping[date, str] | None = None
) -> Report:
    problems, warnings, declared = Findings(), Findings(), Findings()
    for path, stand_in in places_of(document, impossible or {}):
        problems.add(path, tr("There is no such day as {day}.", day=(impossible or {})[stand_in]))
    known = _check(document, problems, (*_CHECKS, check_meetings))
    known.damage([path for path, _ in problems])
    check_alternatives(known, problems, _check_reading)
    warn(known, warnings)
    declare(known, declared)
    found = problems.problems(lines, document)
    return Report(
        name,
        problems=found,
        warnings=warnings.problems(lines, document),
        declared=declared.problems(lines, document),
        framework=None if found else build(document),
    )


def _check(
    document: Mapping[str, Any], findings: Findings, checks: Iterable[Callable[[Known, Findings], None]]
) -> Known:
    """Check shape and whole; what is said of a table as a whole gives way to a mistake of shape inside it."""
    shape, whole = Findings(), Findings()
    known = Known(check_shape(document, shape), [path for path, _ in findings])
    known.damage([path for path, _ in shape])
    for check in checks:
        check(known, whole)
    for path, message in shape:
        findings.add(path, message)
    for path, message in whole:
        if not known.is_damaged(path):
            findings.add(path, message)
    return known


def _check_reading(document: Sound, findings: Findings) -> None:
    """Check a document with another reading; that a list elsewhere names more groups than it needs is no mistake."""
    _check(document, findings, _CHECKS)


def _in_house(path: Path, added: Mapping[str, int]) -> Path:
    first = path[0] if path else ""
    if isinstance(first, str) and first in added and len(path) > 1 and isinstance(path[1], int):
        return (first, path[1] - added[first], *path[2:])
    return path


def _check_minutes(kind: str, merged: Sound, findings: Findings) -> None:
    known = Known(merged).ids("kinds")
    if kind not in known:
        findings.add(("minutes", kind), no_such(("kinds",), kind) + nearest(kind, known))
