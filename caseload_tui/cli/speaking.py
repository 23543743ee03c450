"""Commands and options that explain themselves in the user's language, and the options that all commands share."""

from __future__ import annotations

import gettext
import inspect
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from caseload_tui import i18n
from caseload_tui.cli.context import Call

Function = TypeVar("Function", bound=Callable[..., Any])
_DOMAIN = "caseload"


def speak(language: str) -> None:
    """Use the language for all texts from here on, those of click among them."""
    i18n.set_language(language)
    # click asks gettext for its texts in the way of programs that have one catalogue and read the environment.
    gettext.bindtextdomain(_DOMAIN, str(Path(i18n.__file__).parent / "locale"))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = language


def in_language(english: str | None) -> str | None:
    """Return help, as it is written in the code, in the user's language."""
    return gettext.gettext(inspect.cleandoc(english)) if english else english


class Spoken:
    """Help that is written in English in the code, kept as `english`, and given in the user's language."""

    def __get__(self, holder: Any, kind: type | None = None) -> str | None:
        """Return the help in the user's language."""
        return in_language(holder.english)

    def __set__(self, holder: Any, text: str | None) -> None:
        """Keep the help as it is written."""
        holder.english = text


class Option(click.Option):
    """An option with help in the user's language."""

    english: str | None
    help = Spoken()


class Command(click.Command):
    """A command that also takes the options of the program itself, so that their place does not matter."""

    english: str | None
    help = Spoken()

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.params += shared_options(hidden=True)


class Group(click.Group):
    """A group of commands; what is not the name of one belongs to the command named `otherwise`, if it has that."""

    english: str | None
    help = Spoken()
    command_class = Command

    def __init__(self, *args: Any, otherwise: str | None = None, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.otherwise = otherwise

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the command in front that is meant where none is named."""
        if self.otherwise and args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [self.otherwise, *args]
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order in which they are written down."""
        return list(self.commands)


Group.group_class = Group


def group(name: str, **settings: Any) -> Callable[[Callable[..., Any]], Group]:
    """Make a function a group of commands."""
    return click.group(name, cls=Group, **settings)


def command(name: str, **settings: Any) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command that stands by itself."""
    return click.command(name, cls=Command, **settings)


def option(*names: str, **settings: Any) -> Callable[[Function], Function]:
    """Give a command an option with help in the user's language."""
    return click.option(*names, cls=Option, **settings)


def shared_options(*, hidden: bool = False) -> list[click.Parameter]:
    """Return the options of the program itself; where they are hidden, they work all the same."""

    def choose(ctx: click.Context, option: click.Parameter, value: str | bool | None) -> None:
        if value is not None and value is not False:
            ctx.ensure_object(Call).choose(str(option.name), value)

    def made(flag: str, name: str, metavar: str, help: str) -> Option:
        return Option([flag, name], metavar=metavar, help=help, hidden=hidden, expose_value=False, callback=choose)

    def switch(flag: str, name: str, help: str) -> Option:
        return Option([flag, name], is_flag=True, help=help, hidden=hidden, expose_value=False, callback=choose)

    return [
        made("--store", "store", "PATH", "The store to use."),
        made("--as", "as", "CONSULTANT", "Who is at the keyboard."),
        made("--lang", "lang", "nl|en", "The language to speak."),
        made("--today", "today", "DATE", "Another day to look at: YYYY-MM-DD."),
        made("--key-file", "key_file", "PATH", "A file with the passphrase on its first line."),
        switch("--plain", "plain", "Plain lines without decoration, for screen readers."),
        switch("--no-color", "no_color", "No colours."),
    ]
