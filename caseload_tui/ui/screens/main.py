"""The screen with the tabs: each is made when it is first opened, and read again when something changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen

from caseload_tui.domain.left_off import LeftOff
from caseload_tui.domain.views import View, Views
from caseload_tui.formatting import week_header
from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Command, Host
from caseload_tui.ui.commands.going import (
    CASELOAD,
    COMMITMENTS,
    MEETINGS,
    TABS,
    TEAM,
    TO_TABS,
    TODAY,
    Go,
    ShowWelcome,
    tab_texts,
)
from caseload_tui.ui.commands.sessions import PlanSession, ShowSessions
from caseload_tui.ui.commands.views import TO_VIEWS, ShowViews, UseView, view_commands
from caseload_tui.ui.intents import sessions as session_intents
from caseload_tui.ui.leaving_off import PlaceKeeper
from caseload_tui.ui.look import Surroundings
from caseload_tui.ui.reading import Tally, read_surroundings, read_tally
from caseload_tui.ui.widgets.foot import FootLine, News, keys_of
from caseload_tui.ui.widgets.head import HeadLine, Place, Tab, TabLine
from caseload_tui.ui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from caseload_tui.ui.panes import ListPane
    from caseload_tui.ui.shell import Shell, StoreChanged
    from caseload_tui.ui.targets import Target


_OTHERS = (ShowViews, PlanSession, ShowSessions, ShowWelcome)


class MainScreen(Host, Screen[None]):
    """Head line, tabs, one list, news and keys."""

    OFFERS = (*TO_TABS, *TO_VIEWS, *_OTHERS)
    DEFAULT_CSS = """
    MainScreen > #body { height: 1fr; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._panes: dict[str, ListPane[Any, Any]] = {}
        self._open = TODAY
        self._left: LeftOff | None = None
        """Where somebody left off, once it is read."""
        self.views: Views = ()
        """The saved views of the person at the keyboard."""

    @property
    def shell(self) -> Shell:
        """The app, which has the services."""
        return cast("Shell", self.app)

    @property
    def pane(self) -> ListPane[Any, Any] | None:
        """The tab that is open."""
        return self._panes.get(self._open)

    @property
    def target(self) -> Target | None:
        """What the keys work on: the row under the cursor of the open tab."""
        pane = self.pane
        return pane.target if pane is not None and pane.is_mounted else None

    @property
    def offers(self) -> tuple[type[Command], ...]:
        """The tabs, the saved views by name, and the rest."""
        return (*TO_TABS, *self.to_views, *_OTHERS)

    @property
    def to_views(self) -> tuple[type[Command], ...]:
        """The saved views by name."""
        return view_commands(self.views, masked=self.shell.masked)

    def action_command(self, command_id: str) -> None:
        """Do what the key asks; a group session is planned for whoever is marked."""
        marked = self.pane.marks.records if self.pane is not None else ()
        clients = [client.id for record in marked if self.pane and (client := self.pane.client_of(record))]
        if command_id == PlanSession.id and clients:
            kind = self.target.kind if self.target else None
            self.post_message(session_intents.PlanSession(tuple(dict.fromkeys(clients)), kind=kind))
        else:
            super().action_command(command_id)

    def compose(self) -> ComposeResult:
        """Yield the lines around the list."""
        yield HeadLine()
        yield TabLine()
        yield Container(id="body")
        yield Welcome()
        yield News()
        yield FootLine()

    def on_mount(self) -> None:
        """Read where one is, then the first list."""
        self._keeper = PlaceKeeper(self.shell, self.left_off)
        self.show_keys()
        self.watch(self.app, "masked", self._show_head, init=False)
        self._greet()
        self.read_again()

    def _greet(self) -> None:
        if self.shell.preferences.greets:
            self.shell.work(
                self.shell.services.journal.is_new_here,
                self._show_welcome,
                group="read welcome",
                description="looking whether somebody is new here",
            )

    def _show_welcome(self, new: bool) -> None:
        if new and self._stands:
            self.query_one(Welcome).tell()

    def read_again(self) -> None:
        """Read surroundings, the open list and the counts; the other lists when they are opened."""
        self.shell.work(
            self._read,
            self._take,
            group="read surroundings",
            description="reading office, policy and day",
            exclusive=True,
        )

    def _read(self) -> tuple[Surroundings, Views, LeftOff]:
        personal = self.shell.services.personal
        first = self._left is None and self.shell.preferences.remembers
        return read_surroundings(self.shell.services), personal.views(), personal.left_off() if first else LeftOff()

    @property
    def _stands(self) -> bool:
        """False while everything is put into words anew, or taken down at the end: there is nothing to show it in."""
        return bool(self.query(FootLine))

    def _take(self, known: tuple[Surroundings, Views, LeftOff]) -> None:
        if not self._stands:
            return
        around, views, left = known
        self.views = views
        if self._left is None:
            self._left = left
            self._keeper.begin(left)
            self._open = left.tab if left.tab in TABS else TODAY
        self._show_surroundings(around)

    def left_off(self) -> LeftOff:
        """Return where one is; of lists that were not opened since, how they were left."""
        known = self._left.lists if self._left is not None else {}
        return LeftOff(self._open, {**known, **{tab: pane.now() for tab, pane in self._panes.items()}})

    def on_store_changed(self, event: StoreChanged) -> None:
        """Read again; who has done something needs no welcome any more."""
        self.query_one(Welcome).hide()
        self.read_again()

    def on_go(self, event: Go) -> None:
        """Go to a tab."""
        event.stop()
        self.show_tab(event.tab)

    def on_tab_line_chosen(self, event: TabLine.Chosen) -> None:
        """Go to a tab that was clicked."""
        event.stop()
        self.show_tab(event.tab)

    def action_welcome(self) -> None:
        """Tell the five things to know, or no longer."""
        welcome = self.query_one(Welcome)
        welcome.hide() if welcome.display else welcome.tell()

    def show_tab(self, tab: str) -> ListPane[Any, Any]:
        """Show a tab, and read its list where that is needed."""
        self.query_one(News).clear()
        if self.pane is not None:
            self.pane.display = False
        self._open = self.query_one(TabLine).open_tab = tab
        pane = self._panes.get(tab)
        if pane is None:
            pane = self._panes[tab] = _made(tab)
            pane.views, pane.touched = self.views, self._keeper.soon
            if self._left is not None and tab in self._left.lists:
                pane.left = self._left.lists[tab]
            self.shell.lead(pane)
            self.query_one("#body").mount(pane)
            pane.call_after_refresh(self._begin_in, pane)
        else:
            pane.display = True
            pane.focus_list()
            if pane.page is not None:
                pane.highlight(pane.rows.record)
        if pane.stale:
            pane.call_later(pane.reload_if_stale)
        self._keeper.soon()
        return pane

    def _begin_in(self, pane: ListPane[Any, Any]) -> None:
        pane.focus_list()
        pane.reload_if_stale()
        # Behind the focus, which Textual moves in the same queue.
        self.shell.call_later(partial(self.shell.led, pane, elsewhere=False))

    async def put_anew(self) -> None:
        """Put everything into words anew, in another language; the lists stay as they are."""
        self._left = self.left_off()
        self._panes.clear()
        await self.recompose()
        self.show_keys()
        self.read_again()

    def show_keys(self) -> None:
        """Show the tabs with their keys as they are set."""
        named = ((command.tab, keys_of(self, command).partition("  ")[0]) for command in TO_TABS)
        self.query_one(TabLine).tabs = tuple(Tab(tab, key, tab_texts(tab)[0]) for tab, key in named)

    # Saved views

    def on_use_view(self, event: UseView) -> None:
        """Show what a saved view shows."""
        event.stop()
        self.show_view(event.view)

    def show_view(self, view: View) -> None:
        """Show what a saved view shows, in its own tab."""
        if view.tab in TABS:
            pane = self.show_tab(view.tab)
            pane.call_later(pane.use_view, view)

    def take_views(self, views: Views) -> None:
        """Offer these saved views from here on."""
        self.views = views
        for pane in self._panes.values():
            pane.name_view(views)
        self.refresh_bindings()

    def show_caseload(self, consultant: str | None, query: str) -> None:
        """Show the clients behind a figure: those of a consultant, or of everybody."""
        from caseload_tui.ui.screens.caseload import CaseloadPane  # noqa: PLC0415 - each tab when it is opened

        pane = self.show_tab(CASELOAD)
        if isinstance(pane, CaseloadPane):
            self.shell.lead(pane.ANOTHER)
            pane.call_later(pane.show_clients_of, consultant, query)

    def show_dues(self, whose: str, query: str) -> None:
        """Show the due meetings behind a figure, on somebody's list."""
        from caseload_tui.ui.screens.due import DuePane  # noqa: PLC0415 - each tab when it is opened

        pane = self.show_tab(MEETINGS)
        if isinstance(pane, DuePane):
            self.shell.lead(pane.ANOTHER)
            pane.call_later(pane.show_list_of, whose, query)

    def _show_surroundings(self, around: Surroundings) -> None:
        self.shell.surroundings = around
        self._show_head()
        for pane in self._panes.values():
            pane.stale, pane.views = True, self.views
        if self.pane is None:
            self.show_tab(self._open)
        else:
            self.pane.reload()
        self.shell.work(
            partial(read_tally, self.shell.services, besides=self._open),
            self._take_tally,
            group="read counts",
            description="counting",
            exclusive=True,
        )

    def _take_tally(self, tally: Tally) -> None:
        self.shell.beside = tally.beside
        self.show_counts(tally.counts)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show the numbers of these tabs; those of others stay."""
        if self._stands:
            line = self.query_one(TabLine)
            line.counts = {**line.counts, **counts}

    def _show_head(self) -> None:
        around = self.shell.surroundings
        if around is None or not self._stands:
            return
        marks = (
            tr("PRACTICE") if around.practice and not around.training else "",
            tr("LOOKING ONLY") if around.looking_only else "",
            tr("MASKED") if self.shell.masked else "",
        )
        self.query_one(HeadLine).place = Place(
            where=("caseload", around.office.name, around.my_name),
            marks=tuple(mark for mark in marks if mark),
            day=week_header(around.today),
        )


def _made(tab: str) -> ListPane[Any, Any]:
    """Return the pane of a tab, importing it when it is first opened."""
    if tab == TODAY:
        from caseload_tui.ui.screens.today import TodayPane  # noqa: PLC0415 - each tab when it is opened

        return TodayPane()
    if tab == CASELOAD:
        from caseload_tui.ui.screens.caseload import CaseloadPane  # noqa: PLC0415 - each tab when it is opened

        return CaseloadPane()
    if tab == MEETINGS:
        from caseload_tui.ui.screens.due import DuePane  # noqa: PLC0415 - each tab when it is opened

        return DuePane()
    if tab == COMMITMENTS:
        from caseload_tui.ui.screens.commitments import CommitmentsPane  # noqa: PLC0415 - each tab when it is opened

        return CommitmentsPane()
    if tab == TEAM:
        from caseload_tui.ui.screens.team import TeamPane  # noqa: PLC0415 - each tab when it is opened

        return TeamPane()
    raise LookupError(tab)
