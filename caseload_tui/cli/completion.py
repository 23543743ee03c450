"""Completion of commands and options by the shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from caseload_tui.cli.context import Call
from caseload_tui.cli.options import pass_call
from caseload_tui.cli.output import emit
from caseload_tui.cli.speaking import command

SHELLS = ("bash", "zsh", "fish")


@command("completion")
@click.argument("shell", metavar="SHELL", type=click.Choice(SHELLS))
@pass_call
def completion(call: Call, shell: str) -> None:
    """Print a script that completes commands in bash, zsh or fish; source it from the shell's start-up file."""
    made = get_completion_class(shell)
    assert made is not None  # noqa: S101 - the choices are those that click knows
    root = click.get_current_context().find_root().command
    emit(made(root, {}, "caseload", "_CASELOAD_COMPLETE").source() + "\n")
