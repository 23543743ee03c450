from __future__ import annotations

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from caseload_tui.domain.facts.client import ClientChanged
from caseload_tui.domain.filters import NoteFilter
from caseload_tui.domain.left_off import LeftOff, ListLeft
from caseload_tui.domain.rows import Draft
from caseload_tui.domain.views import View, read_views, views_content
from caseload_tui.errors import Refused
from caseload_tui.store.backup import list_backups
from caseload_tui.store.connection import connect
from caseload_tui.store.store import Store
from tests.conftest import MakeClient
from tests.makers import KEY, TODAY, agreed, author, held

CANARY = "kanarievogel"


@pytest.fixture
def erased(store: Store, make_client: MakeClient) -> Store:
    """A store that held a client who was erased, and one who was not."""
    make_client(
        "c1",
        held("m1", date(2026, 3, 4), f"schuld bij {CANARY}"),
        agreed("a1", TODAY, text=f"{CANARY} bellen"),
        ClientChanged(field="address", value=f"{CANARY}straat 1"),
        given_name=CANARY,
        family_name="Weg",
    )
    make_client("c2", held("m2", TODAY, "blijft"), file_number="V-2", family_name="Blijft")
    with store.writing(author(ids="d")) as writing:
        writing.save_draft(
            Draft("anna", "talk:m9", "c1", "m9", "2026-09-14T09:00:00+00:00", {"notes": {"werk": CANARY}})
        )
        marks = {"marks": {"c1": "present", "c2": "absent"}, "note": CANARY}
        writing.save_draft(Draft("anna", "session:s1", None, None, "2026-09-14T09:00:01+00:00", marks))
        writing.save_draft(
            Draft("anna", "session:s2", None, None, "2026-09-14T09:00:02+00:00", {"marks": {"c2": "absent"}})
        )
        views = (View(CANARY, "today", "x"), View("x", "today", CANARY[:7]), View("blijft", "today", "state:late"))
        writing.keep_personal("views", views_content(views))
        left = LeftOff("today", {"today": ListLeft("", "c1:fip"), "caseload": ListLeft(CANARY[:8])})
        writing.keep_personal("left_off", left.content())
        writing.log_access("dossier", "c1")
    store.backup()
    with store.writing(author(ids="e")) as writing:
        writing.erase("c1", TODAY, "bewaartermijn")
    assert store.erase_copies() == 1
    return store


def everything(store: Store) -> str:
    """Return all that the database holds, the shadow tables of the index too."""
    with closing(connect(store.path, KEY)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        rows = [row for name in names for row in connection.execute(f'SELECT * FROM "{name}"')]
    return "\n".join(str(value) for row in rows for value in row)


def test_nothing_of_an_erased_dossier_is_left(erased: Store) -> None:
    held_now = everything(erased)
    assert CANARY not in held_now
    assert CANARY[:6] not in held_now
    assert list_backups(erased.path) == []
    with erased.reading() as reading:
        assert [row.id for row in reading.clients()] == ["c2"]
        assert reading.notes(NoteFilter(text=CANARY)) == ()
        assert [draft.key for draft in reading.drafts("anna")] == ["session:s2"]
        assert reading.personal("anna", "left_off") == {}
        assert [view.name for view in read_views(reading.personal("anna", "views"))] == ["blijft"]
        with pytest.raises(Refused):
            reading.dossier("c1")


def test_the_journal_stays_whole_and_its_ledger_says_what_happened(erased: Store) -> None:
    assert [check for check in erased.check() if not check.ok] == []
    with erased.reading() as reading:
        [line] = [json.loads(text) for text in reading.events_text() if '"dossier.erased"' in text]
    assert line["payload"] == {"erased": "c1", "on": "2026-09-14", "reason": "bewaartermijn", "traces": []}


def test_facts_that_were_emptied_without_a_ledger_entry_are_named(erased: Store) -> None:
    with closing(connect(erased.path, KEY)) as connection:
        connection.execute("UPDATE event SET payload = NULL, salt = NULL WHERE dossier = 'c2'")
    [failed] = [check for check in erased.check(quick=True) if not check.ok]
    assert failed.check == "erasures"
    assert "c2" in failed.detail


def test_an_export_with_erased_facts_can_be_imported(erased: Store, tmp_path: Path) -> None:
    with erased.reading() as reading:
        lines = list(reading.events_text())
    other = Store.create(tmp_path / "other.store", KEY, practice=True)
    with other.writing(author(ids="other")) as writing:
        writing.import_events(json.loads(line) for line in lines)
    with other.reading() as reading:
        assert list(reading.events_text()) == lines
    assert [check for check in other.check() if not check.ok] == []
    other.close()


def test_a_client_who_is_not_there_cannot_be_erased(store: Store) -> None:
    with pytest.raises(Refused), store.writing(author(ids="e")) as writing:
        writing.erase("nobody", TODAY, "bewaartermijn")
