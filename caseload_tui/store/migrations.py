"""Bringing a store to the schema of this program: seldom needed, so nothing of Alembic is loaded until it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, NullPool, create_engine, event, select, update
from sqlalchemy.exc import DatabaseError
from sqlcipher3 import dbapi2

from caseload_tui.errors import StoreUnusable
from caseload_tui.i18n import tr
from caseload_tui.resources import migrations_folder
from caseload_tui.store.backup import back_up
from caseload_tui.store.connection import connect
from caseload_tui.store.lock import hold
from caseload_tui.store.mishaps import explain
from caseload_tui.store.tables import meta

if TYPE_CHECKING:
    from alembic.script import Script, ScriptDirectory

HEAD = "20261128_stand_ins"
"""The revision that this program's tables are written for."""

RULES = "1"
"""By which rules projections are made of facts; another number has them made anew when a store is opened."""

_SEARCH_TABLES = "note_search%"


def revision_of(connection: Connection) -> str | None:
    """Return the store's revision; None where it has no schema yet."""
    known = connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").scalar()
    if known is None:
        return None
    revision: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return revision


def is_current(connection: Connection) -> bool:
    """Tell whether the store needs nothing before this program can use it; refuse one that was never finished."""
    revision = revision_of(connection)
    if revision is None:
        raise StoreUnusable(
            tr("This store was never finished."),
            tr("Making it was broken off, so there is nothing in it. Remove the file and make the store again."),
        )
    if revision != HEAD:
        return False
    return connection.execute(select(meta.c.value).where(meta.c.key == "rules")).scalar() == RULES


def migrate(path: Path, key: bytes, finish: Callable[[Connection], None]) -> None:
    """Bring a store to the head revision, with the store to oneself; all of it or nothing.

    A store with content is backed up first. `finish` makes the projections, inside the same transaction.
    """
    with hold(path, tr("Bringing the store up to date")):
        with _alone(path, key) as connection:
            revision = revision_of(connection)
            if revision is not None and is_current(connection):
                return
        if revision is not None:
            _refuse_newer(revision)
            back_up(path, key)
        try:
            with _alone(path, key) as connection:
                _upgrade_and_prove(connection, revision)
                finish(connection)
                connection.execute(update(meta).where(meta.c.key == "rules").values(value=RULES))
        except DatabaseError as error:
            raise explain(error.orig, path) or _failed(path, str(error.orig)) from error


def upgrade_to_head(connection: Connection) -> None:
    """Run the migrations that the store lacks, inside the transaction of the connection."""
    # Loading Alembic takes as long as starting without it.
    from alembic.migration import MigrationContext  # noqa: PLC0415
    from alembic.operations import Operations  # noqa: PLC0415

    folder, context = scripts(), MigrationContext.configure(connection)
    with Operations.context(context):
        for script in _coming(folder, revision_of(connection)):
            script.module.upgrade()
            context.stamp(folder, script.revision)


def scripts() -> ScriptDirectory:
    """Return the migrations that ship with the program."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - see upgrade_to_head

    return ScriptDirectory(migrations_folder())


def _coming(folder: ScriptDirectory, revision: str | None) -> list[Script]:
    """Return the migrations that a store at this revision lacks, the first one first."""
    return list(folder.iterate_revisions("head", revision or "base"))[::-1]


def row_counts(connection: Connection) -> dict[str, int]:
    """Return the number of rows of every table, those of the search index left out."""
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE ? AND name NOT LIKE 'sqlite_%'",
        (_SEARCH_TABLES,),
    ).scalars()
    quoted = connection.dialect.identifier_preparer.quote_identifier
    return {
        name: connection.exec_driver_sql(f"SELECT count(*) FROM {quoted(name)}").scalar_one()  # noqa: S608 - quoted
        for name in names.all()
    }


@contextmanager
def _alone(path: Path, key: bytes) -> Iterator[Connection]:
    """Yield a connection in one write transaction without foreign keys, which would cascade when a table is remade."""

    def without_foreign_keys() -> dbapi2.Connection:
        driver = connect(path, key)
        driver.execute("PRAGMA foreign_keys = OFF")
        return driver

    engine = create_engine("sqlite://", module=dbapi2, creator=without_foreign_keys, poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        yield connection


def _upgrade_and_prove(connection: Connection, revision: str | None) -> None:
    before = row_counts(connection) if revision is not None else {}
    may_shrink = _declared(revision)
    upgrade_to_head(connection)
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if orphans is not None:
        raise _not_proven(tr("rows of {table} refer to rows that are not there", table=orphans[0]))
    after = row_counts(connection)
    for table, rows in before.items():
        if after.get(table, 0) < rows and table not in may_shrink:
            raise _not_proven(tr("{table} would lose rows", table=table))


def _declared(revision: str | None) -> set[str]:
    """Return the tables that the coming revisions say may lose rows."""
    return {table for script in _coming(scripts(), revision) for table in script.module.may_shrink}


def _refuse_newer(revision: str) -> None:
    if revision not in {script.revision for script in scripts().walk_revisions()}:
        raise StoreUnusable(
            tr("The store was made by a later version of this program."),
            tr("Nothing was changed in it. Install the latest version and open it with that."),
        )


def _not_proven(reason: str) -> StoreUnusable:
    return StoreUnusable(
        tr("The store could not be brought up to date: {reason}.", reason=reason),
        tr("It was left as it is. Go on with the version of the program that you used before."),
    )


def _failed(path: Path, reason: str) -> StoreUnusable:
    return StoreUnusable(
        tr("The store could not be brought up to date: {path}", path=path),
        tr("It was left as it is ({reason}). Go on with the version that you used before.", reason=reason),
    )
