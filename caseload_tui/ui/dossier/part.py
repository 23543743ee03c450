"""What every part of an overview has at hand."""

from __future__ import annotations

from collections.abc import Iterator

from caseload_tui.ui.dossier.page import DossierPage
from caseload_tui.ui.dossier.spots import Item, Spot
from caseload_tui.ui.look import Look
from caseload_tui.ui.widgets.rows import Heading

Entries = Iterator[Heading | Item]
BROKEN_GLYPH, GONE_GLYPH = "\N{MULTIPLICATION SIGN}", "\N{EN DASH}"


class Part:
    """Makes rows of a dossier; everything that people wrote passes through the veil of `look`."""

    def __init__(self, page: DossierPage, look: Look) -> None:
        self.page, self.look = page, look
        self.dossier = page.view.dossier
        self.client = page.view.row.id

    def spot(
        self,
        what: str = "",
        item: str = "",
        *,
        kind: str | None = None,
        rule: str | None = None,
        meeting: str | None = None,
        planned: bool = False,
        unsigned: bool = False,
        held: bool = False,
        signed: bool = False,
        commitment: str | None = None,
        overdue: bool = False,
        signal: str | None = None,
        transfer: bool = False,
    ) -> Spot:
        """Return what the keys work on in a row."""
        return Spot(
            self.client,
            active=self.dossier.present,
            kind=kind,
            rule=rule,
            meeting=meeting,
            planned=planned,
            unsigned=unsigned,
            commitment=commitment,
            signal=signal,
            transfer=transfer,
            what=what,
            item=item,
            held=held,
            signed=signed,
            overdue=overdue,
        )
