"""Forms about talks: beginning one, planning, what became of a plan, withdrawing a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from caseload_tui.domain.dossier import CONSENTS, PLANNED, Meeting
from caseload_tui.domain.framework import Kind
from caseload_tui.domain.holidays import next_working_day
from caseload_tui.domain.signals import next_no_show_step
from caseload_tui.domain.talking import asks_consent, consent_of, modes_of, needs_consent
from caseload_tui.errors import Refused
from caseload_tui.formatting import near_date
from caseload_tui.i18n import language, tr
from caseload_tui.services.following import step_words
from caseload_tui.services.meetings import Plan
from caseload_tui.services.naming import mode_name
from caseload_tui.ui.forms.choice import Options
from caseload_tui.ui.forms.days import DayField, TimeField
from caseload_tui.ui.forms.fields import ChoiceField, Field, SeveralField, TextField, yes_or_no
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.matter import Matter
from caseload_tui.ui.forms.values import Values
from caseload_tui.ui.look import clock


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of a talk before the first word is written."""

    kind: str
    on: date
    mode: str | None
    present: tuple[str, ...] = ()
    consent: str | None = None


class ConsentField(ChoiceField):
    """Whether the client consents to meeting this way: asked where the policy wants it and nobody knows."""

    def __init__(self, matter: Matter, kind: str) -> None:
        def shown(values: Values) -> bool:
            asked = values.said("kind") or kind
            known = matter.framework.kinds_by_id.get(asked)
            return asks_consent(values.said("mode"), known, matter.dossier) or bool(values.said("consent"))

        super().__init__("consent", tr("Consents"), yes_or_no(), needed=True, when=shown)

    def follow(self, values: Values) -> None:
        """Say what is asked, and what follows from no."""
        super().follow(values)
        if self.has_class("-wrong"):
            return
        refused = self.value == "no"
        self.remark(
            tr("Choose another way to meet; the answer is kept in the dossier.")
            if refused
            else tr("Ask the {client} for consent to this; the answer is kept in the dossier."),
            warned=refused,
        )


def kinds_in_order(matter: Matter) -> list[Kind]:
    """Return the kinds of talk for this client: those that are due first, then as the policy lists them."""
    due = [due.base.kind for due in matter.view.dues]
    kinds = list(matter.framework.kinds)
    return sorted(kinds, key=lambda kind: (due.index(kind.id) if kind.id in due else len(due), kinds.index(kind)))


def kind_options(matter: Matter) -> Options:
    """Return the kinds of talk to choose from."""
    return tuple(
        (kind.id, f"{kind.name.to(language())} ({tr('obligatory')})" if kind.obligatory else kind.name.to(language()))
        for kind in kinds_in_order(matter)
    )


def mode_options(matter: Matter, kind: str | None) -> Options:
    """Return the ways in which the client may have such a talk."""
    known = matter.framework.kinds_by_id.get(kind or "")
    modes = modes_of(known, matter.dossier.groups) if known else ()
    return tuple((mode, mode_name(mode)) for mode in modes)


def role_options(matter: Matter, kind: str | None) -> Options:
    """Return the roles that may take part in such a talk."""
    known = matter.framework.kinds_by_id.get(kind or "")
    roles = (*known.roles, *known.optional_roles) if known else ()
    return tuple((role, matter.names.role(role)) for role in roles)


def others_asked(matter: Matter, kind: str | None) -> bool:
    """Tell whether the policy names somebody besides the one at the keyboard who may take part."""
    me = next((person for person in matter.view.consultants if person.id == matter.services.desk.by), None)
    own = me.roles if me is not None else ()
    return any(role not in own for role, _ in role_options(matter, kind))


def usual_mode(matter: Matter, kind: str | None) -> str | None:
    """Return how the client prefers to meet, if such a talk allows it; else the first way there is."""
    known = matter.framework.kinds_by_id.get(kind or "")
    modes = [
        mode
        for mode, _ in mode_options(matter, kind)
        if not (needs_consent(mode, known) and consent_of(matter.dossier, mode) == "no")
    ]
    preferred = matter.dossier.value("preferred_mode")
    return preferred if preferred in modes else modes[0] if modes else None


def plan_of(matter: Matter, meeting: str | None) -> Meeting | None:
    """Return the planned meeting named, if it still is planned."""
    known = matter.dossier.meeting(meeting) if meeting else None
    return known if known is not None and known.status == PLANNED else None


def beginning_of(matter: Matter, *, kind: str | None, meeting: str | None = None, mode: str | None = None) -> Beginning:
    """Return how a talk most likely begins: as planned, else as the policy asks next, today; in a known way if any."""
    plan = plan_of(matter, meeting)
    first = plan.kind if plan else kind or kinds_in_order(matter)[0].id
    on = min(plan.on, matter.today) if plan and mode is None else matter.today
    known = mode if mode in dict(mode_options(matter, first)) else plan.mode if plan else None
    return Beginning(first, on, known or usual_mode(matter, first))


def is_clear(matter: Matter, beginning: Beginning, *, kind: str | None, meeting: str | None = None) -> bool:
    """Tell whether nothing need be asked before one writes: the plan says which talk it is, or what is due does.

    Who took part and whether the client consents are asked where the policy wants to know them.
    """
    plan, known = plan_of(matter, meeting), matter.framework.kinds_by_id.get(beginning.kind)
    if asks_consent(beginning.mode, known, matter.dossier):
        return False
    if plan is not None:
        return plan.on <= matter.today
    return kind is not None and not others_asked(matter, kind)


def begin_form(matter: Matter, beginning: Beginning, *, title: str, deed: str) -> Form[Beginning]:
    """Return the form for which talk it is, when it was held and how."""
    first = beginning.kind
    fields: list[Field] = [
        ChoiceField("kind", tr("Talk"), kind_options(matter), first, needed=True),
        DayField("on", tr("Held on"), beginning.on, matter.today, latest=matter.today, needed=True),
        ChoiceField(
            "mode", tr("How"), lambda values: mode_options(matter, values.said("kind") or first), beginning.mode
        ),
        SeveralField(
            "present",
            tr("Took part"),
            lambda values: role_options(matter, values.said("kind") or first),
            beginning.present,
            when=lambda values: others_asked(matter, values.said("kind") or first),
        ),
    ]
    fields.insert(3, ConsentField(matter, first))

    def save(values: Values) -> Beginning:
        consent, kind = values.said("consent"), matter.framework.kinds_by_id.get(values.text("kind"))
        if consent == "no" and needs_consent(values.said("mode"), kind):
            raise Refused(tr("The {client} does not consent to this."), tr("Choose another way to meet."))
        mode = values.said("mode")
        if consent is not None and mode in CONSENTS and consent_of(matter.dossier, mode) != consent:
            matter.services.clients.change(matter.client.id, CONSENTS[mode], consent)
        return Beginning(
            values.text("kind"), values.needed_day("on"), values.said("mode"), values.many("present"), consent
        )

    return Form(
        title,
        fields,
        deed=deed,
        save=save,
        said="",
        client=matter.client,
    )


def due_day(matter: Matter, kind: str | None) -> date:
    """Return the working day on which such a talk is best planned: when it is due, or tomorrow."""
    tomorrow = matter.today + timedelta(days=1)
    days = (due.standing.due_on for due in matter.view.dues if due.standing and kind in (None, due.base.kind))
    return next_working_day(max(tomorrow, next((day for day in days if day is not None), tomorrow)))


def plan_form(
    matter: Matter, *, kind: str | None = None, meeting: str | None = None, on: date | None = None, lead: str = ""
) -> Form[Meeting]:
    """Return the form to plan a talk, or to plan one anew."""
    plan = plan_of(matter, meeting)
    first = plan.kind if plan else kind or kinds_in_order(matter)[0].id
    day = plan.on if plan else on or due_day(matter, first)

    def save(values: Values) -> Meeting:
        return matter.services.meetings.plan(matter.client.id, plan_from(values, plan), meeting=meeting)

    return Form(
        tr("Plan the talk anew") if plan else tr("Plan a talk"),
        plan_fields(matter, first, day, plan),
        deed=tr("Plan"),
        save=save,
        said=lambda made: _planned_words(matter, made),
        client=matter.client,
        lead=lead,
        begin="on",
    )


def _planned_words(matter: Matter, meeting: Meeting) -> str:
    day = f"{near_date(meeting.on, matter.today)} {clock(meeting.time)}".strip()
    return tr("Planned for {day}.", day=day)


def plan_fields(matter: Matter, kind: str, day: date, plan: Meeting | None = None) -> list[Field]:
    """Return what is asked of a plan."""
    return [
        ChoiceField("kind", tr("Talk"), kind_options(matter), kind, needed=True),
        DayField("on", tr("Day"), day, matter.today, earliest=matter.today, agenda=matter.agenda, needed=True),
        TimeField(
            "time", tr("Time"), (plan.time if plan else None) or "", hint=tr("such as {example}", example="9:30")
        ),
        ChoiceField(
            "mode",
            tr("How"),
            lambda values: mode_options(matter, values.said("kind") or kind),
            (plan.mode if plan else None) or usual_mode(matter, kind),
        ),
        ConsentField(matter, kind),
    ]


def plan_from(values: Values, former: Meeting | None = None) -> Plan:
    """Return the plan that was filled in."""
    return Plan(
        kind=values.text("kind"),
        on=values.needed_day("on"),
        time=values.said("time"),
        mode=values.said("mode"),
        consultant=former.consultant if former else None,
        consent=values.said("consent"),
    )


def no_show_form(matter: Matter, meeting: Meeting) -> Form[Meeting]:
    """Return the form for a client who did not come; it says what the policy asks then."""
    lead, step = [_which(matter, meeting)], next_no_show_step(matter.dossier, matter.framework)
    kind = matter.framework.kinds_by_id.get(meeting.kind)
    if kind is not None and kind.obligatory:
        lead.append(tr("The {client} is obliged to come to this talk."))
    if step is not None:
        lead.append(tr("The policy asks then: {what}.", what=step_words(step, matter.framework)))
    return Form(
        tr("The {client} did not come"),
        (TextField("reason", tr("Reason"), hint=tr("if it is known")),),
        deed=tr("Record"),
        save=lambda values: matter.services.meetings.no_show(
            matter.client.id, meeting=meeting.id, reason=values.said("reason")
        ),
        said=tr("Recorded that the {client} did not come."),
        client=matter.client,
        lead="\n".join(lead),
    )


def cancel_form(matter: Matter, meeting: Meeting) -> Form[Meeting]:
    """Return the form to call a planned talk off."""
    by = (("client", tr("the {client}")), ("office", tr("we ourselves")))
    return Form(
        tr("Call the talk off"),
        (
            ChoiceField("by", tr("Called off by"), by, needed=True),
            TextField("reason", tr("Reason")),
        ),
        deed=tr("Call off"),
        save=lambda values: matter.services.meetings.cancel(
            matter.client.id,
            meeting=meeting.id,
            reason=values.said("reason"),
            by_office=values.text("by") == "office",
        ),
        said=tr("Called off."),
        client=matter.client,
        lead=_which(matter, meeting),
    )


def withdraw_form(matter: Matter, meeting: Meeting) -> Form[Meeting]:
    """Return the form to withdraw a record that was made in the wrong dossier."""
    return Form(
        tr("Withdraw the record"),
        (TextField("reason", tr("Reason"), needed=True, hint=tr("what went wrong")),),
        deed=tr("Withdraw"),
        save=lambda values: matter.services.meetings.withdraw(matter.client.id, meeting.id, values.text("reason")),
        said=tr("Withdrawn: the talk counts as never held."),
        client=matter.client,
        lead=_which(matter, meeting) + "\n" + tr("This cannot be undone; the talk can be recorded anew."),
        undoable=False,
    )


def _which(matter: Matter, meeting: Meeting) -> str:
    return f"{matter.names.kind(meeting.kind)} \N{MIDDLE DOT} {near_date(meeting.on, matter.today)}"
