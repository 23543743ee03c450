"""The dossier on screen: what one must know at the top, the timeline and everything else beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from caseload_tui.domain.signals import NO_SHOW
from caseload_tui.errors import CaseloadError
from caseload_tui.i18n import tr
from caseload_tui.services.telling.teller import AGREED, FILE, GROUPS, SITUATION, TALKS, TERMS, THEMES
from caseload_tui.ui.commands import Command, Host
from caseload_tui.ui.commands.dossier import IN_DOSSIER
from caseload_tui.ui.commands.going import TO_TABS
from caseload_tui.ui.commands.in_dossier import Theme
from caseload_tui.ui.commands.views import TO_VIEWS
from caseload_tui.ui.dossier import spots
from caseload_tui.ui.dossier.head import DossierHead
from caseload_tui.ui.dossier.overview import overview_rows
from caseload_tui.ui.dossier.page import TALK, DossierPage, read_dossier
from caseload_tui.ui.dossier.part import Part
from caseload_tui.ui.dossier.reading import commitment_text, domain_text
from caseload_tui.ui.dossier.spots import Item, ItemPainter, Spot
from caseload_tui.ui.dossier.timeline_rows import timeline_items
from caseload_tui.ui.intents import SignTalk
from caseload_tui.ui.intents.dossier import FollowNoShow
from caseload_tui.ui.intents.sessions import OpenSession
from caseload_tui.ui.panes import matches
from caseload_tui.ui.safe_text import SafeStatic
from caseload_tui.ui.screens.read import ReadScreen
from caseload_tui.ui.widgets.filter_line import FilterLine
from caseload_tui.ui.widgets.foot import FootLine, News
from caseload_tui.ui.widgets.head import ThinRule
from caseload_tui.ui.widgets.rows import Heading, Rows

if TYPE_CHECKING:
    from caseload_tui.ui.app import CaseloadApp
    from caseload_tui.ui.shell import StoreChanged

OVERVIEW, TIMELINE = "overview", "timeline"


class DossierScreen(Host, Screen[None]):
    """One client; on a narrow screen either the overview or the timeline, side by side on a wide one."""

    OFFERS = (*IN_DOSSIER, *TO_TABS, *TO_VIEWS)
    DEFAULT_CSS = """
    DossierScreen > #sides { height: 1fr; }
    DossierScreen .side { width: 1fr; }
    DossierScreen Rows { height: 1fr; }
    DossierScreen #whole { height: auto; max-height: 3; padding: 0 2; color: $muted; }
    DossierScreen.-narrow #whole { min-height: 2; }
    DossierScreen.-narrow #side-timeline { display: none; }
    DossierScreen.-narrow.-timeline #side-timeline { display: block; }
    DossierScreen.-narrow.-timeline #side-overview { display: none; }
    DossierScreen #side-timeline { width: 11fr; }
    DossierScreen #side-overview { width: 13fr; }
    """

    def __init__(self, page: DossierPage, *, at: str = "") -> None:
        super().__init__()
        self.page = page
        self.theme_shown = ""
        self._at = at
        self._side = OVERVIEW
        self._allowed: frozenset[str] = frozenset()

    @property
    def shell(self) -> CaseloadApp:
        """The app, which has the services."""
        return cast("CaseloadApp", self.app)

    @property
    def offers(self) -> tuple[type[Command], ...]:
        """What can be done here, and the way to the tabs and saved views."""
        return (*IN_DOSSIER, *TO_TABS, *self.shell.main.to_views)

    @property
    def rows(self) -> Rows[Item]:
        """The list in which the keys work."""
        return self._list(self._side)

    @property
    def target(self) -> Spot | None:
        """What the keys work on: the row under the cursor, else the client."""
        if not self.is_mounted:
            return None
        item = self.rows.record
        return item.spot if item is not None else Part(self.page, self.shell.look).spot()

    def compose(self) -> ComposeResult:
        """Yield head, both sides, the whole text of a row, news and keys."""
        yield DossierHead()
        yield ThinRule()
        yield FilterLine(tr("word on the timeline"))
        with Horizontal(id="sides"):
            with Vertical(id=f"side-{TIMELINE}", classes="side"):
                yield Rows[Item](ItemPainter(spots.TIMELINE), id=TIMELINE)
            with Vertical(id=f"side-{OVERVIEW}", classes="side"):
                yield Rows[Item](ItemPainter(spots.OVERVIEW), id=OVERVIEW)
        yield SafeStatic(id="whole")
        yield News()
        yield FootLine()

    def on_mount(self) -> None:
        """Show what was read."""
        self.watch(self.app, "masked", self.show, init=False)
        self.show()
        self._list(OVERVIEW).focus()
        if self._at and not self._go_to_talk(self._at):
            self._list(OVERVIEW).select(self._at)

    def on_store_changed(self, event: StoreChanged) -> None:
        """Read the dossier again; it is open already."""
        self.shell.work(
            partial(read_dossier, self.shell.services, self.page.view.row.id, opening=False),
            self._take,
            failed=self._leave,
            group="read dossier",
            description="reading the dossier again",
            exclusive=True,
        )

    def _leave(self, error: CaseloadError) -> None:
        """Go back from a dossier that is no more; behind a form that erases it, nothing is to be said."""
        if self.app.screen is self:
            self.dismiss(None)
            self.shell.refused(error)

    def _take(self, page: DossierPage) -> None:
        if self.is_attached:
            self.page = page
            self.show()

    def show(self) -> None:
        """Draw everything anew."""
        look = self.shell.look
        head = self.query_one(DossierHead)
        head.page, head.look = self.page, look
        self._list(OVERVIEW).show(overview_rows(self.page, look))
        query = self.query_one(FilterLine).text
        items = timeline_items(self.page, look, self.theme_shown)
        shown = [item for item in items if not query or matches(query, item.whole)]
        title = theme_names()[self.theme_shown]
        entries: list[Heading | Item] = [Heading(title, len(shown)), *shown]
        empty = (
            tr("Nothing fits."),
            tr("Press {key} for all themes, or escape to clear the filter.", key=self.shell.key_of(Theme)),
        )
        self._list(TIMELINE).show(entries if shown else [], empty=empty)
        self.query_one(FilterLine).tell(len(shown), len(items))

    # Keys

    def action_other_side(self) -> None:
        """Go to the other side."""
        self._go_to(OVERVIEW if self._side == TIMELINE else TIMELINE)

    def action_next_theme_of_timeline(self) -> None:
        """Narrow the timeline to the next theme, and to all after the last."""
        themes = ("", *THEMES)
        self.theme_shown = themes[(themes.index(self.theme_shown) + 1) % len(themes)]
        self._go_to(TIMELINE)
        self.show()

    def action_filter(self) -> None:
        """Type a word that the timeline must hold."""
        self._go_to(TIMELINE)
        self.query_one(FilterLine).use()

    def action_back(self) -> None:
        """Go back to the list."""
        self.dismiss(None)

    def action_read(self) -> None:
        """Read or do what the row under the cursor asks for."""
        item = self.rows.record
        if item is None:
            return
        spot = item.spot
        meeting = self.page.view.dossier.meeting(spot.meeting) if spot.meeting else None
        if meeting is not None and meeting.session is not None:
            self.post_message(OpenSession(meeting.session))
        elif spot.held and spot.meeting:
            self.post_message(SignTalk(spot.client, spot.meeting))
        elif spot.what == "commitment":
            texts = commitment_text(self.page, spot.item)
            self.app.push_screen(ReadScreen(*texts))
        elif spot.what == spots.DOMAIN:
            self.app.push_screen(ReadScreen(*domain_text(self.page, spot.item)))
        elif spot.what == spots.FIELD:
            self.action_command("change")
        elif spot.signal and spot.signal.startswith(NO_SHOW):
            self.post_message(FollowNoShow(spot.client))
        elif spot.rule or spot.planned:
            self.action_command("record" if spot.planned else "plan")

    # Messages

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Read what was chosen."""
        event.stop()
        self.action_read()

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Show the whole text of the row, and the keys that work on it."""
        event.stop()
        if event.rows is self.rows:
            self._follow(event.rows)

    def on_descendant_focus(self) -> None:
        """Show the whole text of the row where the keys work."""
        if isinstance(self.focused, Rows):
            self._side = self.focused.id or OVERVIEW
            self._follow(self.focused)

    def on_filter_line_changed(self, event: FilterLine.Changed) -> None:
        """Show what the filter lets through."""
        event.stop()
        self.show()

    def on_filter_line_left(self, event: FilterLine.Left) -> None:
        """Go back to the timeline."""
        event.stop()
        self._list(TIMELINE).focus()

    def _follow(self, rows: Rows[Item]) -> None:
        item = rows.record
        self.query_one("#whole", SafeStatic).update(item.whole if item is not None else "")
        allowed = frozenset(command.id for command in self.offers if self.allows(command))
        if allowed != self._allowed:
            self._allowed = allowed
            self.refresh_bindings()

    def _go_to(self, side: str) -> None:
        self._side = side
        self.set_class(side == TIMELINE, "-timeline")
        self._list(side).focus()

    def _go_to_talk(self, at: str) -> bool:
        """Go to a talk that was held, on the timeline; tell whether it stands there."""
        what, _, meeting = at.partition(" ")
        key = self.page.recorded(meeting) if what == TALK else None
        if key is None:
            return False
        self._go_to(TIMELINE)
        self.call_after_refresh(self._list(TIMELINE).select, key)
        return True

    def _list(self, side: str) -> Rows[Item]:
        return self.query_one(f"#{side}", Rows)


def theme_names() -> dict[str, str]:
    """Return what stands over the timeline for each theme."""
    return {
        "": tr("TIMELINE"),
        TALKS: tr("TIMELINE: TALKS"),
        AGREED: tr("TIMELINE: COMMITMENTS"),
        GROUPS: tr("TIMELINE: {groups}").upper(),
        SITUATION: tr("TIMELINE: SITUATION"),
        TERMS: tr("TIMELINE: TERMS AND SIGNALS"),
        FILE: tr("TIMELINE: DETAILS"),
    }
