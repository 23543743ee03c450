"""The saved views: which key shows which, and how to order, rename, replace and remove them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from caseload_tui.domain.views import View, Views
from caseload_tui.i18n import tr
from caseload_tui.ui.commands import Command, Host
from caseload_tui.ui.commands.going import Filter, tab_texts
from caseload_tui.ui.commands.views import IN_VIEWS, NEEDING_A_VIEW, TO_VIEWS, ReplaceView, SaveView
from caseload_tui.ui.privacy import SEEN, Veil
from caseload_tui.ui.safe_text import SafeLabel
from caseload_tui.ui.widgets.cells import ACCENT, MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.foot import FootLine, keys_of
from caseload_tui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from caseload_tui.ui.app import CaseloadApp


class _Painter:
    """Key, name, list, and what is filtered."""

    columns = (Column(4), Column(20, share=1), Column(12), Column(26, share=1))
    keys: dict[str, str]
    veil: Veil = SEEN

    def key(self, record: View) -> str:
        """Return the name."""
        return record.name

    def cells(self, record: View) -> Cells:
        """Return the texts."""
        over = self.veil.over
        return (
            Cell(self.keys.get(record.name, ""), ACCENT),
            over(record.name),
            Cell(tab_texts(record.tab)[0], MUTED),
            Cell(over(record.filter), MUTED),
        )


class ViewsScreen(Host, ModalScreen[View | None]):
    """A small list; the answer is the view to show."""

    OFFERS = IN_VIEWS
    DEFAULT_CSS = """
    ViewsScreen {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 92; max-width: 100%; height: 20; max-height: 100%;
            padding: 1 0 0 0; background: $background; border: solid $rule;
        }
        & #title { text-style: bold; color: $text; padding: 0 2; margin-bottom: 1; }
        & Rows { height: 1fr; }
        & #wrong { color: $late; padding: 0 2; height: auto; width: 1fr; }
    }
    """

    def __init__(self, present: View | None) -> None:
        super().__init__()
        self._present = present
        """What the open list shows, which can take the place of a view."""

    @property
    def shell(self) -> CaseloadApp:
        """The app, which has the services."""
        return cast("CaseloadApp", self.app)

    def compose(self) -> ComposeResult:
        """Yield title, list and keys."""
        self._painter = _Painter()
        with Vertical():
            yield SafeLabel(tr("Saved views"), id="title")
            yield Rows[View](self._painter)
            yield SafeLabel("", id="wrong")
            yield FootLine()

    def on_mount(self) -> None:
        """Show the views."""
        self.watch(self.app, "masked", self._show, init=False)
        self._show()
        self.query_one(Rows).focus()

    def allows(self, command: type[Command]) -> bool:
        """Offer what needs a view where there is one, and replacing where the open list shows something."""
        if command is ReplaceView and self._present is None:
            return False
        return command not in NEEDING_A_VIEW or (self.is_mounted and self._view is not None)

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Show what was chosen."""
        event.stop()
        self.dismiss(event.record)

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Offer the keys that work."""
        event.stop()
        self.refresh_bindings()

    def action_use_view(self) -> None:
        """Show the view under the cursor."""
        self.dismiss(self._view)

    def action_close_views(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_rename_view(self) -> None:
        """Give the view another name."""
        from caseload_tui.ui.forms.views import rename_form  # noqa: PLC0415 - forms are imported when first asked for

        if (view := self._view) is not None:
            self.shell.ask(partial(rename_form, self.shell.services.personal, view), self._take)

    def action_replace_view(self) -> None:
        """Put what the open list shows in the place of the view."""
        if (view := self._view) is not None and (present := self._present) is not None:
            wanted = View(view.name, present.tab, present.filter)
            self._change(partial(self.shell.services.personal.save_view, wanted))

    def action_move_view(self, step: int) -> None:
        """Move the view, and so its key."""
        if (view := self._view) is not None:
            self._change(partial(self.shell.services.personal.move_view, view.name, step))

    def action_remove_view(self) -> None:
        """Remove the view; nothing else goes with it."""
        if (view := self._view) is not None:
            self._change(partial(self.shell.services.personal.remove_view, view.name))

    @property
    def _view(self) -> View | None:
        view: View | None = self.query_one(Rows).record
        return view

    def _change(self, call: Callable[[], Views]) -> None:
        self.shell.work(
            call,
            self._take,
            group="save",
            description="changing a saved view",
            failed=lambda error: self.query_one("#wrong", SafeLabel).update(f"! {error}"),
        )

    def _take(self, views: Views) -> None:
        self.shell.main.take_views(views)
        if self.is_attached:
            self.query_one("#wrong", SafeLabel).update("")
            self._show()

    def _show(self) -> None:
        views = self.shell.main.views
        below = self.shell.main
        self._painter.veil = self.shell.look.veil
        self._painter.keys = {
            view.name: keys_of(below, command) for view, command in zip(views, TO_VIEWS, strict=False)
        }
        how = tr(
            "Filter a list with {filter}, then press {save}: the view gets a name of yours and the next free key.",
            filter=keys_of(below, Filter),
            save=keys_of(below, SaveView),
        )
        self.query_one(Rows).show(views, empty=(tr("No view is saved yet."), how))
