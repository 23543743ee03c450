"""Choosing one or several of a few options with arrows, letters or a click; nothing folds out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from caseload_tui.domain.people import fold
from caseload_tui.domain.visible import visible
from caseload_tui.ui.privacy import MASK, MASKED, SEEN
from caseload_tui.ui.widgets.cells import cut

Options = Sequence[tuple[str, str]]
"""What is kept, and what is shown."""
ON, OFF = "\N{BLACK CIRCLE}", "\N{WHITE CIRCLE}"
CHECKED, UNCHECKED = "[x]", "[ ]"
_MOST_LINES = 6
_MOST_FLOWING = 2
_WHITE = 3


class Choice(Widget, can_focus=True, inherit_bindings=False):
    """Options on one line where they fit, else under each other; the arrows choose at once."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    Choice { width: 1fr; height: auto; color: $muted; background: $surface; }
    Choice:focus { color: $text; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,down", "step(1)", show=False),
        Binding("left,up", "step(-1)", show=False),
        Binding("home", "go(0)", show=False),
        Binding("end", "go(-1)", show=False),
        Binding("space", "take", show=False),
    ]

    hidden: reactive[tuple[str, ...]] = reactive((), layout=True)
    """Names that no option shows, because they are masked."""

    class Changed(Message):
        """Another option was chosen."""

    class Named(Message):
        """An option was chosen by its letter."""

    def __init__(self, options: Options, chosen: Sequence[str] = (), *, several: bool = False) -> None:
        super().__init__()
        self.several = several
        self._options: Options = options
        self._veil = SEEN
        self._chosen = tuple(value for value, _ in options if value in chosen)
        self._at = self._place(self._chosen[0]) if self._chosen else 0

    def mask(self, masked: bool) -> None:
        """Show the options, or dots in their place."""
        self._veil = MASKED if masked else SEEN
        self.refresh(layout=True)

    @property
    def options(self) -> Options:
        """What there is to choose from."""
        return self._options

    @property
    def chosen(self) -> tuple[str, ...]:
        """What was chosen, in the order of the options."""
        return self._chosen

    def offer(self, options: Options) -> None:
        """Offer other options; a choice that is still there stays."""
        if list(options) == list(self._options):
            return
        self._options = options
        self._chosen = tuple(value for value, _ in options if value in self._chosen)
        self._at = self._place(self._chosen[0]) if self._chosen else 0
        self.refresh(layout=True)

    def choose(self, value: str) -> None:
        """Choose this option."""
        place = self._place(value)
        if place >= 0:
            self._go(place)

    def action_step(self, step: int) -> None:
        """Go to the next or previous option; from nothing to the first."""
        nothing = not self.several and not self._chosen
        self._go(0 if nothing and step > 0 else (self._at + step) % max(1, len(self._options)))

    def action_go(self, place: int) -> None:
        """Go to the first or last option."""
        self._go(place % max(1, len(self._options)))

    def action_take(self) -> None:
        """Choose the option under the cursor, or where several can be chosen no longer."""
        if self._options:
            self._take(self._at)

    def on_key(self, event: events.Key) -> None:
        """Jump to the next option that begins with the letter."""
        letter = fold(event.character or "")
        if not letter.isalnum():
            return
        order = [(self._at + 1 + step) % len(self._options) for step in range(len(self._options))]
        found = next((place for place in order if fold(self._options[place][1]).startswith(letter)), None)
        if found is not None:
            event.stop()
            self._go(found)
            self.post_message(self.Named())

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        for place, x, y in self._places():
            wide = cell_len(self._option(place))
            if event.y == y and x <= event.x < x + wide:
                self._at = place
                self._take(place)

    def _place(self, value: str) -> int:
        return next((place for place, (known, _) in enumerate(self._options) if known == value), -1)

    def _go(self, place: int) -> None:
        if not self._options:
            return
        self._at = place
        if self.several:
            self.refresh()
        else:
            self._take(place)

    def _take(self, place: int) -> None:
        value = self._options[place][0]
        if not self.several:
            self._chosen = (value,)
        else:
            chosen = {*self._chosen} ^ {value}
            self._chosen = tuple(known for known, _ in self._options if known in chosen)
        self.refresh()
        self.post_message(self.Changed())

    def _option(self, place: int) -> str:
        value, text = self._options[place]
        for name in self.hidden:
            text = text.replace(name, MASK) if name else text
        marks = (CHECKED, UNCHECKED) if self.several else (ON, OFF)
        return f"{marks[0] if value in self._chosen else marks[1]} {visible(self._veil.over(text))}"

    # Painting

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return how many lines are needed at this width."""
        flow = self._flow(width)
        return flow[-1][2] + 1 if flow else min(max(1, len(self._options)), _MOST_LINES)

    def _flow(self, width: int) -> list[tuple[int, int, int]]:
        """Return each option with its column and line where all fit beside each other on few lines, else nothing."""
        places, at, line = [], 0, 0
        for place in range(len(self._options)):
            wide = cell_len(self._option(place))
            if at and at + wide > width:
                at, line = 0, line + 1
            if wide > width or line >= _MOST_FLOWING:
                return []
            places.append((place, at, line))
            at += wide + _WHITE
        return places

    def _places(self) -> list[tuple[int, int, int]]:
        """Return each option that shows with its column and line."""
        flow = self._flow(self.size.width)
        if flow:
            return flow
        lines = min(len(self._options), _MOST_LINES)
        first = min(max(0, self._at - lines // 2), len(self._options) - lines)
        return [(first + line, 0, line) for line in range(lines)]

    def render(self) -> Content:
        """Return the options, the one under the cursor unmistakable."""
        if not self._options:
            return Content("\N{EN DASH}")
        places, width = self._places(), self.size.width
        lines: list[list[Content]] = []
        for place, _, line in places:
            if line == len(lines):
                lines.append([])
            lines[line].append(self._painted(place, width))
        rows = [Content(" " * _WHITE).join(parts) for parts in lines]
        first, more = places[0][0], len(self._options) - 1 - places[-1][0]
        rows[-1] += Content.styled(f"   \N{DOWNWARDS ARROW} {more}", "$muted") if more else Content("")
        rows[0] += Content.styled(f"   \N{UPWARDS ARROW} {first}", "$muted") if first else Content("")
        return Content("\n").join(rows)

    def _painted(self, place: int, width: int) -> Content:
        text = self._option(place)
        text = cut(text, min(cell_len(text), max(4, width - 6))) if cell_len(text) > width else text
        chosen = self._options[place][0] in self._chosen
        style = "$accent" if chosen else ""
        if self.has_focus and place == self._at:
            style = "bold $accent on $raised" if chosen else "bold $text on $raised"
        return Content.styled(text, style)
