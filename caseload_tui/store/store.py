"""The store: one encrypted file with the facts of an office, opened with its key."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, insert, select

from caseload_tui.domain.rows import Check
from caseload_tui.errors import Refused, StoreUnusable
from caseload_tui.i18n import tr
from caseload_tui.store import engine, migrations, seal, start
from caseload_tui.store.author import Author
from caseload_tui.store.chain import START
from caseload_tui.store.connection import connect
from caseload_tui.store.files import beside, refuse_existing
from caseload_tui.store.journal import head_of
from caseload_tui.store.mishaps import Unreadable
from caseload_tui.store.notes import COMPARE_INDEX
from caseload_tui.store.queries.training import text_to_mark
from caseload_tui.store.reading import Reading
from caseload_tui.store.remembered import Remembered
from caseload_tui.store.tables import access, event, meta

if TYPE_CHECKING:
    from caseload_tui.store.writing import Writing

_DEVICE_BYTES = 6


def new_device() -> str:
    """Return a name for the facts that are recorded in one store; it says nothing about the machine."""
    return secrets.token_hex(_DEVICE_BYTES)


class Store:
    """An open store; its methods may be called from any thread."""

    def __init__(self, path: Path, key: bytes, engine: Engine, *, practice: bool, device: str) -> None:
        self.path = path
        self.device = device
        """The name that facts recorded in this store carry; it says nothing about the machine."""
        self.practice = practice
        """True for a store of invented people; a store never changes sides."""
        self._key = key
        self._engine = engine
        self._remembered = Remembered()
        self._sealing = Lock()
        self._watch: Any = None
        self._watching = Lock()

    @classmethod
    def create(cls, path: Path, key: bytes, *, practice: bool) -> Store:
        """Make a store where nothing stands; hold the store to oneself only afterwards, since this does so itself."""
        refuse_existing(path)

        def mark(connection: Connection) -> None:
            known = {
                "practice": "yes" if practice else "no",
                "rules": migrations.RULES,
                "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "device": new_device(),
            }
            connection.execute(insert(meta), [{"key": key, "value": value} for key, value in known.items()])

        engine.open_engine(path, key, create=True).dispose()
        try:
            migrations.migrate(path, key, mark)
        except BaseException:
            for ending in ("", "-wal", "-shm"):
                beside(path, ending).unlink(missing_ok=True)
            raise
        return cls.open(path, key)

    @classmethod
    def open(cls, path: Path, key: bytes) -> Store:
        """Open a store with its key, and bring it up to date where it is of an earlier version.

        That needs the store alone, so hold the store to oneself only afterwards.
        """
        pool = engine.open_engine(path, key)
        try:
            with engine.reading(pool) as connection:
                current = migrations.is_current(connection)
            if not current:
                from caseload_tui.store.rebuilding import rebuild  # noqa: PLC0415 - see writing

                migrations.migrate(path, key, rebuild)
            with engine.reading(pool) as connection:
                known = {row.key: row.value for row in connection.execute(select(meta.c.key, meta.c.value))}
        except BaseException:
            pool.dispose()
            raise
        return cls(path, key, pool, practice=known["practice"] == "yes", device=known["device"])

    def close(self) -> None:
        """Let go of the file."""
        with self._watching:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self._engine.dispose()

    @contextmanager
    def reading(self, today: date | None = None) -> Iterator[Reading]:
        """Yield a reader of one moment of the store; with a day, its lists know who stands in on it."""
        with engine.reading(self._engine) as connection:
            yield Reading(connection, self._remembered, today)

    @contextmanager
    def writing(self, author: Author, today: date | None = None) -> Iterator[Writing]:
        """Yield a writer; everything is saved at the end, or nothing if an error leaves it."""
        from caseload_tui.store.writing import Writing  # noqa: PLC0415 - lists are read without what only writers need

        with engine.writing(self._engine) as connection:
            writing = Writing(connection, self._remembered, author, today)
            yield writing
            writing.finish()
        if writing.appended:
            self._seal()

    def data_version(self) -> int:
        """Return a number that is another one whenever any program has saved something since the last call."""
        with self._watching:
            if self._watch is None:
                self._watch = connect(self.path, self._key)
            version: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
            return version

    def check(self, *, quick: bool = False) -> tuple[Check, ...]:
        """Examine the store: encryption, pages, references, both journals and all that is made of them."""
        from caseload_tui.store.checking import check_store  # noqa: PLC0415 - see writing

        found: list[Check] = []
        try:
            with engine.reading(self._engine) as connection:
                found.extend(check_store(connection, self._read_seal(), quick=quick))
        except Unreadable as damage:
            return (*found, Check("readable", False, damage.title))
        return tuple(found) if quick else (*found, self._check_search())

    def backup(self, target: Path | None = None) -> Path:
        """Copy the store, and return the copy once it was opened and read through."""
        from caseload_tui.store import backup  # noqa: PLC0415 - see writing

        return backup.back_up(self.path, self._key, target)

    def erase_copies(self) -> int:
        """Remove what earlier states still hold after an erasure: logs, and backups, whose number is returned."""
        from caseload_tui.store.erasing import erase_copies  # noqa: PLC0415 - see writing

        return erase_copies(self.path, self._key)

    def keep_start(self) -> None:
        """Keep the store as it is now, so that a training can put it back; only for practice."""
        self.refuse_real(tr("Keeping the start"))
        start.keep_start(self.path, self._key, self._mark_of_training())

    def is_as_handed_out(self) -> bool:
        """Tell whether this is the very store of which the start was kept: its copy, its tasks and what stood in it.

        Where no start was kept nobody can tell, and it is taken to be.
        """
        return start.mark_of_start(self.path) in (None, self._mark_of_training())

    def _mark_of_training(self) -> str:
        with engine.reading(self._engine) as connection:
            text = text_to_mark(connection)
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()

    def refuse_real(self, what: str) -> None:
        """Refuse something that is only for practice."""
        if not self.practice:
            raise Refused(tr("{what} is only for a practice store.", what=what), tr("This store holds real work."))

    def _read_seal(self) -> seal.Seal | StoreUnusable | None:
        try:
            return seal.read_seal(self.path)
        except StoreUnusable as error:
            return error

    def _check_search(self) -> Check:
        """Let FTS5 compare its index with the notes; it asks for a writer, though nothing is written."""
        try:
            with engine.writing(self._engine) as connection:
                connection.exec_driver_sql(COMPARE_INDEX)
        except Unreadable:
            return Check("search", False, tr("the search index differs from the notes"))
        return Check("search", True, "")

    def _seal(self) -> None:
        """Write down how long both journals are and how they end, outside the database.

        That it cannot be written is no reason to say that saving failed: the seal before it is still true.
        """
        with self._sealing, suppress(StoreUnusable):
            with engine.reading(self._engine) as connection:
                facts, looks = head_of(connection, event), head_of(connection, access)
            if facts.link != START or looks.link != START:
                seal.write_seal(self.path, seal.Seal(facts.seq, facts.link, looks.seq, looks.link))
