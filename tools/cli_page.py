"""Write the two lists of docs/cli.md that follow from the code: the commands, and the kinds of facts.

python tools/cli_page.py           brings the page up to date
python tools/cli_page.py --check   changes nothing; exits with 1 if the page is out of date
"""

from __future__ import annotations

import dataclasses
import inspect
import re
import sys
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from caseload_tui.cli.main import caseload
from caseload_tui.domain.facts import Fact, kinds

PAGE = Path(__file__).parent.parent / "docs" / "cli.md"
FORMATS = ("format", "json")


def page(text: str) -> str:
    """Return the page with its lists as they follow from the code."""
    for name, lines in (("commands", commands()), ("facts", facts())):
        start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        before, _, rest = text.partition(start)
        _, _, after = rest.partition(end)
        text = f"{before}{start}\n\n" + "\n".join(lines) + f"\n\n{end}{after}"
    return text


def commands() -> Iterator[str]:
    """Yield a row for every command."""
    yield "| command | does | options |"
    yield "| --- | --- | --- |"
    for path, command in _commands(caseload, ()):
        words = " ".join(("caseload", *path, *_arguments(command)))
        yield f"| `{_cell(words)}` | {_cell(_first(command.english))} | {_cell('; '.join(_options(command)))} |"


def facts() -> Iterator[str]:
    """Yield a row for every kind of fact."""
    yield "| kind | keys of the payload | says |"
    yield "| --- | --- | --- |"
    for kind, cls in kinds().items():
        version = f" ({cls.version})" if cls.version > 1 else ""
        yield f"| `{kind}`{version} | {', '.join(_keys(cls))} | {_cell(_first(inspect.getdoc(cls)))} |"


def _commands(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    if not isinstance(command, click.Group):
        # `move CLIENT GROUP` stands for its own command, whose name nobody types.
        yield tuple(name for name in path if name != "to"), command
        return
    for name in command.list_commands(click.Context(command)):
        yield from _commands(command.get_command(click.Context(command), name), (*path, name))


def _arguments(command: click.Command) -> Iterator[str]:
    for param in command.params:
        if isinstance(param, click.Argument):
            shown = param.make_metavar(click.Context(command)).strip("[]")
            yield shown if param.required else f"[{shown}]"


def _options(command: click.Command) -> Iterator[str]:
    for param in command.params:
        if isinstance(param, click.Option) and not param.hidden and param.name not in FORMATS:
            shown = _metavar(command, param)
            several = " …" if param.multiple else ""
            needed = " (needed)" if param.required else ""
            yield f"`{param.opts[0]}{shown}`{several}{needed}"


def _metavar(command: click.Command, option: click.Option) -> str:
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return " " + " ".join(str(choice) for choice in option.type.choices)
    return " " + str(option.make_metavar(click.Context(command))).lstrip("[").rstrip("]")


def _keys(cls: type[Fact]) -> Iterator[str]:
    hints = typing.get_type_hints(cls)
    for field in dataclasses.fields(cls):  # type: ignore[arg-type]
        needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        yield f"`{field.name.rstrip('_')}` {_type(hints[field.name])}{'' if needed else '?'}"


def _type(hint: Any) -> str:
    if isinstance(hint, types.UnionType):
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return f"list of {_type(inner[0])}s"
    if origin is Mapping:
        return "object" if inner[1] is Any else f"object of {_type(inner[1])}s"
    return {date: "date", str: "text", bool: "yes/no", int: "whole number", float: "number"}[hint]


def _first(text: str | None) -> str:
    """Return the first paragraph of a help or docstring."""
    return " ".join(inspect.cleandoc(text or "").split("\n\n")[0].split())


def _cell(text: str) -> str:
    return re.sub(r"(?<!\\)\|", r"\\|", text)


def main(arguments: list[str]) -> int:
    """Write the page, or look whether it is up to date."""
    before = PAGE.read_text("utf-8")
    after = page(before)
    if "--check" in arguments:
        return 1 if after != before else 0
    PAGE.write_text(after, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
