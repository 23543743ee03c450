"""Carries out what has to do with records of talks: begins one, offers drafts, and what follows when one is saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from caseload_tui.i18n import tr
from caseload_tui.ui.deeds.asking import Asking

if TYPE_CHECKING:
    from caseload_tui.domain.dossier import Meeting
    from caseload_tui.domain.rows import Draft
    from caseload_tui.services import Services
    from caseload_tui.ui import intents
    from caseload_tui.ui.forms.matter import Matter
    from caseload_tui.ui.forms.talks import Beginning
    from caseload_tui.ui.intents import dossier as more
    from caseload_tui.ui.talk.page import TalkPage
    from caseload_tui.ui.talk.sheet import Sheet

CONTINUE, ANEW, LATER, THROW = "continue", "anew", "later", "throw"


class Talking(Asking):
    """For the app: records of talks."""

    def on_record_talk(self, intent: intents.RecordTalk) -> None:
        """Offer the drafts there are; without one, begin."""
        self.work(
            partial(read_beginning, self.services, intent.client),
            partial(self._offer, intent),
            group="read talk",
            description="reading what a talk begins with",
            exclusive=True,
            leads=True,
        )

    def on_amend_talk(self, intent: more.AmendTalk) -> None:
        """Change an unsigned record, amend a signed one; a draft of that is offered first."""
        from caseload_tui.ui.talk.sheet import sheet_of_record  # noqa: PLC0415 - imported with the first talk

        def go_on(read: tuple[Matter, tuple[Draft, ...]]) -> None:
            matter, drafts = read
            meeting = matter.meeting(intent.meeting)
            fitting = tuple(draft for draft in drafts if draft.meeting_id == meeting.id)
            stem = "amendment" if meeting.signed_on is not None else "talk"
            key = _free(f"{stem}:{meeting.id}", drafts)
            sheet = sheet_of_record(intent.client, meeting, key=key)
            self._choose(matter, fitting, lambda: self.write(sheet, stored=False))

        self.work(
            partial(read_beginning, self.services, intent.client),
            go_on,
            group="read talk",
            description="reading a record",
            exclusive=True,
            leads=True,
        )

    def _offer(self, intent: intents.RecordTalk, read: tuple[Matter, tuple[Draft, ...]]) -> None:
        matter, drafts = read
        if not matter.dossier.present:
            self.tell(tr("The dossier is closed."), tr("Reopen it first."), tone="late")
            return
        fitting = tuple(draft for draft in drafts if _fits(draft, intent))
        self._choose(matter, fitting, lambda: self._begin(matter, intent, drafts))

    def _choose(self, matter: Matter, drafts: tuple[Draft, ...], begin: Callable[[], None]) -> None:
        """Offer the latest draft that fits; it is never opened unasked, and starting anew leaves it as it is."""
        if not drafts:
            begin()
            return
        from caseload_tui.ui.forms.pick import Pick  # noqa: PLC0415 - imported with the first draft
        from caseload_tui.ui.talk.sheet import Sheet  # noqa: PLC0415 - imported with the first draft

        draft = drafts[-1]
        sheet = Sheet.of(draft)

        def chosen(answer: str | None) -> None:
            if answer == CONTINUE:
                self.write(sheet, stored=True)
            elif answer == ANEW:
                begin()
            elif answer == THROW:
                self._throw_away(matter, draft)

        self.push_screen(
            Pick(tr("A draft of this talk is kept."), _draft_words(matter, sheet, draft), _answers()), chosen
        )

    def _throw_away(self, matter: Matter, draft: Draft) -> None:
        from caseload_tui.ui.screens.confirm import TypedConfirm  # noqa: PLC0415 - asked seldom

        word = tr("gone")

        def sure(answer: bool | None) -> None:
            if answer:
                self.deed(
                    partial(self.services.meetings.drop_draft, draft.key),
                    tr("The draft is gone."),
                    description="throwing a draft away",
                    hint="",
                )

        detail = tr("What was typed cannot be brought back.")
        self.push_screen(TypedConfirm(tr("Throw the draft away?"), detail, tr("Throw away"), word), sure)

    def _begin(self, matter: Matter, intent: intents.RecordTalk, drafts: tuple[Draft, ...]) -> None:
        """Go straight to the note where it is clear which talk it is; else ask that first."""
        from caseload_tui.ui.forms.talks import begin_form, beginning_of, is_clear, plan_of  # noqa: PLC0415

        beginning = beginning_of(matter, kind=intent.kind, meeting=intent.meeting, mode=intent.mode)
        plan = plan_of(matter, intent.meeting)
        start = partial(self._start, matter, plan.id if plan is not None else None, drafts)
        if is_clear(matter, beginning, kind=intent.kind, meeting=intent.meeting):
            start(beginning)
            return

        def asked(chosen: Beginning | None) -> None:
            if chosen is not None:
                start(chosen)

        self.push_screen(begin_form(matter, beginning, title=tr("Record a talk"), deed=tr("Begin to write")), asked)

    def _start(self, matter: Matter, known: str | None, drafts: tuple[Draft, ...], beginning: Beginning) -> None:
        from caseload_tui.ui.talk.sheet import Sheet  # noqa: PLC0415 - see above

        key = _free(f"talk:{known or self.services.meetings.new_id()}", drafts)
        sheet = Sheet(
            client=matter.client.id,
            key=key,
            kind=beginning.kind,
            on=beginning.on,
            mode=beginning.mode,
            present=beginning.present,
            known=known,
        )
        self.write(sheet, stored=False)

    def write(self, sheet: Sheet, *, stored: bool) -> None:
        """Open the talk on a sheet; the access log has it first."""
        from caseload_tui.ui.talk.page import read_talk  # noqa: PLC0415 - see above

        self.work(
            partial(read_talk, self.services, sheet.client, sheet.kind),
            partial(self._show_talk, sheet, stored),
            group="read talk",
            description="opening a talk",
            exclusive=True,
            leads=True,
        )

    def _show_talk(self, sheet: Sheet, stored: bool, page: TalkPage) -> None:
        from caseload_tui.ui.screens.talk import TalkScreen  # noqa: PLC0415 - see above

        def closed(recorded: Sheet | None) -> None:
            if recorded is not None:
                self._recorded(page, recorded)

        self.push_screen(TalkScreen(page, sheet, stored=stored), closed)

    def _recorded(self, page: TalkPage, sheet: Sheet) -> None:
        """Tell it, then offer what follows: the next talk, and another group where the talk asked for that."""
        said = tr("Amended.") if sheet.amends else tr("Recorded.")
        lacking = _lacking(page, sheet)
        planned = tr("The next talk is planned.") if sheet.following else ""
        self.tell(said, " ".join(part for part in (lacking, planned) if part), tone="due" if lacking else "kept")
        self.refresh_lists()
        if sheet.amends:
            return
        self.about(sheet.client, partial(self._offer_next, page, sheet, said))

    def _offer_next(self, page: TalkPage, sheet: Sheet, said: str, matter: Matter) -> None:
        from caseload_tui.ui.forms.groups import move_form  # noqa: PLC0415 - see above
        from caseload_tui.ui.forms.talks import plan_form  # noqa: PLC0415 - see above
        from caseload_tui.ui.talk.page import next_talk  # noqa: PLC0415 - see above

        if not matter.dossier.present:
            return
        proposed = next_talk(matter, sheet.kind, sheet.on) if sheet.following is None else None
        moves = _asks_for_move(page, sheet)

        def then_move(_: object = None) -> None:
            if moves:
                self.ask(lambda: move_form(matter, meeting=sheet.known))

        if proposed is None:
            then_move()
            return
        kind, day = proposed
        lead = " ".join((said, tr("The policy proposes the next talk; escape plans nothing.")))
        form = plan_form(matter, kind=kind, on=day, lead=lead)

        def planned(meeting: Meeting | None) -> None:
            if meeting is not None:
                self.tell(f"{said} {form.said(meeting)}", self.takes_back)
                self.refresh_lists()
            then_move()

        self.push_screen(form, planned)


def read_beginning(services: Services, client: str) -> tuple[Matter, tuple[Draft, ...]]:
    """Return what a talk begins with, and the drafts of the client's talks, the oldest first."""
    from caseload_tui.ui.forms.matter import read_matter  # noqa: PLC0415 - the unlock screen stands without services
    from caseload_tui.ui.talk.sheet import is_sheet  # noqa: PLC0415 - imported with the first talk

    drafts = (draft for draft in services.meetings.drafts() if draft.client_id == client and is_sheet(draft))
    return read_matter(services, client), tuple(sorted(drafts, key=lambda draft: draft.saved_at))


def _fits(draft: Draft, intent: intents.RecordTalk) -> bool:
    """Tell whether a draft is offered: the one asked for, else those of the plan, else every talk's of the client."""
    if intent.draft is not None:
        return draft.key == intent.draft
    if draft.content.get("amends"):
        return False
    return intent.meeting is None or draft.meeting_id in (None, intent.meeting)


def _free(stem: str, drafts: tuple[Draft, ...]) -> str:
    from caseload_tui.ui.talk.sheet import free_key  # noqa: PLC0415 - imported with the first talk

    return free_key(stem, frozenset(draft.key for draft in drafts))


def _answers() -> tuple[tuple[str, str, str], ...]:
    return (
        (CONTINUE, tr("Continue with it"), tr("go on where you stopped")),
        (ANEW, tr("Start anew"), tr("the draft stays and is offered again")),
        (LATER, tr("Later"), tr("do nothing now")),
        (THROW, tr("Throw it away"), tr("asks once more")),
    )


def _draft_words(matter: Matter, sheet: Sheet, draft: Draft) -> str:
    from datetime import datetime  # noqa: PLC0415 - only drafts have moments

    from caseload_tui.formatting import near_date, time_text  # noqa: PLC0415 - see above
    from caseload_tui.ui.talk.keeping import OFFICE_TIME  # noqa: PLC0415 - imported with the first talk
    from caseload_tui.ui.talk.sheet import parts_of  # noqa: PLC0415 - imported with the first talk

    moment = datetime.fromisoformat(draft.saved_at).astimezone(OFFICE_TIME)
    domains = parts_of(matter.framework.kinds_by_id.get(sheet.kind), sheet)
    return tr(
        "{kind} of {day}, {done} of {all} parts, saved {when} at {time}",
        kind=matter.names.kind(sheet.kind),
        day=near_date(sheet.on, matter.today),
        done=sum(sheet.done(domain) for domain in domains),
        all=len(domains),
        when=near_date(moment.date(), matter.today),
        time=time_text(moment.time()),
    )


def _lacking(page: TalkPage, sheet: Sheet) -> str:
    """Return which roles the kind needs that did not take part; the talk counts all the same."""
    from caseload_tui.domain.fitting import missing_roles  # noqa: PLC0415 - the unlock screen stands without it
    from caseload_tui.services.policy_words import not_there_words  # noqa: PLC0415

    matter = page.matter
    person = next((item for item in matter.view.consultants if item.id == matter.services.desk.by), None)
    lacking = missing_roles(page.kind, sheet.present, person.roles if person else ())
    return not_there_words(lacking, matter.framework)


def _asks_for_move(page: TalkPage, sheet: Sheet) -> bool:
    """Tell whether the talk places the client, or a question about the group was answered with no."""
    reviewed = any(question.reviews and sheet.answers.get(number) == "no" for number, question in page.questions)
    asked = any(question.reviews for _, question in page.questions)
    again = page.kind.id in page.matter.framework.moves.review_at and not asked
    return reviewed or again or page.kind.sets_group is not None
