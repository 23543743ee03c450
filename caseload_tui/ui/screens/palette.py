"""Everything by name: clients of the whole office, and everything one can do where one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from caseload_tui.domain.rows import ClientRow
from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Command, Host, hosts
from caseload_tui.ui.intents import OpenDossier
from caseload_tui.ui.panes import matches
from caseload_tui.ui.widgets.cells import ACCENT, MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.foot import keys_of
from caseload_tui.ui.widgets.rows import Heading, Rows

if TYPE_CHECKING:
    from caseload_tui.services.clients import NamedClient
    from caseload_tui.ui.look import Look
    from caseload_tui.ui.shell import Shell

_MOST_CLIENTS = 12
_LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Offer:
    """A line of the palette: a client to open, or a command of a place."""

    title: str
    help: str
    key: str
    client: ClientRow | None = None
    command: type[Command] | None = None
    place: Host | None = None


class _PalettePainter:
    """Name, sentence and key."""

    columns = (Column(30, share=1), Column(10, share=2), Column(10, right=True))

    def key(self, record: Offer) -> str:
        """Return what the line stands for."""
        return record.client.id if record.client else record.title

    def cells(self, record: Offer) -> Cells:
        """Return the texts."""
        return (record.title, Cell(record.help, MUTED), Cell(record.key, ACCENT))


class _Search(Input):
    """The input; up and down work on the list under it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.step(1)", show=False),
        Binding("up", "screen.step(-1)", show=False),
        Binding("pagedown", "screen.page(1)", show=False),
        Binding("pageup", "screen.page(-1)", show=False),
    ]


class Palette(ModalScreen[None]):
    """A line to type in, and what fits under it."""

    DEFAULT_CSS = """
    Palette {
        align: center top;
        background: $background 60%;
        & > Vertical {
            width: 90; max-width: 100%; height: auto; max-height: 90%;
            margin-top: 2; background: $background; border: solid $rule; padding: 0;
        }
        & _Search { border: none; border-bottom: solid $rule; background: $background; padding: 0 2; height: 2; }
        & _Search:focus { border: none; border-bottom: solid $accent; }
        & Rows { height: 16; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+p", "close", show=False)]

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._below = screen
        self._commands: list[Offer] = []
        for place in hosts(screen):
            for command in place.offers:
                # What a place offers in its own way need not be offered again further out.
                known = any(offer.command and issubclass(offer.command, command) for offer in self._commands)
                if place.allows(command) and not known:
                    texts, keys = command.texts(), keys_of(screen, command)
                    self._commands.append(Offer(texts.title, texts.help, keys, command=command, place=place))
        self._looking = False
        """True while nobody knows yet which clients are meant."""
        self._entered = False
        """True where enter was pressed meanwhile."""
        self._found: tuple[NamedClient, ...] = ()

    @property
    def shell(self) -> Shell:
        """The app, which has the services."""
        return cast("Shell", self.app)

    @property
    def _about_clients(self) -> bool:
        """True where a store is open, and its policy known."""
        return self.shell.surroundings is not None

    def compose(self) -> ComposeResult:
        """Yield the line and the list."""
        with Vertical():
            yield _Search(placeholder=tr("name or number of a {client}, or what you want to do"))
            yield Rows[Offer](_PalettePainter(), live=True)

    def on_mount(self) -> None:
        """Show every command at first."""
        self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits, and look for clients."""
        text = event.value.strip()
        self._found = ()
        self._entered = False
        self._looking = self._about_clients and len(text) >= _LEAST_LETTERS
        self._show()
        if self._looking:
            self.shell.work(
                partial(self.shell.services.clients.named, text, _MOST_CLIENTS),
                self._take,
                group="find clients",
                description="finding clients",
                exclusive=True,
            )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what is under the cursor, as soon as that is known."""
        if self._looking:
            self._entered = True
            self.shell.lead(self)
        else:
            self.query_one(Rows).action_activate()

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Go back and do it there."""
        self._choose(event.record)

    def _choose(self, offer: Offer) -> None:
        self.dismiss(None)
        if offer.client is not None:
            self._below.post_message(OpenDossier(offer.client.id))
        elif offer.place is not None and offer.command is not None:
            offer.place.call_later(offer.place.action_command, offer.command.id)

    def action_step(self, step: int) -> None:
        """Move in the list while typing goes on."""
        self.query_one(Rows).action_step(step)

    def action_page(self, step: int) -> None:
        """Move a screenful in the list while typing goes on."""
        self.query_one(Rows).action_page(step)

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _take(self, found: tuple[NamedClient, ...]) -> None:
        if self.is_attached:
            self._found = found
            self._looking = False
            self._show()
            if self._entered:
                if (offer := self.query_one(Rows).record) is not None:
                    self._choose(offer)
                # Behind what was chosen, on its way to the app.
                self._below.call_later(self.shell.call_later, self.shell.led, self)

    def _show(self) -> None:
        query = self.query_one(_Search).value
        commands = [offer for offer in self._commands if matches(query, offer.title, offer.help)]
        commands.sort(key=lambda offer: not matches(query, offer.title))
        entries: list[Heading | Offer] = []
        if self._found:
            look = self.shell.look
            entries += [Heading(tr("{Clients}").upper()), *(_client(item.row, look) for item in self._found)]
        listed: list[Heading | Offer] = [Heading(tr("Commands").upper()), *commands] if commands else []
        # A name that has the letters somewhere is meant less often than a command that is called so.
        meant = any(item.sure for item in self._found) or not any(matches(query, offer.title) for offer in commands)
        entries = [*entries, *listed] if meant else [*listed, *entries]
        rows: Rows[Offer] = self.query_one(Rows)
        empty = "" if self._looking else tr("Nothing is called that.")
        rows.show(cast("Sequence[Heading | Offer]", entries), empty=("", empty))
        rows.action_first()


def _client(client: ClientRow, look: Look) -> Offer:
    return Offer(look.name(client), look.groups(client), look.veil.over(client.file_number), client=client)
