"""Passed maxima of groups: what a consultant, and the team lead for everybody, must see at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from caseload_tui.domain.dossier import ACTIVE
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.fitting import Count
from caseload_tui.domain.office import TEAM_LEAD
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.signals import Signal, cap_signal
from caseload_tui.domain.stated import framework_on
from caseload_tui.services.naming import Names
from caseload_tui.services.policy_words import passed_words

if TYPE_CHECKING:
    from caseload_tui.store.reading import Reading


def passed_caps(
    reading: Reading, names: Names, whose: str | None, today: date
) -> Iterator[tuple[ClientRow, Signal, str]]:
    """Yield a signal, in words, for each maximum that a consultant passes, and a team lead for everybody's.

    Without a consultant everybody's. The client is who came to the group last; what was seen is left out.
    """
    capped = [group for axis in framework_on(names.framework, today).axes for group in axis.groups if group.cap]
    people = [person for person in names.office.consultants if person.ended_on is None] if capped else []
    everybody = whose is None or any(person.id == whose and person.function == TEAM_LEAD for person in people)
    for person in people:
        for group in capped if everybody or person.id == whose else ():
            theirs = ClientFilter(consultant=person.id, groups=(group.id,), statuses=(ACTIVE,))
            count = Count(group.id, reading.count(theirs), group.cap or 0, person.id)
            newest = reading.newest_in(group.id, theirs) if count.passed else None
            if newest is not None:
                client, since = newest
                signal = cap_signal(group.id, count.clients, since)
                if signal.key not in reading.dossier(client.id).acknowledged:
                    yield client, signal, passed_words((count,), names)
