"""`monitor`: what happened in a period; `indicator`: figures that somebody types in."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caseload_tui.cli.context import FORMATS, JSONL, TABLE, Call
from caseload_tui.cli.options import note_option, pass_call
from caseload_tui.cli.output import Table, done, emit, envelope, show, show_tables, with_format, with_formats
from caseload_tui.cli.parsing import DAY
from caseload_tui.cli.speaking import command, group, option
from caseload_tui.formatting import number, short_date
from caseload_tui.i18n import tr, word
from caseload_tui.papers.figures import FORMS as FILES
from caseload_tui.papers.figures import HTML, MARKDOWN
from caseload_tui.papers.sheet import Item, as_json

if TYPE_CHECKING:
    from caseload_tui.domain.monitor.entered import Entered
    from caseload_tui.papers.figures import Paper


@command("monitor")
@with_formats(*FORMATS, MARKDOWN, HTML)
@option("--from", "first", type=DAY, required=True, help="The first day.")
@option("--to", "last", type=DAY, required=True, help="The last day; what is not over yet counts up to today.")
@option("--municipality", metavar="NAME", help="Only of who lives in this municipality.")
@option("--consultant", metavar="CONSULTANT", help="Only of whom this colleague leads.")
@option("--group", "groups", metavar="GROUP", multiple=True, help="Only of who is in GROUP; any of several.")
@option("--target-group", metavar="LABEL", help="Only of who belongs to this target group.")
@option("--known-on", type=DAY, help="As it was known on this day: what was recorded later is left out.")
@option("--suppress", is_flag=True, help="For publication: leave out counts under ten, and what would give them away.")
@option(
    "--out", metavar="FILE", type=click.Path(path_type=Path), help="Save it as a file, which must not be there yet."
)
@pass_call
def monitor(
    call: Call,
    first: date,
    last: date,
    municipality: str | None,
    consultant: str | None,
    groups: tuple[str, ...],
    target_group: str | None,
    known_on: date | None,
    suppress: bool,
    out: Path | None,
) -> None:
    """Show stock, flows, what was done and the policy's targets over a period, in figures that add up."""
    # These take a while to import, and no other command needs them.
    from caseload_tui.domain.monitor.publishing import Shown  # noqa: PLC0415
    from caseload_tui.services.monitor.files import in_form  # noqa: PLC0415
    from caseload_tui.services.monitor.items import heading_of, lists_of, rows_of  # noqa: PLC0415
    from caseload_tui.services.monitor.words import paper_of  # noqa: PLC0415

    with call.services() as services:
        report = services.monitors.report(
            first,
            last,
            municipality=services.team.municipality(municipality),
            consultant=consultant,
            groups=groups,
            target_group=target_group,
            known_on=known_on,
        )
        # A table is for the screen it is fitted to; a file of words is Markdown.
        form = MARKDOWN if out is not None and call.form in (None, TABLE) else call.form or TABLE
        if form == TABLE:
            _show(call, paper_of(report, suppress=suppress))
            return
        shown = Shown(report.figures, suppress)
        if form in FILES:
            text = in_form(report, form, suppress=suppress)
        elif form == JSONL:
            text = "".join(as_json(row) + "\n" for row in rows_of(lists_of(shown, report.names)))
        else:
            item = {**heading_of(shown), **lists_of(shown, report.names)}
            text = as_json(envelope(call, "monitor", item), indent=2) + "\n"
    _hand_out(call, text, out)


def _hand_out(call: Call, text: str, out: Path | None) -> None:
    if out is None:
        emit(text)
        return
    from caseload_tui.services.papers import save_paper  # noqa: PLC0415 - only who saves needs it

    call.say(tr("Saved: {path}", path=save_paper(text, out)))


def _show(call: Call, paper: Paper) -> None:
    for line in (*paper.lines, *paper.remarks):
        call.say(line)
    tables = []
    for block in paper.blocks:
        heading = block.title + (f" ({block.note})" if block.note else "")
        tables.append(Table(block.columns, [row.cells for row in block.rows] or [("\N{EN DASH}",)], heading))
    show_tables(call, tables)


@group("indicator")
def indicator() -> None:
    """Look at figures that are typed in for the indicators of the policy, and type them in."""


@indicator.command("enter")
@with_format
@click.argument("name", metavar="INDICATOR")
@click.argument("value", metavar="NUMBER", type=float)
@option("--from", "first", type=DAY, required=True, help="The first day it is about.")
@option("--to", "last", type=DAY, required=True, help="The last day it is about.")
@option(
    "--counts", metavar="WHAT", help="One thing that the indicator counts by hand; without it, the indicator itself."
)
@option("--municipality", metavar="NAME", help="Only about who lives in this municipality.")
@option("--group", "of_group", metavar="GROUP", help="Only about this GROUP or target group.")
@note_option
@pass_call
def enter(
    call: Call,
    name: str,
    value: float,
    first: date,
    last: date,
    counts: str | None,
    municipality: str | None,
    of_group: str | None,
    note: str | None,
) -> None:
    """Type in what no fact tells; the same INDICATOR and days change what was typed before. A share is 0.83."""
    with call.services() as services:
        typed = services.monitors.enter(
            name,
            value,
            first,
            last,
            counts=counts,
            municipality=services.team.municipality(municipality),
            group=of_group,
            note=note,
        )
    call.warn_of_bsn(note)
    done(call, tr("The figure is kept."), "indicators", _item(typed))


@indicator.command("list")
@with_format
@pass_call
def list_(call: Call) -> None:
    """List the figures that were typed in."""
    with call.services() as services:
        found = services.monitors.entered()
    titles = (
        tr("indicator"),
        tr("counts"),
        tr("municipality"),
        word("group"),
        tr("from"),
        tr("through"),
        tr("value"),
        tr("by"),
        tr("note"),
    )
    rows = [
        (
            item.indicator,
            item.counts or "",
            item.municipality or "",
            item.group or "",
            short_date(item.period.first),
            short_date(item.period.last),
            number(item.value, 0 if item.value.is_integer() else 2),
            item.by,
            item.note or "",
        )
        for item in found
    ]
    show(call, "indicators", [_item(item) for item in found], Table(titles, rows))


def _item(item: Entered) -> Item:
    return {
        "indicator": item.indicator,
        "counts": item.counts,
        "municipality": item.municipality,
        "group": item.group,
        "from": item.period.first,
        "to": item.period.last,
        "value": item.value,
        "note": item.note,
        "by": item.by,
        "at": item.at,
    }
