"""Keys in the order of typing: what is typed while a line, a dialog or a dossier opens is for that, not for the list.

A terminal may hand over many keys at once: a paste, a slow line, somebody who types ahead. Textual would send them all
to where the focus was when they came. Here a key that may lead elsewhere is followed until everything it began is done;
only then the next key is looked at.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Any

from textual import events

if TYPE_CHECKING:
    from textual.app import App
    from textual.dom import DOMNode
    from textual.screen import Screen
    from textual.widget import Widget

    _Base = App[Any]
else:
    _Base = object

_ONLY_MOVE = frozenset(("up", "down", "pageup", "pagedown", "home", "end"))
_LONGEST_WAIT = 2.0
"""Seconds after which a key counts as done, whatever became of the widget that had it."""


class KeysInOrder(_Base):
    """For an App: one key is done before the next is looked at."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._waiting: deque[events.Key] = deque()
        self._pressed_on: Screen[Any] | None = None
        """Where the key was pressed that is not done yet."""
        self._leading: set[object] = set()
        """What is about to show something."""
        self._turn = 0
        self._given_up: asyncio.TimerHandle | None = None

    @property
    def keys_wait(self) -> bool:
        """Tell whether a key is not done yet."""
        return self._pressed_on is not None

    async def on_event(self, event: events.Event) -> None:
        """Let keys wait for their turn; anything else goes on at once."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._pressed_on is not None:
            self._waiting.append(event)
        else:
            await self._press(event)

    def lead(self, what: object) -> None:
        """Let keys wait for what something shows: a call in a thread, a tab that is made."""
        self._leading.add(what)

    def led(self, what: object, *, elsewhere: bool = True) -> None:
        """Look on: it stands there, or it never will; keys for a screen `elsewhere` that did not come are dropped."""
        if what in self._leading:
            self._leading.discard(what)
            if self._pressed_on is not None and not self._leading:
                self.call_later(self._arrive, self._turn, elsewhere)

    async def _press(self, event: events.Key) -> None:
        focused = self.focused
        if not self.screen_stack or _leads_nowhere(event, focused):
            await super().on_event(event)
            return
        self._turn += 1
        self._pressed_on = self.screen
        self._given_up = asyncio.get_running_loop().call_later(_LONGEST_WAIT, self._give_up, self._turn)
        way = [*(focused or self.screen).ancestors_with_self]
        await super().on_event(event)
        # Twice: the key itself comes along, and then the message by which a command asks for something.
        self._walk(self._turn, [*way, *way])

    def _walk(self, turn: int, way: list[DOMNode]) -> None:
        """Follow the key from queue to queue; a widget that is gone is passed by."""
        while way:
            node = way.pop(0)
            if node.call_later(self._walk if way else self._arrive, turn, *((way,) if way else ())):
                return
        self.call_later(self._arrive, turn)

    async def _arrive(self, turn: int, elsewhere: bool = False) -> None:
        if turn != self._turn or self._leading:
            return
        here = self.screen_stack[-1] if self.screen_stack else None
        if here is None or here is self._pressed_on:
            if elsewhere:
                # What was asked for did not come: what was typed for it is for nobody.
                self._waiting.clear()
            await self._next(turn)
        elif not here.call_after_refresh(self.call_later, self._next, turn):
            await self._next(turn)

    async def _next(self, turn: int) -> None:
        if turn != self._turn:
            return
        if self._given_up is not None:
            self._given_up.cancel()
        self._pressed_on = None
        while self._waiting and self._pressed_on is None:
            await self._press(self._waiting.popleft())

    def _give_up(self, turn: int) -> None:
        if self._leading:
            self._given_up = asyncio.get_running_loop().call_later(_LONGEST_WAIT, self._give_up, turn)
        else:
            self.call_later(self._next, turn)


def _leads_nowhere(event: events.Key, focused: Widget | None) -> bool:
    """Tell whether the next key need not wait: a letter that is only typed, or a step in a list.

    In a line of text a letter is typed at once but a step is taken later, so there a step is waited for.
    """
    if focused is None:
        return False
    if event.key in _ONLY_MOVE:
        return not focused.check_consume_key("a", "a")
    return focused.check_consume_key(event.key, event.character)
