"""The worked examples in docs/rules.md, computed again from the sentences that stand there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.balance import balance
from caseload_tui.domain.daily import overdue_share
from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.due import BaseDue, base_dues
from caseload_tui.domain.facts import Event, Fact, client, meeting
from caseload_tui.domain.folding import dossier_of
from caseload_tui.domain.framework import Axis, Framework, Group, TargetGroup
from caseload_tui.domain.load import Carried
from caseload_tui.domain.rules import Rule
from caseload_tui.domain.standing import standing, waived_due
from caseload_tui.domain.texts import Text
from caseload_tui.frameworks.build_rules import cadence

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
DAY = r"(\d{1,2} [A-Z][a-z]{2} \d{4})"
IN_FORCE = date(2020, 1, 1)


def day(text: str) -> date:
    return datetime.strptime(text, "%d %b %Y").date()


def shown(on: date | None) -> str:
    return f"{on.day} {on:%b %Y}" if on else "none"


def rows(*header: str) -> Iterator[tuple[str, ...]]:
    """Yield the rows of every table of the page with this header."""
    inside = False
    for line in PAGE.read_text("utf-8").splitlines():
        cells = tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
        if not line.startswith("|"):
            inside = False
        elif cells == header:
            inside = True
        elif inside and not set(line) <= set("|- :"):
            yield cells


def rules(cell: str) -> tuple[Rule, ...]:
    tables = (tomllib.loads(f"rule = {{ {text} }}")["rule"] for text in re.findall(r"`([^`]+)`", cell))
    return tuple(cadence({"id": f"rule{place}", "kind": "talk"} | table) for place, table in enumerate(tables))


def place(on: str, group: str) -> Fact:
    return client.PlacementSet(axis="phase", group=group, from_=day(on))


def registered(on: str, group: str | None) -> list[Fact]:
    number = client.ClientRegistered(on=day(on), file_number="0001", given_name="Example", family_name="Example")
    return [number, place(on, group or "A")]


def held(kind: str, on: str) -> list[Fact]:
    return [meeting.MeetingHeld(meeting=f"{kind} {on}", meeting_kind=kind, on=day(on))]


def waived(start: str, through: str | None) -> list[Fact]:
    return [
        meeting.WaiverSet(rule="rule0", from_=day(start), through=day(through) if through else None, reason="example")
    ]


CLAUSES: dict[str, Callable[..., list[Fact]]] = {
    rf"registered {DAY}(?: in ([A-C]))?": registered,
    rf"to ([A-C]) {DAY}": lambda group, on: [place(on, group)],
    rf"(talk|intake|workshop) {DAY}": held,
    rf"missed {DAY}": lambda on: [meeting.MeetingMissed(meeting=on, meeting_kind="talk", on=day(on))],
    rf"planned for {DAY}": lambda on: [meeting.MeetingPlanned(meeting=f"talk {on}", meeting_kind="talk", on=day(on))],
    rf"put off until {DAY}": lambda on: [meeting.DeferralSet(rule="rule0", until=day(on), reason="example")],
    "withdrawn again": lambda: [meeting.DeferralWithdrawn(rule="rule0")],
    rf"waived {DAY}(?: through {DAY})?": waived,
    rf"(young|parent) {DAY}": lambda label, on: [client.LabelGiven(target_group=label, on=day(on))],
    rf"started work {DAY}": lambda on: [client.WorkStarted(work=on, on=day(on))],
    rf"closed {DAY}": lambda on: [client.ClientClosed(on=day(on), reason="example")],
    rf"closed into aftercare {DAY}": lambda on: [client.ClientClosed(on=day(on), reason="example", aftercare=True)],
    rf"reopened {DAY} in ([A-C])": lambda on, group: [client.ClientReopened(on=day(on)), place(on, group)],
}


def facts(clause: str) -> list[Fact]:
    for pattern, make in CLAUSES.items():
        found = re.fullmatch(pattern, clause)
        if found:
            return make(*found.groups())
    raise AssertionError(f"not a clause of an example: {clause}")


def told(story: str) -> tuple[Dossier, date]:
    """Return the dossier that the clauses tell of, and the day the framework came into force."""
    clauses, in_force, made = story.split("; "), IN_FORCE, []
    for clause in clauses:
        adopted = re.fullmatch(rf"in force {DAY}", clause)
        if adopted:
            in_force = day(adopted[1])
        else:
            made += facts(clause)
    events = (
        Event(str(seq), "client", item.kind, "2026-01-01T00:00:00Z", "author", "device", 1, item, seq)
        for seq, item in enumerate(made, start=1)
    )
    return dossier_of(events), in_force


def example(of_rules: tuple[Rule, ...]) -> Framework:
    groups = tuple(Group(id=name, name=Text.of(name)) for name in "ABC")
    return Framework(
        id="example",
        name=Text.of("Example"),
        organisation=Text.of("Example"),
        municipalities=("Example",),
        valid_from=IN_FORCE,
        axes=(Axis(id="phase", name=Text.of("phase"), groups=groups),),
        target_groups=tuple(TargetGroup(id=name, name=Text.of(name)) for name in ("young", "parent")),
        rules=of_rules,
    )


def dues(rule_cell: str, story: str) -> tuple[BaseDue, ...]:
    dossier, in_force = told(story)
    return base_dues(dossier, Policy((Adoption(example(rules(rule_cell)), in_force),)))


DUE = list(rows("Rule", "Facts", "Due"))
STATE = list(rows("Rule", "Facts", "On", "State"))
SHARE = list(rows("Rule", "Facts", "On", "Share"))
LOAD = list(rows("Clients and norms", "Load"))


def test_the_page_has_examples_of_every_sort() -> None:
    assert len(DUE) >= 20
    assert len(STATE) >= 8
    assert SHARE
    assert LOAD


@pytest.mark.parametrize(("rule", "story", "due"), DUE)
def test_a_due_date_on_the_page_is_what_the_program_says(rule: str, story: str, due: str) -> None:
    found = dues(rule, story)
    said = [(base.rule, shown(waived_due(base))) for base in found]
    if len(rules(rule)) == 1:
        assert due == (said[0][1] if said else "no rule")
    else:
        assert due == ", ".join(f"{name}: {on}" for name, on in said)


@pytest.mark.parametrize(("rule", "story", "on", "state"), STATE)
def test_a_state_on_the_page_is_what_the_program_says(rule: str, story: str, on: str, state: str) -> None:
    stands = standing(dues(rule, story)[0], day(on))
    assert stands is not None
    also = [name for name, holds in (("late", stands.late), ("planned late", stands.planned_late)) if holds]
    assert state == ", ".join([stands.state, *also])


@pytest.mark.parametrize(("rule", "story", "on", "share"), SHARE)
def test_a_share_of_the_term_on_the_page_is_what_the_program_says(rule: str, story: str, on: str, share: str) -> None:
    base = dues(rule, story)[0]
    stands = standing(base, day(on))
    assert stands is not None
    assert f"{overdue_share(base, stands):.2f}" == share


@pytest.mark.parametrize(("story", "load"), LOAD)
def test_a_load_on_the_page_is_what_the_program_says(story: str, load: str) -> None:
    told_of = re.findall(r"(\d+) in ([A-C]) (?:at (\d+)|without a norm)", story)
    norms = {name: float(norm) if norm else None for _, name, norm in told_of}
    groups = tuple(Group(id=name, name=Text.of(name), clients_per_fte=norm) for name, norm in norms.items())
    axis = Axis(id="phase", name=Text.of("phase"), groups=groups)
    framework = replace(example(()), axes=(axis,), load_axes=("phase",))
    carried = [Carried(None, {"phase": name}, None) for count, name, _ in told_of for _ in range(int(count))]
    figures = balance(carried, (), (), framework, IN_FORCE)
    unknown = figures.consultants[0].unknown
    assert figures.needed is not None
    assert load == f"{float(figures.needed):.2f} fte" + (f", {unknown} unknown" if unknown else "")
