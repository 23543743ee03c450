"""One group session: who is on its list, and attendance marked with single keys and saved in one go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen

from caseload_tui.domain.dossier import HELD, MISSED, PLANNED
from caseload_tui.domain.rows import MeetingRow
from caseload_tui.domain.sessions import ABSENT, ANSWERED, CALLED_OFF, OPEN, PRESENT, Session
from caseload_tui.errors import CaseloadError
from caseload_tui.formatting import long_date
from caseload_tui.i18n import tr
from caseload_tui.ui import intents
from caseload_tui.ui.commands import Host
from caseload_tui.ui.commands.deeds import Open
from caseload_tui.ui.commands.sessions import ON_LIST, Member, SaveSession
from caseload_tui.ui.intents import sessions as gathering
from caseload_tui.ui.look import DUE_GLYPH, KEPT_GLYPH, PLANNED_GLYPH, UNRECORDED_GLYPH, WAIVED_GLYPH, Look, clock
from caseload_tui.ui.marking import Marking, is_fixed, is_off, stood
from caseload_tui.ui.safe_text import SafeStatic, plain
from caseload_tui.ui.screens.sessions import counts
from caseload_tui.ui.talk.keeping import Keeper
from caseload_tui.ui.widgets.cells import ACCENT, DUE, LATE, MUTED, TEXT, Cell, Cells, Column
from caseload_tui.ui.widgets.foot import FootLine, News
from caseload_tui.ui.widgets.head import DOT, ThinRule
from caseload_tui.ui.widgets.rows import Heading, Rows

if TYPE_CHECKING:
    from caseload_tui.ui.app import CaseloadApp
    from caseload_tui.ui.shell import StoreChanged

_AWAY_GLYPH = "!"


class _Painter:
    """Glyph, name, file number, group, and how it stands or is marked."""

    columns = (Column(1, gap=1), Column(20, share=2), Column(8), Column(14, share=1, least=76), Column(24, share=1))

    def __init__(self, session: Session) -> None:
        self.session = session
        self.marks: dict[str, str] = {}
        self.look: Look

    def key(self, record: MeetingRow) -> str:
        """Return the client."""
        return record.client.id

    def cells(self, record: MeetingRow) -> Cells:
        """Return the texts."""
        client, mark = record.client, self.marks.get(record.client.id)
        glyph, words, tone = _marked(mark) if mark else self._stands(record)
        return (
            Cell(glyph, tone),
            self.look.name(client),
            Cell(self.look.veil.over(client.file_number), MUTED),
            Cell(self.look.groups(client), MUTED),
            Cell(tr("{words}, not saved", words=words) if mark else words, tone),
        )

    def _stands(self, record: MeetingRow) -> tuple[str, str, str]:
        meeting = record.meeting
        match meeting.status:
            case "planned" if self.session.on < self.look.today:
                return UNRECORDED_GLYPH, tr("not recorded"), DUE
            case "planned":
                return PLANNED_GLYPH, tr("enrolled"), TEXT
            case "held":
                return DUE_GLYPH, tr("was there") if meeting.signed_on else tr("was there, not signed"), TEXT
            case "missed":
                return _AWAY_GLYPH, tr("did not come"), LATE
            case "cancelled" if not meeting.by_office:
                return WAIVED_GLYPH, tr("called off"), MUTED
        return WAIVED_GLYPH, tr("taken off the list"), MUTED


def _marked(mark: str) -> tuple[str, str, str]:
    return {
        PRESENT: (KEPT_GLYPH, tr("was there"), ACCENT),
        ABSENT: (_AWAY_GLYPH, tr("did not come"), LATE),
        ANSWERED: (_AWAY_GLYPH, tr("let us know"), DUE),
        CALLED_OFF: (WAIVED_GLYPH, tr("called off"), DUE),
    }[mark]


class SessionScreen(Host, Screen[None]):
    """A session with its list; marks stay here until they are saved."""

    OFFERS = (*ON_LIST, Open)
    DEFAULT_CSS = """
    SessionScreen > #title { padding: 0 2; height: auto; max-height: 3; }
    SessionScreen > Rows { height: 1fr; }
    """

    def __init__(self, session: Session, marking: Marking) -> None:
        super().__init__()
        self.session = session
        self._painter = _Painter(session)
        self._painter.marks.update(marking.marks)
        self._note = marking.note
        self._before = marking
        self._let_go: Callable[[], None] = lambda: None
        self._allowed: frozenset[str] = frozenset()

    @property
    def shell(self) -> CaseloadApp:
        """The app, which has the services."""
        return cast("CaseloadApp", self.app)

    @property
    def rows(self) -> Rows[MeetingRow]:
        """The list."""
        return self.query_one(Rows)

    @property
    def target(self) -> Member | None:
        """The client under the cursor."""
        row = self.rows.record if self.is_mounted else None
        if row is None:
            return None
        meeting = row.meeting
        return Member(
            row.client.id,
            meeting=meeting.id,
            planned=meeting.status == PLANNED,
            session=self.session.id,
            begun=self.session.on <= self.shell.look.today,
            marked=bool(self._painter.marks),
            movable=bool(self.session.of(PLANNED)) and not self.session.of(HELD, MISSED),
            fixed=is_fixed(row),
        )

    def compose(self) -> ComposeResult:
        """Yield what session it is, its list, news and keys."""
        yield SafeStatic(id="title")
        yield ThinRule()
        yield Rows[MeetingRow](self._painter, follow=self._follow)
        yield News()
        yield FootLine()

    def on_mount(self) -> None:
        """Show it."""
        self.watch(self.app, "masked", self.show, init=False)
        self._keeper = self._new_keeper(self._before)
        self._let_go = self.shell.ending.keep(lambda: self._keeper.save_at_last())
        self.rows.focus()
        self.show()
        if not self.marking.empty:
            said = tr("{key} saves it; the same key takes a mark away.", key=self.shell.key_of(SaveSession))
            self.shell.tell(tr("What you marked before is here again, not saved yet."), said, tone="due")

    def on_unmount(self) -> None:
        """Leave the signals to others again."""
        self._let_go()

    @property
    def marking(self) -> Marking:
        """What is marked and written here, and not saved."""
        return Marking(self.session.id, dict(self._painter.marks), self._note)

    def _new_keeper(self, marking: Marking) -> Keeper:
        keeper = Keeper(self, self.shell, lambda: self.marking, self._kept)
        keeper.begin(marking, stored=not marking.empty)
        return keeper

    def _kept(self, moment: datetime | None, error: CaseloadError | None) -> None:
        if error is not None and self.is_attached:
            self.query_one(News).tell(error.title, error.message, tone="late")

    def on_store_changed(self, event: StoreChanged) -> None:
        """Read it again."""
        self.shell.work(
            partial(self.shell.services.sessions.show, self.session.id),
            self._take,
            group="read session again",
            description="reading the session again",
            exclusive=True,
            failed=self._gone,
        )

    def _gone(self, error: CaseloadError) -> None:
        """Leave a session that was undone."""
        self.dismiss(None)

    def _take(self, session: Session) -> None:
        if self.is_attached:
            self.session = self._painter.session = session
            self.show()

    def show(self) -> None:
        """Draw everything anew."""
        look, session = self.shell.look, self.session
        self._painter.look = look
        led = tr("led by {name}", name=look.consultant(session.consultant)) if session.consultant else ""
        parts = (long_date(session.on), clock(session.time), led, counts(session))
        said = DOT.join(part for part in parts if part)
        note = Content("\n") + plain(tr("note: {note}", note=look.said(self._note)), "$accent") if self._note else ""
        title = Content.assemble(plain(look.kind(session.kind), "bold $text"), "\n", plain(said, "$muted"), note)
        self.query_one("#title", SafeStatic).update(title)
        there = [row for row in session.rows if not is_off(row)]
        gone = [row for row in session.rows if is_off(row)]
        entries: list[Heading | MeetingRow] = [Heading(tr("on the list").upper(), len(there)), *there]
        if gone:
            entries += [Heading(tr("off the list").upper(), len(gone)), *gone]
        self.rows.show(entries)
        self.refresh_bindings()

    # Keys

    def action_mark(self, how: str) -> None:
        """Mark the client under the cursor and go on; the same key takes the mark away."""
        row = self.rows.record
        if row is None:
            return
        marks, client = self._painter.marks, row.client.id
        if marks.get(client) == how or how == stood(row):
            marks.pop(client, None)
        else:
            marks[client] = how
        self._keeper.touch()
        self.rows.repaint()
        self.rows.action_step(1)
        self.refresh_bindings()

    def action_all_present(self) -> None:
        """Mark everybody for whom nothing was said as present."""
        for row in self.session.of(PLANNED):
            self._painter.marks.setdefault(row.client.id, PRESENT)
        self._keeper.touch()
        self.rows.repaint()

    def action_save(self) -> None:
        """Record what is marked."""
        self._save(sign=False)

    def action_save_signed(self) -> None:
        """Record what is marked, and sign."""
        self._save(sign=True)

    def _save(self, *, sign: bool) -> None:
        marking = self.marking
        marks = marking.marks
        if not marks:
            if sign:
                self.post_message(gathering.SignSession(self.session.id))
            else:
                self.shell.tell(tr("Nothing is marked yet."), tr("Mark who was there and who was not."), tone="due")
            return
        sessions = self.shell.services.sessions
        who = {how: [client for client, mark in marks.items() if mark == how] for how in set(marks.values())}
        call = partial(
            sessions.attend,
            self.session.id,
            present=who.get(PRESENT, ()),
            absent=who.get(ABSENT, ()),
            answered=who.get(ANSWERED, ()),
            called_off=who.get(CALLED_OFF, ()),
            others=OPEN,
            note=marking.note,
            sign=sign,
            draft=marking.key,
        )
        again = tr("Until it is signed you can mark somebody again.")
        hint = ("" if sign else again) if PRESENT in who else None
        said = tr("Recorded and signed.") if sign else tr("Recorded.")
        self.shell.deed(
            partial(self._keeper.last, call),
            said,
            description="recording attendance",
            hint=hint,
            done=partial(self._saved, marking),
        )

    def _saved(self, marking: Marking) -> None:
        """Go on with what was marked while this was saved."""
        for client, how in marking.marks.items():
            if self._painter.marks.get(client) == how:
                del self._painter.marks[client]
        self._note = "" if self._note == marking.note else self._note
        self._keeper = self._new_keeper(Marking(self.session.id))
        self._keeper.touch()

    def action_note(self) -> None:
        """Write the one note."""
        from caseload_tui.ui.forms.sessions import note_form  # noqa: PLC0415 - forms are imported when asked for

        def kept(note: str) -> None:
            self._note = note
            self._keeper.touch()
            self.show()

        self.shell.ask(lambda: note_form(self._note), kept)

    def action_enrol(self) -> None:
        """Put more on the list."""
        self.post_message(gathering.Enrol(self.session.id))

    def action_change(self) -> None:
        """Change day, time or leader."""
        self.post_message(gathering.ChangeSession(self.session.id))

    def action_call_off(self) -> None:
        """Call it off for everybody."""
        self.post_message(gathering.CallSessionOff(self.session.id))

    def action_back(self) -> None:
        """Go back; what was marked and not saved is kept as a draft."""
        empty = self.marking.empty

        def left() -> None:
            self.dismiss(None)
            if not empty:
                self.shell.tell(tr("Kept as a draft."), tr("It is there again when you open the session."))

        self._keeper.leave(left)

    def on_rows_activated(self, event: Rows.Activated) -> None:
        """Open the dossier."""
        event.stop()
        row: MeetingRow = event.record
        self.post_message(intents.OpenDossier(row.client.id, meeting=row.meeting.id))

    def _follow(self, record: MeetingRow | None) -> None:
        allowed = frozenset(command.id for command in self.offers if command.applies(self.target))
        if allowed != self._allowed:
            self._allowed = allowed
            self.refresh_bindings()
