"""A line to type a filter in, between the tabs and the list; it shows itself only while it is used."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input

from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Host, Texts
from caseload_tui.ui.commands.going import GOING, Acting
from caseload_tui.ui.safe_text import SafeLabel


class ToList(Acting):
    """Go to the list that the filter left."""

    id, key, section, action, weight = "to_list", "enter,down", GOING, "leave", 1

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("to the list"), tr("To the list"), tr("Go to the rows that the filter lets through."))


class NoFilter(Acting):
    """Show everything again."""

    id, key, section, action, weight = "no_filter", "escape", GOING, "drop", 2

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("show all"), tr("No filter"), tr("Show every row again."))


class _Typed(Host, Input):
    """The input itself: down and enter go to the list, escape clears."""

    OFFERS = (ToList, NoFilter)

    def action_leave(self) -> None:
        """Go to the list, with the filter as it is."""
        self.post_message(FilterLine.Left())

    def action_drop(self) -> None:
        """Show everything again."""
        self.value = ""
        self.post_message(FilterLine.Left())


class FilterLine(Horizontal):
    """A slash, what is typed, and how many rows are left."""

    DEFAULT_CSS = """
    FilterLine {
        height: 1;
        display: none;
        background: $surface;
        &.-used, &.-marks { display: block; }
        & > #slash { width: 4; padding: 0 1 0 2; color: $accent; }
        & > #left { width: auto; padding: 0 1; color: $muted; }
        & > _Typed {
            width: 1fr; height: 1; border: none; padding: 0; background: $surface; color: $text;
            &:focus { border: none; background-tint: $surface 0%; }
            & > .input--placeholder { color: $muted; }
            & > .input--suggestion { color: $muted; }
        }
    }
    """

    class Changed(Message):
        """Another filter was typed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The keys are for the list again."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self._hint = hint

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(_Typed).value

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        yield SafeLabel("/", id="slash")
        yield _Typed(placeholder=self._hint, compact=True, select_on_focus=False)
        yield SafeLabel("", id="left")

    def use(self, text: str | None = None) -> None:
        """Show the line and type in it."""
        self.add_class("-used")
        typed = self.query_one(_Typed)
        if text is not None:
            typed.value = text
        typed.focus()

    def clear(self) -> None:
        """Let every row through, and go away."""
        self.query_one(_Typed).value = ""
        self.remove_class("-used")

    def tell(self, shown: int, total: int, marked: str = "") -> None:
        """Say how many rows are left of how many, and how many are marked."""
        self.set_class(bool(marked), "-marks")
        left = f"{shown}/{total}" if self.text else ""
        self.query_one("#left", SafeLabel).update("   ".join(said for said in (marked, left) if said))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the list, with the filter as it is."""
        event.stop()
        self.post_message(self.Left())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while typing."""
        event.stop()
        self.post_message(self.Changed(event.value))

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Go away where nothing is typed."""
        self.set_class(bool(self.text), "-used")
