"""`rebalance`: who could take over whom, so that nobody carries more than fits; offered only when asked."""

from __future__ import annotations

from caseload_tui.cli.context import Call
from caseload_tui.cli.options import pass_call
from caseload_tui.cli.output import Item, Table, show_lists, with_format
from caseload_tui.cli.speaking import command, option
from caseload_tui.domain.rebalance import Carrying
from caseload_tui.errors import WrongUse
from caseload_tui.formatting import number, percent
from caseload_tui.i18n import tr, trn, word
from caseload_tui.services.rebalancing import Proposed, Rebalanced


@command("rebalance")
@with_format
@option("--offer", is_flag=True, help="Offer these hand-overs: each is accepted or rejected by who receives it.")
@option("--only", metavar="CLIENT", multiple=True, help="Of the suggestion only this person; any number.")
@option("--note", metavar="TEXT", help="What the other must know; needed with --offer.")
@pass_call
def rebalance(call: Call, offer: bool, only: tuple[str, ...], note: str | None) -> None:
    """Suggest the fewest hand-overs after which nobody carries more than fits, and say why of each."""
    if offer != bool(note):
        raise WrongUse(tr("An offer needs a note, and only an offer has one."), tr("Give both --offer and --note."))
    with call.services() as services:
        found = services.rebalancing.suggest()
        wanted = {services.clients.resolve(text).id for text in only}
        moves = tuple(item for item in found.moves if not wanted or item.client.id in wanted)
        if offer:
            count = services.rebalancing.offer(moves, note or "")
            call.say(trn("{n} {client} is offered.", "{n} {clients} are offered.", count))
            call.warn_of_bsn(note or "")
        lists = {
            "moves": [_move(item) for item in moves],
            "consultants": [_consultant(name, carrying) for name, carrying in found.suggestion.carrying.items()],
            "totals": {
                "model": found.model,
                "moves": len(moves),
                "offered": offer,
                "unknown_load": found.suggestion.unknown,
                "left_alone": found.suggestion.fixed,
            },
        }
        show_lists(call, "rebalance", lists, [_moves(moves, found), _carrying(found)])


def _move(item: Proposed) -> Item:
    return {
        "client_id": item.client.id,
        "file_number": item.client.file_number,
        "name": item.client.name,
        "from": item.move.giver,
        "to": item.move.receiver,
        "role": item.role,
        "because": item.because,
    }


def _consultant(name: str, carrying: Carrying) -> Item:
    return {
        "consultant": name,
        "room": carrying.room,
        "before": carrying.before,
        "after": carrying.after,
        "over_before": carrying.over,
        "over_after": carrying.left_over,
    }


def _moves(moves: tuple[Proposed, ...], found: Rebalanced) -> Table:
    rows = [
        (
            item.client.file_number,
            item.client.listed_name,
            found.names[item.move.giver],
            found.names[item.move.receiver],
            item.because,
        )
        for item in moves
    ]
    return Table((tr("file"), tr("name"), tr("of"), tr("to"), tr("because")), rows)


def _carrying(found: Rebalanced) -> Table:
    def share(carried: Carrying, *, after: bool) -> str:
        return percent((carried.after if after else carried.before) / carried.room) if carried.room else ""

    rows = [
        (
            found.names[name],
            number(carrying.room, 2),
            number(carrying.before, 2),
            share(carrying, after=False),
            number(carrying.after, 2),
            share(carrying, after=True),
        )
        for name, carrying in found.suggestion.carrying.items()
    ]
    return Table((word("consultant"), tr("fits"), tr("today"), "", tr("then"), ""), rows)
