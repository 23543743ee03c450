"""Facts that cannot be right whatever else is true: they refer to nothing, or tell of a day that had not come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from caseload_tui.domain.facts import OFFICE, Event, UnknownFact, kinds
from caseload_tui.domain.facts.client import (
    ClientRegistered,
    PlacementCorrected,
    PlacementProposed,
    PlacementSet,
    Undone,
)
from caseload_tui.domain.facts.meeting import (
    MeetingAmended,
    MeetingCancelled,
    MeetingHeld,
    MeetingMissed,
    MeetingPlanned,
    MeetingSigned,
    MeetingWithdrawn,
)
from caseload_tui.domain.facts.transfer import TransferAccepted, TransferRejected, TransferWithdrawn
from caseload_tui.i18n import tr

_ONE_DAY = timedelta(days=1)


def unsound(events: Iterable[Event], groups: frozenset[str]) -> Iterator[tuple[Event, str]]:
    """Yield each event that cannot be right, in the order of the journal, with why; `groups` are of every policy.

    Of erased facts only the kind is known, and a kind that the program does not know is nobody's mistake.
    """
    registered, meetings, seen = set[str](), set[tuple[str, str]](), set[str]()
    for event in events:
        if event.kind == ClientRegistered.kind:
            registered.add(event.dossier)
        problem = _problem(event, registered, meetings, seen, groups)
        if problem is not None:
            yield event, problem
        if isinstance(event.fact, MeetingPlanned | MeetingHeld | MeetingMissed):
            meetings.add((event.dossier, event.fact.meeting))
        seen.add(event.id)


def _problem(
    event: Event, registered: set[str], meetings: set[tuple[str, str]], seen: set[str], groups: frozenset[str]
) -> str | None:
    fact, unknown = event.fact, tr("it refers to something that is not there")
    if event.dossier != OFFICE and event.dossier not in registered:
        return tr("nobody was registered in its dossier")
    match fact:
        case UnknownFact(fields=fields) if fields and event.kind in kinds():
            return tr("it is of a later version than this program knows")
        case Undone(event=other) if other not in seen:
            return unknown
        case MeetingSigned() | MeetingCancelled() | MeetingWithdrawn() | MeetingAmended():
            return None if (event.dossier, fact.meeting) in meetings else unknown
        case TransferAccepted() | TransferRejected() | TransferWithdrawn() if fact.offer not in seen:
            return unknown
        case PlacementSet() | PlacementCorrected() | PlacementProposed() if fact.group and fact.group not in groups:
            return tr("no policy of the office has the {group} {name}", name=fact.group)
        case MeetingHeld() if fact.on > datetime.fromisoformat(event.at).date() + _ONE_DAY:
            return tr("it tells of a talk on a day that had not come")
    return None
