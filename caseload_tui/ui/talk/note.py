"""The note of one life domain: every letter is text, only function keys and keys with ctrl or alt are commands."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea

_TAKEN = {"f6", "f7"}
"""Keys of Textual's own editor that are commands of the talk."""


class NoteArea(TextArea, inherit_bindings=False):
    """Where one types; tab goes to the next life domain."""

    DEFAULT_CSS = """
    NoteArea {
        height: 1fr; border: none; padding: 0 1 0 0; background: $background; color: $text;
        & .text-area--placeholder { color: $muted; }
        & .text-area--cursor-line { background: $background; }
    }
    NoteArea:focus { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(binding for binding in TextArea.BINDINGS if isinstance(binding, Binding) and binding.key not in _TAKEN),
    ]

    def __init__(self, domain: str, text: str, placeholder: str, *, id: str) -> None:
        super().__init__(
            text,
            tab_behavior="focus",
            compact=True,
            highlight_cursor_line=False,
            placeholder=placeholder,
            id=id,
        )
        self.domain = domain
