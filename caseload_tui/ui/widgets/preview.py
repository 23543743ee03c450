"""What is known of the row's client, at the right of a wide list: no notes, so that looking is no opening."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from caseload_tui.domain.dossier import AFTERCARE, CLOSED
from caseload_tui.domain.rows import ClientRow
from caseload_tui.i18n import tr, trn
from caseload_tui.ui.look import LATE_GLYPH, Look
from caseload_tui.ui.reading import Beside
from caseload_tui.ui.safe_text import plain
from caseload_tui.ui.widgets.cells import cut

Part = tuple[str, str]
Line = tuple[Part, ...]
_MOST = 6
_LONGEST = 180
"""Cells of one text, so that a name without end leaves room for what follows."""
_MUTED, _TEXT = "$muted", "$text"


class Preview(Widget):
    """The client of the row under the cursor."""

    DEFAULT_CSS = """
    Preview {
        display: none;
        width: 40;
        padding: 0 1 0 2;
        border-left: solid $rule;
        background: $background;
        color: $text;
    }
    """
    client: reactive[ClientRow | None] = reactive(None)
    because: reactive[str] = reactive("")
    beside: reactive[Beside | None] = reactive(None)
    look: reactive[Look | None] = reactive(None, always_update=True)

    def show(self, client: ClientRow | None, because: str, known: Beside | None) -> None:
        """Show another client at once, with what is known already; `beside` is read anew when the cursor rests."""
        if client is None or self.client is None or client.id != self.client.id:
            self.beside = known
        self.client, self.because = client, because

    def render(self) -> Content:
        """Return the text."""
        if self.client is None or self.look is None:
            return Content("")
        lines = [*self._head(self.client, self.look), *self._why(self.look), *self._rest(self.look)]
        shown = [[plain(_shortened(text), style) for text, style in line] for line in lines]
        return Content("\n").join(Content.assemble(*parts) for parts in shown)

    def _head(self, client: ClientRow, look: Look) -> Iterator[Line]:
        yield ((look.full_name(client), f"bold {_TEXT}"),)
        age = _age(client, look)
        facts = [look.veil.over(client.file_number), age, client.municipality or ""]
        yield ((" \N{MIDDLE DOT} ".join(fact for fact in facts if fact), _MUTED),)
        state = {CLOSED: tr("closed"), AFTERCARE: tr("aftercare")}.get(client.status, "")
        square = look.square(client)
        colour: Line = ((f"{square.text} ", square.own),) if square.own else ()
        yield (*colour, (" \N{MIDDLE DOT} ".join(part for part in (look.groups(client), state) if part), _TEXT))
        if client.labels:
            yield ((", ".join(look.label(label) for label in client.labels), _MUTED),)
        lead = look.consultant(client.lead)
        if client.lead_lacking:
            yield ((f"{LATE_GLYPH} {tr('nobody has the leading role')}", "$late"),)
        if lead:
            yield ((lead, _MUTED),)
        if client.last_contact is not None:
            yield ((tr("last spoken to {day}", day=look.day(client.last_contact)), _MUTED),)

    def _why(self, look: Look) -> Iterator[Line]:
        if self.because:
            yield ()
            yield ((look.said(self.because), _TEXT),)

    def _rest(self, look: Look) -> Iterator[Line]:
        if self.beside is None:
            return
        if self.beside.dues:
            yield ()
            yield ((tr("NEXT"), f"bold {_MUTED}"),)
        for item in self.beside.dues[:_MOST]:
            glyph, words = look.state(item.standing), look.state_words(item.standing)
            style = f"${glyph.tone}"
            yield ((f"{glyph.text} ", style), (f"{look.kind(item.base.kind)}  ", _TEXT), (words.text, style))
        rows = self.beside.commitments
        if rows:
            yield ()
            yield ((trn("{n} COMMITMENT OPEN", "{n} COMMITMENTS OPEN", len(rows)), f"bold {_MUTED}"),)
        for row in rows[:_MOST]:
            made = row.commitment
            style = "$late" if made.overdue(look.today) else _MUTED
            mark = f"{LATE_GLYPH} " if made.overdue(look.today) else "  "
            who = {"office": tr("we"), "client": look.said(row.client.given_name)}.get(made.owner, made.partner or "")
            yield ((mark, style), (f"{who}: {look.said(made.text)}", _TEXT), (f"  {look.day(made.due_on)}", style))


def _age(client: ClientRow, look: Look) -> str:
    if client.born_on is None:
        return ""
    born, today = client.born_on, look.today
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return tr("{years} yr", years=years)


def _shortened(text: str) -> str:
    return cut(text, _LONGEST) if cell_len(text) > _LONGEST else text
