from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import FRAMEWORK, TODAY, Run
from tests.cli.programs import ROOT


def test_init_makes_a_store_with_a_key_file_and_a_recovery_key_that_only_their_owner_reads(
    run: Run, tmp_path: Path
) -> None:
    arguments = ["--store", tmp_path / "a" / "x.store", "--key-file", tmp_path / "key", "--lang", "en"]
    made = run(*arguments, "init", "--framework", FRAMEWORK, "--consultant", "Sam de Wit", "--json")
    assert made.code == 0
    assert made.items == [
        {
            "store": str(tmp_path / "a" / "x.store"),
            "office": made.items[0]["office"],
            "framework": FRAMEWORK,
            "consultant": "sam-de-wit",
        }
    ]
    for name in ("key", "key.recovery", "a/x.store"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert run(*arguments, "clients", "--json").items == []
    assert run(*arguments, "doctor").code == 0


def test_the_recovery_key_opens_the_store_too(run: Run, real: Run, tmp_path: Path) -> None:
    answer = run("--store", tmp_path / "real.store", "--key-file", tmp_path / "real.key.recovery", "clients", "--json")
    assert answer.code == 0


def test_init_never_touches_a_store_that_stands(real: Run, tmp_path: Path) -> None:
    before = (tmp_path / "real.store").read_bytes()
    answer = real("init", "--framework", FRAMEWORK, "--consultant", "Sam")
    assert answer.code == 1
    assert "already exists" in answer.err
    assert (tmp_path / "real.store").read_bytes() == before


def test_init_that_fails_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    answer = run(
        *("--store", tmp_path / "x.store", "--key-file", tmp_path / "key", "--lang", "en"),
        *("init", "--framework", FRAMEWORK, "--consultant", "  "),
    )
    assert answer.code in (1, 2)
    assert {path.name for path in tmp_path.iterdir()} <= {"home", "x.store.lock"}


def test_a_real_store_does_not_begin_on_another_day(run: Run, tmp_path: Path) -> None:
    arguments = ("--store", tmp_path / "x.store", "--key-file", tmp_path / "key", "--today", TODAY)
    assert run(*arguments, "init", "--framework", FRAMEWORK, "--consultant", "Sam").code == 1
    assert not (tmp_path / "x.store").exists()
    assert run(*arguments, "init", "--framework", FRAMEWORK, "--consultant", "Sam", "--practice").code == 0


def test_the_same_seed_gives_the_same_facts_to_the_byte(run: Run, tmp_path: Path) -> None:
    exports = []
    for name in ("a", "b"):
        arguments = ("--store", tmp_path / f"{name}.store", "--key-file", tmp_path / f"{name}.key", "--lang", "en")
        seeded = run(
            *arguments,
            *("seed", "office", "--framework", "landsmeer-2020", "--clients", "12", "--consultants", "2"),
            *("--seed", "7", "--today", TODAY, "--json"),
        )
        [item] = seeded.items
        assert (item["scenario"], item["seed"], item["framework"]) == ("office", 7, "landsmeer-2020")
        assert item["counts"]["clients"] == item["counts"]["client.registered"] == 12
        exports.append(run(*arguments, "export", "facts").out)
    assert exports[0] == exports[1]
    assert len(exports[0].splitlines()) == item["counts"]["facts"]


def test_a_store_with_clients_is_not_seeded(office: Run, store: Path) -> None:
    before = office("export", "facts").out
    answer = office("seed", "office")
    assert (answer.code, "already has" in answer.err) == (1, True)
    assert office("export", "facts").out == before


def test_a_real_store_is_never_seeded(real: Run) -> None:
    answer = real("seed", "office", "--clients", "3")
    assert (answer.code, "practice" in answer.err) == (1, True)


def test_a_practice_store_without_clients_is_seeded(run: Run, tmp_path: Path) -> None:
    arguments = ("--store", tmp_path / "x.store", "--key-file", tmp_path / "key", "--today", TODAY)
    run(*arguments, "init", "--framework", FRAMEWORK, "--consultant", "Sam", "--practice")
    assert run(*arguments, "seed", "office", "--clients", "3", "--json").code == 0
    assert len(run(*arguments, "clients", "--json").items) == 3


def test_importing_an_export_gives_the_same_export_to_the_byte(office: Run, run: Run, tmp_path: Path) -> None:
    exported = office("export", "facts", "--format", "jsonl").out
    file = tmp_path / "facts.jsonl"
    file.write_text(exported, "utf-8")
    for number, made_before in enumerate((False, True)):
        arguments = ("--store", tmp_path / f"{number}.store", "--key-file", tmp_path / f"{number}.key", "--lang", "en")
        if made_before:
            assert run(*arguments, "init", "--framework", "igsd-2019", "--consultant", "Sam").code == 0
        imported = run(*arguments, "import", file, "--json")
        assert imported.code == 0, imported.err
        assert imported.items[0]["facts"] == len(exported.splitlines())
        assert imported.json["framework"] == FRAMEWORK
        assert run(*arguments, "export", "facts").out == exported
        assert run(*arguments, "doctor").code == 0


def test_lists_of_an_imported_store_are_those_of_the_store_it_came_from(office: Run, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    file.write_text(office("export", "facts").out, "utf-8")
    arguments = ("--store", tmp_path / "i.store", "--key-file", tmp_path / "i.key", "--lang", "en", "--today", TODAY)
    assert run(*arguments, "import", file).code == 0
    for command in ("due", "clients", "balance"):
        assert run(*arguments, command, "--json").json == office(command, "--json").json


def test_a_dry_run_writes_nothing(office: Run, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    file.write_text(office("export", "facts").out, "utf-8")
    arguments = ("--store", tmp_path / "i.store", "--key-file", tmp_path / "i.key", "--lang", "en")
    answer = run(*arguments, "import", file, "--dry-run", "--json")
    assert (answer.code, answer.items[0]["dry_run"]) == (0, True)
    assert not (tmp_path / "i.store").exists()
    assert not (tmp_path / "i.key").exists()


def test_a_store_with_clients_takes_no_import(office: Run, tmp_path: Path) -> None:
    exported = office("export", "facts").out
    file = tmp_path / "facts.jsonl"
    file.write_text(exported, "utf-8")
    for more in ((), ("--dry-run",)):
        assert office("import", file, *more).code == 1
    assert office("export", "facts").out == exported


LINE = {
    "id": "1",
    "dossier": "c",
    "kind": "client.registered",
    "at": "2026-01-01T09:00:00+00:00",
    "by": "sam",
    "device": "d",
    "version": 1,
    "payload": {"on": "2026-01-01", "file_number": "1", "given_name": "A", "family_name": "B"},
}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no json\n",
        "[1]\n",
        json.dumps({**LINE, "version": "1"}),
        json.dumps({**LINE, "dossier": "\ud800"}),
        json.dumps({**LINE, "extra": 1}),
        json.dumps({**LINE, "at": "yesterday"}),
        json.dumps({**LINE, "at": "2026-01-01T09:00:00"}),
        json.dumps({**LINE, "payload": {"on": "2026-13-01"}}),
        json.dumps({key: value for key, value in LINE.items() if key != "by"}),
        json.dumps(LINE) + "\n" + json.dumps(LINE),
        json.dumps(LINE),
        "[" * 100_000,
    ],
)
def test_a_malformed_facts_file_is_refused_whole(run: Run, tmp_path: Path, text: str) -> None:
    file = tmp_path / "facts.jsonl"
    file.write_text(text, "utf-8")
    answer = run(*("--store", tmp_path / "x.store", "--key-file", tmp_path / "key", "--lang", "en"), *("import", file))
    assert answer.code == 1, answer.err
    assert answer.out == ""
    assert not (tmp_path / "x.store").exists()
    assert not (tmp_path / "key").exists()


def test_facts_of_nowhere_or_in_no_utf8_are_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "latin").write_bytes(b"\xff\xfe\x00")
    arguments = ("--store", tmp_path / "x.store", "--key-file", tmp_path / "key", "--lang", "en", "import")
    assert run(*arguments, tmp_path / "nowhere").code == 1
    assert run(*arguments, tmp_path / "latin").code == 1
    assert run(*arguments, tmp_path).code == 1


def test_a_column_of_citizen_service_numbers_is_refused_by_its_name(office: Run, run: Run, tmp_path: Path) -> None:
    lines = [json.loads(line) for line in office("export", "facts").out.splitlines()]
    named = [
        {**line, "payload": {**line["payload"], "BSN": "1"}} if "prefix" in line["payload"] else line for line in lines
    ]
    numbers = iter(number for number in range(100_000_000, 200_000_000) if _passes(str(number)))
    filled = [
        {**line, "payload": {**line["payload"], "file_number": str(next(numbers))}}
        if line["kind"] == "client.registered"
        else line
        for line in lines
    ]
    for changed, name in ((named, "BSN"), (filled, "file_number")):
        file = tmp_path / "facts.jsonl"
        file.write_text("".join(json.dumps(line) + "\n" for line in changed), "utf-8")
        answer = run("--store", tmp_path / "x.store", "--key-file", tmp_path / "key", "--lang", "en", "import", file)
        assert answer.code == 1
        assert name in answer.err
        assert not (tmp_path / "x.store").exists()


def _passes(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def test_nothing_of_the_key_or_a_name_is_readable_in_the_files(office: Run, store: Path) -> None:
    office("client", "add", "--given-name", "Kanariegeel", "--family-name", "Vogelaar", "--group", "groeien")
    for path in store.parent.glob("office.store*"):
        if path.is_file():
            assert b"Kanariegeel" not in path.read_bytes()
    assert os.stat(store).st_mode & 0o077 == 0


def test_a_large_office_is_stored_team_by_team_in_a_store_of_its_own(run: Run, tmp_path: Path) -> None:
    national = (ROOT / "seed" / "national.toml").read_text("utf-8").replace("team = 16", "team = 2")
    (tmp_path / "large.toml").write_text(national.replace("consultants = 3_200", "consultants = 40_000"), "utf-8")
    here = ("--store", tmp_path / "x.store", "--key-file", tmp_path / "key", "--today", TODAY, "--lang", "en")
    seed = ("seed", tmp_path / "large.toml", "--clients", "40")
    made = run(*here, *seed, "--json")
    assert made.code == 0, made.err
    [item] = made.items
    assert (item["counts"]["clients"], item["counts"]["consultants"]) == (40, 4)
    facts = [json.loads(line) for line in run(*here, "export", "facts").out.splitlines()]
    assert item["counts"]["facts"] == len(facts)
    assert len(run(*here, "clients", "--json").items) == 40
    everybody = [fact["payload"]["consultant"] for fact in facts if fact["kind"] == "consultant.added"]
    assert {run(*here, "--as", who, "today", "--json").code for who in everybody} == {0}
    assert run(*here, "doctor").code == 0
    again = run(*here, *seed)
    assert again.code == 1
    assert "already exists" in again.err
    assert len(run(*here, "clients", "--json").items) == 40
