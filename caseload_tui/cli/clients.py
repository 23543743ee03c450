"""Clients: the caseload as a list, and registering, changing, closing and reopening."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseload_tui.cli.context import Call, ask
from caseload_tui.cli.items import client_item
from caseload_tui.cli.options import on_client, on_option, pass_call
from caseload_tui.cli.output import done, with_format
from caseload_tui.cli.parsing import DAY
from caseload_tui.cli.speaking import Function, group, option
from caseload_tui.domain.dossier import ACTIVE, AFTERCARE, CLOSED, CONSENTS
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.people import split_prefix
from caseload_tui.domain.registering import NewClient
from caseload_tui.domain.rows import ClientRow
from caseload_tui.errors import WrongUse
from caseload_tui.i18n import tr
from caseload_tui.services import Services

STATUSES = (ACTIVE, AFTERCARE, CLOSED)
_EXTRA = ("phone", "email", "address", "postcode", "language", "preferred_mode", "home_visits", "sectors", "remark")


def _more_fields(function: Function) -> Function:
    for name in reversed(_EXTRA):
        many = name == "sectors"
        add = option(f"--{name.replace('_', '-')}", name, metavar="TEXT", multiple=many, help=_HELP[name])
        function = add(function)
    consents = option(
        "--consent",
        "consents",
        metavar="MODE=yes",
        multiple=True,
        help="Whether a way to meet is consented to.",
    )
    return consents(function)


def _taken_consents(given: dict[str, Any]) -> dict[str, str]:
    """Return the fields that --consent gives, and take it out of what was given."""
    found = {}
    for text in given.pop("consents"):
        mode, separator, said = text.partition("=")
        if mode not in CONSENTS or not separator:
            raise WrongUse(
                tr("“{text}” is no consent.", text=text),
                tr("Write MODE=yes or MODE=no, with one of: {known}.", known=", ".join(CONSENTS)),
            )
        found[CONSENTS[mode]] = said
    return found


_HELP = {
    "phone": "A phone number.",
    "email": "An e-mail address.",
    "address": "The address.",
    "postcode": "The postcode, such as 1234 AB, or its four digits.",
    "language": "The language spoken best.",
    "preferred_mode": "How somebody likes to be spoken to.",
    "home_visits": "Whether visits at home are consented to: yes or no.",
    "sectors": "A sector of work; may be given more than once.",
    "remark": "A remark.",
}


@group("client")
def client() -> None:
    """Register people, change what is known of them, close and reopen their dossiers."""


@client.command("add")
@with_format
@option("--file-number", metavar="NUMBER", help="The office's own number; the next free one without it.")
@option("--given-name", metavar="NAME", required=True, help="The given name.")
@option("--prefix", metavar="NAME", help="What stands before the family name, such as van den.")
@option("--family-name", metavar="NAME", required=True, help="The family name.")
@option("--born-on", type=DAY, help="The day of birth.")
@option("--municipality", metavar="NAME", help="The municipality, where the office has several.")
@option("--benefit-since", type=DAY, help="Since when there is a benefit.")
@option("--group", "groups", metavar="GROUP", multiple=True, help="Where to place; one for each axis of the policy.")
@option("--consultant", metavar="CONSULTANT", help="Who becomes the contact; you yourself without it.")
@on_option
@_more_fields
@pass_call
def add(call: Call, /, given_name: str, family_name: str, prefix: str | None, on: date | None, **given: Any) -> None:
    """Register somebody; the intake of the policy begins to count."""
    if prefix is None:
        prefix, family_name = split_prefix(family_name)
    with call.services() as services:
        consultant = given["consultant"] and services.team.resolve(given["consultant"]).id
        others = {name: _value(given[name]) for name in _EXTRA} | _taken_consents(given)
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
        warn_of_passed(call, services, row.id)
        call.warn_of_bsn(given["remark"], row.file_number)


@client.command("edit")
@on_client(
    option("--file-number", metavar="NUMBER", help="The office's own number."),
    option("--given-name", metavar="NAME", help="The given name."),
    option("--prefix", metavar="NAME", help="What stands before the family name, such as van den."),
    option("--family-name", metavar="NAME", help="The family name."),
    option("--born-on", type=DAY, help="The day of birth."),
    option("--municipality", metavar="NAME", help="The municipality."),
    option("--benefit-since", type=DAY, help="Since when there is a benefit."),
    _more_fields,
)
def edit(call: Call, client: str, **given: Any) -> None:
    """Change what is known of somebody; an empty value takes it out."""
    consents = _taken_consents(given)
    values = {name: _value(value) for name, value in given.items() if value not in (None, ())} | consents
    if not values:
        raise WrongUse(tr("Nothing to change is given."), tr("Name a field, such as --phone; see --help."))
    with call.client(client) as (services, known):
        row = services.clients.change_many(known.id, values)
        answer_client(call, services, tr("Changed: {name}.", name=row.name), row)
        call.warn_of_bsn(given["remark"], given["file_number"])


@client.command("close")
@on_client(
    option("--reason", metavar="REASON", required=True, help="A reason of outflow that the policy names."),
    on_option,
    option("--aftercare", is_flag=True, help="Keep following in aftercare."),
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


@client.command("erase")
@on_client(
    option("--reason", metavar="TEXT", required=True, help="Why; it stays in the ledger, so name nobody."),
    option("--file-number", metavar="NUMBER", help="The file number, to confirm without being asked."),
    option("--yes", is_flag=True, help="Ask nothing; with --file-number."),
)
def erase(call: Call, client: str, reason: str, file_number: str | None, yes: bool) -> None:
    """Erase a closed dossier for good: facts, notes, drafts, search and the store's own backups."""
    if yes != (file_number is not None):
        raise WrongUse(tr("What is erased?"), tr("Give --yes together with --file-number, or neither."))
    with call.client(client) as (services, known):
        question = tr("This cannot be undone. Type the file number of {name} to erase the dossier", name=known.name)
        typed = file_number if file_number is not None else ask(question)
        backups = services.clients.erase(known.id, typed, reason)
        said = tr("The dossier is erased, and with it {n} backups. Make a new one: `caseload backup`.", n=backups)
        done(call, said, "erase", {"client_id": known.id, "backups": backups}, data=known.id)


@client.command("reopen")
@on_client(
    option(
        "--group", "groups", metavar="GROUP", multiple=True, help="Where to place; one for each axis of the policy."
    ),
    on_option,
)
def reopen(call: Call, client: str, groups: tuple[str, ...], on: date | None) -> None:
    """Reopen a closed dossier, with a GROUP on each axis."""
    with call.client(client) as (services, known):
        row = services.clients.reopen(known.id, groups, on=on)
        answer_client(call, services, tr("{name} is back in the caseload.", name=row.name), row)
        warn_of_passed(call, services, row.id)


def answer_client(call: Call, services: Services, said: str, row: ClientRow, data: str | None = None) -> None:
    """Tell what was done to a client."""
    done(call, said, "clients", client_item(row, services.team.office()), data=data)


def answer_for(call: Call, services: Services, said: str, client_id: str) -> None:
    """Tell what was done to a client, as the client stands after it."""
    [row] = services.clients.list(ClientFilter(ids=(client_id,)))
    answer_client(call, services, said, row)


def warn_of_passed(call: Call, services: Services, client_id: str) -> None:
    """Warn where somebody now has more clients in a group than the policy allows."""
    warning = services.clients.passed(client_id)
    if warning:
        call.say(warning)


def _value(given: Any) -> str | None:
    if isinstance(given, date):
        return given.isoformat()
    if isinstance(given, tuple):
        return "\n".join(given) or None
    text: str | None = given
    return text
