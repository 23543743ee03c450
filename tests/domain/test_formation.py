"""rules.md section 8: what groups ask beside what there is, and what would become of it."""

from __future__ import annotations

import dataclasses
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.domain.formation import Formation, Scenario, formation
from caseload_tui.domain.framework import Framework, Kind
from caseload_tui.domain.house import HouseSettings
from caseload_tui.domain.load import HOURS, NORMS, Carried, Dues
from caseload_tui.errors import Refused
from tests.domain.facts_maker import START, rule, text
from tests.domain.test_load import POLICY, client, normed, person

TEAM = [person("anna"), person("bram", 0.8), person("tess", 0.6, "trainer")]
NEAR = {"path": "near"}


def timed(policy: Framework) -> Framework:
    return dataclasses.replace(
        policy,
        rules=(rule("progress", "talk", per_year=4),),
        kinds=(Kind(id="talk", name=text("Talk"), minutes=45),),
        house=HouseSettings(hours_per_fte=600),
    )


def figures(
    clients: list[Carried], scenario: Scenario | None = None, policy: Framework = POLICY, dues: int = 0
) -> Formation:
    listed = [Dues("anna", "Town", "progress", "talk", dues, 0, 0, NEAR)] if dues else []
    return formation(clients, listed, TEAM, policy, START, scenario or Scenario())


def test_a_group_that_grows_asks_its_norm_for_each_and_who_leaves_takes_fte_along() -> None:
    clients = [client("anna")] * 60 + [client("bram", "middle")] * 35
    today, then = figures(clients), figures(clients, Scenario({"near": 40}, ("bram",)))
    assert (today.needed, today.available, today.short) == (Fraction(3, 2), Fraction(9, 5), Fraction(-3, 10))
    assert (then.needed, then.available) == (Fraction(3, 2) + Fraction(40, 60), 1)
    assert (then.clients, then.unled, then.used) == (135, 35, then.needed)
    assert {row.group: row.needed for row in then.groups}["near"] == Fraction(100, 60)
    assert then.model == NORMS


def test_without_a_norm_more_clients_are_more_unknown_and_never_a_figure() -> None:
    clients = [client("anna", "far")] * 3
    then = figures(clients, Scenario({"far": 4}))
    assert (then.needed, then.unknown, then.used, then.short) == (None, 7, None, None)
    assert (then.hours, then.hours_available, then.used_by_hours) == (None, None, None)


def test_by_hours_new_clients_ask_what_those_of_the_group_ask_now() -> None:
    policy = timed(normed())
    today = figures([client("anna")] * 10, policy=policy, dues=8)
    then = figures([client("anna")] * 10, Scenario({"near": 5}), policy, dues=8)
    assert (today.model, today.hours, today.hours_available) == (HOURS, 24, 1080)
    assert (then.hours, then.used_by_hours) == (36, Fraction(36, 1080))
    assert figures([client("anna")] * 10, Scenario({"middle": 5}), policy, dues=8).hours is None


def test_a_group_cannot_shrink_below_nothing() -> None:
    assert figures([client("anna")] * 2, Scenario({"near": -2})).needed == 0
    with pytest.raises(Refused):
        figures([client("anna")] * 2, Scenario({"near": -3}))


@given(st.integers(0, 90), st.integers(-20, 60), st.integers(0, 30))
def test_growing_is_the_same_as_having_had_more(near: int, more: int, middle: int) -> None:
    others = [client("bram", "middle")] * middle
    if near + more < 0:
        return
    then = figures([client("anna")] * near + others, Scenario({"near": more}))
    had = figures([client("anna")] * (near + more) + others)
    assert (then.needed or 0, then.clients, then.unknown) == (had.needed or 0, had.clients, had.unknown)
    assert [row.needed for row in then.groups] == [row.needed for row in had.groups]
