"""Moves between groups: `move CLIENT GROUP`, and what is decided about them."""

from __future__ import annotations

from datetime import date

import click

from caseload_tui.cli.clients import answer_for, warn_of_passed
from caseload_tui.cli.context import Call
from caseload_tui.cli.options import axis_option, on_client, on_option, reason_option, why_option
from caseload_tui.cli.parsing import DAY
from caseload_tui.cli.speaking import group, option
from caseload_tui.domain.dossier import OPEN, Dossier
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.moving import CHOOSERS, find_group
from caseload_tui.frameworks.wording import name_in
from caseload_tui.i18n import language, tr


@group("move", otherwise="to", subcommand_metavar="CLIENT GROUP | approve | reject | correct ...")
def move() -> None:
    """Move somebody to another place on an axis, or decide about a move.

    `move CLIENT GROUP` moves; the commands below approve, reject and correct.
    """


@move.command("to", hidden=True)
@on_client(
    click.argument("group", metavar="GROUP", required=False),
    axis_option,
    on_option,
    option("--reason", metavar="TEXT", default="", help="Why."),
    option("--chosen-by", type=click.Choice(CHOOSERS), help="Whose choice it was."),
    option("--meeting", metavar="ID", help="The meeting in which it was decided."),
)
def to(
    call: Call,
    client: str,
    group: str | None,
    axis: str | None,
    on: date | None,
    reason: str,
    chosen_by: str | None,
    meeting: str | None,
) -> None:
    """Move somebody to GROUP, or propose it where the policy wants approval; without GROUP the stay on AXIS ends."""
    with call.client(client) as (services, known):
        dossier = services.moves.move(
            known.id, group, axis=axis, on=on, reason=reason, chosen_by=chosen_by, meeting=meeting
        )
        framework = services.team.framework()
        axes = [axis] if axis is not None else [framework.axis_of_group[found].id for found in _meant(framework, group)]
        waiting = any(item.state == OPEN and item.axis in axes for item in dossier.proposals)
        said = _proposed(framework) if waiting else _where(dossier, framework)
        answer_for(call, services, said, known.id)
        warn_of_passed(call, services, known.id)
        call.warn_of_bsn(reason)


@move.command("approve")
@on_client(axis_option)
def approve(call: Call, client: str, axis: str | None) -> None:
    """Approve the move that waits; it takes effect today."""
    with call.client(client) as (services, known):
        dossier = services.moves.approve(known.id, axis=axis)
        answer_for(call, services, _where(dossier, services.team.framework()), known.id)
        warn_of_passed(call, services, known.id)


@move.command("reject")
@on_client(axis_option, reason_option)
def reject(call: Call, client: str, axis: str | None, reason: str) -> None:
    """Reject the move that waits."""
    with call.client(client) as (services, known):
        dossier = services.moves.reject(known.id, reason, axis=axis)
        answer_for(call, services, _where(dossier, services.team.framework()), known.id)


@move.command("correct")
@on_client(
    axis_option,
    option("--placement", metavar="ID", help="Which placement, by its event; the latest without it."),
    option("--group", metavar="GROUP", help="The right one."),
    option("--on", type=DAY, help="The right day."),
    why_option,
)
def correct(
    call: Call,
    client: str,
    axis: str | None,
    placement: str | None,
    group: str | None,
    on: date | None,
    reason: str | None,
) -> None:
    """Correct a placement that was recorded wrongly."""
    with call.client(client) as (services, known):
        dossier = services.moves.correct(
            known.id, axis=axis, placement=placement, group=group, on=on, reason=reason or ""
        )
        answer_for(call, services, _where(dossier, services.team.framework()), known.id)


def _meant(framework: Framework, group: str | None) -> tuple[str, ...]:
    return (find_group(framework, group)[1],) if group is not None else ()


def _proposed(framework: Framework) -> str:
    who = name_in(framework, framework.moves.approval or "")
    return tr("Proposed, not moved: {who} decides.", who=who)


def _where(dossier: Dossier, framework: Framework) -> str:
    names = (framework.groups_by_id[group].name.to(language()) for group in dossier.groups.values())
    return tr("The {client} is in: {groups_now}.", groups_now=", ".join(names) or "-")
