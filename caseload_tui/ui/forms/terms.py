"""Forms about terms: putting a due date off, lifting a rule, and ending either."""

from __future__ import annotations

from datetime import timedelta

from caseload_tui.errors import Refused
from caseload_tui.formatting import near_date
from caseload_tui.frameworks.wording import how_often
from caseload_tui.i18n import tr
from caseload_tui.services.clients import DueView
from caseload_tui.ui.forms.choice import Options
from caseload_tui.ui.forms.days import DayField
from caseload_tui.ui.forms.fields import ChoiceField, Field, TextField
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.matter import Matter
from caseload_tui.ui.forms.values import Values

_PUT_OFF_BY = timedelta(weeks=2)


def rule_options(matter: Matter) -> Options:
    """Return the rules that hold for the client."""
    return tuple((due.base.rule, _rule_name(matter, due)) for due in matter.view.dues)


def defer_form(matter: Matter, *, rule: str | None = None, kind: str | None = None) -> Form[str]:
    """Return the form to put a due date off until a day."""
    dues = [due for due in matter.view.dues if due.base.due_on is not None]
    if not dues:
        raise Refused(
            tr("There is no due date to put off."),
            tr("The policy sets no term here. A talk that is planned is moved with p."),
        )
    fitting = (due.base.rule for due in dues if kind in (None, due.base.kind))
    chosen = rule or next(fitting, None)
    options = tuple((due.base.rule, _rule_name(matter, due)) for due in dues)
    tomorrow = matter.today + timedelta(days=1)
    fields: list[Field] = [
        ChoiceField("rule", tr("What"), options, chosen, needed=True),
        DayField("until", tr("Until"), matter.today + _PUT_OFF_BY, matter.today, earliest=tomorrow, needed=True),
        TextField("reason", tr("Reason"), needed=True),
    ]

    def save(values: Values) -> str:
        until = values.needed_day("until")
        matter.services.terms.defer(matter.client.id, until, values.text("reason"), rule=values.text("rule"))
        return tr("Put off until {day}.", day=near_date(until, matter.today))

    return Form(
        tr("Put off"),
        fields,
        deed=tr("Put off"),
        save=save,
        said=str,
        client=matter.client,
        lead=_because(matter, chosen),
    )


def waive_form(matter: Matter, *, rule: str | None = None) -> Form[str]:
    """Return the form to lift a rule for a while."""

    def save(values: Values) -> str:
        return matter.services.terms.waive(
            matter.client.id,
            values.text("reason"),
            start=values.day("start"),
            through=values.day("through"),
            rule=values.text("rule"),
        )

    options = rule_options(matter)
    if not options:
        raise Refused(tr("There is nothing to lift."), tr("The policy asks for no talk with this {client}."))
    return Form(
        tr("Do not ask for a while"),
        (
            ChoiceField("rule", tr("What"), options, rule or next((key for key, _ in options), None), needed=True),
            DayField("start", tr("From"), matter.today, matter.today, needed=True),
            DayField("through", tr("Through"), None, matter.today, hint=tr("empty: until further notice")),
            TextField("reason", tr("Reason"), needed=True),
        ),
        deed=tr("Lift"),
        save=save,
        said=tr("Lifted."),
        client=matter.client,
    )


def end_deferral_form(matter: Matter, rule: str) -> Form[str]:
    """Return the form to let the former due date hold again."""
    return Form(
        tr("No longer put off"),
        (TextField("reason", tr("Reason")),),
        deed=tr("End"),
        save=lambda values: matter.services.terms.end_deferral(
            matter.client.id, rule=rule, reason=values.said("reason")
        ),
        said=tr("The due date is no longer put off."),
        client=matter.client,
        lead=_because(matter, rule),
    )


def end_waiver_form(matter: Matter, rule: str) -> Form[str]:
    """Return the form to ask for the talk again."""
    return Form(
        tr("Ask again"),
        (
            DayField("through", tr("Last day"), matter.today, matter.today, needed=True),
            TextField("reason", tr("Reason")),
        ),
        deed=tr("End"),
        save=lambda values: matter.services.terms.end_waiver(
            matter.client.id, through=values.day("through"), rule=rule, reason=values.said("reason")
        ),
        said=tr("The exemption ends."),
        client=matter.client,
        lead=_because(matter, rule),
    )


def _rule_name(matter: Matter, due: DueView) -> str:
    rule = matter.framework.rules_by_id.get(due.base.rule)
    often = how_often(matter.framework, rule) if rule else ""
    return f"{matter.names.kind(due.base.kind)} {often}".strip()


def _because(matter: Matter, rule: str | None) -> str:
    return next((due.because for due in matter.view.dues if due.base.rule == rule), "")
