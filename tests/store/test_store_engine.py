from __future__ import annotations

import os
import sqlite3
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlcipher3 import dbapi2

from caseload_tui.errors import Refused, StoreUnusable
from caseload_tui.store import connection as connection_module
from caseload_tui.store.connection import connect
from caseload_tui.store.engine import open_engine, reading, writing
from caseload_tui.store.mishaps import explain

KEY = bytes(range(32))
CANARY = "kanarievogel-schuldhulp"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "office.store"


@pytest.fixture
def engine(store: Path) -> Iterator[Engine]:
    engine = open_engine(store, KEY, create=True)
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)")
    yield engine
    engine.dispose()


def add(engine: Engine, text: str) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO note (text) VALUES (?)", (text,))


def texts(engine: Engine) -> list[str]:
    with reading(engine) as connection:
        return list(connection.exec_driver_sql("SELECT text FROM note ORDER BY id").scalars())


def filled(store: Path) -> bytes:
    """Make a closed store of many pages and return its bytes."""
    engine = open_engine(store, KEY, create=True)
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")
        connection.exec_driver_sql("INSERT INTO note (text) VALUES (?)", [(f"{CANARY} " * 50,)] * 200)
    engine.dispose()
    return store.read_bytes()


def read_all(store: Path) -> int:
    engine = open_engine(store, KEY)
    try:
        with reading(engine) as connection:
            return len(connection.exec_driver_sql("SELECT text FROM note").all())
    finally:
        engine.dispose()


def test_what_was_written_is_there_after_closing(store: Path, engine: Engine) -> None:
    add(engine, "first")
    engine.dispose()
    again = open_engine(store, KEY)
    assert texts(again) == ["first"]
    again.dispose()


def test_every_connection_holds_the_safety_settings(engine: Engine) -> None:
    with writing(engine) as connection:
        held = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "temp_store", "secure_delete", "busy_timeout")
        }
    assert held == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "temp_store": 2,
        "secure_delete": 1,
        "busy_timeout": 5000,
    }


def test_no_word_of_the_content_stands_in_any_file(store: Path, engine: Engine) -> None:
    add(engine, CANARY)
    names = sorted(path.name for path in store.parent.iterdir())
    assert names == ["office.store", "office.store-shm", "office.store-wal"]
    for path in store.parent.iterdir():
        content = path.read_bytes()
        assert CANARY.encode() not in content
        assert b"CREATE TABLE" not in content
        assert b"SQLite format" not in content


def test_every_file_and_folder_is_for_its_owner_only(store: Path, engine: Engine) -> None:
    add(engine, "first")
    assert stat.S_IMODE(store.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in store.parent.iterdir()} == {0o600}


def test_a_wrong_key_is_refused_in_silence(store: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = filled(store)
    with pytest.raises(StoreUnusable, match="cannot be read") as refusal:
        open_engine(store, bytes(32))
    assert refusal.value.exit_code == 3
    assert capfd.readouterr() == ("", "")
    assert store.read_bytes() == before


def test_the_key_never_shows_in_the_engine_or_an_error(engine: Engine) -> None:
    with pytest.raises(IntegrityError) as error, writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO note (text) VALUES (?)", [(CANARY,), (CANARY,)])
    for text in (repr(engine), str(engine.url), str(error.value)):
        assert KEY.hex() not in text
        assert CANARY not in text


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda raw: raw[:100] + bytes([raw[100] ^ 1]) + raw[101:], id="first page flipped"),
        pytest.param(lambda raw: raw[:-20000] + bytes([raw[-20000] ^ 1]) + raw[-19999:], id="later page flipped"),
        pytest.param(lambda raw: raw[: len(raw) // 2], id="half gone"),
        pytest.param(lambda raw: raw[:-1], id="last byte gone"),
        pytest.param(lambda raw: raw[:10], id="nearly all gone"),
        pytest.param(lambda raw: b"", id="empty"),
        pytest.param(lambda raw: os.urandom(len(raw)), id="noise"),
        pytest.param(lambda raw: b"name;born\n" * 900, id="another file"),
    ],
)
def test_a_damaged_file_is_refused_and_left_as_it_is(store: Path, spoil) -> None:
    spoilt = spoil(filled(store))
    store.write_bytes(spoilt)
    with pytest.raises(StoreUnusable, match="cannot be read"):
        read_all(store)
    assert store.read_bytes() == spoilt


def test_a_plain_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    store = tmp_path / "plain.store"
    plain = sqlite3.connect(store)
    plain.execute("CREATE TABLE note (text TEXT)")
    plain.commit()
    plain.close()
    before = store.read_bytes()
    with pytest.raises(StoreUnusable, match="not an encrypted store"):
        open_engine(store, KEY)
    assert store.read_bytes() == before


def test_a_missing_store_is_not_made_by_opening_it(store: Path) -> None:
    with pytest.raises(StoreUnusable, match="There is no store"):
        open_engine(store, KEY)
    assert not store.parent.exists()


def test_a_store_is_never_made_over_another_file(store: Path) -> None:
    before = filled(store)
    with pytest.raises(Refused, match="already exists"):
        open_engine(store, KEY, create=True)
    assert store.read_bytes() == before


def test_a_folder_in_the_place_of_a_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreUnusable, match="cannot be opened"):
        open_engine(tmp_path, KEY)


def test_a_database_library_without_encryption_is_refused(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_module.dbapi2, "connect", sqlite3.connect)
    with pytest.raises(StoreUnusable, match="cannot encrypt"):
        connect(store, KEY, create=True)
    assert not store.exists()


def test_a_reader_cannot_write(engine: Engine) -> None:
    with pytest.raises(StoreUnusable), reading(engine) as connection:
        connection.exec_driver_sql("INSERT INTO note (text) VALUES ('x')")
    add(engine, "the same connection writes again")
    assert texts(engine) == ["the same connection writes again"]


def test_an_error_in_the_middle_saves_nothing(engine: Engine) -> None:
    def half_a_deed() -> None:
        with writing(engine) as connection:
            connection.exec_driver_sql("INSERT INTO note (text) VALUES ('half')")
            raise LookupError

    with pytest.raises(LookupError):
        half_a_deed()
    assert texts(engine) == []


def test_a_bug_in_a_statement_stays_a_bug(engine: Engine) -> None:
    with pytest.raises(OperationalError, match="no such table"), reading(engine) as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")


def test_foreign_keys_hold(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("CREATE TABLE mark (note INTEGER NOT NULL REFERENCES note)")
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO mark VALUES (404)")


def test_a_reader_sees_one_moment_while_another_writes(engine: Engine) -> None:
    add(engine, "before")
    with reading(engine) as connection:
        count = "SELECT count(*) FROM note"
        assert connection.exec_driver_sql(count).scalar() == 1
        add(engine, "meanwhile")
        assert connection.exec_driver_sql(count).scalar() == 1
    assert texts(engine) == ["before", "meanwhile"]


def test_a_second_writer_is_told_that_the_store_is_busy(
    store: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection_module.connect, "__kwdefaults__", {"create": False, "busy_seconds": 0.05})
    other = open_engine(store, KEY)
    with writing(engine), pytest.raises(StoreUnusable, match="busy"), writing(other):
        pass
    add(other, "after")
    other.dispose()
    assert texts(engine) == ["after"]


def test_writers_in_many_threads_wait_for_each_other(engine: Engine) -> None:
    def work(number: int) -> None:
        for step in range(5):
            add(engine, f"{number}-{step}")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(texts(engine)) == 30


def test_a_full_disk_loses_nothing_and_says_what_to_do(engine: Engine) -> None:
    add(engine, "kept")
    long = "x" * 50_000
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    with pytest.raises(StoreUnusable, match="disk is full") as refusal:
        add(engine, long)
    assert "what you typed is kept" in refusal.value.message
    assert texts(engine) == ["kept"]
    with writing(engine) as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 100000")
        connection.exec_driver_sql("INSERT INTO note (text) VALUES (?)", (long,))
    assert texts(engine) == ["kept", long]


@pytest.mark.parametrize(
    ("code", "title"),
    [
        (dbapi2.SQLITE_BUSY, "busy"),
        (dbapi2.SQLITE_FULL, "full"),
        (dbapi2.SQLITE_READONLY | 1 << 8, "written to"),
        (dbapi2.SQLITE_CANTOPEN, "opened"),
        (dbapi2.SQLITE_IOERR | 10 << 8, "failed"),
        (dbapi2.SQLITE_CORRUPT, "cannot be read"),
    ],
)
def test_each_mishap_of_the_disk_has_its_own_words(code: int, title: str) -> None:
    error = dbapi2.OperationalError("anything")
    error.sqlite_errorcode = code
    mishap = explain(error, Path("office.store"))
    assert mishap is not None
    assert title in mishap.title
    assert mishap.message


def test_what_is_no_mishap_is_not_explained() -> None:
    assert explain(dbapi2.ProgrammingError("a bug"), Path("x")) is None
    assert explain(ValueError("a bug"), Path("x")) is None
