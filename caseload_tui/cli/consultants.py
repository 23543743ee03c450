"""Who works here."""

from __future__ import annotations

from datetime import date, timedelta

import click

from caseload_tui.cli.context import Call
from caseload_tui.cli.items import consultant_item
from caseload_tui.cli.options import on_option, pass_call
from caseload_tui.cli.output import Table, done, show, with_format
from caseload_tui.cli.parsing import DAY
from caseload_tui.cli.speaking import group, option
from caseload_tui.domain.office import CONSULTANT, FUNCTIONS, WEEKDAYS, Consultant
from caseload_tui.errors import WrongUse
from caseload_tui.formatting import number, short_date
from caseload_tui.i18n import tr, trn, word
from caseload_tui.services import Services
from caseload_tui.services.naming import function_name

which = click.argument("consultant", metavar="CONSULTANT")
roles_option = option("--role", "roles", metavar="ROLE", multiple=True, help="A role of the policy; any number.")
days_option = option(
    "--day",
    "days",
    metavar="DAY",
    multiple=True,
    type=click.Choice(WEEKDAYS),
    help="A day of part-time work; any number.",
)
fte_option = option("--fte", metavar="N", type=float, help="How much of a full week, such as 0.8.")


@group("consultant")
def consultant() -> None:
    """Say who works here."""


@consultant.command("list")
@with_format
@pass_call
def list_(call: Call) -> None:
    """List everybody who works or worked here."""
    with call.services() as services:
        names, office = services.team.names(), services.team.office()
        items = [
            consultant_item(person, person.fte_on(call.today), person.days_on(call.today))
            for person in office.consultants
        ]
        rows = [
            (
                person.id,
                person.name,
                function_name(person.function),
                ", ".join(names.role(role) for role in person.roles),
                number(person.fte_on(call.today), 2),
                tr("until {day}", day=short_date(person.ended_on)) if person.ended_on else "",
            )
            for person in office.consultants
        ]
        titles = (word("consultant"), tr("name"), tr("function"), tr("roles"), tr("fte"), "")
        show(call, "consultants", items, Table(titles, rows))


@consultant.command("add")
@with_format
@click.argument("name", metavar="NAME")
@option("--function", type=click.Choice(FUNCTIONS), default=CONSULTANT, help="The function in the office.")
@roles_option
@fte_option
@days_option
@on_option
@pass_call
def add(
    call: Call,
    name: str,
    function: str,
    roles: tuple[str, ...],
    fte: float | None,
    days: tuple[str, ...],
    on: date | None,
) -> None:
    """Add somebody who works here."""
    with call.services() as services:
        person = services.team.add(
            name, function=function, roles=roles, fte=1.0 if fte is None else fte, days=days, on=on
        )
        _answer(call, tr("{name} works here, as {id}.", name=person.name, id=person.id), person)


@consultant.command("edit")
@with_format
@which
@option("--name", metavar="NAME", help="The name.")
@option("--function", type=click.Choice(FUNCTIONS), help="The function in the office.")
@roles_option
@fte_option
@days_option
@on_option
@pass_call
def edit(
    call: Call,
    consultant: str,
    name: str | None,
    function: str | None,
    roles: tuple[str, ...],
    fte: float | None,
    days: tuple[str, ...],
    on: date | None,
) -> None:
    """Change somebody's name, function, roles, fte or part-time days from a day on."""
    with call.services() as services:
        person = services.team.edit(
            consultant, name=name, function=function, roles=roles or None, fte=fte, days=days or None, on=on
        )
        _answer(call, tr("Changed: {name}.", name=person.name), person)


@consultant.command("reach")
@with_format
@which
@option("--speaks", "languages", metavar="LANGUAGE", multiple=True, help="A language besides the office's; any number.")
@option("--serves", "places", metavar="MUNICIPALITY", multiple=True, help="Works for this municipality; any number.")
@option("--all", "everything", is_flag=True, help="No language named, and all municipalities.")
@pass_call
def reach(call: Call, consultant: str, languages: tuple[str, ...], places: tuple[str, ...], everything: bool) -> None:
    """Say which languages somebody speaks, and for which municipalities they work; a rebalancing heeds it."""
    if everything == bool(languages or places):
        raise WrongUse(tr("Which languages and municipalities?"), tr("Give --speaks, --serves or --all."))
    with call.services() as services:
        person = services.team.reach(
            consultant,
            languages=languages or (() if everything else None),
            municipalities=places or (() if everything else None),
        )
        _answer(call, tr("Changed: {name}.", name=person.name), person)


@consultant.command("leave")
@with_format
@which
@option("--from", "start", type=DAY, required=True, help="The first day.")
@option("--through", type=DAY, help="The last day; open-ended without it.")
@option("--withdraw", is_flag=True, help="The leave that begins on that day was not taken after all.")
@option("--stand-in", metavar="CONSULTANT", help="Offer all their people to this colleague until the leave is over.")
@option("--note", metavar="TEXT", help="What who stands in must know.")
@pass_call
def leave(
    call: Call,
    consultant: str,
    start: date,
    through: date | None,
    withdraw: bool,
    stand_in: str | None,
    note: str | None,
) -> None:
    """Record leave, both days included; the same first day changes it."""
    if withdraw and (through is not None or stand_in is not None):
        raise WrongUse(tr("Withdrawn leave has no last day."), tr("Leave --through out."))
    if (stand_in is None) != (note is None):
        raise WrongUse(tr("Who stands in, and what must they know?"), tr("Give --stand-in and --note together."))
    with call.services() as services:
        if withdraw:
            person = services.team.withdraw_leave(consultant, start)
            said = tr("The leave of {name} is withdrawn.", name=person.name)
        elif stand_in is not None:
            rows = services.transfers.cover(consultant, start, through, stand_in, note or "")
            person, other = services.team.resolve(consultant), services.team.resolve(stand_in)
            said = tr("The leave of {name} is recorded.", name=person.name)
            told = trn(
                "{n} {client} is offered to {name}.", "{n} {clients} are offered to {name}.", len(rows), name=other.name
            )
            call.say(told)
            call.warn_of_bsn(note)
        else:
            person = services.team.leave(consultant, start, through)
            said = tr("The leave of {name} is recorded.", name=person.name)
            _tell_of_standing_in(call, services, person, through)
        _answer(call, said, person)


@consultant.command("capacity")
@with_format
@which
@option("--week", type=DAY, help="A day of the week; this week without it.")
@pass_call
def capacity(call: Call, consultant: str, week: date | None) -> None:
    """Show how much somebody works in a week: fte, part-time days, leave and public holidays."""
    with call.services() as services:
        person = services.team.resolve(consultant)
        found = services.team.capacity(person.id, week or call.today)
    days = [found.monday + timedelta(days=place) for place in range(len(found.days))]
    item = {
        "consultant": person.id,
        "monday": found.monday,
        "fte": round(found.fte, 4),
        "days": [{"on": day, "share": round(share, 4)} for day, share in zip(days, found.days, strict=True)],
    }
    rows = [(short_date(day), number(share, 2)) for day, share in zip(days, found.days, strict=True)]
    rows.append((tr("of a whole week"), number(found.fte, 2)))
    show(call, "capacity", [item], Table((tr("day"), tr("works")), rows, person.name))


@consultant.command("end")
@with_format
@which
@on_option
@pass_call
def end(call: Call, consultant: str, on: date | None) -> None:
    """Say that somebody no longer works here."""
    with call.services() as services:
        person = services.team.end(consultant, on=on)
        _answer(call, tr("{name} does not work here any more.", name=person.name), person)


def _tell_of_standing_in(call: Call, services: Services, person: Consultant, through: date | None) -> None:
    """Tell how somebody can stand in, where there are clients to stand in for."""
    count = len(services.transfers.caseload_of(person.id))
    if count:
        back = "" if through is None else f" --until {(through + timedelta(days=1)).isoformat()}"
        who = trn(
            "{n} {client} may need somebody who stands in:", "{n} {clients} may need somebody who stands in:", count
        )
        call.say(f"{who} caseload transfer offer --all-of {person.id} --to ... --note ...{back}")


def _answer(call: Call, said: str, person: Consultant) -> None:
    done(
        call,
        said,
        "consultants",
        consultant_item(person, person.fte_on(call.today), person.days_on(call.today)),
        data=person.id,
    )
