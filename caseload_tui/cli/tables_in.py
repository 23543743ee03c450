"""Taking in a table of another system, with what came of it row by row."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from caseload_tui.cli.context import TABLE, Call
from caseload_tui.cli.output import Table, show_lists
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr, trn
from caseload_tui.incoming.mapping import read_mapping
from caseload_tui.incoming.rows import Trouble
from caseload_tui.incoming.sheet import Sheet, open_sheet
from caseload_tui.services.incoming import Progress, TakenIn

_SHOWN = 20
_LONGEST_VALUE = 60


def take_in_table(call: Call, file: Path, mapping: Path, *, dry_run: bool) -> None:
    """Take the rows of a table in, or say what keeps them out; exit 1 where something does."""
    mapped = read_mapping(mapping)
    sheet = open_sheet(file, encoding=mapped.encoding, delimiter=mapped.delimiter)
    with call.services() as services, _progress() as progress:
        taken = services.incoming.take_in(sheet, mapped, dry_run=dry_run, progress=progress)
    lists = {
        "rows": taken.rows,
        "added": taken.added,
        "updated": taken.updated,
        "unchanged": taken.unchanged,
        "written": taken.written,
        "encoding": _encoding(sheet),
        "left_out": list(taken.left_out),
        "problems": [_item(trouble) for trouble in taken.troubles],
        "more_problems": taken.more_troubles,
        "warnings": [_item(trouble) for trouble in taken.warnings],
    }
    show_lists(call, "import", lists, list(_tables(taken)) if call.form in (None, TABLE) else [])
    _tell(call, sheet, taken, dry_run=dry_run)
    if taken.troubles:
        raise Refused(
            trn("{n} place must be mended first.", "{n} places must be mended first.", _count(taken)),
            tr("Nothing was imported; mend the table or the mapping, and look with --dry-run."),
        )


def _tell(call: Call, sheet: Sheet, taken: TakenIn, *, dry_run: bool) -> None:
    call.say(tr("{n} rows, read as {encoding}.", n=taken.rows, encoding=_encoding(sheet)))
    if taken.left_out:
        call.say(tr("Columns that the mapping leaves out: {names}.", names=", ".join(taken.left_out)))
    if taken.troubles:
        return
    known = {"added": taken.added, "updated": taken.updated, "unchanged": taken.unchanged}
    if dry_run:
        call.say(tr("It would be {added} new, {updated} changed, {unchanged} unchanged. Nothing was written.", **known))
    else:
        call.say(tr("Taken in: {added} new, {updated} changed, {unchanged} unchanged.", **known))


def _tables(taken: TakenIn) -> Iterator[Table]:
    titles = (tr("line"), tr("column"), tr("value"), tr("what"))
    for troubles, heading in ((taken.troubles, tr("To be mended")), (taken.warnings, tr("To look at"))):
        if troubles:
            more = len(troubles) - _SHOWN + (taken.more_troubles if troubles is taken.troubles else 0)
            rows = [_row(trouble) for trouble in troubles[:_SHOWN]]
            if more > 0:
                rows.append(("", "", "", tr("and {n} more; --json tells all", n=more)))
            yield Table(titles, rows, heading)


def _row(trouble: Trouble) -> tuple[str, str, str, str]:
    value = " ".join(trouble.value.split())
    short = value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…"
    return (str(trouble.line or ""), trouble.column, short, trouble.message)


def _item(trouble: Trouble) -> dict[str, object]:
    return {
        "line": trouble.line or None,
        "column": trouble.column or None,
        "value": trouble.value,
        "message": trouble.message,
    }


def _encoding(sheet: Sheet) -> str:
    return sheet.encoding.removesuffix("-sig")


def _count(taken: TakenIn) -> int:
    return len(taken.troubles) + taken.more_troubles


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show how far it is on a terminal; elsewhere nothing is shown."""
    with click.progressbar(length=1, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def progress(done: int, of: int) -> None:
            if of:
                bar.length = of
                bar.update(done - bar.pos)

        yield progress
