"""Afspraak is afspraak: what both sides promised, and what became of it."""

from __future__ import annotations

from datetime import date

import click

from caseload_tui.cli.context import Call
from caseload_tui.cli.items import commitment_item
from caseload_tui.cli.options import consultant_option, note_option, on_client, on_option, pass_call
from caseload_tui.cli.output import Table, done, show, with_format
from caseload_tui.cli.parsing import DAY
from caseload_tui.cli.speaking import group, option
from caseload_tui.domain.agreeing import OWNERS, Agreement
from caseload_tui.domain.dossier import BROKEN, KEPT, OPEN, RENEGOTIATED, WITHDRAWN, Commitment
from caseload_tui.domain.filters import CommitmentFilter
from caseload_tui.domain.people import fold
from caseload_tui.domain.rows import ClientRow, CommitmentRow
from caseload_tui.errors import Refused
from caseload_tui.formatting import near_date
from caseload_tui.i18n import tr
from caseload_tui.services import Services
from caseload_tui.services.naming import owner_name

STATES = (OPEN, KEPT, BROKEN, RENEGOTIATED, WITHDRAWN)
which = click.argument("which", metavar="COMMITMENT")


@group("commitment")
def commitment() -> None:
    """Record what was agreed and what became of it."""


@commitment.command("list")
@with_format
@click.argument("client", metavar="[CLIENT]", required=False)
@option("--owner", type=click.Choice(OWNERS), help="Only what this side promised.")
@option("--state", type=click.Choice(STATES), help="Only what stands so.")
@option("--overdue", is_flag=True, help="Only what is open and past its day.")
@consultant_option
@pass_call
def list_(
    call: Call, client: str | None, owner: str | None, state: str | None, overdue: bool, consultant: str | None
) -> None:
    """List commitments by their day."""
    with call.services() as services:
        chosen = CommitmentFilter(
            client=services.clients.resolve(client).id if client else None,
            owner=owner,
            states=(state,) if state else (),
            consultant=services.team.resolve(consultant).id if consultant else None,
        )
        found = [row for row in services.commitments.list(chosen) if row.commitment.overdue(call.today) or not overdue]
        items = [commitment_item(row, row.commitment.overdue(call.today)) for row in found]
        rows = [
            (
                near_date(row.commitment.due_on, call.today) if row.commitment.due_on else "",
                tr("overdue") if row.commitment.overdue(call.today) else state_name(row.commitment.state),
                row.client.file_number,
                row.client.listed_name,
                owner_name(row.commitment.owner, row.commitment.partner, row.client.given_name),
                row.commitment.id,
                row.commitment.text,
            )
            for row in found
        ]
        titles = (tr("by"), tr("state"), tr("file"), tr("name"), tr("who"), tr("commitment"), tr("what"))
        show(call, "commitments", items, Table(titles, rows))


def state_name(state: str) -> str:
    """Return the state of a commitment in the user's language."""
    return {
        OPEN: tr("open"),
        KEPT: tr("kept"),
        BROKEN: tr("broken"),
        RENEGOTIATED: tr("renegotiated"),
        WITHDRAWN: tr("withdrawn"),
    }[state]


@commitment.command("add")
@on_client(
    click.argument("text", metavar="TEXT"),
    option("--owner", type=click.Choice(OWNERS), required=True, help="Which side promises it."),
    option("--partner", metavar="NAME", help="The partner that promises it."),
    option("--by", "due_on", type=DAY, help="The day by which it is done."),
    option("--domain", metavar="DOMAIN", help="The life domain that it is about."),
    option("--category", metavar="TEXT", help="The policy's category."),
    option("--meeting", metavar="ID", help="The meeting in which it was agreed."),
)
def add(
    call: Call,
    client: str,
    text: str,
    owner: str,
    partner: str | None,
    due_on: date | None,
    domain: str | None,
    category: str | None,
    meeting: str | None,
) -> None:
    """Record what was agreed."""
    made = Agreement(
        owner=owner, text=text, due_on=due_on, domain=domain, partner=partner, category=category, meeting=meeting
    )
    with call.client(client) as (services, row):
        found = services.commitments.add(row.id, made)
        _answer(call, tr("Agreed: {text}", text=found.text), row, found)
        call.warn_of_bsn(text)


@commitment.command("keep")
@on_client(which, on_option, note_option)
def keep(call: Call, client: str, which: str, on: date | None, note: str | None) -> None:
    """Mark a commitment as kept."""
    with call.client(client) as (services, row):
        known = _find(services, row, which)
        found = services.commitments.keep(row.id, known, on=on, note=note)
        _answer(call, tr("Kept: {text}", text=found.text), row, found)


@commitment.command("break")
@on_client(which, on_option, note_option)
def break_(call: Call, client: str, which: str, on: date | None, note: str | None) -> None:
    """Mark a commitment as broken."""
    with call.client(client) as (services, row):
        known = _find(services, row, which)
        found = services.commitments.break_(row.id, known, on=on, note=note)
        _answer(call, tr("Broken: {text}", text=found.text), row, found)


@commitment.command("withdraw")
@on_client(which, on_option, note_option)
def withdraw(call: Call, client: str, which: str, on: date | None, note: str | None) -> None:
    """Say that a commitment no longer holds."""
    with call.client(client) as (services, row):
        known = _find(services, row, which)
        found = services.commitments.withdraw(row.id, known, on=on, note=note)
        _answer(call, tr("Withdrawn: {text}", text=found.text), row, found)


@commitment.command("renegotiate")
@on_client(
    which,
    option("--by", "due_on", type=DAY, required=True, help="The day by which it is done."),
    option("--text", metavar="TEXT", help="What is agreed in its place; the same without it."),
    note_option,
)
def renegotiate(call: Call, client: str, which: str, due_on: date, text: str | None, note: str | None) -> None:
    """Replace a commitment by another one."""
    with call.client(client) as (services, row):
        known = _find(services, row, which)
        found = services.commitments.renegotiate(row.id, known, due_on, text=text, note=note)
        _answer(call, tr("Agreed anew: {text}", text=found.text), row, found)


@commitment.command("escalate")
@on_client(
    which,
    option("--step", metavar="STEP", help="The step; it must be the next one."),
    option("--consideration", metavar="TEXT", help="The written consideration that the step needs."),
)
def escalate(call: Call, client: str, which: str, step: str | None, consideration: str | None) -> None:
    """Take a broken or overdue commitment one step up the ladder of the policy."""
    with call.client(client) as (services, row):
        known = _find(services, row, which)
        found = services.commitments.escalate(row.id, known, step=step, consideration=consideration)
        _answer(call, tr("One step further: {text}", text=found.text), row, found)
        call.warn_of_bsn(consideration)


def _find(services: Services, row: ClientRow, which: str) -> str:
    """Return the commitment meant by its identifier or by a part of its text."""
    rows = services.commitments.list(CommitmentFilter(client=row.id))
    exact = [item.commitment.id for item in rows if item.commitment.id == which]
    found = exact or [item.commitment.id for item in rows if fold(which.strip()) in fold(item.commitment.text)]
    if len(found) == 1:
        return found[0]
    title = (
        tr("“{text}” fits several commitments.", text=which)
        if found
        else tr("{name} has no commitment “{text}”.", name=row.name, text=which)
    )
    raise Refused(title, tr("Give its identifier; `caseload commitment list` shows it."))


def _answer(call: Call, said: str, row: ClientRow, item: Commitment) -> None:
    overdue = item.overdue(call.today)
    done(call, said, "commitments", commitment_item(CommitmentRow(row, item), overdue), data=item.id)
