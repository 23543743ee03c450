"""Taking in a table of another system, with what came of it row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from caseload_tui.cli.context import TABLE, Call
from caseload_tui.cli.output import Table, show_lists
from caseload_tui.errors import Refused
from caseload_tui.formatting import number
from caseload_tui.i18n import tr, trn
from caseload_tui.incoming.mapping import read_mapping
from caseload_tui.incoming.sheet import Sheet, open_sheet
from caseload_tui.incoming.troubles import Tally, Trouble, Troubles
from caseload_tui.services.incoming.tables import TakenIn

_SHOWN, _SHOWN_OF_EACH = 20, 3
_LINES_NAMED = 3
_LONGEST_VALUE = 60


def take_in_table(call: Call, file: Path, mapping: Path, *, dry_run: bool) -> None:
    """Take the rows of a table in, or say what keeps them out; exit 1 where something does."""
    mapped = read_mapping(mapping)
    sheet = open_sheet(file, encoding=mapped.encoding, delimiter=mapped.delimiter)
    with call.services() as services:
        taken = services.incoming.take_in(sheet, mapped, dry_run=dry_run)
    lists = {
        "rows": taken.rows,
        "tried": taken.tried,
        "added": taken.added,
        "updated": taken.updated,
        "unchanged": taken.unchanged,
        "erased": taken.erased,
        "written": taken.written,
        "encoding": sheet.written_in,
        "left_out": list(taken.left_out),
        "problems": [_item(trouble) for trouble in taken.troubles.first],
        "more_problems": taken.troubles.count - len(taken.troubles.first),
        "problem_counts": [_tally_item(tally) for tally in taken.troubles.tallies],
        "warnings": [_item(trouble) for trouble in taken.warnings.first],
        "warning_counts": [_tally_item(tally) for tally in taken.warnings.tallies],
    }
    show_lists(call, "import", lists, list(_tables(taken)) if call.form in (None, TABLE) else [])
    _tell(call, sheet, taken, dry_run=dry_run)
    if taken.troubles.count:
        raise Refused(
            trn(
                "{count} place must be mended first.",
                "{count} places must be mended first.",
                taken.troubles.count,
                count=number(taken.troubles.count),
            ),
            tr("Nothing was imported; mend the table or the mapping, and look with --dry-run."),
        )


def _tell(call: Call, sheet: Sheet, taken: TakenIn, *, dry_run: bool) -> None:
    call.say(
        trn(
            "{count} row, read as {encoding}.",
            "{count} rows, read as {encoding}.",
            taken.rows,
            count=number(taken.rows),
            encoding=sheet.written_in,
        )
    )
    if taken.left_out:
        call.say(tr("Columns that the mapping leaves out: {names}.", names=", ".join(taken.left_out)))
    if not taken.rows:
        call.say(tr("Under the names of the columns stands no row: there is nothing to take in."))
    elif taken.troubles.count:
        _tell_how_far(call, taken)
    else:
        counts = {"added": taken.added, "updated": taken.updated, "unchanged": taken.unchanged}
        known = {name: number(count) for name, count in counts.items()}
        if dry_run:
            said = tr(
                "It would be {added} new, {updated} changed, {unchanged} unchanged. Nothing was written.", **known
            )
        else:
            said = tr("Taken in: {added} new, {updated} changed, {unchanged} unchanged.", **known)
        call.say(said)


def _tell_how_far(call: Call, taken: TakenIn) -> None:
    """Say how much of the table the policy was asked about, where that is not all that can be read."""
    if taken.given_up and not taken.tried:
        call.say(tr("So many rows cannot be read that the rules of the policy were not tried yet."))
    elif taken.given_up:
        call.say(tr("The rules of the policy were tried on the first {n} rows only.", n=number(taken.tried)))


def _tables(taken: TakenIn) -> Iterator[Table]:
    for troubles, heading in ((taken.troubles, tr("To be mended")), (taken.warnings, tr("To look at"))):
        if troubles.count > _SHOWN:
            titles = (tr("how often"), tr("column"), tr("lines"), tr("what"))
            yield Table(titles, [_tally_row(tally) for tally in troubles.tallies], heading)
            heading = tr("The first of each")
        if troubles.count:
            titles = (tr("line"), tr("column"), tr("value"), tr("what"))
            yield Table(titles, [_row(trouble) for trouble in _shown(troubles)], heading)


def _shown(troubles: Troubles) -> list[Trouble]:
    """Return all troubles where they are few, else the first ones of each kind."""
    if troubles.count <= _SHOWN:
        return list(troubles.first)
    first = (trouble for tally in troubles.tallies for trouble in tally.first[:_SHOWN_OF_EACH])
    return sorted(first, key=lambda trouble: trouble.line)


def _tally_row(tally: Tally) -> tuple[str, str, str, str]:
    lines = ", ".join(str(trouble.line) for trouble in tally.first[:_LINES_NAMED] if trouble.line)
    return (number(tally.count), tally.column, lines + (" …" if tally.count > _LINES_NAMED else ""), tally.message)


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


def _tally_item(tally: Tally) -> dict[str, object]:
    return {
        "column": tally.column or None,
        "message": tally.message,
        "count": tally.count,
        "first_line": tally.first[0].line or None,
    }
