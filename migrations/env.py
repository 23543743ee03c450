"""What Alembic's own command line works on: an encrypted store that is thrown away afterwards.

Stores of people are migrated by the program itself, in `caseload_tui.store.migrations`.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import context
from sqlalchemy import Connection

from caseload_tui.store.engine import open_engine, writing
from caseload_tui.store.keys import random_database_key
from caseload_tui.store.migrations import upgrade_to_head
from caseload_tui.store.tables import metadata
from caseload_tui.store.tables.projections import NOTE_SEARCH


def is_ours(_: object, name: str | None, kind: str, *__: object) -> bool:
    """Leave out the search index and the tables that FTS5 keeps behind it: they are no part of the metadata."""
    return kind != "table" or not (name or "").startswith(NOTE_SEARCH)


@contextmanager
def throw_away_store() -> Iterator[Connection]:
    """Yield a connection to an encrypted store at the head revision, which is what `alembic check` compares."""
    with tempfile.TemporaryDirectory(prefix="caseload-alembic-") as folder:
        engine = open_engine(Path(folder) / "check.store", random_database_key(), create=True)
        try:
            with writing(engine) as connection:
                upgrade_to_head(connection)
                yield connection
        finally:
            engine.dispose()


def run(connection: Connection) -> None:
    """Run what was asked for inside the transaction of the connection."""
    context.configure(
        connection=connection,
        target_metadata=metadata,
        include_object=is_ours,
        render_as_batch=True,
        compare_server_default=True,
    )
    context.run_migrations()


with throw_away_store() as made:
    run(made)
