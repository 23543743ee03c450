"""The rows of a dossier beside its timeline."""

from __future__ import annotations

from caseload_tui.ui.dossier.coming import Coming
from caseload_tui.ui.dossier.page import DossierPage
from caseload_tui.ui.dossier.promises import Promises
from caseload_tui.ui.dossier.situation import Situation
from caseload_tui.ui.dossier.spots import Item
from caseload_tui.ui.look import Look
from caseload_tui.ui.widgets.rows import Heading


def overview_rows(page: DossierPage, look: Look) -> list[Heading | Item]:
    """Return what comes next, life domains, commitments, groups, situation, the policy and details."""
    coming, situation = Coming(page, look), Situation(page, look)
    blocks = (
        coming.next(),
        coming.domains(),
        Promises(page, look).commitments(),
        situation.groups(),
        situation.situation(),
        situation.policy(),
        situation.details(),
    )
    return [entry for block in blocks for entry in block]
