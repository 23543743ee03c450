"""What happened to a client's place in the caseload, told from the dated changes of the dossier, one after another.

`sight` reads from spans where somebody stood on a day; this module never does. That both come to the same is checked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from caseload_tui.domain.dossier import Closing, Dossier
from caseload_tui.domain.monitor.sight import Past, Sight, Spot, municipalities
from caseload_tui.domain.spans import Span, union

REGISTERED, REOPENED, LEFT = "registered", "reopened", "left"
MOVED, REGROUPED = "moved", "regrouped"
HOUSE, HANDED, LABELLED = "municipality", "consultant", "target_group"
_FIELDS = {
    **dict.fromkeys((REGISTERED, REOPENED, LEFT), "present"),
    HOUSE: "municipality",
    HANDED: "consultant",
    LABELLED: "target_groups",
}
_NOWHERE = Spot(False, None, None, frozenset(), {})


class Change(NamedTuple):
    """One thing that becomes another from a day on; changes of one day happen in the order of `rank`."""

    day: date
    rank: int
    what: str
    axis: str
    value: Any


@dataclass(frozen=True, slots=True)
class Flow:
    """A change that counts: before and after it the client stood elsewhere, as the sight has it."""

    client: str
    day: date
    what: str
    axis: str
    """The axis of a move."""
    seen: bool
    """Whether the client was in sight and in the caseload before it."""
    sees: bool
    """Whether the client is so after it."""
    before: Mapping[str, str | None]
    after: Mapping[str, str | None]
    closing: Closing | None = None


def flows_of(dossier: Dossier, sight: Sight, past: Past, adopted: frozenset[tuple[str, str]]) -> Iterator[Flow]:
    """Yield what happened, from the first registration on; `adopted` are moments and authors of adoptions.

    What else a day brings is taken together, and comes after a closing and before an opening: who went out of sight
    went from where they stood the evening before.
    """
    telling, by_day = _Telling(dossier.id, sight, past), _by_day(dossier, sight, past, adopted)
    gates = _gates(dossier)
    for day in sorted({*by_day, *(change.day for change, _ in gates)}):
        on_day = [gate for gate in gates if gate[0].day == day]
        opening = max((place for place, gate in enumerate(on_day) if gate[0].value), default=len(on_day))
        for change, closing in on_day[:opening]:
            yield from telling.gate(change, closing)
        yield from telling.rest(by_day.get(day, []))
        for change, closing in on_day[opening:]:
            yield from telling.gate(change, closing)


class _Telling:
    """Where one client stands while the changes are told."""

    def __init__(self, client: str, sight: Sight, past: Past) -> None:
        self._client, self._sight, self._past = client, sight, past
        self._spot = _NOWHERE

    def gate(self, change: Change, closing: Closing | None) -> Iterator[Flow]:
        """Tell an opening or a closing."""
        before, self._spot = self._spot, self._spot._replace(present=change.value)
        if self._sees(before) or self._sees(self._spot):
            yield self._flow(change, before, self._spot, closing)

    def rest(self, changes: list[Change]) -> Iterator[Flow]:
        """Tell what else the day brought: group by group, or that the client came into sight or went out of it."""
        before = self._spot
        for change in changes:
            self._spot = _after(self._spot, change)
        seen, sees = self._sees(before), self._sees(self._spot)
        if seen != sees:
            yield self._flow(self._cause(before, changes), before, self._spot)
        elif seen:
            spot = before
            for change in changes:
                moved = _after(spot, change)
                if moved.groups.get(change.axis) != spot.groups.get(change.axis):
                    yield self._flow(change, spot, moved, within=True)
                spot = moved

    def _sees(self, spot: Spot) -> bool:
        return spot.present and self._past.sees(self._sight, spot)

    def _cause(self, before: Spot, changes: list[Change]) -> Change:
        """Return the change that brought the client into sight or out of it."""
        for change in changes:
            field = _FIELDS.get(change.what)
            if field is not None and getattr(before, field) != getattr(self._spot, field):
                return change
        axes = {self._past.axis_of_group[group] for group in (*self._sight.groups, self._sight.group) if group}
        return next(change for change in changes if change.axis in axes)

    def _flow(
        self, change: Change, before: Spot, after: Spot, closing: Closing | None = None, *, within: bool = False
    ) -> Flow:
        seen, sees = (True, True) if within else (self._sees(before), self._sees(after))
        return Flow(
            self._client, change.day, change.what, change.axis, seen, sees, before.groups, after.groups, closing
        )


def _after(spot: Spot, change: Change) -> Spot:
    field = _FIELDS.get(change.what)
    if field is not None:
        return spot._replace(**{field: change.value})
    return spot._replace(groups={**spot.groups, change.axis: change.value})


def _by_day(
    dossier: Dossier, sight: Sight, past: Past, adopted: frozenset[tuple[str, str]]
) -> dict[date, list[Change]]:
    """Return the changes of each day, in the order in which they are told."""
    found: dict[date, list[Change]] = {}
    for change in sorted([*_moves(dossier, adopted), *_sighted(dossier, sight, past)], key=lambda item: item[:2]):
        found.setdefault(change.day, []).append(change)
    return found


def _gates(dossier: Dossier) -> list[tuple[Change, Closing | None]]:
    """Return the openings and closings, in the order in which they happened."""
    left = [closing for closing in dossier.closings if closing.left]
    found: list[tuple[Change, Closing | None]] = []
    for place, spell in enumerate(dossier.spells):
        found.append((Change(spell.start, 0, REOPENED if place else REGISTERED, "", True), None))
        if place < len(left):
            found.append((Change(left[place].on, 0, LEFT, "", False), left[place]))
    return found


def _moves(dossier: Dossier, adopted: frozenset[tuple[str, str]]) -> Iterator[Change]:
    """Yield each group that the client came into; a stay that nothing follows leaves the axis empty."""
    deeds = {event.id: (event.at, event.by) for event in dossier.events}
    for axis, stays in dossier.stays.items():
        for stay in stays:
            what = REGROUPED if deeds[stay.event] in adopted else MOVED
            yield Change(stay.start, 2, what, axis, stay.group)
        starts = {stay.start for stay in stays}
        ends = (stay.until for stay in stays if stay.until is not None and stay.until not in starts)
        yield from (Change(end, 1, MOVED, axis, None) for end in ends)


def _sighted(dossier: Dossier, sight: Sight, past: Past) -> Iterator[Change]:
    """Yield the changes of what the sight looks at."""
    if sight.municipality is not None:
        yield from (Change(day, 0, HOUSE, "", place) for day, place in municipalities(dossier))
    if sight.target_groups:
        yield from _labels(dossier, sight.target_groups)
    if sight.consultant is not None:
        days = sorted(_days_of_leads(dossier, past))
        yield from (Change(day, 3, HANDED, "", past.lead_on(dossier, day)) for day in days)


def _labels(dossier: Dossier, wanted: tuple[str, ...]) -> Iterator[Change]:
    spans = {name: union(dossier.label_spans((name,))) for name in wanted}
    days = {day for each in spans.values() for span in each for day in span if day is not None}
    for day in sorted(days):
        holding = frozenset(name for name, each in spans.items() if any(span.holds(day) for span in each))
        yield Change(day, 1, LABELLED, "", holding)


def _days_of_leads(dossier: Dossier, past: Past) -> set[date]:
    """Return the days on which somebody else may have come to lead."""
    spans = [
        *(Span(contact.start, contact.until) for contact in dossier.contacts),
        *(Span(label.start, label.until) for label in dossier.labels),
        *(Span(stay.start, stay.until) for stays in dossier.stays.values() for stay in stays),
    ]
    days = {day for span in spans for day in span if day is not None}
    return days | {adoption.in_force_from for adoption in past.policy.adoptions}
