"""A line to type a filter in, between the tabs and the list; it shows itself only while it is used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Input

from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Command, Host, Texts
from caseload_tui.ui.commands.going import GOING, Acting
from caseload_tui.ui.safe_text import SafeLabel

_MOST_CHOICES = 12


class ToList(Acting):
    """Go to the list that the filter left."""

    id, key, section, action, weight = "to_list", "enter,down", GOING, "leave", 1

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("to the list"), tr("To the list"), tr("Go to the rows that the filter lets through."))


class OpenFound(Acting):
    """Open the only row that is left."""

    id, key, section, action, weight = "open_found", "enter", GOING, "choose", 1

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("open"), tr("Open what was found"), tr("Open the only row that the filter lets through."))


class LookFurther(Acting):
    """Look among everybody's clients."""

    id, key, section, action, weight = "look_further", "enter", GOING, "choose", 1

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        said = tr("Look for it among the {clients} of everybody.")
        return Texts(tr("look among all {clients}"), tr("Look further"), said)


class NoFilter(Acting):
    """Show everything again."""

    id, key, section, action, weight = "no_filter", "escape", GOING, "drop", 2

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("show all"), tr("No filter"), tr("Show every row again."))


class Complete(Acting):
    """Finish the word."""

    id, key, section, action, weight = "complete", "tab", GOING, "complete", 3

    @classmethod
    def texts(cls) -> Texts:
        """Return the texts."""
        return Texts(tr("complete"), tr("Finish the word"), tr("Take the first thing that the last word can become."))


FILTERING = (OpenFound, LookFurther, ToList, NoFilter, Complete)


class _Typed(Host, Input):
    """The input itself: down and enter go to the list, escape clears."""

    OFFERS = FILTERING
    # Textual would delete a word with it.
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+f", "app.find_notes", show=False)]

    @property
    def line(self) -> FilterLine:
        """The line it stands in."""
        return next(node for node in self.ancestors if isinstance(node, FilterLine))

    def allows(self, command: type[Command]) -> bool:
        """Tell whether enter opens what was found, or looks further."""
        if command is OpenFound:
            return self.line.opens and bool(self.value) and self.line.shown == 1
        if command is LookFurther:
            return self.line.further and bool(self.value.strip()) and not self.line.shown
        return super().allows(command)

    def action_leave(self) -> None:
        """Go to the list, with the filter as it is."""
        self.post_message(FilterLine.Left())

    def action_choose(self) -> None:
        """Open the only row, or look further where there is none."""
        self.post_message(FilterLine.Left())
        self.post_message(FilterLine.Taken())

    def action_drop(self) -> None:
        """Show everything again."""
        self.value = ""
        self.post_message(FilterLine.Left())

    def action_complete(self) -> None:
        """Finish the last word."""
        if self.line.choices:
            self.value = self.value.rpartition(" ")[0] + " " * (" " in self.value) + self.line.choices[0]
            self.cursor_position = len(self.value)


class FilterLine(Vertical):
    """A slash, what is typed, and how many rows are left."""

    DEFAULT_CSS = """
    FilterLine {
        height: auto;
        display: none;
        background: $surface;
        &.-used, &.-marks { display: block; }
        & > #line { height: 1; }
        & > #beside { height: 1; padding: 0 2 0 4; color: $muted; display: none; }
        &.-beside > #beside { display: block; }
        &.-wrong > #beside { color: $late; }
        & #slash { width: 4; padding: 0 1 0 2; color: $accent; }
        & #left { width: auto; padding: 0 1; color: $muted; }
        & _Typed {
            width: 1fr; height: 1; border: none; padding: 0; background: $surface; color: $text;
            &:focus { border: none; background-tint: $surface 0%; }
            & > .input--placeholder { color: $muted; }
            & > .input--suggestion { color: $muted; }
        }
    }
    """

    veiled: reactive[bool] = reactive(False)
    """True while nobody may read what is typed."""

    class Changed(Message):
        """Another filter was typed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The keys are for the list again."""

    class Taken(Message):
        """Enter was pressed where one row is left, or none."""

    def __init__(self, hint: str, complete: Callable[[str], Sequence[str]] | None = None) -> None:
        super().__init__()
        self._hint = hint
        self.shown = -1
        """How many rows are left."""
        self.opens = False
        """True where enter opens the only row that is left."""
        self.further = False
        """True where there is anywhere else to look for what is typed."""
        self._complete = complete
        self._wrong: Sequence[str] = ()
        self.choices: Sequence[str] = ()
        """What the last word can become."""

    @property
    def text(self) -> str:
        """What is typed."""
        return self.query_one(_Typed).value

    def compose(self) -> ComposeResult:
        """Yield the parts."""
        with Horizontal(id="line"):
            yield SafeLabel("/", id="slash")
            yield _Typed(placeholder=self._hint, compact=True, select_on_focus=False)
            yield SafeLabel("", id="left")
        yield SafeLabel("", id="beside")

    def watch_veiled(self, veiled: bool) -> None:
        """Show dots in place of what is typed, or the text again."""
        for typed in self.query(_Typed):
            typed.password = veiled

    def use(self, text: str | None = None) -> None:
        """Show the line and type in it, in place of what stands there."""
        self.add_class("-used")
        typed = self.query_one(_Typed)
        if text is not None:
            typed.value = text
        else:
            typed.action_select_all()
        typed.focus()

    def fill(self, text: str) -> None:
        """Show the line with a filter in it, without typing there."""
        self.add_class("-used")
        self.query_one(_Typed).value = text

    def clear(self) -> None:
        """Let every row through, and go away."""
        self.query_one(_Typed).value = ""
        self.remove_class("-used")

    def tell(self, shown: int, total: int, marked: str = "", called: str = "") -> None:
        """Say how many rows are left of how many, how many are marked, and what the filter is called."""
        self.shown = shown
        self.set_class(bool(marked), "-marks")
        left = f"{shown}/{total}" if self.text else ""
        self.query_one("#left", SafeLabel).update("   ".join(said for said in (called, marked, left) if said))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the list, with the filter as it is."""
        event.stop()
        self.post_message(self.Left())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while typing."""
        event.stop()
        self.choices = self._complete(event.value) if self._complete is not None else ()
        self._show_beside()
        self.post_message(self.Changed(event.value))

    def remark(self, wrong: Sequence[str]) -> None:
        """Say what of the filter could not be read."""
        self._wrong = wrong
        self._show_beside()

    def _show_beside(self) -> None:
        choosing = self.query_one(_Typed).has_focus and bool(self.choices)
        said = "  ".join(self.choices[:_MOST_CHOICES]) if choosing else "  ".join(self._wrong)
        self.set_class(bool(said), "-beside")
        self.set_class(bool(said) and not choosing, "-wrong")
        self.query_one("#beside", SafeLabel).update(f"{tr('tab')}  {said}" if choosing else said)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Go away where nothing is typed."""
        self.set_class(bool(self.text), "-used")
        self._show_beside()
