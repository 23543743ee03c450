"""Which rows a typed filter lets through, with the words of the policy and the people of the office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from caseload_tui.domain.asked import (
    CONSULTANT,
    GROUP,
    IS,
    KIND,
    LABEL,
    LATE,
    MUNICIPALITY,
    NO_NORM,
    NOTE,
    SILENT,
    STATES,
    STATUS,
    THINGS,
    Asked,
    Facets,
    Term,
    completions,
    facet_values,
)
from caseload_tui.domain.dossier import ACTIVE
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.load import norm_of
from caseload_tui.domain.office import Office
from caseload_tui.domain.people import fold
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.stated import framework_on
from caseload_tui.i18n import language

if TYPE_CHECKING:
    from caseload_tui.services.desk import Desk
    from caseload_tui.services.worklists import DueItem

_AHEAD = ("7d", "14d", "1m", "3m")


class Sifter:
    """Makes what can be asked of rows, under a policy and on a day."""

    def __init__(self, framework: Framework, office: Office, today: date) -> None:
        self._framework = framework
        self._office = office
        self._normed = framework_on(framework, today)
        self._silent_before = framework.no_contact.before(today) if framework.no_contact is not None else None

    def facets(
        self,
        client: ClientRow | None,
        *more: str,
        kind: str | None = None,
        state: str = "",
        due_on: date | None = None,
        late: bool = False,
    ) -> Facets:
        """Return what can be asked of a row about a client; `more` are its further texts."""
        policy, known = self._framework, self._framework.kinds_by_id.get(kind or "")
        values = {KIND: facet_values(kind, _name(known)), IS: THINGS[LATE] if late else ()}
        texts: tuple[str, ...] = more
        if client is not None:
            lead = self._office.consultant(client.lead) if client.lead else None
            groups = (policy.groups_by_id.get(group) for group in client.groups.values())
            labels = (policy.target_groups_by_id.get(label) for label in client.labels)
            values |= {
                GROUP: facet_values(*client.groups.values(), *(_name(group) for group in groups)),
                LABEL: facet_values(*client.labels, *(_name(label) for label in labels)),
                STATUS: (client.status,),
                MUNICIPALITY: facet_values(client.municipality),
                CONSULTANT: facet_values(client.lead, lead.name if lead else None),
                IS: (*values[IS], *self._is(client)),
            }
            texts = (*about(client), *more)
        return Facets(client.id if client else "", fold(" ".join(texts)), values, state, due_on)

    def due_facets(self, item: DueItem) -> Facets:
        """Return what can be asked of a due meeting."""
        stands, kind = item.standing, item.base.kind
        known = self._framework.kinds_by_id.get(kind)
        words = "late laat" if stands.late else ""
        said = (_name(known) or kind, stands.state.value, words)
        state, on = stands.state.value, stands.due_on
        return self.facets(item.client, *said, kind=kind, state=state, due_on=on, late=stands.late)

    def complete(self, text: str) -> tuple[str, ...]:
        """Return what the last typed word may become."""
        return completions(text, self._values, language())

    def _values(self, field: str) -> Iterable[str]:
        policy = self._framework
        match field:
            case "group":
                return (group.id for axis in policy.axes for group in axis.groups)
            case "label":
                return (label.id for label in policy.target_groups)
            case "kind":
                return (kind.id for kind in policy.kinds)
            case "domain":
                return (domain.id for domain in policy.domains)
            case "municipality":
                return policy.municipalities
            case "consultant":
                return (
                    *(person.id for person in self._office.consultants),
                    "iedereen" if language() == "nl" else "all",
                )
            case "state":
                dutch = ("laat", "nu", "gepland", "open", "ontheven", "later", "geen")
                return dutch if language() == "nl" else tuple(word for word in STATES if word not in dutch)
            case "status":
                return ("actief", "nazorg") if language() == "nl" else ("active", "aftercare")
            case "is":
                return (names[language() == "nl"].replace(" ", "-") for names in THINGS.values())
            case "due":
                return _AHEAD
        return ()

    def _is(self, client: ClientRow) -> Iterator[str]:
        """Yield what an active client is, as the team's figures count it."""
        if client.status != ACTIVE:
            return
        if self._silent_before is not None and client.spoken_on < self._silent_before:
            yield from THINGS[SILENT]
        if norm_of(client.groups, self._normed) is None:
            yield from THINGS[NO_NORM]


class Sifting:
    """Looks up what filters ask of notes. Only who has such a note is told, never what it says: no opening."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def noted(self, asked: Asked) -> Mapping[Term, frozenset[str]]:
        """Return for each text and life domain that is asked for the clients in whose notes it stands."""
        if not asked.noted:
            return {}
        with self._desk.reading() as reading:
            domains = reading.policy().framework.domains
            found = {}
            for term in asked.noted:
                if term.field == NOTE:
                    found[term] = reading.clients_noting(text=term.value)
                else:
                    fitting = [
                        domain.id
                        for domain in domains
                        if any(term.value in text for text in facet_values(domain.id, _name(domain)))
                    ]
                    found[term] = reading.clients_noting(domains=tuple(fitting))
            return found


def about(client: ClientRow) -> tuple[str, ...]:
    """Return the texts of a client that free words look in."""
    return (client.listed_name, client.name, client.file_number, client.municipality or "")


def _name(named: object) -> str | None:
    text = getattr(named, "name", None)
    return text.to(language()) if text is not None else None
