"""Answers on standard output: a table for people, JSON and CSV for programs; nothing else is ever written there."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import click

from caseload_tui.cli.context import CSV, FORMATS, JSON, JSONL, TABLE, Call
from caseload_tui.cli.speaking import Function, option
from caseload_tui.domain.visible import visible
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.papers.sheet import as_csv, as_json
from caseload_tui.progress import tell_nothing

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """An answer as people read it: titles, and rows of as many texts."""

    titles: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    heading: str = ""


def with_format(function: Function) -> Function:
    """Give a command the options `--format` and `--json`."""
    return with_formats(*FORMATS)(function)


def with_formats(*forms: str) -> Callable[[Function], Function]:
    """Give a command the options `--json` and `--format`, with these forms to choose from."""

    def choose(ctx: click.Context, chosen: click.Parameter, value: str | None) -> None:
        if value:
            ctx.ensure_object(Call).form = value

    def choose_json(ctx: click.Context, chosen: click.Parameter, value: bool) -> None:
        if value:
            ctx.ensure_object(Call).form = JSON

    form = option(
        "--format", type=click.Choice(forms), help="The form of the answer.", expose_value=False, callback=choose
    )
    short = option("--json", is_flag=True, help="Short for --format json.", expose_value=False, callback=choose_json)

    def give(function: Function) -> Function:
        return form(short(function))

    return give


def show(call: Call, schema: str, items: Sequence[Item], table: Table | Callable[[], Table]) -> None:
    """Answer with a list; a long table is made only where somebody looks at it."""
    _answer(call, schema, {"items": items}, items, [table])


def show_lists(call: Call, schema: str, lists: Mapping[str, Any], tables: Sequence[Table]) -> None:
    """Answer with several lists, each under its own name."""
    _answer(call, schema, lists, [{"list": name, **item} for name, item in _items_of(lists)], tables)


def done(call: Call, said: str, schema: str, item: Item, *, data: str | None = None) -> None:
    """Tell that a deed was done; programs get the item, people a sentence, and scripts `data` on standard output."""
    call.say(said)
    if call.form not in (None, TABLE):
        show(call, schema, [item], Table((), ()))
    elif data is not None:
        emit(visible(data) + "\n")


def show_tables(call: Call, tables: Sequence[Table]) -> None:
    """Answer with tables for people."""
    # Only people look at tables, and what measures them takes a while to import.
    from caseload_tui.cli.tables import render, window_width  # noqa: PLC0415

    width = window_width(plain=call.settings.plain)
    emit(render(tables, width=width, bold=width is not None and not call.settings.no_color))


def envelope(call: Call, schema: str, lists: Mapping[str, Any]) -> dict[str, Any]:
    """Return the one object of an answer in JSON."""
    head = {"schema": f"caseload.{schema}/1", "today": call.today, "framework": call.framework}
    return head | dict(lists)


def emit(text: str) -> None:
    """Write to standard output, at once and whole."""
    tell_nothing()
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        forget_output()
        if error.errno == errno.EPIPE:
            raise
        raise Refused(tr("The answer could not be written."), error.strerror or "") from error


def forget_output() -> None:
    """Send what is still to be written nowhere, so that the end of the program does not stumble over it."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return


def _answer(
    call: Call,
    schema: str,
    lists: Mapping[str, Any],
    items: Sequence[Item],
    tables: Sequence[Table | Callable[[], Table]],
) -> None:
    if call.form == JSON:
        emit(as_json(envelope(call, schema, lists), indent=2) + "\n")
    elif call.form == JSONL:
        emit("".join(as_json(item) + "\n" for item in items))
    elif call.form == CSV:
        emit(as_csv(items))
    else:
        show_tables(call, [table() if callable(table) else table for table in tables])


def _items_of(lists: Mapping[str, Any]) -> Iterable[tuple[str, Item]]:
    for name, found in lists.items():
        for item in found if isinstance(found, Sequence) and not isinstance(found, str) else (found,):
            yield name, item if isinstance(item, Mapping) else {"value": item}
