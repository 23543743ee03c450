"""Settings: language, look, when the passphrase is asked again, and the key of every command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.screen import Screen

from caseload_tui.i18n import LANGUAGES, language, tr, trn
from caseload_tui.ui.commands import Command, Host, sections
from caseload_tui.ui.commands.settings import ChangeSetting, FirstKey, LeaveSettings
from caseload_tui.ui.keys import Keyboard, places
from caseload_tui.ui.safe_text import SafeLabel, SafeStatic
from caseload_tui.ui.screens.new_key import NewKey
from caseload_tui.ui.shell import PLAIN
from caseload_tui.ui.widgets.cells import ACCENT, MUTED, TEXT, Cell, Cells, Column
from caseload_tui.ui.widgets.foot import FootLine, News, key_text, keys_of
from caseload_tui.ui.widgets.head import THIN
from caseload_tui.ui.widgets.rows import Heading, Rows

if TYPE_CHECKING:
    from caseload_tui.ui.app import CaseloadApp

_IDLE_MINUTES = (1, 2, 5, 10, 15, 30, 0)
_NAMES = {"nl": "Nederlands", "en": "English"}


@dataclass(frozen=True, slots=True)
class Setting:
    """A line: what it is set to, what it is, and what enter does."""

    id: str
    value: str
    title: str
    help: str
    change: Callable[[], None] | None = None
    command: type[Command] | None = None
    """The command whose key it is."""
    note: str = ""


class _Painter:
    """Value or key, name, and which key it came with."""

    columns = (Column(20), Column(30, share=1), Column(16, share=1))

    def key(self, record: Setting) -> str:
        """Return the setting."""
        return record.id

    def cells(self, record: Setting) -> Cells:
        """Return the texts."""
        return (
            Cell(record.value, ACCENT if record.change else MUTED),
            Cell(record.title, TEXT),
            Cell(record.note, MUTED),
        )


class SettingsScreen(Host, Screen[None]):
    """A list; enter changes what is under the cursor, at once."""

    OFFERS = (ChangeSetting, FirstKey, LeaveSettings)
    DEFAULT_CSS = """
    SettingsScreen > #title { padding: 0 2; text-style: bold; color: $text; height: 1; }
    SettingsScreen > .rule { height: 1; color: $rule; }
    SettingsScreen > Rows { height: 1fr; }
    SettingsScreen > #sentence { height: 2; padding: 0 2; color: $muted; width: 1fr; }
    """

    @property
    def shell(self) -> CaseloadApp:
        """The app, which is arranged."""
        return cast("CaseloadApp", self.app)

    @property
    def setting(self) -> Setting | None:
        """The setting under the cursor."""
        setting: Setting | None = self.query_one(Rows).record
        return setting

    def compose(self) -> ComposeResult:
        """Yield title, list, the sentence about a row, news and keys."""
        yield SafeLabel("", id="title")
        yield SafeStatic(THIN * 400, classes="rule")
        yield Rows[Setting](_Painter())
        yield SafeLabel("", id="sentence")
        yield News()
        yield FootLine()

    def on_mount(self) -> None:
        """Show the settings."""
        self._places = places()
        self.watch(self.app, "theme", self._show, init=False)
        self.watch(self.app, "plain", self._show, init=False)
        self._show()
        self.query_one(Rows).focus()

    def allows(self, command: type[Command]) -> bool:
        """Offer what can be done with the row."""
        setting = self.setting if self.is_mounted else None
        if command is FirstKey:
            return setting is not None and setting.command is not None and bool(setting.note)
        return command is not ChangeSetting or (setting is not None and setting.change is not None)

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Say in full what the setting is."""
        event.stop()
        self.query_one("#sentence", SafeLabel).update(event.record.help if event.record else "")
        self.refresh_bindings()

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Change what was chosen."""
        event.stop()
        self.action_change()

    def action_change(self) -> None:
        """Change the setting under the cursor."""
        setting = self.setting
        if setting is not None and setting.change is not None:
            setting.change()

    def action_first_key(self) -> None:
        """Give the command the keys it came with."""
        setting = self.setting
        if setting is not None and setting.command is not None:
            self.shell.use_keys(setting.command.id, None)
            self._show()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _show(self) -> None:
        self.query_one("#title", SafeLabel).update(tr("Settings"))
        entries: list[Heading | Setting] = [Heading(tr("Look and behaviour").upper()), *self._behaviour()]
        entries += [Heading(tr("Of the office").upper()), *_of_the_office(), *self._keys()]
        self.query_one(Rows).show(entries)

    def _behaviour(self) -> Iterator[Setting]:
        shell = self.shell
        yield Setting(
            "language",
            _NAMES[language()],
            tr("Language"),
            tr("What the program speaks. What people wrote stays as they wrote it."),
            self._next_language,
        )
        look = PLAIN if shell.plain else shell.theme
        yield Setting(
            "theme",
            _look_names()[look],
            tr("Colours"),
            tr("Dark, light, high contrast, or no colours at all."),
            shell.action_next_theme,
        )
        minutes = round(shell.preferences.lock_after / 60)
        said = trn("{n} minute", "{n} minutes", minutes) if minutes else tr("never")
        asks = tr("After so long without a key everything is hidden until the passphrase is typed again.")
        if shell.keyring is None:
            asks += " " + tr("Here no passphrase is known, so nothing is asked.")
        yield Setting("idle", said, tr("Lock when nobody types"), asks, partial(self._next_idle_time, minutes))
        yield Setting(
            "welcome",
            tr("show"),
            tr("Five things to know"),
            tr("Show again, or no longer, what a newcomer is told."),
            self._welcome,
        )

    def _keys(self) -> Iterator[Heading | Setting]:
        keyboard = Keyboard(self._places, self.shell.preferences.keys)
        for place, commands in keyboard.listed():
            yield Heading(tr("keys: {place}", place=place.title).upper())
            for section in sections():
                yield from (self._key(keyboard, command) for command in commands if command.section == section)

    def _key(self, keyboard: Keyboard, command: type[Command]) -> Setting:
        texts, own = command.texts(), command.id in keyboard.chosen
        first = "  ".join(key_text(key) for key in command.key.split(",") if key)
        return Setting(
            command.id,
            keys_of(self, command) or "\N{EN DASH}",
            texts.title,
            texts.help,
            partial(self._ask_key, command),
            command,
            tr("was {keys}", keys=first or tr("none")) if own else "",
        )

    def _ask_key(self, command: type[Command]) -> None:
        keyboard = Keyboard(self._places, self.shell.preferences.keys)

        def chosen(key: str | None) -> None:
            if key is not None:
                keys = keyboard.with_key(command, key)
                self.shell.use_keys(command.id, None if keys == command.key else keys)
                self._show()

        self.app.push_screen(NewKey(keyboard, command), chosen)

    def _next_language(self) -> None:
        following = LANGUAGES[(LANGUAGES.index(language()) + 1) % len(LANGUAGES)]
        self.shell.use_language(following)
        self._show()

    def _next_idle_time(self, minutes: int) -> None:
        longer = (known for known in _IDLE_MINUTES if known > minutes)
        self.shell.use_idle_time(next(longer, 0) if minutes else _IDLE_MINUTES[0])
        self._show()

    def _welcome(self) -> None:
        main = self.shell.main
        self.dismiss(None)
        main.call_later(main.action_welcome)


def _look_names() -> dict[str, str]:
    return {
        "dark": tr("dark"),
        "light": tr("light"),
        "contrast": tr("high contrast"),
        PLAIN: tr("no colours"),
    }


def _of_the_office() -> Iterator[Setting]:
    """Yield what is chosen for the whole office, by commands since it changes everybody's dates."""
    yield Setting(
        "house",
        "caseload settings",
        tr("House settings"),
        tr("The office's own choices on top of the policy: minutes per talk, hours, terms. A command of the shell."),
    )
    yield Setting(
        "policy",
        "caseload framework",
        tr("Another policy"),
        tr("`caseload framework adopt` shows first what another policy, or another version of it, would change."),
    )
