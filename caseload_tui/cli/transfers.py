"""Handing clients over: `transfer offer`, and what is decided about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import click

from caseload_tui.cli.context import Call
from caseload_tui.cli.items import name_of, transfer_item
from caseload_tui.cli.options import pass_call, reason_option, role_option, why_option
from caseload_tui.cli.output import Table, emit, show, with_format
from caseload_tui.cli.parsing import DAY
from caseload_tui.cli.speaking import group, option
from caseload_tui.domain.dossier import OPEN
from caseload_tui.domain.rows import TransferRow
from caseload_tui.domain.transfers import STATES
from caseload_tui.domain.visible import visible
from caseload_tui.errors import WrongUse
from caseload_tui.formatting import near_date
from caseload_tui.i18n import tr, trn
from caseload_tui.services import Services
from caseload_tui.services.naming import offer_state_name

clients_argument = click.argument("clients", metavar="CLIENT...", nargs=-1)
all_option = option("--all", "everything", is_flag=True, help="All that is offered to the person at the keyboard.")


@group("transfer")
def transfer() -> None:
    """Hand over to somebody else, for good or until a day."""


@transfer.command("offer")
@with_format
@clients_argument
@option("--to", metavar="CONSULTANT", required=True, help="To whom.")
@option("--note", metavar="TEXT", required=True, help="What the other must know.")
@option("--all-of", metavar="CONSULTANT", help="The whole caseload of this colleague.")
@role_option
@option("--until", type=DAY, help="Only to stand in: the day on which it comes back.")
@option("--from", "start", type=DAY, help="Only to stand in: the day on which it begins, if that is later.")
@pass_call
def offer(
    call: Call,
    clients: tuple[str, ...],
    to: str,
    note: str,
    all_of: str | None,
    role: str | None,
    until: date | None,
    start: date | None,
) -> None:
    """Offer people to a colleague, with a note; all of them in one deed."""
    if bool(clients) == bool(all_of):
        raise WrongUse(tr("Which {clients}?"), tr("Name them, or give --all-of."))
    with call.services() as services:
        whose = services.team.resolve(all_of).id if all_of else None
        receiver = services.team.resolve(to)
        ids = services.transfers.caseload_of(whose) if whose else _ids(services, clients)
        views = services.transfers.look(ids, to=receiver.id, role=role)
        rows = services.transfers.offer(ids, receiver.id, note, consultant=whose, role=role, until=until, start=start)
        for view in views:
            for warning in view.warnings:
                call.say(f"{view.client.file_number} {view.client.listed_name}: {warning}")
        told = trn(
            "{n} {client} is offered to {name}.", "{n} {clients} are offered to {name}.", len(rows), name=receiver.name
        )
        commitments = sum(len(view.commitments) for view in views)
        told += " " + tr("With them go {n} open commitments.", n=commitments)
        _answer(call, services, told, rows)
        call.warn_of_bsn(note)


@transfer.command("accept")
@with_format
@clients_argument
@all_option
@pass_call
def accept(call: Call, clients: tuple[str, ...], everything: bool) -> None:
    """Accept what was offered: the contacts change today."""
    with call.services() as services:
        rows = services.transfers.accept(_chosen(services, clients, everything))
        _answer(call, services, trn("{n} {client} taken over.", "{n} {clients} taken over.", len(rows)), rows)


@transfer.command("reject")
@with_format
@clients_argument
@all_option
@reason_option
@pass_call
def reject(call: Call, clients: tuple[str, ...], everything: bool, reason: str) -> None:
    """Reject what was offered, with a reason; all stays as it was."""
    with call.services() as services:
        rows = services.transfers.reject(_chosen(services, clients, everything), reason)
        _answer(call, services, trn("{n} offer rejected.", "{n} offers rejected.", len(rows)), rows)
        call.warn_of_bsn(reason)


@transfer.command("withdraw")
@with_format
@clients_argument
@why_option
@pass_call
def withdraw(call: Call, clients: tuple[str, ...], reason: str | None) -> None:
    """Take offers back that nobody decided on."""
    with call.services() as services:
        rows = services.transfers.withdraw(_ids(services, clients), reason)
        _answer(call, services, trn("{n} offer withdrawn.", "{n} offers withdrawn.", len(rows)), rows)


@transfer.command("list")
@with_format
@option("--client", metavar="CLIENT", help="Only those of this person.")
@option("--consultant", metavar="CONSULTANT", help="Only what is offered to or by this colleague, or theirs.")
@option("--state", type=click.Choice(STATES), help="Only offers in this state; those that wait without it.")
@option("--history", is_flag=True, help="Also those that were decided.")
@pass_call
def list_(call: Call, client: str | None, consultant: str | None, state: str | None, history: bool) -> None:
    """List offers to hand over: those that wait, or all that were ever made."""
    with call.services() as services:
        rows = services.transfers.list(
            concerns=services.team.resolve(consultant).id if consultant else None,
            client=services.clients.resolve(client).id if client else None,
            states=STATES if history else (state or OPEN,),
        )
        office = services.team.office()
        lines = [
            (
                near_date(row.transfer.on, call.today),
                row.client.file_number,
                row.client.listed_name,
                name_of(office, row.transfer.consultant) or "",
                name_of(office, row.transfer.to) or "",
                near_date(row.transfer.until, call.today) if row.transfer.until else "",
                offer_state_name(row.transfer.state),
            )
            for row in rows
        ]
        titles = (tr("day"), tr("file"), tr("name"), tr("of"), tr("to"), tr("until"), tr("state"))
        show(call, "transfers", [transfer_item(row) for row in rows], Table(titles, lines))


@transfer.command("history")
@with_format
@option("--client", metavar="CLIENT", help="Only who had this person.")
@option("--consultant", metavar="CONSULTANT", help="Only whom this colleague had.")
@pass_call
def history(call: Call, client: str | None, consultant: str | None) -> None:
    """List who had whom, in which role and from when until when."""
    with call.services() as services:
        found = services.transfers.history(
            consultant=services.team.resolve(consultant).id if consultant else None,
            client=services.clients.resolve(client).id if client else None,
        )
        names, office = services.team.names(), services.team.office()
        items = [
            {
                "client_id": row.client.id,
                "file_number": row.client.file_number,
                "name": row.client.name,
                "consultant": row.consultant,
                "role": row.role,
                "from": row.start,
                "until": row.until,
                "stands_in": row.stands_in,
                "came_from": row.came_from,
                "went_to": row.went_to,
            }
            for row in found
        ]
        lines = [
            (
                near_date(row.start, call.today),
                near_date(row.until, call.today) if row.until else "",
                row.client.file_number,
                row.client.listed_name,
                name_of(office, row.consultant) or "",
                names.role(row.role) if row.role else "",
                tr("stands in") if row.stands_in else "",
                name_of(office, row.went_to) or "",
            )
            for row in found
        ]
        titles = (tr("from"), tr("until"), tr("file"), tr("name"), tr("who"), tr("role"), "", tr("went to"))
        show(call, "contact-history", items, Table(titles, lines))


@transfer.command("show")
@with_format
@click.argument("client", metavar="CLIENT")
@pass_call
def show_(call: Call, client: str) -> None:
    """Show the offer that waits, with its note, the open commitments and the planned talks; an opening."""
    with call.client(client) as (services, known):
        services.clients.log_opening("transfer shown", known.id)
        [view] = services.transfers.look((known.id,))
        names, item = services.team.names(), view.transfer
        commitments = [
            {"commitment_id": each.id, "owner": each.owner, "text": each.text, "due_on": each.due_on}
            for each in view.commitments
        ]
        plans = [{"meeting_id": each.id, "kind": each.kind, "on": each.on} for each in view.plans]
        found = transfer_item(TransferRow(view.client, item)) if item else {}
        answer = found | {
            "note": item.note if item else None,
            "commitments": commitments,
            "plans": plans,
            "warnings": list(view.warnings),
        }
        rows = [(tr("note"), item.note if item else tr("nothing is offered"))]
        rows += [
            (tr("commitment"), f"{each.text} ({near_date(each.due_on, call.today) if each.due_on else '-'})")
            for each in view.commitments
        ]
        rows += [(tr("planned"), f"{names.kind(each.kind)} {near_date(each.on, call.today)}") for each in view.plans]
        rows += [(tr("careful"), warning) for warning in view.warnings]
        show(call, "transfers", [answer], Table(("", ""), rows, f"{view.client.file_number} {view.client.name}"))


def _ids(services: Services, clients: Iterable[str]) -> tuple[str, ...]:
    found = tuple(services.clients.resolve(text).id for text in clients)
    if not found:
        raise WrongUse(tr("Which {clients}?"), tr("Name them by file number or name."))
    return found


def _chosen(services: Services, clients: tuple[str, ...], everything: bool) -> tuple[str, ...]:
    if bool(clients) == everything:
        raise WrongUse(tr("Which {clients}?"), tr("Name them, or give --all."))
    if everything:
        return tuple(row.client.id for row in services.transfers.waiting())
    return _ids(services, clients)


def _answer(call: Call, services: Services, said: str, rows: Iterable[TransferRow]) -> None:
    """Tell what was done; scripts get the file numbers, programs the offers."""
    call.say(said)
    known = tuple(rows)
    if call.form in (None, "table"):
        emit("".join(f"{visible(row.client.file_number)}\n" for row in known))
    else:
        show(call, "transfers", [transfer_item(row) for row in known], Table((), ()))
