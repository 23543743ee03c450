"""Forms about a client's situation: what begins and ends, such as target groups, contacts, duties and work."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.fitting import groups_now, is_meant_for
from caseload_tui.domain.framework import Instrument, TargetGroup
from caseload_tui.formatting import number
from caseload_tui.frameworks.wording import names_in
from caseload_tui.i18n import language, tr
from caseload_tui.services.policy_words import overspent_words
from caseload_tui.ui.forms.choice import Options
from caseload_tui.ui.forms.days import DayField
from caseload_tui.ui.forms.fields import ChoiceField, Field, NumberField, TextField, yes_or_no
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.matter import Matter
from caseload_tui.ui.forms.values import Values

LABEL, CONTACT, DUTY, INSTRUMENT, WORK, REFERRAL, DATED = (
    "label",
    "contact",
    "duty",
    "instrument",
    "work",
    "referral",
    "dated",
)


def addable(matter: Matter) -> Options:
    """Return what can be added to the client's situation under this policy, with its names."""
    framework = matter.framework
    there = {
        LABEL: (tr("Target group"), bool(framework.target_groups)),
        CONTACT: (tr("Contact"), True),
        DUTY: (tr("Freedom from a duty"), bool(framework.duties)),
        INSTRUMENT: (tr("Instrument"), bool(framework.instruments)),
        WORK: (tr("Work found"), True),
        REFERRAL: (tr("Referral"), True),
        DATED: (tr("Date that the policy counts from"), bool(framework.dates)),
    }
    return tuple((what, name) for what, (name, possible) in there.items() if possible)


def add_form(matter: Matter, *, what: str | None = None, role: str | None = None, lead: str = "") -> Form[Dossier]:
    """Return the one form to add to the client's situation; its fields follow what is added."""
    framework, names, facts = matter.framework, matter.names, matter.services.facts
    client, today = matter.client.id, matter.today

    def only(*whats: str) -> Callable[[Values], bool]:
        return lambda values: values.text("what") in whats

    things = {
        LABEL: tuple((it.id, _label(matter, it)) for it in framework.target_groups if it.id not in _labels(matter)),
        DUTY: tuple((it.id, it.name.to(language())) for it in framework.duties),
        INSTRUMENT: _offers(matter, framework.instruments),
        REFERRAL: _offers(matter, framework.partners),
        DATED: tuple((it.id, it.name.to(language())) for it in framework.dates),
        CONTACT: tuple(
            (it.id, it.name)
            for it in matter.view.consultants
            if it.ended_on is None and (role is None or _has_role(matter, it.roles, role))
        ),
    }

    def options(values: Values) -> Options:
        return things.get(values.text("what"), ())

    def roles(values: Values) -> Options:
        chosen = next((it for it in matter.view.consultants if it.id == values.text("thing")), None)
        return tuple((role, names.role(role)) for role in (chosen.roles if chosen else ()))

    sectors = tuple((item.to(language()), item.to(language())) for item in framework.sectors.list)
    free = only(REFERRAL) if not framework.partners else only()
    fields: list[Field] = [
        ChoiceField("what", tr("What"), addable(matter), what, needed=True),
        ChoiceField(
            "thing", tr("Which"), options, needed=True, when=lambda values: bool(options(values)) and not free(values)
        ),
        TextField("partner", tr("To whom"), needed=True, when=free),
        ChoiceField("role", tr("Role"), roles, when=lambda values: only(CONTACT)(values) and len(roles(values)) > 1),
        TextField("employer", tr("Employer"), when=only(WORK)),
        ChoiceField("part_time", tr("Part-time"), yes_or_no(), "no", when=only(WORK)),
        TextField("hours", tr("Hours a week"), when=only(WORK)),
        ChoiceField("sector", tr("Sector"), sectors, when=only(WORK))
        if sectors
        else TextField("sector", tr("Sector"), when=only(WORK)),
        DayField("on", tr("From"), today, today, latest=today, needed=True),
        DayField("until", tr("Until"), None, today, hint=tr("empty: lasting"), when=only(DUTY, INSTRUMENT)),
        NumberField("amount", tr("Amount in €"), when=only(INSTRUMENT)),
        TextField("note", tr("Note"), when=only(REFERRAL)),
    ]

    def save(values: Values) -> Dossier:
        thing, on, until = values.text("thing"), values.day("on"), values.day("until")
        match values.text("what"):
            case "label":
                return facts.give_label(client, thing, on=on)
            case "contact":
                return facts.add_contact(client, thing, role=values.said("role"), on=on)
            case "duty":
                return facts.free(client, thing, on=on, until=until)
            case "instrument":
                return facts.start_instrument(client, thing, on=on, until=until, amount=values.number("amount"))
            case "referral":
                return facts.refer(client, thing or values.text("partner"), on=on, note=values.said("note"))
            case "dated":
                return facts.date(client, thing, on or today)
        return facts.start_work(
            client,
            employer=values.said("employer"),
            on=on,
            part_time=values.yes("part_time"),
            hours=int(values.text("hours")) if values.text("hours").isdecimal() else None,
            sector=values.said("sector"),
        )

    return Form(
        tr("Add to the situation"),
        fields,
        deed=tr("Add"),
        save=save,
        said=lambda dossier: f"{tr('Added.')} {_overspent(matter, dossier)}".strip(),
        client=matter.client,
        lead=lead or _waived(matter),
    )


def _overspent(matter: Matter, dossier: Dossier) -> str:
    """Return a warning where the amount that came last is more than the policy allows for one client."""
    last = dossier.payments[-1] if len(dossier.payments) > len(matter.dossier.payments) else None
    return overspent_words(dossier, matter.framework, last.instrument) if last is not None else ""


def _label(matter: Matter, target: TargetGroup) -> str:
    """Return the name of a target group, and how full it is where it is a list with a maximum."""
    count = next((item for item in matter.view.counts if item.about == target.id), None)
    name = target.name.to(language())
    return tr("{name} ({n} of {most})", name=name, n=count.clients, most=count.at_most) if count else name


def _offers(matter: Matter, items: Sequence[Instrument]) -> Options:
    """Return instruments or partners: those meant for the client first, with the most they may cost for one client."""
    ordered = sorted(items, key=lambda item: not is_meant_for(item, matter.dossier))
    return tuple((item.id, _offer(matter, item)) for item in ordered)


def _offer(matter: Matter, item: Instrument) -> str:
    parts = []
    if item.at_most_per_client is not None:
        parts.append(tr("at most € {amount}", amount=number(item.at_most_per_client)))
    if not is_meant_for(item, matter.dossier):
        parts.append(
            tr("for {groups_meant}", groups_meant=names_in(matter.framework, (*item.groups, *item.target_groups)))
        )
    name = item.name.to(language())
    return f"{name} ({', '.join(parts)})" if parts else name


def _waived(matter: Matter) -> str:
    """Return which duties do not bind in the client's groups anyway."""
    duties = [
        matter.names.thing(duty) for group in groups_now(matter.dossier, matter.framework) for duty in group.waives
    ]
    return tr("Does not bind in this {group} anyway: {duties}.", duties=", ".join(duties)) if duties else ""


def _has_role(matter: Matter, roles: tuple[str, ...], wanted: str) -> bool:
    """Tell whether somebody with these roles can take over from a role or organisation."""
    known = (matter.framework.roles_by_id.get(role) for role in roles)
    return wanted in roles or any(item is not None and item.organisation == wanted for item in known)


def end_form(matter: Matter, what: str, thing: str) -> Form[Dossier]:
    """Return the form to end what began; a contact is named as `consultant/role`."""
    facts, client = matter.services.facts, matter.client.id
    consultant, _, role = thing.partition("/")

    def save(values: Values) -> Dossier:
        on = values.day("on")
        match what:
            case "label":
                return facts.end_label(client, thing, on=on)
            case "contact":
                return facts.end_contact(client, consultant, role=role or None, on=on)
            case "duty":
                return facts.bind(client, thing, on=on)
            case "instrument":
                return facts.end_instrument(client, thing, on=on)
        return facts.end_work(client, work=thing, on=on)

    titles = {
        LABEL: tr("No longer belongs to the target group"),
        CONTACT: tr("No longer a contact"),
        DUTY: tr("The duty holds again"),
        INSTRUMENT: tr("The instrument ends"),
        WORK: tr("Work or its aftercare ends"),
    }
    name = {CONTACT: matter.names.consultant(consultant), WORK: _employer(matter, thing)}.get(what)
    return Form(
        titles[what],
        (DayField("on", tr("On"), matter.today, matter.today, latest=matter.today, needed=True),),
        deed=tr("End"),
        save=save,
        said=tr("Ended."),
        client=matter.client,
        lead=matter.names.thing(thing) if name is None else name,
    )


def _labels(matter: Matter) -> tuple[str, ...]:
    return matter.dossier.current_labels


def _employer(matter: Matter, work: str) -> str:
    return next((item.employer or "" for item in matter.dossier.works if item.id == work), "")
