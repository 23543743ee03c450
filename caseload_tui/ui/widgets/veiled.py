"""An editor whose text can be hidden from whoever looks along, while typing goes on."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text
from textual.reactive import reactive
from textual.widgets import TextArea

DOT = "\N{BULLET}"


class VeiledArea(TextArea):
    """Some lines of text; masked, every letter is a dot."""

    masked: reactive[bool] = reactive(False)

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is drawn."""
        line = super().get_line(line_index)
        if not self.masked:
            return line
        dots = "".join(letter if letter.isspace() else DOT * cell_len(letter) for letter in line.plain)
        return Text(dots, end="", no_wrap=True)

    def watch_masked(self) -> None:
        """Draw every line anew."""
        self._line_cache.clear()
        self.refresh()
