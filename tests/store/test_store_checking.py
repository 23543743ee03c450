from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseload_tui.domain.rows import Check
from caseload_tui.errors import StoreUnusable
from caseload_tui.store.connection import connect
from caseload_tui.store.files import seal_file
from caseload_tui.store.store import Store
from tests.makers import KEY, agreed, author, held, registered

FACTS = 9
"""How many facts `filled` holds: those of the office and of one client."""


@pytest.fixture
def filled(store_path: Path) -> Path:
    """A closed store with a client, notes, a commitment and some looking."""
    store = Store.open(store_path, KEY)
    with store.writing(author(ids="x")) as writing:
        writing.record("c1", *registered(), held("m1", date(2026, 3, 4), "schuld"), agreed("a1", date(2026, 4, 4)))
        for what in ("unlocked", "dossier", "talk"):
            writing.log_access(what, "c1")
    store.close()
    return store_path


def tamper(path: Path, *statements: str) -> None:
    """Change a store behind the program's back, as somebody with its key could."""
    with closing(connect(path, KEY)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)


def failures(path: Path, *, quick: bool = False) -> dict[str, str]:
    store = Store.open(path, KEY)
    found = store.check(quick=quick)
    store.close()
    return {check.check: check.detail for check in found if not check.ok}


def rewritten(column: str, seq: int) -> Callable[[Path], None]:
    """Return what writes a journal anew from one entry on, hashes and all, with that entry changed."""

    def rewrite(path: Path) -> None:
        from caseload_tui.store.chain import START, digest_of, link_of  # noqa: PLC0415 - used by this forger only
        from caseload_tui.store.entries import line_of  # noqa: PLC0415

        tamper(path, f"UPDATE event SET {column} = 'forged' WHERE seq = {seq}")
        with closing(connect(path, KEY)) as connection:
            rows: list[Any] = connection.execute("SELECT * FROM event ORDER BY seq").fetchall()
            previous = START
            for number, *values, salt, _, _ in rows:
                digest = digest_of(salt, line_of(*values))
                previous = link_of(previous, digest)
                connection.execute("UPDATE event SET digest = ?, link = ? WHERE seq = ?", (digest, previous, number))

    return rewrite


def test_a_sound_store_passes_every_check(filled: Path) -> None:
    store = Store.open(filled, KEY)
    found = store.check()
    store.close()
    assert [check.check for check in found if not check.ok] == []
    assert {check.check for check in found} >= {
        "seal",
        "encryption",
        "settings",
        "pages",
        "references",
        "facts",
        "access",
        "payloads",
        "rebuilt client",
        "rebuilt due",
        "rebuilt note",
        "search",
    }
    assert Check("payloads", True, f"{FACTS} facts") in found


def test_a_quick_check_leaves_out_what_takes_long(filled: Path) -> None:
    store = Store.open(filled, KEY)
    found = {check.check for check in store.check(quick=True)}
    store.close()
    assert found >= {"encryption", "references", "facts", "access", "payloads"}
    assert not found & {"pages", "search", "rebuilt client"}


@pytest.mark.parametrize("seq", [1, 5, FACTS])
@pytest.mark.parametrize("column", ["payload", "by", "at", "dossier", "id"])
def test_a_changed_fact_is_named(filled: Path, column: str, seq: int) -> None:
    tamper(filled, f"UPDATE event SET {column} = {column} || ' ' WHERE seq = {seq}")
    assert failures(filled, quick=True)["facts"] == f"entry {seq} is not what was written"


@pytest.mark.parametrize("column", ["digest", "salt"])
def test_a_changed_hash_is_named(filled: Path, column: str) -> None:
    tamper(filled, f"UPDATE event SET {column} = replace({column}, substr({column}, 1, 1), 'x') WHERE seq = 4")
    assert failures(filled, quick=True)["facts"] == "entry 4 is not what was written"


def test_a_changed_link_is_named(filled: Path) -> None:
    tamper(filled, "UPDATE event SET link = digest WHERE seq = 4")
    assert failures(filled, quick=True)["facts"] == "entry 4 does not follow the one before it"


@pytest.mark.parametrize("seq", [1, 5])
def test_a_removed_fact_is_named(filled: Path, seq: int) -> None:
    tamper(filled, f"DELETE FROM event WHERE seq = {seq}")
    assert failures(filled, quick=True)["facts"] == f"entry {seq} is missing"


def test_facts_in_another_order_are_named(filled: Path) -> None:
    tamper(
        filled,
        "UPDATE event SET seq = 100 WHERE seq = 6",
        "UPDATE event SET seq = 6 WHERE seq = 7",
        "UPDATE event SET seq = 7 WHERE seq = 100",
    )
    assert failures(filled, quick=True)["facts"] == "entry 6 does not follow the one before it"


def test_a_removed_fact_whose_place_is_closed_up_is_named(filled: Path) -> None:
    tamper(filled, "DELETE FROM event WHERE seq = 6", "UPDATE event SET seq = seq - 1 WHERE seq > 6")
    assert failures(filled, quick=True)["facts"] == "entry 6 does not follow the one before it"


@pytest.mark.parametrize("left", [0, 1, FACTS - 1])
def test_a_cut_tail_shows_by_the_seal(filled: Path, left: int) -> None:
    tamper(filled, f"DELETE FROM event WHERE seq > {left}")
    broken = f"entry {left + 1} is missing, and all that came after it up to {FACTS}"
    assert failures(filled, quick=True)["facts"] == broken


@pytest.mark.parametrize("seq", [2, FACTS])
def test_a_journal_forged_with_all_its_hashes_shows_by_the_seal(filled: Path, seq: int) -> None:
    rewritten("device", seq)(filled)
    assert failures(filled, quick=True)["facts"] == f"entry {FACTS} is not the one that was sealed"


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE access SET dossier = 'c2' WHERE seq = 2", "entry 2 is not what was written"),
        ("UPDATE access SET \"by\" = 'bram' WHERE seq = 1", "entry 1 is not what was written"),
        ("DELETE FROM access WHERE seq = 1", "entry 1 is missing"),
        ("DELETE FROM access WHERE seq = 3", "entry 3 is missing, and all that came after it up to 3"),
    ],
)
def test_a_spoiled_access_log_is_named_and_the_facts_are_not(filled: Path, statement: str, broken: str) -> None:
    tamper(filled, statement)
    found = failures(filled, quick=True)
    assert found == {"access": broken}


def test_a_seal_that_is_gone_or_spoiled_is_named(filled: Path) -> None:
    seal_file(filled).unlink()
    assert set(failures(filled)) == {"seal"}
    seal_file(filled).write_bytes(b"nonsense")
    assert set(failures(filled)) == {"seal"}


def test_a_seal_that_is_a_save_behind_is_still_true(filled: Path) -> None:
    behind = seal_file(filled).read_bytes()
    store = Store.open(filled, KEY)
    with store.writing(author(ids="y")) as writing:
        writing.record("c1", held("m2", date(2026, 3, 5)))
    store.close()
    seal_file(filled).write_bytes(behind)
    assert failures(filled) == {}


def test_a_payload_that_does_not_fit_its_kind_is_named_and_lists_are_not_made_of_it(filled: Path) -> None:
    tamper(filled, "UPDATE event SET payload = '{}' WHERE seq = 5")
    found = failures(filled)
    assert found["payloads"] == "fact 5 cannot be read"
    assert not any(check.startswith("rebuilt") for check in found)
    store = Store.open(filled, KEY)
    with pytest.raises(StoreUnusable, match="Fact 5"), store.reading() as reading:
        reading.dossier("c1")
    store.close()


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("UPDATE client SET family_name = 'Bos'", "rebuilt client"),
        ("UPDATE due SET due_on = '2030-01-01' WHERE due_on IS NOT NULL", "rebuilt due"),
        ("DELETE FROM commitment", "rebuilt commitment"),
        ("UPDATE placement SET until = '2026-05-05'", "rebuilt placement"),
        ("DELETE FROM contact", "rebuilt contact"),
        ("UPDATE meeting SET handler = 'bram'", "rebuilt meeting"),
        ("INSERT INTO label VALUES ('e', 'c9', 'langdurig', '2026-01-01', NULL)", "rebuilt label"),
        ("UPDATE adoption SET in_force_from = '2020-01-01'", "rebuilt adoption"),
    ],
)
def test_a_list_that_does_not_say_what_the_facts_say_is_named(filled: Path, statement: str, check: str) -> None:
    tamper(filled, statement)
    assert check in failures(filled)


def test_a_note_that_differs_from_its_fact_or_from_the_index_is_named(filled: Path) -> None:
    tamper(filled, "UPDATE note SET text = 'iets anders'")
    assert set(failures(filled)) == {"rebuilt note", "search"}


def test_a_row_of_nobody_is_named_by_the_references(filled: Path) -> None:
    tamper(filled, "UPDATE due SET client = 'nobody' WHERE rule = (SELECT min(rule) FROM due)")
    assert set(failures(filled)) == {"references", "rebuilt due"}


def test_details_name_no_person(filled: Path) -> None:
    tamper(filled, "UPDATE client SET family_name = 'Bos'", "UPDATE note SET text = 'iets anders'")
    said = " ".join(failures(filled).values())
    assert not any(word in said for word in ("Bakker", "Bos", "schuld", "anders"))


def test_a_damaged_page_is_reported_and_nothing_is_changed(filled: Path) -> None:
    with closing(connect(filled, KEY)) as connection:
        [page] = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'commitment'").fetchone()
        [size] = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(filled.read_bytes())
    content[(page - 1) * int(size) + 100] ^= 0xFF
    filled.write_bytes(content)
    assert set(failures(filled)) & {"pages", "readable"}
    assert filled.read_bytes() == bytes(content)
