"""Forms: a few fields, one deed. Escape leaves, enter does it, and what goes wrong stands where it arose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from caseload_tui.errors import CaseloadError
from caseload_tui.i18n import tr
from caseload_tui.ui.forms.choice import Choice
from caseload_tui.ui.forms.fields import ChoiceField, Field
from caseload_tui.ui.forms.values import Values
from caseload_tui.ui.safe_text import SafeStatic, plain
from caseload_tui.ui.screens.confirm import discard_question
from caseload_tui.ui.widgets.veiled import VeiledArea

if TYPE_CHECKING:
    from caseload_tui.domain.rows import ClientRow
    from caseload_tui.ui.app import CaseloadApp

Answer = TypeVar("Answer")
BREAKPOINTS = [(0, "-low"), (30, "-high")]
"""Classes that a form has from a height on."""
_ENTER, _ENTER_ELSEWHERE = "enter", "ctrl+s"
_MANY = 8
_MOST_OF_THE_HEIGHT = 0.6


class Form(ModalScreen[Answer | None], Generic[Answer]):
    """A form over the screen. `save` is called in a thread with the answers; its refusal keeps what was typed."""

    DEFAULT_CSS = """
    Form { align: center middle; background: $background 60%; }
    Form > #panel {
        width: 72; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; padding: 0 2 0 1; border: solid $rule;
    }
    Form.-high > #panel { padding: 1 2 1 1; }
    Form #title { color: $text; text-style: bold; margin: 0 0 0 1; }
    Form #about { color: $muted; margin: 0 0 1 1; }
    Form #about.-nobody { height: 0; }
    Form #lead { height: auto; max-height: 5; margin: 0 0 1 1; color: $muted; }
    Form #fields { height: auto; max-height: 60vh; scrollbar-size-vertical: 1; background: $surface; }
    Form.-long > #panel { height: 100%; }
    Form.-long #fields { height: 1fr; max-height: 100%; }
    Form #wrong { display: none; height: auto; max-height: 3; color: $late; margin: 0 0 1 1; }
    Form.-refused #wrong { display: block; }
    Form #deeds { height: 1; align-horizontal: right; margin: 1 0 0 0; }
    Form.-long.-low #deeds { margin: 0; }
    Form #going { display: none; width: 1fr; height: auto; margin: 0 1; color: $due; }
    Form.-busy #going.-told { display: block; }
    Form #keys { width: 1fr; margin: 0 0 0 1; color: $muted; }
    Form #deeds Button { margin-left: 2; }
    Form.-busy #deeds { opacity: 50%; }
    Form.-high #fields.-roomy Field { margin: 0 0 1 0; }
    """
    # Textual declares it as an attribute of the screen, so it cannot be a class variable here.
    VERTICAL_BREAKPOINTS: list[tuple[int, str]] | None = [(0, "-low"), (30, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("ctrl+s,f9", "submit", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("f12,ctrl+l", "app.privacy", show=False),
    ]

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        deed: str,
        save: Callable[[Values], Answer],
        said: str | Callable[[Answer], str],
        client: ClientRow | None = None,
        lead: str = "",
        undoable: bool = True,
        begin: str = "",
        at_once: bool = False,
    ) -> None:
        """Make it: `begin` names the field to begin in; with `at_once` choosing an option by its letter is enough."""
        super().__init__()
        self._title = title
        self.fields = tuple(fields)
        self._deed = deed
        self._save = save
        self._said = said
        self.undoable = undoable
        self._client = client
        self._lead = lead
        self._begin = begin
        self._at_once = at_once
        self._busy = False

    @property
    def shell(self) -> CaseloadApp:
        """The app, which has the services."""
        return cast("CaseloadApp", self.app)

    def said(self, answer: Answer) -> str:
        """Return what to tell when it was done."""
        return self._said(answer) if callable(self._said) else self._said

    def compose(self) -> ComposeResult:
        """Yield title, fields and buttons."""
        with Vertical(id="panel"):
            yield SafeStatic(self._title, id="title")
            about = SafeStatic(self._about(), id="about")
            about.set_class(not self._about(), "-nobody")
            yield about
            if self._lead:
                yield SafeStatic(self._lead, id="lead")
            with VerticalScroll(id="fields", can_focus=False, classes="" if len(self.fields) > _MANY else "-roomy"):
                yield from self.fields
            yield SafeStatic(id="wrong")
            yield SafeStatic(id="going")
            with Horizontal(id="deeds"):
                yield Static(id="keys")
                yield _by_escape(Button(_keyed("esc", tr("Cancel")), id="cancel", compact=True))
                yield Button(_keyed(_ENTER, self._deed), id="deed", variant="primary", compact=True)

    def on_mount(self) -> None:
        """Show the fields that fit; begin in the first that must be filled in, else where the form says."""
        self._follow()
        shown = [field for field in self.fields if field.display]
        empty = (field for field in shown if field.needed and field.value in (None, ""))
        first = next(empty, None) or next((field for field in shown if field.field == self._begin), None)
        if first is not None or shown:
            (first or shown[0]).enter()
        else:
            self.query_one("#deed").focus()
        self.watch(self.app, "masked", self._mask, init=False)
        self.watch(self, "focused", self._tell_keys)
        self._mask()

    def values(self) -> Values:
        """Return the answers of the fields that show."""
        return Values({field.field: field.value for field in self.fields if field.display})

    @property
    def typed(self) -> bool:
        """Tell whether something was typed that leaving would throw away."""
        return any(field.typed for field in self.fields)

    def action_cancel(self) -> None:
        """Leave: what was typed is thrown away only when that was asked. A deed that goes on is stopped first."""
        if self._busy:
            self.shell.stop_work()
            return
        if not self.typed:
            self.dismiss(None)
            return

        def answered(discard: bool | None) -> None:
            if discard:
                self.dismiss(None)

        self.app.push_screen(discard_question(), answered)

    def action_submit(self) -> None:
        """Do the deed, unless something is missing or wrong."""
        if self._busy:
            return
        wrong = None
        for field in self.fields:
            trouble = field.trouble() if field.display else ""
            if trouble:
                field.remark(trouble, wrong=True)
                wrong = wrong or field
        if wrong is not None:
            wrong.enter()
            return
        self._set_busy(True)
        call = partial(self._save, self.values())
        self.shell.work(call, self._done, group="save", description=self._deed, failed=self._refused)

    @on(Input.Submitted)
    def _submit_line(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_submit()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do the deed, or leave."""
        event.stop()
        if event.button.id == "deed":
            self.action_submit()
        else:
            self.action_cancel()

    def on_key(self, event: events.Key) -> None:
        """Take enter on a choice for the deed."""
        if event.key == "enter" and isinstance(self.focused, Choice):
            event.stop()
            self.action_submit()

    def on_choice_named(self, event: Choice.Named) -> None:
        """Do the deed where one key is enough for it."""
        event.stop()
        if self._at_once:
            self.action_submit()

    def on_field_changed(self, event: Field.Changed) -> None:
        """Let the other fields fit to the answer."""
        event.stop()
        self.remove_class("-refused")
        self._follow()

    def _follow(self) -> None:
        values = self.values()
        for field in self.fields:
            field.follow(values)
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        """Use the whole height where the fields need it."""
        needed = self.query_one("#fields").virtual_size.height
        self.set_class(needed > self.size.height * _MOST_OF_THE_HEIGHT, "-long")

    def on_resize(self) -> None:
        """Fit the form to the screen."""
        self.call_after_refresh(self._fit)

    def _tell_keys(self, focused: Widget | None) -> None:
        """Say which keys go on and do the deed from where the focus is: in some lines of text enter begins another."""
        many = len([field for field in self.fields if field.display]) > 1
        keys = self.query_one("#keys", Static)
        keys.update(Content.assemble(("tab", "$accent"), f" {tr('next field')}") if many else Content(""))
        key = _ENTER_ELSEWHERE if isinstance(focused, TextArea) else _ENTER
        button = self.query_one("#deed", Button)
        button.label = _keyed(key, self._deed)
        # A longer key would push the deed out of the button.
        button.refresh(layout=True)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.query_one("#going").remove_class("-told")
        self.set_class(busy, "-busy")
        self.remove_class("-refused")

    def _done(self, answer: Answer) -> None:
        if self.is_attached:
            self.dismiss(answer)

    def _refused(self, error: CaseloadError) -> None:
        if not self.is_attached:
            self.shell.refused(error)
            return
        self._set_busy(False)
        self.query_one("#wrong", SafeStatic).update(f"! {error}")
        self.add_class("-refused")

    def _about(self) -> str:
        if self._client is None:
            return ""
        look = self.shell.look
        return f"{look.full_name(self._client)} \N{MIDDLE DOT} {look.veil.over(self._client.file_number)}"

    def _mask(self) -> None:
        """Hide what is said and typed about somebody, or show it again."""
        masked, client = self.shell.masked, self._client
        self.query_one("#about", SafeStatic).update(self._about())
        for lead in self.query("#lead").results(SafeStatic):
            lead.update(self.shell.look.said(self._lead))
        for line in self.query(Input):
            line.password = masked
        for area in self.query(VeiledArea):
            area.masked = masked
        names = (client.name, client.family_name, client.given_name) if masked and client is not None else ()
        for choice in self.query(Choice):
            choice.hidden = names
        for field in self.fields:
            if isinstance(field, ChoiceField) and field.private:
                field.query_one(Choice).mask(masked)


def _keyed(key: str, text: str) -> Content:
    """Return what a button says: its key and its deed."""
    return Content.assemble((key, "$accent"), " ", plain(text))


def _by_escape(button: Button) -> Button:
    """Return a button for the mouse only: escape does it, and tab goes from the last field to the deed."""
    button.can_focus = False
    return button
