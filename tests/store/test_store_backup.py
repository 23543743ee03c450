from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from caseload_tui.errors import Refused, StoreUnusable
from caseload_tui.store import backup as backup_module
from caseload_tui.store.backup import back_up, check, list_backups, remove_backups, restore
from caseload_tui.store.engine import open_engine, reading, writing
from caseload_tui.store.files import backups_folder, keys_file, seal_file
from caseload_tui.store.keys import FreshKeys, change_passphrase, create_keys, unlock
from caseload_tui.store.lock import hold
from caseload_tui.store.seal import Seal, read_seal, write_seal
from caseload_tui.store.slots import Cost

CANARY = "kanarievogel"
CHEAP = Cost(iterations=1, lanes=1, memory_kib=64)


@pytest.fixture
def keys() -> FreshKeys:
    return create_keys("eerste", cost=CHEAP)


@pytest.fixture
def store(tmp_path: Path, keys: FreshKeys) -> Path:
    store = tmp_path / "office.store"
    keys.ring.create(store)
    with_engine(store, keys.database_key, "CREATE TABLE note (text TEXT)", create=True)
    add(store, keys.database_key, f"{CANARY} one")
    write_seal(store, Seal(1, "a1", 0, ""))
    return store


def with_engine(store: Path, key: bytes, statement: str, *, create: bool = False) -> None:
    engine = open_engine(store, key, create=create)
    with writing(engine) as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


def add(store: Path, key: bytes, text: str) -> None:
    with_engine(store, key, f"INSERT INTO note VALUES ('{text}')")


def texts(store: Path, key: bytes) -> list[str]:
    engine = open_engine(store, key)
    with reading(engine) as connection:
        found = list(connection.exec_driver_sql("SELECT text FROM note ORDER BY rowid").scalars())
    engine.dispose()
    return found


@pytest.fixture
def engine(store: Path, keys: FreshKeys) -> Iterator[Engine]:
    engine = open_engine(store, keys.database_key)
    yield engine
    engine.dispose()


def test_a_backup_is_a_whole_encrypted_store_of_its_own(store: Path, keys: FreshKeys) -> None:
    backup = back_up(store, keys.database_key)
    assert backup.parent == backups_folder(store)
    assert unlock(backup, "eerste") == keys.database_key
    assert read_seal(backup) == Seal(1, "a1", 0, "")
    assert texts(backup, keys.database_key) == [f"{CANARY} one"]
    assert sorted(path.name for path in backup.parent.iterdir()) == [
        backup.name,
        keys_file(backup).name,
        seal_file(backup).name,
    ]


def test_a_backup_holds_no_readable_word_and_is_for_its_owner_only(store: Path, keys: FreshKeys) -> None:
    back_up(store, keys.database_key)
    assert stat.S_IMODE(backups_folder(store).stat().st_mode) == 0o700
    for path in store.parent.rglob("*"):
        if path.is_file():
            assert CANARY.encode() not in path.read_bytes()
            assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_backup_has_what_was_saved_while_the_store_is_open(store: Path, keys: FreshKeys, engine: Engine) -> None:
    with writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES ('in the log only')")
    with reading(engine):
        backup = back_up(store, keys.database_key)
    assert texts(backup, keys.database_key) == [f"{CANARY} one", "in the log only"]


def test_the_oldest_backups_make_room(store: Path, keys: FreshKeys) -> None:
    made = [back_up(store, keys.database_key, keep=3) for _ in range(5)]
    assert list_backups(store) == made[:1:-1]
    assert len(list(backups_folder(store).iterdir())) == 9


def test_a_named_backup_is_not_thinned_out_and_overwrites_nothing(store: Path, keys: FreshKeys, tmp_path: Path) -> None:
    target = tmp_path / "stick" / "mine.store"
    assert back_up(store, keys.database_key, target) == target
    before = target.read_bytes()
    with pytest.raises(Refused):
        back_up(store, keys.database_key, target)
    assert target.read_bytes() == before
    in_folder = back_up(store, keys.database_key, target.parent)
    assert in_folder.parent == target.parent
    assert in_folder.name.startswith("office-")
    assert list_backups(store) == []


def test_a_backup_that_does_not_check_out_does_not_count(
    store: Path, keys: FreshKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, key: bytes) -> None:
        raise StoreUnusable("damaged")

    monkeypatch.setattr(backup_module, "check", fail)
    with pytest.raises(StoreUnusable):
        back_up(store, keys.database_key)
    assert list(backups_folder(store).iterdir()) == []


def test_a_damaged_store_gives_no_backup(store: Path, keys: FreshKeys) -> None:
    spoil(store)
    with pytest.raises(StoreUnusable):
        back_up(store, keys.database_key)
    assert list_backups(store) == []


def spoil(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[-100] ^= 1
    path.write_bytes(raw)


def test_restoring_brings_back_the_rows_and_the_seal_and_keeps_what_was(store: Path, keys: FreshKeys) -> None:
    key = keys.database_key
    backup = back_up(store, key)
    add(store, key, "later")
    write_seal(store, Seal(2, "a2", 0, ""))
    restore(backup, store, key)
    assert texts(store, key) == [f"{CANARY} one"]
    assert read_seal(store) == Seal(1, "a1", 0, "")
    kept = list_backups(store)[0]
    assert texts(kept, key) == [f"{CANARY} one", "later"]
    assert read_seal(kept) == Seal(2, "a2", 0, "")


def test_an_open_command_sees_the_restored_rows(store: Path, keys: FreshKeys, engine: Engine) -> None:
    backup = back_up(store, keys.database_key)
    with writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES ('later')")
    restore(backup, store, keys.database_key)
    with writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES ('after')")
    assert texts(store, keys.database_key) == [f"{CANARY} one", "after"]


def test_todays_passphrase_opens_a_restored_store(store: Path, keys: FreshKeys) -> None:
    backup = back_up(store, keys.database_key)
    change_passphrase(store, "eerste", "tweede", CHEAP)
    restore(backup, store, keys.database_key)
    assert unlock(store, "tweede") == keys.database_key


@pytest.mark.parametrize("loss", ["spoilt", "empty", "gone", "everything gone"])
def test_a_store_that_cannot_be_read_is_set_aside_and_replaced(store: Path, keys: FreshKeys, loss: str) -> None:
    key = keys.database_key
    backup = back_up(store, key)
    if loss == "spoilt":
        spoil(store)
    elif loss == "empty":
        store.write_bytes(b"")
    else:
        store.unlink()
    if loss == "everything gone":
        keys_file(store).unlink()
        seal_file(store).unlink()
    restore(backup, store, key)
    assert texts(store, unlock(store, "eerste")) == [f"{CANARY} one"]
    assert read_seal(store) == Seal(1, "a1", 0, "")
    assert stat.S_IMODE(store.stat().st_mode) == 0o600
    aside = [path for path in backups_folder(store).iterdir() if path.name.endswith("-unreadable")]
    assert len(aside) == (1 if loss in ("spoilt", "empty") else 0)


def test_a_log_of_the_replaced_store_is_not_replayed(store: Path, keys: FreshKeys) -> None:
    key = keys.database_key
    backup = back_up(store, key)
    engine = open_engine(store, key)
    with writing(engine) as connection:
        connection.exec_driver_sql("INSERT INTO note VALUES ('in the log')")
    log = store.with_name(store.name + "-wal").read_bytes()
    engine.dispose()
    spoil(store)
    store.with_name(store.name + "-wal").write_bytes(log[:-10])
    raw = bytearray(store.read_bytes())
    raw[50] ^= 1
    store.write_bytes(raw)
    restore(backup, store, key)
    assert texts(store, key) == [f"{CANARY} one"]


def test_another_stores_file_is_set_aside_with_its_keys(store: Path, keys: FreshKeys, tmp_path: Path) -> None:
    backup = back_up(store, keys.database_key)
    other = tmp_path / "other" / "office.store"
    other_keys = create_keys("anders", cost=CHEAP)
    other_keys.ring.create(other)
    with_engine(other, other_keys.database_key, "CREATE TABLE note (text TEXT)", create=True)
    add(other, other_keys.database_key, "of the other")
    restore(backup, other, keys.database_key)
    assert texts(other, unlock(other, "eerste")) == [f"{CANARY} one"]
    (aside,) = (path for path in backups_folder(other).iterdir() if path.name.endswith("-unreadable"))
    assert texts(aside, unlock(aside, "anders")) == ["of the other"]


def test_a_damaged_backup_or_a_wrong_key_changes_nothing(store: Path, keys: FreshKeys) -> None:
    key = keys.database_key
    backup = back_up(store, key)
    add(store, key, "later")
    before = store.read_bytes()
    with pytest.raises(StoreUnusable):
        restore(backup, store, bytes(32))
    spoil(backup)
    with pytest.raises(StoreUnusable):
        check(backup, key)
    with pytest.raises(StoreUnusable):
        restore(backup, store, key)
    assert store.read_bytes() == before
    assert list_backups(store) == [backup]


def test_a_store_in_use_is_not_restored(store: Path, keys: FreshKeys) -> None:
    backup = back_up(store, keys.database_key)
    with hold(store, "The app"), pytest.raises(StoreUnusable, match="The app"):
        restore(backup, store, keys.database_key)


def test_a_busy_store_is_not_taken_for_a_damaged_one(
    store: Path, keys: FreshKeys, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = back_up(store, keys.database_key)
    busy = backup_module.mishaps.busy()

    def refuse(path: Path, key: bytes) -> None:
        raise busy

    monkeypatch.setattr(backup_module, "check_in_use", refuse)
    with pytest.raises(StoreUnusable, match="busy"):
        restore(backup, store, keys.database_key)
    assert texts(store, keys.database_key) == [f"{CANARY} one"]


def test_a_store_is_not_restored_from_itself(store: Path, keys: FreshKeys) -> None:
    with pytest.raises(Refused):
        restore(store, store, keys.database_key)


def test_removing_backups_leaves_nothing_of_them(store: Path, keys: FreshKeys) -> None:
    assert remove_backups(store) == 0
    back_up(store, keys.database_key)
    back_up(store, keys.database_key)
    assert remove_backups(store) == 2
    assert not backups_folder(store).exists()
