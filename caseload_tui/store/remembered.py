"""What takes time to make out of the store and seldom changes: the policy and the office, made anew when it does."""

from __future__ import annotations

from sqlalchemy import Connection, select

from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.facts import OFFICE
from caseload_tui.domain.facts.office import FrameworkAdopted
from caseload_tui.domain.office import Office, office_of
from caseload_tui.store.adoptions import adopted, policy_of
from caseload_tui.store.entries import COLUMNS, event_of
from caseload_tui.store.tables import event


class Remembered:
    """The latest policy and office of one store, shared by its readers; each is replaced in one step."""

    def __init__(self) -> None:
        self._policy: tuple[tuple[str, ...], Policy | None] = ((), None)
        self._office: tuple[str | None, Office] = (None, office_of(()))

    def policy(self, connection: Connection) -> Policy | None:
        """Return the policy of the adoptions that stand; None before the first."""
        named = adopted(connection)
        known, policy = self._policy
        if known != named:
            policy = policy_of(connection)
            self._policy = (named, policy)
        return policy

    def office(self, connection: Connection) -> Office:
        """Return the office as its facts say."""
        in_office = select(event.c.id).where(event.c.dossier == OFFICE)
        latest = connection.execute(in_office.order_by(event.c.seq.desc()).limit(1)).scalar()
        known, office = self._office
        if known != latest:
            # A framework's text is long, and says nothing of the people.
            query = select(*COLUMNS).where(event.c.dossier == OFFICE, event.c.kind != FrameworkAdopted.kind)
            office = office_of(event_of(row) for row in connection.execute(query.order_by(event.c.seq)))
            self._office = (latest, office)
        return office
