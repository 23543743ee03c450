"""How far long work is: whoever starts it may listen, and stop it by raising; where nobody listens nothing is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Item = TypeVar("Item")
Listener = Callable[[str, int, int], None]
"""Hears what is being done, how much of it is done, and how much there is; 0 where nobody knows.

Where nothing is said of what is being done, it makes room for another answer.
"""
_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Let somebody hear how far the work in this block is."""
    before = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(before)


def tell(what: str, done: int, total: int = 0) -> None:
    """Tell how far the work is; the listener may raise, so tell where all that was done can be taken back."""
    listener = _listener.get()
    if listener is not None:
        listener(what, done, total)


def tell_nothing() -> None:
    """Tell that something else is about to be said, in the place where it was told how far the work is."""
    tell("", 0)


def told(items: Iterable[Item], what: str, total: int = 0) -> Iterator[Item]:
    """Yield the items, and tell before each how many were done."""
    for done, item in enumerate(items):
        tell(what, done, total)
        yield item
