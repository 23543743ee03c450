"""Forms about commitments: what was agreed, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from textual.widgets import Input

from caseload_tui.domain.agreeing import CLIENT, OFFICE_SIDE, PARTNER, Agreement, next_step
from caseload_tui.domain.dossier import Commitment
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.typed_agreement import TypedAgreement, read_agreement
from caseload_tui.formatting import near_date, short_date
from caseload_tui.i18n import language, tr
from caseload_tui.services.naming import owner_name
from caseload_tui.ui.forms.choice import Choice, Options
from caseload_tui.ui.forms.days import DayField
from caseload_tui.ui.forms.fields import ChoiceField, Field, LongField, TextField
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.matter import Matter
from caseload_tui.ui.forms.values import Values

Answer = TypeVar("Answer")
NO_DOMAIN = "-"
_USUAL_TERM = timedelta(weeks=2)


def agreement_form(
    matter: Matter,
    save: Callable[[Agreement], Answer],
    *,
    made_on: date,
    domain: str | None = None,
    said: str = "",
    former: Agreement | None = None,
) -> Form[Answer]:
    """Return the form for something agreed; `save` gets it. With `former` that is changed."""
    framework = matter.framework
    day = former.due_on if former else usual_day(framework, made_on)
    domain = former.domain if former else domain
    owners = ((CLIENT, matter.client.given_name), (OFFICE_SIDE, tr("we")), (PARTNER, tr("a partner")))
    domains = tuple((item.id, item.name.to(language())) for item in framework.domains)
    sides = {tr("we"): OFFICE_SIDE, matter.client.given_name: CLIENT}
    hint = (
        f"{tr('one short sentence')} ({tr('we')}: \N{HORIZONTAL ELLIPSIS}, {near_date(day or made_on, matter.today)})"
    )

    def read(values: Values) -> TypedAgreement:
        return read_agreement(values.text("text"), sides, matter.today)

    fields: list[Field] = [
        _OwnerField(owners, former.owner if former else CLIENT, read),
        TextField(
            "partner",
            tr("Partner"),
            (former.partner if former else None) or "",
            needed=True,
            when=lambda values: values.text("owner") == PARTNER,
        ),
        TextField(
            "text",
            tr("What"),
            former.text if former else "",
            needed=True,
            hint=hint,
        ),
        _TermField(day, matter.today, made_on, read),
    ]
    categories = tuple((item.to(language()), item.to(language())) for item in framework.commitments.categories)
    if categories:
        fields.append(ChoiceField("category", tr("About"), categories, former.category if former else None))
    if domains:
        fields.append(
            ChoiceField("domain", tr("Life domain"), ((NO_DOMAIN, tr("none")), *domains), domain or NO_DOMAIN)
        )
    return Form(
        tr("Add a commitment"),
        fields,
        deed=tr("Agree"),
        save=lambda values: save(replace(agreement_from(values), text=read(values).text)),
        said=said,
        client=matter.client,
        begin="text",
    )


class _OwnerField(ChoiceField):
    """Whose it is; a side that is typed before the text is chosen at once."""

    def __init__(self, owners: Options, owner: str, read: Callable[[Values], TypedAgreement]) -> None:
        super().__init__("owner", tr("Who"), owners, owner, needed=True)
        self._read = read
        self._told: str | None = None

    def follow(self, values: Values) -> None:
        """Choose the side that was typed."""
        super().follow(values)
        owner = self._read(values).owner
        if owner != self._told:
            self._told = owner
            if owner is not None:
                self.query_one(Choice).choose(owner)


class _TermField(DayField):
    """By when; a day that is typed behind the text is filled in at once."""

    def __init__(self, day: date | None, today: date, earliest: date, read: Callable[[Values], TypedAgreement]) -> None:
        super().__init__("due_on", tr("By"), day, today, earliest=earliest)
        self._read = read
        self._told: date | None = None

    def follow(self, values: Values) -> None:
        """Fill in the day that was typed, or the usual one again."""
        super().follow(values)
        day = self._read(values).due_on
        if day != self._told:
            self._told = day
            self.query_one(Input).value = short_date(day) if day is not None else self._first


def agreement_from(values: Values) -> Agreement:
    """Return what was filled in."""
    domain = values.said("domain")
    return Agreement(
        owner=values.text("owner"),
        text=values.text("text"),
        due_on=values.day("due_on"),
        domain=None if domain == NO_DOMAIN else domain,
        partner=values.said("partner"),
        category=values.said("category"),
    )


def usual_day(framework: Framework, made_on: date) -> date:
    """Return by when something is usually agreed: the policy's term, else two weeks."""
    term = framework.commitments.default_term
    return term.after(made_on) if term is not None else made_on + _USUAL_TERM


def add_form(matter: Matter) -> Form[Commitment]:
    """Return the form to add a commitment outside a talk."""
    return agreement_form(
        matter,
        lambda agreement: matter.services.commitments.add(matter.client.id, agreement),
        said=tr("Agreed."),
        made_on=matter.today,
    )


def settle_form(matter: Matter, commitment: Commitment, how: str) -> Form[Commitment]:
    """Return the form to say on which day a commitment was kept, broken or withdrawn, and with what note."""
    commitments = matter.services.commitments
    titles = {"kept": tr("Commitment kept"), "broken": tr("Commitment broken"), "withdrawn": tr("Withdraw commitment")}
    deeds = {"kept": tr("Kept"), "broken": tr("Broken"), "withdrawn": tr("Withdraw")}
    said = {"kept": tr("Marked as kept."), "broken": tr("Marked as broken."), "withdrawn": tr("Withdrawn.")}
    settle = {"kept": commitments.keep, "broken": commitments.break_, "withdrawn": commitments.withdraw}[how]
    return Form(
        titles[how],
        (
            DayField("on", tr("On"), matter.today, matter.today, earliest=commitment.made_on, latest=matter.today),
            TextField("note", tr("Note")),
        ),
        deed=deeds[how],
        save=lambda values: settle(matter.client.id, commitment.id, on=values.day("on"), note=values.said("note")),
        said=said[how],
        client=matter.client,
        begin="note",
        lead=what(matter, commitment),
    )


def renegotiate_form(matter: Matter, commitment: Commitment) -> Form[Commitment]:
    """Return the form to replace a commitment by another one."""
    day = usual_day(matter.framework, matter.today)
    return Form(
        tr("Renegotiate a commitment"),
        (
            TextField("text", tr("What"), commitment.text, needed=True),
            DayField("due_on", tr("By"), day, matter.today, earliest=matter.today, needed=True),
            TextField("note", tr("Note"), hint=tr("why it changes")),
        ),
        deed=tr("Agree anew"),
        save=lambda values: matter.services.commitments.renegotiate(
            matter.client.id,
            commitment.id,
            values.needed_day("due_on"),
            text=values.said("text"),
            note=values.said("note"),
        ),
        said=tr("Agreed anew."),
        client=matter.client,
        begin="due_on",
        lead=what(matter, commitment),
    )


def escalate_form(matter: Matter, commitment: Commitment) -> Form[Commitment]:
    """Return the form to take a commitment of the client one step up the policy's ladder."""
    step = next_step(commitment, matter.framework)
    needs = step.needs.to(language()) if step and step.needs else ""
    lead = [what(matter, commitment)]
    if step is not None:
        lead.append(tr("Next step: {step}", step=step.name.to(language())))
    if needs:
        lead.append(tr("Write down: {needs}.", needs=needs))

    def save(values: Values) -> Commitment:
        return matter.services.commitments.escalate(
            matter.client.id, commitment.id, consideration=values.said("consideration")
        )

    return Form(
        tr("One step up the ladder"),
        (LongField("consideration", tr("Consideration"), needed=bool(needs)),),
        deed=tr("Step up"),
        save=save,
        said=tr("One step up the ladder."),
        client=matter.client,
        lead="\n".join(lead),
    )


def what(matter: Matter, commitment: Commitment) -> str:
    """Return in one line what was agreed."""
    who = owner_name(commitment.owner, commitment.partner, matter.client.given_name)
    by = tr(" by {day}", day=near_date(commitment.due_on, matter.today)) if commitment.due_on else ""
    return f"{who}: {commitment.text}{by}"
