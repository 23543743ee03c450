"""`settings`: the office's own choices, kept apart from the policy and shown as its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import FRAMEWORK, Run

OWN = """
no_contact = "3 months"
sectors = ["Zorg", "Techniek"]
no_show = [{ after = 2, action = "invite", within = "7 days" }]

[[kinds]]
id = "wandelen"
name = "Wandeling"
minutes = 40

[[cadences]]
id = "huis-wandelen"
kind = "wandelen"
groups = ["zorgen"]
every = "3 months"
"""


def settings(office: Run) -> dict[str, dict[str, Any]]:
    return {item["key"]: item for item in office("settings", "show", "--json").items}


def adoptions(office: Run) -> int:
    return sum('"kind":"framework.adopted"' in line for line in office("export", "facts").out.splitlines())


def test_what_nobody_chose_is_unknown_and_not_nothing(office: Run) -> None:
    answer = office("settings", "show", "--json").json
    assert (answer["schema"], answer["framework"]) == ("caseload.settings/1", FRAMEWORK)
    found = settings(office)
    assert (found["hours_per_fte"]["value"], found["hours_per_fte"]["from"]) == (None, None)
    assert (found["minutes.voortgang"]["value"], found["minutes.voortgang"]["from"]) == (None, None)


def test_a_setting_of_the_office_is_shown_as_its_own_and_moves_no_due_date(office: Run) -> None:
    before = office("due", "--json").json["items"]
    assert office("settings", "set", "minutes.voortgang", "45").code == 0
    assert office("settings", "set", "hours_per_fte", "1200").code == 0
    found = settings(office)
    assert (found["minutes.voortgang"]["value"], found["minutes.voortgang"]["from"]) == (45, "office")
    assert (found["hours_per_fte"]["value"], found["hours_per_fte"]["from"]) == (1200, "office")
    assert office("due", "--json").json["items"] == before
    assert adoptions(office) == 3
    assert all(item["ok"] for item in office("doctor", "--json").items)


def test_a_chain_and_a_list_are_told_in_words_and_not_as_data(office: Run, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'no_show = [{ after = 1, action = "note", text = { nl = "Bellen.", en = "Call." } },\n'
        '{ after = 2, action = "invite" }]',
        encoding="utf-8",
    )
    assert office("settings", "load", str(tmp_path / "own.toml")).code == 0
    rows = {line.split()[0]: line for line in office("--lang", "en", "settings", "show").out.splitlines()[1:]}
    assert "1: Call.; 2: invite" in rows["no_show"]
    assert "Logistiek; Bouw; Zorg" in rows["sectors"]


def test_unsetting_takes_it_back(office: Run) -> None:
    assert office("settings", "set", "minutes.voortgang", "45").code == 0
    answer = office("settings", "unset", "minutes.voortgang", "--json")
    assert answer.items == [{"key": "minutes.voortgang", "value": None, "from": None}]
    assert office("settings", "unset", "minutes.voortgang").code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["set", "minutes.voortgan", "45"],
        ["set", "minutes.voortgang", "veel"],
        ["set", "minutes", "45"],
        ["set", "hours_per_fte", "0"],
        ["set", "no_contact", "lang"],
        ["set", "colour", "blue"],
        ["set", "hours_per_fte", "1200", "1300"],
        ["unset", "colour"],
        ["reading", "voortgang-aantal", "9"],
        ["reading", "nowhere", "0"],
        ["load", "nowhere.toml"],
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(office: Run, arguments: list[str]) -> None:
    before = office("export", "facts").out
    answer = office("settings", *arguments)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.strip()
    assert office("export", "facts").out == before


def test_another_reading_is_the_offices_and_moves_only_its_own_rule(office: Run) -> None:
    before = {(row["client_id"], row["rule"]): row["due_on"] for row in office("due", "--json").items}
    assert office("settings", "reading", "voortgang-aantal", "1").code == 0
    found = settings(office)["readings.voortgang-aantal"]
    assert (found["value"], found["from"]) == (1, "office")
    after = {(row["client_id"], row["rule"]): row["due_on"] for row in office("due", "--json").items}
    changed = {rule for client, rule in before if before[client, rule] != after.get((client, rule))}
    assert changed == {"voortgang"}
    assert office("settings", "unset", "readings.voortgang-aantal").code == 0
    assert settings(office)["readings.voortgang-aantal"]["from"] == "policy"


def test_kinds_and_cadences_of_the_office_come_from_a_file(office: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN, "utf-8")
    before = {(row["client_id"], row["rule"]): row["due_on"] for row in office("due", "--json").items}
    answer = office("settings", "load", path, "--json")
    assert answer.code == 0, answer.err
    assert {item["from"] for item in answer.items} == {"office"}
    found = settings(office)
    assert found["kinds.wandelen"]["from"] == found["cadences.huis-wandelen"]["from"] == "office"
    assert found["no_contact"] == {"key": "no_contact", "value": "3 months", "from": "office"}
    assert (found["minutes.wandelen"]["value"], found["minutes.wandelen"]["from"]) == (40, "office")
    after = {(row["client_id"], row["rule"]): row["due_on"] for row in office("due", "--json").items}
    assert {key: after[key] for key in before} == before
    assert {rule for _, rule in set(after) - set(before)} == {"huis-wandelen"}
    assert all(item["ok"] for item in office("doctor", "--json").items)


def test_a_file_with_a_mistake_changes_nothing(office: Run, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(OWN.replace('groups = ["zorgen"]', 'groups = ["zorg"]'), "utf-8")
    answer = office("settings", "load", path)
    assert answer.code == 1
    assert "zorgen" in answer.err
    assert adoptions(office) == 1


def test_settings_go_along_to_a_later_version_as_far_as_they_fit(office: Run, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(OWN, "utf-8")
    assert office("settings", "load", own).code == 0
    assert office("settings", "set", "minutes.voortgang", "45").code == 0
    assert office("settings", "set", "hours_per_fte", "1200").code == 0
    counterparts = tmp_path / "map.toml"
    kinds = ("screening", "uitkering", "kickoff", "werkcoach", "participatie", "rechtmatigheid", "ambitie", "nazorg")
    rest = "\n".join(f'{kind} = ""' for kind in (*kinds, "thema_branche", "thema_wijk"))
    groups = "\n".join(f'{group} = "leven_voorop"' for group in ("matchen", "groeien", "faciliteren", "zorgen"))
    counterparts.write_text(f'[groups]\n{groups}\n[kinds]\nvoortgang = "gesprek"\n{rest}', "utf-8")
    answer = office("framework", "adopt", "landsmeer-2020", "--map", counterparts, "--json")
    assert answer.code == 0, answer.err
    assert answer.json["totals"]["house_dropped"] == ["cadences"]
    found = settings(office)
    assert (found["minutes.gesprek"]["value"], found["minutes.gesprek"]["from"]) == (45, "office")
    assert found["hours_per_fte"]["value"] == 1200
    assert "kinds.wandelen" in found
