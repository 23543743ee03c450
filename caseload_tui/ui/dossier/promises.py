"""Commitments of both sides as rows of a dossier."""

from __future__ import annotations

from collections.abc import Iterator

from caseload_tui.domain.dossier import OPEN, Commitment
from caseload_tui.i18n import tr
from caseload_tui.services.commitments import kept_rates
from caseload_tui.services.naming import owner_name
from caseload_tui.ui.dossier.part import BROKEN_GLYPH, GONE_GLYPH, Entries, Part
from caseload_tui.ui.dossier.spots import Item
from caseload_tui.ui.look import KEPT_GLYPH, LATE_GLYPH, LATER_GLYPH
from caseload_tui.ui.widgets.cells import KEPT, LATE, MUTED, Cell
from caseload_tui.ui.widgets.rows import Heading

_SETTLED_SHOWN = 6
THIN_DOT = "\N{MIDDLE DOT}"


class Promises(Part):
    """What is open, what was settled last, and how each side kept its word."""

    def commitments(self) -> Entries:
        """Yield what is open on both sides, then what was settled last, with how each side kept its word."""
        items = self.dossier.commitments
        if not items:
            return
        rates = f" {THIN_DOT} ".join(self._rates())
        yield Heading(tr("COMMITMENTS"), note=tr("kept: {rates}", rates=rates) if rates else "")
        still = sorted((item for item in items if item.state == OPEN), key=lambda item: str(item.due_on or "9"))
        settled = sorted((item for item in items if item.state != OPEN), key=lambda item: str(item.settled_on or ""))
        for item in (*still, *reversed(settled[-_SETTLED_SHOWN:])):
            yield self._commitment(item)

    def _rates(self) -> Iterator[str]:
        """Yield of each side how much of what was settled it kept, and how much of what is open is late."""
        for rate in kept_rates(self.dossier.commitments, self.page.today):
            late = tr("{n} late", n=rate.overdue) if rate.overdue else ""
            share = f"{rate.kept}/{rate.kept + rate.broken}" if rate.rate is not None else ""
            if late or share:
                yield " ".join(part for part in (self._side(rate.owner), share, late) if part)

    def _side(self, owner: str) -> str:
        names = {"client": self.look.said(self.page.view.row.given_name), "office": tr("we")}
        return names.get(owner, tr("partners"))

    def _commitment(self, item: Commitment) -> Item:
        late = item.overdue(self.page.today)
        glyph, words = {
            "kept": (Cell(KEPT_GLYPH, KEPT), Cell(tr("kept late") if item.kept_late else tr("kept"), KEPT)),
            "broken": (Cell(BROKEN_GLYPH, LATE), Cell(tr("broken"), LATE)),
            "renegotiated": (Cell(GONE_GLYPH, MUTED), Cell(tr("renegotiated"), MUTED)),
            "withdrawn": (Cell(GONE_GLYPH, MUTED), Cell(tr("withdrawn"), MUTED)),
        }.get(item.state) or (
            Cell(LATE_GLYPH, LATE) if late else Cell(LATER_GLYPH, MUTED),
            Cell(self.look.day(item.due_on), LATE if late else MUTED),
        )
        who = owner_name(item.owner, item.partner, self.look.said(self.page.view.row.given_name))
        text = self.look.said(item.text)
        step = f" ({self.page.names.step(item.step)})" if item.step else ""
        spot = self.spot(
            "commitment",
            item.id,
            commitment=item.id if item.state == OPEN else None,
            overdue=(late or item.state == "broken") and item.owner == "client",
        )
        made = tr("agreed {day}", day=self.look.day(item.made_on))
        by = tr("by {day}", day=self.look.day(item.due_on)) if item.due_on else ""
        whole = f"{text}{step} \N{MIDDLE DOT} {', '.join(part for part in (made, by) if part)}"
        return Item(f"commitment {item.id}", (glyph, who, text + step, words), spot, whole)
