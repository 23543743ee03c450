"""`export letter` and `export calendar`: what leaves the program to be read elsewhere."""

from __future__ import annotations

from datetime import date

import click

from caseload_tui.cli.context import Call
from caseload_tui.cli.options import client_argument, consultant_option, pass_call
from caseload_tui.cli.output import emit
from caseload_tui.cli.parsing import DAY
from caseload_tui.cli.speaking import command, option
from caseload_tui.papers.letter import LANGUAGES

FORMS = ("text", "markdown", "html")


@command("letter")
@client_argument
@option("--meeting", metavar="ID", help="Only what was agreed in this talk, and what was open before it.")
@option("--last", is_flag=True, help="The latest talk that was held.")
@option("--format", "form", type=click.Choice(FORMS), default=FORMS[0], help="The form of the letter.")
@option("--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0], help="The language of the letter.")
@pass_call
def letter(call: Call, client: str, meeting: str | None, last: bool, form: str, language: str) -> None:
    """Write what was agreed as a list in plain words, to take along."""
    # The forms are made of patterns that no other command compiles.
    from caseload_tui.papers.forms import in_form  # noqa: PLC0415

    with call.client(client) as (services, row):
        talk = services.meetings.latest(row.id, meeting, None).id if meeting or last else None
        emit(in_form(services.papers.letter(row.id, talk, language=language), form))


@command("calendar")
@consultant_option
@option("--until", type=DAY, help="Up to and including this day.")
@pass_call
def calendar(call: Call, consultant: str | None, until: date | None) -> None:
    """Write talks, terms and promises of the office as a calendar file, with file numbers and initials only."""
    with call.services() as services:
        whose = services.team.resolve(consultant).id if consultant else None
        emit(services.papers.calendar(consultant=whose, until=until))
