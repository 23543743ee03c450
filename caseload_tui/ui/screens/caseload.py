"""All clients of a consultant, with their groups and what comes next; filtered while one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from caseload_tui.domain.asked import Facets, read_filter
from caseload_tui.domain.behind import EVERYBODY
from caseload_tui.domain.rows import ClientRow
from caseload_tui.formatting import short_date
from caseload_tui.i18n import tr
from caseload_tui.ui.commands.deeds import Register
from caseload_tui.ui.commands.going import CASELOAD, Filter, Mark, MarkAll
from caseload_tui.ui.painters import PagePainter
from caseload_tui.ui.panes import ListPane
from caseload_tui.ui.reading import CaseloadPage, CaseRow, read_caseload
from caseload_tui.ui.targets import Target
from caseload_tui.ui.widgets.cells import HEADING, MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Heading

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.services.sifting import Sifter


class CaseloadPainter(PagePainter[CaseRow]):
    """Glyph and colour, who, number, groups, what comes next, and when one last spoke."""

    columns = (
        Column(1, gap=1),
        Column(20, share=3),
        Column(6),
        Column(0, gap=0),
        Column(11, share=2),
        Column(21, share=2),
        Column(10, share=1, least=92),
        Column(11, least=104),
        Column(4, right=True),
    )

    def key(self, record: CaseRow) -> str:
        """Return the client."""
        return record.client.id

    def titles(self, title: str) -> Heading:
        """Return the line above the columns, with whose clients they are."""
        names = (tr("{group}"), tr("next"), tr("meeting"), tr("last talk"), tr("open"))
        cells: Cells = ("", Cell(title, HEADING, span=2), "", "", *(Cell(name, MUTED) for name in names))
        return Heading(title, cells=cells, columns=self.columns)

    def cells(self, record: CaseRow) -> Cells:
        """Return the texts of the row."""
        client, due, look = record.client, record.due, self.look
        last = client.last_contact
        square = look.square(client)
        return (
            look.state(due.standing) if due else "",
            look.name(client),
            Cell(look.veil.over(client.file_number), MUTED),
            replace(square, text=f"{square.text} ") if square.own else "",
            Cell(look.groups(client), MUTED),
            look.state_words(due.standing) if due else Cell(tr("no due date"), MUTED),
            Cell(look.kind(due.base.kind) if due else "", MUTED),
            Cell(short_date(last) if last else tr("never"), MUTED),
            Cell(str(client.open_commitments) if client.open_commitments else "", MUTED),
        )


class CaseloadPane(ListPane[CaseRow, CaseloadPage]):
    """The caseload."""

    OFFERS = (*ListPane.OFFERS, Mark, MarkAll)
    tab = CASELOAD

    def __init__(self) -> None:
        self.painter: CaseloadPainter
        super().__init__(CaseloadPainter())
        self._consultant: str | None = None
        self._everybody = False

    def read(self, services: Services) -> CaseloadPage:
        """Read the clients of the consultant, or of everybody."""
        return read_caseload(services, self._wanted(services.desk.by))

    def show_clients_of(self, consultant: str | None, query: str) -> None:
        """Show the clients behind a figure."""
        self._consultant = consultant
        self._everybody = read_filter(query, self.shell.look.today).everybody
        self.turn_to(query)

    def filtered(self, text: str) -> None:
        """Read the clients of others where the filter asks for them."""
        self._everybody = read_filter(text, self.shell.look.today).everybody
        if self.page is not None and self.page.whose != self._wanted(self.painter.look.around.me):
            self.reload()

    @property
    def whose(self) -> str | None:
        """The colleague whose clients are shown."""
        return None if self._everybody else self._consultant

    def unwind(self) -> None:
        """Go back to one's own clients."""
        if self._consultant is not None:
            self._consultant = None
            self.turn_to("")

    def entries(self, page: CaseloadPage, query: str) -> Sequence[Heading | CaseRow]:
        """Return the clients that the filter lets through, under a line that says whose they are."""
        rows = [row for row in page.rows if not query or self.lets(row)]
        return [self.painter.titles(self._title(page)), *rows] if rows else []

    def all_rows(self, page: CaseloadPage) -> Sequence[CaseRow]:
        """Return every row."""
        return page.rows

    def whole(self, page: CaseloadPage) -> bool:
        """Tell whether nobody stands elsewhere: among the clients of others."""
        return page.whose == EVERYBODY

    def total(self, page: CaseloadPage) -> int:
        """Return how many clients there are."""
        return len(page.rows)

    def empty(self, page: CaseloadPage) -> tuple[str, str]:
        """Return what this list is for."""
        return (
            tr("No {clients} here yet."),
            tr(
                "The {clients} you lead stand here. {key} registers one; {filter}of:all shows everybody's.",
                key=self.shell.key_of(Register),
                filter=self.shell.key_of(Filter),
            ),
        )

    def client_of(self, record: CaseRow) -> ClientRow | None:
        """Return the client."""
        return record.client

    def facets(self, sifter: Sifter, record: CaseRow) -> Facets:
        """Return what the filter can ask of a client."""
        due = record.due
        if due is None:
            return sifter.facets(record.client)
        state, on = due.standing.state.value, due.standing.due_on
        return sifter.facets(record.client, kind=due.base.kind, state=state, due_on=on, late=record.late)

    def because(self, record: CaseRow) -> str:
        """Return why the next meeting is due when it is."""
        return record.due.because if record.due else ""

    def target_of(self, record: CaseRow) -> Target | None:
        """Return what the keys work on."""
        due = record.due
        plan = due.standing.plan if due else None
        return Target(
            record.client.id,
            active=record.client.status != "closed",
            kind=due.base.kind if due else None,
            rule=due.base.rule if due else None,
            meeting=plan.meeting if plan else None,
            planned=plan is not None,
        )

    def _wanted(self, me: str) -> str:
        return EVERYBODY if self._everybody else self._consultant or me

    def _title(self, page: CaseloadPage) -> str:
        look = self.shell.look
        if page.whose == EVERYBODY:
            return tr("all {clients}").upper()
        if page.whose == look.around.me:
            return tr("my {clients}").upper()
        return tr("{clients} of {name}", name=look.consultant(page.whose)).upper()
