"""Makes authors, facts and clients for tests, the same ones every time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from itertools import count

from caseload_tui.domain.facts import OFFICE, Fact
from caseload_tui.domain.facts.client import ClientRegistered, ContactAdded, PlacementSet
from caseload_tui.domain.facts.meeting import CommitmentMade, MeetingHeld, MeetingPlanned
from caseload_tui.domain.facts.office import ConsultantAdded, FrameworkAdopted, OfficeFounded
from caseload_tui.frameworks.library import load
from caseload_tui.store.author import Author
from caseload_tui.store.store import Store

KEY = bytes(range(32))
TODAY = date(2026, 9, 14)
FRAMEWORK = "voorbeeldstad-2026"
AXIS = "route"
GROUP = "groei"
KIND = "voortgang"
BEGAN = date(2026, 1, 1)


def numbered(prefix: str = "") -> Callable[[], str]:
    """Return a maker of identifiers that count up."""
    numbers = count(1)
    return lambda: f"{prefix}{next(numbers):08d}"


def author(by: str = "anna", *, ids: str | None = None, today: date = TODAY) -> Author:
    """Return an author whose clock stands still at nine o'clock; authors with one prefix make the same identifiers."""
    moment = datetime.combine(today, time(9), UTC)
    return Author(by, "desk", lambda: moment, numbered(by if ids is None else ids))


def founding(framework: str = FRAMEWORK) -> list[Fact]:
    """Return the facts of an office with a policy and two consultants, `anna` and `bram`."""
    _, text, _ = load(framework)
    return [
        OfficeFounded(name="Voorbeeldstad"),
        ConsultantAdded(consultant="anna", name="Anna Aalders", roles=("consulent", "werkcoach"), from_=BEGAN),
        ConsultantAdded(consultant="bram", name="Bram Bos", roles=("werkcoach",), fte=0.8, from_=BEGAN),
        FrameworkAdopted(framework=framework, text=text, in_force_from=BEGAN),
    ]


def found_office(store: Store, framework: str = FRAMEWORK) -> None:
    """Give a store its office."""
    with store.writing(author("anna", ids="office-")) as writing:
        writing.record(OFFICE, *founding(framework))


def registered(
    file_number: str = "V-1",
    given_name: str = "Zoë",
    family_name: str = "Bakker",
    *,
    prefix: str | None = None,
    on: date = BEGAN,
    group: str | None = GROUP,
    consultant: str | None = "anna",
) -> list[Fact]:
    """Return the facts of a fresh client: registered, placed and with a contact."""
    facts: list[Fact] = [
        ClientRegistered(
            on=on,
            file_number=file_number,
            given_name=given_name,
            prefix=prefix,
            family_name=family_name,
            born_on=date(1984, 5, 6),
            municipality="Voorbeeldstad",
            benefit_since=on,
        )
    ]
    if group is not None:
        facts.append(PlacementSet(axis=AXIS, group=group, from_=on))
    if consultant is not None:
        facts.append(ContactAdded(consultant=consultant, role="werkcoach", from_=on))
    return facts


def held(meeting: str, on: date, note: str = "", *, kind: str = KIND, domain: str = "werk") -> MeetingHeld:
    """Return the fact of a held meeting."""
    return MeetingHeld(meeting=meeting, meeting_kind=kind, on=on, mode="office", notes={domain: note} if note else {})


def planned(meeting: str, on: date, *, kind: str = KIND, at: str | None = None) -> MeetingPlanned:
    """Return the fact of a planned meeting."""
    return MeetingPlanned(meeting=meeting, meeting_kind=kind, on=on, time=at)


def agreed(commitment: str, due_on: date | None, *, owner: str = "client", text: str = "bellen") -> CommitmentMade:
    """Return the fact of a commitment."""
    return CommitmentMade(commitment=commitment, owner=owner, text=text, due_on=due_on, made_on=BEGAN)
