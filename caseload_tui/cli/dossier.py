"""One dossier, opened: `show CLIENT`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from caseload_tui.cli.caseload import group_names, status_name
from caseload_tui.cli.commitments import state_name as commitment_state
from caseload_tui.cli.context import Call
from caseload_tui.cli.items import client_item, commitment_item, due_item, meeting_only, name_of
from caseload_tui.cli.meetings import status_name as meeting_status
from caseload_tui.cli.options import client_argument, pass_call
from caseload_tui.cli.output import Table, show, show_tables, with_format
from caseload_tui.cli.records import plain
from caseload_tui.cli.speaking import command
from caseload_tui.cli.worklists import state_name
from caseload_tui.domain.dossier import CHANGEABLE, HELD, OPEN, PLANNED, Dossier, Meeting
from caseload_tui.domain.office import Office
from caseload_tui.domain.rows import CommitmentRow
from caseload_tui.formatting import near_date, short_date
from caseload_tui.i18n import language, tr, word
from caseload_tui.services.clients import DossierView
from caseload_tui.services.explain import signal_text
from caseload_tui.services.meetings import effective_answers
from caseload_tui.services.naming import Names, field_name, field_words, mode_name, owner_name, written, yes_no
from caseload_tui.services.policy_words import missing_at, policy_lines
from caseload_tui.services.worklists import DueItem


@command("show")
@with_format
@client_argument
@pass_call
def show_(call: Call, client: str) -> None:
    """Show one dossier; the access log has it before anything is shown."""
    with call.services() as services:
        view = services.clients.open(services.clients.resolve(client).id)
        office = services.team.office()
        if call.form in (None, "table"):
            show_tables(call, [table for table in _tables(view, office, call) if table.rows or not any(table.titles)])
        else:
            show(call, "dossier", [dossier_item(view, office, call)], Table((), ()))


def dossier_item(view: DossierView, office: Office, call: Call) -> dict[str, Any]:
    """Return everything that a dossier says."""
    dossier = view.dossier
    dues = [
        due_item(DueItem(view.row, due.base, due.standing, None, view.framework), office) | {"consultant": None}
        for due in view.dues
        if due.standing is not None
    ]
    return client_item(view.row, office) | {
        "closed_reason": dossier.closed_reason,
        "fields": {name: dossier.value(name) for name in CHANGEABLE},
        "concurrent": {
            name: [plain(item) for item in values] for name in CHANGEABLE if (values := dossier.concurrent(name))
        },
        "dates": dict(dossier.dates),
        "placements": [plain(stay) for stays in dossier.stays.values() for stay in stays],
        "proposals": [plain(item) for item in dossier.proposals],
        "labels": [plain(item) for item in dossier.labels],
        "contact_history": [plain(item) for item in dossier.contacts],
        "duties": [plain(item) for item in dossier.duties],
        "instruments": [plain(item) for item in dossier.instruments],
        "payments": [plain(item) for item in dossier.payments],
        "works": [plain(item) for item in dossier.works],
        "referrals": [plain(item) for item in dossier.referrals],
        "deferrals": [plain(item) for item in dossier.deferrals],
        "waivers": [plain(item) for item in dossier.waivers],
        "dues": [{key: value for key, value in item.items() if key not in _OF_THE_CLIENT} for item in dues],
        "missing": [
            {"rule": due.base.rule, "kind": due.base.kind, "because": due.because}
            for due in view.dues
            if due.standing is None
        ],
        "signals": [
            {"signal": item.key, "kind": item.kind, "on": item.on, "text": signal_text(item, view.framework)}
            for item in view.signals
        ],
        "policy": [
            {"about": line.about, "what": line.label, "text": line.text, "warned": line.warned}
            for line in policy_lines(view, Names(view.framework, office, view.earlier), call.today)
        ],
        "commitments": [
            commitment_item(CommitmentRow(view.row, item), item.overdue(call.today)) for item in dossier.commitments
        ],
        "meetings": [meeting_only(item) for item in dossier.meetings],
    }


_NAMED = CHANGEABLE.index("born_on")
"""So many fields are the number and the name, which stand at the head already."""
_OF_THE_CLIENT = ("client_id", "file_number", "name", "groups", "consultant", "consultant_name")


def _twice(dossier: Dossier, name: str, names: Names, today: date) -> str:
    """Return the values that were set without knowledge of each other, with who wrote each and when."""
    return "  |  ".join(
        f"{field_words(name, item.value) or '-'} ({written(item, names, today)})" for item in dossier.concurrent(name)
    )


def _tables(view: DossierView, office: Office, call: Call) -> Iterable[Table]:
    dossier, framework, row = view.dossier, view.framework, view.row
    names = Names(framework, office, view.earlier)
    head = [
        (tr("name"), row.name),
        (tr("file number"), row.file_number),
        (tr("status"), status_name(row.status)),
        *([(tr("reason for leaving"), names.reason(dossier.closed_reason))] if dossier.closed_reason else []),
        (word("group"), group_names(row, framework)),
        (word("consultant"), name_of(office, row.lead) or ""),
        *(
            (field_name(name), field_words(name, dossier.value(name)))
            for name in CHANGEABLE[_NAMED:]
            if not dossier.concurrent(name)
        ),
        *((f"! {field_name(name)}", _twice(dossier, name, names, call.today)) for name in CHANGEABLE),
        *_contact_rows(view, names),
    ]
    yield Table(("", ""), [line for line in head if line[1]])
    said = policy_lines(view, names, call.today)
    lines = [(line.about, line.label, f"! {line.text}" if line.warned else line.text) for line in said]
    yield Table(("", "", ""), lines, tr("What the policy says") if lines else "")
    due = [
        (
            short_date(item.standing.due_on) if item.standing.due_on else "",
            state_name(item.standing.state),
            item.because,
        )
        if item.standing is not None
        else ("", "", item.because)
        for item in view.dues
    ]
    yield Table((tr("due"), tr("state"), tr("because")), due, tr("Meetings that are due"))
    shown = {item.standing.plan.meeting for item in view.dues if item.standing and item.standing.plan}
    plans = [
        (near_date(item.on, call.today), item.time or "", names.kind(item.kind), mode_name(item.mode), item.id)
        for item in dossier.meetings
        if item.status == PLANNED and item.id not in shown
    ]
    yield Table((tr("day"), tr("at"), tr("meeting"), tr("how"), tr("id")), plans, tr("Also planned"))
    signals = [(short_date(item.on), item.key, signal_text(item, framework)) for item in view.signals]
    yield Table((tr("day"), tr("signal"), tr("what")), signals, tr("Signals"))
    promises = [
        (
            short_date(item.due_on) if item.due_on else "",
            tr("overdue") if item.overdue(call.today) else commitment_state(item.state),
            owner_name(item.owner, item.partner, row.name),
            item.id,
            item.text,
        )
        for item in sorted(dossier.commitments, key=lambda item: item.state != OPEN)
    ]
    yield Table((tr("by"), tr("state"), tr("who"), tr("commitment"), tr("what")), promises, tr("Commitments"))
    stays = [
        (
            short_date(stay.start),
            short_date(stay.until) if stay.until else "",
            names.group(stay.group),
            names.reason(stay.reason),
        )
        for items in dossier.stays.values()
        for stay in items
    ]
    yield Table((tr("from"), tr("until"), word("group"), tr("reason")), stays, tr("Placements"))
    yield from (_meeting_table(item, names) for item in reversed(dossier.meetings))


def _contact_rows(view: DossierView, names: Names) -> Iterable[tuple[str, str]]:
    """Yield the contacts, with the one who leads and the target group that decides that."""
    if view.lead.lacking:
        yield "!", tr("no contact who leads: {who}", who=names.role(view.lead.wanted))
    for contact in view.dossier.current_contacts:
        leads = contact == view.lead.contact and not view.lead.lacking
        yield (
            names.role(contact.role) or tr("contact"),
            lead_text(view, names) if leads else names.consultant(contact.consultant),
        )
    for held, label in (
        (view.dossier.labels, tr("target group")),
        (view.dossier.duties, tr("freed from")),
        (view.dossier.instruments, tr("instrument")),
    ):
        for item in held:
            if not item.ended:
                until = f" \N{EN DASH} {short_date(item.until)}" if item.until else ""
                yield label, names.thing(item.id) + until


def lead_text(view: DossierView, names: Names) -> str:
    """Return who leads, and because of which target group where that goes before the group."""
    who = names.consultant(view.lead.consultant)
    if view.lead.by_target_group is None:
        return tr("{who} leads", who=who)
    return tr("{who} leads (because of {label})", who=who, label=names.thing(view.lead.by_target_group))


def _meeting_table(item: Meeting, names: Names) -> Table:
    """Return what was said in a meeting, with what amendments put beside it."""
    heading = f"{short_date(item.on)} · {names.kind(item.kind)} · {meeting_status(item)} · {item.id}"
    rows = [(names.domain(domain), _with_score(text, item.scores.get(domain))) for domain, text in item.notes.items()]
    rows += [(names.domain(domain), str(score)) for domain, score in item.scores.items() if domain not in item.notes]
    kind = names.framework.kinds_by_id.get(item.kind)
    asked = (
        {str(number): question.ask.to(language()) for number, question in enumerate(kind.checklist, 1)} if kind else {}
    )
    rows += [
        (asked.get(number) or tr("question {number}", number=number), yes_no(text))
        for number, text in effective_answers(item).items()
    ]
    lacking = missing_at(item, names) if item.status == HELD else ""
    if lacking:
        rows.append(("!", lacking))
    for amendment in item.amendments:
        rows.append((tr("amendment"), amendment.reason))
        rows += [(names.domain(domain), text) for domain, text in amendment.notes.items()]
    if item.reason:
        rows.append((tr("reason"), item.reason))
    return Table(("", ""), rows, heading)


def _with_score(text: str, score: int | None) -> str:
    return text if score is None else f"{score}: {text}"
