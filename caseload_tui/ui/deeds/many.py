"""Carries out what is asked for all marked rows: a form, what it would do and for whom not, then one deed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from caseload_tui.i18n import tr, trn
from caseload_tui.ui.deeds.asking import Asking

if TYPE_CHECKING:
    from caseload_tui.domain.agenda import Agenda
    from caseload_tui.services.bulk import Aim, Sieve
    from caseload_tui.ui.forms.form import Form
    from caseload_tui.ui.forms.values import Values
    from caseload_tui.ui.intents.many import DeferMany, PlanMany, WithMany

_MOST_NAMED = 8
_PUT_OFF_BY = timedelta(weeks=2)


class Many(Asking):
    """For the app: deeds for marked rows."""

    def on_plan_many(self, intent: PlanMany) -> None:
        """Plan a meeting with all of them on one day."""
        from caseload_tui.domain.holidays import next_working_day  # noqa: PLC0415 - the unlock screen starts without it
        from caseload_tui.ui.forms.days import DayField, TimeField  # noqa: PLC0415 - forms when first asked for
        from caseload_tui.ui.forms.form import Form  # noqa: PLC0415 - see above

        bulk, today = self.services.bulk, self.look.today

        def save(values: Values) -> tuple[Sieve, Callable[[Sequence[Aim]], int]]:
            on, time = values.needed_day("on"), values.said("time")
            return bulk.could_plan(intent.aims, on, time), lambda aims: bulk.plan(aims, on, time)

        def make(agenda: Agenda) -> Form[tuple[Sieve, Callable[[Sequence[Aim]], int]]]:
            day = next_working_day(today + timedelta(days=1))
            fields = (
                DayField("on", tr("Day"), day, today, earliest=today, agenda=agenda, needed=True),
                TimeField("time", tr("Time"), "", hint=tr("empty: no time yet")),
            )
            lead = tr("With each the meeting that is due is planned on this day.")
            title = trn("Plan with {n} {client}", "Plan with {n} {clients}", len(intent.aims))
            return Form(title, fields, deed=tr("Plan"), save=save, said="", lead=lead)

        self.work(
            self.services.worklists.agenda,
            lambda agenda: self.ask(
                partial(make, agenda), partial(self._confirm_many, intent, tr("Plan"), tr("Planned."))
            ),
            group="read for a form",
            description="reading what the form shows",
            exclusive=True,
        )

    def on_defer_many(self, intent: DeferMany) -> None:
        """Put the due dates of all of them off until one day."""
        from caseload_tui.ui.forms.days import DayField  # noqa: PLC0415 - forms when first asked for
        from caseload_tui.ui.forms.fields import TextField  # noqa: PLC0415 - see above
        from caseload_tui.ui.forms.form import Form  # noqa: PLC0415 - see above

        bulk, today = self.services.bulk, self.look.today

        def save(values: Values) -> tuple[Sieve, Callable[[Sequence[Aim]], int]]:
            until, reason = values.needed_day("until"), values.text("reason")
            return bulk.could_defer(intent.aims, until, reason), lambda aims: bulk.defer(aims, until, reason)

        def make() -> Form[tuple[Sieve, Callable[[Sequence[Aim]], int]]]:
            earliest = today + timedelta(days=1)
            fields = (
                DayField("until", tr("Until"), today + _PUT_OFF_BY, today, earliest=earliest, needed=True),
                TextField("reason", tr("Reason"), needed=True),
            )
            title = trn("Put {n} due date off", "Put {n} due dates off", len(intent.aims))
            return Form(title, fields, deed=tr("Put off"), save=save, said="")

        self.ask(make, partial(self._confirm_many, intent, tr("Put off"), tr("Put off.")))

    def _confirm_many(
        self, intent: WithMany, deed: str, said: str, answer: tuple[Sieve, Callable[[Sequence[Aim]], int]]
    ) -> None:
        """Tell what would be done and for whom it cannot; then do it as one deed."""
        sieve, do = answer
        fit = len(sieve.fit)
        if not fit:
            error = sieve.refused[0][1]
            self.tell(tr("It can be done for none of them."), str(error), tone="late")
            return

        def sure(yes: bool | None) -> None:
            if yes:
                told = f"{said} {trn('{n} row.', '{n} rows.', fit)}"
                self.deed(partial(do, sieve.fit), told, description="a deed for many", done=self._unmark)

        from caseload_tui.ui.screens.confirm import Confirm  # noqa: PLC0415 - asked seldom

        question = tr("It can be done for {fit} of {all}.", fit=fit, all=len(intent.aims))
        self.push_screen(Confirm(question, self._named(intent, sieve), f"{deed} ({fit})"), sure)

    def _named(self, intent: WithMany, sieve: Sieve) -> str:
        look = self.look
        names = [look.name(intent.clients.get(aim.client)) for aim in sieve.fit]
        more = [f"\N{HORIZONTAL ELLIPSIS} (+{len(names) - _MOST_NAMED})"] if len(names) > _MOST_NAMED else []
        lines = ["; ".join((*names[:_MOST_NAMED], *more))]
        if sieve.refused:
            lines += ["", trn("{n} is left out:", "{n} are left out:", len(sieve.refused))]
        for aim, error in sieve.refused[:_MOST_NAMED]:
            lines.append(f"\N{EN DASH} {look.name(intent.clients.get(aim.client))}: {error.title}")
        if len(sieve.refused) > _MOST_NAMED:
            lines.append(f"\N{EN DASH} \N{HORIZONTAL ELLIPSIS} (+{len(sieve.refused) - _MOST_NAMED})")
        return "\n".join(lines)

    def _unmark(self) -> None:
        pane = self.main.pane
        if pane is not None:
            pane.unmark()
