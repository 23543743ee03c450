"""What adopting another policy comes to: what vanishes and needs a counterpart, what ends, and which due dates move.

What vanishes while clients have it needs a counterpart, or the word that it is left open; nothing is guessed. Meetings
that were held keep their kind, whatever it is called afterwards.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.dossier import ACTIVE, PLANNED, Dossier
from caseload_tui.domain.due import BaseDue, base_dues
from caseload_tui.domain.facts.base import Event, Fact
from caseload_tui.domain.facts.client import PlacementSet
from caseload_tui.domain.facts.meeting import DeferralWithdrawn
from caseload_tui.domain.folding import dossier_of
from caseload_tui.domain.leads import lead_of
from caseload_tui.domain.standing import waived_due
from caseload_tui.domain.switching import Switch, facts_of, term_facts
from caseload_tui.domain.translating import Translation

AXIS, GROUP, KIND, TARGET_GROUP, DOMAIN, ROLE = "axis", "group", "kind", "target_group", "domain", "role"
DEFERRAL, WAIVER = "deferral", "waiver"
MOVED, GONE, FRESH = "moved", "gone", "new"


@dataclass(frozen=True, slots=True)
class Vanishing:
    """Something of the present policy that the other one has not, or an axis on which clients would have no group."""

    what: str
    id: str
    axis: str | None
    clients: int
    """How many clients have it in their dossiers."""
    today: int
    """How many of them have it today, have a contact in the role, or have a meeting of the kind planned."""
    into: str | None
    """Its counterpart; empty where it is left open on purpose, None where nobody said."""

    @property
    def needed(self) -> bool:
        """Tell whether somebody must say what becomes of it; a contact may keep a role of the former policy."""
        return self.today > 0 and self.what != ROLE

    @property
    def lacking(self) -> bool:
        """Tell whether the policy cannot be adopted before somebody says what becomes of it."""
        return self.needed and self.into is None


@dataclass(frozen=True, slots=True)
class DueChange:
    """A due date of a client before and after; one side is None where there is none."""

    client: str
    before: BaseDue | None
    after: BaseDue | None

    @property
    def due_before(self) -> date | None:
        """The day it was due."""
        return waived_due(self.before) if self.before is not None else None

    @property
    def due_after(self) -> date | None:
        """The day it is due under the other policy."""
        return waived_due(self.after) if self.after is not None else None

    @property
    def what(self) -> str:
        """Whether the date moves, goes or is a fresh one."""
        if self.due_after is None:
            return GONE
        return FRESH if self.due_before is None else MOVED


@dataclass(frozen=True, slots=True)
class EndingTerm:
    """A deferral or waiver that ends because its rule vanishes."""

    what: str
    client: str
    rule: str
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What adopting comes to, with the facts it takes."""

    clients: int
    regrouped: int
    """How many clients get another group."""
    groups: tuple[tuple[str, str, int], ...]
    """Axis, group and number of clients under the other policy."""
    vanishing: tuple[Vanishing, ...]
    dues: tuple[DueChange, ...]
    ending: tuple[EndingTerm, ...]
    lead_lacking: int
    """How many clients will have no contact in the role that leads."""
    facts: tuple[tuple[str, Fact], ...]

    @property
    def lacking(self) -> tuple[Vanishing, ...]:
        """What must be given a counterpart first."""
        return tuple(item for item in self.vanishing if item.lacking)

    def count(self, what: str) -> int:
        """Return how many due dates or terms change in this way."""
        whats = [item.what for item in self.dues] + [item.what for item in self.ending]
        return whats.count(what)


def switch_dossiers(dossiers: Iterable[Dossier], switch: Switch) -> Outcome:
    """Return what adopting comes to for these dossiers; those of closed clients stay as they are."""
    facts: list[tuple[str, Fact]] = []
    dues: list[DueChange] = []
    ending: list[EndingTerm] = []
    groups: Counter[tuple[str, str]] = Counter()
    used: Counter[tuple[str, str]] = Counter()
    wanted: Counter[tuple[str, str]] = Counter()
    clients = regrouped = lead_lacking = 0
    for dossier in dossiers:
        if not dossier.present:
            continue
        clients += 1
        mine = facts_of(dossier, switch)
        after = _with_facts(dossier, mine)
        facts += ((dossier.id, fact) for fact in mine)
        regrouped += any(isinstance(fact, PlacementSet) for fact in mine)
        lead_lacking += dossier.status == ACTIVE and lead_of(after, switch.after.framework).lacking
        groups.update(after.groups.items())
        used.update(_used(dossier))
        wanted.update(_wanted(dossier, switch))
        dues += _due_changes(dossier, after, switch)
        ending += _ending(dossier, switch)
    return Outcome(
        clients=clients,
        regrouped=regrouped,
        groups=tuple(
            (axis.id, group.id, groups[axis.id, group.id])
            for axis in switch.after.framework.axes
            for group in axis.groups
        ),
        vanishing=tuple(_vanishing(switch.translate, used, wanted)),
        dues=tuple(dues),
        ending=tuple(ending),
        lead_lacking=lead_lacking,
        facts=tuple(facts),
    )


def _ending(dossier: Dossier, switch: Switch) -> Iterator[EndingTerm]:
    for fact in term_facts(dossier, switch):
        if isinstance(fact, DeferralWithdrawn):
            said = next(item for item in dossier.deferrals if item.rule == fact.rule)
            yield EndingTerm(DEFERRAL, dossier.id, said.rule, said.until, said.reason)
        else:
            waived = next(item for item in dossier.waivers if (item.rule, item.start) == (fact.rule, fact.from_))
            yield EndingTerm(WAIVER, dossier.id, waived.rule, waived.through, waived.reason)


def _with_facts(dossier: Dossier, facts: Iterable[Fact]) -> Dossier:
    """Return the dossier as it reads once the facts are recorded."""
    last = dossier.events[-1]
    added = [
        Event(f"{last.id}+{place}", dossier.id, fact.kind, last.at, last.by, "", fact.version, fact, last.seq + place)
        for place, fact in enumerate(facts, 1)
    ]
    return dossier_of((*dossier.events, *added)) if added else dossier


def _due_changes(dossier: Dossier, after: Dossier, switch: Switch) -> Iterator[DueChange]:
    old = {base.rule: base for base in base_dues(dossier, switch.before)}
    fresh = {base.rule: base for base in base_dues(after, switch.after)}
    for base in old.values():
        found = fresh.pop(base.rule, None) or _same_kind(base, tuple(fresh.values()), old, switch)
        if found is not None:
            fresh.pop(found.rule, None)
        change = DueChange(dossier.id, base, found)
        if change.due_before != change.due_after:
            yield change
    yield from (
        change for base in fresh.values() if (change := DueChange(dossier.id, None, base)).due_after is not None
    )


def _same_kind(base: BaseDue, fresh: Iterable[BaseDue], old: Iterable[str], switch: Switch) -> BaseDue | None:
    """Return the rule of the other policy that asks for the counterpart of the kind, under an id of its own."""
    kind, taken = switch.translate.kind(base.kind), set(old)
    return next(
        (item for item in fresh if (item.kind, item.is_step) == (kind, base.is_step) and item.rule not in taken), None
    )


def _used(dossier: Dossier) -> set[tuple[str, str]]:
    """Return which groups, kinds, target groups, life domains and roles the dossier speaks of, each once."""
    return {
        *((GROUP, group) for group in dossier.groups.values()),
        *((KIND, meeting.kind) for meeting in dossier.meetings),
        *((TARGET_GROUP, label) for label in dossier.current_labels),
        *((DOMAIN, domain) for meeting in dossier.meetings for domain in (*meeting.notes, *meeting.scores)),
        *_roles(dossier),
    }


def _wanted(dossier: Dossier, switch: Switch) -> set[tuple[str, str]]:
    """Return what of it must have a counterpart: what the client has today, and where a group would lack."""
    wanted = {
        *((GROUP, group) for group in dossier.groups.values()),
        *((KIND, meeting.kind) for meeting in dossier.meetings if meeting.status == PLANNED),
        *((TARGET_GROUP, label) for label in dossier.current_labels),
        *_roles(dossier),
    }
    if dossier.status == ACTIVE:
        wanted |= {
            (AXIS, axis) for axis in switch.translate.unknown_axes(dossier) if axis not in switch.translate.given.axes
        }
    return wanted


def _roles(dossier: Dossier) -> set[tuple[str, str]]:
    return {(ROLE, contact.role) for contact in dossier.current_contacts if contact.role is not None}


def _vanishing(
    translate: Translation, used: Counter[tuple[str, str]], wanted: Counter[tuple[str, str]]
) -> Iterator[Vanishing]:
    present, given = translate.present, translate.given
    silent = False
    for axis in present.axes:
        for group in axis.groups:
            if translate.group(group.id) != group.id or axis.id != translate.other.axis_of_group[group.id].id:
                found = translate.group(group.id) or _left_open(group.id, given.groups)
                item = Vanishing(GROUP, group.id, axis.id, used[GROUP, group.id], wanted[GROUP, group.id], found)
                silent = silent or item.lacking
                yield item
    lists = (
        (KIND, present.kinds_by_id, translate.kind, given.kinds),
        (TARGET_GROUP, present.target_groups_by_id, translate.target_group, given.target_groups),
        (DOMAIN, present.domains_by_id, translate.domain, given.domains),
        (ROLE, present.roles_by_id, translate.role, given.roles),
    )
    for what, ids, counterpart, said in lists:
        for name in ids:
            if counterpart(name) != name:
                found = counterpart(name) or _left_open(name, said)
                yield Vanishing(what, name, None, used[what, name], wanted[what, name], found)
    for axis in translate.other.axes:
        # Where a group lacks a counterpart, that says it already.
        if wanted[AXIS, axis.id] and not axis.optional and not silent:
            count = wanted[AXIS, axis.id]
            yield Vanishing(AXIS, axis.id, axis.id, count, count, None)


def _left_open(name: str, said: object) -> str | None:
    return "" if isinstance(said, dict) and said.get(name) == "" else None
