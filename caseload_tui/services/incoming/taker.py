"""What taking in rows of every kind has in common."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.erasure import DossierErased
from caseload_tui.domain.facts.source import CLIENT, SourceSeen
from caseload_tui.domain.registering import FileNumbers
from caseload_tui.domain.traces import FILE_NUMBER, trace_of
from caseload_tui.errors import Refused
from caseload_tui.formatting import long_date
from caseload_tui.frameworks.problems import nearest
from caseload_tui.i18n import tr
from caseload_tui.incoming.mapping import NEEDED, Mapped
from caseload_tui.incoming.rows import Said
from caseload_tui.incoming.troubles import Trouble, Troubles
from caseload_tui.services.incoming.seen import SeenRows

if TYPE_CHECKING:
    from caseload_tui.store.writing import Writing


class Taker:
    """Takes rows of one kind in; what cannot be is noted, and the others go on so that all of it is told at once."""

    record: str
    """The kind of record that a row becomes."""

    def __init__(self, writing: Writing, mapped: Mapped, seen: SeenRows, *, by: str, today: date) -> None:
        self.writing = writing
        self.mapped = mapped
        self.framework = writing.policy().framework
        self.office = writing.office()
        self.by = by
        self.today = today
        self.seen = seen
        self.numbers = FileNumbers(writing.file_numbers())
        self._founded = writing.founded()
        erased = (event.fact for event in writing.events_of_kind(DossierErased.kind))
        self._erased = {trace: fact.on for fact in erased if isinstance(fact, DossierErased) for trace in fact.traces}
        self.added = self.updated = self.unchanged = self.erased = 0
        self.troubles = Troubles()
        self.warnings = Troubles()
        self._refuse_unknown()

    def known_ids(self) -> Mapping[str, Collection[str]]:
        """Return, by further table of the mapping, the ids that the policy has."""
        return {}

    def take(self, chunk: list[Said]) -> None:
        """Take rows in: new ones, and those that say something else than last time."""
        fresh: list[Said] = []
        former: dict[str, SourceSeen] = {}
        changed: list[tuple[Said, str]] = []
        for said in chunk:
            self.prepare(said)
            if not self._complete(said):
                continue
            if self.seen.says_the_same(self.record, said):
                self.unchanged += 1
            elif before := self.seen.last(self.record, said.key):
                self.updated += 1
                former[said.key] = before
                with self.noting(said):
                    changed.append((said, self.whose(said, before)))
            elif not self._left_out(said) and self._is_new(said):
                fresh.append(said)
                self.added += 1
        for rows in self.apart(changed):
            self.record_rows(rows, lambda said, dossier: self.change(said, former[said.key], dossier))
        self.arrive(fresh)

    def prepare(self, said: Said) -> None:
        """Put in order what a row says, before it is compared with what it said last time."""

    def arrive(self, fresh: list[Said]) -> None:
        """Record rows that were never seen before."""
        raise NotImplementedError

    def whose(self, said: Said, before: SourceSeen) -> str:
        """Return the client whom a row is about that was taken in before."""
        return self.client_of(said)

    def change(self, said: Said, before: SourceSeen, dossier: Dossier) -> Iterable[Fact]:
        """Return the facts of what a row says otherwise than before, and that it was seen."""
        raise NotImplementedError

    def known_by(self, said: Said) -> tuple[str, str, str]:
        """Return by what a row knows its client, the value, and the column that holds it."""
        return self.mapped.client_by, said.values.get("client", ""), self.mapped.fields["client"].name

    def finish(self) -> None:
        """Look at the whole once all rows are taken in."""

    def sees(self, said: Said, id: str) -> SourceSeen:
        """Return the fact that the row was taken in."""
        return SourceSeen(source=self.mapped.source, key=said.key, record=self.record, id=id, values=said.values)

    def record_rows(
        self, rows: Iterable[tuple[Said, Dossier]], facts_of: Callable[[Said, Dossier], Iterable[Fact]]
    ) -> None:
        """Record what rows about different clients say; what cannot be is noted."""
        facts: list[tuple[str, Fact]] = []
        for said, dossier in rows:
            with self.noting(said):
                facts += [(dossier.id, fact) for fact in facts_of(said, dossier)]
        self.writing.record_many(facts)

    def about(self, fresh: Iterable[Said]) -> Iterator[list[tuple[Said, Dossier]]]:
        """Yield rows with the dossiers that they are about, as many at once as are about different clients."""
        whose: list[tuple[Said, str]] = []
        for said in fresh:
            with self.noting(said):
                whose.append((said, self.client_of(said)))
        return self.apart(whose)

    def apart(self, waiting: list[tuple[Said, str]]) -> Iterator[list[tuple[Said, Dossier]]]:
        """Yield rows, each with the client whom it is about, together with the dossiers, as `about` does."""
        while waiting:
            chosen: dict[str, Said] = {}
            later = [(said, client) for said, client in waiting if chosen.setdefault(client, said) is not said]
            dossiers = {dossier.id: dossier for dossier in self.writing.dossiers(chosen)}
            rows = []
            for client, said in chosen.items():
                with self.noting(said):
                    # Who is not among them any more is refused by name.
                    rows.append((said, dossiers.get(client) or self.writing.dossier(client)))
            yield rows
            waiting = later

    def client_of(self, said: Said) -> str:
        """Return the client whom a row is about."""
        client = self._known_client(said)
        if client is None:
            with of_field("client"):
                raise Refused(tr("No {client} is known here by that."), tr("Take in the {clients} first."))
        return client

    def _known_client(self, said: Said) -> str | None:
        value = said.values.get("client", "")
        if self.mapped.client_by == FILE_NUMBER:
            return self.numbers.whose(value)
        found = self.seen.last(CLIENT, value)
        return found.id if found is not None else None

    def _left_out(self, said: Said) -> bool:
        """Tell whether a row is about somebody who was erased here; then that it is left out is told."""
        by, value, column = self.known_by(said)
        if not self._erased or value in self.mapped.returned:
            return False
        on = self._erased.get(trace_of(self._founded, self.mapped.source, by, value))
        if on is None or (self.record != CLIENT and self._known_client(said) is not None):
            return False
        self.erased += 1
        told = tr("erased here on {day}; left out", day=long_date(on))
        self.warnings.add(Trouble(said.line, column, value, told, tr("erased here; left out")))
        return True

    def _is_new(self, said: Said) -> bool:
        """Tell whether nothing was taken in by this key, nor by one with other zeros before it."""
        alike = self.seen.alike(self.record, said.key)
        if alike is None:
            return True
        told = tr("it was taken in before as {key}; did a spreadsheet take the zeros off?", key=alike)
        kind = tr("it was taken in before with other zeros before it; did a spreadsheet take them off?")
        self.troubles.add(Trouble(said.line, self.mapped.key, said.key, told, kind))
        return False

    def day(self, said: Said, name: str) -> date | None:
        """Return a day that a row says."""
        value = said.values.get(name)
        return date.fromisoformat(value) if value else None

    @contextmanager
    def noting(self, said: Said, name: str = "") -> Iterator[None]:
        """Note a refusal as trouble of the row, in the column of the field where it is known."""
        try:
            yield
        except Refused as error:
            field = error.field or name
            column = self.mapped.fields[field].name if field in self.mapped.fields else ""
            self.troubles.add(Trouble(said.line, column, said.values.get(field, ""), str(error)))

    def _refuse_unknown(self) -> None:
        """Refuse a mapping with ids that the policy does not have, all of them at once."""
        told = [
            f"{table}.{name}: " + tr("Choose one of: {known}.", known=", ".join(known) or "-") + nearest(name, known)
            for table, known in self.known_ids().items()
            for name in self.mapped.within(table)
            if name not in known
        ]
        if told:
            raise Refused(tr("The mapping names what the policy does not have."), "\n".join(told))

    def _complete(self, said: Said) -> bool:
        missing = [name for name in NEEDED[self.mapped.rows] if not said.values.get(name)]
        for name in missing:
            self.troubles.add(Trouble(said.line, self.mapped.fields[name].name, "", tr("this cannot be empty")))
        return not missing


@contextmanager
def of_field(name: str) -> Iterator[None]:
    """Say of a refusal which field it is about."""
    try:
        yield
    except Refused as error:
        error.field = error.field or name
        raise
