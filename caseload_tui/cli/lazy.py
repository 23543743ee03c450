"""The group at the root, whose commands are imported when they are called."""

from __future__ import annotations

from collections.abc import Mapping
from gettext import gettext
from importlib import import_module
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec
from types import CodeType
from typing import Any

import click

from caseload_tui.cli.speaking import Group, in_language


class LazyGroup(Group):
    """A group that knows its commands by where they stand: name -> `module:attribute` below this package.

    Where a module only adds to a group that is written elsewhere, that module comes last: `module:attribute@home`.
    """

    def __init__(self, *args: Any, places: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command."""
        if cmd_name not in self.places:
            return None
        module, attribute, _ = self._place(cmd_name)
        found: click.Command = getattr(import_module(module), attribute)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands; none is imported for it."""
        names = self.list_commands(ctx)
        limit = formatter.width - 6 - max(map(len, names))
        stand_ins = [click.Command(name, help=self.help_of(name)) for name in names]
        with formatter.section(gettext("Commands")):
            formatter.write_dl(
                [(name, told.get_short_help_str(limit)) for name, told in zip(names, stand_ins, strict=True)]
            )

    def help_of(self, name: str) -> str:
        """Return what a command says about itself: the first constant of its function in the compiled module."""
        _, attribute, home = self._place(name)
        spec = find_spec(home)
        compiled = spec.loader.get_code(home) if spec and isinstance(spec.loader, SourceFileLoader) else None
        parts = compiled.co_consts if compiled else ()
        texts = (part.co_consts[0] for part in parts if isinstance(part, CodeType) and part.co_name == attribute)
        return in_language(next(texts, None)) or ""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or say which ones look like it."""
        if args[0] not in self.places and not args[0].startswith("-") and not ctx.resilient_parsing:
            raise click.exceptions.NoSuchCommand(args[0], possibilities=self.places, ctx=ctx)
        return super().resolve_command(ctx, args)

    def _place(self, name: str) -> tuple[str, str, str]:
        """Return the module that knows the whole command, its attribute, and the module in which it is written."""
        module, _, rest = self.places[name].partition(":")
        attribute, _, home = rest.partition("@")
        return f"{__package__}.{module}", attribute, f"{__package__}.{home or module}"
