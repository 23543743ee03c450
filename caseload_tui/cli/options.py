"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

import click

from caseload_tui.cli.context import Call
from caseload_tui.cli.output import with_format
from caseload_tui.cli.parsing import DAY
from caseload_tui.cli.speaking import Function, option

pass_call = click.make_pass_decorator(Call, ensure=True)
client_argument = click.argument("client", metavar="CLIENT")
on_option = option("--on", type=DAY, help="The day on which it happened; today without it.")
note_option = option("--note", metavar="TEXT", help="A remark.")
axis_option = option("--axis", metavar="AXIS", help="The axis, where the policy has several.")
role_option = option("--role", metavar="ROLE", help="A role of the policy.")
consultant_option = option("--consultant", metavar="CONSULTANT", help="Only what is this colleague's.")
filter_option = option(
    "--filter",
    "text",
    metavar="QUERY",
    help="As on screen: names, group:X state:late due<14d label:X -word and a text in quotes that stands in a note.",
)
reason_option = option("--reason", metavar="TEXT", required=True, help="Why.")
why_option = option("--reason", metavar="TEXT", help="Why.")


def on_client(*more: Callable[[Any], Any]) -> Callable[[Function], Function]:
    """Make a function a deed for one client: it gets the call, CLIENT and what `more` adds, and can answer in JSON."""

    def decorate(function: Function) -> Function:
        return reduce(lambda made, add: add(made), (pass_call, *reversed(more), client_argument, with_format), function)

    return decorate
