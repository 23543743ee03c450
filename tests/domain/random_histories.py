"""Random offices as they come to be: facts recorded one after another, some long after their day; two policies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.facts import Event
from caseload_tui.domain.folding import dossier_of
from caseload_tui.domain.framework import Axis
from caseload_tui.domain.moments import local_day
from tests.domain.facts_maker import AXES, START, Journal, framework, group, text
from tests.domain.random_dossiers import FIRST, TODAY, Dice
from tests.domain.random_offices import LIVELY, PEOPLE

AHEAD = "ahead"
"""The group of the second policy that stands for the first one of the first axis."""
NEXT_AXES = {**AXES, "path": (AHEAD, *AXES["path"][1:])}
_COMING = ("meeting.planned", "contact.added", "contact.ended", "waiver.set", "waiver.ended")
"""Kinds whose day may still be to come when they are recorded."""


@dataclass(frozen=True)
class History:
    """The events of each client, the policies, and the deeds that adopted the second one."""

    clients: tuple[tuple[Event, ...], ...]
    policy: Policy
    adopted: frozenset[tuple[str, str]]

    def known_on(self, day: date) -> History:
        """What was recorded by the end of a day."""
        by_then = (tuple(item for item in events if local_day(item.at) <= day) for events in self.clients)
        return replace(self, clients=tuple(events for events in by_then if events))

    @property
    def dossiers(self) -> list[Dossier]:
        return [dossier_of(events) for events in self.clients]


def stand_in(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    """Somebody takes over until a day, on which it comes back by itself."""
    here, other = dice.sample(PEOPLE, 2)
    first = dice.day(dossier.spells[0].start)
    until = first + timedelta(days=dice.randrange(1, 60))
    journal.add("contact.added", consultant=here, from_=dossier.spells[0].start)
    for kind, who, key, day in (("ended", here, "on", first), ("added", other, "from_", first),
                                ("ended", other, "on", until), ("added", here, "from_", until)):  # fmt: skip
        journal.add(f"contact.{kind}", consultant=who, **{key: day})


def at_once(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    """Much on one day: a move, a label, another house and another contact."""
    day = max([dossier.began_on, *(stay.start for stays in dossier.stays.values() for stay in stays)])
    if dossier.present:
        journal.move(dice.choice(AXES["path"]), day)
        journal.move(dice.choice(AXES["form"]), day, "form")
    journal.add("label.given", target_group="young", on=day)
    journal.add("client.changed", field="municipality", value="Town")
    journal.add("contact.added", consultant="anna", from_=day)


def lived(seed: int, clients: int = 5, steps: int = 14) -> History:
    """Return what happened to an office; one client may be erased, and the second policy comes on some day."""
    dice = Dice(seed)
    in_force = dice.day(START + timedelta(days=300), TODAY)
    adopted_on = dice.soon(in_force)
    moment = _moment(adopted_on, 12 * 60)
    axes = tuple(
        Axis(id=axis, name=text(axis), groups=tuple(map(group, names)), optional=axis == "form")
        for axis, names in NEXT_AXES.items()
    )
    later = framework(id="next", axes=axes)
    told = tuple(_client(dice, f"c{number}", steps, in_force, moment) for number in range(clients))
    policy = Policy((Adoption(framework(), START), Adoption(later, in_force)))
    return History(told[dice.randrange(2) :], policy, frozenset({(moment, "adopter")}))


def _client(dice: Dice, name: str, steps: int, in_force: date, adoption: str) -> tuple[Event, ...]:
    journal = dice.journal(["r0"], 0)
    moments = list(_moments(dice, journal, FIRST))
    turn = dice.randrange(steps)
    for number in range(steps):
        if number == turn and moments[-1] < adoption:
            _regroup(journal, in_force)
            moments += [adoption] * (len(journal.events) - len(moments))
        dice.choice((*LIVELY, stand_in, at_once))(dice, journal, journal.dossier, ["r0"])
        moments += _moments(dice, journal, local_day(moments[-1]), len(moments))
    by = ("adopter" if at == adoption else "w" for at in moments)
    known = zip(journal.events, moments, by, strict=True)
    return tuple(replace(event, dossier=name, at=at, by=who) for event, at, who in known)


def _regroup(journal: Journal, in_force: date) -> None:
    """What adopting does with a client: the counterpart of the group, from the day of force or of the stay."""
    dossier = journal.dossier
    if dossier.present and dossier.groups.get("path") == AXES["path"][0]:
        journal.move(AHEAD, max(in_force, dossier.stays["path"][-1].start))


def _moments(dice: Dice, journal: Journal, after: date, since: int = 0) -> Iterator[str]:
    """Yield when each event was recorded: not before its day, nor before those that were there."""
    day = after
    for place, event in enumerate(journal.events[since:], since):
        days = (getattr(event.fact, key, None) for key in ("on", "from_", "made_on"))
        on = next(filter(None, days), None)
        if isinstance(on, date) and event.kind not in _COMING:
            day = max(day, on)
        if dice.one_in(8):
            day = min(TODAY, dice.soon(day))
        yield _moment(day, place)


def _moment(day: date, minute: int) -> str:
    return datetime.combine(day, time(minute // 60, minute % 60), UTC).isoformat().replace("+00:00", "Z")
