"""Arranges the program as somebody likes it: keys, idle time and language, at once and for the next start."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caseload_tui.i18n import language, set_language, set_words, tr

if TYPE_CHECKING:
    from caseload_tui.ui.deeds.asking import Asking

    _Base = Asking
else:
    _Base = object

SECONDS = 60.0


class Arranging(_Base):
    """For the app: settings."""

    def action_settings(self) -> None:
        """Show the settings; when another language was chosen, the lists are put into words anew afterwards."""
        from caseload_tui.ui.screens.settings import SettingsScreen  # noqa: PLC0415 - opened seldom

        spoken = language()

        def closed(_: None) -> None:
            if language() != spoken:
                self.main.call_later(self.main.put_anew)

        if not any(isinstance(screen, SettingsScreen) for screen in self.screen_stack):
            self.push_screen(SettingsScreen(), closed)

    def use_keys(self, command: str, keys: str | None) -> None:
        """Give a command these keys, or with None those it came with; every footer and list of keys says so at once."""
        chosen = {name: known for name, known in self.preferences.keys.items() if name != command}
        if keys is not None:
            chosen[command] = keys
        self.preferences = replace(self.preferences, keys=chosen)
        self.set_keymap(chosen)
        self.main.show_keys()
        self.keep_setting(f"keys.{command}", keys)

    def use_idle_time(self, minutes: int) -> None:
        """Ask for the passphrase after so many minutes without a key; 0 for never."""
        self.preferences = replace(self.preferences, lock_after=minutes * SECONDS)
        self.keep_setting("idle_lock_minutes", minutes)

    def use_language(self, wanted: str) -> None:
        """Speak another language: at once, unless something else is open that was put into words already."""
        self.keep_setting("language", wanted)
        if self.screen_stack[-2] is not self.main:
            self.tell(tr("The language changes at the next start."), tr("Something else is still open."), tone="due")
            return
        set_language(wanted)
        set_words(self.look.around.framework.words_in(wanted))
