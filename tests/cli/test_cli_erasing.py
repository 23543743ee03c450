"""`client erase`: a closed dossier goes for good, and nothing of it stays behind."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from caseload_tui.store.connection import connect
from caseload_tui.store.key_files import read_secret
from caseload_tui.store.keys import unlock
from tests.cli.conftest import Run

CANARY = "kanarievogel"


def test_a_closed_dossier_is_erased_with_its_number_typed_and_leaves_no_trace(office: Run, store: Path) -> None:
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
    assert '"dossier.erased"' in office("export", "facts").out
