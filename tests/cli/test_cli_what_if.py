"""`what-if` on the command line: both policies side by side, in every form."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.cli.conftest import FRAMEWORK, Run

OTHER = "pijnacker-nootdorp-2020"
MAP = """
[groups]
groeien = "werken_aan"
faciliteren = "werken_aan"
zorgen = "meedoen"
matchen = "werken"
[kinds]
voortgang = "fip"
"""


def counterparts(folder: Path) -> Path:
    path = folder / "map.toml"
    path.write_text(MAP, "utf-8")
    return path


def test_the_answer_has_both_sides_under_their_own_names(office: Run, tmp_path: Path) -> None:
    answer = office("what-if", "--framework", OTHER, "--map", counterparts(tmp_path), "--json").json
    assert (answer["schema"], answer["framework"]) == ("caseload.what-if/1", FRAMEWORK)
    present, other = answer["totals"]
    assert (present["side"], present["framework"]) == ("present", FRAMEWORK)
    assert (other["side"], other["framework"], other["clients_unknown"]) == ("other", OTHER, 0)
    assert other["clients"] == present["clients"]
    assert other["fte_needed"] is None
    fip = next(row for row in answer["kinds"] if row["side"] == "other" and row["kind"] == "fip")
    groups = {row["group"]: row["clients"] for row in answer["groups"] if row["side"] == "other"}
    assert fip["meetings_a_year"] == 4 * (groups["werken_aan"] + groups["meedoen"])


def test_the_present_side_counts_late_as_the_due_list_does(office: Run) -> None:
    answer = office("what-if", "--framework", OTHER, "--json").json
    listed = office("due", "--late", "--json").items
    late = [(row["client_id"], row["rule"], row["due_on"]) for row in answer["late"] if row["side"] == "present"]
    assert sorted(late) == sorted((row["client_id"], row["rule"], row["due_on"]) for row in listed)
    assert answer["totals"][0]["late"] == len(listed)


def test_the_present_side_counts_groups_as_the_balance_does(office: Run) -> None:
    answer = office("what-if", "--framework", OTHER, "--json").json
    counted = {row["group"]: row["clients"] for row in office("balance", "--json").json["groups"]}
    assert {row["group"]: row["clients"] for row in answer["groups"] if row["side"] == "present"} == counted


def test_what_stays_open_is_listed_and_unknown(office: Run) -> None:
    answer = office("what-if", "--framework", OTHER, "--json").json
    other = answer["totals"][1]
    assert (other["clients_unknown"], other["clients_norm_unknown"]) == (other["clients"], 0)
    opened = {row["id"]: row for row in answer["left_open"] if row["what"] == "group"}
    assert set(opened) == {"matchen", "groeien", "faciliteren", "zorgen"}
    unknown = next(row for row in answer["groups"] if row["side"] == "other" and row["group"] is None)
    assert unknown["clients"] == other["clients"]
    fip = next(row for row in answer["kinds"] if row["side"] == "other" and row["kind"] == "fip")
    assert (fip["meetings_a_year"], fip["clients_unknown"]) == (None, other["clients"])


def test_people_get_tables_in_their_language(office: Run, tmp_path: Path) -> None:
    said = office("what-if", "--framework", OTHER, "--map", counterparts(tmp_path), "--plain").out
    assert FRAMEWORK in said
    assert OTHER in said
    assert "meetings a year" in said
    assert "in words" in said
    assert "no norm" in said


def test_the_rows_of_all_lists_stand_in_one_csv(office: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(office("what-if", "--framework", OTHER, "--format", "csv").out)))
    assert {row["list"] for row in rows} >= {"totals", "kinds", "groups", "left_open"}


def test_nothing_is_changed(office: Run) -> None:
    before = office("export", "facts").out
    assert office("what-if", "--framework", OTHER).code == 0
    assert office("export", "facts").out == before


def test_an_unknown_policy_is_refused(office: Run) -> None:
    answer = office("what-if", "--framework", "nowhere-2020")
    assert (answer.code, answer.out) == (1, "")


def test_without_another_policy_it_is_wrong_use(office: Run) -> None:
    assert office("what-if").code == 2
