"""Forms about who works here: adding somebody, changing from a day on, leave, and ending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from caseload_tui.domain.framework import Framework
from caseload_tui.domain.office import CONSULTANT, FUNCTIONS, WEEKDAYS, Consultant
from caseload_tui.formatting import number
from caseload_tui.i18n import language, tr
from caseload_tui.services.naming import day_name, function_name, leave_words
from caseload_tui.ui.forms.choice import Options
from caseload_tui.ui.forms.days import DayField
from caseload_tui.ui.forms.fields import ChoiceField, Field, NumberField, SeveralField, TextField
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.values import Values

if TYPE_CHECKING:
    from caseload_tui.services import Services

NEW, LAST_DAY, WITHDRAW = "new", "last_day", "withdraw"
NOBODY = "-"
_MOST_FTE = 1.5


@dataclass(frozen=True, slots=True)
class Staff:
    """What must be known about somebody who works here, or who is to."""

    services: Services
    framework: Framework
    person: Consultant | None
    today: date
    colleagues: Options = ()
    """Who could stand in."""
    clients: int = 0
    """Of how many clients the person is a contact."""

    @property
    def someone(self) -> Consultant:
        """The consultant, of whom the caller knows that there is one."""
        if self.person is None:
            raise LookupError("a form about nobody")
        return self.person


def read_staff(services: Services, consultant: str | None) -> Staff:
    """Read what the forms must know."""
    team = services.team
    person = team.resolve(consultant) if consultant is not None else None
    return Staff(services, team.framework(), person, services.desk.today())


def read_leaving(services: Services, consultant: str | None) -> Staff:
    """Read what the form about leave must know."""
    staff = read_staff(services, consultant)
    others = (person for person in services.team.office().consultants if person.ended_on is None)
    return replace(
        staff,
        colleagues=tuple((person.id, person.name) for person in others if person.id != staff.someone.id),
        clients=len(services.transfers.caseload_of(staff.someone.id)),
    )


def add_form(staff: Staff) -> Form[Consultant]:
    """Return the form to add somebody."""

    def save(values: Values) -> Consultant:
        return staff.services.team.add(
            values.text("name"),
            function=values.text("function"),
            roles=values.many("roles"),
            fte=values.number("fte") or 0.0,
            days=_part_time(values.many("days")),
            languages=_words(values.text("languages")),
            municipalities=_served(values, staff.framework),
            on=values.day("on"),
        )

    return Form(
        tr("Add a {consultant}"),
        _fields(staff, None),
        deed=tr("Add"),
        save=save,
        said=lambda person: tr("{name} works here.", name=person.name),
        undoable=False,
    )


def change_form(staff: Staff) -> Form[Consultant]:
    """Return the form to change somebody from a day on; what stays as it was is not recorded."""
    person = staff.someone

    def save(values: Values) -> Consultant:
        on = values.needed_day("on")
        name, function = values.text("name"), values.text("function")
        roles, fte, days = values.many("roles"), values.number("fte"), values.many("days")
        languages, places = _words(values.text("languages")), _served(values, staff.framework)
        return staff.services.team.edit(
            person.id,
            name=name if name != person.name else None,
            function=function if function != person.function else None,
            roles=roles if set(roles) != set(person.roles) else None,
            fte=fte if fte != person.fte_on(on) else None,
            days=days if days != person.days_on(on) else None,
            languages=languages if languages != person.languages else None,
            municipalities=places if set(places) != set(person.municipalities) else None,
            on=on,
        )

    return Form(
        person.name,
        _fields(staff, person),
        deed=tr("Change"),
        save=save,
        said=tr("Changed."),
        lead=tr("Fte and days change from the day on, all else at once."),
    )


def _fields(staff: Staff, person: Consultant | None) -> Sequence[Field]:
    today, framework = staff.today, staff.framework
    roles = tuple((role.id, role.name.to(language())) for role in framework.roles)
    held = person.roles if person else ()
    fields: list[Field] = [
        TextField("name", tr("Name"), person.name if person else "", needed=True),
        ChoiceField(
            "function",
            tr("Function"),
            tuple((item, function_name(item)) for item in FUNCTIONS),
            person.function if person else CONSULTANT,
            needed=True,
        ),
    ]
    if roles:
        fields.append(SeveralField("roles", tr("Role"), roles, held))
    fte = person.fte_on(today) if person else 1.0
    days = person.days_on(today) if person else WEEKDAYS
    fields += [
        NumberField("fte", "Fte", number(fte, 2), most=_MOST_FTE, needed=True),
        SeveralField("days", tr("Days"), tuple((day, day_name(day)) for day in WEEKDAYS), days),
        DayField("on", tr("From"), today, today, needed=True),
        TextField(
            "languages",
            tr("Languages"),
            ", ".join(person.languages) if person else "",
            hint=tr("besides the office's, with commas"),
        ),
    ]
    places = framework.municipalities
    if len(places) > 1:
        served = (person.municipalities if person else ()) or places
        fields.append(SeveralField("places", tr("Works for"), tuple((name, name) for name in places), served))
    return fields


def _part_time(days: tuple[str, ...]) -> tuple[str, ...]:
    """Return the days of somebody who does not work on all five."""
    return days if days != WEEKDAYS else ()


def _words(typed: str) -> tuple[str, ...]:
    """Return what was typed between commas."""
    return tuple(filter(None, (part.strip() for part in typed.split(","))))


def _served(values: Values, framework: Framework) -> tuple[str, ...]:
    """Return the municipalities of somebody who does not work for all of them."""
    chosen = values.many("places")
    return chosen if set(chosen) != set(framework.municipalities) else ()


def leave_form(staff: Staff) -> Form[Consultant]:
    """Return the form to record leave, change its last day, or withdraw it."""
    person, today, team = staff.someone, staff.today, staff.services.team
    known = [item for item in person.leave if item.through is None or item.through >= today]
    listed: Options = tuple((item.start.isoformat(), leave_words(item)) for item in known)
    whats: Options = (
        (NEW, tr("new leave")),
        (LAST_DAY, tr("another last day")),
        (WITHDRAW, tr("withdraw")),
    )

    def is_new(values: Values) -> bool:
        return values.text("what") in ("", NEW)

    def covered(values: Values) -> bool:
        return is_new(values) and values.text("stand_in") not in ("", NOBODY)

    def save(values: Values) -> Consultant:
        if covered(values):
            start, through, to = values.needed_day("start"), values.day("through"), values.text("stand_in")
            staff.services.transfers.cover(person.id, start, through, to, values.text("note"))
            return team.resolve(person.id)
        if is_new(values):
            return team.leave(person.id, values.needed_day("start"), values.day("through"))
        start = date.fromisoformat(values.text("which"))
        if values.text("what") == WITHDRAW:
            return team.withdraw_leave(person.id, start)
        return team.leave(person.id, start, values.day("through"))

    fields: list[Field] = []
    if known:
        fields += [
            ChoiceField("what", tr("What"), whats, NEW),
            ChoiceField("which", tr("Which"), listed, listed[0][0], when=lambda values: not is_new(values)),
        ]
    fields += [
        DayField("start", tr("First day"), None, today, needed=True, when=is_new),
        DayField(
            "through",
            tr("Last day"),
            None,
            today,
            hint=tr("empty: not known"),
            when=lambda values: values.text("what") != WITHDRAW,
        ),
    ]
    if staff.clients and staff.colleagues:
        nobody = ((NOBODY, tr("nobody")),)
        fields += [
            ChoiceField("stand_in", tr("Stands in"), (*nobody, *staff.colleagues), NOBODY, when=is_new),
            TextField("note", tr("Note"), needed=True, when=covered, hint=tr("what who stands in must know")),
        ]
    known_words = "; ".join(leave_words(item) for item in known)
    lead = [tr("Both days included. Known: {leave}.", leave=known_words) if known else tr("Both days included.")]
    if staff.clients:
        lead.append(tr("Who stands in is offered {n} {clients}, until after the leave.", n=staff.clients))
    return Form(
        tr("Leave of {name}", name=person.name),
        fields,
        deed=tr("Record"),
        save=save,
        said=tr("Recorded."),
        lead="\n".join(lead),
    )


def end_form(staff: Staff) -> Form[Consultant]:
    """Return the form to end somebody's work here."""
    person = staff.someone
    return Form(
        tr("No longer works here"),
        [DayField("on", tr("From"), staff.today, staff.today, needed=True)],
        deed=tr("End"),
        save=lambda values: staff.services.team.end(person.id, on=values.day("on")),
        said=tr("{name} does not work here any more.", name=person.name),
        lead=person.name,
    )
