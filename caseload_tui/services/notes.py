"""Finding notes by their words; whoever's note is shown has an entry in the access log before it is."""

from __future__ import annotations

from collections.abc import Iterable

from caseload_tui.domain.asked import facet_values
from caseload_tui.domain.filters import ClientFilter, NoteFilter
from caseload_tui.domain.looked_up import CLIENT, CONSULTANT, DOMAIN, KIND, LookedUp
from caseload_tui.domain.people import fold
from caseload_tui.domain.rows import NoteHit
from caseload_tui.errors import Refused
from caseload_tui.i18n import language, tr
from caseload_tui.services.desk import Desk

FOUND = "note found"


class Notes:
    """The notes of all dossiers, by their words."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def meant(self, asked: LookedUp) -> NoteFilter:
        """Return what is asked, with names looked up; one that nothing is called lets nothing through."""
        with self._desk.reading() as reading:
            framework, office = reading.policy().framework, reading.office()
            domains = ((item.id, item.name.to(language())) for item in framework.domains)
            kinds = ((item.id, item.name.to(language())) for item in framework.kinds)
            people = ((person.id, person.name) for person in office.consultants)
            clients = None
            if named := asked.of(CLIENT):
                found = (row.id for name in named for row in reading.clients(ClientFilter(text=name)))
                clients = tuple(dict.fromkeys(found))
            return NoteFilter(
                text=asked.words,
                on_from=asked.first,
                on_to=asked.last,
                domains=_called(asked.of(DOMAIN), domains),
                kinds=_called(asked.of(KIND), kinds),
                clients=clients,
                consultants=_called(asked.of(CONSULTANT), people),
            )

    def find(self, asked: NoteFilter) -> tuple[NoteHit, ...]:
        """Return the notes that fit, latest first; the access log has each dossier before any of it is shown."""
        if not asked.text.strip() and asked == NoteFilter(text=asked.text, limit=asked.limit):
            raise Refused(tr("Nothing is asked."), tr("Type a word that stands in the note, or when it was written."))
        with self._desk.reading() as reading:
            found = reading.notes(asked)
        if found:
            with self._desk.store.writing(self._desk.author) as writing:
                for client in dict.fromkeys(hit.client.id for hit in found):
                    writing.log_access(FOUND, client)
        return found


def _called(asked: tuple[str, ...], known: Iterable[tuple[str, str]]) -> tuple[str, ...] | None:
    if not asked:
        return None
    wanted = [fold(value) for value in asked]
    return tuple(
        item for item, name in known if any(value in text for value in wanted for text in facet_values(item, name))
    )
