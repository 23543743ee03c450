"""Signals, and the way back: `signal` and `undo`."""

from __future__ import annotations

import click

from caseload_tui.cli.clients import answer_for
from caseload_tui.cli.context import Call
from caseload_tui.cli.options import consultant_option, note_option, on_client, pass_call
from caseload_tui.cli.output import Table, done, show, with_format
from caseload_tui.cli.speaking import command, group, option
from caseload_tui.formatting import near_date
from caseload_tui.i18n import tr


@group("signal")
def signal() -> None:
    """See dated things that must not be missed."""


@signal.command("list")
@with_format
@option("--client", "client", metavar="CLIENT", help="Only of this person.")
@consultant_option
@pass_call
def list_(call: Call, client: str | None, consultant: str | None) -> None:
    """List the signals that show."""
    with call.services() as services:
        found = services.worklists.signals(
            client=services.clients.resolve(client).id if client else None,
            consultant=services.team.resolve(consultant).id if consultant else None,
        )
        items = [
            {
                "client_id": item.client.id,
                "file_number": item.client.file_number,
                "name": item.client.name,
                "signal": item.signal.key,
                "kind": item.signal.kind,
                "on": item.signal.on,
                "about": item.signal.about,
                "text": item.text,
            }
            for item in found
        ]
        rows = [
            (
                near_date(item.signal.on, call.today),
                item.client.file_number,
                item.client.listed_name,
                item.signal.key,
                item.text,
            )
            for item in found
        ]
        titles = (tr("day"), tr("file"), tr("name"), tr("signal"), tr("what"))
        show(call, "signals", items, Table(titles, rows))


@signal.command("acknowledge")
@on_client(click.argument("key", metavar="SIGNAL"), note_option)
def acknowledge(call: Call, client: str, key: str, note: str | None) -> None:
    """Say that a signal was seen; it shows no more."""
    with call.client(client) as (services, known):
        services.facts.acknowledge(known.id, key, note=note)
        answer_for(call, services, tr("The signal was seen."), known.id)


@command("undo")
@with_format
@pass_call
def undo(call: Call) -> None:
    """Take back the last deed of the person at the keyboard that can be taken back."""
    with call.services() as services:
        deed = services.journal.undo()
        events = [
            {"event": event.id, "dossier": event.dossier, "kind": event.kind, "at": event.at} for event in deed.events
        ]
        told = services.journal.in_words(deed)
        what = "; ".join(f"{who}: {words}" for who, words in told)
        done(call, tr("Taken back: {what}.", what=what), "undo", {"at": deed.at, "by": deed.by, "events": events})
