"""Group sessions: planned for many clients at once, and who was there."""

from __future__ import annotations

from datetime import date

import click

from caseload_tui.cli.context import Call
from caseload_tui.cli.items import session_item
from caseload_tui.cli.meetings import status_name
from caseload_tui.cli.options import pass_call, why_option
from caseload_tui.cli.output import Table, done, show, with_format
from caseload_tui.cli.parsing import DAY, TIME
from caseload_tui.cli.speaking import option
from caseload_tui.cli.talks import meeting
from caseload_tui.domain.dossier import CANCELLED, HELD, MISSED, PLANNED
from caseload_tui.domain.sessions import OTHERS, RECORDED, UNRECORDED, Session
from caseload_tui.formatting import long_date, near_date
from caseload_tui.i18n import tr
from caseload_tui.services import Services

__all__ = ["meeting"]

session_argument = click.argument("name", metavar="SESSION")
clients_argument = click.argument("clients", metavar="CLIENT...", nargs=-1, required=True)


@meeting.group("session")
def session() -> None:
    """Plan group sessions, and see who is on their lists."""


@session.command("plan")
@with_format
@click.argument("kind", metavar="KIND")
@option("--on", type=DAY, required=True, help="The day.")
@option("--at", "--time", "time", type=TIME, help="The time.")
@option("--with", "consultant", metavar="CONSULTANT", help="Who leads it; who handles the kind without it.")
@clients_argument
@pass_call
def plan(call: Call, kind: str, on: date, time: str | None, consultant: str | None, clients: tuple[str, ...]) -> None:
    """Plan a group session for these people."""
    with call.services() as services:
        planned = services.sessions.plan(
            kind,
            on,
            _ids(services, clients),
            time=time,
            consultant=services.team.resolve(consultant).id if consultant else None,
        )
        _answer(call, services, tr("Planned for {day}", day=long_date(planned.on)), planned)


@session.command("list")
@with_format
@option("--from", "on_from", type=DAY, help="The first day.")
@option("--to", "on_to", type=DAY, help="The last day.")
@pass_call
def list_(call: Call, on_from: date | None, on_to: date | None) -> None:
    """List group sessions."""
    with call.services() as services:
        names = services.team.names()
        found = services.sessions.list(on_from, on_to)
        rows = [
            (
                near_date(item.on, call.today),
                item.time or "",
                names.kind(item.kind),
                _state_name(item.state(call.today)),
                *(str(item.count(status)) for status in (PLANNED, HELD, MISSED)),
                item.id,
            )
            for item in found
        ]
    titles = (
        tr("day"),
        tr("at"),
        tr("meeting"),
        tr("state"),
        tr("planned"),
        tr("present"),
        tr("absent"),
        tr("session"),
    )
    show(call, "sessions", [session_item(item, call.today) for item in found], Table(titles, rows))


@session.command("show")
@with_format
@session_argument
@pass_call
def show_session(call: Call, name: str) -> None:
    """Show who is on the list of a group session, and who was there."""
    with call.services() as services:
        found = services.sessions.show(name)
        heading = _heading(services, found)
    rows = [(row.client.file_number, row.client.listed_name, status_name(row.meeting)) for row in found.rows]
    table = Table((tr("file"), tr("name"), tr("state")), rows, heading)
    show(call, "sessions", [session_item(found, call.today)], table)


@session.command("change")
@with_format
@session_argument
@option("--on", type=DAY, help="The new day.")
@option("--at", "--time", "time", type=TIME, help="The new time.")
@option("--with", "consultant", metavar="CONSULTANT", help="Who leads it now.")
@pass_call
def change(call: Call, name: str, on: date | None, time: str | None, consultant: str | None) -> None:
    """Change day, time or leader of a planned group session, for everybody on its list."""
    with call.services() as services:
        known = services.sessions.show(name)
        changed = services.sessions.change(
            name,
            on or known.on,
            time=time or known.time,
            consultant=services.team.resolve(consultant).id if consultant else known.consultant,
        )
        _answer(call, services, tr("Changed"), changed)


@session.command("enrol")
@with_format
@session_argument
@clients_argument
@pass_call
def enrol(call: Call, name: str, clients: tuple[str, ...]) -> None:
    """Put people on the list of a group session."""
    with call.services() as services:
        changed = services.sessions.enrol(name, *_ids(services, clients))
        _answer(call, services, tr("Put on the list"), changed)


@session.command("withdraw")
@with_format
@session_argument
@click.argument("client", metavar="CLIENT")
@why_option
@pass_call
def withdraw(call: Call, name: str, client: str, reason: str | None) -> None:
    """Take somebody off the list of a group session."""
    with call.services() as services:
        changed = services.sessions.withdraw(name, services.clients.resolve(client).id, reason)
        _answer(call, services, tr("Taken off the list"), changed)
        call.warn_of_bsn(reason)


@session.command("cancel")
@with_format
@session_argument
@why_option
@pass_call
def cancel(call: Call, name: str, reason: str | None) -> None:
    """Call a group session off for everybody on its list."""
    with call.services() as services:
        _answer(call, services, tr("Called off"), services.sessions.cancel(name, reason))
        call.warn_of_bsn(reason)


@session.command("sign")
@with_format
@session_argument
@pass_call
def sign(call: Call, name: str) -> None:
    """Sign every record that you made of a group session."""
    with call.services() as services:
        _answer(call, services, tr("Signed"), services.sessions.sign(name))


@meeting.command("attend")
@with_format
@session_argument
@option("--present", metavar="CLIENT", multiple=True, help="Who was there, on the list or not.")
@option("--absent", metavar="CLIENT", multiple=True, help="Who was on the list and did not come.")
@option("--answered", metavar="CLIENT", multiple=True, help="Who did not come and let the office know.")
@option("--called-off", metavar="CLIENT", multiple=True, help="Who called off beforehand.")
@option(
    "--rest",
    type=click.Choice(OTHERS),
    help="What goes for the others on the list; absent without it, if anybody is named as present.",
)
@option("--note", metavar="TEXT", default="", help="One note for all who were there.")
@option("--sign", is_flag=True, help="Sign the records at once.")
@pass_call
def attend(
    call: Call,
    name: str,
    present: tuple[str, ...],
    absent: tuple[str, ...],
    answered: tuple[str, ...],
    called_off: tuple[str, ...],
    rest: str | None,
    note: str,
    sign: bool,
) -> None:
    """Record who was at a group session and who was not."""
    with call.services() as services:
        recorded = services.sessions.attend(
            name,
            present=_ids(services, present),
            absent=_ids(services, absent),
            answered=_ids(services, answered),
            called_off=_ids(services, called_off),
            others=rest,
            note=note,
            sign=sign,
        )
        _answer(call, services, tr("Recorded and signed") if sign else tr("Recorded"), recorded)
        call.warn_of_bsn(note)


def _ids(services: Services, clients: tuple[str, ...]) -> list[str]:
    return [services.clients.resolve(text).id for text in clients]


def _answer(call: Call, services: Services, said: str, item: Session) -> None:
    line = f"{said}: {_heading(services, item)}."
    done(call, line, "sessions", session_item(item, call.today), data=item.id)


def _heading(services: Services, item: Session) -> str:
    counts = (
        (item.count(PLANNED), tr("{n} planned", n=item.count(PLANNED))),
        (item.count(HELD), tr("{n} present", n=item.count(HELD))),
        (item.count(MISSED), tr("{n} absent", n=item.count(MISSED))),
    )
    parts = [services.team.names().kind(item.kind), long_date(item.on), *([item.time] if item.time else [])]
    return ", ".join([*parts, *(text for n, text in counts if n)])


def _state_name(state: str) -> str:
    return {
        PLANNED: tr("planned"),
        UNRECORDED: tr("not recorded"),
        RECORDED: tr("recorded"),
        CANCELLED: tr("cancelled"),
    }[state]
