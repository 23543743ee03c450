"""The invented office for the screens: made once, copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from caseload_tui.services import Services
from caseload_tui.store.store import Store
from tests.makers import KEY
from tests.ui.offices import make_office, services_on
from tests.ui.screens import Snapshot

SNAPSHOTS = Path(__file__).with_name("snapshots")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write the texts of the screens anew")


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Textual's pilot look every 4 ms whether all is quiet: it sleeps 20 ms five times for a key.

    Quiet is what takes less than a millisecond, as it is to Textual itself: looking takes some of that already.
    """
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 250)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 1 / 1000)


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_office(tmp_path_factory.mktemp("office") / "office.store")


@pytest.fixture
def office_path(office_template: Path, tmp_path: Path) -> Path:
    path = tmp_path / "office.store"
    for ending in ("", ".seal"):
        shutil.copy(office_template.with_name(office_template.name + ending), path.with_name(path.name + ending))
    return path


@pytest.fixture
def store(office_path: Path) -> Iterator[Store]:
    opened = Store.open(office_path, KEY)
    yield opened
    opened.close()


@pytest.fixture
def services(store: Store) -> Services:
    return services_on(store)


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare the text of a screen with the one that is kept under a name."""
    update = bool(request.config.getoption("--update-snapshots", default=False))
    return Snapshot(SNAPSHOTS, update=update)
