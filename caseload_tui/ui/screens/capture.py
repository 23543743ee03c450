"""A note taken at once, from anywhere: for the client under the cursor or one found by name, kept while it is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import TextArea

from caseload_tui.errors import CaseloadError
from caseload_tui.formatting import near_date, time_text, week_header
from caseload_tui.i18n import language, tr
from caseload_tui.services.naming import mode_name
from caseload_tui.ui.commands import Host
from caseload_tui.ui.commands.capturing import IN_CAPTURE, TakeDraft
from caseload_tui.ui.forms.talks import Beginning, begin_form
from caseload_tui.ui.safe_text import SafeStatic
from caseload_tui.ui.talk.finding import Finder
from caseload_tui.ui.talk.guessing import Guess, part
from caseload_tui.ui.talk.keeping import OFFICE_TIME, Keeper
from caseload_tui.ui.talk.kept_line import KeptLine
from caseload_tui.ui.talk.note import NoteArea
from caseload_tui.ui.talk.sheet import Sheet
from caseload_tui.ui.widgets.foot import FootLine, News
from caseload_tui.ui.widgets.head import HeadLine, Place, ThinRule

if TYPE_CHECKING:
    from caseload_tui.ui.app import CaseloadApp

Read = Callable[[str, Callable[[Guess], None]], None]
"""Reads what a note for a client is most likely about, and goes on with that."""


class CaptureScreen(Host, ModalScreen[tuple[Sheet, bool] | None]):
    """One note, without a question; the answer is what was kept, and whether to go on with it in full."""

    OFFERS = IN_CAPTURE
    DEFAULT_CSS = """
    CaptureScreen { background: $background; }
    CaptureScreen > #work { height: 1fr; padding: 0 1 0 2; }
    CaptureScreen #for { height: auto; max-height: 3; color: $muted; }
    CaptureScreen NoteArea { height: 1fr; }
    CaptureScreen.-finding NoteArea, CaptureScreen.-finding KeptLine { display: none; }
    CaptureScreen Finder { display: none; height: 1fr; }
    CaptureScreen.-finding Finder { display: block; }
    """

    def __init__(self, guess: Guess | None, read: Read) -> None:
        super().__init__()
        self._guess, self._read = guess, read
        self._sheet = guess.sheet if guess is not None else None
        self._keeper: Keeper | None = None
        self._let_go: Callable[[], None] = lambda: None

    @property
    def shell(self) -> CaseloadApp:
        """The app, which has the services."""
        return cast("CaseloadApp", self.app)

    @property
    def area(self) -> NoteArea:
        """Where one types."""
        return self.query_one(NoteArea)

    @property
    def keeper(self) -> Keeper:
        """What keeps the draft."""
        if self._keeper is None:
            raise LookupError("the note is for nobody yet")
        return self._keeper

    def compose(self) -> ComposeResult:
        """Yield head, what it is for, the note, and foot."""
        yield HeadLine()
        yield ThinRule()
        with Vertical(id="work"):
            yield SafeStatic(id="for")
            yield Finder()
            yield KeptLine()
            yield NoteArea("", "", Content(tr("Type; it is kept. It can be worked out later.")), id="note")
        yield News()
        yield FootLine()

    def on_mount(self) -> None:
        """Stand ready to type: the note, or whom it is for."""
        self.watch(self.app, "masked", self._mask, init=False)
        self._let_go = self.shell.ending.keep(self._save_at_last)
        self._mask()
        if self._guess is not None:
            self._begin(self._guess)
        else:
            self.action_other_client()

    def on_unmount(self) -> None:
        """Leave the signals to others again."""
        self._let_go()

    def written(self) -> Sheet:
        """Return the sheet with what was typed."""
        sheet = self._sheet
        if sheet is None:
            raise LookupError("the note is for nobody yet")
        return replace(sheet, notes={**sheet.notes, sheet.at: self.area.text})

    # Keys

    def action_keep(self) -> None:
        """Go back; what was typed waits on the daily list."""
        if self._sheet is None:
            self.dismiss(None)
        elif self.has_class("-finding"):
            self._write_on()
        else:
            self._leave(in_full=False)

    def action_in_full(self) -> None:
        """Go on with it as a whole talk."""
        if self._sheet is not None and not self.has_class("-finding"):
            self._leave(in_full=True)

    def action_other_client(self) -> None:
        """Find the client whom the note is for."""
        self.add_class("-finding")
        self.query_one(Finder).begin()
        self._show()

    def action_details(self) -> None:
        """Say that it is another talk, or was on another day or held in another way."""
        guess, sheet = self._guess, self._sheet
        if guess is None or sheet is None or self.has_class("-finding"):
            return

        def given(chosen: Beginning | None) -> None:
            if chosen is not None:
                former = self.written()
                known = former.known if chosen.kind == former.kind else None
                changed = replace(
                    former, kind=chosen.kind, on=chosen.on, mode=chosen.mode, present=chosen.present, known=known
                )
                self._use(replace(changed, notes={}, at=part(guess.matter, changed)), self.area.text)

        beginning = Beginning(sheet.kind, sheet.on, sheet.mode, sheet.present)
        form = begin_form(guess.matter, beginning, title=tr("Kind, day and way"), deed=tr("Use"))
        self.app.push_screen(form, given)

    def action_take_draft(self) -> None:
        """Go on with the draft that is kept, what was typed now behind it."""
        guess, draft = self._guess, self._guess.draft if self._guess is not None else None
        if guess is None or draft is None or self.has_class("-finding"):
            return
        kept, typed, own = Sheet.of(draft), self.area.text, self.written().key
        at = part(guess.matter, kept)
        text = "\n\n".join(item for item in (kept.notes.get(at, "").strip(), typed.strip()) if item)
        services = self.shell.services

        def take() -> None:
            services.clients.log_opening("talk opened", kept.client)
            services.meetings.drop_draft(own)

        def taken(_: None) -> None:
            self._guess = replace(guess, draft=None)
            self._keep(replace(kept, at=at), stored=True)
            self._use(replace(kept, at=at), text)

        self.shell.work(partial(self.keeper.last, take), taken, group="draft", description="taking a draft", leads=True)

    # Messages

    def on_finder_chosen(self, event: Finder.Chosen) -> None:
        """Go on with the client that was found."""
        event.stop()
        self._read(event.client, self._found)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what was typed soon."""
        event.stop()
        if self._keeper is not None:
            self._keeper.touch()

    def on_screen_suspend(self) -> None:
        """Keep what was typed when another screen comes over this one."""
        if self._keeper is not None:
            self._keeper.save()

    def on_app_blur(self, event: events.AppBlur) -> None:
        """Keep what was typed when the window loses the keyboard."""
        self.on_screen_suspend()

    # Small parts

    def _found(self, guess: Guess) -> None:
        if not self.is_attached:
            return
        former, self._guess = self._sheet, guess
        if former is None:
            self._begin(guess)
        else:
            # The same draft, so that none is left with the client whom it was not for.
            self._use(replace(guess.sheet, key=former.key), self.area.text)

    def _begin(self, guess: Guess) -> None:
        self._keep(guess.sheet, stored=False)
        self._write_on()

    def _use(self, sheet: Sheet, text: str) -> None:
        self._sheet = sheet
        if text != self.area.text:
            self.area.load_text(text)
            self.area.move_cursor(self.area.document.end)
        self.keeper.touch()
        self._write_on()

    def _keep(self, sheet: Sheet, *, stored: bool) -> None:
        self._sheet = sheet
        self._keeper = Keeper(self, self.shell, self.written, self._kept)
        self._keeper.begin(sheet, stored=stored)

    def _write_on(self) -> None:
        self.remove_class("-finding")
        self._show()
        self.area.focus()

    def _leave(self, *, in_full: bool) -> None:
        sheet = self.written()

        def left() -> None:
            self.dismiss((sheet, in_full))

        self.keeper.leave(left)

    def _save_at_last(self) -> None:
        if self._keeper is not None:
            self._keeper.save_at_last()

    def _kept(self, moment: datetime | None, error: CaseloadError | None) -> None:
        if not self.is_attached:
            return
        line = self.query_one(KeptLine)
        if error is not None:
            line.said = ("late", tr("! not saved"))
            said = error.message + " " + tr("Your text stands here untouched; try again when it is mended.")
            self.query_one(News).tell(error.title, said, tone="late")
        else:
            line.said = ("muted", tr("saved {time}", time=time_text(moment.time())) if moment else "")

    def _mask(self) -> None:
        self.area.masked = self.shell.masked
        self._show()

    def _show(self) -> None:
        guess, sheet, look = self._guess, self._sheet, self.shell.look
        marks = (tr("MASKED"),) if self.shell.masked else ()
        head = self.query_one(HeadLine)
        if guess is None or sheet is None or self.has_class("-finding"):
            head.place = Place((tr("Quick note"),), marks, week_header(look.today))
            self.query_one("#for", SafeStatic).update(tr("For whom? Part of a name or a file number."))
            return
        client = guess.matter.client
        kind = guess.matter.framework.kinds_by_id[sheet.kind].name.to(language())
        where = (tr("file {number}", number=look.veil.over(client.file_number)), kind, look.full_name(client))
        when = " \N{MIDDLE DOT} ".join(item for item in (look.day(sheet.on), mode_name(sheet.mode)) if item)
        head.place = Place(where, marks, when)
        told = [tr("Quick note") + f" \N{MIDDLE DOT} {kind}" + (f", {guess.why}" if sheet.known else "")]
        if guess.draft is not None:
            moment = datetime.fromisoformat(guess.draft.saved_at).astimezone(OFFICE_TIME)
            told.append(
                tr(
                    "A draft of {when} at {time} is kept: {key} goes on with it.",
                    key=self.shell.key_of(TakeDraft),
                    when=near_date(moment.date(), look.today),
                    time=time_text(moment.time()),
                )
            )
        self.query_one("#for", SafeStatic).update("\n".join(told))
