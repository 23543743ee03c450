"""Dated things a consultant must not miss, from facts alone.

Each signal has the day it is about; it shows from some days before until its condition ends or somebody has seen it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from caseload_tui.domain.dossier import ACTIVE, CLOSED, HELD, MISSED, Dossier, Meeting, Stay
from caseload_tui.domain.framework import Framework, Limits, NoShowStep
from caseload_tui.domain.leads import lead_of

SHOWN_BEFORE = timedelta(days=28)
EXEMPTION, BENEFIT_LONG, BENEFIT_SHORT, AGE_LIMIT = "exemption_ends", "benefit_passes", "benefit_short", "age_limit"
HORIZON, AGE, PENSION, INSTRUMENT = "horizon_passed", "age_reached", "pension_near", "instrument_ends"
AFTERCARE_ENDS, NO_CONTACT, NO_LEAD, NO_SHOW = "aftercare_ends", "no_contact", "no_lead_contact", "no_show_step"
CAP = "cap_passed"
"""A signal of a consultant; it stands with the client who came to the group last, and follows from all of them."""
KINDS = (
    EXEMPTION,
    BENEFIT_LONG,
    BENEFIT_SHORT,
    AGE_LIMIT,
    HORIZON,
    AGE,
    PENSION,
    INSTRUMENT,
    AFTERCARE_ENDS,
    NO_CONTACT,
    NO_LEAD,
    NO_SHOW,
    CAP,
)


@dataclass(frozen=True, slots=True)
class Signal:
    """Something to look at: its kind, the day it is about, and what it concerns (an id of the framework, an age)."""

    kind: str
    on: date
    about: str = ""
    until: date | None = None
    """The day on which its condition ends by itself."""

    @property
    def key(self) -> str:
        """The name under which somebody can say that they have seen it."""
        return f"{self.kind}:{self.about}:{self.on.isoformat()}"

    def shows(self, today: date) -> bool:
        """Tell whether it shows on a day."""
        return self.on - SHOWN_BEFORE <= today and (self.until is None or today < self.until)


def signals_of(dossier: Dossier, framework: Framework, pension_day: Callable[[date], date]) -> tuple[Signal, ...]:
    """Return the signals of a client that nobody has seen yet, by date."""
    if dossier.status == CLOSED:
        return ()
    found = [*_of_work(dossier, framework), *_of_things_that_end(dossier)]
    if dossier.status == ACTIVE:
        found += [
            *_of_groups(dossier, framework),
            *_of_age(dossier, framework, pension_day),
            *_of_contact(dossier, framework),
        ]
    unseen = (signal for signal in found if signal.key not in dossier.acknowledged)
    return tuple(sorted(unseen, key=lambda signal: (signal.on, signal.kind, signal.about)))


def _of_things_that_end(dossier: Dossier) -> Iterator[Signal]:
    for kind, items in ((EXEMPTION, dossier.duties), (INSTRUMENT, dossier.instruments)):
        latest = {item.id: item for item in items}
        for item in latest.values():
            if item.until is not None and not item.ended:
                yield Signal(kind, item.until, item.id)


def _of_work(dossier: Dossier, framework: Framework) -> Iterator[Signal]:
    if framework.aftercare is None or framework.aftercare.lasts is None:
        return
    for work in dossier.works:
        if work.until is None:
            yield Signal(AFTERCARE_ENDS, framework.aftercare.lasts.after(work.start), work.employer or "")


def _of_groups(dossier: Dossier, framework: Framework) -> Iterator[Signal]:
    for axis_id, group_id in dossier.groups.items():
        group = framework.groups_by_id.get(group_id)
        stay = dossier.stays[axis_id][-1]
        if group is None:
            continue
        if group.horizon is not None and group.horizon.term is not None:
            yield Signal(HORIZON, group.horizon.term.after(stay.start), group_id)
        for limits in (group.limits, framework.axes_by_id[axis_id].limits):
            if limits is not None:
                yield from _of_limits(dossier, limits, group_id, stay)


def _of_limits(dossier: Dossier, limits: Limits, group: str, stay: Stay) -> Iterator[Signal]:
    since = dossier.date_value("benefit_since")
    if since is not None and limits.benefit_below is not None:
        yield Signal(BENEFIT_LONG, limits.benefit_below.after(since), group)
    if since is not None and limits.benefit_from is not None:
        yield from _too_soon(BENEFIT_SHORT, limits.benefit_from.after(since), group, stay)
    born = dossier.date_value("born_on")
    if born is not None and limits.age_below is not None:
        yield Signal(AGE_LIMIT, born + relativedelta(years=limits.age_below), group)
    if born is not None and limits.age_from is not None:
        yield from _too_soon(AGE_LIMIT, born + relativedelta(years=limits.age_from), group, stay)


def _too_soon(kind: str, fits_from: date, group: str, stay: Stay) -> Iterator[Signal]:
    if stay.start < fits_from:
        yield Signal(kind, stay.start, group, until=fits_from)


def _of_age(dossier: Dossier, framework: Framework, pension_day: Callable[[date], date]) -> Iterator[Signal]:
    born = dossier.date_value("born_on")
    if born is None:
        return
    for age in framework.signals.ages:
        birthday = born + relativedelta(years=age)
        if birthday >= dossier.began_on:
            yield Signal(AGE, birthday, str(age))
    yield Signal(PENSION, pension_day(born))


def _of_contact(dossier: Dossier, framework: Framework) -> Iterator[Signal]:
    silence = framework.no_contact
    if silence is not None:
        spoken = [meeting.on for meeting in dossier.meetings if meeting.status == HELD]
        yield Signal(NO_CONTACT, silence.after(max([*spoken, dossier.began_on])))
    lead = lead_of(dossier, framework)
    if lead.lacking:
        yield Signal(NO_LEAD, dossier.began_on, lead.wanted or "")
    step = no_show_step(dossier, framework)
    if step is not None:
        yield Signal(NO_SHOW, missed_in_a_row(dossier)[-1].on, str(step.after))


def cap_signal(group: str, clients: int, since: date) -> Signal:
    """Return the signal that somebody has more clients in a group than the policy allows; each one more is another."""
    return Signal(CAP, since, f"{group}:{clients}")


def missed_in_a_row(dossier: Dossier) -> tuple[Meeting, ...]:
    """Return the invitations missed since the client was last spoken to or answered.

    The office's own cancelling does not count.
    """
    answered = max(dossier.answered, default=date.min)
    missed: list[Meeting] = []
    for meeting in dossier.meetings:
        if meeting.status == HELD:
            missed.clear()
        elif meeting.status == MISSED and meeting.on > answered:
            missed.append(meeting)
    return tuple(missed)


def no_show_step(dossier: Dossier, framework: Framework) -> NoShowStep | None:
    """Return the step of the no-show chain that follows the invitations missed in a row, if there is one."""
    count = len(missed_in_a_row(dossier))
    reached = (step for step in framework.no_show_chain if step.after <= count)
    return max(reached, key=lambda step: step.after, default=None)


def next_no_show_step(dossier: Dossier, framework: Framework) -> NoShowStep | None:
    """Return the step that follows when the client misses one invitation more."""
    count = len(missed_in_a_row(dossier)) + 1
    reached = (step for step in framework.no_show_chain if step.after <= count)
    return max(reached, key=lambda step: step.after, default=None)
