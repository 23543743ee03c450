"""A dossier as it stood on a day, for due dates: what came later is left out, what was put right later is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Protocol, TypeVar

from caseload_tui.domain import dossier as d
from caseload_tui.domain.facts.client import ClientClosed
from caseload_tui.domain.facts.meeting import DeferralSet, DeferralWithdrawn
from caseload_tui.domain.moments import local_day
from caseload_tui.domain.spans import Span


class _Lasting(Protocol):
    @property
    def start(self) -> date: ...

    @property
    def until(self) -> date | None: ...


T = TypeVar("T", bound=_Lasting)


def as_it_stood(dossier: d.Dossier, day: date) -> d.Dossier | None:
    """Return the dossier as it stood in the evening of a day, without its meetings; None before the registration.

    A deferral counts from the day on which it was recorded; a waiver, which names its own days, counts throughout.
    """
    spells = tuple(Span(span.start, _by(span.end, day)) for span in dossier.spells if span.start <= day)
    if not spells:
        return None
    closings = tuple(closing for closing in dossier.closings if closing.on <= day)
    return replace(
        dossier,
        status=_status(spells, closings),
        spells=spells,
        closed_on=spells[-1].end,
        closings=closings,
        stays={axis: tuple(_begun(stays, day)) for axis, stays in dossier.stays.items()},
        labels=tuple(_begun(dossier.labels, day)),
        works=tuple(_begun(dossier.works, day)),
        dates={name: on for name, on in dossier.dates.items() if on <= day},
        meetings=(),
        deferrals=_deferrals(dossier, day),
    )


def days_of_change(dossier: d.Dossier) -> set[date]:
    """Return the days on which something else than a meeting may have changed a due date."""
    spans = [
        *dossier.spells,
        *(Span(stay.start, stay.until) for stays in dossier.stays.values() for stay in stays),
        *(Span(label.start, label.until) for label in dossier.labels),
        *(Span(work.start, work.until) for work in dossier.works),
    ]
    days = {day for span in spans for day in span if day is not None}
    days.update(closing.on for closing in dossier.closings)
    days.update(dossier.dates.values())
    days.update(day for day, _, _ in _putting_off(dossier))
    return days


def _by(end: date | None, day: date) -> date | None:
    return end if end is not None and end <= day else None


def _begun(items: tuple[T, ...], day: date) -> Iterator[T]:
    """Yield what had begun, each without an end that was still to come."""
    for item in items:
        if item.start <= day:
            yield replace(item, until=_by(item.until, day))  # type: ignore[type-var]


def _status(spells: tuple[Span, ...], closings: tuple[d.Closing, ...]) -> str:
    if spells[-1].end is None:
        return d.ACTIVE
    return d.AFTERCARE if closings and closings[-1].aftercare else d.CLOSED


def _deferrals(dossier: d.Dossier, day: date) -> tuple[d.Deferral, ...]:
    standing: dict[str, d.Deferral] = {}
    for on, rule, deferral in _putting_off(dossier):
        if on > day:
            continue
        if rule is None:
            standing.clear()
        elif deferral is None:
            standing.pop(rule, None)
        else:
            standing[rule] = deferral
    return tuple(standing.values())


def _putting_off(dossier: d.Dossier) -> Iterator[tuple[date, str | None, d.Deferral | None]]:
    """Yield deferrals and their ends, in the order of recording; a closing ends all of them."""
    for event in dossier.events:
        if event.id in dossier.undone:
            continue
        match event.fact:
            case DeferralSet(rule=rule, until=until, reason=reason):
                yield local_day(event.at), rule, d.Deferral(event.id, event.seq, rule, until, reason, event.by)
            case DeferralWithdrawn(rule=rule):
                yield local_day(event.at), rule, None
            case ClientClosed(on=on):
                yield on, None, None
