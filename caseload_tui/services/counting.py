"""How full what the policy gives a maximum is: groups of one consultant, and target groups that are a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caseload_tui.domain.dossier import ACTIVE, AFTERCARE, Dossier
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.fitting import Count, groups_now
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.leads import lead_of

if TYPE_CHECKING:
    from caseload_tui.store.reading import Reading


def list_counts(reading: Reading, framework: Framework) -> tuple[Count, ...]:
    """Return how many clients stand on each list with a maximum."""
    return tuple(
        Count(
            target.id,
            reading.count(ClientFilter(label=target.id, statuses=(ACTIVE, AFTERCARE))),
            target.at_most,
        )
        for target in framework.target_groups
        if target.at_most is not None
    )


def cap_counts(reading: Reading, dossier: Dossier, framework: Framework) -> tuple[Count, ...]:
    """Return how many clients the one who leads has in each group of this client that has a maximum."""
    lead = lead_of(dossier, framework).consultant
    if lead is None or dossier.status != ACTIVE:
        return ()
    return tuple(
        Count(
            group.id,
            reading.count(ClientFilter(consultant=lead, groups=(group.id,), statuses=(ACTIVE,))),
            group.cap,
            lead,
        )
        for group in groups_now(dossier, framework)
        if group.cap is not None
    )
