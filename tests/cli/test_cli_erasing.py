"""`client erase`: a closed dossier goes for good, and nothing of it stays behind."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from caseload_tui.store.connection import connect
from caseload_tui.store.key_files import read_secret
from caseload_tui.store.keys import unlock
from tests.cli.conftest import Run

CANARY = "kanarievogel"


def test_a_closed_dossier_is_erased_with_its_number_typed_and_leaves_no_trace(
    office: Run, run: Run, store: Path, tmp_path: Path
) -> None:
    number = "K-77"
    people = [item["consultant"] for item in office("consultant", "list", "--json").items]
    group = office("clients", "--json", "--status", "active").items[0]["groups"]
    chosen = [part for name in group.values() for part in ("--group", name)]
    names = ("--given-name", CANARY, "--family-name", CANARY)
    made = office("client", "add", "--file-number", number, *names, *chosen, "--json")
    assert made.code == 0, made.err
    client = made.items[0]["client_id"]
    assert office("commitment", "add", number, f"{CANARY} bellen", "--owner", "office").code == 0
    assert office("transfer", "offer", number, "--to", people[1], "--note", f"{CANARY} kent je al").code == 0
    kind = office("due", "--client", number, "--json").items[0]["kind"]
    assert office("meeting", "record", number, "--kind", kind, "--note", f"={CANARY}").code == 0
    assert office("backup").code == 0
    erase = ("client", "erase", number, "--reason", "bewaartermijn")
    assert office(*erase, "--yes").code == 2
    assert office(*erase, "--yes", "--file-number", number).code == 1
    closed = office("client", "close", number, "--reason", "einde")
    assert closed.code == 0, closed.err
    assert office(*erase, "--yes", "--file-number", "K-78").code == 1
    answer = office(*erase, "--yes", "--file-number", number)
    assert (answer.code, answer.out.strip()) == (0, client), answer.err
    assert all(check["ok"] for check in office("doctor", "--json").items)
    key = unlock(store, read_secret(store.with_name("key")))
    with closing(connect(store, key)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        cells = [cell for name in names for row in connection.execute(f'SELECT * FROM "{name}"') for cell in row]
    assert not [cell for cell in cells if CANARY in str(cell)]
    assert not list(store.parent.glob("*.backups/*"))
    assert office("show", number).code == 1
    exported = office("export", "facts").out
    assert '"dossier.erased"' in exported
    (tmp_path / "facts.jsonl").write_text(exported, "utf-8")
    other = ("--store", tmp_path / "other.store", "--key-file", tmp_path / "other.key", "--lang", "en")
    taken = run(*other, "import", tmp_path / "facts.jsonl", "--practice")
    assert taken.code == 0, taken.err
    assert run(*other, "export", "facts").out == exported


def test_file_numbers_that_cannot_be_are_refused_and_one_like_a_bsn_gives_a_warning(office: Run, client: str) -> None:
    for wrong in ("x" * 41, "a\x07b", " "):
        assert office("client", "edit", client, "--file-number", wrong).code == 1
    answer = office("client", "edit", client, "--file-number", "111222333")
    assert (answer.code, "BSN" in answer.err) == (0, True)


def test_an_import_of_facts_that_refer_to_nothing_is_refused(office: Run, tmp_path: Path) -> None:
    line = office("export", "facts").out.splitlines()[-1]
    file = tmp_path / "facts.jsonl"
    file.write_text(
        office("export", "facts").out + line.replace('"id":"', '"id":"x').replace('"dossier":"', '"dossier":"x')
    )
    answer = office("import", file, "--dry-run")
    assert answer.code == 1
    assert "nobody was registered" in answer.err
