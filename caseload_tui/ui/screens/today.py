"""The daily list: everything that asks for work today, in the order in which to do it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from caseload_tui.domain.asked import Facets
from caseload_tui.domain.daily import Block, DailyRow
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.standing import State
from caseload_tui.formatting import near_date
from caseload_tui.i18n import tr, trn
from caseload_tui.ui.commands import Command
from caseload_tui.ui.commands.deeds import Register
from caseload_tui.ui.commands.going import TODAY, ToMeetings
from caseload_tui.ui.commands.sessions import OpenSession
from caseload_tui.ui.intents import sessions as gathering
from caseload_tui.ui.look import (
    DRAFT_GLYPH,
    DUE_GLYPH,
    LATE_GLYPH,
    LATER_GLYPH,
    PLANNED_GLYPH,
    UNRECORDED_GLYPH,
    clock,
    mode_word,
    when,
)
from caseload_tui.ui.painters import PagePainter
from caseload_tui.ui.panes import ListPane
from caseload_tui.ui.reading import TodayPage, read_today
from caseload_tui.ui.targets import Target
from caseload_tui.ui.widgets.cells import ACCENT, DUE, LATE, MUTED, TEXT, Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Heading

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.services.sifting import Sifter

_GLYPHS = {
    "talk": (PLANNED_GLYPH, ACCENT),
    "unrecorded": (UNRECORDED_GLYPH, DUE),
    "unsigned": (DRAFT_GLYPH, DUE),
    "draft": (DRAFT_GLYPH, DUE),
    "proposal": (UNRECORDED_GLYPH, DUE),
    "transfer": (UNRECORDED_GLYPH, DUE),
    "overdue": (LATE_GLYPH, LATE),
    "due": (DUE_GLYPH, DUE),
}


def headings() -> dict[Block, str]:
    """Return what stands above each block."""
    return {
        Block.TALKS: tr("TODAY"),
        Block.UNFINISHED: tr("STILL TO RECORD OR DECIDE"),
        Block.OUR_PROMISES: tr("WE PROMISED"),
        Block.OVERDUE: tr("OVERDUE"),
        Block.BROKEN_TERMS: tr("PROMISED TO US, OVERDUE"),
        Block.DUE_TODAY: tr("PROMISED TO US FOR TODAY"),
        Block.DUE: tr("DUE"),
        Block.AFTERCARE: tr("AFTERCARE"),
        Block.SIGNALS: tr("SIGNALS"),
    }


class TodayPainter(PagePainter[DailyRow]):
    """Glyph, when, who, what, and what one must know of it."""

    columns = (
        Column(1, gap=1),
        Column(7, right=True),
        Column(20, share=3),
        Column(18, share=1),
        Column(20, share=2),
        Column(14, least=108, share=1),
    )

    def key(self, record: DailyRow) -> str:
        """Return the row's own key."""
        return f"{record.what}:{record.key}"

    def cells(self, record: DailyRow) -> Cells:
        """Return the texts of the row."""
        days = (record.on - self.look.today).days if record.on else None
        glyph, tone = _GLYPHS.get(record.what) or _by_day(days)
        client = record.client
        group = Cell(self.look.groups(client) if client else "", MUTED)
        head = (Cell(glyph, tone), self._when(record, days, tone))
        if record.commitment is not None and client is not None:
            who = self.look.whose(record.commitment, client)
            return (*head, who, Cell(self.look.said(record.commitment.text), span=2), "", group)
        name = self.look.name(client)
        if record.session is not None:
            who = trn("{n} {client}", "{n} {clients}", len(record.clients))
            return (*head, who, record.text, Cell(self._detail(record), MUTED), "")
        if record.what == "signal":
            return (*head, name, Cell(record.text, span=2), "", group)
        return (*head, name, record.text, Cell(self._detail(record), MUTED), group)

    def _when(self, record: DailyRow, days: int | None, tone: str) -> Cell:
        if record.what == "talk":
            return Cell(clock(record.at) if record.at else tr("today"), tone)
        return Cell(when(days).text, TEXT if days is None or days > 0 else tone)

    def _detail(self, record: DailyRow) -> str:
        client, due = record.client, record.due
        day = near_date(record.on, self.look.today) if record.on else ""
        if due is not None:
            if due.last_on is not None:
                return tr("last {day}", day=near_date(due.last_on, self.look.today))
            return tr("none yet")
        match record.what:
            case "talk" if client is not None and record.meeting is not None:
                promises = trn("{n} commitment", "{n} commitments", client.open_commitments)
                first = tr("first talk") if client.last_contact is None else ""
                parts = [mode_word(record.meeting.mode), promises if client.open_commitments else first]
                return "  ".join(part for part in parts if part)
            case "talk":
                return tr("group session")
            case "unrecorded":
                return tr("was planned {day}", day=day)
            case "unsigned":
                return tr("not signed")
            case "draft":
                return tr("half typed {day}", day=day)
            case "transfer":
                return tr("offered {day}", day=day)
            case "proposal":
                return tr("proposed {day}", day=day)
        return record.because


def _by_day(days: int | None) -> tuple[str, str]:
    """Return glyph and tone of what is late, for today, or for later."""
    if days is None or days > 0:
        return LATER_GLYPH, MUTED
    return (LATE_GLYPH, LATE) if days < 0 else (DUE_GLYPH, DUE)


class TodayPane(ListPane[DailyRow, TodayPage]):
    """The home screen."""

    OFFERS = (OpenSession, *ListPane.OFFERS)
    tab = TODAY

    def __init__(self) -> None:
        super().__init__(TodayPainter())

    def read(self, services: Services) -> TodayPage:
        """Read the daily list."""
        return read_today(services)

    def show_page(self, page: TodayPage) -> None:
        """Show a page that was read, and how many rows it has in the tab."""
        super().show_page(page)
        self.shell.main.show_counts({TODAY: len(page.rows)})

    def entries(self, page: TodayPage, query: str) -> Sequence[Heading | DailyRow]:
        """Return the rows under the headings of their blocks."""
        names, entries = headings(), list[Heading | DailyRow]()
        shown = [row for row in page.rows if not query or self.lets(row)]
        for block, rows in groupby(shown, key=lambda row: row.block):
            listed = list(rows)
            entries += [Heading(names[block], len(listed)), *listed]
        return entries

    def total(self, page: TodayPage) -> int:
        """Return how many rows there are."""
        return len(page.rows)

    def empty(self, page: TodayPage) -> tuple[str, str]:
        """Return what comes next, on a day on which nothing asks for work."""
        title = tr("Nothing asks for work today.")
        item = page.next_due
        if item is None or item.standing.due_on is None:
            said = tr("Talks, due dates, commitments and signals will stand here.")
            return title, said + " " + tr("Press {key} to register a {client}.", key=self.shell.key_of(Register))
        look = self.shell.look
        return title, tr(
            "Next is {kind} with {name}, {day}. Press {key} for the weeks ahead.",
            key=self.shell.key_of(ToMeetings),
            kind=look.kind(item.base.kind),
            name=look.full_name(item.client),
            day=look.day(item.standing.due_on),
        )

    def client_of(self, record: DailyRow) -> ClientRow | None:
        """Return whom the row is about."""
        return record.client

    def facets(self, sifter: Sifter, record: DailyRow) -> Facets:
        """Return what the filter can ask of a row of the day."""
        kind = record.meeting.kind if record.meeting else record.due.kind if record.due else None
        state = record.standing.state.value if record.standing else ""
        if record.what == "unrecorded":
            state = State.UNRECORDED.value
        elif record.what == "talk":
            state = State.PLANNED.value
        people = (f"{client.listed_name} {client.name} {client.file_number}" for client in record.clients)
        return sifter.facets(record.client, record.text, *people, kind=kind, state=state, due_on=record.on)

    def because(self, record: DailyRow) -> str:
        """Return why the row stands here."""
        return record.because

    def target_of(self, record: DailyRow) -> Target | None:
        """Return what the keys work on."""
        if record.client is None:
            return None
        meeting, due = record.meeting, record.due
        return Target(
            record.client.id,
            active=record.client.status != "closed",
            kind=meeting.kind if meeting else due.kind if due else None,
            rule=due.rule if due else None,
            meeting=meeting.id if meeting else None,
            planned=record.what in ("talk", "unrecorded"),
            unsigned=record.what == "unsigned",
            draft=record.key if record.what == "draft" else None,
            commitment=record.commitment.id if record.commitment else None,
            transfer=record.what == "transfer",
            signal=record.key.partition(":")[2] if record.what == "signal" else None,
        )

    def allows(self, command: type[Command]) -> bool:
        """Tell whether the command works; in the row of a group session that is opening it."""
        record = self.rows.record if self.is_mounted else None
        if command is OpenSession:
            return record is not None and record.session is not None
        return super().allows(command)

    def activate(self, record: DailyRow) -> None:
        """Open the dossier or the group session."""
        if record.session is not None:
            self.action_open_session()
        else:
            super().activate(record)

    def action_open_session(self) -> None:
        """Show the session under the cursor."""
        record = self.rows.record
        if record is not None and record.session is not None:
            self.post_message(gathering.OpenSession(record.session))
