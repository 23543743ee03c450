"""What is left out of a publication cannot be worked out from what stays."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caseload_tui.domain.adoption import Adoption, Policy
from caseload_tui.domain.folding import dossier_of
from caseload_tui.domain.monitor.activity import SideRow
from caseload_tui.domain.monitor.blocks import Monitor
from caseload_tui.domain.monitor.counting import monitor
from caseload_tui.domain.monitor.indicators import FACTS, IndicatorRow
from caseload_tui.domain.monitor.period import Period
from caseload_tui.domain.monitor.publishing import Shown, counts_of, relations_of
from caseload_tui.domain.monitor.stock import COLUMNS, SIGNS
from caseload_tui.domain.monitor.suppressing import FEWEST, Key, Relation, left_out, worked_out
from caseload_tui.domain.program import Program, Row
from caseload_tui.domain.statements import Indicator, Target
from caseload_tui.solving.highs import best
from tests.domain.facts_maker import START as BEGAN
from tests.domain.facts_maker import framework, text
from tests.domain.random_dossiers import TODAY
from tests.domain.random_offices import office
from tests.domain.test_monitor_adds_up import asked, made

SUM = "total"
MOST = 500
"""More than any figure of these offices."""


def table(cells: list[list[int]]) -> tuple[dict[Key, int], list[Relation]]:
    """A table with totals under its columns, beside its rows, and in the corner."""
    wide = [[*row, sum(row)] for row in cells]
    wide.append([sum(column) for column in zip(*wide, strict=True)])
    counts: dict[Key, int] = {(r, c): count for r, row in enumerate(wide) for c, count in enumerate(row)}
    last_row, last_column = len(wide) - 1, len(wide[0]) - 1
    relations: list[Relation] = [
        {**{(r, c): 1 for c in range(last_column)}, (r, last_column): -1} for r in range(len(wide))
    ]
    relations += [{**{(r, c): 1 for r in range(last_row)}, (last_row, c): -1} for c in range(len(wide[0]))]
    return counts, relations


def possible(
    counts: dict[Key, int], relations: list[Relation], hidden: frozenset[Key], most: int
) -> list[dict[Key, int]]:
    """Every way to fill in what is left out, tried one by one: no rule of the program is used."""
    inner = [key for key in hidden if not any(key in relation and relation[key] == -1 for relation in relations)]
    found = []
    for values in product(range(1, most + 1), repeat=len(inner)):
        filled = {
            **{key: count for key, count in counts.items() if key not in hidden},
            **dict(zip(inner, values, strict=True)),
        }
        for key in sorted(hidden - set(inner), key=repr):
            parts = next(rel for rel in relations if rel.get(key) == -1 and all(k in filled or k == key for k in rel))
            filled[key] = sum(filled[part] for part in parts if part != key)
        if all(sum(sign * filled[key] for key, sign in relation.items()) == 0 for relation in relations):
            found.append(filled)
    return found


@settings(max_examples=15, deadline=None)
@given(cells=st.lists(st.lists(st.integers(0, 10), min_size=2, max_size=2), min_size=2, max_size=3))
def test_each_small_count_of_a_table_could_be_another_one(cells: list[list[int]]) -> None:
    counts, relations = table(cells)
    hidden = left_out(counts, relations)
    small = {key for key, count in counts.items() if 0 < count < FEWEST}
    assert small <= hidden
    assert not any(counts[key] == 0 for key in hidden)
    inner = [key for key in hidden if not any(relation.get(key) == -1 for relation in relations)]
    assume(len(inner) <= 4)
    ways = possible(counts, relations, hidden, most=11)
    assert counts in ways
    exposed = {key for key in small if len({way[key] for way in ways}) == 1}
    # A lone group is its own total: there is nothing else to leave out.
    assert not exposed or sum(count > 0 for row in cells for count in row) == 1


def test_one_small_group_takes_a_second_one_along_since_the_total_would_give_it_away() -> None:
    counts: dict[Key, int] = {("a",): 3, ("b",): 40, ("c",): 25, (SUM,): 68}
    relation: Relation = {("a",): 1, ("b",): 1, ("c",): 1, (SUM,): -1}
    assert worked_out(counts, [relation], {("a",)}) == [("a",)]
    assert left_out(counts, [relation]) == {("a",), ("c",)}


def test_what_follows_only_from_several_sums_together_is_found_too() -> None:
    counts: dict[Key, int] = {("a",): 4, ("b",): 20, ("c",): 30, ("ab",): 24, ("bc",): 50, ("ac",): 34}
    relations: list[Relation] = [
        {("a",): 1, ("b",): 1, ("ab",): -1},
        {("b",): 1, ("c",): 1, ("bc",): -1},
        {("a",): 1, ("c",): 1, ("ac",): -1},
    ]
    assert ("a",) in worked_out(counts, relations, {("a",), ("b",), ("c",)})
    assert worked_out(counts, relations, left_out(counts, relations)) == []


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_nothing_left_out_of_a_monitor_can_be_worked_out(seed: int) -> None:
    found = monitor(made(seed, clients=30, steps=8), asked(seed))
    counts, relations, shown = counts_of(found), relations_of(found), Shown(found, suppress=True)
    holding = [rel for rel in relations if sum(sign * counts[key] for key, sign in rel.items()) == 0]
    # Part-time placements are partial outflow, unless somebody was no longer in stock or only changed jobs.
    assert {key[0] for rel in relations if rel not in holding for key in rel} <= {"works", "partial"}
    hidden = [key for key in counts if shown.hides(*key)]
    assert {key for key, count in counts.items() if 0 < count < FEWEST} <= set(hidden)
    assert [key for key in worked_out(counts, holding, hidden) if counts[key] < FEWEST] == []


def test_what_was_kept_in_time_is_not_left_for_the_reader_to_take_off() -> None:
    kept = SideRow("client", kept=("c",) * 30, kept_late=("c",) * 28, broken=("c",) * 20, overdue=())
    shown = Shown(replace(monitor(made(7), asked(7)), commitments=(kept,)), suppress=True)
    assert [what for what in ("kept", "kept_late", "broken") if shown.hides("commitments", "client", what)]
    assert not shown.hides("commitments", "client", "broken")


def test_the_groups_of_an_indicator_are_shown_together_or_not_at_all() -> None:
    asked_for = Indicator(id="work", name=text("Work"), formula="count", counts=("work_full",))

    def row(group: str | None, number: int) -> IndicatorRow:
        return IndicatorRow(
            indicator=asked_for, group=group, value=number, origin=FACTS, of=None, parts={"work_full": number},
            lacking=(), baseline=None, years=(), goals=(), clients=("c",) * number,
        )  # fmt: skip

    empty = replace(monitor([], asked(7)), commitments=())
    few = replace(empty, indicators=(row(None, 15), row("near", 12), row("far", 3)))
    assert [Shown(few, suppress=True).shows(item) for item in few.indicators] == [False, False, False]
    many = replace(empty, indicators=(row(None, 25), row("near", 12), row("far", 13)))
    assert all(Shown(many, suppress=True).shows(item) for item in many.indicators)
    assert all(Shown(few).shows(item) for item in few.indicators)


class Attack:
    """Somebody who reads one publication and asks of each figure what the least and the most can be that fits.

    It knows what every reader knows of such tables, written down here once more, and asks a solver.
    """

    def __init__(self, found: Monitor) -> None:
        self.program = Program()
        self.numbers: dict[Key, int] = {}
        self.truth: dict[Key, tuple[int, bool]] = {}
        self.shown = Shown(found, suppress=True)
        for row in found.stock:
            for column in COLUMNS:
                self.figure(row.count(column), self.shown.stock(row, column), "stock", row.axis, row.group, column)
            self.adds_up({("stock", row.axis, row.group, column): SIGNS[column] for column in COLUMNS})
        for axis in {row.axis for row in found.stock if row.axis is not None}:
            groups = [row.group for row in found.stock if row.axis == axis]
            for column in ("start", "registered", "reopened", "came", "left", "went", "end"):
                parts: dict[Key, int] = {("stock", axis, group, column): 1 for group in groups}
                self.adds_up({**parts, ("stock", None, None, column): -1})
            self.moves(found, axis, groups)
        everybody = {what: ("stock", None, None, what) for what in ("left", "end")}
        self.parts("outflow", {row.reason: row.clients for row in found.outflow}, everybody["left"])
        self.parts("ages", {row.band: row.clients for row in found.ages}, everybody["end"])
        self.parts("durations", {row.band: row.clients for row in found.durations}, everybody["end"])
        self.commitments(found)
        self.indicators(found)

    def figure(self, true: int, shown: int | None, *key: object) -> None:
        """What is shown is known; what is left out is not nothing."""
        number = self.program.choice(MOST)
        self.numbers[key], self.truth[key] = number, (true, shown is None)
        self.program.require({number: 1}, least=1 if shown is None else shown, most=shown)

    def adds_up(self, signs: dict[Key, int]) -> None:
        self.program.require({self.numbers[key]: sign for key, sign in signs.items()}, least=0, most=0)

    def parts(self, name: str, rows: dict[str, tuple[str, ...]], total: Key) -> None:
        for part, clients in rows.items():
            self.figure(len(clients), self.shown.count(len(clients), name, part), name, part)
        self.adds_up({**{(name, part): 1 for part in rows}, total: -1})

    def moves(self, found: Monitor, axis: str, groups: list[str | None]) -> None:
        for kind, regrouped in (("moved", False), ("regrouped", True)):
            moves = [move for move in found.moves if (move.axis, move.regrouped) == (axis, regrouped)]
            for move in moves:
                key = ("moves", axis, move.before, move.after, regrouped)
                self.figure(len(move.clients), self.shown.count(len(move.clients), *key), *key)
            for group, way in product(groups, ("in", "out")):
                own: dict[Key, int] = {("moves", axis, move.before, move.after, regrouped): 1 for move in moves
                       if group == (move.after if way == "in" else move.before)}  # fmt: skip
                if not self.shown.monitor.sight.groups:
                    self.adds_up({**own, ("stock", axis, group, f"{kind}_{way}"): -1})

    def commitments(self, found: Monitor) -> None:
        for row in found.commitments:
            for name, clients in (("kept", row.kept), ("kept_late", row.kept_late), ("broken", row.broken)):
                self.figure(
                    len(clients), self.shown.count(len(clients), "commitments", row.owner, name), row.owner, name
                )
            self.figure(len(row.kept) - len(row.kept_late), None, row.owner, "in time")
            in_time = self.numbers[row.owner, "in time"]
            self.program.rows[-1] = Row({in_time: 1}, least=0)
            self.adds_up({(row.owner, "kept"): 1, (row.owner, "kept_late"): -1, (row.owner, "in time"): -1})
            share = self.shown.kept(row)
            if share is not None:
                kept, settled = len(row.kept), len(row.kept) + len(row.broken)
                self.program.require(
                    {self.numbers[row.owner, "kept"]: settled - kept, self.numbers[row.owner, "broken"]: -kept},
                    least=0, most=0,
                )  # fmt: skip

    def indicators(self, found: Monitor) -> None:
        """An indicator of groups adds up to the one of all; who left a group is in its stock, too."""
        by_name: dict[str, list[IndicatorRow]] = {}
        for row in found.indicators:
            by_name.setdefault(row.indicator.id, []).append(row)
        for name, rows in by_name.items():
            for row in rows:
                here = len(row.clients)
                self.figure(here, here if self.shown.shows(row) else None, name, row.group)
                if not self.shown.shows(row):
                    self.program.rows[-1] = Row({self.numbers[name, row.group]: 1}, least=0)
            groups: dict[Key, int] = {(name, row.group): 1 for row in rows if row.group is not None}
            if sum(len(row.clients) for row in rows if row.group is not None) == len(
                [client for row in rows if row.group is None for client in row.clients]
            ):
                self.adds_up({**groups, (name, None): -1})
            for row in rows:
                left = ("stock", "path" if row.group else None, row.group, "left")
                if row.indicator.formula == "outflow_share" and self.truth[left][0] == len(row.clients):
                    self.adds_up({(name, row.group): 1, left: -1})

    def found_out(self) -> list[Key]:
        """The small counts for which one value is left."""
        return [key for key, (true, left_out) in self.truth.items() if 0 < true < FEWEST and self.exposed(key)]

    def exposed(self, key: Key) -> bool:
        ends = []
        for sign in (1, -1):
            self.program.goals = [{self.numbers[key]: sign}]
            answer = best(self.program)
            assert answer is not None
            ends.append(answer[self.numbers[key]])
        return len(set(ends)) == 1


@settings(max_examples=3, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_nobody_can_work_out_a_small_count_from_one_publication(seed: int) -> None:
    groups = tuple(Target(group=name, value=0.5) for name in ("near", "middle", "far"))
    steered = framework(
        indicators=(
            Indicator(id="gone", name=text("Gone"), formula="outflow_share", targets=(Target(value=0.5), *groups)),
            Indicator(
                id="work", name=text("Work"), formula="count", counts=("work_full",), targets=(Target(value=1), *groups)
            ),
        )
    )
    history = office(seed, 40, 7, ["r0"])
    inquiry = asked(seed, policy=Policy((Adoption(steered, BEGAN),)))
    found = monitor([dossier_of(events) for events in history], replace(inquiry, period=Period(BEGAN, TODAY)))
    assert Attack(found).found_out() == []
