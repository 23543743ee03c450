"""Every figure of a row of the team by itself; enter on one opens exactly those whom it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from textual.widget import Widget

from caseload_tui.domain import behind
from caseload_tui.domain.agenda import TalkAhead, WeekAhead
from caseload_tui.domain.balance import ConsultantLoad, GroupLoad, PlaceLoad, RoleLoad
from caseload_tui.domain.behind import Behind, ClientsList, DuesList, OffersList, TalksList
from caseload_tui.domain.load import NORMS, SOON_DAYS
from caseload_tui.domain.rows import TransferRow
from caseload_tui.formatting import number, percent, short_date
from caseload_tui.frameworks.wording import term_words
from caseload_tui.i18n import language, tr, trn
from caseload_tui.ui.commands import Texts
from caseload_tui.ui.commands.going import Help, Privacy
from caseload_tui.ui.commands.reading import CloseReading
from caseload_tui.ui.intents import HandOver, OpenDossier, ShowCaseload, ShowDues
from caseload_tui.ui.look import Look
from caseload_tui.ui.painters import PagePainter
from caseload_tui.ui.panes import ListPane
from caseload_tui.ui.screens.behind import TalksScreen
from caseload_tui.ui.screens.hand_overs import OffersScreen
from caseload_tui.ui.screens.over import ListOver, OpenBehind
from caseload_tui.ui.team_people import load_words
from caseload_tui.ui.team_rows import AxisTotal, Figure
from caseload_tui.ui.widgets.bars import bar
from caseload_tui.ui.widgets.cells import DUE, LATE, MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Heading

if TYPE_CHECKING:
    from caseload_tui.ui.app import CaseloadApp
    from caseload_tui.ui.reading import TeamPage

Found = TypeVar("Found")
_BAR = 12
_MEETINGS = (behind.LATE, behind.SOON)
_ALARMING = {behind.LATE: LATE, behind.CAP: LATE, behind.SILENT: DUE}
"""The tone of figures that should not be there."""


class OpenList(OpenBehind):
    """Open the list behind the figure."""

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("open"), tr("The list behind it"), tr("Show exactly those whom the figure counts."))


@dataclass(frozen=True, slots=True)
class Line:
    """A figure, in words."""

    figure: Behind
    name: str
    note: str = ""
    share: float | None = None


class _Painter(PagePainter[Line]):
    columns = (Column(26, share=1), Column(7, right=True), Column(_BAR, least=60), Column(24, share=1))

    def key(self, record: Line) -> str:
        """Return which figure it is."""
        return f"{record.figure.what}:{record.figure.about}"

    def cells(self, record: Line) -> Cells:
        """Return the texts."""
        figure, full = record.figure, record.share is not None and record.share > 1
        tone = LATE if full else _ALARMING.get(figure.what, "text") if figure.count else MUTED
        drawn = Cell(bar(record.share, _BAR), LATE if full else MUTED)
        return (record.name, Cell(number(figure.count), tone), drawn, Cell(record.note, MUTED))


class FiguresScreen(ListOver[Line, Behind]):
    """The figures of a consultant, a group, an axis, a municipality or a role."""

    OFFERS = (OpenList, CloseReading, Privacy, Help)

    def __init__(self, record: Figure, page: TeamPage, municipality: str | None, look: Look) -> None:
        place = (municipality,) if municipality is not None else ()
        super().__init__(" \N{MIDDLE DOT} ".join((_name_of(record, look), *place)), _Painter())
        self._record, self._page, self._municipality = record, page, municipality

    def entries(self) -> Sequence[Heading | Line]:
        """Return the figures: of clients, of meetings, of hand-overs, and week by week."""
        words = _Words(self._record, self._page, self.shell.look)
        normed = self._page.figures.model == NORMS
        shown = (item for item in figures_of(self._record, self._municipality) if normed or item.what != behind.NO_NORM)
        lines = [*map(words.line, shown)]
        record, offers = self._record, list[Line]()
        if isinstance(record, ConsultantLoad) and record.consultant is not None:
            offers = [words.line(figure) for figure in behind.behind_offers(record.consultant, self._page.offers)]
        weeks = [line for line in lines if line.figure.what == behind.WEEK]
        meetings = [line for line in lines if line.figure.what in _MEETINGS]
        clients = [line for line in lines if line not in weeks and line not in meetings]
        titled = ((tr("{clients}"), clients), (tr("meetings"), meetings), (tr("hand-overs"), offers))
        entries: list[Heading | Line] = []
        for title, block in (*titled, (tr("13 weeks"), weeks)):
            if block:
                entries += [Heading(title.upper()), *block]
        return entries

    def answer(self, row: Line) -> Behind | None:
        """Return the figure, where it counts anything."""
        return row.figure if row.figure.count else None


def figures_of(record: Figure, municipality: str | None) -> Iterator[Behind]:
    """Yield the figures of a row, counted in one municipality or in all; how many clients there are comes first."""
    match record:
        case ConsultantLoad():
            return behind.behind_consultant(record, municipality)
        case GroupLoad():
            return behind.behind_group(record, municipality)
        case AxisTotal():
            return behind.behind_axis(record.rows, municipality)
        case PlaceLoad():
            return behind.behind_place(record)
        case RoleLoad():
            return behind.behind_role(record, municipality)


def show_list(place: Widget, figure: Behind) -> None:
    """Show the list behind a figure."""
    app = cast("CaseloadApp", place.app)
    if isinstance(figure.list, ClientsList | DuesList):
        app.lead(ListPane.ANOTHER)
    match figure.list:
        case ClientsList(consultant, text):
            place.post_message(ShowCaseload(consultant, text))
        case DuesList(whose, text):
            place.post_message(ShowDues(whose, text))
        case TalksList(consultant, monday):

            def show(talks: tuple[TalkAhead, ...]) -> None:
                week = tr("wk {week}", week=monday.isocalendar().week)
                title = f"{app.look.consultant(consultant)} \N{MIDDLE DOT} {week}"
                app.push_screen(TalksScreen(title, talks), opened)

            _read(app, partial(app.services.worklists.talks_in, consultant, monday), show)
        case OffersList() as listed:

            def show_offers(rows: tuple[TransferRow, ...]) -> None:
                title = f"{app.look.consultant(listed.consultant)} \N{MIDDLE DOT} {tr('hand-overs')}"
                app.push_screen(OffersScreen(title, tuple(filter(listed.has, rows))), decided)

            _read(app, app.services.transfers.list, show_offers)

    def opened(client: str | None) -> None:
        if client is not None:
            place.post_message(OpenDossier(client))

    def decided(client: str | None) -> None:
        if client is not None:
            place.post_message(HandOver((client,)))


def _read(app: CaseloadApp, call: Callable[[], Found], show: Callable[[Found], None]) -> None:
    app.work(
        call,
        show,
        group="list behind a figure",
        description="reading the list behind a figure",
        exclusive=True,
        leads=True,
    )


def _name_of(record: Figure, look: Look) -> str:
    policy = look.around.framework
    match record:
        case ConsultantLoad():
            return record.name or tr("nobody")
        case GroupLoad():
            return look.group(record.group)
        case AxisTotal():
            return policy.axes_by_id[record.axis].name.to(language())
        case PlaceLoad():
            return record.municipality or tr("not known")
        case RoleLoad():
            return policy.roles_by_id[record.role].name.to(language())


class _Words:
    """Names the figures of one row, and says beside each what it is measured against."""

    def __init__(self, record: Figure, page: TeamPage, look: Look) -> None:
        self._record, self._page, self._look = record, page, look

    def line(self, figure: Behind) -> Line:
        """Return a figure in words."""
        look = self._look
        match figure.what:
            case behind.CLIENTS:
                return Line(figure, tr("{clients}"), self._load())
            case behind.NO_NORM:
                return Line(figure, tr("without norm"))
            case behind.SILENT:
                silence = look.around.framework.no_contact
                term = tr("for {term} or longer", term=term_words(silence)) if silence is not None else ""
                return Line(figure, tr("not spoken to for long"), term)
            case behind.CAP:
                return Line(figure, look.group(figure.about), self._cap(figure.about))
            case behind.PLACE:
                return Line(figure, figure.about or tr("not known"))
            case behind.LATE:
                return Line(figure, tr("late"))
            case behind.SOON:
                return Line(figure, tr("due in {n} days", n=SOON_DAYS))
            case behind.OFFERED_TO:
                return Line(figure, tr("offered to {name}", name=_name_of(self._record, look)))
            case behind.OFFERED_OF:
                return Line(figure, tr("offered to colleagues"))
        return self._week(figure)

    def _load(self) -> str:
        record, figures = self._record, self._page.figures
        if isinstance(record, ConsultantLoad):
            return load_words(record, figures.model)
        return ""

    def _cap(self, group: str) -> str:
        passed = self._record.caps_passed if isinstance(self._record, ConsultantLoad) else ()
        return next((tr("at most {cap}", cap=item.cap) for item in passed if item.group == group), "")

    def _week(self, figure: Behind) -> Line:
        weeks = self._record.weeks if isinstance(self._record, ConsultantLoad) else ()
        week = next(week for week in weeks if week.monday.isoformat() == figure.about)
        name = tr("wk {week}", week=f"{week.monday.isocalendar().week:>2}")
        return Line(figure, f"{name}  {short_date(week.monday)}", week_words(week), week.share)


def week_words(week: WeekAhead) -> str:
    """Return how much of a week is planned, and what it has time for."""
    parts = [tr("{n} planned", n=number(week.planned))] if week.planned else []
    if week.share is not None:
        parts.append(percent(week.share))
    parts.append(trn("{n} day", "{n} days", round(week.days)) if week.days else tr("not at work"))
    return " \N{MIDDLE DOT} ".join(parts)
