"""Random rules and random but possible dossiers, as plain data, for comparing two readings of the rules.

Everything follows from a seed, the number of rules and the number of steps: fewer steps give the beginning of the same
dossier, so that a difference that is found can be shortened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from caseload_tui.domain.dossier import ACTIVE, HELD, PLANNED, Dossier
from caseload_tui.domain.moving import decide_correction
from caseload_tui.errors import Refused
from tests.domain.facts_maker import AXES, KINDS, TARGETS, Journal, framework, registered

DAYS = 800
FIRST = date(2023, 11, 30)
TODAY = FIRST + timedelta(days=DAYS)
DATED = "housed"
TERMS = ("0 days", "10 days", "3 weeks", "20 days", "1 month", "6 months")
OFTEN: tuple[dict[str, Any], ...] = (
    *({"per_year": number} for number in (1, 2, 3, 4, 6, 12)),
    *({"every": term} for term in ("1 week", "10 days", "3 months", "2 years")),
    {"once": True},
    {"once": True, "first_within": "2 months"},
)
LASTING = ("client.registered", "client.closed", "client.reopened", "placement.set", "placement.corrected")
Table = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """What both readings are asked about."""

    journal: Journal
    rules: list[Table]
    adoptions: list[Table]


def case(seed: int, rules: int, steps: int) -> Case:
    dice = Dice(seed)
    tables: list[Table] = []
    for number in range(rules):
        tables.append(dice.rule(f"r{number}", [table["id"] for table in tables]))
    adoptions = dice.adoptions(tables)
    return Case(dice.journal([table["id"] for table in tables], steps), tables, adoptions)


class Dice(Random):
    """Chance, with what it decides about."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.step = 1 if seed % 2 else 10

    def one_in(self, number: int) -> bool:
        return self.randrange(number) == 0

    def some(self, names: Sequence[str], *, one_in: int) -> list[str]:
        """Mostly nobody in particular, else one or two of the names."""
        return self.sample(list(names), self.randint(1, 2)) if self.one_in(one_in) else []

    def day(self, first: date = FIRST, last: date = TODAY) -> date:
        """A day of the span; of the even seeds only each tenth, so that days often coincide."""
        return first + timedelta(days=self.randrange(0, max((last - first).days, 0) + 1, self.step))

    def soon(self, day: date) -> date:
        """A day on or after another, often so near that notices and merges are met."""
        return self.day(day, self.choice((TODAY, min(day + timedelta(days=40), TODAY), day)))

    def rule(self, name: str, others: list[str]) -> Table:
        """A rule as a framework file has it."""
        table: Table = {"id": name, "kind": self.choice(KINDS), **self.choice(OFTEN)}
        for key in ("first_within", "grace", "notice", "window"):
            if self.one_in(4):
                table[key] = self.choice(TERMS[:4] if key == "window" else TERMS)
        if self.one_in(8):
            table["by"] = self.day()
        if self.one_in(4):
            table["after"] = self.choice(("registration", DATED, "work"))
        if self.one_in(3):
            table["satisfied_by"] = self.choice(("any", [self.choice(KINDS)]))
        table["groups"] = self.some(AXES[self.choice(("path", "path", "form"))], one_in=2)
        table["target_groups"] = self.some(TARGETS, one_in=3)
        table["not_target_groups"] = [
            target for target in self.some(TARGETS, one_in=4) if target not in table["target_groups"]
        ]
        if self.one_in(6):
            table["clients"] = self.choice(("new", "existing"))
        if table["target_groups"] and others:
            table["instead_of"] = self.some([*others, others[0]], one_in=2)
        return table

    def adoptions(self, rules: list[Table]) -> list[Table]:
        """One framework, or an older one that shares rules with it before it."""
        newer: Table = {"id": "new", "rules": rules, "in_force_from": self.soon(FIRST), "replaces": "old"}
        if self.one_in(2):
            return [newer]
        older = [self.rule(rule["id"], []) if self.one_in(3) else rule for rule in rules]
        before = newer["in_force_from"] - timedelta(days=self.randint(1, 400))
        if self.one_in(4):
            newer["replaces"] = None
        return [{"id": "old", "rules": older, "in_force_from": before}, newer]

    def journal(self, rules: list[str], steps: int) -> Journal:
        journal = registered(self.day(FIRST, FIRST + timedelta(days=DAYS // 2)))
        for _ in range(steps):
            self.choice(STEPS)(self, journal, journal.dossier, rules)
        return journal


def move(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    axis = dice.choice(("path", "path", "form"))
    stays, here = dossier.stays.get(axis, ()), dossier.groups.get(axis)
    options: list[str | None] = [name for name in AXES[axis] if name != here]
    if axis == "form" and here is not None:
        options.append(None)
    if dossier.status == ACTIVE:
        current = stays[-1].start if stays and stays[-1].until is None else dossier.began_on
        journal.move(dice.choice(options), dice.soon(current), axis)


def back_and_forth(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    move(dice, journal, dossier, rules)
    move(dice, journal, journal.dossier, rules)


def correct(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    if not dossier.stays["path"]:
        return
    stay = dice.choice(dossier.stays["path"])
    group, on = dice.choice(AXES["path"]), dice.choice((stay.start, dice.soon(dossier.began_on)))
    try:
        facts = decide_correction(dossier, framework(), stay.event, group=group, on=on, reason="", today=TODAY)
    except Refused:
        return
    journal.record(*facts)


def label(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    target = dice.choice(TARGETS)
    told = [max(item.start, item.until or item.start) for item in dossier.labels if item.id == target]
    kind = "label.ended" if target in dossier.current_labels and dice.one_in(2) else "label.given"
    journal.add(kind, target_group=target, on=dice.soon(max([dossier.spells[0].start, *told])))


def dated(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    journal.add("client.dated", fact=DATED, on=dice.day())


def held(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    known = [item.id for item in dossier.meetings if item.status == PLANNED or item.unsigned]
    journal.held(dice.day(), dice.choice(KINDS), dice.choice([None, *known]))


def planned(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    if dossier.status == ACTIVE:
        on = dice.day(TODAY - timedelta(days=200), TODAY + timedelta(days=40))
        journal.planned(on, dice.choice(KINDS))


def unplanned(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    for item in dossier.meetings:
        if item.status == PLANNED and dice.one_in(2):
            journal.add(dice.choice(("meeting.missed", "meeting.cancelled")), meeting=item.id, on=item.on)


def corrected(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    known = [item for item in dossier.meetings if item.status == HELD]
    if not known:
        return
    meeting = dice.choice(known).id
    if dice.one_in(2):
        journal.add("meeting.withdrawn", meeting=meeting, reason="wrong person")
    else:
        journal.add("meeting.signed", meeting=meeting, on=TODAY)
        on, kind = dice.choice((None, dice.day())), dice.choice((None, *KINDS))
        journal.add("meeting.amended", meeting=meeting, reason="wrong", on=on, meeting_kind=kind)


def deferral(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    name = dice.choice(rules)
    if any(item.rule == name for item in dossier.deferrals) and dice.one_in(2):
        journal.add("deferral.withdrawn", rule=name)
    elif dossier.status == ACTIVE:
        journal.add("deferral.set", rule=name, until=dice.day(FIRST, TODAY + timedelta(days=60)), reason="ill")


def waiver(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    known = list(dossier.waivers)
    if known and dice.one_in(3):
        item = dice.choice(known)
        through = dice.day(item.start - timedelta(days=5), item.through or TODAY)
        journal.add("waiver.ended", rule=item.rule, from_=item.start, through=through)
    elif dossier.status == ACTIVE:
        beside = [(item.rule, dice.soon(item.through or item.start)) for item in known]
        name, start = dice.choice([(dice.choice(rules), dice.day()), *beside])
        end = None if dice.one_in(5) else dice.day(start, start + timedelta(days=120))
        journal.add("waiver.set", rule=name, from_=start, through=end, reason="ill")


def close(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    """Close the dossier, mostly to open it again."""
    if dossier.status == ACTIVE:
        starts = [stay.start for stays in dossier.stays.values() for stay in stays]
        journal.add("client.closed", on=dice.soon(max([dossier.began_on, *starts])), reason="work")
    if not dice.one_in(4):
        on = dice.soon(journal.dossier.closed_on or FIRST)
        journal.add("client.reopened", on=on)
        journal.move(dice.choice(AXES["path"]), on)


def undo(dice: Dice, journal: Journal, dossier: Dossier, rules: list[str]) -> None:
    """Take back something, or an undoing; registrations, groups and records stay, as they must."""
    free = [event.id for event in journal.events if event.kind not in (*LASTING, "meeting.held")]
    if free:
        journal.undo(dice.choice(free))


Step = Callable[[Dice, Journal, Dossier, list[str]], None]
STEPS: tuple[Step, ...] = (
    *(move, back_and_forth, correct, label, label, dated, held, held, held, planned, unplanned, corrected),
    *(deferral, deferral, waiver, waiver, close, undo),
)
