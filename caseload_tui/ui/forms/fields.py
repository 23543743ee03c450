"""The fields of a form: a label, something to fill in, and under it a remark or what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from caseload_tui.domain.people import mentions_bsn
from caseload_tui.formatting import number
from caseload_tui.i18n import tr
from caseload_tui.ui.forms.choice import Choice, Options
from caseload_tui.ui.forms.values import Value, Values
from caseload_tui.ui.safe_text import SafeLabel, SafeStatic
from caseload_tui.ui.widgets.veiled import VeiledArea

_LONGEST = 4_000
_NUMBER = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?")


class Field(Vertical):
    """One field; `when` says for which answers it shows."""

    DEFAULT_CSS = """
    Field { height: auto; border-left: blank; }
    Field.-here { border-left: outer $accent; }
    Field > Horizontal { height: auto; }
    Field .label { width: 16; color: $muted; padding: 0 1 0 0; }
    Field.-here .label { color: $accent; text-style: bold; }
    Field.-stacked > Horizontal { layout: vertical; }
    Field.-stacked .label { width: 1fr; color: $text; }
    Field .remark { display: none; height: auto; margin: 0 0 0 16; color: $muted; }
    Field.-said .remark, Field.-wrong .remark { display: block; }
    Field.-warned .remark { color: $due; }
    Field.-wrong .remark { color: $late; }
    Field.-beside .control { width: 16; }
    Field.-beside .remark { margin: 0 0 0 2; width: 1fr; }
    Field Input { background: $raised; color: $text; height: 1; border: none; padding: 0 1; width: 1fr; }
    Field Input:focus { border: none; background-tint: $raised 0%; text-style: none; }
    Field Input > .input--placeholder { color: $muted; }
    Field TextArea {
        background: $raised; color: $text; border: none; padding: 0 1; height: 4; width: 1fr;
        & .text-area--cursor-line { background: $raised; }
    }
    Field TextArea:focus { border: none; }
    """
    beside = False
    """True where the remark stands at the right of a narrow control."""
    replaced = False
    """True where what is typed takes the place of what stands there, until the cursor is moved."""

    class Changed(Message):
        """What is filled in is another."""

    def __init__(
        self, name: str, label: str, *, needed: bool = False, when: Callable[[Values], bool] | None = None
    ) -> None:
        super().__init__(id=f"field-{name}")
        self.field = name
        self.label = label
        self.needed = needed
        self.when = when

    def compose(self) -> ComposeResult:
        """Yield label, control and remark."""
        self.set_class(self.beside, "-beside")
        with Horizontal():
            yield SafeLabel(self.label, classes="label")
            yield self.control()
            if self.beside:
                yield SafeStatic(classes="remark")
        if not self.beside:
            yield SafeStatic(classes="remark")

    def control(self) -> Widget:
        """Return what is filled in."""
        raise NotImplementedError

    @property
    def value(self) -> Value:
        """What is filled in; None for nothing."""
        raise NotImplementedError

    @property
    def typed(self) -> bool:
        """Tell whether something was typed here that would be missed; a choice is made again in a key."""
        return False

    def trouble(self) -> str:
        """Return what is wrong with it, for when the form is submitted."""
        return tr("This is needed.") if self.needed and self.value in (None, "", ()) else ""

    def follow(self, values: Values) -> None:
        """Fit to the answers of the other fields."""
        if self.when is not None:
            self.display = self.when(values)

    def remark(self, text: str, *, warned: bool = False, wrong: bool = False) -> None:
        """Say something under the field, or nothing."""
        self.query_one(".remark", SafeStatic).update(text)
        self.set_class(bool(text) and not wrong, "-said")
        self.set_class(warned, "-warned")
        self.set_class(wrong, "-wrong")

    def enter(self) -> None:
        """Let the keys work here."""
        self.query_one(".control").focus()

    def on_descendant_focus(self) -> None:
        """Show that the keys work here."""
        self.add_class("-here")

    def on_descendant_blur(self) -> None:
        """Show that the keys work elsewhere."""
        self.remove_class("-here")

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(Choice.Changed)
    def _note_change(self, event: Message) -> None:
        event.stop()
        if self.has_class("-wrong"):
            self.remark("")
        self.changed()
        self.post_message(self.Changed())

    def changed(self) -> None:
        """Look at what was filled in."""


class TextField(Field):
    """A line of text."""

    def __init__(
        self,
        name: str,
        label: str,
        value: str = "",
        *,
        hint: str = "",
        needed: bool = False,
        when: Callable[[Values], bool] | None = None,
    ) -> None:
        super().__init__(name, label, needed=needed, when=when)
        self._first = value
        self._hint = hint

    def control(self) -> Widget:
        """Return the line."""
        line = Input(self._first, max_length=_LONGEST, compact=True, select_on_focus=self.replaced, classes="control")
        line.placeholder = self._hint
        return line

    @property
    def typed(self) -> bool:
        """Tell whether another text was typed."""
        return self.query_one(Input).value.strip() not in ("", self._first.strip())

    @property
    def value(self) -> Value:
        """What was typed."""
        return self.query_one(Input).value.strip() or None

    def changed(self) -> None:
        """Warn of a citizen service number."""
        self.remark(bsn_warning(self.query_one(Input).value), warned=True)


class NumberField(TextField):
    """A number from 0, with a comma or a point before its decimals."""

    def __init__(
        self,
        name: str,
        label: str,
        value: str = "",
        *,
        most: float | None = None,
        hint: str = "",
        needed: bool = False,
        when: Callable[[Values], bool] | None = None,
    ) -> None:
        super().__init__(name, label, value, hint=hint, needed=needed, when=when)
        self._most = most

    @property
    def value(self) -> Value:
        """The number as Python writes it; None where nothing or no number was typed."""
        typed = self.query_one(Input).value.strip().replace(",", ".")
        return typed if _NUMBER.fullmatch(typed) else None

    def trouble(self) -> str:
        """Return what is wrong with the number."""
        value = self.value
        if value is None and self.query_one(Input).value.strip():
            return tr("Type a number, such as 0.8.")
        if self._most is not None and isinstance(value, str) and float(value) > self._most:
            return tr("At most {most}.", most=number(self._most, 1))
        return super().trouble()


class LongField(Field):
    """Some lines of text; tab goes on, enter begins another line."""

    def __init__(
        self,
        name: str,
        label: str,
        value: str = "",
        *,
        needed: bool = False,
        when: Callable[[Values], bool] | None = None,
    ) -> None:
        super().__init__(name, label, needed=needed, when=when)
        self._first = value

    def control(self) -> Widget:
        """Return the lines."""
        return VeiledArea(self._first, compact=True, tab_behavior="focus", classes="control")

    @property
    def typed(self) -> bool:
        """Tell whether another text was typed."""
        return self.query_one(TextArea).text.strip() not in ("", self._first.strip())

    @property
    def value(self) -> Value:
        """What was typed."""
        return self.query_one(TextArea).text.strip() or None

    def changed(self) -> None:
        """Warn of a citizen service number."""
        self.remark(bsn_warning(self.query_one(TextArea).text), warned=True)


class ChoiceField(Field):
    """One of a few options; `options` may depend on the other answers."""

    def __init__(
        self,
        name: str,
        label: str,
        options: Options | Callable[[Values], Options],
        value: str | None = None,
        *,
        needed: bool = False,
        stacked: bool = False,
        private: bool = False,
        when: Callable[[Values], bool] | None = None,
    ) -> None:
        """Make it; `private` options are about somebody, and masked where names are."""
        super().__init__(name, label, needed=needed, when=when)
        self.set_class(stacked, "-stacked")
        self.private = private
        self._options = options
        self._first: tuple[str, ...] = (value,) if value is not None else ()

    def control(self) -> Widget:
        """Return the options."""
        options = self._options if not callable(self._options) else self._options(Values())
        choice = Choice(options, self._first)
        choice.add_class("control")
        return choice

    def follow(self, values: Values) -> None:
        """Offer what fits the other answers."""
        super().follow(values)
        if callable(self._options):
            self.query_one(Choice).offer(self._options(values))

    @property
    def value(self) -> Value:
        """What was chosen."""
        chosen = self.query_one(Choice).chosen
        return chosen[0] if chosen else None


class SeveralField(ChoiceField):
    """Any number of options."""

    def __init__(
        self,
        name: str,
        label: str,
        options: Options | Callable[[Values], Options],
        values: tuple[str, ...] = (),
        *,
        when: Callable[[Values], bool] | None = None,
    ) -> None:
        super().__init__(name, label, options, when=when)
        self._first = values

    def control(self) -> Widget:
        """Return the options."""
        choice = Choice(() if callable(self._options) else self._options, self._first, several=True)
        choice.add_class("control")
        return choice

    @property
    def value(self) -> Value:
        """What was chosen."""
        return self.query_one(Choice).chosen


def bsn_warning(text: str) -> str:
    """Return a warning where a text seems to hold a citizen service number; nothing where it does not."""
    return tr("This looks like a citizen service number (BSN): leave it out.") if mentions_bsn(text) else ""


def yes_or_no() -> Options:
    """Return the options yes and no."""
    return (("yes", tr("yes")), ("no", tr("no")))
