"""Choosing any number of clients: type to narrow the list, space marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from caseload_tui.domain.sessions import Candidate
from caseload_tui.i18n import tr, trn
from caseload_tui.services.sifting import about
from caseload_tui.ui.forms.choice import CHECKED, UNCHECKED
from caseload_tui.ui.forms.fields import Field
from caseload_tui.ui.forms.values import Value, Values
from caseload_tui.ui.look import Look
from caseload_tui.ui.panes import matches
from caseload_tui.ui.safe_text import SafeLabel, SafeStatic
from caseload_tui.ui.widgets.cells import ACCENT, MUTED, TEXT, Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Heading, Rows

_MOST_SHOWN = 300


class _Finder(Input):
    """The line to type in; arrows move in the list under it, and space marks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False),
        Binding("up", "move(-1)", show=False),
    ]

    def __init__(self, rows: Rows[Candidate], mark: Callable[[], None]) -> None:
        super().__init__(compact=True, select_on_focus=False, classes="control")
        self.placeholder = tr("type to find, space marks")
        self._rows, self._mark = rows, mark

    def on_key(self, event: events.Key) -> None:
        """Mark with space; names are found by the words in them without one."""
        if event.key == "space":
            event.stop()
            event.prevent_default()
            self._mark()

    def action_move(self, step: int) -> None:
        """Move in the list."""
        self._rows.action_step(step)


class _People:
    """Mark, name, group, and how the rule stands."""

    columns = (Column(3, gap=1), Column(20, share=2), Column(12, share=1, least=60), Column(16, share=1))

    def __init__(self, look: Callable[[], Look]) -> None:
        self._look = look
        self.marked: dict[str, None] = {}

    def key(self, record: Candidate) -> str:
        """Return the client."""
        return record.client.id

    def cells(self, record: Candidate) -> Cells:
        """Return the texts."""
        look, chosen = self._look(), record.client.id in self.marked
        stands = look.state_words(record.standing) if record.standing else Cell("")
        return (
            Cell(CHECKED if chosen else UNCHECKED, ACCENT if chosen else MUTED),
            Cell(look.name(record.client), ACCENT if chosen else TEXT),
            Cell(look.groups(record.client), MUTED),
            stands,
        )


class PeopleField(Field):
    """Any number of clients; those who fit stand first, and typing finds everybody."""

    DEFAULT_CSS = """
    PeopleField .people { height: auto; width: 1fr; }
    PeopleField Rows { height: 6; background: $surface; }
    .-high PeopleField Rows { height: 12; }
    """

    def __init__(
        self,
        name: str,
        label: str,
        offered: Callable[[Values], Sequence[Candidate]],
        look: Callable[[], Look],
        marked: Sequence[str] = (),
    ) -> None:
        super().__init__(name, label, needed=True)
        self._offered = offered
        self._candidates: Sequence[Candidate] = ()
        self._painter = _People(look)
        self._painter.marked = dict.fromkeys(marked)
        self._first = frozenset(marked)
        self._rows: Rows[Candidate] = Rows(self._painter, live=True)
        self._rows.can_focus = False
        self._finder = _Finder(self._rows, self._mark)

    def compose(self) -> ComposeResult:
        """Yield label, line, list and remark."""
        with Horizontal():
            yield SafeLabel(self.label, classes="label")
            with Vertical(classes="people"):
                yield self.control()
                yield self._rows
        yield SafeStatic(classes="remark")

    def on_mount(self) -> None:
        """Follow the privacy key."""
        self.watch(self.app, "masked", self._rows.repaint, init=False)

    def control(self) -> Widget:
        """Return the line to type in."""
        return self._finder

    @property
    def value(self) -> Value:
        """The marked clients, of those offered."""
        known = {item.client.id for item in self._candidates}
        return tuple(client for client in self._painter.marked if client in known)

    @property
    def typed(self) -> bool:
        """Tell whether somebody else is marked."""
        return bool(set(self._painter.marked) - self._first)

    def trouble(self) -> str:
        """Say that somebody must be marked."""
        return "" if self.value else tr("Mark at least one {client} with space.")

    def follow(self, values: Values) -> None:
        """Offer those who fit the kind."""
        super().follow(values)
        offered = self._offered(values)
        if offered is not self._candidates:
            self._candidates = offered
            self._show()

    def changed(self) -> None:
        """Show who fits what is typed."""
        self._show()

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Mark with a double click."""
        event.stop()
        self._mark()

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Keep moves to oneself."""
        event.stop()

    def _mark(self) -> None:
        record = self._rows.record
        if record is None:
            return
        marked, client = self._painter.marked, record.client.id
        if client in marked:
            del marked[client]
        else:
            marked[client] = None
        self._rows.repaint()
        self._rows.action_step(1)
        self._count()

    def _count(self) -> None:
        count = len(self._painter.marked)
        self.remark(trn("{n} {client} marked", "{n} {clients} marked", count) if count else "")

    def _show(self) -> None:
        query = self._finder.value
        found = [item for item in self._candidates if not query or matches(query, *about(item.client))]
        if not query:
            marked = self._painter.marked
            found = [item for item in found if item.asked or item.client.id in marked] or found
        parts = (
            (tr("due"), [item for item in found if item.pressing]),
            (tr("asked, but not now"), [item for item in found if item.asked and not item.pressing]),
            (tr("others"), [item for item in found if not item.asked]),
        )
        entries: list[Heading | Candidate] = []
        for title, items in parts:
            if items:
                entries += [Heading(title.upper(), len(items)), *items[:_MOST_SHOWN]]
        self._rows.show(entries, empty=("", tr("Nobody fits.")))
        self._count()
