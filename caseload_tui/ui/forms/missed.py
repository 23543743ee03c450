"""The form of what follows when a client did not come: the step of the policy's no-show chain, ready to be done."""

from __future__ import annotations

from datetime import date
from typing import Any

from caseload_tui.domain.dossier import BROKEN, OPEN, Commitment
from caseload_tui.domain.holidays import next_working_day
from caseload_tui.i18n import tr
from caseload_tui.services.following import Following
from caseload_tui.ui.forms.agreed import escalate_form
from caseload_tui.ui.forms.fields import TextField
from caseload_tui.ui.forms.form import Form
from caseload_tui.ui.forms.matter import Matter
from caseload_tui.ui.forms.situation import CONTACT, add_form
from caseload_tui.ui.forms.talks import due_day, plan_form


def follow_form(matter: Matter, following: Following) -> Form[Any]:
    """Return the form for the step: a new talk, another contact, a step up the ladder, or a note."""
    if following.action in ("invite", "meeting"):
        return plan_form(matter, kind=following.kind, on=_day(matter, following), lead=following.text)
    if following.action == "hand_over":
        return add_form(matter, what=CONTACT, role=following.to, lead=following.text)
    commitment = _not_kept(matter)
    if following.action == "escalate" and commitment is not None:
        return escalate_form(matter, commitment)
    return _answer_form(matter, following)


def _day(matter: Matter, following: Following) -> date:
    day = due_day(matter, following.kind)
    return day if following.until is None else max(next_working_day(matter.today), min(day, following.until))


def _not_kept(matter: Matter) -> Commitment | None:
    """Return the last commitment of the client that was not kept, which the ladder can take a step up."""
    items = (item for item in matter.dossier.commitments if item.owner == "client")
    late = [item for item in items if item.state == BROKEN or (item.state == OPEN and item.overdue(matter.today))]
    return late[-1] if late else None


def _answer_form(matter: Matter, following: Following) -> Form[Any]:
    """Return the form to write down what became of it; with that the count begins anew."""
    return Form(
        tr("After missed invitations"),
        (TextField("note", tr("Note"), needed=True, hint=tr("what the {client} said, or what was decided")),),
        deed=tr("Record"),
        save=lambda values: matter.services.facts.answer(matter.client.id, note=values.said("note")),
        said=tr("Recorded; missed invitations are counted anew."),
        client=matter.client,
        lead=following.text,
    )
