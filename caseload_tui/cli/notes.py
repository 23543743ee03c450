"""Finding a note by its words: `notes`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import click

from caseload_tui.cli.context import Call
from caseload_tui.cli.items import Item
from caseload_tui.cli.options import consultant_option, pass_call
from caseload_tui.cli.output import Table, show, with_format
from caseload_tui.cli.parsing import DAY
from caseload_tui.cli.speaking import command, option
from caseload_tui.domain.looked_up import read_lookup
from caseload_tui.domain.rows import NoteHit
from caseload_tui.domain.visible import visible
from caseload_tui.errors import WrongUse
from caseload_tui.formatting import near_date
from caseload_tui.i18n import tr, word
from caseload_tui.services import Services
from caseload_tui.services.finding import find_named


@command("notes")
@with_format
@click.argument("query", metavar="[QUERY]...", nargs=-1)
@option("--from", "on_from", type=DAY, help="Only notes of this day or later.")
@option("--until", "on_to", type=DAY, help="Only notes of this day or earlier.")
@option("--domain", metavar="DOMAIN", help="Only notes on this life domain.")
@consultant_option
@option("--client", metavar="CLIENT", help="Only notes about this person.")
@option("--limit", type=click.IntRange(1), default=100, help="At most so many, the latest.")
@pass_call
def notes(
    call: Call,
    query: tuple[str, ...],
    on_from: date | None,
    on_to: date | None,
    domain: str | None,
    consultant: str | None,
    client: str | None,
    limit: int,
) -> None:
    """Find notes by their words; the access log has each dossier before its note is shown."""
    with call.services() as services:
        asked = read_lookup(" ".join(query), call.today)
        if asked.wrong:
            raise WrongUse(visible(asked.wrong[0]), tr("Nothing was searched; mend what is asked."))
        chosen = replace(services.notes.meant(asked), limit=limit)
        if domain:
            title = tr("There is no life domain “{name}” here.", name=visible(domain))
            chosen = replace(chosen, domains=(find_named(services.team.framework().domains, domain, title),))
        if on_from is not None:
            chosen = replace(chosen, on_from=on_from)
        if on_to is not None:
            chosen = replace(chosen, on_to=on_to)
        if consultant:
            chosen = replace(chosen, consultants=(services.team.resolve(consultant).id,))
        if client:
            chosen = replace(chosen, clients=(services.clients.resolve(client).id,))
        found = services.notes.find(chosen)
        show(call, "notes", [_item(hit) for hit in found], _table(call, services, found))


def _item(hit: NoteHit) -> Item:
    return {
        "client_id": hit.client.id,
        "file_number": hit.client.file_number,
        "name": hit.client.name,
        "consultant": hit.client.lead,
        "meeting_id": hit.meeting,
        "kind": hit.kind,
        "on": hit.on,
        "domain": hit.domain or None,
        "excerpt": hit.excerpt,
    }


def _table(call: Call, services: Services, found: tuple[NoteHit, ...]) -> Table:
    names = services.team.names()
    rows = [
        (
            near_date(hit.on, call.today),
            hit.client.file_number,
            hit.client.listed_name,
            names.kind(hit.kind),
            names.domain(hit.domain) if hit.domain else "",
            " ".join(hit.excerpt.split()),
        )
        for hit in found
    ]
    titles = (tr("day"), tr("file"), word("client"), tr("meeting"), tr("life domain"), tr("note"))
    return Table(titles, rows)
