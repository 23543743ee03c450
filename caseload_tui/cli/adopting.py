"""`framework adopt`: what another policy would come to for the caseload, and adopting it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from caseload_tui.cli.context import Call
from caseload_tui.cli.options import pass_call
from caseload_tui.cli.output import Table, show_lists, with_format
from caseload_tui.cli.parsing import DAY
from caseload_tui.cli.speaking import command, option
from caseload_tui.formatting import long_date, number, short_date
from caseload_tui.i18n import language, tr, word

if TYPE_CHECKING:
    from caseload_tui.domain.adopting import DueChange, Vanishing
    from caseload_tui.services.adopting import AdoptionPreview

Item = dict[str, Any]
SHOWN = 20


@command("adopt")
@with_format
@click.argument("name", metavar="ID_OR_FILE")
@option(
    "--map",
    "counterparts",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="What stands for what: TOML with [groups], [kinds], [target_groups], [domains] and [roles].",
)
@option("--from", "in_force_from", type=DAY, help="The day from which it is in force; today without it.")
@option("--dry-run", is_flag=True, help="Only show what it would come to.")
@pass_call
def adopt(call: Call, name: str, counterparts: Path | None, in_force_from: date | None, dry_run: bool) -> None:
    """Adopt a policy, or another version of it, and bring every dossier under it in one deed."""
    with call.services() as services:
        act = services.adopting.preview if dry_run else services.adopting.adopt
        found = act(name, in_force_from=in_force_from, counterparts=counterparts)
        call.framework = found.present.id if dry_run else found.other.id
        show_lists(call, "adopt", lists(found, dry_run=dry_run), tables(found))
        if found.outcome.lacking:
            call.say(tr("Say with --map what stands for what; before that the policy is not adopted."))
        if not dry_run:
            policy = found.other.name.to(language())
            call.say(tr("“{policy}” is in force from {day}.", policy=policy, day=long_date(found.in_force_from)))


def lists(found: AdoptionPreview, *, dry_run: bool) -> Item:
    """Return what adopting comes to, each list under its own name."""
    outcome = found.outcome
    return {
        "totals": {
            "present": found.present.id,
            "other": found.other.id,
            "in_force_from": found.in_force_from,
            "dry_run": dry_run,
            "clients": outcome.clients,
            "regrouped": outcome.regrouped,
            "due_moved": outcome.count("moved"),
            "due_new": outcome.count("new"),
            "due_gone": outcome.count("gone"),
            "deferrals_ended": outcome.count("deferral"),
            "waivers_ended": outcome.count("waiver"),
            "lead_lacking": outcome.lead_lacking,
            "house_dropped": list(found.dropped),
        },
        "groups": [{"axis": axis, "group": group, "clients": count} for axis, group, count in outcome.groups],
        "vanishing": [_vanishing_item(item) for item in outcome.vanishing],
        "dues": [
            {
                **_client_item(found, item.client),
                "what": item.what,
                "rule_before": item.before.rule if item.before else None,
                "due_before": item.due_before,
                "rule_after": item.after.rule if item.after else None,
                "due_after": item.due_after,
            }
            for item in _by_caseload(found, outcome.dues)
        ],
        "ending": [
            {
                **_client_item(found, item.client),
                "what": item.what,
                "rule": item.rule,
                "until": item.until,
                "reason": item.reason,
            }
            for item in outcome.ending
        ],
    }


def tables(found: AdoptionPreview) -> list[Table]:
    """Return what adopting comes to as tables; of the due dates only the first ones."""
    return [
        _totals(found),
        _groups(found),
        *_vanishing(found),
        *_dues(found),
        *_ending(found),
    ]


def _vanishing_item(item: Vanishing) -> Item:
    return {
        "what": item.what,
        "axis": item.axis,
        "id": item.id,
        "clients": item.clients,
        "clients_today": item.today,
        "into": item.into,
        "needed": item.needed,
        "lacking": item.lacking,
    }


def _client_item(found: AdoptionPreview, client: str) -> Item:
    row = found.clients[client]
    return {"client_id": client, "file_number": row.file_number, "name": row.name}


def _by_caseload(found: AdoptionPreview, dues: Iterable[DueChange]) -> list[DueChange]:
    order = {client: place for place, client in enumerate(found.clients)}
    return sorted(dues, key=lambda item: order[item.client])


def _totals(found: AdoptionPreview) -> Table:
    outcome = found.outcome
    rows = [
        (tr("in force from"), long_date(found.in_force_from)),
        (word("clients"), number(outcome.clients)),
        (tr("{clients} who get another {group}"), number(outcome.regrouped)),
        (tr("due dates that move"), number(outcome.count("moved"))),
        (tr("due dates that come"), number(outcome.count("new"))),
        (tr("due dates that go"), number(outcome.count("gone"))),
        (tr("deferrals that end"), number(outcome.count("deferral"))),
        (tr("waivers that end"), number(outcome.count("waiver"))),
        (tr("{clients} without the leading contact"), number(outcome.lead_lacking)),
    ]
    if found.dropped:
        rows.append((tr("house settings that do not fit"), ", ".join(found.dropped)))
    return Table(("", ""), rows, tr("From {present} to {other}", present=found.present.id, other=found.other.id))


def _groups(found: AdoptionPreview) -> Table:
    other = found.other
    rows = [
        (other.axes_by_id[axis].name.to(language()), other.groups_by_id[group].name.to(language()), number(count))
        for axis, group, count in found.outcome.groups
    ]
    return Table((tr("axis"), word("group"), word("clients")), rows, tr("{Groups} under {name}", name=other.id))


def _vanishing(found: AdoptionPreview) -> Iterable[Table]:
    sorts = {
        "axis": tr("axis"),
        "group": word("group"),
        "kind": tr("meeting"),
        "target_group": tr("target group"),
        "domain": tr("life domain"),
        "role": tr("role"),
    }
    rows = [
        (sorts[item.what], item.id, number(item.clients), number(item.today), _into(item))
        for item in found.outcome.vanishing
    ]
    if rows:
        titles = ("", tr("id"), word("clients"), tr("today"), tr("becomes"))
        yield Table(titles, rows, tr("What the other policy does not have under this id"))


def _into(item: Vanishing) -> str:
    if item.lacking:
        return tr("LACKS a counterpart")
    if item.into:
        return item.into
    return tr("left open") if item.into == "" else tr("keeps its name in old facts")


def _dues(found: AdoptionPreview) -> Iterable[Table]:
    dues = _by_caseload(found, found.outcome.dues)
    rows = [
        (
            found.clients[item.client].file_number,
            found.clients[item.client].listed_name,
            item.after.rule if item.after else item.before.rule if item.before else "",
            short_date(item.due_before) if item.due_before else "",
            short_date(item.due_after) if item.due_after else "",
        )
        for item in dues[:SHOWN]
    ]
    if rows:
        titles = (tr("file"), tr("name"), tr("rule"), tr("due before"), tr("due after"))
        heading = tr("Due dates that change: {n} of {total}", n=number(len(rows)), total=number(len(dues)))
        yield Table(titles, rows, heading)


def _ending(found: AdoptionPreview) -> Iterable[Table]:
    sorts = {"deferral": tr("deferral"), "waiver": tr("waiver")}
    rows = [
        (
            found.clients[item.client].file_number,
            found.clients[item.client].listed_name,
            sorts[item.what],
            item.rule,
            short_date(item.until) if item.until else "",
        )
        for item in found.outcome.ending
    ]
    if rows:
        titles = (tr("file"), tr("name"), "", tr("rule"), tr("until"))
        yield Table(titles, rows, tr("Deferrals and waivers that end"))
