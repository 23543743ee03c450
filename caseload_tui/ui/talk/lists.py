"""Beside the note: all earlier notes of a life domain, and the commitments with what can be done to them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from caseload_tui.domain.agreeing import Agreement
from caseload_tui.domain.dossier import Commitment
from caseload_tui.formatting import near_date
from caseload_tui.i18n import tr
from caseload_tui.services.naming import owner_name
from caseload_tui.ui.commands.talking import AgreeHere
from caseload_tui.ui.look import DUE_GLYPH, LATE_GLYPH, LATER_GLYPH, Look
from caseload_tui.ui.safe_text import SafeStatic, plain
from caseload_tui.ui.screens.read import ReadScreen, heading, nothing_yet, paragraphs
from caseload_tui.ui.talk.page import TalkPage, domain_title
from caseload_tui.ui.widgets.cells import DUE, KEPT, LATE, MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.rows import Heading, Rows

if TYPE_CHECKING:
    from caseload_tui.ui.app import CaseloadApp
    from caseload_tui.ui.talk.doing import InTalk


class History(ReadScreen):
    """All that was written about a life domain before, and what the policy asks about it."""

    def __init__(self, page: TalkPage, domain: str) -> None:
        self._page, self._domain = page, domain
        super().__init__(self._title, self._notes)

    def _title(self, look: Look) -> Content:
        client = look.full_name(self._page.matter.client)
        title = plain(domain_title(self._page, self._domain), "bold $text")
        return Content.assemble(title, plain(f"  {client}", "$muted"))

    def _notes(self, look: Look) -> Content:
        parts: list[Content] = []
        prompts = self._page.prompts(self._domain)
        if prompts:
            parts.append(heading(tr("PROMPTS")))
            parts += [plain(f"\N{EN DASH} {prompt}", "$muted") for prompt in prompts]
            parts.append(Content(""))
        for note in self._page.history(self._domain):
            score = f"  \N{MIDDLE DOT} {note.score}" if note.score is not None else ""
            kind = self._page.matter.names.kind(note.kind)
            parts.append(plain(f"{near_date(note.on, look.today)} \N{MIDDLE DOT} {kind}{score}", "bold $accent"))
            parts += [plain(look.said(note.text.strip()), "$text", lines=True), Content("")]
        return paragraphs(parts) if parts else nothing_yet()


@dataclass(frozen=True, slots=True)
class Line:
    """A commitment that is open, or one agreed in this talk with its place."""

    open: Commitment | None = None
    agreed: Agreement | None = None
    place: int = -1


class _Painter:
    """Glyph, who, what and by when."""

    columns = (Column(1, gap=1), Column(14), Column(20, share=1), Column(12))

    def __init__(self, page: TalkPage, look: Look) -> None:
        self.page, self.look = page, look

    def key(self, record: Line) -> str:
        """Return what the line stands for."""
        return record.open.id if record.open else f"agreed {record.place}"

    def cells(self, record: Line) -> Cells:
        """Return the texts."""
        item = record.open or record.agreed
        if item is None:
            return ("", "", "", "")
        days = (item.due_on - self.look.today).days if item.due_on else None
        glyph = Cell("+", KEPT) if record.agreed else Cell(LATER_GLYPH, MUTED)
        if record.open and days is not None and days <= 0:
            glyph = Cell(LATE_GLYPH, LATE) if days < 0 else Cell(DUE_GLYPH, DUE)
        who = owner_name(item.owner, item.partner, self.look.said(self.page.matter.client.given_name))
        return (glyph, who, self.look.said(item.text), Cell(self.look.day(item.due_on), glyph.tone))


class TalkCommitments(ModalScreen[None]):
    """What is open with the client and what was agreed in this talk."""

    DEFAULT_CSS = """
    TalkCommitments {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 92; max-width: 100%; height: 18; padding: 1 0 0 0; background: $background; border: solid $rule;
        }
        & Rows { height: 1fr; }
        & #keys { height: 1; padding: 0 2; color: $muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f6,q", "close", show=False),
        Binding("k", "settle('kept')", show=False),
        Binding("b", "settle('broken')", show=False),
        Binding("delete,x", "drop", show=False),
    ]

    def __init__(self, talk: InTalk) -> None:
        super().__init__()
        self._talk = talk

    @property
    def shell(self) -> CaseloadApp:
        """The app, which has the services."""
        return cast("CaseloadApp", self.app)

    @property
    def rows(self) -> Rows[Line]:
        """The list."""
        return self.query_one(Rows)

    def compose(self) -> ComposeResult:
        """Yield list and keys."""
        with Vertical():
            yield Rows[Line](_Painter(self._talk.page, self.shell.look))
            yield SafeStatic(tr("k kept  b broken  enter change  x take out  esc back"), id="keys")

    def on_mount(self) -> None:
        """Show the lines."""
        self._show()
        self.rows.focus()

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Change what was agreed in this talk."""
        event.stop()
        if event.record.agreed is not None:
            # Asked for by the talk itself, for an answer comes back to whoever asked, and this list is gone by then.
            self._talk.call_later(self._talk.change_agreement, event.record.place)
            self.dismiss(None)

    def action_settle(self, how: str) -> None:
        """Say what became of the commitment under the cursor."""
        line = self.rows.record
        if line is None or line.open is None:
            return
        commitments = self.shell.services.commitments
        settle = commitments.keep if how == "kept" else commitments.break_
        said = tr("Marked as kept.") if how == "kept" else tr("Marked as broken.")
        call = partial(settle, self._talk.page.matter.client.id, line.open.id)
        self.shell.deed(call, said, description="settling a commitment", done=partial(self._settled, line.open.id))

    def action_drop(self) -> None:
        """Take out what was agreed in this talk."""
        line = self.rows.record
        if line is not None and line.agreed is not None:
            self._talk.drop_agreement(line.place)
            self._show()

    def action_close(self) -> None:
        """Go back to the note."""
        self.dismiss(None)

    def _settled(self, commitment: str) -> None:
        self._talk.settled(commitment)
        if self.is_attached:
            self._show()

    def _show(self) -> None:
        page, sheet = self._talk.page, self._talk.sheet
        entries: list[Heading | Line] = []
        still = page.open_commitments
        if still:
            entries += [Heading(tr("OPEN"), len(still)), *(Line(open=item) for item in still)]
        if sheet.agreed:
            entries.append(Heading(tr("AGREED IN THIS TALK"), len(sheet.agreed)))
            entries += [Line(agreed=item, place=place) for place, item in enumerate(sheet.agreed)]
        self.rows.show(
            entries,
            empty=(
                tr("Nothing is open."),
                tr("{key} adds what is agreed in this talk.", key=self.shell.key_of(AgreeHere)),
            ),
        )
