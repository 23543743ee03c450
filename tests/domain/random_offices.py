"""Random but possible offices for the monitor: moves, closings, removals and hand-overs, each with its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from caseload_tui.domain.dossier import ACTIVE, Dossier
from caseload_tui.domain.facts import Event
from tests.domain.facts_maker import Journal
from tests.domain.random_dossiers import FIRST, STEPS, TODAY, Dice, Step

TOWNS = ("Town", "Village")
PEOPLE = ("anna", "bram", "cleo")
REASONS = ("work", "moved", "death", "education", "other_income", "in own words")
MADE = ("commitment.kept", "commitment.broken", "commitment.renegotiated", "commitment.withdrawn")


def house(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    journal.add("client.changed", field="municipality", value=dice.choice((*TOWNS, None)))


def contact(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    who = dice.choice(PEOPLE)
    journal.add("contact.added", consultant=who, from_=dice.day(dossier.spells[0].start))
    if dice.one_in(2):
        journal.add("contact.ended", consultant=who, on=dice.day(dossier.spells[0].start))


def work(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    name, on = f"w{len(journal.events)}", dice.day(dossier.spells[0].start)
    hours, sector = dice.choice((None, 8, 16, 24)), dice.choice((None, "care", "shop"))
    journal.add("work.started", work=name, on=on, part_time=dice.one_in(2), hours=hours, sector=sector)
    if dice.one_in(2):
        journal.add("work.ended", work=name, on=dice.soon(on))
    journal.add("referral.made", partner=dice.choice(TOWNS), on=dice.day())


def promise(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    name, on = f"p{len(journal.events)}", dice.day(dossier.spells[0].start)
    due = dice.choice((None, dice.soon(on)))
    journal.add("commitment.made", commitment=name, owner=dice.choice(("client", "office", "partner")), text="x",
                made_on=on, due_on=due)  # fmt: skip
    for _ in range(dice.randrange(3)):
        kind = dice.choice(MADE)
        also = {"replaced_by": "p0"} if kind.endswith("renegotiated") else {}
        journal.add(kind, commitment=name, on=dice.soon(on), **also)


def leave(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    """Close the dossier, perhaps into aftercare, to close that later, or to open it again, perhaps at once."""
    starts = [stay.start for stays in dossier.stays.values() for stay in stays]
    if dossier.status == ACTIVE:
        on, aftercare = dice.soon(max([dossier.began_on, *starts])), dice.one_in(3)
        journal.add("client.closed", on=on, reason=dice.choice(REASONS), aftercare=aftercare)
        if aftercare and dice.one_in(2):
            journal.add("client.closed", on=dice.soon(on), reason=dice.choice(REASONS))
    closed = max(item.on for item in journal.dossier.closings)
    if not dice.one_in(3):
        on = closed if dice.one_in(2) else dice.soon(closed)
        journal.add("client.reopened", on=on)
        journal.move(dice.choice(("near", "middle", "far")), on)


LIVELY: tuple[Step, ...] = (*STEPS, house, house, contact, contact, contact, work, promise, leave, leave)


def office(seed: int, clients: int, steps: int, rules: list[str]) -> list[list[Event]]:
    """Return the events of each client; a fact without a day of its own was recorded on some day."""
    dice = Dice(seed)
    return [_client(dice, f"c{number}", steps, rules) for number in range(clients)]


def _client(dice: Dice, name: str, steps: int, rules: list[str]) -> list[Event]:
    journal = dice.journal(rules, 0)
    for _ in range(steps):
        dice.choice(LIVELY)(dice, journal, journal.dossier, rules)
    return [replace(event, dossier=name, at=_moment(dice, event)) for event in journal.events]


def _moment(dice: Dice, event: Event) -> str:
    days = (getattr(event.fact, key, None) for key in ("on", "from_", "made_on"))
    day = next((day for day in days if isinstance(day, date)), None) or dice.day()
    return f"{day.isoformat()}T{dice.randrange(24):02}:30:00+00:00"


def period(dice: Dice) -> tuple[date, date]:
    first = dice.day(FIRST + timedelta(days=40))
    return first, dice.day(first, TODAY)
