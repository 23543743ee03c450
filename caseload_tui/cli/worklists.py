"""What there is to do: `due` and `today`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import click

from caseload_tui.cli.context import Call
from caseload_tui.cli.filters import let_through
from caseload_tui.cli.items import daily_item, due_item, name_of
from caseload_tui.cli.options import consultant_option, filter_option, pass_call
from caseload_tui.cli.output import Table, show, with_format
from caseload_tui.cli.parsing import DAY
from caseload_tui.cli.speaking import command, option
from caseload_tui.domain.moving import find_group
from caseload_tui.domain.office import Office
from caseload_tui.domain.standing import State
from caseload_tui.domain.talking import find_kind
from caseload_tui.formatting import days_text, near_date
from caseload_tui.i18n import tr, word
from caseload_tui.services import Services
from caseload_tui.services.sifting import Sifter
from caseload_tui.services.worklists import DueItem


def state_name(state: State) -> str:
    """Return the state in the user's language."""
    return {
        State.WAIVED: tr("lifted"),
        State.PLANNED: tr("planned"),
        State.UNRECORDED: tr("not recorded"),
        State.OVERDUE: tr("overdue"),
        State.DUE: tr("due"),
        State.UPCOMING: tr("upcoming"),
    }[state]


@command("due")
@with_format
@filter_option
@consultant_option
@option("--kind", metavar="KIND", help="Only meetings of this kind.")
@option("--state", type=click.Choice([state.value for state in State]), help="Only what stands so.")
@option("--late", is_flag=True, help="Only what is late, planned or not.")
@option("--until", type=DAY, help="Only what is due on this day or earlier.")
@option("--client", "client", metavar="CLIENT", help="Only of this person.")
@option("--municipality", metavar="NAME", help="Only of who lives in this municipality.")
@option("--group", "groups", metavar="GROUP", multiple=True, help="Only of who is in GROUP; any of several.")
@pass_call
def due(
    call: Call,
    text: str | None,
    consultant: str | None,
    kind: str | None,
    state: str | None,
    late: bool,
    until: date | None,
    client: str | None,
    municipality: str | None,
    groups: tuple[str, ...],
) -> None:
    """List due meetings and steps, each with the reason for its date."""
    with call.services() as services:
        framework, office = services.team.framework(), services.team.office()
        items = services.worklists.due(
            consultant=_consultant(services, consultant),
            kind=find_kind(framework, kind).id if kind else None,
            state=state,
            late=late,
            until=until,
            client=services.clients.resolve(client).id if client else None,
            municipality=services.team.municipality(municipality),
            groups=tuple(find_group(framework, name)[1] for name in groups),
        )
        items = let_through(call, services, text, items, Sifter.due_facets)
        show(call, "due", [due_item(item, office) for item in items], partial(_dues, items, office, call.today))


@command("today")
@with_format
@consultant_option
@option("--municipality", metavar="NAME", help="Only what is about who lives in this municipality.")
@pass_call
def today(call: Call, consultant: str | None, municipality: str | None) -> None:
    """List what the day asks, in the order in which to do it."""
    with call.services() as services:
        found = services.worklists.today(consultant=_consultant(services, consultant))
        where = services.team.municipality(municipality)
        if where is not None:
            found = tuple(row for row in found if row.client is not None and row.client.municipality == where)
        items = [daily_item(position, row) for position, row in enumerate(found, 1)]
        rows = [
            (
                str(item["position"]),
                item["at"] or "",
                row.client.file_number if row.client else "",
                row.client.listed_name if row.client else tr("{n} {clients}", n=len(row.clients)),
                row.text,
                row.because,
            )
            for item, row in zip(items, found, strict=True)
        ]
        titles = ("", tr("at"), tr("file"), tr("name"), tr("what"), tr("because"))
        show(call, "today", items, Table(titles, rows))


def _dues(items: Sequence[DueItem], office: Office, today: date) -> Table:
    titles = (tr("due"), "", tr("state"), tr("file"), tr("name"), word("consultant"), tr("because"))
    rows = [
        (
            near_date(item.standing.due_on, today) if item.standing.due_on else "",
            days_text(item.standing.days) if item.standing.days is not None else "",
            state_name(item.standing.state),
            item.client.file_number,
            item.client.listed_name,
            name_of(office, item.consultant) or "",
            item.because,
        )
        for item in items
    ]
    return Table(titles, rows)


def _consultant(services: Services, text: str | None) -> str | None:
    return services.team.resolve(text).id if text else None
