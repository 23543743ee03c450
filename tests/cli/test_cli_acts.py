"""Every row of the daily list names the command that deals with it: it must be one."""

from __future__ import annotations

import shlex

import click
import pytest

from caseload_tui.cli.context import Call
from caseload_tui.cli.main import caseload
from tests.cli.conftest import FRAMEWORK, TODAY, Run

POLICIES = (FRAMEWORK, "pijnacker-nootdorp-2020", "igsd-2019")


def parsed(line: str) -> str:
    """Read a command line as the program would and return the path of its command; nothing is run."""
    program, *words = shlex.split(line)
    assert program == "caseload"
    call = Call()
    call.choose("today", TODAY)
    context = caseload.make_context("caseload", words, obj=call)
    while isinstance(context.command, click.Group):
        rest = [*context._protected_args, *context.args]
        name, command, rest = context.command.resolve_command(context, rest)
        assert command is not None
        context = command.make_context(name, rest, parent=context)
    return context.command_path


@pytest.mark.parametrize("policy", POLICIES)
def test_every_act_is_a_command(run: Run, policy: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("acts")
    here = ("--store", folder / "x.store", "--key-file", folder / "key", "--lang", "en", "--today", TODAY)
    assert run(*here, "seed", "office", "--framework", policy, "--clients", "60").code == 0
    found = set()
    for person in run(*here, "consultant", "list", "--json").items:
        for row in run(*here, "today", "--consultant", person["consultant"], "--json").items:
            parsed(row["act"])
            found.add(row["what"])
    assert {"talk", "unrecorded", "commitment", "signal"} <= found


def test_an_act_deals_with_its_row(office: Run) -> None:
    for what in ("signal", "commitment", "unrecorded"):
        row = next(item for item in office("today", "--json").items if item["what"] == what)
        answer = office(*shlex.split(row["act"])[1:])
        assert answer.code == 0, answer.err
        left = office("today", "--json").items
        assert row["act"] not in [item["act"] for item in left]
