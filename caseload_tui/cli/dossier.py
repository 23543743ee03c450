"""One dossier, opened: `show CLIENT`."""

from __future__ import annotations

from collections.abc import Iterable
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
from caseload_tui.domain.dossier import CHANGEABLE, OPEN, Meeting
from caseload_tui.domain.office import Office
from caseload_tui.domain.rows import CommitmentRow
from caseload_tui.formatting import short_date
from caseload_tui.i18n import tr, word
from caseload_tui.services.clients import DossierView
from caseload_tui.services.explain import signal_text
from caseload_tui.services.naming import Names, field_name, owner_name
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
        due_item(DueItem(view.row, due.base, due.standing, None, due.because), office) | {"consultant": None}
        for due in view.dues
        if due.standing is not None
    ]
    return client_item(view.row, office) | {
        "closed_reason": dossier.closed_reason,
        "fields": {name: dossier.value(name) for name in CHANGEABLE},
        "dates": dict(dossier.dates),
        "placements": [plain(stay) for stays in dossier.stays.values() for stay in stays],
        "proposals": [plain(item) for item in dossier.proposals],
        "labels": [plain(item) for item in dossier.labels],
        "contact_history": [plain(item) for item in dossier.contacts],
        "duties": [plain(item) for item in dossier.duties],
        "instruments": [plain(item) for item in dossier.instruments],
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
        "commitments": [
            commitment_item(CommitmentRow(view.row, item), item.overdue(call.today)) for item in dossier.commitments
        ],
        "meetings": [meeting_only(item) for item in dossier.meetings],
    }


_NAMED = CHANGEABLE.index("born_on")
"""So many fields are the number and the name, which stand at the head already."""
_OF_THE_CLIENT = ("client_id", "file_number", "name", "groups", "consultant", "consultant_name")


def _tables(view: DossierView, office: Office, call: Call) -> Iterable[Table]:
    dossier, framework, row = view.dossier, view.framework, view.row
    names = Names(framework, office, view.earlier)
    head = [
        (tr("name"), row.name),
        (tr("file number"), row.file_number),
        (tr("status"), status_name(row.status)),
        (word("group"), group_names(row, framework)),
        (word("consultant"), name_of(office, row.lead) or ""),
        *((field_name(name), dossier.value(name) or "") for name in CHANGEABLE[_NAMED:] if dossier.value(name)),
    ]
    yield Table(("", ""), head)
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
            stay.reason or "",
        )
        for items in dossier.stays.values()
        for stay in items
    ]
    yield Table((tr("from"), tr("until"), word("group"), tr("reason")), stays, tr("Placements"))
    yield from (_meeting_table(item, names) for item in reversed(dossier.meetings))


def _meeting_table(item: Meeting, names: Names) -> Table:
    """Return what was said in a meeting, with what amendments put beside it."""
    heading = f"{short_date(item.on)} · {names.kind(item.kind)} · {meeting_status(item)} · {item.id}"
    rows = [(names.domain(domain), _with_score(text, item.scores.get(domain))) for domain, text in item.notes.items()]
    rows += [(names.domain(domain), str(score)) for domain, score in item.scores.items() if domain not in item.notes]
    rows += [(tr("question {number}", number=number), text) for number, text in item.answers.items()]
    for amendment in item.amendments:
        rows.append((tr("amendment"), amendment.reason))
        rows += [(names.domain(domain), text) for domain, text in amendment.notes.items()]
    if item.reason:
        rows.append((tr("reason"), item.reason))
    return Table(("", ""), rows, heading)


def _with_score(text: str, score: int | None) -> str:
    return text if score is None else f"{score}: {text}"
