"""What can be done while a talk is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from caseload_tui.domain.agreeing import Agreement, decide_agreement
from caseload_tui.i18n import language, tr
from caseload_tui.services.meetings import Plan
from caseload_tui.ui.forms.agreed import agreement_form
from caseload_tui.ui.forms.fields import ChoiceField, Field, TextField, yes_or_no
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.groups import move_form
from caseload_tui.ui.forms.talks import Beginning, begin_form, due_day, plan_fields, plan_from
from caseload_tui.ui.forms.values import Values
from caseload_tui.ui.talk.dividing import under_form
from caseload_tui.ui.talk.page import TalkPage, next_talk, read_around
from caseload_tui.ui.talk.sheet import QUICK, Sheet, domains_of

if TYPE_CHECKING:
    from caseload_tui.services.clients import DossierView
    from caseload_tui.ui.forms.matter import Matter
    from caseload_tui.ui.talk.paper import Paper

    _Base = Paper
else:
    _Base = object

NOTHING, OTHER = "-", "other"


class InTalk(_Base):
    """For the talk: its commands."""

    def action_next_note(self, step: int) -> None:
        """Go to the next life domain, or the one before."""
        place = self.domains.index(self.sheet.at) + step
        self.go_to(self.domains[place % len(self.domains)])

    def action_score(self) -> None:
        """Choose a score by its words."""
        scale = self.page.scale(self.sheet.at)
        if scale is None:
            self.shell.tell(tr("This life domain has no scores."), tr("Write it down as a note."), tone="due")
            return
        levels = [(str(place), f"{place} {level.to(language())}") for place, level in enumerate(scale.levels, 1)]
        score = self.sheet.scores.get(self.sheet.at)
        field = ChoiceField("score", tr("Score"), (*levels, (NOTHING, tr("none"))), str(score or NOTHING))
        form = Form(
            self.page.matter.names.domain(self.sheet.at),
            (field,),
            deed=tr("Give"),
            save=lambda values: values.text("score"),
            said="",
            client=self.page.matter.client,
            at_once=True,
        )

        def given(score: str | None) -> None:
            if score is not None:
                sheet = self.written()
                self.use(sheet.with_score(sheet.at, None if score == NOTHING else int(score)))

        self.app.push_screen(form, given)

    def action_agree(self) -> None:
        """Write down something agreed."""
        sheet = self.written()
        self._ask_agreement(None, lambda agreement: (*sheet.agreed, agreement))

    def change_agreement(self, place: int) -> None:
        """Change something that was agreed in this talk."""
        agreed = self.sheet.agreed
        self._ask_agreement(agreed[place], lambda item: (*agreed[:place], item, *agreed[place + 1 :]))

    def drop_agreement(self, place: int) -> None:
        """Take back something that was agreed in this talk."""
        agreed = self.sheet.agreed
        self.use(replace(self.written(), agreed=(*agreed[:place], *agreed[place + 1 :])))

    def settled(self, commitment: str) -> None:
        """Note that a commitment is open no longer."""
        self.page = replace(self.page, settled=self.page.settled | {commitment})
        self.show()

    def _ask_agreement(self, former: Agreement | None, put: Callable[[Agreement], tuple[Agreement, ...]]) -> None:
        framework, on = self.page.matter.framework, self.sheet.on

        def check(agreement: Agreement) -> Agreement:
            made = decide_agreement(agreement, framework, "", made_on=on)
            return replace(agreement, due_on=made.due_on)

        def given(agreement: Agreement | None) -> None:
            if agreement is not None:
                self.use(replace(self.written(), agreed=put(agreement)))

        domain = self.sheet.at if self.sheet.at != QUICK else None
        form = agreement_form(self.page.matter, check, domain=domain or None, made_on=on, former=former)
        self.app.push_screen(form, given)

    def action_plan_next(self) -> None:
        """Plan the next talk; the policy's term proposes the day."""
        matter, sheet = self.page.matter, self.sheet
        proposed = next_talk(matter, sheet.kind, sheet.on, done=sheet.known)
        kind, day = proposed or (sheet.kind, due_day(matter, sheet.kind))
        if sheet.following is not None:
            kind, day = sheet.following.kind, sheet.following.on
        form: Form[Plan] = Form(
            tr("Plan the next talk"),
            plan_fields(matter, kind, day),
            deed=tr("Plan"),
            save=plan_from,
            said="",
            client=matter.client,
            lead=tr("It is planned when the record is saved."),
            begin="on",
        )

        def given(plan: Plan | None) -> None:
            if plan is not None:
                self.use(replace(self.written(), following=plan))

        self.app.push_screen(form, given)

    def action_move(self) -> None:
        """Move to another group because of this talk."""

        def asked(matter: Matter) -> None:
            form = move_form(matter, meeting=self.sheet.known)

            def moved(view: DossierView | None) -> None:
                if view is not None:
                    self.shell.tell(form.said(view))
                    self.shell.refresh_lists()

            self.app.push_screen(form, moved)

        self.shell.about(self.sheet.client, asked)

    def action_checklist(self) -> None:
        """Answer the questions at the end."""
        if not self.page.questions:
            self.shell.tell(tr("The policy asks no questions at the end of this talk."), tone="due")
            return

        def given(answers: dict[str, str] | None) -> None:
            if answers is not None:
                self.use(replace(self.written(), answers=answers))

        self.app.push_screen(checklist_form(self.page, self.written()), given)

    def action_commitments(self) -> None:
        """See what is open and what was agreed here."""
        from caseload_tui.ui.talk.lists import TalkCommitments  # noqa: PLC0415 - opened seldom

        self.app.push_screen(TalkCommitments(self))

    def action_history(self) -> None:
        """Read all that was written about this life domain before."""
        from caseload_tui.ui.talk.lists import History  # noqa: PLC0415 - opened seldom

        self.app.push_screen(History(self.page, self.sheet.at))

    def action_take_over(self) -> None:
        """Put the note of the time before under the cursor."""
        note = self.page.previous.get(self.sheet.at)
        if note is not None:
            self.area.insert(note.text.strip())

    def action_put_under(self) -> None:
        """Put the paragraph under the cursor of the quick note, or what is selected there, under a life domain."""
        area = self.area
        found = area.selected_or_paragraph() if self.sheet.at == QUICK else None
        if found is None:
            said = tr("Go with the cursor to what was noted quickly.") if QUICK in self.domains else ""
            self.shell.tell(tr("Nothing here waits for a life domain."), said, tone="due")
            return
        start, end, text = found

        def chosen(domain: str | None) -> None:
            if domain is not None:
                area.delete(start, end, maintain_selection_offset=False)
                target = self.note_of(domain)
                target.insert(f"\n\n{text}" if target.text.strip() else text, target.document.end)
                self.use(self.written() if area.text.strip() else replace(self.written(), at=domain))
                self.go_to(self.sheet.at)

        self.app.push_screen(under_form(self.page, domains_of(self.page.kind), self.shell.look.said(text)), chosen)

    def action_details(self) -> None:
        """Change which talk it is, when it was and how."""
        sheet = self.written()
        beginning = Beginning(sheet.kind, sheet.on, sheet.mode, sheet.present)
        form = begin_form(self.page.matter, beginning, title=tr("Kind, day and way"), deed=tr("Use"))

        def given(chosen: Beginning | None) -> None:
            if chosen is None:
                return
            changed = replace(self.written(), kind=chosen.kind, on=chosen.on, mode=chosen.mode, present=chosen.present)
            if chosen.kind == self.sheet.kind:
                self.use(changed)
            else:
                self._turn_to(changed)

        self.app.push_screen(form, given)

    def _turn_to(self, sheet: Sheet) -> None:
        self.shell.work(
            partial(read_around, self.shell.services, sheet.client, sheet.kind),
            lambda page: self.turn_to(page, sheet),
            group="read talk",
            description="reading the time before",
            exclusive=True,
        )


def checklist_form(page: TalkPage, sheet: Sheet) -> Form[dict[str, str]]:
    """Return the form with the questions at the end: yes, no, or some words."""
    options = (*yes_or_no(), (OTHER, tr("in words")), (NOTHING, tr("not asked")))
    fields: list[Field] = []
    for number, question in page.questions:
        answer = sheet.answers.get(number, "")
        chosen = answer if answer in ("yes", "no") else OTHER if answer else NOTHING
        fields.append(ChoiceField(f"q{number}", question.ask.to(language()), options, chosen, stacked=True))
        words = answer if chosen == OTHER else ""
        fields.append(
            TextField(
                f"w{number}",
                "",
                words,
                hint=tr("in words"),
                when=lambda values, name=f"q{number}": values.text(name) == OTHER,  # type: ignore[misc]
            )
        )
    return Form(
        tr("Checklist"),
        fields,
        deed=tr("Answer"),
        save=lambda values: _answers(values, [number for number, _ in page.questions]),
        said="",
        client=page.matter.client,
    )


def _answers(values: Values, numbers: Sequence[str]) -> dict[str, str]:
    answers = {}
    for number in numbers:
        chosen = values.text(f"q{number}")
        answer = values.text(f"w{number}") if chosen == OTHER else "" if chosen == NOTHING else chosen
        if answer:
            answers[number] = answer
    return answers
