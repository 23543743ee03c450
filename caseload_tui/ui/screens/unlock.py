"""The passphrase: the first thing on screen, and again after a while without a key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from caseload_tui.errors import CaseloadError
from caseload_tui.i18n import tr
from caseload_tui.ui.safe_text import SafeLabel

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.ui.shell import Keyring, Shell


class _Asking(ModalScreen[None]):
    """Asks for the passphrase and tells where it was not the right one."""

    DEFAULT_CSS = """
    _Asking {
        align: center middle;
        background: $background;
        & > Vertical { width: 52; max-width: 100%; height: auto; padding: 0 2; }
        & #title { color: $accent; text-style: bold; }
        & #store { color: $muted; margin-bottom: 1; width: 1fr; }
        & Input { border: none; border-bottom: solid $rule; padding: 0 1; background: $surface; height: 2; }
        & Input:focus { border: none; border-bottom: solid $accent; }
        & #said { margin-top: 1; color: $muted; width: 1fr; }
        & #said.-late { color: $late; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "app.quit", show=False)]

    @property
    def shell(self) -> Shell:
        """The app."""
        return cast("Shell", self.app)

    @property
    def keyring(self) -> Keyring:
        """What opens the store."""
        if self.shell.keyring is None:
            raise LookupError("there is no keyring")
        return self.shell.keyring

    def compose(self) -> ComposeResult:
        """Yield the prompt."""
        with Vertical():
            yield SafeLabel("caseload", id="title")
            yield SafeLabel(self.keyring.name, id="store")
            yield Input(password=True, placeholder=tr("passphrase"))
            yield SafeLabel("", id="said")

    def tell(self, said: str, *, late: bool = False) -> None:
        """Say something under the prompt."""
        label = self.query_one("#said", SafeLabel)
        label.set_class(late, "-late")
        label.update(said)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Try the passphrase."""
        if event.value:
            self.tell(tr("One moment …"))
            self.query_one(Input).disabled = True
            self.attempt(event.value)

    def attempt(self, passphrase: str) -> None:
        """Try the passphrase in a thread."""
        raise NotImplementedError

    def fail(self, error: CaseloadError) -> None:
        """Say what was wrong, and let it be typed again."""
        typed = self.query_one(Input)
        typed.disabled = False
        typed.value = ""
        typed.focus()
        self.tell(str(error), late=True)


class Unlock(_Asking):
    """Opens the store; what comes next is imported while the passphrase is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "app.quit", show=False)]

    def on_mount(self) -> None:
        """Begin to import once the prompt is on screen."""
        self.call_after_refresh(self._warm_up)

    def attempt(self, passphrase: str) -> None:
        """Open the store."""
        self.shell.work(
            partial(self.keyring.open, passphrase),
            self._opened,
            group="unlock",
            description="opening the store",
            failed=self.fail,
        )

    def _opened(self, services: Services) -> None:
        # This screen stays at the bottom, as the first one always does.
        self.query_one(Input).value = ""
        self.shell.begin(services)

    def _warm_up(self) -> None:
        self.shell.work(
            partial(_import_the_rest, self.keyring),
            lambda _: None,
            group="warm up",
            description="importing what comes next",
        )


class Locked(_Asking):
    """Hides everything until the passphrase of the open store is typed again."""

    def attempt(self, passphrase: str) -> None:
        """Check the passphrase."""
        self.shell.work(
            partial(self.keyring.check, passphrase),
            self._passed,
            group="unlock",
            description="checking the passphrase",
            failed=self.fail,
        )

    def on_mount(self) -> None:
        """Say why it is here."""
        self.tell(tr("Locked. Everything is saved."))

    def _passed(self, _: None) -> None:
        self.shell.unlocked()
        self.dismiss(None)


def _import_the_rest(keyring: Keyring) -> None:
    """Import what the first list needs; runs in a thread, beside the typing."""
    keyring.warm_up()
    import caseload_tui.ui.screens.main  # noqa: PLC0415 - this is the late import itself
    import caseload_tui.ui.screens.today  # noqa: F401, PLC0415
