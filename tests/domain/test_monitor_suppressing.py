"""What is left out of a publication cannot be worked out from what stays."""

from __future__ import annotations

from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from caseload_tui.domain.monitor.publishing import Shown, counts_of, relations_of
from caseload_tui.domain.monitor.suppressing import FEWEST, Key, Relation, left_out, worked_out
from tests.domain.test_monitor_adds_up import asked, made, monitor

SUM = "total"


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
