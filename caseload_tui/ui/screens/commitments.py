"""What was agreed by both sides and is still open, and how often each side kept its word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from caseload_tui.domain.agreeing import CLIENT, OFFICE_SIDE, PARTNER
from caseload_tui.domain.asked import DOMAIN, Facets, facet_values
from caseload_tui.domain.rows import ClientRow, CommitmentRow
from caseload_tui.formatting import long_date, percent
from caseload_tui.i18n import tr
from caseload_tui.ui.commands.deeds import Agree
from caseload_tui.ui.commands.going import COMMITMENTS
from caseload_tui.ui.look import DUE_GLYPH, LATE_GLYPH, LATER_GLYPH, when
from caseload_tui.ui.painters import PagePainter
from caseload_tui.ui.panes import ListPane
from caseload_tui.ui.reading import CommitmentsPage, read_commitments
from caseload_tui.ui.safe_text import SafeLabel
from caseload_tui.ui.targets import Target
from caseload_tui.ui.widgets.cells import DUE, LATE, MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Heading

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.services.sifting import Sifter

_OURS, _THEIRS, _WEEK, _LATER, _UNDATED = range(5)


class CommitmentsPainter(PagePainter[CommitmentRow]):
    """Glyph, when, by whom, what, and the day."""

    columns = (
        Column(1, gap=1),
        Column(7, right=True),
        Column(24, share=2),
        Column(28, share=3),
        Column(10, least=92),
    )

    def key(self, record: CommitmentRow) -> str:
        """Return the commitment."""
        return record.commitment.id

    def cells(self, record: CommitmentRow) -> Cells:
        """Return the texts of the row."""
        made, look = record.commitment, self.look
        days = (made.due_on - look.today).days if made.due_on else None
        glyph = Cell(LATER_GLYPH, MUTED)
        if days is not None and days <= 0:
            glyph = Cell(LATE_GLYPH, LATE) if days < 0 else Cell(DUE_GLYPH, DUE)
        step = f" ({made.step})" if made.step else ""
        return (
            glyph,
            when(days),
            look.whose(made, record.client),
            look.said(made.text) + step,
            Cell(look.day(made.due_on), MUTED),
        )


class CommitmentsPane(ListPane[CommitmentRow, CommitmentsPage]):
    """Afspraak is afspraak."""

    tab = COMMITMENTS
    DEFAULT_CSS = """
    CommitmentsPane > #kept { height: 1; padding: 0 2; color: $muted; width: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__(CommitmentsPainter())

    def compose(self) -> ComposeResult:
        """Yield the list with the kept rates under it."""
        yield from super().compose()
        yield SafeLabel("", id="kept")

    def read(self, services: Services) -> CommitmentsPage:
        """Read what is open."""
        return read_commitments(services)

    def show_page(self, page: CommitmentsPage) -> None:
        """Show the list, and how often each side kept its word."""
        super().show_page(page)
        if self.is_attached:
            self.query_one("#kept", SafeLabel).update(_kept(page))

    def entries(self, page: CommitmentsPage, query: str) -> Sequence[Heading | CommitmentRow]:
        """Return what is overdue first, ours before theirs, then what comes."""
        titles = {
            _OURS: tr("we promised, overdue"),
            _THEIRS: tr("promised to us, overdue"),
            _WEEK: tr("the coming week"),
            _LATER: tr("later"),
            _UNDATED: tr("without a day"),
        }
        shown = [row for row in page.rows if not query or self.lets(row)]
        shown.sort(key=lambda row: (self._block(row), row.commitment.due_on or row.commitment.made_on))
        entries: list[Heading | CommitmentRow] = []
        for block, rows in groupby(shown, key=self._block):
            listed = list(rows)
            entries += [Heading(titles[block].upper(), len(listed)), *listed]
        return entries

    def total(self, page: CommitmentsPage) -> int:
        """Return how many are open."""
        return len(page.rows)

    def empty(self, page: CommitmentsPage) -> tuple[str, str]:
        """Return what this list is for."""
        return (
            tr("No commitment is open."),
            tr(
                "What you and your {clients} promise each other stands here; press {key} on a {client} to add one.",
                key=self.shell.key_of(Agree),
            ),
        )

    def client_of(self, record: CommitmentRow) -> ClientRow | None:
        """Return whose it is."""
        return record.client

    def facets(self, sifter: Sifter, record: CommitmentRow) -> Facets:
        """Return what the filter can ask of a commitment."""
        made = record.commitment
        state = "overdue" if made.overdue(self.painter.look.today) else ""
        facets = sifter.facets(record.client, made.text, made.partner or "", state=state, due_on=made.due_on)
        facets.values[DOMAIN] = facet_values(made.domain)
        return facets

    def because(self, record: CommitmentRow) -> str:
        """Return when it was agreed."""
        made = record.commitment
        return f"{made.text}\n" + tr("agreed {made}", made=long_date(made.made_on))

    def target_of(self, record: CommitmentRow) -> Target | None:
        """Return what the keys work on."""
        return Target(record.client.id, active=record.client.status != "closed", commitment=record.commitment.id)

    def _block(self, row: CommitmentRow) -> int:
        made, today = row.commitment, self.painter.look.today
        if made.due_on is None:
            return _UNDATED
        if made.due_on < today:
            return _OURS if made.owner == OFFICE_SIDE else _THEIRS
        return _WEEK if made.due_on <= today + timedelta(days=7) else _LATER


def _kept(page: CommitmentsPage) -> str:
    """Return how often each side kept its word; a side without any is left out."""
    sides = {OFFICE_SIDE: tr("we"), CLIENT: tr("{clients}"), PARTNER: tr("partners")}
    parts = []
    for owner, side in sides.items():
        kept, broken = page.settled.get(owner, (0, 0))
        if kept + broken:
            share = percent(kept / (kept + broken))
            parts.append(
                tr("{side}: {kept} of {all} kept, {share}", side=side, kept=kept, all=kept + broken, share=share)
            )
    return "   ".join(parts)
