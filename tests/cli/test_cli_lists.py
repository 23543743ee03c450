from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.conftest import FRAMEWORK, TODAY, Run

KEYS = {
    "clients": {
        *("client_id", "file_number", "given_name", "family_name", "name", "born_on", "municipality"),
        *("registered_on", "benefit_since", "status", "consultant", "contacts", "groups", "target_groups", "sectors"),
    },
    "due": {
        *("client_id", "file_number", "name", "consultant", "groups", "rule", "kind", "due_on", "state", "late"),
        *("days", "planned_on", "last_held_on", "because"),
    },
    "today": {"position", "what", "at", "client_id", "file_number", "name", "text", "because", "act"},
    "commitment list": {
        *("commitment_id", "client_id", "name", "owner", "partner", "text", "domain", "due_on", "state", "overdue"),
        *("kept_on", "made_on", "meeting_id", "replaces", "step", "events"),
    },
    "doctor": {"check", "ok", "detail"},
}
SCHEMAS = {"commitment list": "commitments"}


@pytest.mark.parametrize("command", KEYS)
def test_lists_have_the_keys_that_are_promised(office: Run, command: str) -> None:
    answer = office(*command.split(), "--json").json
    assert list(answer) == ["schema", "today", "framework", "items"]
    assert answer["schema"] == f"caseload.{SCHEMAS.get(command, command)}/1"
    assert (answer["today"], answer["framework"]) == (TODAY, FRAMEWORK)
    assert answer["items"]
    assert all(KEYS[command] <= item.keys() for item in answer["items"])


@pytest.mark.parametrize("command", ["clients", "due", "today", "commitment list", "meeting list", "consultant list"])
def test_every_form_of_a_list_says_the_same(office: Run, command: str) -> None:
    words = command.split()
    items = office(*words, "--json").items
    assert [json.loads(line) for line in office(*words, "--format", "jsonl").out.splitlines()] == items
    rows = list(csv.DictReader(io.StringIO(office(*words, "--format", "csv").out)))
    key = "file_number" if "file_number" in items[0] else "consultant"
    assert [row[key] for row in rows] == [item[key] or "" for item in items]
    table = office(*words).out.splitlines()
    assert len(table) == len(items) + 1


def test_balance_has_the_lists_that_are_promised(office: Run) -> None:
    answer = office("balance", "--json").json
    lists = {"groups", "consultants", "municipalities", "roles", "totals"}
    assert set(answer) == {"schema", "today", "framework"} | lists
    assert set(answer["groups"][0]) >= {
        *("axis", "group", "clients", "per_municipality", "clients_per_fte", "fte_needed"),
    }
    assert set(answer["consultants"][0]) >= {
        *("consultant", "fte", "clients", "load_fte", "unknown_load", "utilisation", "late", "due_30_days"),
        *("hours_needed", "weeks", "caps_passed", "silent", "norms_apply", "utilisation_by_hours"),
    }
    assert set(answer["totals"]) >= {"clients", "fte_needed", "fte_available", "model", "hours_needed", "fte_exempt"}
    assert len(answer["consultants"][0]["weeks"]) == 13
    active = [item for item in office("clients", "--json").items if item["status"] == "active"]
    assert answer["totals"]["clients"] == len(active) == sum(row["clients"] for row in answer["groups"])
    assert sum(row["clients"] for row in answer["consultants"]) == len(active)
    # Deventer gives no norm: that is unknown, never nothing.
    assert {row["clients_per_fte"] for row in answer["groups"]} == {None}
    assert answer["totals"]["model"] is None
    assert "no norm" in office("balance").out


def test_a_scenario_stands_beside_the_figures_of_today(office: Run) -> None:
    gone = office("consultant", "list", "--json").items[0]
    answer = office("balance", "--grow", "groeien=+40", "--grow", "zorgen=-1", "--without", gone["name"], "--json").json
    scenario = answer["scenario"]
    present, then = scenario["present"], scenario["then"]
    assert (scenario["grow"], scenario["without"]) == ({"groeien": 40, "zorgen": -1}, [gone["consultant"]])
    assert then["clients"] == present["clients"] + 39 == answer["totals"]["clients"] + 39
    assert then["fte_available"] == pytest.approx(present["fte_available"] - gone["fte"])
    grown = {
        row["group"]: row["clients"] - now["clients"]
        for row, now in zip(then["groups"], present["groups"], strict=True)
    }
    assert {group: more for group, more in grown.items() if more} == {"groeien": 40, "zorgen": -1}
    # Without a norm more clients are no more fte.
    assert (then["fte_needed"], then["unknown_load"]) == (None, present["unknown_load"] + 39)
    assert "then" in office("balance", "--grow", "groeien=+40").out
    assert office("balance", "--grow", "groeien").code == 2
    assert office("balance", "--grow", "zorgen=-100000").code == 1
    assert office("balance", "--grow", "zorgen=1", "--municipality", "Deventer").code == 2


def test_clients_are_sorted_by_family_name_without_what_stands_before_it(office: Run) -> None:
    items = office("clients", "--json").items
    assert {item["status"] for item in items} >= {"active", "closed"}
    assert any(item["prefix"] for item in items)
    ascii_names = [item["family_name"] for item in items if item["family_name"].isascii()]
    assert ascii_names == sorted(ascii_names, key=str.lower)


def test_clients_are_narrowed_by_every_option(office: Run) -> None:
    everybody = office("clients", "--json").items
    one = everybody[0]
    person, group = one["consultant"], one["groups"]["klantgroep"] if one["groups"] else "groeien"
    for arguments, fits in (
        (("--status", "closed"), lambda item: item["status"] == "closed"),
        (("--group", group), lambda item: group in item["groups"].values()),
        (("--consultant", person), lambda item: item["consultant"] == person),
        (("--municipality", "Deventer"), lambda item: item["municipality"] == "Deventer"),
        (("--filter", one["file_number"]), lambda item: item["file_number"] == one["file_number"]),
    ):
        assert office("clients", "--json", *arguments).items == [item for item in everybody if fits(item)]


def test_due_is_narrowed_by_every_option(office: Run) -> None:
    everything = office("due", "--json").items
    kind = everything[0]["kind"]
    person = everything[0]["consultant"]
    for arguments, fits in (
        (("--late",), lambda item: item["late"]),
        (("--state", "overdue"), lambda item: item["state"] == "overdue"),
        (("--kind", kind), lambda item: item["kind"] == kind),
        (("--consultant", person), lambda item: item["consultant"] == person),
        (("--until", "today"), lambda item: item["due_on"] is not None and item["due_on"] <= TODAY),
        (("--client", everything[0]["file_number"]), lambda item: item["client_id"] == everything[0]["client_id"]),
    ):
        chosen = office("due", "--json", *arguments).items
        assert chosen == [item for item in everything if fits(item)]
        assert chosen
    days = [item["due_on"] for item in everything if item["due_on"]]
    assert days == sorted(days)


def test_lists_take_the_filter_of_the_screens_and_say_what_they_cannot_read(office: Run) -> None:
    every = office("due", "--json").items
    late = office("due", "--filter", "state:late", "--json").items
    assert late == [item for item in every if item["state"] == "overdue"]
    assert office("due", "--filter", "-state:late", "--json").items == [item for item in every if item not in late]
    group = next(iter(every[0]["groups"].values()))
    found = office("clients", "--filter", f"group:{group} of:all", "--json").items
    assert found
    assert all(group in item["groups"].values() for item in found)
    before = office("export", "access").out
    assert office("clients", "--filter", '"nergens-zo-genoemd"', "--json").items == []
    wrong = office("clients", "--filter", "gruop:x")
    assert (wrong.code, wrong.out) == (2, "")
    assert "group:" in wrong.err or "groep:" in wrong.err
    assert office("export", "access").out == before


def test_the_daily_list_is_of_whoever_is_named_and_counts_its_rows(office: Run) -> None:
    people = [item["consultant"] for item in office("consultant", "list", "--json").items]
    mine = office("today", "--json").items
    assert office("today", "--consultant", people[0], "--json").items == mine
    assert (
        office("--as", people[1], "today", "--json").items == office("today", "--consultant", people[1], "--json").items
    )
    assert [item["position"] for item in mine] == list(range(1, len(mine) + 1))
    words = {"talk", "unrecorded", "draft", "proposal", "commitment", "overdue", "due", "aftercare", "signal"}
    assert {item["what"] for item in mine} <= words


def test_another_day_is_looked_at_without_writing(office: Run) -> None:
    early, late = (office("due", "--late", "--json", "--today", day).items for day in (TODAY, "2027-06-01"))
    assert len(late) > len(early)


def test_show_tells_everything_and_is_logged_before(office: Run, client: str) -> None:
    answer = office("show", client, "--json")
    [item] = answer.items
    assert answer.json["schema"] == "caseload.dossier/1"
    assert {"placements", "meetings", "commitments", "dues", "signals", "fields", "contacts"} <= item.keys()
    assert item["placements"][0]["from"] <= TODAY
    assert item["fields"]["file_number"] == client
    log = [json.loads(line) for line in office("export", "access").out.splitlines()]
    assert [(entry["what"], entry["dossier"]) for entry in log[-1:]] == [("dossier opened", item["client_id"])]
    text = office("show", client).out
    assert item["name"] in text


def test_an_export_of_facts_is_logged_and_a_list_is_not(office: Run) -> None:
    office("clients")
    office("export", "facts")
    log = [json.loads(line)["what"] for line in office("export", "access").out.splitlines()]
    assert log == ["facts exported"]


@pytest.mark.parametrize("what", ["facts", "access", "clients"])
def test_exports_come_in_every_form(office: Run, client: str, what: str) -> None:
    office("show", client)
    lines = office("export", what, "--format", "jsonl").out.splitlines()
    items = office("export", what, "--json").items
    # Exports are logged, so that the log is longer each time.
    assert items[: len(lines)] == [json.loads(line) for line in lines]
    assert len(list(csv.DictReader(io.StringIO(office("export", what, "--format", "csv").out)))) >= len(lines)
    assert office("export", what, "--format", "table").code == 0


def test_frameworks_are_listed_shown_and_checked(run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    names = {item["framework"] for item in run("framework", "list", "--json").items}
    assert {"deventer-2020", "hilversum-2019", "igsd-2019", "landsmeer-2020", "pijnacker-nootdorp-2020"} <= names
    shown = run("framework", "show", "igsd-2019", "--json").json
    assert shown["framework"] == "igsd-2019"
    assert "IGSD" in run("framework", "show", "igsd-2019", "--text").out
    assert run("framework", "show", "igsd-2019").code == 0
    # The document speaks in the policy's own words, without a store.
    path = tmp_path_factory.mktemp("policies") / "own.toml"
    own = '[words.nl]\nclient = ["deelnemer", "deelnemers"]'
    own += '\n[[intake]]\nkind = "talk"\nclients = "new"\nwithin = "1 week"\n[[kinds]]\nid = "talk"\nname = "Gesprek"\n'
    head = 'format = 1\nid = "own"\nname = "Own"\norganisation = "Own"\nmunicipalities = ["Own"]\n'
    head += "valid_from = 2026-01-01\n"
    path.write_text(head + 'axes = [{ id = "a", name = "A", groups = [{ id = "g", name = "G" }] }]\n' + own)
    assert "nieuwe deelnemers" in run("--lang", "nl", "framework", "show", str(path)).out
    checked = run("framework", "check", "igsd-2019", "--json")
    assert (checked.code, checked.json["ok"], checked.json["problems"]) == (0, True, [])
    assert checked.json["schema"] == "caseload.framework-check/1"
    assert set(checked.json["declared"][0]) == {"path", "message", "line"}
    file = tmp_path_factory.mktemp("own") / "own.toml"
    file.write_text(run("framework", "template").out, "utf-8")
    assert run("framework", "check", file, "--lang", "en").code in (0, 1)


def test_a_framework_with_mistakes_shows_them_all_with_their_lines(
    run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = run("framework", "show", "landsmeer-2020", "--text").out
    file = tmp_path_factory.mktemp("own") / "own.toml"
    file.write_text(text.replace("per_year", "per_yeer"), "utf-8")
    answer = run("framework", "check", file, "--json", "--lang", "en")
    assert (answer.code, answer.json["ok"]) == (1, False)
    assert all({"path", "message", "line"} == set(problem) for problem in answer.json["problems"])
    assert all(isinstance(problem["line"], int) for problem in answer.json["problems"])
    assert run("framework", "check", file).code == 1


def test_the_policy_of_the_store_is_shown_without_a_name(office: Run) -> None:
    assert office("framework", "show", "--json").json["framework"] == FRAMEWORK


def test_places_are_told_without_opening_anything(run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    nowhere = tmp_path_factory.mktemp("nowhere") / "x.store"
    items = {item["what"]: item for item in run("--store", nowhere, "locate", "--json").items}
    assert items["store"] == {"what": "store", "path": str(nowhere), "exists": False}
    assert {"settings", "backups", "log", "keys"} <= items.keys()


def test_a_policy_is_shown_as_a_markdown_document_and_as_cells_of_plain_text(run: Run) -> None:
    document = run("framework", "show", "igsd-2019", "--format", "markdown")
    assert document.code == 0
    assert document.out.startswith("## ")
    assert "### tabel-ii" in document.out
    rows = list(csv.DictReader(io.StringIO(run("framework", "show", "igsd-2019", "--format", "csv").out)))
    assert {"section": "policy", "title": "Policy", "row": "2", "column": "Id", "text": "igsd-2019"} in rows
    assert not any(row["text"].startswith(("[", "{")) for row in rows)


def test_a_policy_is_shown_to_people_with_open_points_as_small_blocks(run: Run) -> None:
    lines = run("framework", "show", "igsd-2019").out.splitlines()
    block = lines[lines.index("· tabel-ii") :]
    assert [line.split("  ")[1] for line in block[1:4]] == ["The sources say", "Read as", "Because"]


def test_only_a_policy_is_shown_as_markdown(run: Run) -> None:
    assert run("framework", "list", "--format", "markdown").code == 2


def test_due_and_clients_are_narrowed_by_group_as_in_the_filter(office: Run) -> None:
    clients = office("clients", "--filter", "groep:groeien", "--json").json["items"]
    assert clients == office("clients", "--group", "groeien", "--json").json["items"]
    dues = office("due", "--group", "groeien", "--json").json["items"]
    numbers = {item["file_number"] for item in clients}
    assert dues == [item for item in office("due", "--json").json["items"] if item["file_number"] in numbers]
    assert dues
    for words in ("due", "today"):
        refused = office(words, "--municipality", "Elders", "--json")
        assert (refused.code, refused.out) == (1, "")
        assert "Deventer" in refused.err


def test_a_note_is_found_by_words_and_when_and_each_dossier_of_it_is_logged(office: Run) -> None:
    before = office("export", "access").out.count("note found")
    items = office("notes", "sinds:2025", "--limit", "5", "--json").items
    assert len(items) == 5
    assert all(item["on"] >= "2025-01-01" for item in items)
    logged = office("export", "access").out
    assert logged.count("note found") - before == len({item["client_id"] for item in items})
    hit = items[-1]
    words = [word for word in hit["excerpt"].split() if word.isalpha() and len(word) > 4]
    again = office(
        "notes", words[0][:-1], "--client", hit["file_number"], "--from", hit["on"], "--until", hit["on"], "--json"
    )
    assert hit["meeting_id"] in {item["meeting_id"] for item in again.items}
    assert office("notes", "since:ooit").code == 2
    assert office("notes").code == 1
    assert office("notes", "x", "--domain", "nergens").code == 1
