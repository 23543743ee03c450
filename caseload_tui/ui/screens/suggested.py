"""A suggestion to look at row by row: what is marked, or all of it, is done when somebody says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

from textual.app import ComposeResult
from textual.screen import Screen

from caseload_tui.errors import CaseloadError
from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Command, Host, Texts
from caseload_tui.ui.commands.going import GOING, Acting, Help, Mark, MarkAll, Privacy
from caseload_tui.ui.intents import OpenDossier
from caseload_tui.ui.marks import Marked
from caseload_tui.ui.painters import PagePainter
from caseload_tui.ui.safe_text import SafeLabel, SafeStatic
from caseload_tui.ui.targets import Target
from caseload_tui.ui.widgets.foot import FootLine, News
from caseload_tui.ui.widgets.head import THIN
from caseload_tui.ui.widgets.rows import Heading, Rows

if TYPE_CHECKING:
    from caseload_tui.domain.rows import ClientRow
    from caseload_tui.services import Services
    from caseload_tui.ui.app import CaseloadApp


class Suggestion(Protocol):
    """A row of a suggestion: whom it is about, and why it is made."""

    @property
    def client(self) -> ClientRow:
        """The client."""

    @property
    def because(self) -> str:
        """The reason, as a sentence."""


Row = TypeVar("Row", bound=Suggestion)
Found = TypeVar("Found")


class CloseSuggested(Acting):
    """Go back; nothing is done."""

    id, key, section, action, weight = "close_suggested", "escape,q", GOING, "close", 30

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("back"), tr("Back"), tr("Go back; nothing was done."))


IN_SUGGESTION: tuple[type[Command], ...] = (Mark, MarkAll, CloseSuggested, Privacy, Help)


class SuggestedScreen(Host, Marked[Row], Screen[None], Generic[Found, Row]):
    """Rows of a suggestion under headings, with the reason of the one under the cursor below."""

    DEFAULT_CSS = """
    SuggestedScreen > #title { padding: 0 2; text-style: bold; color: $accent; height: 1; width: 1fr; }
    SuggestedScreen > #about { padding: 0 2; color: $muted; height: auto; max-height: 4; width: 1fr; }
    SuggestedScreen > #about.-late { color: $late; }
    SuggestedScreen > .rule { height: 1; color: $rule; }
    SuggestedScreen > Rows { height: 1fr; }
    SuggestedScreen > #because { height: auto; max-height: 3; padding: 0 2; color: $muted; }
    """

    def __init__(self, painter: PagePainter[Row]) -> None:
        super().__init__()
        self.begin_marking(painter)
        self.found: Found | None = None

    # What a suggestion says of itself

    def title_text(self) -> str:
        """Return what is suggested."""
        raise NotImplementedError

    def read(self, services: Services) -> Found:
        """Make the suggestion; this runs in a worker thread."""
        raise NotImplementedError

    def about(self, found: Found) -> str:
        """Return what there is to say of the whole."""
        raise NotImplementedError

    def entries(self, found: Found) -> Sequence[Heading | Row]:
        """Return the rows under their headings."""
        raise NotImplementedError

    def empty(self, found: Found) -> tuple[str, str]:
        """Return what it means where nothing is suggested."""
        raise NotImplementedError

    # What all suggestions do

    @property
    def shell(self) -> CaseloadApp:
        """The app, which has the services."""
        return cast("CaseloadApp", self.app)

    @property
    def rows(self) -> Rows[Row]:
        """The list."""
        return self.query_one(Rows)

    @property
    def target(self) -> Target | None:
        """What the keys work on: the client of the row under the cursor."""
        record = self.rows.record
        return None if record is None else Target(record.client.id)

    @property
    def chosen(self) -> tuple[Row, ...]:
        """What is marked; all of it where nothing is."""
        return self.marks.records or self.rows.records

    def compose(self) -> ComposeResult:
        """Yield title, the whole in words, the rows, the reason of one, news and keys."""
        yield SafeLabel(self.title_text(), id="title")
        yield SafeLabel(tr("Reckoning …"), id="about")
        yield SafeStatic(THIN * 400, classes="rule")
        yield Rows[Row](self.painter)
        yield SafeStatic(id="because")
        yield News()
        yield FootLine()

    def on_mount(self) -> None:
        """Make the suggestion."""
        self.watch(self.app, "masked", self._repaint, init=False)
        self.rows.focus()
        self.reckon()

    def reckon(self) -> None:
        """Make the suggestion anew."""
        self.shell.work(
            lambda: self.read(self.shell.services),
            self._show,
            group="suggestion",
            description="making a suggestion",
            failed=self._refused,
            exclusive=True,
        )

    def _show(self, found: Found) -> None:
        if not self.is_attached:
            return
        self.found = found
        self.marks.clear()
        self.painter.look = self.shell.look
        self.rows.marked = self.marks.keys
        self.rows.show(self.entries(found), empty=self.empty(found))
        label = self.query_one("#about", SafeLabel)
        label.remove_class("-late")
        label.update(self.about(found))
        self.refresh_bindings()

    def _refused(self, error: CaseloadError) -> None:
        if self.is_attached:
            label = self.query_one("#about", SafeLabel)
            label.add_class("-late")
            label.update(f"{error.title} {error.message}")

    def _repaint(self) -> None:
        if self.found is not None:
            self.painter.look = self.shell.look
            self.rows.repaint()

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Say why the row under the cursor is suggested."""
        event.stop()
        said = "" if event.record is None else self.shell.look.said(event.record.because)
        self.query_one("#because", SafeStatic).update(said)
        self.refresh_bindings()

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Open the dossier."""
        event.stop()
        self.post_message(OpenDossier(event.record.client.id))

    def action_close(self) -> None:
        """Stop reckoning, or go back."""
        if not self.shell.stop_work():
            self.dismiss(None)
