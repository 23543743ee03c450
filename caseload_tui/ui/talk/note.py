"""The note of one life domain: every letter is text, only function keys and keys with ctrl or alt are commands."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import TextArea

from caseload_tui.ui.widgets.veiled import VeiledArea

Place = tuple[int, int]
"""Line and column in the text."""
_TAKEN = {"f6", "f7"}
"""Keys of Textual's own editor that are commands of the talk."""


class NoteArea(VeiledArea, inherit_bindings=False):
    """Where one types; tab goes to the next life domain. Masked, every letter is a dot and typing goes on."""

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

    def __init__(self, domain: str, text: str, placeholder: Content, *, id: str) -> None:
        super().__init__(
            text,
            tab_behavior="focus",
            compact=True,
            highlight_cursor_line=False,
            placeholder=placeholder,
            id=id,
        )
        self.domain = domain

    def selected_or_paragraph(self) -> tuple[Place, Place, str] | None:
        """Return begin, end and text of what is selected, else of the paragraph under the cursor; None for nothing."""
        if self.selected_text.strip():
            start, end = sorted((self.selection.start, self.selection.end))
            return start, end, self.selected_text.strip()
        lines = self.text.split("\n")
        row = self.cursor_location[0]
        if not lines[row].strip():
            return None
        first = last = row
        while first > 0 and lines[first - 1].strip():
            first -= 1
        while last + 1 < len(lines) and lines[last + 1].strip():
            last += 1
        # The white lines behind it go along, so that nothing is left where it stood.
        after = last + 1
        while after < len(lines) and not lines[after].strip():
            after += 1
        end = (after, 0) if after < len(lines) else (len(lines) - 1, len(lines[-1]))
        return (first, 0), end, "\n".join(lines[first : last + 1]).strip()
