"""The lists behind the team's figures: for each number, what to ask so that exactly those it counts are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.asked import exact
from caseload_tui.domain.balance import ConsultantLoad, GroupLoad, PlaceLoad, RoleLoad
from caseload_tui.domain.load import SOON_DAYS
from caseload_tui.domain.rows import TransferRow

CLIENTS, NO_NORM, SILENT, CAP, PLACE = "clients", "no_norm", "silent", "cap", "place"
LATE, SOON, WEEK = "late", "soon", "week"
OFFERED_TO, OFFERED_OF = "offered_to", "offered_of"
EVERYBODY, NOBODY = "*", "-"
"""Stand for the lists of all consultants, and for the list of none, where one could be named."""


@dataclass(frozen=True, slots=True)
class ClientsList:
    """The clients of a consultant whom a filter lets through; without one the filter says whose."""

    consultant: str | None
    filter: str


@dataclass(frozen=True, slots=True)
class DuesList:
    """The due meetings on a list that a filter lets through."""

    whose: str
    filter: str


@dataclass(frozen=True, slots=True)
class TalksList:
    """The talks that a week asks of a consultant."""

    consultant: str
    monday: date


@dataclass(frozen=True, slots=True)
class OffersList:
    """The offers that wait: made to a consultant, or of their work."""

    consultant: str
    to: bool

    def has(self, row: TransferRow) -> bool:
        """Tell whether an offer is one of them."""
        return self.consultant == (row.transfer.to if self.to else row.transfer.consultant)


@dataclass(frozen=True, slots=True)
class Behind:
    """A figure with the list behind it; `about` is its group, municipality or week."""

    what: str
    count: int
    list: ClientsList | DuesList | TalksList | OffersList
    about: str = ""


def behind_consultant(row: ConsultantLoad, municipality: str | None = None) -> Iterator[Behind]:
    """Yield the figures of a consultant, or of the clients without one, counted in one municipality or all."""
    whose, here = row.consultant or NOBODY, _place(municipality)

    def clients(what: str, count: int, *words: str, about: str = "") -> Behind:
        of = () if row.consultant is not None else ("of:nobody",)
        return Behind(what, count, ClientsList(row.consultant, " ".join((*of, "status:active", *words))), about)

    yield clients(CLIENTS, row.clients, *here)
    yield clients(NO_NORM, row.unknown, *here, "is:no-norm")
    if row.silent is not None:
        yield clients(SILENT, row.silent, *here, "is:silent")
    for passed in row.caps_passed:
        yield clients(CAP, passed.clients, f"group:{exact(passed.group)}", about=passed.group)
    yield Behind(LATE, row.late, DuesList(whose, " ".join(("is:late", *here))))
    soon = ("due>=today", f"due<={SOON_DAYS}d")
    yield Behind(SOON, row.due_30_days, DuesList(whose, " ".join((*soon, *here))))
    for week in row.weeks:
        if row.consultant is not None:
            talks = TalksList(row.consultant, week.monday)
            yield Behind(WEEK, week.planned + week.unplanned, talks, week.monday.isoformat())


def behind_offers(consultant: str, offers: Iterable[TransferRow]) -> Iterator[Behind]:
    """Yield how many of the offers that wait are made to a consultant, and how many are of their work."""
    waiting = tuple(offers)
    for what, listed in ((OFFERED_TO, OffersList(consultant, True)), (OFFERED_OF, OffersList(consultant, False))):
        yield Behind(what, sum(map(listed.has, waiting)), listed)


def behind_group(row: GroupLoad, municipality: str | None = None) -> Iterator[Behind]:
    """Yield the figures of a group."""
    yield from _in_groups((row.group,), row.clients, row.per_municipality, municipality)


def behind_axis(rows: Iterable[GroupLoad], municipality: str | None = None) -> Iterator[Behind]:
    """Yield the figures of all groups of an axis together."""
    groups = tuple(rows)
    places = {name: sum(row.per_municipality.get(name, 0) for row in groups) for name in groups[0].per_municipality}
    ids = tuple(row.group for row in groups)
    yield from _in_groups(ids, sum(row.clients for row in groups), places, municipality)


def behind_place(row: PlaceLoad) -> Iterator[Behind]:
    """Yield the figures of a municipality."""
    words = ("of:all", "status:active", *_place(row.municipality))
    yield Behind(CLIENTS, row.clients, ClientsList(None, " ".join(words)))
    yield Behind(NO_NORM, row.unknown, ClientsList(None, " ".join((*words, "is:no-norm"))))
    if row.silent is not None:
        yield Behind(SILENT, row.silent, ClientsList(None, " ".join((*words, "is:silent"))))
    yield Behind(LATE, row.late, DuesList(EVERYBODY, " ".join(("is:late", *_place(row.municipality)))))


def behind_role(row: RoleLoad, municipality: str | None = None) -> Iterator[Behind]:
    """Yield the figures of the people who have a role."""
    words = ("of:" + ",".join(map(exact, row.people)), "status:active", *_place(municipality))
    yield Behind(CLIENTS, row.clients, ClientsList(None, " ".join(words)))
    yield Behind(NO_NORM, row.unknown, ClientsList(None, " ".join((*words, "is:no-norm"))))


def _in_groups(
    groups: tuple[str, ...], clients: int, places: Mapping[str, int], municipality: str | None
) -> Iterator[Behind]:
    words = ("of:all", "status:active", "group:" + ",".join(map(exact, groups)))
    yield Behind(CLIENTS, clients, ClientsList(None, " ".join((*words, *_place(municipality)))))
    if municipality is None and len(places) > 1:
        for name, count in places.items():
            yield Behind(PLACE, count, ClientsList(None, " ".join((*words, *_place(name)))), name)


def _place(municipality: str | None) -> tuple[str, ...]:
    if municipality is None:
        return ()
    return (f"municipality:{exact(municipality)}" if municipality else "municipality:none",)
