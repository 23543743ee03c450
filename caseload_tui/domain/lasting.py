"""Which facts still stand as work that was done: not undone, taken back or replaced; and as corrections made them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caseload_tui.domain.facts import Event, payload
from caseload_tui.domain.folding import taken_back

Values = Mapping[str, Any]

_TAKES_BACK: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "meeting.withdrawn": (("meeting.held", "meeting.missed"), ("meeting",)),
    "meeting.cancelled": (("meeting.planned",), ("meeting",)),
    "commitment.withdrawn": (("commitment.made",), ("commitment",)),
    "deferral.withdrawn": (("deferral.set",), ("rule",)),
    "waiver.ended": (("waiver.set",), ("rule",)),
    "label.ended": (("label.given",), ("target_group",)),
    "contact.ended": (("contact.added",), ("consultant",)),
    "duty.restored": (("duty.freed",), ("duty",)),
    "instrument.ended": (("instrument.started",), ("instrument",)),
    "work.ended": (("work.started",), ("work",)),
    "client.reopened": (("client.closed",), ()),
    "client.closed": (("client.reopened",), ()),
    "leave.withdrawn": (("leave.set",), ("consultant", "from")),
}
"""Later facts after which an earlier one no longer counts as work done, and the keys that say which one."""
_TURNS_DOWN = {
    "placement.rejected": ("placement.proposed", "proposal"),
    "transfer.rejected": ("transfer.offered", "offer"),
    "transfer.withdrawn": ("transfer.offered", "offer"),
}
"""The same, where the earlier fact goes by its own identifier, under this key."""
_RECORDED_AGAIN = {"meeting.held": ("meeting",), "meeting.planned": ("meeting",)}
"""Facts of which only the latest of a thing counts."""
_CHANGED_AGAIN = {
    "placement.set": ("axis",),
    "client.changed": ("field",),
    "client.dated": ("fact",),
    "deferral.set": ("rule",),
}
"""The same, unless a task asks for the later one: then both were work."""
_ADDED = ("notes", "scores", "answers")


@dataclass(frozen=True, slots=True)
class Lasting:
    """A fact that still stands, with what its keys hold after all amendments and corrections."""

    event: Event
    values: Values


def lasting(events: Sequence[Event], asked: Callable[[Event], bool]) -> tuple[Lasting, ...]:
    """Return the facts that still stand, in their order; what tasks ask for takes nothing back."""
    undone = taken_back(events)
    recorded = [event for event in events if event.id not in undone]
    gone: set[tuple[Any, ...]] = set()
    kept: list[Event] = []
    for event in reversed(recorded):
        if not gone.intersection(_things(event)):
            kept.append(event)
        gone.update(_ended_by(event, asked))
    return tuple(Lasting(event, _corrected(event, recorded)) for event in reversed(kept))


def _things(event: Event) -> Iterator[tuple[Any, ...]]:
    """Yield the names under which the fact can be taken back or replaced."""
    values = payload(event.fact)
    for kinds, keys in _TAKES_BACK.values():
        if event.kind in kinds:
            yield _thing(event, event.kind, keys, values)
    if any(event.kind == kind for kind, _ in _TURNS_DOWN.values()):
        yield (event.dossier, event.kind, event.id)
    for again in (_RECORDED_AGAIN, _CHANGED_AGAIN):
        if event.kind in again:
            yield _thing(event, event.kind, again[event.kind], values)


def _ended_by(event: Event, asked: Callable[[Event], bool]) -> Iterator[tuple[Any, ...]]:
    """Yield the names of what no longer stands after this fact."""
    values = payload(event.fact)
    if event.kind in _RECORDED_AGAIN:
        yield _thing(event, event.kind, _RECORDED_AGAIN[event.kind], values)
    elif any(event.kind in known for known in (_TAKES_BACK, _TURNS_DOWN, _CHANGED_AGAIN)) and not asked(event):
        kinds, keys = _TAKES_BACK.get(event.kind, ((), ()))
        for kind in kinds:
            yield _thing(event, kind, keys, values)
        if event.kind in _TURNS_DOWN:
            kind, key = _TURNS_DOWN[event.kind]
            yield (event.dossier, kind, values.get(key))
        if event.kind in _CHANGED_AGAIN:
            yield _thing(event, event.kind, _CHANGED_AGAIN[event.kind], values)


def _thing(event: Event, kind: str, keys: Iterable[str], values: Values) -> tuple[Any, ...]:
    return (event.dossier, kind, *(values.get(key) for key in keys))


def _corrected(event: Event, recorded: Iterable[Event]) -> Values:
    """Return what the keys of a fact hold: an amendment stands beside a note, and goes before a day, kind or score."""
    values = dict(payload(event.fact))
    for later in recorded:
        if later.dossier != event.dossier or later.seq <= event.seq:
            continue
        change = payload(later.fact)
        if later.kind == "meeting.amended" and event.kind == "meeting.held" and change["meeting"] == values["meeting"]:
            values |= {key: change[key] for key in ("on", "meeting_kind", "mode") if change.get(key) is not None}
            values |= {key: _beside(values.get(key), change.get(key)) for key in _ADDED}
        elif later.kind == "placement.corrected" and event.kind == "placement.set" and change["corrects"] == event.id:
            values |= {key: change[key] for key in ("group", "from") if key in change}
            values |= {key: change[key] for key in ("reason", "chosen_by") if change.get(key) is not None}
    return values


def _beside(first: Any, more: Any) -> dict[str, Any]:
    found = dict(first or {})
    for key, value in (more or {}).items():
        both = isinstance(value, str) and isinstance(found.get(key), str)
        found[key] = f"{found[key]}\n{value}" if both else value
    return found
