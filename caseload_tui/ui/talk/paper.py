"""The talk: one note per life domain, with the time before in view; every letter is text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import ContentSwitcher, TextArea

from caseload_tui.errors import CaseloadError
from caseload_tui.formatting import near_date, time_text, week_header
from caseload_tui.i18n import language, tr
from caseload_tui.services.naming import mode_name
from caseload_tui.ui.commands import Command, Host
from caseload_tui.ui.commands.talking import IN_TALK
from caseload_tui.ui.commands.training import ReadTasks
from caseload_tui.ui.safe_text import plain
from caseload_tui.ui.talk.context import Above, Agreed, Beside, Shown
from caseload_tui.ui.talk.keeping import Keeper
from caseload_tui.ui.talk.kept_line import KeptLine
from caseload_tui.ui.talk.note import NoteArea
from caseload_tui.ui.talk.page import TalkPage, answer_mark, domain_title
from caseload_tui.ui.talk.sheet import Sheet, parts_of
from caseload_tui.ui.talk.side import Side, SideLine
from caseload_tui.ui.widgets.foot import FootLine, News
from caseload_tui.ui.widgets.head import HeadLine, Place, ThinRule

if TYPE_CHECKING:
    from caseload_tui.ui.app import CaseloadApp


class Paper(Host, ModalScreen[Sheet | None]):
    """Where a talk is written down; the answer is the sheet that was recorded, None where one left before."""

    OFFERS = (*IN_TALK, ReadTasks)
    DEFAULT_CSS = """
    Paper { background: $background; }
    Paper > #work { height: 1fr; }
    Paper #paper { width: 1fr; padding: 0 1 0 2; }
    Paper ContentSwitcher { height: 1fr; }
    Paper.-wide Side { width: 30; }
    Paper.-very-wide Side { width: 38; }
    Paper.-wide Beside, Paper.-very-wide Beside { display: block; }
    Paper.-very-wide Beside { width: 56; }
    """

    def __init__(self, page: TalkPage, sheet: Sheet, *, stored: bool) -> None:
        super().__init__()
        self.page = page
        parts = parts_of(page.kind, sheet)
        self.sheet = sheet if sheet.at in parts else replace(sheet, at=parts[0])
        self._parts = parts
        self._stored = stored
        self._areas: dict[str, NoteArea] = {}
        self._keeper: Keeper | None = None
        self._let_go: Callable[[], None] = lambda: None
        self.busy = False

    @property
    def shell(self) -> CaseloadApp:
        """The app, which has the services."""
        return cast("CaseloadApp", self.app)

    def allows(self, command: type[Command]) -> bool:
        """Tell whether the command works at this moment: only a training has tasks."""
        return super().allows(command) and (command is not ReadTasks or bool(self.shell.exercises))

    @property
    def keeper(self) -> Keeper:
        """What keeps the draft."""
        if self._keeper is None:
            raise LookupError("the talk is not open yet")
        return self._keeper

    @property
    def domains(self) -> tuple[str, ...]:
        """What is written about, in the policy's order; what was noted quickly comes first."""
        return self._parts

    @property
    def area(self) -> NoteArea:
        """The editor of the life domain that is written about."""
        return self._areas[self.sheet.at]

    def note_of(self, domain: str) -> NoteArea:
        """Return the editor of a life domain."""
        return self._areas[domain]

    def compose(self) -> ComposeResult:
        """Yield head, life domains, paper and foot."""
        yield HeadLine()
        yield ThinRule()
        with Horizontal(id="work"):
            yield Side()
            with Vertical(id="paper"):
                yield Above()
                yield KeptLine()
                yield ContentSwitcher(*self._made_areas(), initial=self._area_id(self.sheet.at))
                yield Agreed()
            yield Beside()
        yield News()
        yield FootLine()

    def on_mount(self) -> None:
        """Stand ready to type, and to keep what is typed."""
        self._keeper = Keeper(self, self.shell, self.written, self._kept)
        self._keeper.begin(self.sheet, stored=self._stored)
        self._let_go = self.shell.ending.keep(self._keeper.save_at_last)
        self.watch(self.app, "masked", self._mask, init=False)
        self._mask()
        for area in self._areas.values():
            area.move_cursor(area.document.end)
        if self.sheet.known is None and self.sheet.empty:
            self.query_one(News).tell(tr("ctrl+t changes kind, day or way of this talk."), tone="due")
        self.area.focus()

    def on_unmount(self) -> None:
        """Leave the signals to others again."""
        self._let_go()

    def on_resize(self) -> None:
        """Fit what stands around the note to the width."""
        self.call_after_refresh(self.show)

    def written(self) -> Sheet:
        """Return the sheet with what stands in the editors."""
        notes = {domain: area.text for domain, area in self._areas.items()}
        kept = {domain: text for domain, text in self.sheet.notes.items() if domain not in notes}
        full = {domain: text for domain, text in notes.items() if text or domain in self.sheet.notes}
        return replace(self.sheet, notes={**kept, **full})

    def use(self, sheet: Sheet) -> None:
        """Go on with another sheet, and keep it."""
        self.sheet = sheet
        self.show()
        self.keeper.touch()

    def go_to(self, domain: str) -> None:
        """Write about another life domain."""
        self.sheet = replace(self.written(), at=domain)
        self.query_one(ContentSwitcher).current = self._area_id(domain)
        self._areas[domain].focus()
        self.show()
        self.keeper.touch()

    def turn_to(self, page: TalkPage, sheet: Sheet) -> None:
        """Go on with another kind of talk: notes on life domains that it does not have stay in the draft."""
        self.page = page
        self._parts = parts_of(page.kind, sheet)
        self.sheet = replace(sheet, at=sheet.at if sheet.at in self._parts else self._parts[0])
        switcher = self.query_one(ContentSwitcher)
        self._areas = {}
        switcher.remove_children()
        for area in self._made_areas(suffix=page.kind.id):
            switcher.mount(area)
        self.call_after_refresh(self.go_to, self.sheet.at)

    def show(self) -> None:
        """Draw what stands around the note anew."""
        sheet, page, look = self.written(), self.page, self.shell.look
        side = self.query_one(Side)
        side.lines = tuple(
            SideLine(domain, domain_title(page, domain), sheet.done(domain), sheet.scores.get(domain))
            for domain in self.domains
        )
        side.at = sheet.at
        side.questions = tuple(
            (answer_mark(sheet.answers.get(number)), question.ask.to(language())) for number, question in page.questions
        )
        shown = Shown(page, sheet, look.veil)
        for around in (self.query_one(Above), self.query_one(Beside), self.query_one(Agreed)):
            around.shown = shown
        self._show_head()

    def tell_failure(self, error: CaseloadError) -> None:
        """Say what went wrong; what was typed stays where it is."""
        self.busy = False
        said = error.message + " " + tr("Your text stands here untouched; try again when it is mended.")
        self.query_one(News).tell(error.title, said, tone="late")

    # Messages

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep what was typed soon; mark a life domain as begun."""
        event.stop()
        area = event.text_area
        if isinstance(area, NoteArea) and self._keeper is not None:
            self._keeper.touch()
            known = next((line.done for line in self.query_one(Side).lines if line.domain == area.domain), None)
            if known != bool(area.text.strip()):
                self.show()

    def on_side_chosen(self, event: Side.Chosen) -> None:
        """Go to the life domain that was clicked."""
        event.stop()
        self.go_to(event.domain)

    def on_side_questions(self, event: Side.Questions) -> None:
        """Answer the questions."""
        event.stop()
        self.call_later(self.run_action, "checklist")

    def on_screen_suspend(self) -> None:
        """Keep what was typed when another screen comes over this one."""
        if self._keeper is not None:
            self._keeper.save()

    def on_screen_resume(self) -> None:
        """Go on typing where one was."""
        area = self._areas.get(self.sheet.at)
        if area is not None and area.is_attached:
            area.focus()

    def on_app_blur(self, event: events.AppBlur) -> None:
        """Keep what was typed when the window loses the keyboard."""
        self.keeper.save()

    # Small parts

    def _made_areas(self, suffix: str = "") -> list[NoteArea]:
        for place, domain in enumerate(self.domains):
            hint = plain("\n".join(self.page.prompts(domain)), lines=True)
            area = NoteArea(domain, self.sheet.notes.get(domain, ""), hint, id=f"note{place}{suffix}")
            area.masked = self.shell.masked
            self._areas[domain] = area
        return [self._areas[domain] for domain in self.domains]

    def _area_id(self, domain: str) -> str:
        area = self._areas.get(domain)
        return (area.id or "") if area is not None else f"note{self.domains.index(domain)}"

    def _kept(self, moment: datetime | None, error: CaseloadError | None) -> None:
        if not self.is_attached:
            return
        line = self.query_one(KeptLine)
        if error is not None:
            line.said = ("late", tr("! not saved"))
            self.tell_failure(error)
        else:
            line.said = ("muted", tr("saved {time}", time=time_text(moment.time())) if moment else "")

    def _mask(self) -> None:
        for area in self._areas.values():
            area.masked = self.shell.masked
        self.show()

    def _show_head(self) -> None:
        sheet, client, look = self.sheet, self.page.matter.client, self.shell.look
        kind = self.page.kind.name.to(language())
        # What gives way on a narrow screen comes first.
        where = (
            tr("file {number}", number=look.veil.over(client.file_number)),
            tr("amendment of {kind}", kind=kind) if sheet.amends else kind,
            look.full_name(client),
        )
        today = self.page.matter.today
        day = (
            week_header(sheet.on).partition(" \N{MIDDLE DOT} ")[0] if sheet.on == today else near_date(sheet.on, today)
        )
        marks = (tr("MASKED"),) if self.shell.masked else ()
        parts = [day, mode_name(sheet.mode)]
        self.query_one(HeadLine).place = Place(where, marks, " \N{MIDDLE DOT} ".join(part for part in parts if part))
