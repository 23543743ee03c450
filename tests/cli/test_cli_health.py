from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_a_backup_brings_everything_back(office: Run, store: Path, tmp_path: Path) -> None:
    before = office("export", "facts").out
    backup = office("backup", tmp_path / "copy.store", "--json").items[0]["path"]
    assert backup == str(tmp_path / "copy.store")
    office("client", "add", "--given-name", "A", "--family-name", "B", "--group", "groeien")
    assert office("export", "facts").out != before
    assert office("restore", backup).code == 0
    assert office("export", "facts").out == before
    assert office("doctor").code == 0


def test_a_damaged_store_is_restored_and_what_it_held_is_kept(office: Run, store: Path) -> None:
    before = office("export", "facts").out
    backup = office("backup").out.strip()
    store.write_bytes(b"\0" * 10_000)
    assert office("due").code == 3
    assert office("restore", backup).code == 0
    assert office("export", "facts").out == before


def test_a_backup_is_never_written_over_a_file(office: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    assert office("backup", tmp_path / "mine").code == 1
    assert (tmp_path / "mine").read_text() == "mine"
    assert office("restore", tmp_path / "nowhere").code == 3
    assert office("restore", tmp_path / "mine").code == 3
    assert office("due").code == 0


def test_another_passphrase_takes_the_place_of_the_one_before(run: Run, store: Path, tmp_path: Path) -> None:
    here = ("--store", store, "--lang", "en", "--key-file")
    old, fresh = store.with_name("key"), tmp_path / "fresh"
    assert run(*here, old, "passphrase", "--new-key-file", fresh).code == 0
    assert run(*here, old, "due").code == 3
    assert run(*here, fresh, "due").code == 0
    assert run(*here, old, "passphrase", "--new-key-file", tmp_path / "other").code == 3
    assert not (tmp_path / "other").exists()


def test_a_fresh_recovery_key_is_shown_once(run: Run, store: Path, tmp_path: Path) -> None:
    here = ("--store", store, "--lang", "en", "--key-file")
    answer = run(*here, store.with_name("key"), "passphrase", "--recovery")
    assert answer.code == 0
    key = next(line.strip() for line in answer.err.splitlines() if line.startswith("    "))
    (tmp_path / "recovery").write_text(key)
    assert run(*here, tmp_path / "recovery", "due").code == 0


def test_the_doctor_names_what_is_wrong(office: Run, store: Path) -> None:
    office("client", "add", "--given-name", "A", "--family-name", "B", "--group", "groeien")
    store.with_name(store.name + ".seal").unlink()
    answer = office("doctor", "--json")
    assert answer.code == 3
    assert [item["check"] for item in json.loads(answer.out)["items"] if not item["ok"]] == ["seal"]
    assert office("doctor", "--quick", "--json").json["schema"] == "caseload.doctor/1"
