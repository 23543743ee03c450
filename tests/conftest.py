"""Stores for tests: one is made and founded once, and each test works on a copy."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from caseload_tui.domain.facts import Fact
from caseload_tui.i18n import set_words
from caseload_tui.store.store import Store
from tests.makers import KEY, author, found_office, registered

MakeClient = Callable[..., str]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Use a worker more than there are processors: waiting for screens, disks and processes leaves a third unused."""
    return len(os.sched_getaffinity(0)) + 1 if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Let the garbage collector look less often, and not at what stays: it takes a tenth of the time otherwise."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True)
def plain_words() -> Iterator[None]:
    """Let no test leave the words of its policy to the next."""
    yield
    set_words({})


@pytest.fixture(scope="session")
def template_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of a closed practice store with an office, a policy and two consultants; copy it, do not open it."""
    path = tmp_path_factory.mktemp("template") / "template.store"
    store = Store.create(path, KEY, practice=True)
    found_office(store)
    store.close()
    return path


@pytest.fixture
def store_path(template_store: Path, tmp_path: Path) -> Path:
    """The path of a closed copy of the template."""
    path = tmp_path / "office.store"
    for ending in ("", ".seal"):
        shutil.copy(template_store.with_name(template_store.name + ending), path.with_name(path.name + ending))
    return path


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    """An open copy of the template."""
    opened = Store.open(store_path, KEY)
    yield opened
    opened.close()


@pytest.fixture
def make_client(store: Store) -> MakeClient:
    """Register a client, with further facts in the same deed, and return the identifier."""

    def make(client_id: str, *facts: Fact, **known: object) -> str:
        with store.writing(author("anna", ids=f"{client_id}-")) as writing:
            writing.record(client_id, *registered(**known), *facts)  # type: ignore[arg-type]
        return client_id

    return make
