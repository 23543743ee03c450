"""`framework adopt` on the command line: what it would come to, doing it, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from caseload_tui.frameworks import library
from caseload_tui.store.lock import hold
from tests.cli.conftest import FRAMEWORK, TODAY, Run

OTHER = "landsmeer-2020"
GROUPS = """
[groups]
matchen = "werk_voorop"
groeien = "vaardigheden_voorop"
faciliteren = "leven_voorop"
zorgen = "leven_voorop"
"""
KINDS = """
[kinds]
voortgang = "gesprek"
kickoff = "groepsaanpak"
thema_branche = ""
thema_wijk = ""
participatie = ""
rechtmatigheid = ""
werkcoach = "contact"
ambitie = "gesprek"
uitkering = ""
screening = ""
nazorg = ""
"""


@pytest.fixture
def counterparts(tmp_path: Path) -> Path:
    path = tmp_path / "map.toml"
    path.write_text(GROUPS + KINDS, "utf-8")
    return path


def facts(office: Run) -> list[dict[str, object]]:
    return [json.loads(line) for line in office("export", "facts").out.splitlines()]


def test_a_dry_run_shows_everything_and_changes_nothing(office: Run, counterparts: Path) -> None:
    before = office("export", "facts").out
    answer = office("framework", "adopt", OTHER, "--map", counterparts, "--dry-run", "--json").json
    assert (answer["schema"], answer["framework"]) == ("caseload.adopt/1", FRAMEWORK)
    totals = answer["totals"]
    assert (totals["present"], totals["other"], totals["dry_run"]) == (FRAMEWORK, OTHER, True)
    assert totals["in_force_from"] == TODAY
    assert sum(row["clients"] for row in answer["groups"]) == totals["regrouped"] > 0
    whats = [row["what"] for row in answer["dues"]]
    assert (whats.count("moved"), whats.count("gone")) == (totals["due_moved"], totals["due_gone"])
    assert not any(row["lacking"] for row in answer["vanishing"])
    assert office("export", "facts").out == before


def test_the_due_dates_are_what_the_dry_run_said(office: Run, counterparts: Path) -> None:
    listed = {(row["client_id"], row["rule"]): row["due_on"] for row in office("due", "--json").items}
    said = office("framework", "adopt", OTHER, "--map", counterparts, "--dry-run", "--json").json["dues"]
    assert {row["due_before"] for row in said if row["due_before"]} <= set(listed.values())
    assert office("framework", "adopt", OTHER, "--map", counterparts).code == 0
    present = {(row["client_id"], row["rule"]): row["due_on"] for row in office("due", "--json").items}
    after = {(row["client_id"], row["rule_after"]): row["due_after"] for row in said if row["due_after"]}
    assert after
    assert {key: present.get(key) for key in after} == after


def test_adopting_moves_everybody_and_leaves_a_sound_store(office: Run, counterparts: Path) -> None:
    answer = office("framework", "adopt", OTHER, "--map", counterparts, "--json")
    assert (answer.code, answer.json["framework"]) == (0, OTHER)
    stands = {(row["axis"], row["group"]): row["clients"] for row in answer.json["groups"]}
    counted = {(row["axis"], row["group"]): row["clients"] for row in office("balance", "--json").json["groups"]}
    assert counted == stands
    active = office("clients", "--json", "--status", "active").items
    assert {tuple(row["groups"]) for row in active} == {("categorie",)}
    assert all(item["ok"] for item in office("doctor", "--json").items)
    last = facts(office)[-1]
    [adopted] = [row for row in facts(office) if row["kind"] == "framework.adopted" and row["at"] == last["at"]]
    assert adopted["payload"]["framework"] == OTHER  # type: ignore[index]
    for command in (["today"], ["due"], ["meeting", "list"], ["consultant", "list"], ["signal", "list"]):
        assert office(*command).code == 0


def test_the_export_makes_the_same_office_again(office: Run, run: Run, counterparts: Path, tmp_path: Path) -> None:
    assert office("framework", "adopt", OTHER, "--map", counterparts).code == 0
    exported, due = office("export", "facts").out, office("due", "--json").json["items"]
    file = tmp_path / "facts.jsonl"
    file.write_text(exported, "utf-8")
    again = (
        "--store",
        tmp_path / "again.store",
        "--key-file",
        tmp_path / "again.key",
        "--today",
        TODAY,
        "--lang",
        "en",
    )
    assert run(*again, "import", file, "--practice").code == 0
    assert run(*again, "export", "facts").out == exported
    assert run(*again, "due", "--json").json["items"] == due


def test_old_placements_and_talks_keep_their_names(office: Run, counterparts: Path) -> None:
    chosen = next(row for row in office("clients", "--json", "--status", "active").items if row["last_contact"])
    group = chosen["groups"]["klantgroep"]
    name = library.load(FRAMEWORK)[0].groups_by_id[group].name.to("en")
    assert office("framework", "adopt", OTHER, "--map", counterparts).code == 0
    shown = office("show", chosen["file_number"]).out
    assert name in shown
    kinds = {item["kind"] for item in office("meeting", "list", "--json", "--client", chosen["file_number"]).items}
    old = library.load(FRAMEWORK)[0].kinds_by_id
    assert any(old[kind].name.to("en") in shown for kind in kinds if kind in old)


def test_what_lacks_a_counterpart_is_named_and_refused(office: Run) -> None:
    before = office("export", "facts").out
    answer = office("framework", "adopt", OTHER)
    assert (answer.code, answer.out) == (1, "")
    for group in ("matchen", "groeien", "faciliteren", "zorgen"):
        assert f"“{group}”" in answer.err
    lacking = office("framework", "adopt", OTHER, "--dry-run", "--json").json["vanishing"]
    assert {row["id"] for row in lacking if row["lacking"] and row["what"] == "group"} == {
        "matchen",
        "groeien",
        "faciliteren",
        "zorgen",
    }
    assert office("export", "facts").out == before


def test_a_group_left_open_where_everybody_needs_one_is_refused(office: Run, tmp_path: Path) -> None:
    path = tmp_path / "open.toml"
    path.write_text(GROUPS.replace('"werk_voorop"', '""') + KINDS, "utf-8")
    answer = office("framework", "adopt", OTHER, "--map", path)
    assert answer.code == 1
    assert "categorie" in answer.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere-2020"],
        [FRAMEWORK],
        [OTHER, "--from", "2026-11-24"],
        [OTHER, "--from", "1999-01-01"],
        [OTHER, "--map", "nowhere.toml"],
    ],
)
def test_what_cannot_be_adopted_is_refused_with_a_message(office: Run, arguments: list[str]) -> None:
    before = office("export", "facts").out
    answer = office("framework", "adopt", *arguments)
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.strip()
    assert office("export", "facts").out == before


@pytest.mark.parametrize(
    "content",
    [b"\xff\xfe not utf-8", b"id = ", b"a = " + b"[" * 500 + b"]" * 500, b"#" * 2_000_000, b'format = 1\nid = "x"\n'],
)
def test_a_file_that_is_no_policy_is_never_adopted(office: Run, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "wrong.toml"
    path.write_bytes(content)
    answer = office("framework", "adopt", path)
    assert (answer.code, answer.out) == (1, "")
    assert "Traceback" not in answer.err
    assert office("framework", "show", "--json").json["framework"] == FRAMEWORK


def test_adopting_says_who_has_the_store(office: Run, store: Path, counterparts: Path) -> None:
    with hold(store, "the app"):
        answer = office("framework", "adopt", OTHER, "--map", counterparts)
        assert office("framework", "adopt", OTHER, "--map", counterparts, "--dry-run").code == 0
    assert answer.code == 3
    assert "the app" in answer.err


def test_people_get_tables_and_programs_one_csv(office: Run, counterparts: Path) -> None:
    said = office("framework", "adopt", OTHER, "--map", counterparts, "--dry-run", "--plain")
    assert "due dates that move" in said.out
    assert OTHER in said.out
    table = office("framework", "adopt", OTHER, "--map", counterparts, "--dry-run", "--format", "csv").out
    assert {row["list"] for row in csv.DictReader(io.StringIO(table))} >= {"totals", "groups", "vanishing", "dues"}


def test_a_later_version_of_the_policy_needs_no_map_and_moves_nothing(office: Run, tmp_path: Path) -> None:
    path = tmp_path / "later.toml"
    text = library.text_of(FRAMEWORK).replace(
        f'id = "{FRAMEWORK}"', f'id = "deventer-2027"\nreplaces = "{FRAMEWORK}"', 1
    )
    path.write_text(text, "utf-8")
    before = office("due", "--json").json["items"]
    answer = office("framework", "adopt", path, "--json").json
    assert (answer["totals"]["due_moved"], answer["totals"]["due_gone"], answer["dues"]) == (0, 0, [])
    after = office("due", "--json").json
    assert (after["framework"], after["items"]) == ("deventer-2027", before)


def test_an_axis_that_nothing_tells_of_needs_a_first_group(office: Run, tmp_path: Path) -> None:
    groups = "\n".join(f'{group} = "groep1"' for group in ("matchen", "groeien", "faciliteren", "zorgen"))
    path = tmp_path / "axes.toml"
    axes = library.load("igsd-2019")[0].axes
    first, second = axes
    text = f"[groups]\n{groups}\n".replace("groep1", first.groups[0].id) + KINDS.replace('"gesprek"', '""')
    text = text.replace('"groepsaanpak"', '""').replace('"contact"', '""')
    path.write_text(text, "utf-8")
    answer = office("framework", "adopt", "igsd-2019", "--map", path)
    assert answer.code == 1
    assert second.id in answer.err
    path.write_text(f'{text}\n[axes]\n{second.id} = "nergens"\n', "utf-8")
    assert "nergens" in office("framework", "adopt", "igsd-2019", "--map", path).err
    path.write_text(f'{text}\n[axes]\n{second.id} = "{second.groups[0].id}"\n', "utf-8")
    answer = office("framework", "adopt", "igsd-2019", "--map", path)
    assert answer.code == 0, answer.err
    active = office("clients", "--json", "--status", "active").items
    assert {tuple(sorted(row["groups"].values())) for row in active} == {
        tuple(sorted((first.groups[0].id, second.groups[0].id)))
    }
    assert all(item["ok"] for item in office("doctor", "--json").items)


def test_an_instrument_that_the_policy_no_longer_has_can_still_be_ended(
    office: Run, client: str, counterparts: Path
) -> None:
    instrument = library.load(FRAMEWORK)[0].instruments[0].id
    assert office("instrument", "add", client, instrument).code == 0
    assert office("framework", "adopt", OTHER, "--map", counterparts).code == 0
    assert office("instrument", "end", client, instrument).code == 0
    assert office("instrument", "add", client, instrument).code == 1
