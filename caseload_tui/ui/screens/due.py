"""Due meetings week by week, twelve weeks ahead; the line under the list says why the date is what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from caseload_tui.domain.agenda import WeekAhead
from caseload_tui.domain.asked import Facets
from caseload_tui.domain.behind import EVERYBODY, NOBODY
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.standing import State
from caseload_tui.formatting import near_date, number, percent
from caseload_tui.i18n import tr, trn
from caseload_tui.ui.commands.going import MEETINGS, Mark, MarkAll
from caseload_tui.ui.commands.sessions import SessionsHere
from caseload_tui.ui.look import LATE_GLYPH, clock
from caseload_tui.ui.painters import PagePainter
from caseload_tui.ui.panes import ListPane
from caseload_tui.ui.reading import DuePage, read_due
from caseload_tui.ui.safe_text import SafeStatic
from caseload_tui.ui.targets import Target
from caseload_tui.ui.widgets.bars import bar, pillar
from caseload_tui.ui.widgets.cells import ACCENT, HEADING, LATE, MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Heading

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.services.sifting import Sifter
    from caseload_tui.services.worklists import DueItem

_BAR = 9
_WAIVED, _OVERDUE = date.max, date.min
_WEEK_WIDE = 6
"""Cells for a week at a glance: a dozen of them fit a narrow screen."""
_LABEL = 4


class DuePainter(PagePainter["DueItem"]):
    """Glyph, day, who, what, how it stands, and the last time."""

    columns = (
        Column(1, gap=1),
        Column(10),
        Column(18, share=4),
        Column(18, share=1),
        Column(15),
        Column(18, least=100),
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


class DuePane(ListPane["DueItem", DuePage]):
    """The weeks ahead."""

    OFFERS = (*ListPane.OFFERS, SessionsHere, Mark, MarkAll)
    tab = MEETINGS
    DEFAULT_CSS = """
    DuePane > #ahead { height: auto; padding: 0 2; }
    """

    def __init__(self) -> None:
        super().__init__(DuePainter())
        self._whose: str | None = None

    def read(self, services: Services) -> DuePage:
        """Read what is due."""
        return read_due(services, self._whose)

    def show_list_of(self, whose: str, query: str) -> None:
        """Show what a filter lets through on a colleague's list, or on all; escape goes back to one's own."""
        self._whose = whose if whose != self.shell.look.around.me else None
        self.turn_to(query)

    @property
    def whose(self) -> str | None:
        """The colleague whose list is shown."""
        return self._whose if self._whose not in (EVERYBODY, NOBODY) else None

    def unwind(self) -> None:
        """Go back to one's own list."""
        if self._whose is not None:
            self._whose = None
            self.turn_to("")

    def entries(self, page: DuePage, query: str) -> Sequence[Heading | DueItem]:
        """Return the due meetings under the headings of their weeks, nearest first."""
        today = self.painter.look.today
        shown = [item for item in page.items if not query or self.lets(item)]
        listed: dict[date, list[DueItem]] = {}
        for item in sorted(shown, key=lambda item: _place(item, today)):
            listed.setdefault(_week(item, today), []).append(item)
        if not listed:
            return []
        head = [] if self._whose is None else [self._whose_heading(self._whose)]
        if query:
            return [*head, *(entry for week in listed for entry in _under(week, listed))]
        weeks = [
            entry
            for week in page.weeks
            if week.monday in listed
            for entry in (week_heading(week, len(listed.get(week.monday, ()))), *listed.get(week.monday, ()))
        ]
        return [*head, *_under(_OVERDUE, listed), *weeks, *_under(_WAIVED, listed)]

    def compose(self) -> ComposeResult:
        """Yield the weeks at a glance over the list."""
        yield SafeStatic(id="ahead")
        yield from super().compose()

    def show_page(self, page: DuePage) -> None:
        """Show the list, and what every week asks."""
        super().show_page(page)
        if self.is_attached:
            self.query_one("#ahead", SafeStatic).update(weeks_at_a_glance(page.weeks))

    def _whose_heading(self, whose: str) -> Heading:
        if whose == EVERYBODY:
            return Heading(tr("all lists").upper())
        name = tr("nobody") if whose == NOBODY else self.painter.look.consultant(whose)
        return Heading(tr("list of {name}", name=name).upper())

    def all_rows(self, page: DuePage) -> Sequence[DueItem]:
        """Return every row."""
        return page.items

    def total(self, page: DuePage) -> int:
        """Return how many there are, those beyond the horizon too."""
        return len(page.items)

    def empty(self, page: DuePage) -> tuple[str, str]:
        """Return what this list is for."""
        return (
            tr("Nothing is due in the twelve weeks ahead."),
            tr("Every meeting that the policy asks for stands here, week by week, with the reason for its date."),
        )

    def client_of(self, record: DueItem) -> ClientRow | None:
        """Return whom it is with."""
        return record.client

    def facets(self, sifter: Sifter, record: DueItem) -> Facets:
        """Return what the filter can ask of a due meeting."""
        return sifter.due_facets(record)

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


def week_heading(week: WeekAhead, count: int) -> Heading:
    """Return the heading of a week: how much it asks, planned and not, beside what it can bear."""
    title, days = _week_title(week.monday)
    asked, share = week.planned + week.unplanned, week.share
    planned = tr("{planned} of {all} planned", planned=number(week.planned), all=number(asked)) if asked else ""
    bears = trn("{n} day", "{n} days", round(week.days))
    load = f"{bar(share, _BAR).ljust(_BAR)} {percent(share)}" if share is not None else bears
    mark = f"{LATE_GLYPH} " if _too_much(week) else ""
    cells = (
        Cell(title, HEADING, span=2),
        "",
        Cell(days, MUTED),
        Cell(planned, MUTED),
        Cell(mark + load, LATE if mark else MUTED if share is None else ACCENT),
        Cell(bears if share is not None else "", MUTED),
    )
    return Heading(title, cells=cells, columns=DuePainter.columns)


def weeks_at_a_glance(weeks: Sequence[WeekAhead]) -> Content:
    """Return two lines: the weeks, and under each how many talks it asks, as high as it is full."""
    if not any(week.planned + week.unplanned for week in weeks):
        return Content("")
    most = max(week.planned + week.unplanned for week in weeks)
    label = tr("wk {week}", week="")
    above, under = Content.styled(label.ljust(_LABEL), "$muted"), Content(" " * _LABEL)
    for week in weeks:
        asked = week.planned + week.unplanned
        tall = pillar(week.share if week.share is not None else asked / most)
        tone = "$late" if _too_much(week) else "$accent"
        count = number(asked) + ("!" if _too_much(week) else "")
        above += Content.styled(str(week.monday.isocalendar().week).ljust(_WEEK_WIDE), "$muted")
        under += Content.styled(f"{tall} ", tone) + Content.styled(
            (count if asked else "").ljust(_WEEK_WIDE - 2), tone if _too_much(week) else "$text"
        )
    return Content("\n").join([above, under])


def _too_much(week: WeekAhead) -> bool:
    """Tell whether a week asks more than it can bear."""
    asked = week.planned + week.unplanned
    return asked > 0 and (week.days == 0 or (week.share is not None and week.share > 1))


def _under(week: date, listed: Mapping[date, Sequence[DueItem]]) -> Iterator[Heading | DueItem]:
    """Yield what stands in a week under a plain heading; nothing for a week without."""
    items = listed.get(week, ())
    if not items:
        return
    if week == _WAIVED:
        yield Heading(tr("exempt").upper(), len(items))
    elif week == _OVERDUE:
        yield Heading(tr("past their date").upper(), len(items))
    else:
        title, days = _week_title(week)
        yield Heading(title, len(items), days)
    yield from items


def _week_title(monday: date) -> tuple[str, str]:
    friday = monday + timedelta(days=4)
    first, last = near_date(monday, _far(monday)), near_date(friday, _far(friday))
    if monday.month == friday.month:
        first = first.rpartition(" ")[0]
    days = f"{first} \N{EN DASH} {last}"
    return tr("week {week}", week=monday.isocalendar().week).upper(), days


def _far(day: date) -> date:
    """Return a day to write another one from with its weekday, never as today or tomorrow."""
    return day - timedelta(days=7)
