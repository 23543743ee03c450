"""What a client has for a while: labels, contacts, freed duties, instruments, work, referrals, dated facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from caseload_tui.cli.clients import answer_for
from caseload_tui.cli.context import Call
from caseload_tui.cli.options import note_option, on_client, on_option, role_option
from caseload_tui.cli.parsing import DAY
from caseload_tui.cli.speaking import group, option
from caseload_tui.i18n import tr
from caseload_tui.services.policy_words import overspent_words, policy_lines

if TYPE_CHECKING:
    from caseload_tui.domain.dossier import Dossier
    from caseload_tui.services import Services

_EUROS = click.FloatRange(0, 1_000_000)
until_option = option("--until", type=DAY, help="The day on which it ends.")


@group("label")
def label() -> None:
    """Say to which target groups somebody belongs."""


@label.command("add")
@on_client(click.argument("target_group", metavar="LABEL"), on_option)
def add_label(call: Call, client: str, target_group: str, on: date | None) -> None:
    """Give somebody the label of a target group."""
    with call.client(client) as (services, known):
        before = set(services.clients.look(known.id).dossier.current_labels)
        services.facts.give_label(known.id, target_group, on=on)
        answer_for(call, services, tr("The label is given."), known.id)
        view, names = services.clients.look(known.id), services.team.names()
        given = set(view.dossier.current_labels) - before
        for line in policy_lines(view, names, call.today):
            if line.about in {names.thing(item) for item in given}:
                call.say(f"  {line.about}, {line.label}: {line.text}")


@label.command("end")
@on_client(click.argument("target_group", metavar="LABEL"), on_option)
def end_label(call: Call, client: str, target_group: str, on: date | None) -> None:
    """End the label of a target group."""
    with call.client(client) as (services, known):
        services.facts.end_label(known.id, target_group, on=on)
        answer_for(call, services, tr("The label is ended."), known.id)


@group("contact")
def contact() -> None:
    """Say who somebody's contacts are."""


@contact.command("add")
@on_client(click.argument("consultant", metavar="CONSULTANT"), role_option, on_option)
def add_contact(call: Call, client: str, consultant: str, role: str | None, on: date | None) -> None:
    """Make a colleague somebody's contact."""
    with call.client(client) as (services, known):
        services.facts.add_contact(known.id, services.team.resolve(consultant).id, role=role, on=on)
        answer_for(call, services, tr("The contact is added."), known.id)


@contact.command("end")
@on_client(click.argument("consultant", metavar="CONSULTANT"), role_option, on_option)
def end_contact(call: Call, client: str, consultant: str, role: str | None, on: date | None) -> None:
    """End a contact of somebody."""
    with call.client(client) as (services, known):
        services.facts.end_contact(known.id, services.team.resolve(consultant).id, role=role, on=on)
        answer_for(call, services, tr("The contact is ended."), known.id)


@group("duty")
def duty() -> None:
    """Say from which legal duties somebody is freed."""


@duty.command("add")
@on_client(click.argument("duty", metavar="DUTY"), on_option, until_option)
def free(call: Call, client: str, duty: str, on: date | None, until: date | None) -> None:
    """Free somebody from a duty, until a day or lastingly."""
    with call.client(client) as (services, known):
        services.facts.free(known.id, duty, on=on, until=until)
        answer_for(call, services, tr("The {client} is freed from this duty."), known.id)


@duty.command("end")
@on_client(click.argument("duty", metavar="DUTY"), on_option)
def bind(call: Call, client: str, duty: str, on: date | None) -> None:
    """Say that a duty binds somebody again."""
    with call.client(client) as (services, known):
        services.facts.bind(known.id, duty, on=on)
        answer_for(call, services, tr("The duty binds again."), known.id)


@group("instrument")
def instrument() -> None:
    """Say which instruments of the policy are used for somebody."""


@instrument.command("add")
@on_client(
    click.argument("instrument", metavar="INSTRUMENT"),
    on_option,
    until_option,
    option("--amount", metavar="EUROS", type=_EUROS, help="What it costs, in euros."),
)
def start_instrument(
    call: Call, client: str, instrument: str, on: date | None, until: date | None, amount: float | None
) -> None:
    """Begin to use an instrument for somebody."""
    with call.client(client) as (services, known):
        dossier = services.facts.start_instrument(known.id, instrument, on=on, until=until, amount=amount)
        answer_for(call, services, tr("The instrument is recorded."), known.id)
        _warn_of_spent(call, services, dossier)


@instrument.command("pay")
@on_client(
    click.argument("instrument", metavar="INSTRUMENT"),
    option("--amount", metavar="EUROS", type=_EUROS, required=True, help="How much, in euros."),
    on_option,
)
def pay_instrument(call: Call, client: str, instrument: str, amount: float, on: date | None) -> None:
    """Record an amount that was spent on an instrument for somebody."""
    with call.client(client) as (services, known):
        dossier = services.facts.pay_instrument(known.id, instrument, amount, on=on)
        answer_for(call, services, tr("The amount is recorded."), known.id)
        _warn_of_spent(call, services, dossier)


def _warn_of_spent(call: Call, services: Services, dossier: Dossier) -> None:
    last = dossier.payments[-1].instrument if dossier.payments else ""
    warning = overspent_words(dossier, services.team.framework(), last)
    if warning:
        call.say(warning)


@instrument.command("end")
@on_client(click.argument("instrument", metavar="INSTRUMENT"), on_option)
def end_instrument(call: Call, client: str, instrument: str, on: date | None) -> None:
    """End the use of an instrument."""
    with call.client(client) as (services, known):
        services.facts.end_instrument(known.id, instrument, on=on)
        answer_for(call, services, tr("The instrument is ended."), known.id)


@group("placement")
def placement() -> None:
    """Say in which work somebody is placed."""


@placement.command("add")
@on_client(
    option("--employer", metavar="NAME", help="The employer."),
    option("--part-time", is_flag=True, help="Beside a benefit that goes on."),
    option("--hours", metavar="N", type=click.IntRange(1, 60), help="Hours a week."),
    option("--sector", metavar="TEXT", help="The sector of work."),
    on_option,
)
def start_work(
    call: Call,
    client: str,
    employer: str | None,
    part_time: bool,
    hours: int | None,
    sector: str | None,
    on: date | None,
) -> None:
    """Record that somebody found work; aftercare begins to count where the policy has it."""
    with call.client(client) as (services, known):
        services.facts.start_work(known.id, employer=employer, part_time=part_time, hours=hours, sector=sector, on=on)
        answer_for(call, services, tr("The work is recorded."), known.id)


@placement.command("end")
@on_client(option("--work", metavar="ID", help="Which work; the latest without it."), on_option)
def end_work(call: Call, client: str, work: str | None, on: date | None) -> None:
    """End a placement in work, or its aftercare."""
    with call.client(client) as (services, known):
        services.facts.end_work(known.id, work=work, on=on)
        answer_for(call, services, tr("The work is ended."), known.id)


@group("referral")
def referral() -> None:
    """Say to which partners somebody was referred."""


@referral.command("add")
@on_client(click.argument("partner", metavar="PARTNER"), note_option, on_option)
def refer(call: Call, client: str, partner: str, note: str | None, on: date | None) -> None:
    """Record a referral to a partner."""
    with call.client(client) as (services, known):
        services.facts.refer(known.id, partner, note=note, on=on)
        answer_for(call, services, tr("The referral is recorded."), known.id)
    call.warn_of_bsn(note)


@group("date")
def date_() -> None:
    """Record dated facts that the policy counts from."""


@date_.command("add")
@on_client(click.argument("fact", metavar="FACT"), click.argument("on", metavar="DATE", type=DAY))
def add_date(call: Call, client: str, fact: str, on: date) -> None:
    """Record when something happened that the policy counts from."""
    with call.client(client) as (services, known):
        services.facts.date(known.id, fact, on)
        answer_for(call, services, tr("The date is recorded."), known.id)
