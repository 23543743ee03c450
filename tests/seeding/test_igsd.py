"""The office of the IGSD on 15 November 2018: tables I and II of the source, number by number."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import pytest

from caseload_tui.domain.balance import Balance
from caseload_tui.domain.dossier import ACTIVE, Dossier
from caseload_tui.domain.facts import OFFICE
from caseload_tui.domain.folding import dossier_of
from caseload_tui.domain.stated import StatedGroup
from caseload_tui.errors import Refused, WrongUse
from caseload_tui.resources import seed_folder
from caseload_tui.seeding import SeededOffice, load_scenario
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.services.founding import fill_seeded, plan_seed
from caseload_tui.store.store import Store
from tests.makers import KEY, author
from tests.ui.screens import opened, pressed, screen_text

SCENARIO = "igsd-2018-11-15"
COUNTED = date(2018, 11, 15)
STEENWIJKERLAND, WESTERVELD = "Steenwijkerland", "Westerveld"
# group: the office, Steenwijkerland, Westerveld
TABLE_I = {
    "talent_in_kaart": (37, 34, 3),
    "onderzoek_zorg": (129, 69, 60),
    "leren_ontwikkelen": (715, 556, 159),
    "werken_ervaren": (126, 101, 25),
    "direct_werk": (71, 52, 19),
    "parttime_werk": (111, 88, 23),
}
# The source prints 137 and 36 for the office in the last two rows, which its own columns do not add up to.
TABLE_II = {
    "parttime": (133, 98, 35),
    "werk": (606, 473, 133),
    "participatie": (277, 228, 49),
    "zorg": (134, 74, 60),
    "onbekend": (39, 27, 12),
}
# group: persons and fte as printed, clients per fte
FORMATION = {
    "parttime": (133, 1.5, 90),
    "werk": (606, 7.5, 80),
    "participatie": (277, 3.8, 70),
    "zorg": (137, 1.0, 140),
    "onbekend": (36, 0.4, 90),
}


@pytest.fixture(scope="module")
def seeded() -> SeededOffice:
    return plan_seed(SCENARIO, None, today=None, otherwise=date(2026, 1, 1)).office


@pytest.fixture(scope="module")
def services(seeded: SeededOffice, tmp_path_factory: pytest.TempPathFactory) -> Services:
    store = Store.create(tmp_path_factory.mktemp("igsd") / "office.store", KEY, practice=True)
    fill_seeded(store, author("seed"), seeded)
    return Services(Desk(store, author("seed"), lambda: COUNTED))


@pytest.fixture(scope="module")
def balance(services: Services) -> Balance:
    return services.team.balance()


@pytest.fixture(scope="module")
def stated(services: Services) -> dict[str, StatedGroup]:
    return services.team.stated()


@pytest.mark.parametrize(("municipality", "column"), [(None, 0), (STEENWIJKERLAND, 1), (WESTERVELD, 2)])
def test_the_monitor_ends_with_both_tables_for_the_office_and_per_municipality(
    services: Services, municipality: str | None, column: int
) -> None:
    found = services.monitors.report(date(2018, 10, 1), COUNTED, municipality=municipality).figures
    ends = {(row.axis, row.group): row.count("end") for row in found.stock if row.axis is not None}
    for axis, table in (("traject", TABLE_I), ("perspectief", TABLE_II)):
        assert {group: ends[axis, group] for group in table} == {group: row[column] for group, row in table.items()}
    assert found.everybody.count("end") == (1189, 900, 289)[column]


def counts(balance: Balance, axis: str) -> dict[str, tuple[int, int, int]]:
    return {
        row.group: (row.clients, row.per_municipality[STEENWIJKERLAND], row.per_municipality[WESTERVELD])
        for row in balance.groups
        if row.axis == axis
    }


def test_the_balance_gives_table_i_per_municipality(balance: Balance) -> None:
    assert counts(balance, "traject") == TABLE_I


def test_the_balance_gives_table_ii_by_the_columns_of_the_municipalities(balance: Balance) -> None:
    assert counts(balance, "perspectief") == TABLE_II


@pytest.mark.parametrize("axis", ["traject", "perspectief"])
def test_both_axes_add_up_to_the_same_people(balance: Balance, axis: str) -> None:
    assert balance.clients == 1189
    assert tuple(map(sum, zip(*counts(balance, axis).values(), strict=True))) == (1189, 900, 289)


def test_stated_persons_and_staffing_stand_beside_what_is_computed(
    balance: Balance, stated: dict[str, StatedGroup]
) -> None:
    computed = {row.group: row for row in balance.groups if row.axis == "perspectief"}
    for group, (persons, fte, norm) in FORMATION.items():
        assert (stated[group].size, stated[group].staffing) == (persons, fte)
        assert computed[group].clients_per_fte == norm
        assert computed[group].needed == Fraction(TABLE_II[group][0], norm)
    assert sum(fte for _, fte, _ in FORMATION.values()) == pytest.approx(14.2)
    assert balance.needed == sum(Fraction(TABLE_II[group][0], norm) for group, (_, _, norm) in FORMATION.items())
    assert balance.needed == Fraction(133 + 39, 90) + Fraction(606, 80) + Fraction(277, 70) + Fraction(134, 140)


def test_a_scenario_stands_beside_the_computed_formation_and_changes_nothing(
    balance: Balance, services: Services
) -> None:
    then = services.team.formation(services.team.scenario({"werk": 40, "Zorg": -14}, ()))
    assert balance.needed is not None
    assert then.needed == balance.needed + Fraction(40, 80) - Fraction(14, 140)
    assert services.team.balance() == balance


def test_the_current_track_has_no_norm_and_no_stated_staffing(balance: Balance, stated: dict[str, StatedGroup]) -> None:
    tracks = [row for row in balance.groups if row.axis == "traject"]
    assert {(row.clients_per_fte, row.needed) for row in tracks} == {(None, None)}
    assert {row.group: (stated[row.group].size, stated[row.group].staffing) for row in tracks} == {
        group: (persons, None) for group, (persons, _, _) in TABLE_I.items()
    }


def test_where_the_printed_columns_do_not_add_up_the_policy_says_so(stated: dict[str, StatedGroup]) -> None:
    for group in ("zorg", "onbekend"):
        [printed] = stated[group].sizes
        assert printed.open == "tabel-ii"
        columns = [said.value for said in stated[group].per_municipality]
        assert [said.municipality for said in stated[group].per_municipality] == [STEENWIJKERLAND, WESTERVELD]
        assert tuple(columns) == TABLE_II[group][1:]
        assert sum(columns) != printed.value  # type: ignore[arg-type]


def dossiers(office: SeededOffice) -> list[Dossier]:
    events = sorted((event for event in office.events if event.dossier != OFFICE), key=attrgetter("dossier"))
    return [dossier_of(tuple(group)) for _, group in groupby(events, key=attrgetter("dossier"))]


def test_everybody_has_a_group_on_both_axes_and_lives_in_one_municipality(seeded: SeededOffice) -> None:
    everybody = dossiers(seeded)
    assert {item.status for item in everybody} == {ACTIVE}
    assert {tuple(sorted(item.groups)) for item in everybody} == {("perspectief", "traject")}
    assert Counter(item.value("municipality") for item in everybody) == {STEENWIJKERLAND: 900, WESTERVELD: 289}


def test_the_two_axes_go_together_as_one_would_expect(seeded: SeededOffice) -> None:
    pairs = Counter((item.groups["traject"], item.groups["perspectief"]) for item in dossiers(seeded))
    assert pairs["onderzoek_zorg", "zorg"] > 0.8 * 129
    assert pairs["parttime_werk", "parttime"] == 111
    assert pairs["talent_in_kaart", "onbekend"] > 0.5 * 37


def test_the_day_is_the_one_of_the_tables_whatever_the_clock_says(seeded: SeededOffice) -> None:
    assert max(event.at for event in seeded.events) < "2018-11-15"
    assert load_scenario(SCENARIO).today == COUNTED


def test_the_numbers_of_another_seed_are_the_same() -> None:
    other = plan_seed(SCENARIO, None, seed=7, today=None, otherwise=COUNTED).office
    assert Counter(group for item in dossiers(other) for group in item.groups.values()) == {
        group: persons for table in (TABLE_I, TABLE_II) for group, (persons, _, _) in table.items()
    }


def test_another_number_of_clients_is_wrong_use() -> None:
    with pytest.raises(WrongUse):
        plan_seed(SCENARIO, None, clients=1188, today=None, otherwise=COUNTED)


def test_a_policy_without_these_groups_is_refused() -> None:
    with pytest.raises(Refused, match="deventer-2020"):
        plan_seed(SCENARIO, "deventer-2020", today=None, otherwise=COUNTED)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("onbekend = 27", "onbekend = 28", "perspectief 901"),
        ("talent_in_kaart = 34", "talent_in_kaard = 34", "talent_in_kaart"),
        ('axis = "traject"', 'axis = "trajekt"', "traject"),
        ('municipality = "Westerveld"', 'municipality = "Westervelt"', "Westerveld"),
        ("cast = false", "cast = true", "cast"),
        ("closed = 0 ", "closed = 0.1", "lives.closed"),
    ],
)
def test_counts_that_cannot_be_are_refused_with_their_place(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = (seed_folder() / f"{SCENARIO}.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Refused, match=words):
        plan_seed(str(path), None, today=None, otherwise=COUNTED)


def test_a_day_before_the_policy_came_into_force_here_is_refused() -> None:
    scenario = load_scenario(SCENARIO)
    with pytest.raises(Refused):
        plan_seed(SCENARIO, None, today=scenario.in_force_on, otherwise=COUNTED)


async def test_both_tables_stand_on_the_screen_together_and_per_municipality(services: Services) -> None:
    axes = services.team.framework().axes
    async with opened(services, "5", size=(120, 60)) as pilot:
        text = screen_text(pilot.app)
        for axis, table in ((axes[0], TABLE_I), (axes[1], TABLE_II)):
            for group in axis.groups:
                row = next(line for line in text.splitlines() if line.startswith(f"  {group.name.to('en')}  "))
                everybody, *places = table[group.id]
                assert row.split()[-2:] == [str(count) for count in places]
                assert str(everybody) in row.split()
        assert "“137”" in text
        await pressed(pilot, *["right_square_bracket"] * 2)
        text = await pressed(pilot, "g", "g")
        assert "Westerveld \N{MIDDLE DOT} 289 clients" in text
        text = await pressed(pilot, "enter")
        assert f"{TABLE_II['werk'][2]}/1189" in text
        assert "group:=werk municipality:=westerveld" in text
