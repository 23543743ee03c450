"""The engine over the encrypted database, and the two ways to use it: reading and writing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from caseload_tui.store.connection import connect
from caseload_tui.store.mishaps import explain
from caseload_tui.store.places import refuse_unsafe_place

_WRITES = "caseload_writes"
_KEPT_OPEN = 4
_MORE_AT_A_RUSH = 12


def open_engine(store: Path, key: bytes, *, create: bool = False) -> Engine:
    """Return an engine on an encrypted store that was opened once to see that it can be; dispose of it when done.

    A few connections stay open between uses: closing the last one of a process folds the write-ahead log back, which
    costs as much as a save.
    """
    refuse_unsafe_place(store)
    if create:
        connect(store, key, create=True).close()
    engine = create_engine(
        URL.create("sqlite", database=str(store)),
        module=dbapi2,
        creator=lambda: connect(store, key),
        poolclass=QueuePool,
        pool_size=_KEPT_OPEN,
        max_overflow=_MORE_AT_A_RUSH,
        pool_use_lifo=True,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    with _mishaps(engine):
        engine.connect().close()
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that sees one moment of the store and cannot write."""
    with _mishaps(engine), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that is the only writer; everything is saved at the end, or nothing if an error leaves it."""
    with _mishaps(engine), engine.connect() as connection:
        connection.execution_options(**{_WRITES: True})
        with connection.begin():
            yield connection


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    driver = connection.connection.dbapi_connection
    assert driver is not None  # noqa: S101 - a connection that begins is open
    cursor = driver.cursor()
    cursor.execute(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
    # A writer that began as a reader could be refused half-way; this one waits its turn at the start.
    cursor.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
    cursor.close()


@contextmanager
def _mishaps(engine: Engine) -> Iterator[None]:
    store = Path(engine.url.database or "")
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if mishap := explain(cause, store):
            raise mishap from cause
        raise
