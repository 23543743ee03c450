"""The timeline as rows."""

from __future__ import annotations

from caseload_tui.domain.dossier import HELD, OPEN, PLANNED
from caseload_tui.i18n import tr
from caseload_tui.ui.dossier import spots
from caseload_tui.ui.dossier.page import DossierPage
from caseload_tui.ui.dossier.part import BROKEN_GLYPH, Part
from caseload_tui.ui.dossier.spots import Item
from caseload_tui.ui.look import DUE_GLYPH, KEPT_GLYPH, Look
from caseload_tui.ui.widgets.cells import KEPT, LATE, MUTED, TEXT, Cell


def timeline_items(page: DossierPage, look: Look, theme: str) -> list[Item]:
    """Return the rows of the timeline, of one theme or of all."""
    items, part = [], Part(page, look)
    for entry in page.entries:
        if theme and entry.theme != theme:
            continue
        meeting = page.view.dossier.meeting(entry.about)
        commitment = page.view.dossier.commitment(entry.about)
        words = look.said(" ".join(entry.words.split()))
        text = f"{entry.text}: {words}" if words else entry.text
        text = tr("{text} (taken back)", text=text) if entry.undone else text
        tone = MUTED if entry.undone else TEXT
        spot = part.spot(
            "commitment" if commitment else spots.PLACEMENT if entry.theme == "groups" and entry.about else "",
            entry.about,
            meeting=meeting.id if meeting else None,
            kind=meeting.kind if meeting else None,
            planned=meeting is not None and meeting.status == PLANNED,
            unsigned=meeting is not None and meeting.unsigned,
            held=meeting is not None and meeting.status == HELD,
            signed=meeting is not None and meeting.signed_on is not None,
            commitment=commitment.id if commitment and commitment.state == OPEN else None,
            overdue=commitment is not None
            and commitment.owner == "client"
            and (commitment.state == "broken" or commitment.overdue(page.today)),
        )
        glyph = _GLYPHS.get(entry.kind, ("", MUTED))
        cells = (Cell(*glyph), Cell(look.day(entry.on), MUTED), Cell(text, tone))
        said = f"{entry.text}: {look.said(entry.words)}" if entry.words else entry.text
        items.append(Item(entry.event, cells, spot, f"{said} \N{MIDDLE DOT} {entry.by}"))
    return items


_GLYPHS = {
    "meeting.held": (DUE_GLYPH, TEXT),
    "meeting.missed": (BROKEN_GLYPH, LATE),
    "commitment.kept": (KEPT_GLYPH, KEPT),
    "commitment.broken": (BROKEN_GLYPH, LATE),
    "placement.set": ("\N{RIGHTWARDS ARROW}", TEXT),
    "client.registered": ("\N{RIGHTWARDS ARROW}", TEXT),
}
