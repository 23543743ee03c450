"""`quarter-plan`: a day for each due talk of the weeks ahead; planned only when asked."""

from __future__ import annotations

import click

from caseload_tui.cli.context import Call
from caseload_tui.cli.items import name_of
from caseload_tui.cli.options import pass_call
from caseload_tui.cli.output import Item, Table, show_lists, with_format
from caseload_tui.cli.speaking import command, option
from caseload_tui.domain.agenda import WEEKS_A_QUARTER
from caseload_tui.formatting import near_date
from caseload_tui.i18n import tr, trn, word
from caseload_tui.services.quarter import PlanItem


@command("quarter-plan")
@with_format
@option("--consultant", "consultants", metavar="CONSULTANT", multiple=True, help="Whose talks; any number.")
@option("--team", is_flag=True, help="The talks of everybody who works here.")
@option("--weeks", type=click.IntRange(1, 53), default=WEEKS_A_QUARTER, help="How many weeks; 13 without it.")
@option("--talks-a-week", type=click.IntRange(1, 200), help="Talks in a full week, where minutes and hours lack.")
@option("--plan", is_flag=True, help="Plan these talks, in one deed.")
@option("--only", metavar="CLIENT", multiple=True, help="Of the suggestion only this person; any number.")
@pass_call
def quarter_plan(
    call: Call,
    consultants: tuple[str, ...],
    team: bool,
    weeks: int,
    talks_a_week: int | None,
    plan: bool,
    only: tuple[str, ...],
) -> None:
    """Suggest a day for each due talk: in time where that can be, visits of one neighbourhood together."""
    with call.services() as services:
        office, names = services.team.office(), services.team.names()
        if team:
            consultants = tuple(person.id for person in office.consultants if person.fte_on(call.today) > 0)
        found = services.quarters.suggest(consultants, weeks=weeks, talks_a_week=talks_a_week)
        wanted = {services.clients.resolve(text).id for text in only}
        items = [item for item in found.items if not wanted or item.client.id in wanted]
        if plan:
            count = services.quarters.plan(items)
            call.say(trn("{n} talk planned.", "{n} talks planned.", count))
        lists = {
            "plans": [_item(item) for item in items if item.placed.on is not None],
            "without_room": [_item(item) for item in items if item.placed.on is None],
            "totals": {
                "from": found.start,
                "through": found.end,
                "talks": len(items),
                "late": sum(item.placed.late > 0 for item in items),
                "without_room": sum(item.placed.on is None for item in items),
                "model": "minutes" if found.by_minutes else "talks",
                "planned": plan,
            },
        }
        rows = [
            (
                near_date(item.placed.on, call.today) if item.placed.on else tr("no room"),
                item.client.file_number,
                item.client.listed_name,
                names.kind(item.placed.talk.kind),
                name_of(office, item.consultant) or "",
                item.because,
            )
            for item in items
        ]
        titles = (tr("day"), tr("file"), tr("name"), tr("what"), word("consultant"), tr("because"))
        show_lists(call, "quarter-plan", lists, [Table(titles, rows)])


def _item(item: PlanItem) -> Item:
    talk = item.placed.talk
    return {
        "client_id": item.client.id,
        "file_number": item.client.file_number,
        "name": item.client.name,
        "consultant": item.consultant,
        "rule": talk.rule,
        "kind": talk.kind,
        "on": item.placed.on,
        "due_on": talk.due_on,
        "deadline": talk.deadline,
        "days_late": item.placed.late,
        "mode": item.mode,
        "neighbourhood": talk.hood,
        "because": item.because,
    }
