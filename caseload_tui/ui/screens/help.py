"""Every key that works where one is, made from the commands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, Screen

from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Command, hosts, sections
from caseload_tui.ui.safe_text import SafeLabel
from caseload_tui.ui.widgets.cells import ACCENT, MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.foot import keys_of
from caseload_tui.ui.widgets.head import ThinRule
from caseload_tui.ui.widgets.rows import Heading, Rows

Line = tuple[str, str, str]


class _HelpPainter:
    """Key, name and sentence."""

    columns = (Column(12), Column(26, share=1), Column(66, least=110))

    def key(self, record: Line) -> str:
        """Return the name."""
        return record[1]

    def cells(self, record: Line) -> Cells:
        """Return the texts."""
        return (Cell(record[0], ACCENT), record[1], Cell(record[2], MUTED))


def offered(screen: Screen[Any]) -> list[type[Command]]:
    """Return the commands of where one is, inmost first, each once."""
    commands: dict[str, type[Command]] = {}
    for place in hosts(screen):
        for command in place.offers:
            commands.setdefault(command.id, command)
    return list(commands.values())


def moving() -> tuple[Line, ...]:
    """Return the keys of every list, which are no commands."""
    return (
        ("↑  ↓", tr("Row up, row down"), ""),
        ("pgup  pgdn", tr("A screenful up or down"), ""),
        ("home  end", tr("First row, last row"), ""),
        ("[  ]", tr("Block up, block down"), tr("Go to the first row under the heading above or below.")),
        ("esc", tr("Back"), tr("Go back, cancel, or show every row again.")),
    )


class Help(ModalScreen[None]):
    """The keys, under headings."""

    DEFAULT_CSS = """
    Help {
        align: center middle;
        background: $background 60%;
        & > Vertical { width: 116; max-width: 100%; height: 100%; background: $background; }
        & #title { padding: 0 2; text-style: bold; color: $text; }
        & #sentence { padding: 0 2; margin-top: 1; height: 2; width: 1fr; color: $muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,question_mark,f1", "close", show=False)]

    def __init__(self, screen: Screen[Any]) -> None:
        super().__init__()
        self._lines = list(self._made(screen))

    def compose(self) -> ComposeResult:
        """Yield the list."""
        with Vertical():
            yield SafeLabel(tr("Keys that work here"), id="title")
            yield ThinRule()
            yield Rows[Line](_HelpPainter())
            yield SafeLabel("", id="sentence")

    def on_mount(self) -> None:
        """Show the keys."""
        self.query_one(Rows).show(self._lines)

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Say in full what the command does."""
        self.query_one("#sentence", SafeLabel).update(event.record[2] if event.record else "")

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _made(self, screen: Screen[Any]) -> Iterable[Heading | Line]:
        commands = [command for command in offered(screen) if keys_of(screen, command)]
        for section, title in sections().items():
            listed = [command for command in commands if command.section == section]
            if listed:
                yield Heading(title.upper())
            for command in listed:
                texts = command.texts()
                yield (keys_of(screen, command), texts.title, texts.help)
        yield Heading(tr("In a list").upper())
        yield from moving()
