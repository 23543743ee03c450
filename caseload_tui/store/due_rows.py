"""Base due dates between the record and the row; the row's dates are there to filter on, `rest` holds all else."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from caseload_tui.domain.due import BaseDue, Plan
from caseload_tui.domain.durations import NO_TIME, Duration
from caseload_tui.domain.standing import waived_due
from caseload_tui.store.tables import due

COLUMNS = (
    due.c.rule,
    due.c.kind,
    due.c.due_on,
    due.c.last_on,
    due.c.began,
    due.c.rest,
)

_duration = lru_cache(maxsize=256)(Duration.parse)
_day = lru_cache(maxsize=8192)(date.fromisoformat)


def row_of_due(client_id: str, base: BaseDue, consultant: str | None) -> dict[str, Any]:
    """Return the row of a base due date that stands on the consultant's list."""
    falls_on = waived_due(base)
    return {
        "client": client_id,
        "rule": base.rule,
        "kind": base.kind,
        "consultant": consultant,
        "due_on": base.due_on,
        "falls_on": falls_on,
        "window_from": falls_on - timedelta(days=base.window_days) if falls_on else None,
        "late_after": base.grace.after(falls_on) if falls_on else None,
        "last_on": base.last_on,
        "began": base.began,
        "rest": {key: value for key, value in _rest(base).items() if value not in (None, False, [])},
    }


def due_of_row(rule: str, kind: str, due_on: date | None, last_on: date | None, began: date, rest: Any) -> BaseDue:
    """Return the base due date of a row."""
    get = rest.get
    origin, deferred = get("origin"), get("deferred_until")
    term, notice, grace = get("term"), get("notice"), get("grace")
    return BaseDue(
        rule=rule,
        kind=kind,
        is_step=get("is_step", False),
        began=began,
        due_on=due_on,
        missing=get("missing"),
        origin=_day(origin) if origin else None,
        anchor=get("anchor"),
        last_on=last_on,
        term=_duration(term) if term else None,
        notice=_duration(notice) if notice else NO_TIME,
        grace=_duration(grace) if grace else NO_TIME,
        window_days=get("window_days", 0),
        given_notice=get("given_notice", False),
        deferred_until=_day(deferred) if deferred else None,
        over_others=tuple(get("over_others", ())),
        plans=tuple(Plan(_day(on), meeting, time) for on, meeting, time in get("plans", ())),
        waivers=tuple((_day(first), _day(last) if last else None) for first, last in get("waivers", ())),
    )


def _rest(base: BaseDue) -> dict[str, Any]:
    return {
        "is_step": base.is_step,
        "missing": base.missing,
        "origin": _iso(base.origin),
        "anchor": base.anchor,
        "term": str(base.term) if base.term else None,
        "notice": _unless_none(base.notice),
        "grace": _unless_none(base.grace),
        "window_days": base.window_days or None,
        "given_notice": base.given_notice,
        "deferred_until": _iso(base.deferred_until),
        "over_others": list(base.over_others),
        "plans": [[_iso(plan.on), plan.meeting, plan.time] for plan in base.plans],
        "waivers": [[_iso(first), _iso(last)] for first, last in base.waivers],
    }


def _unless_none(length: Duration) -> str | None:
    return None if length == NO_TIME else str(length)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
