from __future__ import annotations

import stat
from pathlib import Path

import pytest

from caseload_tui.errors import StoreUnusable
from caseload_tui.store.files import seal_file
from caseload_tui.store.seal import Seal, read_seal, write_seal


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "office.store"


def seal(count: int) -> Seal:
    return Seal(count, f"{count:064x}", count * 2, f"{count * 2:064x}")


def test_a_store_without_a_seal_has_none(store: Path) -> None:
    assert read_seal(store) is None
    assert not seal_file(store).exists()


def test_the_latest_seal_is_read_back(store: Path) -> None:
    for count in range(5):
        write_seal(store, seal(count))
        assert read_seal(store) == seal(count)
    assert stat.S_IMODE(seal_file(store).stat().st_mode) == 0o600
    assert seal_file(store).stat().st_size == 512


def test_empty_journals_can_be_sealed(store: Path) -> None:
    write_seal(store, Seal(0, "", 0, ""))
    assert read_seal(store) == Seal(0, "", 0, "")


@pytest.mark.parametrize("written", range(0, 257, 16))
def test_a_torn_write_leaves_the_seal_before_it_or_the_whole_one(store: Path, written: int) -> None:
    write_seal(store, seal(1))
    write_seal(store, seal(2))
    before = seal_file(store).read_bytes()
    write_seal(store, seal(3))
    after = seal_file(store).read_bytes()
    at = next(at for at in (0, 256) if before[at : at + 256] != after[at : at + 256])
    torn = before[:at] + after[at : at + written] + before[at + written :]
    seal_file(store).write_bytes(torn)
    assert read_seal(store) in (seal(2), seal(3))
    write_seal(store, seal(4))
    assert read_seal(store) == seal(4)


@pytest.mark.parametrize("content", [b"", b"nonsense", bytes(512), b"1 2 3 4 5 6".ljust(255) + b"\n"])
def test_a_damaged_seal_is_said_to_be_damaged(store: Path, content: bytes) -> None:
    seal_file(store).write_bytes(content)
    with pytest.raises(StoreUnusable, match="damaged"):
        read_seal(store)


def test_a_changed_figure_does_not_count(store: Path) -> None:
    write_seal(store, seal(7))
    content = seal_file(store).read_bytes()
    seal_file(store).write_bytes(content.replace(b"1 7 ", b"1 6 "))
    with pytest.raises(StoreUnusable, match="damaged"):
        read_seal(store)


def test_a_head_that_is_no_hash_is_a_bug(store: Path) -> None:
    with pytest.raises(ValueError, match="head"):
        write_seal(store, Seal(1, "two words", 0, ""))
