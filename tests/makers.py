"""Makes authors, facts and clients for tests, the same ones every time."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from itertools import count
from pathlib import Path

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


def founding(framework: str = FRAMEWORK, text: str | None = None) -> list[Fact]:
    """Return the facts of an office with a policy and two consultants, `anna` and `bram`."""
    text = load(framework)[1] if text is None else text
    return [
        OfficeFounded(name="Voorbeeldstad"),
        ConsultantAdded(consultant="anna", name="Anna Aalders", roles=("consulent", "werkcoach"), from_=BEGAN),
        ConsultantAdded(consultant="bram", name="Bram Bos", roles=("werkcoach",), fte=0.8, from_=BEGAN),
        FrameworkAdopted(framework=framework, text=text, in_force_from=BEGAN),
    ]


def found_office(store: Store, framework: str = FRAMEWORK, text: str | None = None) -> None:
    """Give a store its office; the text of a policy is given where the program has none under that name."""
    with store.writing(author("anna", ids="office-")) as writing:
        writing.record(OFFICE, *founding(framework, text))


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


def _with_its_own_words() -> str:
    page = (Path(__file__).parent.parent / "docs" / "frameworks.md").read_text("utf-8")
    text = next(part for part in page.split("```toml\n")[1:] if part.startswith("format = 1")).split("```")[0]
    for usual, own in (("inkomensconsulent", "inkomensmaat"), ('"consulent"', '"maat"'), ("per groep", "per kring")):
        text = text.replace(usual, own)
    words = {
        "nl": 'client = ["gast", "gasten"]\ngroup = ["kring", "kringen"]\nconsultant = ["gids", "gidsen"]',
        "en": 'client = ["guest", "guests"]\ngroup = ["circle", "circles"]\nconsultant = ["guide", "guides"]',
    }
    before, _, rest = text.partition("[words.nl]\n")
    tables = "\n\n".join(f"[words.{language}]\n{pairs}" for language, pairs in words.items())
    return before + tables + rest[rest.index("\n\n") :]


POLICY_WITH_ITS_OWN_WORDS = _with_its_own_words()
"""A policy that calls a client *gast*, a group *kring* and a consultant *gids*, and says none of the usual words."""


def other_words(said: str) -> list[str]:
    """Return the usual words for client, group and consultant that a text says, outside commands and target groups."""
    bare = re.sub(r"`[^`]*`|\bcaseload [\w -]+|--?[\w-]+|\b\w+:|\b[A-Z]{2,}\b", "", said)
    words = r"klant(?:en)?|cli[eë]nt(?:en)?|clients?|consulent(?:en)?|consultants?|groep(?:en)?|groups?"
    return re.findall(rf"(?<!target )\b(?:{words})\b(?! sessions?\b)", bare, re.IGNORECASE)
