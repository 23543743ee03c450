"""Policies as data: the ones that ship, and files of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from caseload_tui.cli.adopting import adopt
from caseload_tui.cli.context import CSV, FORMATS, MARKDOWN, TABLE, Call
from caseload_tui.cli.options import pass_call
from caseload_tui.cli.output import Table, emit, show, show_lists, show_tables, with_format, with_formats
from caseload_tui.cli.speaking import group, option
from caseload_tui.domain.visible import visible
from caseload_tui.formatting import short_date
from caseload_tui.frameworks import library
from caseload_tui.frameworks.problems import Problem
from caseload_tui.i18n import language, speaking, tr
from caseload_tui.papers.sheet import as_csv

if TYPE_CHECKING:
    from caseload_tui.frameworks.describing import Section

REFUSED = 1


@group("framework")
def framework() -> None:
    """Look at policies, check files of one's own, and adopt one."""


@framework.command("list")
@with_format
@pass_call
def list_(call: Call) -> None:
    """List the policies that ship with the program."""
    names = [*library.shipped(), *library.training()]
    found = [(library.load(name)[0], name in library.training()) for name in names]
    items = [
        {
            "framework": item.id,
            "name": item.name.to(language()),
            "organisation": item.organisation.to(language()),
            "municipalities": list(item.municipalities),
            "valid_from": item.valid_from,
            "status": item.status,
            "practice": practice,
        }
        for item, practice in found
    ]
    rows = [
        (item.id, item.organisation.to(language()), short_date(item.valid_from), tr("invented") if practice else "")
        for item, practice in found
    ]
    show(call, "frameworks", items, Table((tr("framework"), tr("of"), tr("valid from"), ""), rows))


@framework.command("show")
@with_formats(*FORMATS, MARKDOWN)
@click.argument("name", metavar="[ID_OR_FILE]", required=False)
@option("--text", "as_text", is_flag=True, help="The file itself, as it is.")
@pass_call
def show_framework(call: Call, name: str | None, as_text: bool) -> None:
    """Show what a policy says: the one that is named, else the one of the store."""
    # Describing takes the names of months, and a list of policies does not.
    from caseload_tui.frameworks.describe import as_markdown, describe  # noqa: PLC0415

    if as_text and name is not None:
        emit(library.text_of(name))
        return
    if name is None:
        with call.services() as services:
            policy = services.team.framework()
    else:
        policy = library.load(name)[0]
    call.framework = policy.id
    with speaking(policy.words_in(language())):
        sections = describe(policy)
    if call.form in (None, TABLE):
        show_tables(call, [table for section in sections for table in _tables(section)])
        return
    if call.form == MARKDOWN:
        emit(visible(as_markdown(sections), lines=True))
        return
    if call.form == CSV:
        emit(as_csv(_cells(sections)))
        return
    items = [
        {"section": section.key, "title": section.title, "columns": list(section.columns), "rows": section.rows}
        for section in sections
    ]
    show(call, "framework", items, Table((), ()))


@framework.command("check")
@with_format
@click.argument("file", metavar="FILE")
@pass_call
def check(call: Call, file: str) -> None:
    """Check a policy file and list every mistake at once, each with its line and place."""
    # The checker loads pydantic, which no other command needs.
    from caseload_tui.frameworks.check import check_text  # noqa: PLC0415

    report = check_text(library.text_of(file), name=file)
    call.framework = report.framework.id if report.framework is not None else None
    lists = {
        "ok": report.ok,
        "problems": [_problem(item) for item in report.problems],
        "warnings": [_problem(item) for item in report.warnings],
        "declared": [_problem(item) for item in report.declared],
    }
    titles = (tr("line"), tr("place"), tr("what"))
    tables = [
        Table(titles, [_row(item) for item in found], heading)
        for found, heading in (
            (report.problems, tr("Mistakes")),
            (report.warnings, tr("To look at")),
            (report.declared, tr("Declared by the policy itself")),
        )
        if found
    ]
    show_lists(call, "framework-check", lists, tables)
    call.say(tr("{file} is sound.", file=file) if report.ok else tr("{file} has mistakes.", file=file))
    if not report.ok:
        click.get_current_context().exit(REFUSED)


@framework.command("template")
def template() -> None:
    """Print a commented file to write a policy in."""
    emit(library.template())


framework.add_command(adopt)


def _tables(section: Section) -> Iterator[Table]:
    """Yield a section as one table, or as a heading and a small table for each block."""
    if not section.blocks:
        shown = section.without_empty_columns()
        yield Table(shown.columns, shown.rows, shown.title)
        return
    yield Table(("", ""), (), section.title)
    for name, *cells in section.rows:
        named = zip(section.columns[1:], cells, strict=True)
        yield Table(("", ""), [(f"  {column}", cell) for column, cell in named if cell], f"· {name}")


def _cells(sections: Iterable[Section]) -> Iterator[dict[str, object]]:
    """Yield each cell of the sections as a line of plain text; what has a name goes by that for a column."""
    for section in sections:
        for number, row in enumerate(section.rows, 1):
            named = zip(section.columns, row, strict=True) if any(section.columns) else [(row[0], row[1])]
            for column, cell in named:
                yield {"section": section.key, "title": section.title, "row": number, "column": column, "text": cell}


def _problem(item: Problem) -> dict[str, object]:
    return {"path": item.path, "message": item.message, "line": item.line}


def _row(item: Problem) -> tuple[str, str, str]:
    return (str(item.line or ""), item.path, item.message)
