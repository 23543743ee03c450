"""Answers on standard output: a table for people, JSON and CSV for programs; nothing else is ever written there."""

from __future__ import annotations

import errno
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import click

from caseload_tui.cli.context import CSV, FORMATS, JSON, JSONL, TABLE, Call
from caseload_tui.cli.speaking import Function, option
from caseload_tui.domain.visible import visible
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr

Item = Mapping[str, Any]
_RUN_BY_SPREADSHEETS = tuple("=+-@\t\r\n＝＋－＠")
_STEERING = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


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


def as_json(value: Any, indent: int | None = None) -> str:
    """Return JSON that says exactly the same and can be looked at on a terminal without steering it."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, default=_plain)
    return harmless_json(text)


def harmless_json(text: str) -> str:
    """Return JSON text in which each character that could steer a terminal is written as an escape."""
    # Python's own test costs almost nothing and is true for nearly every line.
    return "\n".join(line if line.isprintable() else "".join(map(_escaped, line)) for line in text.split("\n"))


def as_csv(items: Iterable[Item]) -> str:
    """Return the items as CSV with one line of names; what a spreadsheet would run is defused."""
    # What opens the app passes here too, and needs no sheets.
    import csv  # noqa: PLC0415
    import io  # noqa: PLC0415

    rows = list(items)
    names = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_cell(row.get(name)) for name in names] for row in rows)
    return text.getvalue()


def emit(text: str) -> None:
    """Write to standard output, at once and whole."""
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


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, Fraction):
        return float(value)
    raise TypeError(type(value))


def _escaped(letter: str) -> str:
    if unicodedata.category(letter) not in _STEERING:
        return letter
    code = ord(letter)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case date():
            return value.isoformat()
        case str():
            return _defused(value)
        case Mapping() if all(isinstance(item, str) for item in value.values()):
            return _defused("; ".join(f"{key}={item}" for key, item in value.items()))
        case list() | tuple() if all(isinstance(item, str) for item in value):
            return _defused("; ".join(value))
    return as_json(value)


def _defused(text: str) -> str:
    harmful = text.startswith(_RUN_BY_SPREADSHEETS) or text.lstrip().startswith(_RUN_BY_SPREADSHEETS)
    return ("'" if harmful else "") + visible(text)


def _items_of(lists: Mapping[str, Any]) -> Iterable[tuple[str, Item]]:
    for name, found in lists.items():
        for item in found if isinstance(found, Sequence) and not isinstance(found, str) else (found,):
            yield name, item if isinstance(item, Mapping) else {"value": item}
