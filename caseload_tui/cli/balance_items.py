"""The team's figures as plain values, under the names that programs know them by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caseload_tui.cli.output import Item
from caseload_tui.cli.stating import stated_item
from caseload_tui.domain.agenda import WeekAhead
from caseload_tui.domain.balance import Balance, ConsultantLoad, GroupLoad, PlaceLoad, RoleLoad
from caseload_tui.domain.formation import Formation, GroupNeed, Scenario
from caseload_tui.domain.stated import StatedGroup


def balance_lists(balance: Balance, stated: Mapping[str, StatedGroup]) -> dict[str, Any]:
    """Return the team's figures in their lists, with what the sources state beside the groups."""
    return {
        "groups": [_group_load(row) | stated_item(stated[row.group]) for row in balance.groups],
        "consultants": [_consultant_load(row) for row in balance.consultants],
        "municipalities": [_place_load(row) for row in balance.places],
        "roles": [_role_load(row) for row in balance.roles],
        "totals": {
            **({"municipality": balance.municipality} if balance.municipality is not None else {}),
            "clients": balance.clients,
            "fte_needed": balance.needed,
            "fte_available": balance.available,
            "model": balance.model,
            "utilisation": balance.used,
            "unknown_load": balance.unknown,
            "fte_exempt": balance.exempt,
            "hours_needed": balance.hours,
            "hours_available": balance.hours_available,
            "hours_per_fte": balance.hours_per_fte,
            "fte_needed_by_hours": balance.needed_by_hours,
        },
    }


def scenario_item(scenario: Scenario, today: Formation, then: Formation) -> Item:
    """Return the formation as it is and as it would be."""
    return {
        "grow": dict(scenario.grow),
        "without": list(scenario.without),
        "unled": then.unled,
        "present": _formation(today),
        "then": _formation(then),
    }


def _formation(found: Formation) -> Item:
    return {
        "clients": found.clients,
        "fte_needed": found.needed,
        "fte_available": found.available,
        "fte_short": found.short,
        "utilisation": found.used,
        "unknown_load": found.unknown,
        "hours_needed": found.hours,
        "hours_available": found.hours_available,
        "utilisation_by_hours": found.used_by_hours,
        "model": found.model,
        "groups": [_group_need(row) for row in found.groups],
    }


def _group_need(row: GroupNeed) -> Item:
    return {
        "axis": row.axis,
        "group": row.group,
        "clients": row.clients,
        "clients_per_fte": row.clients_per_fte,
        "fte_needed": row.needed,
        "hours_needed": row.hours,
    }


def _group_load(row: GroupLoad) -> dict[str, Any]:
    return {
        "axis": row.axis,
        "group": row.group,
        "clients": row.clients,
        "per_municipality": dict(row.per_municipality),
        "clients_per_fte": row.clients_per_fte,
        "fte_needed": row.needed,
        "hours_needed": row.hours,
    }


def _consultant_load(row: ConsultantLoad) -> Item:
    return {
        "consultant": row.consultant,
        "consultant_name": row.name or None,
        "fte": row.fte,
        "clients": row.clients,
        "load_fte": row.load,
        "unknown_load": row.unknown,
        "utilisation": row.utilisation,
        "late": row.late,
        "due_30_days": row.due_30_days,
        "hours_needed": row.hours_a_year,
        "over_cap": list(row.over_cap),
        "norms_apply": row.norms_apply,
        "silent": row.silent,
        "hours_available": row.hours_available,
        "utilisation_by_hours": row.used_by_hours,
        "caps_passed": [{"group": item.group, "clients": item.clients, "cap": item.cap} for item in row.caps_passed],
        "weeks": [_week(week) for week in row.weeks],
    }


def _week(week: WeekAhead) -> Item:
    return {
        "monday": week.monday,
        "planned": week.planned,
        "unplanned": week.unplanned,
        "minutes": week.minutes,
        "available": week.available,
        "days": week.days,
        "share": week.share,
    }


def _place_load(row: PlaceLoad) -> Item:
    return {
        "municipality": row.municipality or None,
        "clients": row.clients,
        "load_fte": row.load,
        "unknown_load": row.unknown,
        "hours_needed": row.hours,
        "late": row.late,
        "silent": row.silent,
    }


def _role_load(row: RoleLoad) -> Item:
    return {
        "role": row.role,
        "norms_apply": row.norms,
        "consultants": list(row.people),
        "fte": row.fte,
        "clients": row.clients,
        "load_fte": row.load,
        "unknown_load": row.unknown,
        "hours_needed": row.hours,
    }
