"""Scenario files: those that ship and those of one's own, with every mistake refused by its key path."""

from __future__ import annotations

from pathlib import Path

import pytest

from caseload_tui.errors import Refused
from caseload_tui.resources import seed_folder
from caseload_tui.seeding import load_scenario, scenarios

SHIPPED = seed_folder() / "office.toml"


def test_every_scenario_that_ships_can_be_read() -> None:
    assert "office" in scenarios()
    for name in scenarios():
        assert load_scenario(name).name == name


def test_the_lists_are_no_scenarios() -> None:
    assert not {"names", "phrases"} & set(scenarios())


def test_a_file_of_ones_own_is_read_with_the_lists_that_ship(tmp_path: Path) -> None:
    path = _changed(tmp_path, "clients = 140", "clients = 12")
    scenario = load_scenario(str(path))
    assert (scenario.name, scenario.clients) == ("mine", 12)
    assert scenario.names == load_scenario("office").names


def test_lists_beside_the_file_come_first(tmp_path: Path) -> None:
    names = (seed_folder() / "names.toml").read_text(encoding="utf-8").replace('"Lijsterbeshof"', '"Eigen Straat"')
    (tmp_path / "names.toml").write_text(names, encoding="utf-8")
    assert "Eigen Straat" in load_scenario(str(_changed(tmp_path, "", ""))).names.streets


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("clients = 140", "client = 140", "client"),
        ("clients = 140", 'clients = "many"', "clients"),
        ("clients = 140", "clients = -1", "clients"),
        ("clients = 140", "clients = true", "clients"),
        ("clients = 140", "", "clients"),
        ("format = 1", "format = 9", "format"),
        ("cast = true", "cast = 1", "cast"),
        ("before_policy = 0.2 ", "before_policy = 1.2 ", "registration.before_policy"),
        ("before_policy_years = [0, 5]", "before_policy_years = [5, 0]", "registration.before_policy_years"),
        ("before_policy_years = [0, 5]", "before_policy_years = 5", "registration.before_policy_years"),
        ('within = "2 years"', 'within = "two years"', "registration.within"),
        ("overdue = ", "overdu = ", "standings.overdu"),
        ("client = 55", "klant = 55", "promises.owners.klant"),
        ("kept = 66", "kept = -1", "promises.outcomes.kept"),
        ("work = 45", "wrok = 45", "closing.wrok"),
        ("[agenda]", "[agenda]\nlunch = 1", "agenda.lunch"),
    ],
)
def test_a_mistake_is_refused_with_its_key_path(tmp_path: Path, old: str, new: str, path: str) -> None:
    with pytest.raises(Refused) as refusal:
        load_scenario(str(_changed(tmp_path, old, new)))
    assert path in refusal.value.message


@pytest.mark.parametrize("text", ["clients = [", "\x00"])
def test_a_file_that_is_no_toml_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Refused):
        load_scenario(str(path))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(Refused):
        load_scenario(str(path))


def test_an_empty_list_of_phrases_is_refused(tmp_path: Path) -> None:
    phrases = (seed_folder() / "phrases.toml").read_text(encoding="utf-8")
    start, end = phrases.index("rejected = ["), phrases.index("missed = [")
    (tmp_path / "phrases.toml").write_text(phrases[:start] + phrases[end:], encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        load_scenario(str(_changed(tmp_path, "", "")))
    assert "phrases.reasons.rejected" in refusal.value.message


def test_an_unknown_name_says_what_there_is() -> None:
    with pytest.raises(Refused) as refusal:
        load_scenario("ofice")
    assert "office" in refusal.value.message


def _changed(folder: Path, old: str, new: str) -> Path:
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    path = folder / "mine.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path
