"""rules.md section 8: load, capacity and caps."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseload_tui.domain.balance import Balance, ConsultantLoad, balance
from caseload_tui.domain.due import BaseDue
from caseload_tui.domain.framework import Axis, Framework, Kind, Role
from caseload_tui.domain.load import NORMS, Carried, Dues, load_of, norm_of
from caseload_tui.domain.office import Consultant
from caseload_tui.domain.standing import standing
from tests.domain.facts_maker import START, framework, group, only_due, policy, registered, rule, text

NORMS_BY_GROUP = {"near": 60.0, "middle": 70.0, "far": None, "short": 150.0, "long": None}


def normed(*load_axes: str, cap: int | None = None) -> Framework:
    axes = {"path": ("near", "middle", "far"), "form": ("short", "long")}
    return framework(
        axes=tuple(
            Axis(
                id=axis,
                name=text(axis),
                groups=tuple(
                    group(name, clients_per_fte=NORMS_BY_GROUP[name], cap=cap if name == "near" else None)
                    for name in names
                ),
            )
            for axis, names in axes.items()
        ),
        load_axes=load_axes,
        roles=(Role(id="coach", name=text("Coach")), Role(id="trainer", name=text("Trainer"), norms=False)),
    )


POLICY = normed("path", "form")


def person(name: str, fte: float = 1.0, *roles: str) -> Consultant:
    return Consultant(name, name.title(), "consultant", roles, ((START, fte),))


def client(lead: str | None, path: str = "near", form: str | None = None) -> Carried:
    return Carried(lead, {"path": path} | ({"form": form} if form else {}), "Town")


def listed(consultant: str, base: BaseDue, today: date) -> Dues:
    stands = standing(base, today)
    assert stands is not None
    assert stands.due_on is not None
    days = (stands.due_on - today).days
    return Dues(consultant, "Town", base.rule, base.kind, 1, int(stands.late), int(0 <= days <= 30))


def figures(clients: list[Carried], people: list[Consultant], policy: Framework = POLICY) -> Balance:
    return balance(clients, people, [], policy, START)


def of(team: Balance, name: str | None) -> ConsultantLoad:
    (row,) = [row for row in team.consultants if row.consultant == name]
    return row


def test_the_first_load_axis_on_which_the_group_has_a_norm_counts() -> None:
    assert norm_of({"path": "near", "form": "short"}, POLICY) == 60
    assert norm_of({"path": "far", "form": "short"}, POLICY) == 150
    assert norm_of({"path": "near", "form": "short"}, normed("form", "path")) == 150
    assert norm_of({"path": "far", "form": "long"}, POLICY) is None
    assert norm_of({"path": "near"}, normed()) is None


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(["near", "middle", "far"]), st.sampled_from([None, "short", "long"]))))
def test_load_is_an_exact_sum_and_unknown_is_counted_apart(groups: list[tuple[str, str | None]]) -> None:
    clients = [client("anna", *pair) for pair in groups]
    load, unknown = load_of(clients, POLICY)
    norms = [norm_of(item.groups, POLICY) for item in clients]
    assert unknown == norms.count(None)
    assert load == (sum((1 / Fraction(norm) for norm in norms if norm), Fraction()) if unknown < len(norms) else None)


def test_sixty_clients_of_a_sixtieth_each_fill_one_consultant_exactly() -> None:
    row = of(figures([client("anna")] * 60, [person("anna")]), "anna")
    assert (row.load, row.utilisation) == (1.0, 1.0)
    assert of(figures([client("anna")] * 54, [person("anna", 0.9)]), "anna").utilisation == 1.0


def test_without_any_norm_load_and_use_are_unknown_and_not_zero() -> None:
    team = figures([client("anna")] * 3, [person("anna")], normed())
    row = of(team, "anna")
    assert (row.load, row.utilisation, row.unknown, row.clients) == (None, None, 3, 3)
    assert (team.needed, team.model) == (None, None)


def test_formation_is_exact_and_unknown_where_there_is_no_norm() -> None:
    team = figures([client("anna"), client("bram", "middle"), client("bram", "far")], [person("anna"), person("bram")])
    needed = {item.group: item.needed for item in team.groups}
    assert needed == {"near": Fraction(1, 60), "middle": Fraction(1, 70), "far": None, "short": 0, "long": None}
    assert team.needed == Fraction(1, 60) + Fraction(1, 70)
    assert (team.clients, team.model) == (3, NORMS)


def test_each_client_counts_once_and_those_whom_nobody_leads_stand_apart() -> None:
    team = figures([client("anna"), client("bram"), client("bram"), client(None)], [person("anna"), person("bram")])
    assert {row.consultant: row.clients for row in team.consultants} == {"anna": 1, "bram": 2, None: 1}
    assert (of(team, None).fte, of(team, None).utilisation) == (0.0, None)


def test_clients_are_counted_per_municipality() -> None:
    elsewhere = Carried("anna", {"path": "near"}, "Village")
    (near, *_) = figures([client("anna"), elsewhere], [person("anna")]).groups
    assert (near.clients, near.per_municipality) == (2, {"Town": 1, "Village": 1})


def test_one_municipality_is_counted_alone_and_a_cap_is_passed_wherever_clients_live() -> None:
    clients = [client("anna"), client("anna"), Carried("anna", {"path": "near"}, None, count=3)]
    capped = dataclasses.replace(normed("path", cap=4), municipalities=("Town",))
    town = balance(clients, [person("anna")], [], capped, START, "Town")
    assert (town.clients, town.needed, town.available) == (2, Fraction(2, 60), None)
    assert (of(town, "anna").clients, of(town, "anna").over_cap) == (2, ("near",))
    (near, *_) = balance(clients, [person("anna")], [], capped, START).groups
    assert near.per_municipality == {"Town": 2, "": 3}


def test_capacity_is_the_fte_of_that_day() -> None:
    half = Consultant("anna", "Anna", "consultant", (), ((START, 1.0), (START + timedelta(days=31), 0.5)))
    for today, fte in ((START, 1.0), (START + timedelta(days=30), 1.0), (START + timedelta(days=31), 0.5)):
        row = of(balance([client("anna")] * 30, [half], [], POLICY, today), "anna")
        assert (row.fte, row.utilisation) == (fte, Fraction(1, 2) / Fraction(fte))


def test_who_no_longer_works_here_is_shown_only_while_leading_somebody() -> None:
    gone = Consultant("cem", "Cem", "consultant", (), ((START, 1.0),), ended_on=START)
    assert [row.consultant for row in figures([client("anna")], [person("anna"), gone]).consultants] == ["anna"]
    row = of(figures([client("cem")], [person("anna"), gone]), "cem")
    assert (row.fte, row.clients, row.utilisation) == (0.0, 1, None)


def test_roles_to_which_norms_do_not_apply_are_shown_apart() -> None:
    team = figures([], [person("anna", 0.9, "coach"), person("tess", 0.8, "trainer"), person("bram", 0.6)])
    assert {row.consultant: row.norms_apply for row in team.consultants} == {"anna": True, "tess": False, "bram": True}
    assert (team.available, team.exempt) == (Fraction(3, 2), Fraction(4, 5))


def test_passing_a_cap_is_flagged_at_once() -> None:
    capped = normed("path", cap=2)
    assert of(figures([client("anna")] * 2, [person("anna")], capped), "anna").over_cap == ()
    assert of(figures([client("anna")] * 3, [person("anna")], capped), "anna").over_cap == ("near",)
    assert of(figures([client("anna", "middle")] * 3, [person("anna")], capped), "anna").over_cap == ()
    assert of(figures([client(None)] * 3, [], capped), None).over_cap == ()


def test_hours_follow_from_the_rules_that_come_back_and_the_minutes_of_their_kinds() -> None:
    due = only_due(registered(), policy(rule("progress", "talk", per_year=4)))
    for minutes, hours in ((45, 3.0), (None, None)):
        timed = dataclasses.replace(
            POLICY,
            rules=(rule("progress", "talk", per_year=4),),
            kinds=(Kind(id="talk", name=text("Talk"), minutes=minutes),),
        )
        team = balance([client("anna")], [person("anna"), person("bram")], [listed("anna", due, START)], timed, START)
        assert (of(team, "anna").hours_a_year, of(team, "bram").hours_a_year) == (hours, 0.0)


@pytest.mark.parametrize(
    ("today", "late", "soon"),
    [
        (date(2024, 1, 1), 0, 0),
        (date(2024, 1, 2), 0, 1),
        (date(2024, 2, 1), 0, 1),
        (date(2024, 2, 2), 1, 0),
    ],
)
def test_late_and_soon_due_meetings_count_with_whose_list_they_stand_on(today: date, late: int, soon: int) -> None:
    due = only_due(registered(), policy(rule(per_year=12)))
    team = balance([client("anna")], [person("anna"), person("bram")], [listed("bram", due, today)], POLICY, today)
    assert (of(team, "bram").late, of(team, "bram").due_30_days) == (late, soon)
    assert (of(team, "anna").late, of(team, "anna").due_30_days) == (0, 0)
