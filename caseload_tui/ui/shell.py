"""The app without its deeds: services, the day, looks, news, masking and locking, and noticing outside changes."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from textual import events
from textual.app import App
from textual.filter import LineFilter, NoColor
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen

from caseload_tui.errors import CaseloadError
from caseload_tui.i18n import tr
from caseload_tui.ui.at_training import AtTraining
from caseload_tui.ui.commands import Command, Host, hosts
from caseload_tui.ui.commands.going import OF_THE_APP, TakeBack
from caseload_tui.ui.commands.training import ReadTasks
from caseload_tui.ui.crash import CalmCrash
from caseload_tui.ui.ending import Ending
from caseload_tui.ui.preferences import Preferences
from caseload_tui.ui.privacy import MASKED, SEEN
from caseload_tui.ui.safe_text import OnlyVisible, SafeStatic
from caseload_tui.ui.themes import DARK, PALETTES, themes
from caseload_tui.ui.working import Going, Working

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.ui.look import Look, Surroundings
    from caseload_tui.ui.reading import Beside
    from caseload_tui.ui.screens.main import MainScreen

PLAIN = "sober"
BREAKPOINTS = [(0, "-narrow"), (120, "-wide"), (160, "-very-wide")]
"""Classes that every screen has from a width on."""
_LOOK_AROUND_EVERY = 2.0
_LOOK_AT_CLOCK_EVERY = 5.0


class Keyring(Protocol):
    """Opens the store with a passphrase; whoever starts the screens gives it."""

    name: str
    """What the store is called, for the prompt."""

    def warm_up(self) -> None:
        """Import what opening needs; called in a thread while the passphrase is typed."""

    def open(self, passphrase: str) -> Services:
        """Open the store and return the services, or refuse."""

    def check(self, passphrase: str) -> None:
        """Refuse a passphrase that is not the one of the open store."""


class StoreChanged(Message, bubble=False):
    """Facts, day or policy are not what they were: read again. Every screen of the stack gets it."""


class Shell(OnlyVisible, CalmCrash, AtTraining, Working, Host, App[object]):
    """What every screen may count on."""

    OFFERS = (*OF_THE_APP, ReadTasks)
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    CSS = """
    Screen { background: $background; color: $text; layers: default watermark; }
    Button {
        min-width: 8;
        &.-primary { color: $accent; background: $raised; text-style: bold; }
        &:focus { text-style: bold reverse; }
    }
    .-wide Preview, .-very-wide Preview { display: block; }
    .-very-wide Preview { width: 52; }
    .-wide DuePane > #ahead, .-very-wide DuePane > #ahead { padding: 0 2 1 2; }
    .-tasks.-wide Preview, .-tasks.-very-wide Preview { display: none; }
    TextArea .text-area--cursor { background: $text; color: $background; }
    TextArea:nocolor .text-area--cursor, TextArea:nocolor .text-area--selection { text-style: reverse; }
    Input:nocolor .input--cursor, Input:nocolor .input--selection { text-style: reverse; }
    Toast { background: $surface; color: $text; border-left: outer $accent; }
    """
    masked: reactive[bool] = reactive(False)
    plain: reactive[bool] = reactive(False, init=False)
    surroundings: reactive[Surroundings | None] = reactive(None)

    def __init__(
        self,
        services: Services | None = None,
        preferences: Preferences | None = None,
        *,
        keyring: Keyring | None = None,
    ) -> None:
        super().__init__()
        self.preferences = preferences or Preferences()
        self.keyring = keyring
        self.ending = Ending(self)
        self.animation_level = "none"
        for theme in themes():
            self.register_theme(theme)
        self.theme = self.preferences.theme if self.preferences.theme in PALETTES else "dark"
        sober = self.preferences.plain or self.preferences.theme == PLAIN or self.no_color
        self.set_reactive(Shell.plain, sober)
        self.no_color = self.plain
        self.beside: Mapping[str, Beside] = {}
        """What is known already of the clients that stand beside the lists."""
        self._services = services
        self._seen_version: int | None = None
        self._seen_stamp: object = None
        self._last_touch = time.monotonic()

    @property
    def services(self) -> Services:
        """The services of the open store."""
        if self._services is None:
            raise LookupError("the store is not open")
        return self._services

    @property
    def look(self) -> Look:
        """How things are put into words at this moment."""
        from caseload_tui.ui.look import Look  # noqa: PLC0415 - the unlock screen starts without it

        if self.surroundings is None:
            raise LookupError("nothing was read yet")
        return Look(self.surroundings, MASKED if self.masked else SEEN)

    @property
    def main(self) -> MainScreen:
        """The screen with the tabs, at the bottom of the stack."""
        from caseload_tui.ui.screens.main import MainScreen  # noqa: PLC0415 - see look

        return next(screen for screen in self.screen_stack if isinstance(screen, MainScreen))

    def allows(self, command: type[Command]) -> bool:
        """Tell whether the command works at this moment: only a training has tasks."""
        return super().allows(command) and (command is not ReadTasks or bool(self.exercises))

    def key_of(self, command: type[Command]) -> str:
        """Return the key of a command as it is set, to name it in a sentence."""
        from caseload_tui.ui.widgets.foot import key_text  # noqa: PLC0415 - see look

        return key_text(self.preferences.keys.get(command.id, command.key))

    @property
    def takes_back(self) -> str:
        """What is told behind news of a deed that can be undone."""
        return tr("{key} takes it back.", key=self.key_of(TakeBack))

    # Starting

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the program's own colours for themes that lack them."""
        return {"muted": DARK.muted, "raised": DARK.raised, "rule": DARK.rule, "late": DARK.late, "due": DARK.due} | {
            "kept": DARK.kept
        }

    def get_default_screen(self) -> Screen[Any]:
        """Return the first screen: the lists, or the question for the passphrase."""
        if self._services is not None:
            return self._first_screen()
        from caseload_tui.ui.screens.unlock import Unlock  # noqa: PLC0415 - only where a passphrase is needed

        return Unlock()

    def on_mount(self) -> None:
        """Begin to look around for outside changes and for a keyboard that is left alone."""
        self.set_keymap(dict(self.preferences.keys))
        self.ending.watch()
        self.set_interval(_LOOK_AROUND_EVERY, self.look_around)
        if self.keyring is not None:
            self.set_interval(_LOOK_AT_CLOCK_EVERY, self._lock_when_idle)
        self.app_resume_signal.subscribe(self, lambda _: self.action_lock())
        self.begin_training()

    def begin(self, services: Services) -> None:
        """Go on with an opened store."""
        self._services = services
        self.push_screen(self._first_screen())

    def _first_screen(self) -> Screen[Any]:
        from caseload_tui.ui.screens.main import MainScreen  # noqa: PLC0415 - imported while the passphrase is typed

        return MainScreen()

    # News and work

    def tell(self, title: str, message: str = "", *, tone: str = "kept") -> None:
        """Tell news on the line above the footer, or in a corner where a screen has no such line."""
        from caseload_tui.ui.widgets.foot import News  # noqa: PLC0415 - the unlock screen starts without it

        for news in self.screen.query(News):
            news.tell(title, message, tone=tone)
            return
        severity = "error" if tone == "late" else "information"
        self.notify(message or title, title=title if message else "", severity=severity, markup=False)  # type: ignore[arg-type]

    def tell_going(self, event: Going) -> None:
        """Tell how far a call is, and that escape stops it."""
        share = f"{int(100 * event.done / event.total)}%" if event.total else str(event.done)
        said = tr("{what}: {share}", what=event.what, share=share)
        for line in self.screen.query("#going").results(SafeStatic):
            line.update(f"{said}. {tr('esc stops.')}")
            line.add_class("-told")
            return
        self.tell(said, tr("esc stops."), tone="due")

    def went(self) -> None:
        """Take off how far a call was."""
        from caseload_tui.ui.widgets.foot import News  # noqa: PLC0415 - the unlock screen starts without it

        for news in self.screen.query(News):
            news.clear()

    def refused(self, error: CaseloadError) -> None:
        """Tell what a user can mend, where they look."""
        self.tell(error.title, error.message, tone="late")

    def deed(
        self,
        call: Callable[[], object],
        said: str,
        *,
        description: str,
        hint: str | None = None,
        done: Callable[[], None] | None = None,
        failed: Callable[[CaseloadError], None] | None = None,
    ) -> None:
        """Save something in a thread; then tell it, and read the lists again."""
        undo_hint = self.takes_back if hint is None else hint

        def finished(_: object) -> None:
            self.tell(said, undo_hint)
            self.refresh_lists()
            if done is not None:
                done()

        self.work(call, finished, group="save", description=description, failed=failed)

    def look_around(self) -> None:
        """Notice what others changed in the store, and that midnight passed."""
        if self._services is not None:
            self.work(self._situation, self._compare, group="look around", description="looking around", exclusive=True)

    def _situation(self) -> tuple[int, object, Any]:
        services, version = self.services, self.services.desk.store.data_version()
        # Not all that is saved shows in a list: a look at a dossier, where somebody left off.
        stamp = self._seen_stamp if version == self._seen_version else services.journal.stamp()
        return version, stamp, services.desk.today()

    def _compare(self, situation: tuple[int, object, Any]) -> None:
        version, stamp, today = situation
        changed = self._seen_stamp not in (None, stamp)
        self._seen_version, self._seen_stamp = version, stamp
        if changed or (self.surroundings is not None and self.surroundings.today != today):
            self.refresh_lists()

    def refresh_lists(self) -> None:
        """Let every screen read again what it shows."""
        self.count_tasks()
        for screen in self.screen_stack:
            screen.post_message(StoreChanged())

    # Keys

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Do what a key asks; where it does nothing with the row under the cursor, say what it is for."""
        done = await super()._check_bindings(key, priority)
        if not done and not priority:
            self._say_what_it_lacks(key)
        return done

    def _say_what_it_lacks(self, key: str) -> None:
        for place in hosts(self.screen):
            for command in place.OFFERS:
                if key in self.preferences.keys.get(command.id, command.key).split(","):
                    lacking = "" if place.allows(command) else command.lacks(place.target)
                    if lacking:
                        self.tell(f"{command.texts().title}?", lacking, tone="due")
                        return

    # Actions

    def action_refresh_lists(self) -> None:
        """Read every list again."""
        self.refresh_lists()

    def action_help(self) -> None:
        """Show the keys that work here."""
        from caseload_tui.ui.screens.help import Help  # noqa: PLC0415 - opened seldom

        self.push_screen(Help(self.screen))

    def action_palette(self) -> None:
        """Find a client or a command by name."""
        from caseload_tui.ui.screens.palette import Palette  # noqa: PLC0415 - opened seldom

        self.push_screen(Palette(self.screen))

    def action_jump(self) -> None:
        """Show a label at every row, and go to the one that is typed."""
        from caseload_tui.ui.screens.jump import Jump  # noqa: PLC0415 - opened seldom

        jump = Jump(self.screen)
        if jump.any:
            self.push_screen(jump)

    def action_privacy(self) -> None:
        """Mask every name, or show them again."""
        self.masked = not self.masked
        self.clear_notifications()

    def action_next_theme(self) -> None:
        """Take the next look, and keep it for the next start: the last one has no colour."""
        names = [*PALETTES, PLAIN]
        here = PLAIN if self.plain else self.theme
        name = names[(names.index(here) + 1) % len(names)]
        self.use_theme(name)
        self.keep_setting("theme", name)

    def keep_setting(self, name: str, value: str | int | None) -> None:
        """Keep a setting for the next start, where anything is kept; None for what the program came with."""
        keep = self.preferences.keep
        if keep is not None:
            call = partial(keep, name, value)
            self.work(call, lambda _: None, group="keep a setting", description="keeping a setting")

    def use_theme(self, name: str) -> None:
        """Take a look by its name; `sober` is no colour at all."""
        self.plain = name == PLAIN
        if name != PLAIN:
            self.theme = name

    def action_lock(self) -> None:
        """Hide everything until the passphrase is typed again."""
        from caseload_tui.ui.screens.unlock import Locked  # noqa: PLC0415 - opened seldom

        opened = self._services is not None and self.keyring is not None
        if opened and not self.locked:
            self.locked = True
            self.push_screen(Locked(), self._unlocked)

    def _unlocked(self, _: None) -> None:
        self.call_later(self.show_what_waited)

    async def action_quit(self) -> None:
        """Leave, once all that is about to be kept is kept."""
        self.ending.keep_all()
        await super().action_quit()

    def action_help_quit(self) -> None:
        """Say how to leave, to somebody who presses ctrl+c."""
        self.tell(tr("Press ctrl+q to quit."), tone="due")

    # Looks

    def watch_plain(self, plain: bool) -> None:
        """Draw everything anew with or without colour."""
        self.no_color = plain
        self.refresh_css(animate=False)
        for screen in self.screen_stack:
            screen.refresh(layout=True)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters every line passes: only what is visible, and no colour where none is wanted."""
        filters = super().get_line_filters()
        return [*filters, NoColor()] if self.plain else filters

    # An idle keyboard

    async def on_event(self, event: events.Event) -> None:
        """Note when the keyboard or mouse was last touched."""
        if isinstance(event, events.InputEvent):
            self._last_touch = time.monotonic()
        await super().on_event(event)

    def _lock_when_idle(self) -> None:
        after = self.preferences.lock_after
        if after and time.monotonic() - self._last_touch > after:
            self.action_lock()

    def unlocked(self) -> None:
        """Begin to count again from here."""
        self._last_touch = time.monotonic()
