"""The command line as a person or a script calls it, on copies of one practice office."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from caseload_tui import i18n
from caseload_tui.cli.main import run as run_command

TODAY = "2026-11-23"
FRAMEWORK = "deventer-2020"
COMPANIONS = ("", ".keys", ".seal")


@dataclass(frozen=True)
class Answer:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def items(self) -> list[dict[str, Any]]:
        return self.json["items"]


Run = Callable[..., Answer]


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep every test away from the folders and settings of the person who runs it."""
    home = tmp_path / "home"
    home.mkdir()
    for name in list(os.environ):
        if name.startswith(("CASELOAD_", "LC_", "XDG_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en")
    hooks = sys.excepthook, sys.unraisablehook
    yield
    sys.excepthook, sys.unraisablehook = hooks
    i18n.set_language("en")


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process and return its exit code and output."""

    def call(*arguments: str | Path) -> Answer:
        capfd.readouterr()
        code = run_command([str(argument) for argument in arguments])
        captured = capfd.readouterr()
        return Answer(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed practice office and its key file; copy it, do not open it."""
    folder = tmp_path_factory.mktemp("seeded")
    arguments = ["--lang", "en", "--store", folder / "office.store", "--key-file", folder / "key", "--today", TODAY]
    arguments += ["seed", "office", "--framework", FRAMEWORK, "--clients", "60", "--consultants", "3", "--seed", "42"]
    assert run_command([str(argument) for argument in [*arguments, "--json"]]) == 0
    return folder


@pytest.fixture
def store(seeded: Path, tmp_path: Path) -> Path:
    """The path of a copy of the practice office, with its key file beside it."""
    for name in (*(f"office.store{ending}" for ending in COMPANIONS), "key"):
        shutil.copy(seeded / name, tmp_path / name)
    return tmp_path / "office.store"


@pytest.fixture
def office(run: Run, store: Path) -> Run:
    """Run a command on the practice office, on its day."""

    def call(*arguments: str | Path) -> Answer:
        return run("--store", store, "--key-file", store.with_name("key"), "--today", TODAY, "--lang", "en", *arguments)

    return call


@pytest.fixture
def real(run: Run, tmp_path: Path) -> Run:
    """Run a command on a store for real work that was just made."""
    key = tmp_path / "real.key"

    def call(*arguments: str | Path) -> Answer:
        return run("--store", tmp_path / "real.store", "--key-file", key, "--lang", "en", *arguments)

    made = call("init", "--framework", FRAMEWORK, "--consultant", "Sam de Wit")
    assert made.code == 0, made.err
    return call


@pytest.fixture
def client(office: Run) -> str:
    """The file number of an active client of the practice office."""
    return next(item["file_number"] for item in office("clients", "--json", "--status", "active").items)
