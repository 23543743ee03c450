"""The group sessions there are: those to record, those to come, and those that were."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.screen import Screen

from caseload_tui.domain.dossier import CANCELLED, HELD, MISSED, PLANNED
from caseload_tui.domain.sessions import UNRECORDED, Session, SessionCount
from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Host
from caseload_tui.ui.commands.sessions import LeaveSession, OpenSession, PlanHere
from caseload_tui.ui.intents import sessions as gathering
from caseload_tui.ui.look import DUE_GLYPH, LATER_GLYPH, PLANNED_GLYPH, UNRECORDED_GLYPH, Look, clock
from caseload_tui.ui.patience import Patient
from caseload_tui.ui.safe_text import SafeStatic
from caseload_tui.ui.widgets.cells import ACCENT, DUE, MUTED, TEXT, Cell, Cells, Column
from caseload_tui.ui.widgets.foot import FootLine, News
from caseload_tui.ui.widgets.head import ThinRule
from caseload_tui.ui.widgets.rows import Heading, Rows

if TYPE_CHECKING:
    from caseload_tui.ui.app import CaseloadApp
    from caseload_tui.ui.shell import StoreChanged

_BACK = timedelta(days=365)


class _Painter:
    """Glyph, day, time, kind, how many, and who leads."""

    columns = (Column(1, gap=1), Column(10), Column(5), Column(20, share=2), Column(26, share=1), Column(16, least=100))
    look: Look

    def key(self, record: SessionCount) -> str:
        """Return the session."""
        return record.id

    def cells(self, record: SessionCount) -> Cells:
        """Return the texts."""
        look = self.look
        glyph = {
            UNRECORDED: (UNRECORDED_GLYPH, DUE),
            PLANNED: (PLANNED_GLYPH, ACCENT),
            CANCELLED: (LATER_GLYPH, MUTED),
        }.get(record.state(look.today), (DUE_GLYPH, TEXT))
        return (
            Cell(*glyph),
            look.day(record.on),
            clock(record.time),
            look.kind(record.kind),
            Cell(counts(record), MUTED),
            Cell(look.consultant(record.consultant), MUTED),
        )


class SessionsScreen(Patient, Host, Screen[None]):
    """A list of sessions; enter opens one."""

    OFFERS = (OpenSession, PlanHere, LeaveSession)
    DEFAULT_CSS = """
    SessionsScreen > #title { padding: 0 2; text-style: bold; color: $text; height: 1; }
    SessionsScreen > Rows { height: 1fr; }
    """

    _read = False
    """True once the sessions were read."""

    @property
    def shell(self) -> CaseloadApp:
        """The app, which has the services."""
        return cast("CaseloadApp", self.app)

    def compose(self) -> ComposeResult:
        """Yield title, list, news and keys."""
        self._painter = _Painter()
        yield SafeStatic(tr("Group sessions"), id="title")
        yield ThinRule()
        yield Rows[SessionCount](self._painter)
        yield News()
        yield FootLine()

    def on_mount(self) -> None:
        """Read them."""
        self._painter.look = self.shell.look
        self.query_one(Rows).focus()
        self.read()

    def on_store_changed(self, event: StoreChanged) -> None:
        """Read again."""
        self.read()

    def read(self) -> None:
        """Read the sessions of a year back and of all time ahead."""
        self.shell.work(
            partial(self.shell.services.sessions.list, self.shell.look.today - _BACK),
            self._show,
            group="read sessions",
            description="reading the sessions",
            exclusive=True,
            long=None if self._read else self.say_it_takes_long,
        )

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Open what was chosen."""
        event.stop()
        self.action_open_session()

    def action_open_session(self) -> None:
        """Open the session under the cursor."""
        session = self.query_one(Rows).record
        if session is not None:
            self.post_message(gathering.OpenSession(session.id))

    def action_back(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _show(self, found: tuple[SessionCount, ...]) -> None:
        if not self.is_attached:
            return
        self._read = True
        self._painter.look = self.shell.look
        empty = (
            tr("There are no group sessions."),
            tr("Press {key} to plan one for many {clients} in one go.", key=self.shell.key_of(PlanHere)),
        )
        self.query_one(Rows).show(_entries(found, self.shell.look.today), empty=empty)


def counts(session: Session | SessionCount) -> str:
    """Return how many are enrolled, were there and were not."""
    parts = (
        (session.count(PLANNED), tr("{n} enrolled", n=session.count(PLANNED))),
        (session.count(HELD), tr("{n} present", n=session.count(HELD))),
        (session.count(MISSED), tr("{n} absent", n=session.count(MISSED))),
    )
    return ", ".join(text for number, text in parts if number) or tr("cancelled")


def _entries(found: tuple[SessionCount, ...], today: date) -> list[Heading | SessionCount]:
    waiting = [item for item in found if item.state(today) == UNRECORDED]
    coming = [item for item in found if item.on >= today]
    past = [item for item in reversed(found) if item.on < today and item not in waiting]
    entries: list[Heading | SessionCount] = []
    for title, items in ((tr("not recorded"), waiting), (tr("to come"), coming), (tr("past"), past)):
        if items:
            entries += [Heading(title.upper(), len(items)), *items]
    return entries
