"""Meetings: planned, recorded per life domain, signed, amended."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from caseload_tui.cli.context import Call, has_terminal
from caseload_tui.cli.items import meeting_item
from caseload_tui.cli.options import consultant_option, on_client, on_option, pass_call, reason_option, why_option
from caseload_tui.cli.output import Table, done, show, with_format
from caseload_tui.cli.parsing import DAY, TIME, agreement, by_name, numbers_by_name
from caseload_tui.cli.speaking import Function, group, option
from caseload_tui.domain.dossier import CANCELLED, HELD, MISSED, PLANNED, WITHDRAWN, Meeting
from caseload_tui.domain.filters import MeetingFilter
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.talking import GENERAL_NOTE, MODES, Talk
from caseload_tui.formatting import long_date, near_date
from caseload_tui.i18n import language, tr
from caseload_tui.services import Services
from caseload_tui.services.meetings import Plan

kind_option = option("--kind", metavar="KIND", help="The kind of meeting.")
needed_kind = option("--kind", metavar="KIND", required=True, help="The kind of meeting.")
meeting_option = option("--meeting", metavar="ID", help="Which meeting, by its identifier.")
mode_option = option("--mode", type=click.Choice(MODES), help="How it is held.")


def _content(function: Function) -> Function:
    """Add the options with what was said."""
    note = option(
        "--note", "notes", metavar="DOMAIN=TEXT", multiple=True, help="A note on a life domain, or TEXT alone."
    )
    score = option("--score", "scores", metavar="DOMAIN=N", multiple=True, help="A score on a life domain.")
    answer = option(
        "--answer", "answers", metavar="QUESTION=TEXT", multiple=True, help="An answer to a question, by its number."
    )
    return note(score(answer(function)))


@group("meeting")
def meeting() -> None:
    """Plan, record, sign and amend meetings."""


@meeting.command("list")
@with_format
@option("--client", "client", metavar="CLIENT", help="Only of this client.")
@consultant_option
@option(
    "--status",
    type=click.Choice((PLANNED, HELD, MISSED, CANCELLED, WITHDRAWN)),
    help="Only what stands so.",
)
@kind_option
@option("--unsigned", is_flag=True, help="Only held ones that wait for a signature.")
@option("--from", "on_from", type=DAY, help="The first day.")
@option("--to", "on_to", type=DAY, help="The last day.")
@pass_call
def list_(
    call: Call,
    client: str | None,
    consultant: str | None,
    status: str | None,
    kind: str | None,
    unsigned: bool,
    on_from: date | None,
    on_to: date | None,
) -> None:
    """List meetings, without what was said in them."""
    with call.services() as services:
        framework = services.team.framework()
        chosen = MeetingFilter(
            statuses=(status,) if status else (),
            consultant=services.team.resolve(consultant).id if consultant else None,
            client=services.clients.resolve(client).id if client else None,
            kind=services.meetings.kind(kind) if kind else None,
            unsigned=unsigned,
            on_from=on_from,
            on_to=on_to,
        )
        found = services.meetings.list(chosen)
        silent = ("notes", "scores", "answers", "amendments")
        items = [
            {key: value for key, value in meeting_item(row.client, row.meeting).items() if key not in silent}
            for row in found
        ]
        rows = [
            (
                near_date(row.meeting.on, call.today),
                row.meeting.time or "",
                row.client.file_number,
                row.client.listed_name,
                framework.kinds_by_id[row.meeting.kind].name.to(language()),
                status_name(row.meeting),
            )
            for row in found
        ]
        titles = (tr("day"), tr("at"), tr("file"), tr("name"), tr("meeting"), tr("state"))
        show(call, "meetings", items, Table(titles, rows))


def status_name(item: Meeting) -> str:
    """Return how a meeting stands, in the user's language."""
    if item.unsigned:
        return tr("held, not signed")
    return {
        PLANNED: tr("planned"),
        HELD: tr("held"),
        MISSED: tr("missed"),
        CANCELLED: tr("cancelled"),
        WITHDRAWN: tr("withdrawn"),
    }[item.status]


@meeting.command("plan")
@on_client(
    kind_option,
    option("--on", type=DAY, required=True, help="The day."),
    option("--at", "time", type=TIME, help="The time."),
    mode_option,
    option("--with", "consultant", metavar="CONSULTANT", help="With whom; who handles the kind without it."),
    meeting_option,
)
def plan(
    call: Call,
    client: str,
    kind: str | None,
    on: date,
    time: str | None,
    mode: str | None,
    consultant: str | None,
    meeting: str | None,
) -> None:
    """Plan a meeting, or move the planned one named by --meeting."""
    with call.client(client) as (services, row):
        known = services.meetings.latest(row.id, meeting, None) if meeting else None
        if kind is None and known is None:
            raise click.UsageError(tr("Missing option “--kind”."), click.get_current_context())
        planned = services.meetings.plan(
            row.id,
            Plan(
                kind=kind or (known.kind if known else ""),
                on=on,
                time=time or (known.time if known else None),
                mode=mode or (known.mode if known else None),
                consultant=services.team.resolve(consultant).id
                if consultant
                else (known.consultant if known else None),
            ),
            meeting=meeting,
        )
        _answer(call, services, tr("Planned for {day}", day=long_date(planned.on)), row, planned)


@meeting.command("record")
@on_client(
    needed_kind,
    on_option,
    mode_option,
    _content,
    option("--present", metavar="ROLE", multiple=True, help="A role that took part."),
    meeting_option,
    option(
        "--agreed",
        metavar="OWNER:TEXT:DATE",
        multiple=True,
        help="What was agreed; OWNER is client, office or partner=NAME.",
    ),
    option("--plan-next", type=DAY, help="Plan the next meeting of this kind on this day."),
    option("--sign", is_flag=True, help="Sign the record at once."),
)
def record(call: Call, client: str, kind: str, on: date | None, meeting: str | None, **given: Any) -> None:
    """Record a held meeting with what was said and agreed; a plan of that kind on that day is settled."""
    talk = Talk(kind=kind, on=on or call.today, mode=given["mode"], present=given["present"], **_said(given))
    agreed = tuple(agreement(text, call.today) for text in given["agreed"])
    following = Plan(kind=kind, on=given["plan_next"], mode=None) if given["plan_next"] else None
    with call.client(client) as (services, row):
        held = services.meetings.record(
            row.id,
            talk,
            meeting=meeting or _near_plan(call, services, row, talk),
            agreed=agreed,
            following=following,
            sign=given["sign"],
        )
        said = tr("Recorded and signed") if given["sign"] else tr("Recorded")
        _answer(call, services, said, row, held)
        call.warn_of_bsn(*talk.notes.values(), *talk.answers.values(), *(item.text for item in agreed))


@meeting.command("sign")
@on_client(meeting_option, kind_option)
def sign(call: Call, client: str, meeting: str | None, kind: str | None) -> None:
    """Sign a record: the one named, else the latest that waits for it."""
    with call.client(client) as (services, row):
        found = services.meetings.latest(row.id, meeting, kind, unsigned=True)
        _answer(call, services, tr("Signed"), row, services.meetings.sign(row.id, found.id))


@meeting.command("amend")
@on_client(
    meeting_option,
    kind_option,
    reason_option,
    option("--on", type=DAY, help="The day on which it was really held."),
    option("--to-kind", metavar="KIND", help="The kind that it really was."),
    mode_option,
    _content,
)
def amend(call: Call, client: str, meeting: str | None, kind: str | None, reason: str, **given: Any) -> None:
    """Add an amendment to a signed record: the one named, else the latest of the kind."""
    changes = _said(given) | {
        name: value
        for name, value in (("on", given["on"]), ("kind", given["to_kind"]), ("mode", given["mode"]))
        if value is not None
    }
    with call.client(client) as (services, row):
        found = services.meetings.latest(row.id, meeting, kind)
        amended = services.meetings.amend(row.id, found.id, reason, changes)
        _answer(call, services, tr("Amended"), row, amended)
        call.warn_of_bsn(reason, *changes["notes"].values(), *changes["answers"].values())


@meeting.command("no-show")
@on_client(meeting_option, kind_option, option("--on", type=DAY, help="The day of the invitation."), why_option)
def no_show(
    call: Call, client: str, meeting: str | None, kind: str | None, on: date | None, reason: str | None
) -> None:
    """Record that a client did not come."""
    with call.client(client) as (services, row):
        missed = services.meetings.no_show(row.id, meeting=meeting, kind=kind, on=on, reason=reason)
        _answer(call, services, tr("Recorded as missed"), row, missed)


@meeting.command("cancel")
@on_client(
    meeting_option,
    kind_option,
    option("--on", type=DAY, help="The day for which it was planned."),
    option("--by-client", is_flag=True, help="The client called it off, not the office."),
    why_option,
)
def cancel(
    call: Call,
    client: str,
    meeting: str | None,
    kind: str | None,
    on: date | None,
    by_client: bool,
    reason: str | None,
) -> None:
    """Call a planned meeting off."""
    with call.client(client) as (services, row):
        off = services.meetings.cancel(
            row.id, meeting=meeting, kind=kind, on=on, reason=reason, by_office=not by_client
        )
        _answer(call, services, tr("Called off"), row, off)


@meeting.command("withdraw")
@on_client(meeting_option, kind_option, reason_option)
def withdraw(call: Call, client: str, meeting: str | None, kind: str | None, reason: str) -> None:
    """Withdraw a record that was made in the wrong dossier."""
    with call.client(client) as (services, row):
        found = services.meetings.latest(row.id, meeting, kind)
        _answer(call, services, tr("Withdrawn"), row, services.meetings.withdraw(row.id, found.id, reason))


def _said(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "notes": by_name(given["notes"], alone=GENERAL_NOTE),
        "scores": numbers_by_name(given["scores"]),
        "answers": by_name(given["answers"]),
    }


def _near_plan(call: Call, services: Services, row: ClientRow, talk: Talk) -> str | None:
    """Return the plan that is settled too, if there is one near the day and somebody to ask says so."""
    settled, near = services.meetings.settles(row.id, talk)
    if settled is not None or near is None:
        return None
    question = tr("A meeting of this kind is planned for {day}. Was it this one?", day=long_date(near.on))
    if has_terminal():
        return near.id if click.confirm(question, err=True) else None
    call.say(question + " " + tr("If so, cancel it or record with --meeting {id}.", id=near.id))
    return None


def _answer(call: Call, services: Services, said: str, row: ClientRow, item: Meeting) -> None:
    name = services.team.framework().kinds_by_id[item.kind].name.to(language())
    line = f"{said}: {name}, {row.name}, {long_date(item.on)}."
    done(call, line, "meetings", meeting_item(row, item), data=item.id)
