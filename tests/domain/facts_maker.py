"""Makers for tests: a journal of one dossier that grows fact by fact, and small frameworks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.due import BaseDue, base_dues
from caseload_tui.domain.durations import Duration
from caseload_tui.domain.facts import Event, Fact, payload, read
from caseload_tui.domain.folding import dossier_of
from caseload_tui.domain.framework import Axis, Framework, Group, Kind, TargetGroup
from caseload_tui.domain.rules import Rule, Scope
from caseload_tui.domain.texts import Text

START = date(2024, 1, 1)
AXES = {"path": ("near", "middle", "far"), "form": ("short", "long")}
TARGETS = ("young", "old", "newcomer")
KINDS = ("progress", "check", "work")


def text(words: str) -> Text:
    return Text.of(words)


def iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


class Journal:
    """The events of one dossier, in their order."""

    def __init__(self, *events: Event, dossier: str = "c1") -> None:
        self.events = list(events)
        self.id = dossier

    def add(self, kind: str, *, by: str = "w", **values: Any) -> str:
        """Record a fact of its payload's keys (`from_` for `from`) and return the event's identifier."""
        fact = read(kind, 1, {key.rstrip("_"): iso(value) for key, value in values.items()})
        return self.record(fact, by=by)

    def record(self, *facts: Fact, by: str = "w") -> str:
        for fact in facts:
            seq = len(self.events) + 1
            name = getattr(fact, "kind", "odd")
            self.events.append(Event(f"e{seq}", self.id, name, "2026-01-01T00:00:00Z", by, "d", 1, fact, seq))
        return self.events[-1].id

    def undo(self, event: str) -> str:
        return self.add("undone", event=event)

    def held(self, on: date, kind: str = "progress", meeting: str | None = None, **values: Any) -> str:
        """Record a held meeting and return the meeting's identifier."""
        meeting = meeting or f"m{len(self.events)}"
        self.add("meeting.held", meeting=meeting, meeting_kind=kind, on=on, **values)
        return meeting

    def planned(self, on: date, kind: str = "progress", meeting: str | None = None) -> str:
        """Record a plan and return the meeting's identifier."""
        meeting = meeting or f"m{len(self.events)}"
        self.add("meeting.planned", meeting=meeting, meeting_kind=kind, on=on)
        return meeting

    def move(self, group: str | None, on: date, axis: str = "path") -> str:
        return self.add("placement.set", axis=axis, group=group, from_=on)

    @property
    def dossier(self) -> Dossier:
        return dossier_of(self.events)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The events as an export writes them."""
        return [{"id": event.id, "kind": event.kind, "payload": payload(event.fact)} for event in self.events]


def registered(on: date = START, group: str | None = "near", **values: Any) -> Journal:
    """Return the journal of somebody who came in, in a group of the first axis."""
    journal = Journal()
    names = {"file_number": "0001", "given_name": "Noor", "family_name": "Berg"}
    journal.add("client.registered", on=on, **(names | values))
    if group is not None:
        journal.move(group, on)
    return journal


def duration(words: str | None) -> Duration | None:
    return Duration.parse(words) if words else None


def rule(name: str = "progress", kind: str = "progress", **table: Any) -> Rule:
    """Return a rule of the keys of a framework file: `every`, `per_year`, `groups`, `notice` ..."""
    lists = {key: tuple(table.pop(key, ())) for key in ("groups", "target_groups", "not_target_groups")}
    scope = Scope(**lists, clients=table.pop("clients", None), aftercare=table.pop("during", None) == "aftercare")
    per_year, also = table.get("per_year"), table.pop("satisfied_by", ())
    every = duration(table.pop("every", None))
    return Rule(
        id=name,
        kind=kind,
        scope=scope,
        interval=Duration(12 // per_year, "months") if per_year else every,
        first_within=duration(table.pop("first_within", None)),
        grace=duration(table.pop("grace", "0 days")) or Duration(0, "days"),
        own_notice=duration(table.pop("notice", None)),
        own_window=duration(table.pop("window", None)),
        satisfied_by=(also,) if isinstance(also, str) else tuple(also),
        instead_of=tuple(table.pop("instead_of", ())),
        **table,
    )


def group(name: str, **values: Any) -> Group:
    return Group(id=name, name=text(name.title()), **values)


def framework(*rules: Rule, id: str = "policy", **values: Any) -> Framework:
    """Return a framework with two axes, three target groups and three kinds, unless told otherwise."""
    parts: dict[str, Any] = {
        "axes": tuple(
            Axis(id=axis, name=text(axis), groups=tuple(map(group, names)), optional=axis == "form")
            for axis, names in AXES.items()
        ),
        "target_groups": tuple(TargetGroup(id=name, name=text(name)) for name in TARGETS),
        "kinds": tuple(Kind(id=name, name=text(name)) for name in KINDS),
    }
    return Framework(
        id=id,
        name=text("A policy"),
        organisation=text("A town"),
        municipalities=("Town",),
        valid_from=START,
        rules=rules,
        **(parts | values),
    )


def policy(*rules: Rule, in_force: date = START) -> Policy:
    return Policy((Adoption(framework(*rules), in_force),))


def only_due(journal: Journal, its_policy: Policy) -> BaseDue:
    """Return the one base due date of the dossier."""
    (due,) = base_dues(journal.dossier, its_policy)
    return due


def dues(journal: Journal, its_policy: Policy) -> dict[str, BaseDue]:
    return {due.rule: due for due in base_dues(journal.dossier, its_policy)}


def rule_ids(items: Iterable[BaseDue]) -> set[str]:
    return {item.rule for item in items}
