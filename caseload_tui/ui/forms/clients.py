"""Forms about the dossier itself: registering, changing details, closing and reopening."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from caseload_tui.domain.dossier import CONSENTS
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.office import Office
from caseload_tui.domain.people import split_prefix
from caseload_tui.domain.policy import OUTFLOW_CATEGORIES
from caseload_tui.domain.registering import DATES, NEEDED, NewClient
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.talking import MODES, wanted_fields
from caseload_tui.formatting import short_date
from caseload_tui.i18n import language, tr
from caseload_tui.services.naming import category_name, field_name, field_words, mode_name, written
from caseload_tui.ui.forms.choice import Options
from caseload_tui.ui.forms.days import DayField
from caseload_tui.ui.forms.fields import ChoiceField, Field, LongField, SeveralField, TextField, yes_or_no
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.groups import NO_GROUP, group_options
from caseload_tui.ui.forms.matter import Matter
from caseload_tui.ui.forms.values import Values

if TYPE_CHECKING:
    from caseload_tui.services import Services

UNKNOWN, OTHER, NONE = "-", "other", "\N{EN DASH}"
_CHOSEN = "chosen-"
NAMES = ("given_name", "prefix", "family_name")
_LONG = ("address", "remark", "sectors")


@dataclass(frozen=True, slots=True)
class Reception:
    """What must be known to register somebody."""

    services: Services
    framework: Framework
    office: Office
    me: str
    today: date
    next_number: str


def read_reception(services: Services) -> Reception:
    """Read what must be known to register somebody."""
    team, desk = services.team, services.desk
    return Reception(services, team.framework(), team.office(), desk.by, desk.today(), services.clients.next_number())


def register_form(reception: Reception) -> Form[ClientRow]:
    """Return the short form in which a client is registered."""
    today, framework = reception.today, reception.framework
    fields: list[Field] = [
        TextField("given_name", field_name("given_name"), needed=True),
        TextField("prefix", field_name("prefix"), hint=tr("van der, el, ...")),
        TextField("family_name", field_name("family_name"), needed=True),
        DayField(
            "born_on",
            field_name("born_on"),
            None,
            today,
            latest=today,
            hint=tr("such as {example}", example="3-5-1988"),
        ),
    ]
    if len(framework.municipalities) > 1:
        fields.append(
            ChoiceField("municipality", field_name("municipality"), tuple((it, it) for it in framework.municipalities))
        )
    fields.append(DayField("benefit_since", field_name("benefit_since"), None, today, latest=today))
    fields += _group_fields(framework)
    people = tuple((person.id, person.name) for person in reception.office.consultants if person.ended_on is None)
    if len(people) > 1:
        fields.append(ChoiceField("consultant", tr("{Consultant}"), people, reception.me))
    fields += [
        TextField("file_number", field_name("file_number"), reception.next_number),
        DayField("on", tr("Registered on"), today, today, latest=today, needed=True),
    ]
    warnings: list[str] = []

    def save(values: Values) -> ClientRow:
        row = reception.services.clients.register(_new_client(values, framework))
        warnings.append(reception.services.clients.passed(row.id))
        return row

    return Form(
        tr("Register a {client}"),
        fields,
        deed=tr("Register"),
        save=save,
        said=lambda _: " ".join(part for part in (tr("Registered."), *warnings) if part),
        undoable=False,
    )


def _new_client(values: Values, framework: Framework) -> NewClient:
    prefix, family = values.said("prefix"), values.text("family_name")
    if prefix is None:
        prefix, family = split_prefix(family)
    return NewClient(
        given_name=values.text("given_name"),
        prefix=prefix or None,
        family_name=family,
        file_number=values.said("file_number"),
        born_on=values.day("born_on"),
        municipality=values.said("municipality"),
        benefit_since=values.day("benefit_since"),
        on=values.day("on"),
        groups=_groups(values, framework),
        consultant=values.said("consultant"),
    )


def _group_fields(framework: Framework) -> list[Field]:
    several = len(framework.axes) > 1
    return [
        ChoiceField(
            f"axis-{axis.id}",
            axis.name.to(language()) if several else tr("{Group}"),
            group_options(axis, with_none=axis.optional),
            NO_GROUP if axis.optional else None,
            needed=not axis.optional,
        )
        for axis in framework.axes
    ]


def _groups(values: Values, framework: Framework) -> tuple[str, ...]:
    chosen = (values.said(f"axis-{axis.id}") for axis in framework.axes)
    return tuple(group for group in chosen if group is not None and group != NO_GROUP)


def change_form(matter: Matter, names: tuple[str, ...] = ()) -> Form[ClientRow]:
    """Return the form to change some of the client's details, else all; of concurrent values one is chosen."""
    names = names or wanted_fields(matter.dossier, matter.framework)

    def save(values: Values) -> ClientRow:
        kept = {name: _kept(values, name) for name in names}
        for name in names:
            known = {item.event: item.value for item in matter.dossier.concurrent(name)}
            chosen = values.text(f"{_CHOSEN}{name}")
            if chosen in known:
                kept[name] = known[chosen]
            elif known and chosen != OTHER:
                del kept[name]
        return matter.services.clients.change_many(matter.client.id, kept)

    return Form(
        tr("Change details"),
        [field for name in names for field in _fields(matter, name, alone=len(names) == 1)],
        deed=tr("Change"),
        save=save,
        said=tr("Changed."),
        client=matter.client,
        lead=_concurrent(matter, names),
    )


def _fields(matter: Matter, name: str, *, alone: bool) -> Iterator[Field]:
    """Yield the field; before it, which of the values set without knowledge of each other holds."""
    field, known = _field(matter, name), matter.dossier.concurrent(name)
    if known:
        options = [
            (item.event, f"{field_words(name, item.value) or NONE} ({written(item, matter.names, matter.today)})")
            for item in known
        ]
        choice = f"{_CHOSEN}{name}"
        label = field_name(name)
        yield ChoiceField(choice, label, (*options, (OTHER, tr("another value"))), needed=alone, private=True)
        field.when = lambda values: values.text(choice) == OTHER
    yield field


def _kept(values: Values, name: str) -> str | None:
    if name in DATES:
        day = values.day(name)
        return day.isoformat() if day else None
    if name == "sectors" and values.many(name):
        return "\n".join(values.many(name))
    value = values.said(name)
    return None if value == UNKNOWN else value


def _field(matter: Matter, name: str) -> Field:
    value, label, framework = matter.dossier.value(name) or "", field_name(name), matter.framework
    sectors = tuple((item.to(language()), item.to(language())) for item in framework.sectors.list)
    if name in DATES:
        return DayField(name, label, matter.dossier.date_value(name), matter.today, latest=matter.today)
    if name == "municipality" and len(framework.municipalities) > 1:
        return ChoiceField(name, label, tuple((item, item) for item in framework.municipalities), value or None)
    if name == "preferred_mode":
        return ChoiceField(name, label, _with_unknown(tuple((m, mode_name(m)) for m in MODES)), value or UNKNOWN)
    if name in CONSENTS.values():
        return ChoiceField(name, label, _with_unknown(yes_or_no()), value or UNKNOWN)
    if name == "sectors" and sectors:
        return SeveralField(name, label, sectors, tuple(value.splitlines()))
    if name in _LONG:
        return LongField(name, label, value)
    return TextField(name, label, value, needed=name in NEEDED)


def _with_unknown(options: Options) -> Options:
    return (*options, (UNKNOWN, tr("unknown")))


def _concurrent(matter: Matter, names: tuple[str, ...]) -> str:
    """Return which fields were set twice without knowledge of each other."""
    twice = (field_name(name) for name in names if matter.dossier.concurrent(name))
    return "\n".join(tr("{field} was set twice: choose which holds.", field=field) for field in twice)


def close_form(matter: Matter) -> Form[ClientRow]:
    """Return the form to close the dossier."""
    framework = matter.framework
    named = tuple((item.id, item.name.to(language())) for item in framework.outflow_reasons)
    reasons = named or tuple((item, category_name(item)) for item in OUTFLOW_CATEGORIES)
    fields: list[Field] = [DayField("on", tr("On"), matter.today, matter.today, latest=matter.today, needed=True)]
    fields.append(ChoiceField("reason", tr("Reason"), reasons, needed=True))
    if framework.aftercare is not None and matter.dossier.status == "active":
        fields.append(ChoiceField("aftercare", tr("Aftercare"), yes_or_no(), "no", needed=True))
    ours = sum(item.state == "open" and item.owner == "office" for item in matter.dossier.commitments)
    theirs = sum(item.state == "open" and item.owner != "office" for item in matter.dossier.commitments)
    lead = tr("Plans, proposals, waivers and deferrals end with it.")
    if ours or theirs:
        lead += "\n" + tr(
            "Open commitments: ours {ours}, theirs {theirs}; they stay on the list.", ours=ours, theirs=theirs
        )
    return Form(
        tr("Close the dossier"),
        fields,
        deed=tr("Close the dossier"),
        save=lambda values: matter.services.clients.close(
            matter.client.id, values.text("reason"), on=values.day("on"), aftercare=values.yes("aftercare")
        ),
        said=tr("Closed."),
        client=matter.client,
        lead=lead,
        undoable=False,
    )


def reopen_form(matter: Matter) -> Form[ClientRow]:
    """Return the form to reopen a closed dossier."""
    closed = matter.dossier.closed_on
    return Form(
        tr("Reopen the dossier"),
        [
            DayField("on", tr("On"), matter.today, matter.today, earliest=closed, latest=matter.today, needed=True),
            *_group_fields(matter.framework),
        ],
        deed=tr("Reopen"),
        save=lambda values: matter.services.clients.reopen(
            matter.client.id, _groups(values, matter.framework), on=values.day("on")
        ),
        said=tr("Reopened."),
        client=matter.client,
        lead=tr("Closed on {day}.", day=short_date(closed)) if closed else "",
        undoable=False,
    )


def erase_form(matter: Matter) -> Form[int]:
    """Return the form to erase a closed dossier, with its file number typed."""
    return Form(
        tr("Erase the dossier"),
        [
            TextField("reason", tr("Reason"), needed=True),
            TextField("file_number", field_name("file_number"), needed=True),
        ],
        deed=tr("Erase"),
        save=lambda values: matter.services.clients.erase(
            matter.client.id, values.text("file_number"), values.text("reason")
        ),
        said="",
        client=matter.client,
        lead=tr("This cannot be undone. Type the file number to confirm."),
        undoable=False,
    )
