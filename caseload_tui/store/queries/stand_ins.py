"""Who stands in for whom on a day; the rows of lists know only the contacts that last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import ColumnElement, Connection, case, func, select

from caseload_tui.domain.rows import ClientRow
from caseload_tui.store.tables import contact


@dataclass(frozen=True, slots=True)
class StandIns:
    """By client and lasting contact, who does the work on a day; mostly nobody is replaced."""

    acting: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def who(self, client: str, consultant: str | None) -> str | None:
        """Return who has the work of a lasting contact."""
        return self.acting.get((client, consultant or ""), consultant)

    def client(self, row: ClientRow) -> ClientRow:
        """Return the client as the day has them."""
        if not any(client == row.id for client, _ in self.acting):
            return row
        contacts = tuple((self.who(row.id, person) or person, role) for person, role in row.contacts)
        return replace(row, lead=self.who(row.id, row.lead), contacts=contacts)

    def has(self, consultant: str, whose: ColumnElement[str | None], client: ColumnElement[str]) -> ColumnElement[bool]:
        """Return the condition that a consultant has the work of the lasting contact in a column."""
        theirs = whose == consultant
        away = [key[0] for key, other in self.acting.items() if key[1] == consultant and other != consultant]
        if away:
            theirs &= client.not_in(away)
        taken: dict[str, list[str]] = {}
        for (of_client, former), other in self.acting.items():
            if other == consultant:
                taken.setdefault(former, []).append(of_client)
        for former, clients in taken.items():
            theirs |= (whose == former) & client.in_(clients)
        return theirs

    def doing(self, whose: ColumnElement[str | None], client: ColumnElement[str]) -> ColumnElement[str | None]:
        """Return who has the work of the lasting contact in a column."""
        taken: dict[tuple[str, str], list[str]] = {}
        for (of_client, former), other in self.acting.items():
            taken.setdefault((former, other), []).append(of_client)
        arms = [((whose == former) & client.in_(ids), other) for (former, other), ids in taken.items()]
        return case(*arms, else_=whose) if arms else whose


NOBODY = StandIns()


def stand_ins(connection: Connection, today: date | None) -> StandIns:
    """Return who stands in on a day; without a day nobody does."""
    if today is None:
        return NOBODY
    after = contact.alias()
    # Nearly all contacts last, and hardly any ends after today: without saying so the database begins with all of them.
    lasts, ends = func.likely(after.c.until.is_(None)), func.unlikely(contact.c.until > today)
    comes_back = (after.c.client == contact.c.client) & (after.c.start == contact.c.until) & lasts
    query = (
        select(contact.c.client, after.c.consultant, contact.c.consultant)
        .join(after, comes_back & contact.c.role.is_not_distinct_from(after.c.role))
        .where(contact.c.start <= today, ends)
    )
    return StandIns({(client, former): acting for client, former, acting in connection.execute(query)})
