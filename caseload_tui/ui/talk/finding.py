"""Finding a client by part of a name or number; at first those who are spoken with today stand there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from caseload_tui.domain.dossier import PLANNED
from caseload_tui.domain.filters import ClientFilter, MeetingFilter
from caseload_tui.domain.rows import ClientRow
from caseload_tui.i18n import tr
from caseload_tui.ui.look import Look, clock
from caseload_tui.ui.widgets.cells import MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Heading, Rows

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.ui.shell import Shell

_MOST_CLIENTS = 30
Line = tuple[ClientRow, str]
"""A client, and when they are spoken with today."""


class _Name(Input):
    """The line; up and down work on the list under it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,tab", "step(1)", show=False),
        Binding("up,shift+tab", "step(-1)", show=False),
    ]

    def action_step(self, step: int) -> None:
        """Move in the list while typing goes on."""
        self.screen.query_one(Finder).rows.action_step(step)


class _Painter:
    """Name, number, groups, and when they are spoken with."""

    columns = (Column(24, share=2), Column(8), Column(16, share=2), Column(8, right=True))

    def __init__(self, look: Look) -> None:
        self.look = look

    def key(self, record: Line) -> str:
        """Return what the line stands for."""
        return record[0].id

    def cells(self, record: Line) -> Cells:
        """Return the texts."""
        client, time = record
        number = Cell(self.look.veil.over(client.file_number), MUTED)
        return (self.look.name(client), number, Cell(self.look.groups(client), MUTED), Cell(time, MUTED))


class Finder(Vertical):
    """A line to type in, and whom it fits; masked, what is typed and who they are is hidden."""

    DEFAULT_CSS = """
    Finder _Name { height: 1; border: none; padding: 0 1; background: $raised; color: $text; }
    Finder _Name:focus { border: none; }
    Finder Rows { height: 1fr; margin: 1 0 0 0; }
    """

    class Chosen(Message):
        """A client was chosen."""

        def __init__(self, client: str) -> None:
            super().__init__()
            self.client = client

    def __init__(self) -> None:
        super().__init__()
        self._looking = False
        self._take_first = False
        """True where enter came before whom the text fits was found."""

    @property
    def shell(self) -> Shell:
        """The app, which has the services."""
        return cast("Shell", self.app)

    @property
    def rows(self) -> Rows[Line]:
        """The list."""
        return self.query_one(Rows)

    def compose(self) -> ComposeResult:
        """Yield line and list."""
        yield _Name(compact=True)
        self._painter = _Painter(self.shell.look)
        yield Rows[Line](self._painter, live=True)

    def on_mount(self) -> None:
        """Follow the privacy key."""
        self.watch(self.app, "masked", self._mask)

    def begin(self) -> None:
        """Stand ready to type, with those who are spoken with today."""
        line = self.query_one(_Name)
        line.value = ""
        line.focus()
        self._look_for("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show whom it fits."""
        event.stop()
        self._look_for(event.value.strip())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take whom the cursor is on."""
        event.stop()
        if self._looking:
            self._take_first = True
        else:
            self.rows.action_activate()

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Tell who was chosen."""
        event.stop()
        self.post_message(self.Chosen(event.record[0].id))

    def _look_for(self, text: str) -> None:
        self._looking, self._take_first = True, False
        self.shell.work(
            partial(_found, self.shell.services, text),
            partial(self._show, text),
            group="find clients",
            description="finding clients",
            exclusive=True,
        )

    def _show(self, text: str, lines: tuple[Line, ...]) -> None:
        if self.is_attached:
            self._looking = False
            heading = tr("{Clients}").upper() if text else tr("TODAY")
            entries: list[Heading | Line] = [Heading(heading, len(lines)), *lines] if lines else []
            nobody = tr("Nobody is called that.") if text else tr("Type part of a name or a file number.")
            self.rows.show(entries, empty=("", nobody))
            self.rows.action_first()
            if self._take_first:
                self.rows.action_activate()

    def _mask(self, masked: bool) -> None:
        self.query_one(_Name).password = masked
        self._painter.look = self.shell.look
        self.rows.repaint()


def _found(services: Services, text: str) -> tuple[Line, ...]:
    if text:
        return tuple((client, "") for client in services.clients.list(ClientFilter(text=text, limit=_MOST_CLIENTS)))
    today = services.desk.today()
    planned = MeetingFilter(statuses=(PLANNED,), consultant=services.desk.by, on_from=today, on_to=today)
    return tuple((row.client, clock(row.meeting.time)) for row in services.meetings.list(planned))
