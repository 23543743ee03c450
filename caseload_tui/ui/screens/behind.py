"""The clients behind figures: a list over the screen; enter opens the dossier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from caseload_tui.domain.rows import ClientRow
from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Command, Host, Texts
from caseload_tui.ui.commands.going import GOING, Acting, Help, Privacy
from caseload_tui.ui.commands.reading import CloseReading
from caseload_tui.ui.safe_text import SafeLabel, SafeStatic
from caseload_tui.ui.widgets.cells import MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.foot import FootLine
from caseload_tui.ui.widgets.head import THIN
from caseload_tui.ui.widgets.rows import Heading, Rows

if TYPE_CHECKING:
    from caseload_tui.ui.app import CaseloadApp
    from caseload_tui.ui.look import Look

Behind = Sequence[tuple[str, Sequence[str]]]
"""Under a word each: the identifiers of clients, each as often as it counts."""


class OpenBehind(Acting):
    """Open the dossier."""

    id, key, section, action, weight = "open", "enter", GOING, "open_behind", 1

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("open"), tr("Open the dossier"), tr("Open the dossier under the cursor."))


@dataclass(frozen=True, slots=True)
class Counted:
    """A client in one of the figures, and how often."""

    client: ClientRow
    what: str
    times: int


class _Painter:
    columns = (Column(24, share=2), Column(10), Column(22, share=1, least=50), Column(6, right=True))
    look: Look

    def key(self, record: Counted) -> str:
        """Return the figure and the client."""
        return f"{record.what}:{record.client.id}"

    def cells(self, record: Counted) -> Cells:
        """Return the texts."""
        groups = ", ".join(map(self.look.group, record.client.groups.values()))
        times = f"{record.times}\N{MULTIPLICATION SIGN}" if record.times > 1 else ""
        return (self.look.name(record.client), Cell(record.client.file_number, MUTED), Cell(groups, MUTED), times)


class BehindScreen(Host, ModalScreen[str | None]):
    """Whom figures count; the answer is the client whose dossier is asked for."""

    OFFERS: ClassVar[tuple[type[Command], ...]] = (OpenBehind, CloseReading, Privacy, Help)
    DEFAULT_CSS = """
    BehindScreen {
        align: center middle;
        background: $background 60%;
        & > Vertical { width: 96; max-width: 100%; height: 90%; background: $background; padding: 1 0 0 0; }
        & #title { height: auto; padding: 0 2; text-style: bold; color: $accent; }
        & #rule { height: 1; color: $rule; }
        & Rows { height: 1fr; }
    }
    """

    def __init__(self, title: str, behind: Behind, clients: Sequence[ClientRow]) -> None:
        super().__init__()
        self._title, self._behind, self._clients = title, behind, clients
        self._painter = _Painter()

    @property
    def shell(self) -> CaseloadApp:
        """The app, which has the services."""
        return cast("CaseloadApp", self.app)

    def compose(self) -> ComposeResult:
        """Yield title, list and keys."""
        with Vertical():
            yield SafeLabel(self._title, id="title")
            yield SafeStatic(THIN * 200, id="rule")
            yield Rows[Counted](self._painter)
            yield FootLine()

    def on_mount(self) -> None:
        """Show whom each figure counts."""
        self._painter.look = self.shell.look
        entries: list[Heading | Counted] = []
        for what, ids in self._behind:
            times = Counter(ids)
            if times:
                entries.append(Heading(what.upper(), len(ids)))
                entries += [Counted(row, what, times[row.id]) for row in self._clients if row.id in times]
        rows = self.query_one(Rows)
        rows.show(entries)
        rows.focus()
        self.watch(self.app, "masked", self._mask, init=False)

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Ask for the dossier."""
        event.stop()
        self.action_open_behind()

    def action_open_behind(self) -> None:
        """Ask for the dossier under the cursor."""
        record: Counted | None = self.query_one(Rows).record
        if record is not None:
            self.dismiss(record.client.id)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _mask(self) -> None:
        self._painter.look = self.shell.look
        self.query_one(Rows).repaint()
