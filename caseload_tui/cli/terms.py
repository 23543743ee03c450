"""Due dates put off (`defer`), and rules lifted for a while (`waive`)."""

from __future__ import annotations

from datetime import date

from caseload_tui.cli.clients import answer_for
from caseload_tui.cli.context import Call
from caseload_tui.cli.options import on_client, why_option
from caseload_tui.cli.parsing import DAY
from caseload_tui.cli.speaking import command, option
from caseload_tui.domain.talking import find_kind
from caseload_tui.errors import WrongUse
from caseload_tui.formatting import long_date
from caseload_tui.i18n import tr
from caseload_tui.services import Services

kind_option = option("--kind", metavar="KIND", help="The kind of meeting.")
rule_option = option("--rule", metavar="RULE", help="The rule, where several have the kind.")


@command("defer")
@on_client(
    kind_option,
    rule_option,
    option("--until", type=DAY, help="The day to which it is put off."),
    why_option,
    option("--end", is_flag=True, help="Take the deferral back."),
)
def defer(
    call: Call,
    client: str,
    kind: str | None,
    rule: str | None,
    until: date | None,
    reason: str | None,
    end: bool,
) -> None:
    """Put a due date off until a day, with a reason; --end takes that back."""
    if not end and (until is None or not reason):
        raise WrongUse(tr("Until when, and why?"), tr("Give --until and --reason."))
    with call.client(client) as (services, known):
        kind = _kind(services, kind)
        if until is None or end:
            services.terms.end_deferral(known.id, kind=kind, rule=rule, reason=reason)
            said = tr("The deferral no longer counts.")
        else:
            services.terms.defer(known.id, until, reason or "", kind=kind, rule=rule)
            said = tr("Put off until {day}.", day=long_date(until))
        answer_for(call, services, said, known.id)
        call.warn_of_bsn(reason)


@command("waive")
@on_client(
    kind_option,
    rule_option,
    option("--from", "start", type=DAY, help="The first day; today without it."),
    option("--until", type=DAY, help="The last day; until it is ended without it."),
    why_option,
    option("--end", is_flag=True, help="End the waiver: --until is the last day that it counts, today without it."),
)
def waive(
    call: Call,
    client: str,
    kind: str | None,
    rule: str | None,
    start: date | None,
    until: date | None,
    reason: str | None,
    end: bool,
) -> None:
    """Lift a rule for somebody, both days included, with a reason; --end ends that."""
    if not end and not reason:
        raise WrongUse(tr("Why is it lifted?"), tr("Give --reason."))
    with call.client(client) as (services, known):
        kind = _kind(services, kind)
        if end:
            services.terms.end_waiver(known.id, through=until, kind=kind, rule=rule, reason=reason)
            said = tr("The waiver ends on {day}.", day=long_date(until or call.today))
        else:
            services.terms.waive(known.id, reason or "", start=start, through=until, kind=kind, rule=rule)
            said = tr("Lifted through {day}.", day=long_date(until)) if until else tr("Lifted until it is ended.")
        answer_for(call, services, said, known.id)
        call.warn_of_bsn(reason)


def _kind(services: Services, kind: str | None) -> str | None:
    return find_kind(services.team.framework(), kind).id if kind else None
