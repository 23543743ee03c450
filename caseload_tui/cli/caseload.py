"""The caseload as a list: `clients`."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from caseload_tui.cli.context import Call
from caseload_tui.cli.filters import let_through
from caseload_tui.cli.items import client_item, name_of
from caseload_tui.cli.options import consultant_option, filter_option, pass_call
from caseload_tui.cli.output import Table, show, with_format
from caseload_tui.cli.speaking import command, option
from caseload_tui.domain.asked import Facets
from caseload_tui.domain.dossier import ACTIVE, AFTERCARE, CLOSED
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.moving import find_group
from caseload_tui.domain.rows import ClientRow
from caseload_tui.formatting import near_date
from caseload_tui.i18n import language, tr, word
from caseload_tui.services import Services
from caseload_tui.services.finding import find_named
from caseload_tui.services.sifting import Sifter
from caseload_tui.services.worklists import DueItem

STATUSES = (ACTIVE, AFTERCARE, CLOSED)


@command("clients")
@with_format
@filter_option
@option("--group", "groups", metavar="GROUP", multiple=True, help="Only who is in GROUP; any of several.")
@option("--status", type=click.Choice(STATUSES), help="Only who has this status.")
@option("--target-group", metavar="LABEL", help="Only who has this label.")
@option("--municipality", metavar="NAME", help="Only who lives in this municipality.")
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
            groups=tuple(find_group(framework, name)[1] for name in groups),
            status=status,
            label=_label(framework, target_group),
            municipality=services.team.municipality(municipality),
            consultant=services.team.resolve(consultant).id if consultant else None,
        )
        nearest, late = _nearest_dues(services, chosen)

        def facets(sifter: Sifter, row: ClientRow) -> Facets:
            item = nearest.get(row.id)
            if item is None:
                return sifter.facets(row)
            state, on = item.standing.state.value, item.standing.due_on
            return sifter.facets(row, kind=item.base.kind, state=state, due_on=on, late=row.id in late)

        found = let_through(call, services, text, services.clients.list(chosen), facets)
        items = [client_item(row, office) | _next_due(nearest.get(row.id)) for row in found]

        def table() -> Table:
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
            return Table(titles, rows)

        show(call, "clients", items, table)


def status_name(status: str) -> str:
    """Return a client's status in the user's language."""
    return {ACTIVE: tr("active"), AFTERCARE: tr("aftercare"), CLOSED: tr("closed")}[status]


def group_names(row: ClientRow, framework: Framework) -> str:
    """Return the client's groups, axis by axis."""
    known = (framework.groups_by_id.get(row.groups.get(axis.id, "")) for axis in framework.axes)
    return " · ".join(item.name.to(language()) for item in known if item is not None)


def _label(framework: Framework, name: str | None) -> str | None:
    if name is None:
        return None
    return find_named(framework.target_groups, name, tr("There is no target group “{name}” here.", name=name))


def _nearest_dues(services: Services, chosen: ClientFilter) -> tuple[dict[str, DueItem], set[str]]:
    """Return the nearest due meeting of each client, and the clients with whom anything is late."""
    nearest: dict[str, DueItem] = {}
    late = set()
    for item in services.worklists.due(of=chosen):
        nearest.setdefault(item.client.id, item)
        if item.standing.late:
            late.add(item.client.id)
    return nearest, late


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
