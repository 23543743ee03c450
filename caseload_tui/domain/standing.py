"""What holds on a day: the one function that the worklist, the dossier and the team's figures all use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from caseload_tui.domain.due import BaseDue, Plan


class State(StrEnum):
    """Where a due meeting stands; the first that fits."""

    WAIVED = "waived"
    PLANNED = "planned"
    UNRECORDED = "unrecorded"
    OVERDUE = "overdue"
    DUE = "due"
    UPCOMING = "upcoming"


@dataclass(frozen=True, slots=True)
class Standing:
    """A due meeting on a day."""

    state: State
    due_on: date | None
    """After waivers; None while an open-ended waiver lifts the rule."""
    late: bool
    days: int | None
    """Days from the day looked at to the due date; negative when it has passed."""
    plan: Plan | None
    """The earliest plan on or after the day, or the one that nobody recorded."""
    planned_late: bool = False


def waived_due(base: BaseDue) -> date | None:
    """Return the due date after waivers: each moves only a date on or after its first day."""
    due = base.due_on
    for start, through in base.waivers:
        if due is not None and due >= start:
            due = None if through is None else max(due, base.notice.after(through + timedelta(days=1)))
    return due


def standing(base: BaseDue, today: date) -> Standing | None:
    """Return what holds on the day; None where the rule has no due date, or a waiver will lift it before that."""
    if base.due_on is None:
        return None
    due = waived_due(base)
    deadline = base.grace.after(due) if due is not None else None
    late = deadline is not None and deadline < today
    ahead = min((plan for plan in base.plans if plan.on >= today), key=lambda plan: plan.on, default=None)
    behind = max(
        (plan for plan in base.plans if plan.on < today and (base.last_on is None or plan.on > base.last_on)),
        key=lambda plan: plan.on,
        default=None,
    )
    plan = ahead
    if any(start <= today and (through is None or today <= through) for start, through in base.waivers):
        state = State.WAIVED
    elif ahead is not None:
        state = State.PLANNED
    elif behind is not None:
        state, plan = State.UNRECORDED, behind
    elif due is None:
        return None
    elif late:
        state = State.OVERDUE
    elif due - timedelta(days=base.window_days) <= today:
        state = State.DUE
    else:
        state = State.UPCOMING
    planned_late = ahead is not None and deadline is not None and ahead.on > deadline
    return Standing(state, due, late, (due - today).days if due is not None else None, plan, planned_late)
