"""Clients: the caseload as a list, and registering, changing, closing and reopening."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from caseload_tui.cli.context import Call
from caseload_tui.cli.items import client_item, name_of
from caseload_tui.cli.options import consultant_option, on_client, on_option, pass_call
from caseload_tui.cli.output import Table, done, show, with_format
from caseload_tui.cli.parsing import DAY
from caseload_tui.cli.speaking import Function, command, group, option
from caseload_tui.domain.dossier import ACTIVE, AFTERCARE, CLOSED
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.moving import find_group
from caseload_tui.domain.people import split_prefix
from caseload_tui.domain.registering import NewClient
from caseload_tui.domain.rows import ClientRow
from caseload_tui.errors import WrongUse
from caseload_tui.formatting import near_date
from caseload_tui.i18n import language, tr, word
from caseload_tui.services import Services
from caseload_tui.services.finding import find_named
from caseload_tui.services.worklists import DueItem

STATUSES = (ACTIVE, AFTERCARE, CLOSED)
_EXTRA = ("phone", "email", "address", "language", "preferred_mode", "home_visits", "sectors", "remark")


def _more_fields(function: Function) -> Function:
    for name in reversed(_EXTRA):
        many = name == "sectors"
        add = option(f"--{name.replace('_', '-')}", name, metavar="TEXT", multiple=many, help=_HELP[name])
        function = add(function)
    return function


_HELP = {
    "phone": "A phone number.",
    "email": "An e-mail address.",
    "address": "The address.",
    "language": "The language that the client speaks best.",
    "preferred_mode": "How the client likes to be spoken to.",
    "home_visits": "Whether the client consents to visits at home: yes or no.",
    "sectors": "A sector of work; may be given more than once.",
    "remark": "A remark.",
}


@command("clients")
@with_format
@option("--filter", "text", metavar="TEXT", help="Part of a name, or a file number.")
@option("--group", "groups", metavar="GROUP", multiple=True, help="Only clients in this group; any of several.")
@option("--status", type=click.Choice(STATUSES), help="Only clients of this status.")
@option("--target-group", metavar="LABEL", help="Only clients with this label.")
@option("--municipality", metavar="NAME", help="Only clients of this municipality.")
@consultant_option
@pass_call
def clients(
    call: Call,
    text: str | None,
    groups: tuple[str, ...],
    status: str | None,
    target_group: str | None,
    municipality: str | None,
    consultant: str | None,
) -> None:
    """List the caseload by name."""
    with call.services() as services:
        framework, office = services.team.framework(), services.team.office()
        chosen = ClientFilter(
            text=text or "",
            groups=tuple(find_group(framework, name)[1] for name in groups),
            status=status,
            label=_label(framework, target_group),
            municipality=municipality,
            consultant=services.team.resolve(consultant).id if consultant else None,
        )
        found = services.clients.list(chosen)
        nearest = _nearest_dues(services)
        items = [client_item(row, office) | _next_due(nearest.get(row.id)) for row in found]
        rows = [
            (
                row.file_number,
                row.listed_name,
                group_names(row, framework),
                name_of(office, row.lead) or "",
                _due_text(nearest.get(row.id), framework, call.today),
                near_date(row.last_contact, call.today) if row.last_contact else "",
                str(row.open_commitments or ""),
                "" if row.status == ACTIVE else status_name(row.status),
            )
            for row in found
        ]
        titles = (
            *(tr("file"), tr("name"), word("group"), word("consultant"), tr("next meeting"), tr("last contact")),
            *(tr("open"), ""),
        )
        show(call, "clients", items, Table(titles, rows))


def status_name(status: str) -> str:
    """Return a client's status in the user's language."""
    return {ACTIVE: tr("active"), AFTERCARE: tr("aftercare"), CLOSED: tr("closed")}[status]


def group_names(row: ClientRow, framework: Framework) -> str:
    """Return the client's groups, axis by axis."""
    known = (framework.groups_by_id.get(row.groups.get(axis.id, "")) for axis in framework.axes)
    return " · ".join(item.name.to(language()) for item in known if item is not None)


@group("client")
def client() -> None:
    """Register, change, close and reopen clients."""


@client.command("add")
@with_format
@option("--file-number", metavar="NUMBER", help="The office's own number; the next free one without it.")
@option("--given-name", metavar="NAME", required=True, help="The given name.")
@option("--prefix", metavar="NAME", help="What stands before the family name, such as van den.")
@option("--family-name", metavar="NAME", required=True, help="The family name.")
@option("--born-on", type=DAY, help="The day of birth.")
@option("--municipality", metavar="NAME", help="The municipality, where the office has several.")
@option("--benefit-since", type=DAY, help="Since when the client has a benefit.")
@option("--group", "groups", metavar="GROUP", multiple=True, help="The group; one for each axis of the policy.")
@consultant_option
@on_option
@_more_fields
@pass_call
def add(call: Call, /, given_name: str, family_name: str, prefix: str | None, on: date | None, **given: Any) -> None:
    """Register a client; the intake of the policy begins to count."""
    if prefix is None:
        prefix, family_name = split_prefix(family_name)
    with call.services() as services:
        consultant = given["consultant"] and services.team.resolve(given["consultant"]).id
        others = {name: _value(given[name]) for name in _EXTRA}
        row = services.clients.register(
            NewClient(
                given_name=given_name,
                prefix=prefix or None,
                family_name=family_name,
                file_number=given["file_number"],
                born_on=given["born_on"],
                municipality=given["municipality"],
                benefit_since=given["benefit_since"],
                on=on,
                groups=given["groups"],
                consultant=consultant or None,
                others=tuple((name, value) for name, value in others.items() if value),
            )
        )
        said = tr("{name} is registered under file number {number}.", name=row.name, number=row.file_number)
        answer_client(call, services, said, row, data=row.file_number)
        call.warn_of_bsn(given["remark"])


@client.command("edit")
@on_client(
    option("--file-number", metavar="NUMBER", help="The office's own number."),
    option("--given-name", metavar="NAME", help="The given name."),
    option("--prefix", metavar="NAME", help="What stands before the family name, such as van den."),
    option("--family-name", metavar="NAME", help="The family name."),
    option("--born-on", type=DAY, help="The day of birth."),
    option("--municipality", metavar="NAME", help="The municipality."),
    option("--benefit-since", type=DAY, help="Since when the client has a benefit."),
    _more_fields,
)
def edit(call: Call, client: str, **given: Any) -> None:
    """Change what is known of a client; an empty value takes it out."""
    values = {name: _value(value) for name, value in given.items() if value not in (None, ())}
    if not values:
        raise WrongUse(tr("Nothing to change is given."), tr("Name a field, such as --phone; see --help."))
    with call.client(client) as (services, known):
        row = services.clients.change_many(known.id, values)
        answer_client(call, services, tr("Changed: {name}.", name=row.name), row)
        call.warn_of_bsn(given["remark"])


@client.command("close")
@on_client(
    option("--reason", metavar="REASON", required=True, help="A reason of outflow that the policy names."),
    on_option,
    option("--aftercare", is_flag=True, help="Keep following the client in aftercare."),
)
def close(call: Call, client: str, reason: str, on: date | None, aftercare: bool) -> None:
    """Close a dossier."""
    with call.client(client) as (services, known):
        row = services.clients.close(known.id, reason, on=on, aftercare=aftercare)
        said = [tr("{name} left the caseload.", name=row.name)]
        if row.open_commitments:
            said.append(
                tr("Commitments that are still open: {n}; see `caseload commitment list`.", n=row.open_commitments)
            )
        answer_client(call, services, " ".join(said), row)


@client.command("reopen")
@on_client(
    option("--group", "groups", metavar="GROUP", multiple=True, help="The group; one for each axis of the policy."),
    on_option,
)
def reopen(call: Call, client: str, groups: tuple[str, ...], on: date | None) -> None:
    """Reopen a closed dossier, with a group on each axis."""
    with call.client(client) as (services, known):
        row = services.clients.reopen(known.id, groups, on=on)
        answer_client(call, services, tr("{name} is back in the caseload.", name=row.name), row)


def answer_client(call: Call, services: Services, said: str, row: ClientRow, data: str | None = None) -> None:
    """Tell what was done to a client."""
    done(call, said, "clients", client_item(row, services.team.office()), data=data)


def answer_for(call: Call, services: Services, said: str, client_id: str) -> None:
    """Tell what was done to a client, as the client stands after it."""
    [row] = services.clients.list(ClientFilter(ids=(client_id,)))
    answer_client(call, services, said, row)


def _value(given: Any) -> str | None:
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, tuple):
        return "\n".join(given) or None
    text: str | None = given
    return text


def _label(framework: Framework, name: str | None) -> str | None:
    if name is None:
        return None
    return find_named(framework.target_groups, name, tr("There is no target group “{name}” here.", name=name))


def _nearest_dues(services: Services) -> dict[str, DueItem]:
    nearest: dict[str, DueItem] = {}
    for item in services.worklists.due():
        nearest.setdefault(item.client.id, item)
    return nearest


def _next_due(item: DueItem | None) -> dict[str, Any]:
    return {
        "next_kind": item.base.kind if item else None,
        "next_due_on": item.standing.due_on if item else None,
        "next_state": item.standing.state.value if item else None,
    }


def _due_text(item: DueItem | None, framework: Framework, today: date) -> str:
    if item is None or item.standing.due_on is None:
        return ""
    return f"{near_date(item.standing.due_on, today)} {framework.kinds_by_id[item.base.kind].name.to(language())}"
