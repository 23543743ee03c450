"""Meetings: planned, recorded per life domain, signed, amended."""

from __future__ import annotations

from datetime import date

import click

from caseload_tui.cli.clients import answer_for
from caseload_tui.cli.context import Call, has_terminal
from caseload_tui.cli.items import meeting_item
from caseload_tui.cli.options import consultant_option, note_option, on_client, on_option, pass_call, why_option
from caseload_tui.cli.output import Table, done, show, with_format
from caseload_tui.cli.parsing import DAY, TIME
from caseload_tui.cli.speaking import group, option
from caseload_tui.domain.dossier import CANCELLED, HELD, MISSED, PLANNED, WITHDRAWN, Meeting
from caseload_tui.domain.filters import MeetingFilter
from caseload_tui.domain.registering import YES_NO
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.talking import MODES
from caseload_tui.formatting import long_date, near_date
from caseload_tui.i18n import tr
from caseload_tui.services import Services
from caseload_tui.services.following import Following
from caseload_tui.services.meetings import Plan

kind_option = option("--kind", metavar="KIND", help="The kind of meeting.")
meeting_option = option("--meeting", metavar="ID", help="Which meeting, by its identifier.")
mode_option = option("--mode", type=click.Choice(MODES), help="How it is held.")
consent_option = option(
    "--consent", type=click.Choice(YES_NO), help="What the answer was when asked for consent to this way to meet."
)


@group("meeting")
def meeting() -> None:
    """Plan, record, sign and amend meetings."""


@meeting.command("list")
@with_format
@option("--client", "client", metavar="CLIENT", help="Only of this person.")
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
        names = services.team.names()
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
                names.kind(row.meeting.kind),
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
    consent_option,
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
    consent: str | None,
) -> None:
    """Plan a meeting, or move the planned one named by --meeting."""
    with call.client(client) as (services, row):
        known = services.meetings.latest(row.id, meeting, None) if meeting else None
        if kind is None and known is None:
            raise click.UsageError(tr("Missing option “--kind”."), click.get_current_context())
        kind, mode = kind or (known.kind if known else ""), mode or (known.mode if known else None)
        planned = services.meetings.plan(
            row.id,
            Plan(
                kind=kind,
                on=on,
                time=time or (known.time if known else None),
                mode=mode,
                consent=consent or ask_consent(call, services, row, kind, mode),
                consultant=services.team.resolve(consultant).id
                if consultant
                else (known.consultant if known else None),
            ),
            meeting=meeting,
        )
        answer(call, services, tr("Planned for {day}", day=long_date(planned.on)), row, planned)


@meeting.command("no-show")
@on_client(meeting_option, kind_option, option("--on", type=DAY, help="The day of the invitation."), why_option)
def no_show(
    call: Call, client: str, meeting: str | None, kind: str | None, on: date | None, reason: str | None
) -> None:
    """Record that somebody did not come."""
    with call.client(client) as (services, row):
        missed = services.meetings.no_show(row.id, meeting=meeting, kind=kind, on=on, reason=reason)
        answer(call, services, tr("Recorded as missed"), row, missed)
        following = services.meetings.after_no_show(row.id)
        if following is not None:
            call.say(tr("The policy asks: {what}", what=following.text))
            call.say(f"  caseload {command_for(following, row.file_number)}")


def command_for(following: Following, number: str) -> str:
    """Return the command that does what follows a missed invitation."""
    day = following.until.isoformat() if following.until else "DATE"
    return {
        "invite": f"meeting plan {number} --kind {following.kind} --on {day}",
        "meeting": f"meeting plan {number} --kind {following.kind} --on {day}",
        "hand_over": f"transfer offer {number} --to CONSULTANT --note TEXT",
        "escalate": f"commitment escalate {number} COMMITMENT",
    }.get(following.action, f"meeting answered {number} --note TEXT")


@meeting.command("answered")
@on_client(on_option, note_option)
def answered(call: Call, client: str, on: date | None, note: str | None) -> None:
    """Record that somebody answered after missing invitations; their count begins anew."""
    with call.client(client) as (services, row):
        services.facts.answer(row.id, on=on, note=note)
        answer_for(call, services, tr("The answer was recorded."), row.id)


@meeting.command("cancel")
@on_client(
    meeting_option,
    kind_option,
    option("--on", type=DAY, help="The day for which it was planned."),
    option("--by-client", is_flag=True, help="It was called off to the office, not by it."),
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
        answer(call, services, tr("Called off"), row, off)


def ask_consent(call: Call, services: Services, row: ClientRow, kind: str, mode: str | None) -> str | None:
    """Ask for consent where the policy wants it and nobody knows; without somebody to ask, say what to do."""
    if not services.meetings.lacks_consent(row.id, kind, mode):
        return None
    if has_terminal():
        agreed = click.confirm(tr("Does {name} consent to meeting this way?", name=row.name), err=True)
        return "yes" if agreed else "no"
    call.say(
        tr(
            "Nobody knows whether {name} consents to meeting this way: ask, then give --consent yes or no.",
            name=row.name,
        )
    )
    return None


def answer(call: Call, services: Services, said: str, row: ClientRow, item: Meeting) -> None:
    """Tell what was done to a meeting."""
    name = services.team.names().kind(item.kind)
    line = f"{said}: {name}, {row.name}, {long_date(item.on)}."
    done(call, line, "meetings", meeting_item(row, item), data=item.id)
