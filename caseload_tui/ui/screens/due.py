"""Due meetings week by week, twelve weeks ahead; the line under the list says why the date is what it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from caseload_tui.domain.people import fold
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.standing import State
from caseload_tui.formatting import near_date
from caseload_tui.i18n import tr, trn
from caseload_tui.services.filter_words import about
from caseload_tui.ui.commands.going import MEETINGS, Mark, MarkAll
from caseload_tui.ui.look import clock
from caseload_tui.ui.panes import ListPane, PagePainter, matches
from caseload_tui.ui.reading import read_due
from caseload_tui.ui.targets import Target
from caseload_tui.ui.widgets.cells import ACCENT, LATE, MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Heading

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.services.worklists import DueItem

WEEKS_AHEAD = 12
_WAIVED, _OVERDUE = date.max, date.min


class DuePainter(PagePainter["DueItem"]):
    """Glyph, day, who, what, how it stands, and the last time."""

    columns = (
        Column(1, gap=1),
        Column(10),
        Column(18, share=2),
        Column(18, share=2),
        Column(15),
        Column(18, least=92),
    )

    def key(self, record: DueItem) -> str:
        """Return client and rule."""
        return f"{record.client.id}:{record.base.rule}"

    def cells(self, record: DueItem) -> Cells:
        """Return the texts of the row."""
        look, last, standing = self.look, record.base.last_on, record.standing
        said = tr("last {day}", day=near_date(last, look.today)) if last else tr("none yet")
        plan = standing.plan if standing.state in (State.PLANNED, State.UNRECORDED) else None
        words = look.state_words(standing)
        if plan is not None and standing.state is State.PLANNED:
            words = Cell(" ".join((tr("planned"), clock(plan.time))).strip(), LATE if standing.planned_late else ACCENT)
        elif plan is not None:
            words = Cell(tr("not recorded"), words.tone)
        return (
            look.state(standing),
            look.day(plan.on if plan else standing.due_on),
            look.name(record.client),
            look.kind(record.base.kind),
            words,
            Cell(said, MUTED),
        )


class DuePane(ListPane["DueItem", "tuple[DueItem, ...]"]):
    """The weeks ahead."""

    OFFERS = (*ListPane.OFFERS, Mark, MarkAll)
    tab = MEETINGS

    def __init__(self) -> None:
        super().__init__(DuePainter())
        self._whose: str | None = None

    def read(self, services: Services) -> tuple[DueItem, ...]:
        """Read what is due."""
        return read_due(services, self._whose)

    def show_late_of(self, consultant: str | None, municipality: str | None) -> None:
        """Show what is late on a colleague's list; escape goes back to one's own."""
        self._whose = consultant
        self.use_filter(" ".join(("late", *fold(municipality or "").split())))
        self.reload()

    def unwind(self) -> None:
        """Go back to one's own list."""
        if self._whose is not None:
            self._whose = None
            self.reload()

    def entries(self, page: tuple[DueItem, ...], query: str) -> Sequence[Heading | DueItem]:
        """Return the due meetings under the headings of their weeks, nearest first."""
        today = self.painter.look.today
        end = _monday(today) + timedelta(weeks=WEEKS_AHEAD)
        shown = [item for item in page if not query or self._matches(item, query)]
        if not query:
            shown = [item for item in shown if _week(item, today) < end or _week(item, today) == _WAIVED]
        entries: list[Heading | DueItem] = []
        if self._whose is not None and shown:
            entries.append(Heading(tr("list of {name}", name=self.painter.look.consultant(self._whose)).upper()))
        for week, items in groupby(sorted(shown, key=lambda item: _place(item, today)), key=lambda i: _week(i, today)):
            listed = list(items)
            entries += [_week_heading(week, listed), *listed]
        return entries

    def all_rows(self, page: tuple[DueItem, ...]) -> Sequence[DueItem]:
        """Return every row."""
        return page

    def total(self, page: tuple[DueItem, ...]) -> int:
        """Return how many there are, those beyond the horizon too."""
        return len(page)

    def empty(self, page: tuple[DueItem, ...]) -> tuple[str, str]:
        """Return what this list is for."""
        return (
            tr("Nothing is due in the twelve weeks ahead."),
            tr("Every meeting that the policy asks for stands here, week by week, with the reason for its date."),
        )

    def client_of(self, record: DueItem) -> ClientRow | None:
        """Return whom it is with."""
        return record.client

    def because(self, record: DueItem) -> str:
        """Return why it is due when it is."""
        return record.because

    def target_of(self, record: DueItem) -> Target | None:
        """Return what the keys work on."""
        plan = record.standing.plan
        return Target(
            record.client.id,
            active=record.client.status != "closed",
            kind=record.base.kind,
            rule=record.base.rule,
            meeting=plan.meeting if plan else None,
            planned=plan is not None,
        )

    def _matches(self, item: DueItem, query: str) -> bool:
        kind, state = self.painter.look.kind(item.base.kind), item.standing.state.value
        late = "late laat" if item.standing.late else ""
        return matches(query, *about(item.client), kind, state, late)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(item: DueItem, today: date) -> date:
    """Return the Monday of the week in which something happens: the plan, else the due date."""
    standing = item.standing
    if standing.state is State.WAIVED or standing.due_on is None:
        return _WAIVED
    if standing.state is State.PLANNED and standing.plan is not None:
        return _monday(standing.plan.on)
    return _OVERDUE if standing.due_on < today else _monday(standing.due_on)


def _place(item: DueItem, today: date) -> tuple[date, date, str]:
    standing = item.standing
    plan = standing.plan if standing.state is State.PLANNED else None
    on, at = (plan.on, plan.time or "") if plan else (standing.due_on or date.max, "")
    return _week(item, today), on, at


def _week_heading(week: date, items: Sequence[DueItem]) -> Heading:
    if week == _WAIVED:
        return Heading(tr("exempt").upper(), len(items))
    if week == _OVERDUE:
        return Heading(tr("past their date").upper(), len(items))
    friday = week + timedelta(days=4)
    planned = sum(item.standing.state is State.PLANNED for item in items)
    days = f"{near_date(week, _far(week))} \N{EN DASH} {near_date(friday, _far(friday))}"
    said = trn("{n} planned", "{n} planned", planned) if planned else ""
    title = tr("week {week}", week=week.isocalendar().week).upper()
    return Heading(title, len(items), "   ".join(part for part in (days, said) if part))


def _far(day: date) -> date:
    """Return a day to write another one from with its weekday, never as today or tomorrow."""
    return day - timedelta(days=7)
