"""The program as one command, and the promise that it ends with a message and an exit code, never a traceback."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from itertools import zip_longest
from typing import NoReturn

import click

from caseload_tui import crash_report, paths
from caseload_tui.cli.context import Call, tell_error
from caseload_tui.cli.lazy import LazyGroup
from caseload_tui.cli.output import forget_output
from caseload_tui.cli.progress_bar import progress_shown
from caseload_tui.cli.speaking import Option, shared_options, speak
from caseload_tui.domain.visible import visible
from caseload_tui.errors import CaseloadError
from caseload_tui.i18n import tr
from caseload_tui.settings import choose_language

INTERRUPTED = 130
_OBJECTS_BETWEEN_COLLECTIONS = 50_000
WRONG_USE = 2
PLACES = {
    "demo": "app:demo",
    "init": "making:init",
    "seed": "making:seed",
    "training": "training:training",
    "today": "worklists:today",
    "due": "worklists:due",
    "ahead": "ahead:ahead",
    "clients": "caseload:clients",
    "notes": "notes:notes",
    "show": "dossier:show_",
    "client": "clients:client",
    "meeting": "sessions:meeting@meetings",
    "move": "moves:move",
    "commitment": "commitments:commitment",
    "transfer": "transfers:transfer",
    "defer": "terms:defer",
    "waive": "terms:waive",
    "label": "having:label",
    "contact": "having:contact",
    "duty": "having:duty",
    "instrument": "having:instrument",
    "placement": "having:placement",
    "referral": "having:referral",
    "date": "having:date_",
    "signal": "signals:signal",
    "undo": "signals:undo",
    "balance": "balance:balance",
    "quarter-plan": "quarter_plan:quarter_plan",
    "rebalance": "rebalance:rebalance",
    "what-if": "what_if:what_if",
    "monitor": "monitoring:monitor",
    "indicator": "monitoring:indicator",
    "consultant": "consultants:consultant",
    "framework": "frameworks:framework",
    "settings": "house:settings",
    "import": "data:import_",
    "export": "data:export",
    "doctor": "health:doctor",
    "backup": "health:backup",
    "restore": "health:restore",
    "passphrase": "health:passphrase",
    "locate": "health:locate",
    "completion": "completion:completion",
}


def _show_version(ctx: click.Context, option: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        # Reading the metadata of the installation takes a while.
        from importlib.metadata import version  # noqa: PLC0415

        click.echo(f"caseload {version('caseload')}")
        ctx.exit()


def _version_option() -> Option:
    return Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=_show_version,
        help="Show the version and exit.",
    )


@click.pass_context
def _alone(ctx: click.Context) -> None:
    """Keep a caseload under the Dutch Participatiewet: whom to speak to today, and what was agreed.

    Without a command the app opens.
    """
    if ctx.invoked_subcommand is None:
        # The screens take longer to import than most commands take to run.
        from caseload_tui.cli.app import open_app  # noqa: PLC0415

        open_app(ctx.ensure_object(Call))


caseload = LazyGroup(
    "caseload",
    places=PLACES,
    callback=_alone,
    help=_alone.__doc__,
    invoke_without_command=True,
    params=[*shared_options(), _version_option()],
)


def main() -> NoReturn:
    """Run the program with the arguments of its process."""
    # Nearly all that is made at a start lasts until the end: to look through it again and again for garbage would take
    # a tenth of the time of a command.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    if sys.stdout is None:
        # Started with its output closed: there is nobody to write to, and that is no failure.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - it lasts as long as the process
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code."""
    crash_report.watch(paths.log_folder() / "caseload.log")
    _make_output_safe()
    try:
        speak(choose_language(_language_in(arguments), os.environ))
        with progress_shown():
            code = caseload.main(list(arguments), prog_name="caseload", standalone_mode=False, obj=Call())
        sys.stdout.flush()
    except CaseloadError as error:
        tell_error(error)
        return error.exit_code
    except click.UsageError as error:
        _tell_wrong_use(error)
        return error.exit_code
    except click.ClickException as error:
        click.echo(visible(error.format_message(), lines=True), err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt, EOFError):
        click.echo(tr("Interrupted."), err=True)
        return INTERRUPTED
    except BrokenPipeError:
        forget_output()
        return 1
    return code if isinstance(code, int) else 0


def _language_in(arguments: Sequence[str]) -> str | None:
    """Return the language that the arguments ask for, before they are read as they should be."""
    found = None
    for argument, following in zip_longest(arguments, arguments[1:]):
        name, separator, value = argument.partition("=")
        if name == "--lang":
            found = value if separator else following
    return found


def _make_output_safe() -> None:
    """Let no character of a name end the program; to files and programs, always write UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            # Of a lone surrogate this makes \udcff, which in JSON is that very character.
            reconfigure(errors="backslashreplace", **({} if stream.isatty() else {"encoding": "utf-8"}))


def _tell_wrong_use(error: click.UsageError) -> None:
    lines = [error.format_message()]
    if error.ctx is not None:
        lines = [error.ctx.get_usage(), *lines, tr("See {command} --help.", command=error.ctx.command_path)]
    click.echo(visible("\n".join(lines), lines=True), err=True)
