"""Which of several statements of a source holds on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caseload_tui.domain.policy import Norm
from caseload_tui.domain.stated import framework_on, stated, stated_groups, targets_on
from caseload_tui.domain.statements import Indicator, Size, Target
from caseload_tui.domain.texts import Text
from caseload_tui.frameworks.check import check_text
from caseload_tui.frameworks.library import load, text_of

COUNTED = date(2018, 11, 15)


def test_the_latest_dated_statement_up_to_the_day_holds_beside_those_that_contradict_it() -> None:
    framework = load("deventer-2020")[0]
    said = stated(framework, "zorgen", date(2020, 1, 1), unit="person")
    assert [(item.value, item.source) for item in said] == [(875, "nota"), (900, "kader §3.1"), (875, "kader §3.3")]
    older = replace(framework.sizes[1], as_of=date(2018, 1, 1), values={"zorgen": 1})
    beside = stated(replace(framework, sizes=(older, *framework.sizes)), "zorgen", date(2020, 1, 1), unit="person")
    assert beside == said


def test_before_any_dated_statement_those_without_a_date_stand_side_by_side() -> None:
    framework = load("deventer-2020")[0]
    said = stated(framework, "groeien", date(2019, 6, 30), unit="person")
    assert [(item.value, item.circa) for item in said] == [(800, False), (700, True)]


def test_statements_of_one_day_about_one_thing_are_all_shown() -> None:
    framework = load("pijnacker-nootdorp-2020")[0]
    said = stated(framework, "meedoen", date(2020, 6, 1), unit="person")
    assert [item.value for item in said] == [130, 140]
    assert {item.open for item in said} == {"meedoen-aantal"}


def test_a_flow_per_year_is_no_size() -> None:
    framework = load("pijnacker-nootdorp-2020")[0]
    assert stated(framework, "werken", date(2020, 6, 1), unit="person") == ()


def test_before_the_only_dated_statement_nothing_is_stated() -> None:
    framework = load("igsd-2019")[0]
    assert stated(framework, "werk", date(2018, 11, 14), unit="person") == ()
    assert stated(framework, "werk", COUNTED, unit="person")[0].value == 606


def test_each_of_several_statements_holds_in_its_own_time() -> None:
    framework = load("igsd-2019")[0]
    later = Size(source="pva", unit="fte", as_of=date(2021, 1, 1), values={"werk": 8.0})
    latest = Size(source="pva", unit="fte", as_of=date(2022, 1, 1), values={"werk": 8.5, "zorg": 1.2})
    extended = replace(framework, sizes=(*framework.sizes, later, latest))

    def fte(day: date) -> list[object]:
        return [item.value for item in stated(extended, "werk", day, unit="fte")]

    assert fte(date(2020, 12, 31)) == [7.5]
    assert fte(date(2021, 1, 1)) == [8.0]
    assert fte(date(2023, 1, 1)) == [8.5]
    assert [item.value for item in stated(extended, "zorg", date(2021, 6, 1), unit="fte")] == [1.0]


def test_igsd_states_persons_per_municipality_and_staffing_as_printed() -> None:
    found = stated_groups(load("igsd-2019")[0], COUNTED)
    zorg = found["zorg"]
    assert (zorg.size, zorg.staffing) == (137, 1.0)
    assert [(item.municipality, item.value) for item in zorg.per_municipality] == [
        ("Steenwijkerland", 74),
        ("Westerveld", 60),
    ]
    perspective = ("parttime", "werk", "participatie", "zorg", "onbekend")
    assert [found[name].staffing for name in perspective] == [1.5, 7.5, 3.8, 1.0, 0.4]
    assert found["leren_ontwikkelen"].staffing is None


def test_where_the_sources_are_silent_nothing_is_stated() -> None:
    found = stated_groups(load("hilversum-2019")[0], date(2020, 1, 1))
    assert {(item.size, item.staffing) for item in found.values()} == {(None, None)}


def test_the_latest_target_holds_for_each_group_by_itself() -> None:
    indicator = Indicator(
        id="uit",
        name=Text.of("uit"),
        formula="count",
        targets=(
            Target(value=10, start=date(2020, 1, 1)),
            Target(value=20, start=date(2021, 1, 1)),
            Target(value=3, group="a"),
            Target(value=4, group="a", start=date(2021, 7, 1)),
        ),
    )
    assert [item.value for item in targets_on(indicator, date(2019, 1, 1))] == [3]
    assert [item.value for item in targets_on(indicator, date(2020, 5, 1))] == [10, 3]
    assert [item.value for item in targets_on(indicator, date(2021, 7, 1))] == [20, 4]


@pytest.mark.parametrize(
    ("day", "norm", "cap"), [("2027-12-31", 62.5, None), ("2028-01-01", 60, None), ("2030-06-01", 55, 70)]
)
def test_the_norm_that_holds_on_the_day_is_used(day: str, norm: float, cap: int | None) -> None:
    framework = load("voorbeeldstad-2026")[0]
    group = framework.groups_by_id["groei"]
    more = replace(group, norms=(*group.norms, Norm(clients_per_fte=55, cap=70, start=date(2030, 1, 1))))
    axes = tuple(
        replace(axis, groups=tuple(more if item.id == "groei" else item for item in axis.groups))
        for axis in framework.axes
    )
    found = framework_on(replace(framework, axes=axes), date.fromisoformat(day)).groups_by_id["groei"]
    assert (found.clients_per_fte, found.cap) == (norm, cap)


def test_a_policy_without_dated_norms_stays_what_it_is() -> None:
    framework = load("igsd-2019")[0]
    assert framework_on(framework, COUNTED) is framework


def test_two_norms_from_one_day_are_a_mistake() -> None:
    text = text_of("voorbeeldstad-2026")
    twice = text.replace("norms = [", "norms = [{ clients_per_fte = 61, from = 2028-01-01 }, ", 1)
    [problem] = check_text(twice, name="twice.toml").problems
    assert problem.path.endswith("norms[1].from")
