"""`ahead`: what the weeks ahead ask of a consultant, and what they can bear."""

from __future__ import annotations

from dataclasses import asdict

from caseload_tui.cli.context import Call
from caseload_tui.cli.options import consultant_option, pass_call
from caseload_tui.cli.output import Table, show, with_format
from caseload_tui.cli.speaking import command
from caseload_tui.formatting import number, percent, short_date
from caseload_tui.i18n import tr


@command("ahead")
@with_format
@consultant_option
@pass_call
def ahead(call: Call, consultant: str | None) -> None:
    """Show twelve weeks: talks planned and due, the time they take, and the time there is."""
    with call.services() as services:
        whose = services.team.resolve(consultant).id if consultant else services.desk.by
        weeks = services.worklists.ahead(whose)
        items = [
            {"consultant": whose, "week": f"{week.monday:%G-W%V}", **asdict(week), "share": week.share}
            for week in weeks
        ]
        rows = [
            (
                str(week.monday.isocalendar().week),
                short_date(week.monday),
                number(week.planned),
                number(week.unplanned),
                number(week.days, 1),
                percent(week.share) if week.share is not None else "",
            )
            for week in weeks
        ]
        titles = (tr("week"), tr("from"), tr("planned"), tr("not planned"), tr("days"), tr("of the time"))
        show(call, "ahead", items, Table(titles, rows))
