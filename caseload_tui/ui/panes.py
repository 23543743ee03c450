"""What every tab has in common: a list of frozen records, a filter, a preview, and keys for the row's client."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from caseload_tui.domain.asked import Asked, Facets, Term, read_filter
from caseload_tui.domain.left_off import ListLeft
from caseload_tui.domain.people import fold
from caseload_tui.domain.views import View, Views, view_of
from caseload_tui.i18n import tr, trn
from caseload_tui.services.bulk import Aim
from caseload_tui.services.sifting import Sifter
from caseload_tui.ui import intents
from caseload_tui.ui.commands import Command, Host
from caseload_tui.ui.commands.deeds import ON_CLIENT, HandOver, Plan, Postpone
from caseload_tui.ui.commands.going import Filter, FindNotes
from caseload_tui.ui.commands.views import SaveView
from caseload_tui.ui.intents.many import DeferMany, PlanMany, WithMany
from caseload_tui.ui.listing import Listing, Page, Record
from caseload_tui.ui.marks import Marked
from caseload_tui.ui.painters import PagePainter
from caseload_tui.ui.patience import Patient
from caseload_tui.ui.previewing import Previewing
from caseload_tui.ui.targets import Target
from caseload_tui.ui.widgets.filter_line import FilterLine
from caseload_tui.ui.widgets.preview import Preview
from caseload_tui.ui.widgets.rows import Rows
from caseload_tui.ui.widgets.welcome import Welcome

if TYPE_CHECKING:
    from caseload_tui.ui.shell import Shell

_FOR_MANY: dict[str, type[WithMany]] = {Plan.id: PlanMany, Postpone.id: DeferMany}
"""What these commands ask for where rows are marked."""


class ListPane(Previewing, Patient, Host, Marked[Record], Listing[Record, Page], Vertical):
    """One tab. A page is read in a thread; entries are made of it whenever the filter changes."""

    OFFERS: ClassVar[tuple[type[Command], ...]] = (*ON_CLIENT, Filter, SaveView)
    ANOTHER: ClassVar[str] = "another list"
    """For what keys wait until the pane turns to the list behind a figure."""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", show=False)]
    DEFAULT_CSS = """
    ListPane { height: 1fr; }
    ListPane > #list { height: 1fr; }
    ListPane Rows { width: 1fr; height: 1fr; }
    """

    def __init__(self, painter: PagePainter[Record]) -> None:
        super().__init__(id=f"pane-{self.tab}")
        self.begin_marking(painter)
        self.page: Page | None = None
        self.stale = True
        """True where the page must be read again before it is shown."""
        self.asked = Asked()
        """The filter that is typed, taken apart."""
        self._facets: dict[str, Facets] = {}
        self._noted: Mapping[Term, frozenset[str]] = {}
        self._allowed: frozenset[str] = frozenset()
        self.left = ListLeft()
        """How somebody left the list; taken up when it is first shown."""
        self.views: Views = ()
        """The saved views, so that the one that is shown can be named."""
        self.touched: Callable[[], None] = lambda: None
        """Called when cursor, filter or what was chosen is another."""

    # What all tabs do

    def activate(self, record: Record) -> None:
        """Do what enter does in a row: open the dossier."""
        self.action_command("open")

    @property
    def shell(self) -> Shell:
        """The app, which has the services."""
        return cast("Shell", self.app)

    @property
    def rows(self) -> Rows[Record]:
        """The list."""
        return self.query_one(Rows)

    @property
    def target(self) -> Target | None:
        """What the keys work on: the row under the cursor."""
        record = self.rows.record
        return None if record is None else self.target_of(record)

    def compose(self) -> ComposeResult:
        """Yield filter, list and preview."""
        yield FilterLine(self.filter_hint(), complete=self._complete)
        with Horizontal(id="list"):
            yield Rows(self.painter, follow=self.follow)
            if self.previews:
                yield Preview()

    def on_mount(self) -> None:
        """Follow the privacy key, and begin where somebody left off."""
        self.watch(self.app, "masked", self._repaint, init=False)
        self.choose(self.left.chosen)
        if self.left.filter:
            self.query_one(FilterLine).fill(self.left.filter)
            self.filtered(self.left.filter)

    def reload(self) -> None:
        """Read the page again in a thread; a later reading replaces an earlier one. Keys wait for the first."""
        self.stale = False
        self.shell.work(
            partial(self.read, self.shell.services),
            self.show_page,
            group=f"read {self.tab}",
            description=f"reading {self.tab}",
            exclusive=True,
            leads=self.page is None,
            elsewhere=False,
            long=self.say_it_takes_long if self.page is None else None,
        )

    def turn_to(self, query: str) -> None:
        """Read the list of somebody else, or one's own again; keys wait for it, and what was marked is so no more."""
        self.page = None
        self.unmark()
        if query:
            self.use_filter(query)
        self.reload()
        self.shell.led(self.ANOTHER, elsewhere=False)

    def reload_if_stale(self) -> None:
        """Read the page again where that was not begun since something changed."""
        if self.stale:
            self.reload()

    def show_page(self, page: Page) -> None:
        """Show a page that was read."""
        if self.is_attached:
            self.page = page
            self._facets.clear()
            self._noted = {}
            if self.marks:
                rows = ((self.painter.key(record), record) for record in self.all_rows(page))
                self.marks.renew(rows, whole=self.whole(page))
            self._show()
            if self.left.row and (self.rows.select(self.left.row) or not self._waits_for_notes()):
                self.left = ListLeft()

    def now(self) -> ListLeft:
        """Return how the list is now, to leave it so."""
        if self.page is None:
            return self.left
        record = self.rows.record
        row = "" if record is None else self.painter.key(record)
        return ListLeft(self.query_one(FilterLine).text, row, self.chosen())

    def use_view(self, view: View) -> None:
        """Show what a saved view shows, of one's own list."""
        self.unwind()
        self.use_filter(view.filter)

    def use_filter(self, text: str) -> None:
        """Filter the list from outside: the clients behind a figure."""
        self.query_one(FilterLine).use(text)
        self.rows.focus()

    def focus_list(self) -> None:
        """Let the keys work on the list."""
        self.rows.focus()

    def action_back(self) -> None:
        """Stop what takes long, else show every row again."""
        if self.shell.stop_work():
            return
        for welcome in self.screen.query(Welcome):
            if welcome.display:
                welcome.hide()
                return
        line = self.query_one(FilterLine)
        if line.text:
            line.clear()
        elif self.marks:
            self.unmark()
        else:
            self.unwind()

    # Marked rows

    def action_command(self, command_id: str) -> None:
        """Do what the key asks: for all that is marked, where something is."""
        if command_id == HandOver.id and (self.marks or self.whose is not None):
            known = (self.client_of(record) for record in self.marks.records or filter(None, (self.rows.record,)))
            ids = tuple(dict.fromkeys(row.id for row in known if row is not None))
            self.post_message(intents.HandOver(ids, self.whose))
            return
        wanted = _FOR_MANY.get(command_id) if self.marks else None
        if wanted is None:
            super().action_command(command_id)
            return
        aims, clients = [], {}
        for record in self.marks.records:
            target, client = self.target_of(record), self.client_of(record)
            if target is not None and client is not None:
                aims.append(Aim(target.client, target.kind, target.rule))
                clients[client.id] = client
        self.post_message(wanted(tuple(aims), clients))

    def allows(self, command: type[Command]) -> bool:
        """Tell whether the command works here and at this moment."""
        return (bool(self.marks) and command.id in (*_FOR_MANY, HandOver.id)) or super().allows(command)

    def show_marks(self) -> None:
        """Show what is marked, how many that is, and what can be done with it."""
        super().show_marks()
        self._count()
        self.refresh_bindings()

    def _count(self) -> None:
        if self.page is None:
            return
        shown, marked = self.rows.records, ""
        if self.marks:
            marked = trn("{n} marked", "{n} marked", len(self.marks))
            hidden = self.marks.hidden(map(self.painter.key, shown))
            marked += tr(", {n} out of sight", n=hidden) if hidden else ""
        line = self.query_one(FilterLine)
        line.opens = not self.marks
        view = view_of(self.views, self.tab, line.text)
        called = self.shell.look.said(view.name) if view is not None else ""
        line.tell(len(shown), self.total(self.page), marked, called)

    # Filtering and following

    def action_save_view(self) -> None:
        """Save what the filter shows."""
        self.post_message(intents.SaveView(self.tab, self.query_one(FilterLine).text))

    def present(self) -> View | None:
        """Return what the list shows as a view without a name; nothing where it shows everything."""
        text = self.query_one(FilterLine).text.strip()
        return View("", self.tab, text) if text else None

    def name_view(self, views: Views) -> None:
        """Say under which name the filter is saved, if it is."""
        self.views = views
        if self.is_mounted:
            self._count()

    def action_filter(self) -> None:
        """Type a filter."""
        self.query_one(FilterLine).use()

    def on_filter_line_changed(self, event: FilterLine.Changed) -> None:
        """Show what the filter lets through."""
        event.stop()
        self.filtered(event.text)
        self._show()
        self.touched()

    def lets(self, record: Record) -> bool:
        """Tell whether the filter lets a row through."""
        key = self.painter.key(record)
        facets = self._facets.get(key)
        if facets is None:
            facets = self._facets[key] = self.facets(self._sifter, record)
        return self.asked.lets(facets, lambda term: self._noted.get(term, frozenset()))

    @property
    def _sifter(self) -> Sifter:
        around = self.shell.look.around
        return Sifter(around.framework, around.office, around.today)

    def _complete(self, text: str) -> tuple[str, ...]:
        return self._sifter.complete(text) if self.shell.surroundings is not None else ()

    def _look_in_notes(self) -> None:
        """Look up in a thread what the filter asks of notes."""
        if not self._waits_for_notes():
            return
        self.shell.work(
            partial(self.shell.services.sifting.noted, self.asked),
            self._take_noted,
            group=f"notes {self.tab}",
            description="looking who has such a note",
            exclusive=True,
        )

    def _waits_for_notes(self) -> bool:
        return any(term not in self._noted for term in self.asked.noted)

    def _take_noted(self, noted: Mapping[Term, frozenset[str]]) -> None:
        if self.is_attached:
            self._noted = noted
            if not self._waits_for_notes():
                self._show()

    def on_filter_line_left(self, event: FilterLine.Left) -> None:
        """Go back to the list."""
        event.stop()
        self.rows.focus()

    def on_filter_line_taken(self, event: FilterLine.Taken) -> None:
        """Open the only row that is left; where none is, look among everybody's clients."""
        event.stop()
        found = self.rows.records
        if len(found) == 1 and not self.marks:
            self.activate(found[0])
        elif not found and self._looks_further:
            self.shell.main.show_caseload(None, f"{self.query_one(FilterLine).text} {tr('of:all')}")

    @property
    def _looks_further(self) -> bool:
        """Tell whether there is anywhere else to look: not where everybody was asked for, nor while notes are read."""
        return not self.asked.everybody and not self._waits_for_notes()

    def _instead(self) -> str:
        """Return what to do where nothing fits the filter."""
        further = tr(
            "Enter looks among the {clients} of everybody, {key} in notes; escape shows everything.",
            key=self.shell.key_of(FindNotes),
        )
        return further if self._looks_further else tr("Type something else, or press escape to see everything.")

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Open what was chosen."""
        event.stop()
        self.activate(event.record)

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Keep to oneself what was followed already."""
        event.stop()

    def follow(self, record: Record | None) -> None:
        """Offer the keys of the row, and show its client beside the list."""
        self.highlight(record)
        self.touched()
        allowed = frozenset(command.id for command in self.offers if self.allows(command))
        if allowed != self._allowed:
            self._allowed = allowed
            self.refresh_bindings()

    def highlight(self, record: Record | None) -> None:
        """Show beside the list what belongs to a row."""
        if record is None:
            self.show_beside(None, "")
        else:
            self.show_beside(self.client_of(record), self.because(record))

    def _show(self) -> None:
        if self.page is None:
            return
        self._take_look()
        line = self.query_one(FilterLine)
        self.asked = read_filter(line.text, self.shell.look.today)
        self._look_in_notes()
        entries = self.entries(self.page, line.text)
        empty = self.empty(self.page)
        line.remark(self.asked.wrong)
        if line.text:
            line.further = self._looks_further
            empty = (tr("Nothing fits this filter."), self._instead())
        self.rows.marked = self.marks.keys
        self.rows.show(entries, empty=empty)
        self._count()
        self.refresh_bindings()

    def _repaint(self) -> None:
        self.query_one(FilterLine).veiled = self.shell.masked
        if self.page is not None:
            self._take_look()
            self.rows.repaint()
            self.highlight(self.rows.record)

    def _take_look(self) -> None:
        look = self.shell.look
        self.painter.look = look
        for preview in self.query(Preview):
            preview.look = look


def matches(query: str, *texts: str | None) -> bool:
    """Tell whether every word of the filter occurs in one of the texts, without case and diacritics."""
    folded = " ".join(fold(text) for text in texts if text)
    return all(word in folded for word in fold(query).split())
