"""How a talk is left and recorded: with its agreements and the next plan, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from caseload_tui.domain.dossier import Meeting
from caseload_tui.formatting import near_date
from caseload_tui.i18n import tr
from caseload_tui.ui.forms.fields import TextField
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.pick import Pick
from caseload_tui.ui.forms.values import Values
from caseload_tui.ui.talk.dividing import under_form
from caseload_tui.ui.talk.page import domain_title
from caseload_tui.ui.talk.sheet import Sheet, domains_of

if TYPE_CHECKING:
    from caseload_tui.ui.talk.paper import Paper

    _Base = Paper
else:
    _Base = object


class Recording(_Base):
    """For the talk: leaving, saving, signing and amending."""

    def action_leave(self) -> None:
        """Go back; what was typed is kept as a draft."""
        if self.busy:
            return
        empty = self.written().empty

        def left() -> None:
            self.dismiss(None)
            if not empty:
                self.shell.tell(tr("Kept as a draft."), tr("It is offered again with the {client}."))
            self.shell.refresh_lists()

        self.keeper.leave(left)

    def action_record(self, sign: bool) -> None:
        """Save the record, signed or not."""
        sheet = self.written()
        if self.busy:
            return
        if sheet.empty and not sheet.amends:
            self.shell.tell(
                tr("Nothing was written yet."), tr("Write a note, give a score or answer a question."), tone="due"
            )
        elif sheet.bsn_domains():
            self._warn_of_bsn(sheet, sign)
        else:
            self._divide(sign)

    def _warn_of_bsn(self, sheet: Sheet, sign: bool) -> None:
        names = ", ".join(domain_title(self.page, domain) for domain in sheet.bsn_domains())
        answers = (
            ("back", tr("Back to the note"), tr("take it out first")),
            ("save", tr("Save anyway"), tr("it is no citizen service number")),
        )

        def chosen(answer: str | None) -> None:
            if answer == "save":
                self._divide(sign)
            else:
                self.go_to(sheet.bsn_domains()[0])

        question = tr("A citizen service number (BSN) seems to stand in: {names}", names=names)
        self.app.push_screen(Pick(question, tr("It may not be kept here."), answers), chosen)

    def _divide(self, sign: bool) -> None:
        """Ask under which life domain the rest of what was noted quickly belongs."""
        sheet, domains = self.written(), domains_of(self.page.kind)
        if not sheet.quick:
            self._check_plan(sheet, sign)
        elif len(domains) == 1:
            self._check_plan(sheet.placed(domains[0]), sign)
        else:

            def chosen(domain: str | None) -> None:
                if domain is not None:
                    self._check_plan(sheet.placed(domain), sign)

            self.app.push_screen(under_form(self.page, domains, self.shell.look.said(sheet.quick)), chosen)

    def _check_plan(self, sheet: Sheet, sign: bool) -> None:
        """Ask whether a plan near the day is meant, where that is not known."""
        if sheet.amends:
            self._ask_reason(sheet)
        elif sheet.known is not None:
            self._record(sheet, sign)
        else:
            self.busy = True
            self.shell.work(
                lambda: self.shell.services.meetings.settles(sheet.client, sheet.talk()),
                partial(self._ask_plan, sheet, sign),
                group="read plans",
                description="looking for the plan",
                failed=self.tell_failure,
            )

    def _ask_plan(self, sheet: Sheet, sign: bool, plans: tuple[Meeting | None, Meeting | None]) -> None:
        self.busy = False
        near = plans[1]
        if near is None:
            self._record(sheet, sign)
            return
        day = near_date(near.on, self.page.matter.today)
        answers = (
            ("same", tr("It was this talk"), tr("the plan is done with it")),
            ("other", tr("It was another talk"), tr("the plan stays")),
        )

        def chosen(answer: str | None) -> None:
            if answer is not None:
                self._record(replace(sheet, known=near.id) if answer == "same" else sheet, sign)

        question = tr("{kind} is planned for {day}.", kind=self.page.matter.names.kind(near.kind), day=day)
        self.app.push_screen(Pick(question, tr("Is that the talk you recorded?"), answers), chosen)

    def _ask_reason(self, sheet: Sheet) -> None:
        meetings = self.shell.services.meetings
        changes = {
            "kind": sheet.kind,
            "on": sheet.on,
            "mode": sheet.mode,
            "notes": dict(sheet.notes),
            "scores": dict(sheet.scores),
            "answers": dict(sheet.answers),
        }

        def amend(values: Values) -> Meeting:
            meeting = meetings.amend(sheet.client, sheet.known or "", values.text("reason"), changes)
            return meeting

        form = Form(
            tr("Amend the record"),
            (TextField("reason", tr("Reason"), needed=True, hint=tr("what was wrong or missing")),),
            deed=tr("Amend"),
            save=lambda values: self.keeper.last(lambda: amend(values)),
            said="",
            client=self.page.matter.client,
        )

        def amended(meeting: Meeting | None) -> None:
            if meeting is not None:
                self.shell.work(
                    self.keeper.drop,
                    lambda _: self._recorded(sheet, meeting),
                    group="draft",
                    description="dropping a draft",
                )

        self.app.push_screen(form, amended)

    def _record(self, sheet: Sheet, sign: bool) -> None:
        self.busy = True
        meetings = self.shell.services.meetings

        def record() -> Meeting:
            return meetings.record(
                sheet.client,
                sheet.talk(),
                meeting=sheet.known,
                agreed=sheet.agreed,
                following=sheet.following,
                sign=sign,
                draft=sheet.key,
            )

        self.shell.work(
            lambda: self.keeper.last(record),
            partial(self._recorded, sheet),
            group="save",
            description="saving the record",
            failed=self.tell_failure,
        )

    def _recorded(self, sheet: Sheet, meeting: Meeting) -> None:
        self.dismiss(replace(sheet, known=meeting.id))
