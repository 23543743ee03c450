"""What the framework itself declares: its open points, and sizes that do not add up in the source."""

from __future__ import annotations

from typing import Any

from caseload_tui.frameworks import vocabulary
from caseload_tui.frameworks.checks.known import Known
from caseload_tui.frameworks.checks.walking import values_at
from caseload_tui.frameworks.findings import Findings
from caseload_tui.i18n import tr

_EXACT = 1e-9
"""Decimal fractions are not added exactly."""
_ROUNDING = 0.005
"""How far a share that is rounded to whole percents may be off."""


def declare(known: Known, findings: Findings) -> None:
    """Note what the source leaves open or contradicts; none of it is a mistake of the file."""
    for path, point in values_at(known.document, "open_points.*"):
        if "id" in point:
            reading, why = point.get("reading", ""), point.get("why", "")
            findings.add(
                path, tr("{point}: read as “{reading}”, because {why}", point=point["id"], reading=reading, why=why)
            )
    sizes = list(values_at(known.document, "sizes.*"))
    for path, size in sizes:
        _check_total(path, size, known, findings)
    _check_municipalities([size for _, size in sizes], [path for path, _ in sizes], known, findings)


def _check_total(path: Any, size: dict[str, Any], known: Known, findings: Findings) -> None:
    values = size.get("values", {})
    total = values.get(vocabulary.TOTAL)
    if total is None:
        return
    for axis in dict.fromkeys(known.axis_of.values()):
        groups = [group for group, its_axis in known.axis_of.items() if its_axis == axis]
        if all(group in values for group in groups):
            parts = [values[group] for group in groups]
            slack = _ROUNDING * len(parts) if size.get("unit") == "share" else _EXACT
            _compare((*path, "values", vocabulary.TOTAL), parts, total, slack, findings)


def _check_municipalities(sizes: list[dict[str, Any]], paths: list[Any], known: Known, findings: Findings) -> None:
    """Compare what a source says of each municipality with what it says of all of them together."""
    municipalities = known.document.get("municipalities", [])
    if len(municipalities) < 2:
        return
    statements: dict[tuple[Any, ...], dict[str | None, int]] = {}
    for position, size in enumerate(sizes):
        if size.get("unit") != "share":
            names = tuple(sorted(size.get("values", {})))
            key = (size.get("source"), size.get("unit"), str(size.get("as_of")), size.get("per"), names)
            statements.setdefault(key, {}).setdefault(size.get("municipality"), position)
    for stated in statements.values():
        if None in stated and all(name in stated for name in municipalities):
            whole = sizes[stated[None]]["values"]
            for name, value in whole.items():
                parts = [sizes[stated[municipality]]["values"][name] for municipality in municipalities]
                _compare((*paths[stated[None]], "values", name), parts, value, _EXACT, findings)


def _compare(path: Any, parts: list[Any], total: Any, slack: float, findings: Findings) -> None:
    low, high = sum(_end(part, 0) for part in parts), sum(_end(part, 1) for part in parts)
    if _end(total, 1) < low - slack or _end(total, 0) > high + slack:
        added = f"{low:g}" if low == high else f"{low:g}–{high:g}"
        message = tr("The source's own sum: its parts add up to {added}, not to {total}.", added=added, total=total)
        findings.add(path, message)


def _end(value: Any, which: int) -> float:
    return float(value[which]) if isinstance(value, list) else float(value)
