"""A monitor for programs: every block under its own name, with figures only; the keys are a public interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from caseload_tui.domain.monitor.cadence import HOW
from caseload_tui.domain.monitor.indicators import Goal, IndicatorRow
from caseload_tui.domain.monitor.publishing import Shown
from caseload_tui.domain.monitor.stock import CAME, COLUMNS, END, START, WENT
from caseload_tui.i18n import language
from caseload_tui.services.naming import Names

Item = dict[str, Any]


def heading_of(shown: Shown) -> Item:
    """Return what the figures are about."""
    found = shown.monitor
    return {
        "from": found.period.first,
        "to": found.period.last,
        "known_on": found.known_on,
        "municipality": found.sight.municipality,
        "consultant": found.sight.consultant,
        "groups": list(found.sight.groups),
        "target_group": next(iter(found.sight.target_groups), None),
        "suppressed": shown.suppress,
        "erased": found.erased,
    }


def lists_of(shown: Shown, names: Names) -> dict[str, list[Item]]:
    """Return each block; a count that is left out for publication is null."""
    found, count = shown.monitor, shown.count
    everybody = found.everybody
    return {
        "stock": [
            {"axis": row.axis, "group": row.group, **{column: shown.stock(row, column) for column in COLUMNS}}
            for row in found.stock
        ],
        "inflow": [{"what": what, "clients": shown.stock(everybody, what)} for what in ("registered", "reopened")],
        "moves": [
            {
                "axis": row.axis,
                "from": row.before,
                "to": row.after,
                "regrouped": row.regrouped,
                "fallback": row.fallback,
                "clients": count(len(row.clients), "moves", row.axis, row.before, row.after, row.regrouped),
            }
            for row in found.moves
        ],
        "outflow": [
            {
                "reason": row.reason,
                "name": names.reason(row.reason),
                "category": row.category,
                "clients": count(len(row.clients), "outflow", row.reason),
            }
            for row in found.outflow
        ],
        "crossings": [
            {
                "what": row.what,
                "came": count(len(row.came), "crossings", row.what, CAME),
                "went": count(len(row.went), "crossings", row.what, WENT),
            }
            for row in found.crossings
        ],
        "partial_outflow": [
            {"what": row.what, "clients": count(len(row.clients), "partial", row.what)} for row in found.partial
        ],
        **_activity(shown, names),
        "benefit_duration": [
            {"band": row.band, "clients": count(len(row.clients), "durations", row.band)} for row in found.durations
        ],
        "ages": [{"band": row.band, "clients": count(len(row.clients), "ages", row.band)} for row in found.ages],
        "target_groups": [
            {
                "target_group": row.target_group,
                "name": names.thing(row.target_group),
                START: count(len(row.start), "labels", row.target_group, START),
                END: count(len(row.end), "labels", row.target_group, END),
            }
            for row in found.labels
        ],
        "indicators": [_indicator(row, shown) for row in found.indicators],
        "figures": [
            {
                "figure": item.id,
                "name": item.name.to(language()),
                "value": item.value,
                "unit": item.unit,
                "source": item.source,
                "open": item.open,
            }
            for item in found.framework.figures
        ],
    }


def _activity(shown: Shown, names: Names) -> dict[str, list[Item]]:
    found, count = shown.monitor, shown.count
    return {
        "meetings": [
            {
                "kind": row.kind,
                "name": names.kind(row.kind),
                "held": count(len(row.clients), "held", row.kind),
                "sessions": row.sessions,
            }
            for row in found.held
        ],
        "cadence": [
            {
                "rule": row.rule.id,
                "kind": row.rule.kind,
                **{how: count(row.count(how), "cadence", row.rule.id, how) for how in HOW},
                "share": shown.in_time(row),
            }
            for row in found.cadence
        ],
        "commitments": [
            {
                "owner": row.owner,
                "kept": count(len(row.kept), "commitments", row.owner, "kept"),
                "kept_late": count(len(row.kept_late), "commitments", row.owner, "kept_late"),
                "broken": count(len(row.broken), "commitments", row.owner, "broken"),
                "overdue": count(len(row.overdue), "commitments", row.owner, "overdue"),
                "share": shown.kept(row),
            }
            for row in found.commitments
        ],
        "placements": [
            {
                "sector": row.sector,
                "full_time": count(len(row.full_time), "works", row.sector, "full_time"),
                "part_time": count(len(row.part_time), "works", row.sector, "part_time"),
            }
            for row in found.works
        ],
        "referrals": [
            {
                "partner": row.partner,
                "name": names.thing(row.partner),
                "clients": count(len(row.clients), "referrals", row.partner),
            }
            for row in found.referrals
        ],
    }


def _indicator(row: IndicatorRow, shown: Shown) -> Item:
    indicator, visible, earlier = row.indicator, shown.shows(row), shown.shows_baseline(row)
    return {
        "indicator": indicator.id,
        "name": indicator.name.to(language()),
        "formula": indicator.formula,
        "group": row.group,
        "value": row.value if visible else None,
        "from": row.origin,
        "of": row.of if visible else None,
        "parts": dict(row.parts) if visible else dict.fromkeys(row.parts),
        "unknown": list(row.lacking),
        "left_out": not visible,
        "baseline": row.baseline if earlier else None,
        "baseline_years": [
            {"year": it.year, "value": it.value if earlier else None, "from": it.origin} for it in row.years
        ],
        "targets": [_goal(goal, visible=visible and earlier) for goal in row.goals],
        "open": indicator.open,
        "source": indicator.source,
    }


def _goal(goal: Goal, *, visible: bool) -> Item:
    target = goal.target
    return {
        "value": target.value,
        "relative": target.relative,
        "group": target.group,
        "from": target.start,
        "per": target.per,
        "expected": goal.expected if visible or target.relative is None else None,
        "reached": goal.reached if visible else None,
    }


def rows_of(lists: Mapping[str, Sequence[Item]]) -> list[Item]:
    """Return the items of all blocks under each other, each with the name of its block."""
    return [{"list": name, **item} for name, items in lists.items() for item in items]
