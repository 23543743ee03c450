from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from caseload_tui.errors import Refused
from caseload_tui.store.files import create_private, make_private_folder, write_private


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", fail)


def test_a_missing_folder_is_made_private_and_those_that_stand_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir(mode=0o755)
    make_private_folder(tmp_path / "mine" / "a" / "b")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("mine", "mine/a", "mine/a/b")]
    assert modes == [0o755, 0o700, 0o700]


def test_a_file_is_made_once_and_never_overwritten(tmp_path: Path) -> None:
    create_private(tmp_path / "file", b"first")
    with pytest.raises(Refused):
        create_private(tmp_path / "file", b"second")
    assert (tmp_path / "file").read_bytes() == b"first"
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600


@pytest.mark.usefixtures("full_disk")
def test_a_file_that_cannot_be_made_whole_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"):
        create_private(tmp_path / "file", b"content")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    for content in (b"first and longer", b"second"):
        write_private(tmp_path / "file", content)
        assert (tmp_path / "file").read_bytes() == content
    assert stat.S_IMODE((tmp_path / "file").stat().st_mode) == 0o600


def test_a_failed_replacement_leaves_the_file_as_it_was(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    write_private(tmp_path / "file", b"first")
    request.getfixturevalue("full_disk")
    with pytest.raises(OSError, match="full"):
        write_private(tmp_path / "file", b"second")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_bytes() == b"first"
