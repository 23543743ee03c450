"""The monitor on a store: another policy within the period, and what was known when."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from caseload_tui.errors import Refused
from caseload_tui.services import Services
from caseload_tui.services.monitor.words import paper_of
from caseload_tui.store.store import Store
from tests.conftest import MakeClient
from tests.makers import AXIS, GROUP, KEY, TODAY, found_office, held
from tests.services.desks import desk_of
from tests.services.test_adopting import NEXT, mapped, version

FIRST = date(2026, 9, 1)


def test_groups_that_come_with_another_policy_are_regrouped_and_both_have_their_names(
    services: Services, make_client: MakeClient, tmp_path: Path
) -> None:
    client = make_client("zoe", held("m1", date(2026, 9, 3)))
    file = version(tmp_path, ('"groei"', '"opweg"'), (" groei = ", " opweg = "), ("Groeien naar werk", "Op weg"))
    services.adopting.adopt(str(file), counterparts=mapped(tmp_path, '[groups]\ngroei = "opweg"'))
    report = services.monitors.report(FIRST, TODAY)
    found = {row.group: row for row in report.figures.stock if row.axis == AXIS}
    assert (found[GROUP].count("start"), found[GROUP].figures["regrouped_out"]) == (1, (client,))
    assert (found["opweg"].figures["regrouped_in"], found["opweg"].count("end")) == ((client,), 1)
    assert [(move.before, move.after, move.regrouped) for move in report.figures.moves] == [(GROUP, "opweg", True)]
    assert report.figures.framework.id == NEXT
    names = [row.cells[0] for block in paper_of(report).blocks if block.id == f"stock-{AXIS}" for row in block.rows]
    assert {report.names.group("opweg"), report.names.group(GROUP)} <= set(names)
    assert services.monitors.report(FIRST, date(2026, 9, 13)).figures.moves == ()


def test_before_anything_was_known_there_is_nothing_to_count(services: Services, make_client: MakeClient) -> None:
    make_client("zoe")
    with pytest.raises(Refused, match="no policy yet"):
        services.monitors.report(FIRST, TODAY, known_on=date(2026, 9, 13))
    assert services.monitors.report(FIRST, TODAY, known_on=TODAY).figures.everybody.count("end") == 1
    with pytest.raises(Refused, match="not begun"):
        services.monitors.report(TODAY, TODAY, known_on=date(2026, 9, 13))


def test_house_settings_move_nobody(services: Services, make_client: MakeClient) -> None:
    make_client("zoe")
    services.house.set("hours_per_fte", ("1000",))
    found = services.monitors.report(FIRST, TODAY).figures
    assert (found.moves, found.everybody.count("end")) == ((), 1)


def test_a_figure_is_about_days_in_their_order_and_an_indicator_that_there_is(services: Services) -> None:
    with pytest.raises(Refused):
        services.monitors.enter("tevreden", 7.5, TODAY, FIRST)
    with pytest.raises(Refused, match="nothing"):
        services.monitors.enter("nothing", 7.5, FIRST, TODAY)
    typed = services.monitors.enter("tevreden", 7.5, FIRST, TODAY, note="  ")
    assert (typed.value, typed.note) == (7.5, None)
    [grade] = [
        row for row in services.monitors.report(FIRST, TODAY).figures.indicators if row.indicator.id == "tevreden"
    ]
    assert (grade.value, grade.goals[0].reached) == (7.5, True)


def test_looking_at_another_day_writes_nothing(store: Store) -> None:
    looking = Services(desk_of(store, looking_only=True))
    with pytest.raises(Refused):
        looking.monitors.enter("tevreden", 7.5, FIRST, TODAY)
    assert looking.monitors.report(FIRST, TODAY).figures.everybody.count("end") == 0


def test_a_mean_of_years_says_which_of_them_nobody_knows(tmp_path: Path) -> None:
    with closing(Store.create(tmp_path / "other.store", KEY, practice=True)) as other:
        found_office(other, "pijnacker-nootdorp-2020")
        report = Services(desk_of(other)).monitors.report(date(2026, 1, 1), TODAY)
    said = " ".join(str(cell) for block in paper_of(report).blocks for row in block.rows for cell in row.cells)
    assert "mean unknown: no figure of 2023, 2024, 2025, 2026" in said
    assert "mean unknown of" not in said
