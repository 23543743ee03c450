"""The bottom of a screen: a rule that tells news when there is any, and the keys that work here at this moment."""

from __future__ import annotations

from typing import Any, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.keys import key_to_character
from textual.reactive import reactive
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from caseload_tui.ui.commands import Command, Host, hosts
from caseload_tui.ui.commands.base import NO_KEY
from caseload_tui.ui.commands.going import Help
from caseload_tui.ui.safe_text import plain
from caseload_tui.ui.watermark import Watermark
from caseload_tui.ui.widgets.cells import cut_within
from caseload_tui.ui.widgets.head import MARGIN, THIN

MOST_KEYS = 8
NEWS_LASTS = 12.0
_KEYS = {
    "enter": "enter",
    "escape": "esc",
    "slash": "/",
    "question_mark": "?",
    "space": "space",
    "tab": "tab",
    "up": "↑",
    "down": "↓",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "delete": "del",
    "backspace": "bksp",
    "full_stop": ".",
    "comma": ",",
    "plus": "+",
    "minus": "-",
}


def key_text(key: str) -> str:
    """Return a key as it stands on a keyboard; of several the first."""
    first = key.partition(",")[0].strip()
    written = key_to_character(first) or ""
    return _KEYS.get(first) or (written if written.isprintable() else "") or first


def keys_of(screen: Screen[Any], command: type[Command]) -> str:
    """Return the keys of a command as they are set, all of them."""
    keys = screen.app.preferences.keys.get(command.id, command.key)  # type: ignore[attr-defined]
    return "  ".join(key_text(key) for key in keys.split(",") if key)


class FootKey(NamedTuple):
    """A key in the footer, and where a click on it leads."""

    key: str
    text: str
    place: Host
    command: str


def foot_keys(screen: Screen[Any]) -> list[FootKey]:
    """Return the keys worth showing, in order of importance; help is always the last."""
    working: dict[str | None, list[str]] = {}
    for active in screen.active_bindings.values():
        if active.enabled and not _typed(screen, active.binding.key):
            working.setdefault(active.binding.id, []).append(active.binding.key)
    found: dict[str, tuple[int, FootKey]] = {}
    for place in hosts(screen):
        for command in place.offers:
            pressed, footer = working.get(command.id), command.texts().footer
            if pressed and footer and place.allows(command):
                own = [key for key in command.key.split(",") if key in pressed]
                key = FootKey(key_text((own or pressed)[0]), footer, place, command.id)
                found.setdefault(command.id, (command.weight, key))
    keys = [key for _, key in sorted(found.values(), key=lambda item: item[0])]
    helping = [key for key in keys if key.command == Help.id]
    return [key for key in keys if key.command != Help.id][: MOST_KEYS - len(helping)] + helping


def _typed(screen: Screen[Any], key: str) -> bool:
    """Tell whether the key would only type a character where the focus is, or is on no keyboard."""
    if key.startswith(NO_KEY):
        return True
    text = key_text(key)
    return len(text) == 1 and screen.focused is not None and screen.focused.check_consume_key(key, text)


class FootLine(Widget):
    """The keys that work here, made from the commands; a click does the same."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    FootLine { height: 1; color: $muted; background: $background; }
    """

    def on_mount(self) -> None:
        """Follow the keys as the focus and the cursor move."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[Any]) -> None:
        self.refresh()

    def _shown(self) -> list[tuple[FootKey, int]]:
        """Return the keys that fit, each with the column it begins at; help keeps its place."""
        keys = foot_keys(self.screen)
        room = self.size.width - 2 * MARGIN - self._under_watermark()
        sizes = [cell_len(f"{key.key} {key.text}") for key in keys]
        while len(keys) > 1 and sum(sizes) + 2 * (len(sizes) - 1) > room:
            dropped = len(keys) - 2 if keys[-1].command == Help.id else len(keys) - 1
            del keys[dropped], sizes[dropped]
        shown, at = [], MARGIN
        for key, size in zip(keys, sizes, strict=True):
            shown.append((key, at))
            at += size + 2
        return shown

    def _under_watermark(self) -> int:
        """Return how many columns of the line a watermark lies over."""
        end = self.region.right - self.screen.size.width
        return max([0, *(end + mark.room for mark in self.screen.query(Watermark))])

    def render(self) -> Content:
        """Return the line."""
        parts: list[str | tuple[str, str]] = []
        for key, _ in self._shown():
            parts += ["  ", (key.key, "$accent"), f" {key.text}"]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Do what the clicked key does."""
        for key, start in self._shown():
            if start <= event.x < start + cell_len(f"{key.key} {key.text}"):
                key.place.action_command(key.command)


class News(Widget):
    """A thin rule above the footer; when there is news it stands there for a while, a refusal until the next deed."""

    DEFAULT_CSS = """
    News { height: auto; max-height: 3; color: $rule; background: $background; }
    """
    told: reactive[tuple[str, str, str] | None] = reactive(None, layout=True)
    """Tone, title and message."""
    aside: reactive[str] = reactive("")
    """A few words in the rule itself, about what is under the cursor."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._timer: Timer | None = None

    def tell(self, title: str, message: str = "", *, tone: str = "kept") -> None:
        """Show news: tone `kept` for what was done, `due` for what to know, `late` for a refusal."""
        self.clear()
        self.told = (tone, title, message)
        if tone != "late":
            self._timer = self.set_timer(NEWS_LASTS, self.clear)

    def clear(self) -> None:
        """Be a rule again."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self.told = None

    def render(self) -> Content:
        """Return the rule or the news."""
        if self.told is None:
            return self._rule()
        tone, title, message = self.told
        glyph = {"late": "!", "due": "?"}.get(tone, "\N{CHECK MARK}")
        said = plain(f" {message}" if message else "", "$text")
        return Content.assemble((f"  {glyph} ", f"bold ${tone}"), plain(title, f"bold ${tone}"), said)

    def _rule(self) -> Content:
        width = self.size.width
        if not self.aside:
            return Content(THIN * width)
        said = cut_within(self.aside, max(0, width - 2 * MARGIN))
        rest = THIN * max(0, width - cell_len(said) - MARGIN - 1)
        return Content.assemble(f"{THIN} ", (said, "$muted"), f" {rest}")
