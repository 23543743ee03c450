"""Data in and out: `import` and `export`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from caseload_tui.cli import papers
from caseload_tui.cli.context import CSV, JSON, JSONL, TABLE, Call
from caseload_tui.cli.items import client_item, meeting_item
from caseload_tui.cli.options import pass_call
from caseload_tui.cli.output import Table, done, emit, envelope, show, with_format
from caseload_tui.cli.speaking import command, group, option
from caseload_tui.domain.filters import ClientFilter
from caseload_tui.i18n import tr
from caseload_tui.papers.sheet import as_csv, harmless_json
from caseload_tui.services.reading_facts import count_kinds, read_facts


@command("import")
@with_format
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@option(
    "--mapping",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="For a table of another system: the file that says what its columns hold.",
)
@option("--dry-run", is_flag=True, help="Only say what would be imported.")
@option("--practice", is_flag=True, help="Mark the store that is made as one for practice.")
@pass_call
def import_(call: Call, file: Path, mapping: Path | None, dry_run: bool, practice: bool) -> None:
    """Take in a file of facts, into a store without dossiers or one that is made for it, or with --mapping a table."""
    if mapping is not None:
        # Tables come seldom, and what reads them need not be imported for facts.
        from caseload_tui.cli.tables_in import take_in_table  # noqa: PLC0415

        take_in_table(call, file, mapping, dry_run=dry_run)
        return
    # Making a store takes the database and the seeds, which a check of the file does not.
    from caseload_tui.cli import taking_in  # noqa: PLC0415

    lines = read_facts(file)
    if dry_run:
        taking_in.check(call, lines)
    else:
        taking_in.take_in(call, lines, practice=practice)
    said = (
        tr("{n} facts could be imported. Nothing was written.", n=len(lines))
        if dry_run
        else tr("{n} facts are imported.", n=len(lines))
    )
    done(call, said, "import", {"facts": len(lines), "dry_run": dry_run, "counts": count_kinds(lines)})


@group("export")
def export() -> None:
    """Write data out, to standard output."""


export.add_command(papers.letter)
export.add_command(papers.calendar)


@export.command("facts")
@with_format
@pass_call
def facts(call: Call) -> None:
    """Write every fact, one a line: enough to make the office again."""
    with call.services() as services:
        services.clients.log_opening("facts exported", None)
        _lines(call, "facts", services.journal.facts())


@export.command("access")
@with_format
@pass_call
def access(call: Call) -> None:
    """Write the access log: who opened what, and when."""
    with call.services() as services:
        _lines(call, "access", services.journal.access_lines())


@export.command("clients")
@with_format
@pass_call
def clients(call: Call) -> None:
    """Write the caseload as a list."""
    with call.services() as services:
        services.clients.log_opening("clients exported", None)
        office = services.team.office()
        items = [client_item(row, office) for row in services.clients.list(ClientFilter())]
        call.form = call.form or CSV
        show(call, "clients", items, _table(items))


@export.command("meetings")
@with_format
@pass_call
def meetings(call: Call) -> None:
    """Write every meeting with what was said in it, amendments included."""
    with call.services() as services:
        services.clients.log_opening("meetings exported", None)
        items = [meeting_item(row, meeting) for row, meeting in services.meetings.whole()]
        call.form = call.form or CSV
        rows = [_flat(item) for item in items] if call.form in (CSV, TABLE) else items
        show(call, "meetings", rows, _table(rows))


def _flat(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return a meeting with a column for each life domain, as a spreadsheet wants it; amendments stand in the notes."""
    flat = {name: value for name, value in item.items() if name not in ("notes", "scores", "answers", "amendments")}
    for table in ("notes", "scores", "answers"):
        values = dict(item[table])
        for amendment in item["amendments"]:
            values |= amendment[table]
        flat |= {f"{table}.{name}" if name else table: value for name, value in values.items()}
    return flat


def _lines(call: Call, schema: str, lines: Iterable[str]) -> None:
    """Write lines of JSON as they are; in another form, what they hold."""
    if call.form in (None, JSONL):
        for line in lines:
            emit((harmless_json(line) if _on_terminal() else line) + "\n")
        return
    items: list[dict[str, Any]] = [json.loads(line) for line in lines]
    if call.form == JSON:
        emit(json.dumps(envelope(call, schema, {"items": items}), ensure_ascii=False, default=str) + "\n")
    elif call.form == CSV:
        emit(as_csv(items))
    elif call.form == TABLE:
        show(call, schema, items, _table(items))


def _on_terminal() -> bool:
    return sys.stdout.isatty()


def _table(items: list[dict[str, Any]]) -> Table:
    titles = tuple(dict.fromkeys(name for item in items for name in item))
    rows = [
        tuple(
            value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
            for value in (item.get(title) for title in titles)
        )
        for item in items
    ]
    return Table(titles, rows)
