"""What can be taken back: one's own last deeds, and under them all that the chosen one recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen

from caseload_tui.domain.moments import OFFICE_TIME
from caseload_tui.formatting import near_date, time_text
from caseload_tui.i18n import tr, trn
from caseload_tui.services.journal import Kept, Recorded, Undoable
from caseload_tui.ui.look import Look
from caseload_tui.ui.safe_text import SafeStatic
from caseload_tui.ui.widgets.cells import MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from caseload_tui.ui.shell import Shell

_MOST_LINES = 6


class _Painter:
    """When, whom, and what."""

    columns = (Column(14), Column(18, share=1), Column(20, share=2))

    def __init__(self, look: Look) -> None:
        self.look = look

    def key(self, record: Undoable) -> str:
        """Return what the line stands for."""
        return record.deed.at

    def cells(self, record: Undoable) -> Cells:
        """Return the texts."""
        first = record.told[0]
        others = len({item.who for item in record.told}) - 1 + record.more
        more = f" +{others}" if others else ""
        return (
            Cell(_moment(record.deed.at, self.look), MUTED),
            self.look.said(first.who) + more,
            _said(first, self.look),
        )


class UndoScreen(ModalScreen[Undoable | None]):
    """Asks which deed to take back; the answer is that deed."""

    DEFAULT_CSS = """
    UndoScreen {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 92; max-width: 100%; height: auto; max-height: 100%;
            padding: 1 0 0 0; background: $background; border: solid $rule;
        }
        & #question { text-style: bold; color: $text; padding: 0 2; margin-bottom: 1; }
        & Rows { height: 1; margin: 0 1 1 0; }
        & VerticalScroll { height: auto; max-height: 9; padding: 0 2; scrollbar-size-vertical: 1; }
        & #told { color: $text; height: auto; }
        & #kept { color: $due; padding: 0 2; margin-bottom: 1; height: auto; max-height: 3; }
        & #keys { color: $muted; padding: 0 2; margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "cancel", show=False),
        Binding("right", "scroll_told(1)", show=False),
        Binding("left", "scroll_told(-1)", show=False),
        Binding("f12,ctrl+l", "app.privacy", show=False),
    ]

    def __init__(self, deeds: tuple[Undoable, ...], kept: Kept | None = None) -> None:
        super().__init__()
        self._deeds = deeds
        self._kept = kept

    @property
    def shell(self) -> Shell:
        """The app, which has the look."""
        return cast("Shell", self.app)

    def compose(self) -> ComposeResult:
        """Yield the deeds, what the one under the cursor recorded, and the keys."""
        self._painter = _Painter(self.shell.look)
        with Vertical():
            yield SafeStatic(tr("Take this back?"), id="question")
            if self._kept is not None:
                yield SafeStatic(id="kept")
            yield Rows[Undoable](self._painter)
            with VerticalScroll(can_focus=False):
                yield SafeStatic(id="told")
            yield SafeStatic(tr("enter take back  ↑ ↓ another deed  esc leave it"), id="keys")

    def on_mount(self) -> None:
        """Stand on the last deed."""
        rows = self.query_one(Rows)
        rows.styles.height = min(len(self._deeds), _MOST_LINES)
        rows.show(self._deeds)
        rows.focus()
        self._tell_kept()
        self.watch(self.app, "masked", self._mask, init=False)

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Tell all that the deed recorded."""
        event.stop()
        self._tell(event.record)

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Take it back."""
        event.stop()
        self.dismiss(event.record)

    def action_cancel(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)

    def action_scroll_told(self, step: int) -> None:
        """Show more of what the deed recorded."""
        self.query_one(VerticalScroll).scroll_relative(y=step * 3, animate=False)

    def _mask(self) -> None:
        self._painter.look = self.shell.look
        self._tell_kept()
        rows = self.query_one(Rows)
        rows.repaint()
        self._tell(rows.record)

    def _tell_kept(self) -> None:
        if self._kept is not None:
            self.query_one("#kept", SafeStatic).update(kept_words(self._kept, self.shell.look))

    def _tell(self, record: Undoable | None) -> None:
        lines: list[str] = []
        before, look = None, self.shell.look
        for item in record.told if record is not None else ():
            lines += [look.said(item.who)] if item.who != before else []
            lines.append(f"\N{BULLET} {_said(item, look)}")
            before = item.who
        if record is not None and record.more:
            lines.append(trn("and {n} more dossier", "and {n} more dossiers", record.more))
        self.query_one("#told", SafeStatic).update("\n".join(lines))


def kept_words(kept: Kept, look: Look) -> str:
    """Return which deed stays, and what one does instead."""
    first = kept.deed.told[0]
    return tr(
        "What you did last stays ({who}: {what}). Instead: {instead}.",
        who=look.said(first.who),
        what=_said(first, look),
        instead=kept.instead,
    )


def _said(item: Recorded, look: Look) -> str:
    return str(replace(item, words=look.said(item.words)))


def _moment(at: str, look: Look) -> str:
    moment = datetime.fromisoformat(at).astimezone(OFFICE_TIME)
    return f"{near_date(moment.date(), look.today)} {time_text(moment.time())}"
