"""Five things to know, under the list, for somebody who opens the store for the first time."""

from __future__ import annotations

from textual import events
from textual.content import Content

from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Command
from caseload_tui.ui.commands.deeds import Keep, Open, Plan, Record
from caseload_tui.ui.commands.going import Filter, Help, Palette, Privacy, TakeBack
from caseload_tui.ui.safe_text import SafeStatic
from caseload_tui.ui.widgets.foot import keys_of


class Welcome(SafeStatic):
    """A few lines that take nothing away: the list goes on above them, and escape closes them."""

    DEFAULT_CSS = """
    Welcome { display: none; height: auto; padding: 0 2; background: $surface; color: $text; }
    """

    def tell(self) -> None:
        """Show the lines, with the keys as they are set."""
        self.update(Content("\n").join(self._lines()))
        self.display = True

    def hide(self) -> None:
        """Show them no longer."""
        self.display = False

    def on_click(self, event: events.Click) -> None:
        """Close where one clicks."""
        event.stop()
        self.hide()

    def _lines(self) -> list[Content]:
        def key(command: type[Command]) -> Content:
            return Content.styled(keys_of(self.screen, command).split("  ")[0], "bold $accent")

        told = (
            (tr("opens a dossier, esc brings you back"), (Open,)),
            (tr("record a talk, plan one, mark a commitment kept"), (Record, Plan, Keep)),
            (tr("narrows the list, finds {clients} and everything one can do"), (Filter, Palette)),
            (tr("takes back what you did, shows all keys"), (TakeBack, Help)),
            (tr("masks all names; everything is saved by itself, encrypted"), (Privacy,)),
        )
        title = Content.styled(tr("WELCOME: five things to know"), "bold") + Content.styled(
            "   " + tr("esc closes this"), "$muted"
        )
        lines = [title]
        for text, commands in told:
            keys = Content(" ").join(key(command) for command in commands)
            lines.append(keys + Content(" " * max(1, 14 - keys.cell_length)) + Content(text))
        return lines
