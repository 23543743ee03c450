from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caseload_tui.domain.facts.client import LabelGiven, PlacementProposed
from caseload_tui.domain.facts.transfer import TransferOffered
from caseload_tui.domain.rows import Draft
from caseload_tui.domain.training import Training
from caseload_tui.errors import StoreUnusable
from caseload_tui.resources import migrations_folder
from caseload_tui.store import migrations
from caseload_tui.store.backup import list_backups
from caseload_tui.store.connection import connect
from caseload_tui.store.engine import open_engine, reading
from caseload_tui.store.lock import hold
from caseload_tui.store.store import Store
from caseload_tui.store.tables import metadata
from tests.makers import AXIS, KEY, TODAY, agreed, author, held, registered

ROOT = Path(__file__).parents[2]
REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "later"
down_revision = "{before}"
branch_labels = None
depends_on = None
may_shrink: frozenset[str] = frozenset({shrinking})


def upgrade() -> None:
    {steps}
"""
WIDEN = """with op.batch_alter_table("client") as batch:
        batch.add_column(sa.Column("nickname", sa.String()))
        batch.alter_column("municipality", type_=sa.Text())"""

BEFORE = {
    "20261122_first": ("DROP TABLE transfer", "DROP INDEX ix_contact_until"),
    "20261125_transfers": ("ALTER TABLE client DROP COLUMN postcode",),
    "20261128_postcodes": ("DROP TABLE training",),
    "20261128_training": ("DROP TABLE personal",),
    "20261128_personal": tuple(
        f"ALTER TABLE client DROP COLUMN {name}"
        for name in ("language", "preferred_mode", "home_visits", "present_since")
    ),
    "20261128_reach": ("DROP INDEX ix_client_names", "CREATE INDEX ix_client_sort_name ON client (sort_name)"),
    "20261128_names": (
        "DROP INDEX ix_meeting_unsigned",
        "CREATE INDEX ix_meeting_unsigned ON meeting (handler) WHERE status = 'held' AND signed_on IS NULL",
    ),
    "20261128_unsigned": ("ALTER TABLE transfer DROP COLUMN start",),
}
"""What the revision after each one added, taken away again."""

READER = """
import sys
from pathlib import Path
from caseload_tui.store.store import Store

store = Store.open(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
with store.reading() as reading:
    assert reading.clients() and reading.dues()
print([name for name in ("alembic", "pydantic", "sqlalchemy.orm", "textual") if name in sys.modules])
"""

Later = Callable[..., None]


@pytest.fixture
def full(store_path: Path) -> Path:
    """A closed store with rows in every table."""
    store = Store.open(store_path, KEY)
    with store.writing(author(ids="x")) as writing:
        label = LabelGiven(target_group="langdurig", on=TODAY)
        proposal = PlacementProposed(axis=AXIS, group="direct", on=TODAY)
        writing.record("c1", *registered(), held("m1", date(2026, 3, 4), "schuld"), agreed("a1", None), label, proposal)
        writing.record("c1", TransferOffered(consultant="anna", to="bram", note="", on=TODAY))
        writing.save_draft(Draft("anna", "talk:m2", "c1", "m2", "2026-09-14T09:00:00+00:00", {"notes": {}}))
        writing.keep_personal("views", {"views": []})
        writing.log_access("dossier", "c1")
        writing.keep_training(Training(scenario="office", today=TODAY, copy=3, facts=7, tasks=({"id": "fip"},)))
    store.close()
    return store_path


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Later:
    """Add a revision to the program, as a later version of it would have."""
    folder = tmp_path / "later"
    shutil.copytree(migrations_folder(), folder)

    def add(steps: str, shrinking: tuple[str, ...] = ()) -> None:
        text = REVISION.format(before=migrations.HEAD, steps=steps, shrinking=shrinking)
        (folder / "versions" / "later.py").write_text(text)
        monkeypatch.setattr(migrations, "migrations_folder", lambda: folder)
        monkeypatch.setattr(migrations, "HEAD", "later")

    return add


def content(path: Path) -> dict[str, list[Any]]:
    """Return the schema and all rows."""
    with closing(connect(path, KEY)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        found = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in sorted(names)}
        return found | {"schema": connection.execute("SELECT sql FROM sqlite_schema ORDER BY name").fetchall()}


def test_the_program_s_head_is_that_of_the_migrations() -> None:
    assert migrations.scripts().get_heads() == [migrations.HEAD]


def test_the_tables_of_the_code_are_those_of_the_migrations() -> None:
    command = [sys.executable, "-m", "alembic", "check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_full_store_has_rows_in_every_table(full: Path) -> None:
    found = content(full)
    assert [table.name for table in metadata.sorted_tables if not found[table.name]] == []


def test_a_store_at_the_head_is_opened_without_alembic(full: Path) -> None:
    command = [sys.executable, "-c", READER, str(full), KEY.hex()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_rebuilding_a_table_that_others_refer_to_loses_no_row(full: Path, later: Later) -> None:
    before = content(full)
    later(WIDEN)
    store = Store.open(full, KEY)
    assert [check for check in store.check() if not check.ok and check.check != "rebuilt client"] == []
    store.close()
    after = content(full)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"alembic_version", "client", "schema"}
    assert [row[:27] for row in after["client"]] == before["client"]


def test_a_backup_from_before_the_migration_can_be_opened(full: Path, later: Later) -> None:
    before = content(full)
    later(WIDEN)
    Store.open(full, KEY).close()
    [backup] = list_backups(full)
    assert content(backup) == before


@pytest.mark.parametrize("revision", BEFORE)
def test_a_store_of_an_earlier_version_gets_what_came_since(full: Path, revision: str) -> None:
    before = content(full)
    with closing(connect(full, KEY)) as connection:
        for step in (
            step for name in reversed(tuple(BEFORE)[tuple(BEFORE).index(revision) :]) for step in BEFORE[name]
        ):
            connection.execute(step)
        connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    store = Store.open(full, KEY)
    assert [check for check in store.check() if not check.ok] == []
    store.close()
    # A training, and what people keep for themselves, are no facts, so that nothing can make their rows anew.
    gone: dict[str, list[Any]] = {"training": [], "personal": []}
    assert all(before[table] for table in gone)
    assert content(full) | gone == before | gone


def test_a_store_at_the_head_gets_no_backup(full: Path) -> None:
    Store.open(full, KEY).close()
    assert list_backups(full) == []


@pytest.mark.parametrize(
    "steps",
    [
        WIDEN + '\n    op.execute("INSERT INTO nowhere VALUES (1)")',
        WIDEN + '\n    op.execute("DELETE FROM draft")',
        WIDEN + '\n    op.execute("DELETE FROM client")',
        'op.drop_table("access")',
        "op.execute(\"UPDATE due SET client = 'nobody'\")",
        "op.execute(\"UPDATE client SET status = 'unheard-of'\")",
    ],
)
def test_a_migration_that_fails_or_would_lose_rows_leaves_the_store_as_it_was(
    full: Path, later: Later, steps: str
) -> None:
    before = content(full)
    later(steps)
    with pytest.raises(StoreUnusable) as caught:
        Store.open(full, KEY)
    assert caught.value.exit_code == 3
    assert content(full) == before


def test_a_bug_in_a_migration_crashes_loudly_and_leaves_the_store_as_it_was(full: Path, later: Later) -> None:
    before = content(full)
    later(WIDEN + "\n    raise KeyError")
    with pytest.raises(KeyError):
        Store.open(full, KEY)
    assert content(full) == before


def test_a_table_may_lose_rows_where_the_revision_says_so(full: Path, later: Later) -> None:
    later('op.execute("DELETE FROM draft")', ("draft",))
    store = Store.open(full, KEY)
    with store.reading() as reader:
        assert reader.drafts("anna") == ()
    store.close()


def test_a_store_of_a_later_version_is_refused_and_left_as_it_is(full: Path) -> None:
    with closing(connect(full, KEY)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'from-the-future'")
    before = content(full)
    with pytest.raises(StoreUnusable, match="later version") as caught:
        Store.open(full, KEY)
    assert caught.value.exit_code == 3
    assert content(full) == before
    assert list_backups(full) == []


def test_migrating_needs_the_store_alone(full: Path, later: Later) -> None:
    before = content(full)
    later(WIDEN)
    with hold(full, "working"), pytest.raises(StoreUnusable, match="working"):
        Store.open(full, KEY)
    assert content(full) == before


def test_other_rules_have_every_list_made_anew(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(full)
    with closing(connect(full, KEY)) as connection:
        connection.execute("UPDATE client SET family_name = 'as an earlier version read it'")
        connection.execute("DELETE FROM due")
        connection.execute("UPDATE adoption SET document = '{}'")
    monkeypatch.setattr(migrations, "RULES", "2")
    store = Store.open(full, KEY)
    assert [check for check in store.check() if not check.ok] == []
    store.close()
    after = content(full)
    assert {name for name in before if before[name] != after[name]} == {"meta"}


def test_a_store_whose_making_was_broken_off_says_so(tmp_path: Path) -> None:
    path = tmp_path / "half.store"
    open_engine(path, KEY, create=True).dispose()
    with pytest.raises(StoreUnusable, match="never finished"):
        Store.open(path, KEY)


def test_a_store_that_cannot_be_made_leaves_no_file(tmp_path: Path, later: Later) -> None:
    later("raise KeyError")
    with pytest.raises(KeyError):
        Store.create(tmp_path / "half.store", KEY, practice=True)
    assert [
        file.name for file in tmp_path.iterdir() if file.name.startswith("half.store") and file.suffix != ".lock"
    ] == []


def test_the_revision_of_a_fresh_store_is_the_head(full: Path) -> None:
    engine = open_engine(full, KEY)
    with reading(engine) as connection:
        assert migrations.revision_of(connection) == migrations.HEAD
    engine.dispose()
