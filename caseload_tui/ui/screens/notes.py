"""Finding a note by its words and when it was; enter on what was found opens the dossier at that talk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input

from caseload_tui.domain.looked_up import LookedUp, read_lookup
from caseload_tui.domain.people import fold
from caseload_tui.domain.rows import NoteHit
from caseload_tui.formatting import short_date
from caseload_tui.i18n import language, tr, trn
from caseload_tui.ui.commands import Host
from caseload_tui.ui.commands.noted import ON_FOUND, LeaveSearch, SearchNow, ToFound
from caseload_tui.ui.commands.talking import HelpHere
from caseload_tui.ui.intents import OpenDossier
from caseload_tui.ui.look import Look
from caseload_tui.ui.safe_text import SafeLabel, SafeStatic
from caseload_tui.ui.targets import Target
from caseload_tui.ui.widgets.cells import MUTED, Cell, Cells, Column
from caseload_tui.ui.widgets.foot import FootLine, News
from caseload_tui.ui.widgets.head import DOT, ThinRule
from caseload_tui.ui.widgets.rows import Rows

if TYPE_CHECKING:
    from caseload_tui.services import Services
    from caseload_tui.ui.shell import Shell

_SEEN_BEFORE = 14
"""How many letters of a narrow column may stand before the first word that was asked."""


class _Painter:
    """Day, who, what on, and the note from its first word that was asked on."""

    columns = (Column(10), Column(15, share=1), Column(9, share=1), Column(12, least=110), Column(30, share=6))
    look: Look
    words: tuple[str, ...] = ()

    def key(self, record: NoteHit) -> str:
        """Return the place of the note."""
        return f"{record.client.id} {record.meeting} {record.domain} {record.excerpt}"

    def cells(self, record: NoteHit) -> Cells:
        """Return the texts."""
        look = self.look
        return (
            look.day(record.on),
            look.name(record.client),
            Cell(self.domain(record), MUTED),
            Cell(look.kind(record.kind), MUTED),
            look.said(self._from_word(record.excerpt)),
        )

    def domain(self, record: NoteHit) -> str:
        """Return the name of the life domain."""
        known = self.look.around.framework.domains_by_id.get(record.domain)
        return known.name.to(language()) if known else record.domain

    def _from_word(self, excerpt: str) -> str:
        text = " ".join(excerpt.split())
        folded = fold(text)
        places = [place for word in self.words if (place := folded.find(word)) >= 0]
        if not places or min(places) <= _SEEN_BEFORE or len(folded) != len(text):
            return text
        start = text.rfind(" ", 0, max(0, min(places) - 1)) + 1
        return f"\N{HORIZONTAL ELLIPSIS} {text[start:]}"


ASKING = (SearchNow, ToFound, LeaveSearch, HelpHere)


class _Asked(Host, Input):
    """Where one types what to look for."""

    OFFERS = ASKING
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+f", "screen.ask_other", show=False)]


class NotesScreen(Host, Screen[None]):
    """A line to type in, and the notes that were found."""

    OFFERS = ON_FOUND
    DEFAULT_CSS = """
    NotesScreen > #title { padding: 0 2; text-style: bold; color: $text; height: 1; }
    NotesScreen > #line { height: 1; }
    NotesScreen #sign { width: 4; padding: 0 1 0 2; color: $accent; }
    NotesScreen _Asked {
        width: 1fr; height: 1; border: none; padding: 0; background: $surface; color: $text;
        &:focus { border: none; background-tint: $surface 0%; }
        & > .input--placeholder { color: $muted; }
    }
    NotesScreen > #meant { height: 1; padding: 0 2 0 4; color: $muted; }
    NotesScreen > #meant.-wrong { color: $late; }
    NotesScreen > Rows { height: 1fr; }
    NotesScreen > #whole { height: auto; max-height: 4; padding: 0 2; color: $muted; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._painter = _Painter()

    @property
    def shell(self) -> Shell:
        """The app, which has the services."""
        return cast("Shell", self.app)

    @property
    def rows(self) -> Rows[NoteHit]:
        """What was found."""
        return self.query_one(Rows)

    @property
    def target(self) -> Target | None:
        """What the keys work on: the client of the note under the cursor."""
        hit = self.rows.record if self.is_mounted else None
        return Target(hit.client.id, active=hit.client.status != "closed") if hit is not None else None

    def compose(self) -> ComposeResult:
        """Yield title, line, what it means, list, whole note, news and keys."""
        yield SafeStatic(tr("Find a note"), id="title")
        yield ThinRule()
        with Horizontal(id="line"):
            yield SafeLabel("/", id="sign")
            yield _Asked(
                placeholder=tr("words in the note  last spring  since:march  domain:…  client:…"), compact=True
            )
        yield SafeLabel("", id="meant")
        yield Rows[NoteHit](self._painter)
        yield SafeStatic(id="whole")
        yield News()
        yield FootLine()

    def on_mount(self) -> None:
        """Stand ready to type."""
        self.watch(self.app, "masked", self._mask)
        self.rows.show((), empty=self._empty())
        self.query_one(_Asked).focus()

    # Keys

    def action_search(self) -> None:
        """Look for what is typed."""
        asked = self._read()
        if asked.asks and not asked.wrong:
            self.shell.work(
                partial(_found, self.shell.services, asked),
                partial(self._show, asked),
                group="find notes",
                description="finding notes",
                exclusive=True,
                leads=True,
            )

    def action_to_found(self) -> None:
        """Go to the list."""
        if self.rows.record is not None:
            self.rows.focus()

    def action_open_found(self) -> None:
        """Open the dossier at the talk."""
        hit = self.rows.record
        if hit is not None:
            self.post_message(OpenDossier(hit.client.id, meeting=hit.meeting))

    def action_ask_other(self) -> None:
        """Type something else."""
        line = self.query_one(_Asked)
        line.focus()
        line.select_all()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    # Messages

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Open what was chosen."""
        event.stop()
        self.action_open_found()

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Show all there is of the note."""
        event.stop()
        hit: NoteHit | None = event.record
        self.query_one("#whole", SafeStatic).update(self._whole(hit) if hit is not None else "")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is meant, while one types."""
        event.stop()
        self._read()

    # Small parts

    def _read(self) -> LookedUp:
        asked = read_lookup(self.query_one(_Asked).value, self.shell.look.today)
        self._mean(asked)
        return asked

    def _mean(self, asked: LookedUp, found: int | None = None, *, more: bool = False) -> None:
        look, said = self.shell.look, []
        if found is not None:
            said.append(trn("{n} note", "{n} notes", found) if not more else tr("the latest {n} notes", n=found))
        if asked.first and asked.last:
            said.append(f"{short_date(asked.first)} \N{EN DASH} {short_date(asked.last)}")
        elif asked.first:
            said.append(tr("from {day}", day=short_date(asked.first)))
        elif asked.last:
            said.append(tr("through {day}", day=short_date(asked.last)))
        line = self.query_one("#meant", SafeLabel)
        line.set_class(bool(asked.wrong), "-wrong")
        line.update(look.said("  ".join(asked.wrong)) if asked.wrong else DOT.join(said))

    def _show(self, asked: LookedUp, answer: tuple[tuple[NoteHit, ...], int]) -> None:
        if not self.is_attached:
            return
        found, most = answer
        self._painter.look = self.shell.look
        self._painter.words = tuple(fold(asked.words).split())
        empty = (tr("No note fits."), tr("Every word must stand in the note, perhaps only as a beginning."))
        self.rows.show(found, empty=empty)
        self.rows.action_first()
        self._mean(asked, len(found), more=len(found) >= most)
        self.refresh_bindings()
        if found:
            self.rows.focus()
        else:
            self.action_ask_other()

    def _empty(self) -> tuple[str, str]:
        return (
            tr("Type words, then enter."),
            tr("A beginning is enough. Add when it was: summer, winter 2024, since:march, until:3m, in:2025."),
        )

    def _whole(self, hit: NoteHit) -> str:
        look = self.shell.look
        facts = (look.kind(hit.kind), self._painter.domain(hit), look.said(" ".join(hit.excerpt.split())))
        return DOT.join(fact for fact in facts if fact)

    def _mask(self, masked: bool) -> None:
        self.query_one(_Asked).password = masked
        self._painter.look = self.shell.look
        self.rows.repaint()
        hit = self.rows.record
        self.query_one("#whole", SafeStatic).update(self._whole(hit) if hit is not None else "")


def _found(services: Services, asked: LookedUp) -> tuple[tuple[NoteHit, ...], int]:
    chosen = services.notes.meant(asked)
    return services.notes.find(chosen), chosen.limit
