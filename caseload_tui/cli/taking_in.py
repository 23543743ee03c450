"""Taking facts into a store: one that has no clients, or one that is made for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from caseload_tui.bootstrap import author, open_store
from caseload_tui.cli.context import Call
from caseload_tui.cli.making import check_place, new_store
from caseload_tui.i18n import tr
from caseload_tui.services import founding
from caseload_tui.store.keys import random_database_key
from caseload_tui.store.lock import hold
from caseload_tui.store.store import Store


def take_in(call: Call, lines: Sequence[dict[str, Any]], *, practice: bool) -> None:
    """Take the facts into the store of the settings, or make one for them."""
    if call.settings.store.exists():
        with _alone(call) as store:
            founding.fill(store, author("", store.device), lines)
    else:
        check_place(call)
        with new_store(call, practice=practice) as (store, _):
            founding.fill(store, author("", store.device), lines)
    call.framework = _framework(lines)


def check(call: Call, lines: Sequence[dict[str, Any]]) -> None:
    """Take the facts into a store that is thrown away, and see that the one of the settings would take them."""
    if call.settings.store.exists():
        with _alone(call) as store:
            founding.refuse_clients(store)
    with TemporaryDirectory(prefix="caseload-") as folder:
        store = Store.create(Path(folder) / "dry-run.store", random_database_key(), practice=True)
        try:
            founding.fill(store, author("", store.device), lines)
        finally:
            store.close()
    call.framework = _framework(lines)


@contextmanager
def _alone(call: Call) -> Iterator[Store]:
    store = open_store(call.settings, call.secret())
    try:
        with hold(store.path, tr("caseload imports facts")):
            yield store
    finally:
        store.close()


def _framework(lines: Sequence[dict[str, Any]]) -> str | None:
    adopted = [line["payload"].get("framework") for line in lines if line["kind"] == "framework.adopted"]
    return adopted[-1] if adopted else None
