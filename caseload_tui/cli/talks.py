"""Talks that were held: recorded per life domain, signed, amended, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from caseload_tui.cli.context import Call, has_terminal
from caseload_tui.cli.meetings import (
    answer,
    ask_consent,
    consent_option,
    kind_option,
    meeting,
    meeting_option,
    mode_option,
)
from caseload_tui.cli.options import on_client, on_option, reason_option
from caseload_tui.cli.parsing import DAY, agreement, by_name, numbers_by_name
from caseload_tui.cli.speaking import Function, option
from caseload_tui.domain.dossier import Meeting
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.talking import GENERAL_NOTE, Talk
from caseload_tui.formatting import long_date
from caseload_tui.i18n import tr
from caseload_tui.services import Services
from caseload_tui.services.meetings import Plan
from caseload_tui.services.policy_words import missing_at

__all__ = ["meeting"]

needed_kind = option("--kind", metavar="KIND", required=True, help="The kind of meeting.")


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
        help="What was agreed; OWNER is `client`, `office` or `partner=NAME`.",
    ),
    option("--plan-next", type=DAY, help="Plan the next meeting of this kind on this day."),
    option("--sign", is_flag=True, help="Sign the record at once."),
    consent_option,
)
def record(call: Call, client: str, kind: str, on: date | None, meeting: str | None, **given: Any) -> None:
    """Record a held meeting with what was said and agreed; a plan of that kind on that day is settled."""
    contents = _said(given)
    following = Plan(kind=kind, on=given["plan_next"], mode=None) if given["plan_next"] else None
    with call.client(client) as (services, row):
        talk = Talk(kind=kind, on=on or call.today, mode=given["mode"], present=given["present"], **contents)
        agreed = tuple(agreement(text, call.today) for text in given["agreed"])
        held = services.meetings.record(
            row.id,
            talk,
            meeting=meeting or _near_plan(call, services, row, talk),
            agreed=agreed,
            following=following,
            sign=given["sign"],
            consent=given["consent"] or ask_consent(call, services, row, kind, given["mode"]),
        )
        said = tr("Recorded and signed") if given["sign"] else tr("Recorded")
        answer(call, services, said, row, held)
        for line in after_record(services, row, held):
            call.say(line)
        call.warn_of_bsn(*talk.notes.values(), *talk.answers.values(), *(item.text for item in agreed))


@meeting.command("sign")
@on_client(meeting_option, kind_option)
def sign(call: Call, client: str, meeting: str | None, kind: str | None) -> None:
    """Sign a record: the one named, else the latest that waits for it."""
    with call.client(client) as (services, row):
        found = services.meetings.latest(row.id, meeting, kind, unsigned=True)
        answer(call, services, tr("Signed"), row, services.meetings.sign(row.id, found.id))


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
        answer(call, services, tr("Amended"), row, amended)
        call.warn_of_bsn(reason, *changes["notes"].values(), *changes["answers"].values())


@meeting.command("withdraw")
@on_client(meeting_option, kind_option, reason_option)
def withdraw(call: Call, client: str, meeting: str | None, kind: str | None, reason: str) -> None:
    """Withdraw a record that was made in the wrong dossier."""
    with call.client(client) as (services, row):
        found = services.meetings.latest(row.id, meeting, kind)
        answer(call, services, tr("Withdrawn"), row, services.meetings.withdraw(row.id, found.id, reason))


def _said(given: dict[str, Any]) -> dict[str, Any]:
    return {
        "notes": by_name(given["notes"], alone=GENERAL_NOTE),
        "scores": numbers_by_name(given["scores"]),
        "answers": by_name(given["answers"]),
    }


def after_record(services: Services, row: ClientRow, held: Meeting) -> Iterable[str]:
    """Yield what the policy asks now that the talk was held: roles that lacked, and whether the group still fits."""
    names = services.team.names()
    lacking = missing_at(held, names)
    if lacking:
        yield lacking
    kind = names.framework.kinds_by_id.get(held.kind)
    if kind is not None and kind.sets_group:
        yield tr("This talk decides the {group}: caseload move {number} GROUP", number=row.file_number)
    elif held.kind in names.framework.moves.review_at:
        yield tr("At this talk the {group} is reconsidered: caseload move {number} GROUP", number=row.file_number)


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
