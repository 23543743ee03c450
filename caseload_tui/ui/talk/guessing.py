"""What a note that is taken at once is most likely about: which talk, and how it is held."""

from __future__ import annotations

from dataclasses import dataclass, replace

from caseload_tui.domain.dossier import PLANNED, Meeting
from caseload_tui.domain.rows import Draft
from caseload_tui.i18n import tr
from caseload_tui.ui.forms.matter import Matter
from caseload_tui.ui.forms.talks import beginning_of, mode_options
from caseload_tui.ui.look import clock
from caseload_tui.ui.talk.sheet import QUICK, Sheet, domains_of

HOME = "home"


@dataclass(frozen=True, slots=True)
class Guess:
    """A client and the talk that a quick note is for, and the latest draft that is kept of such a talk."""

    matter: Matter
    sheet: Sheet
    draft: Draft | None
    why: str


def guessed(matter: Matter, drafts: tuple[Draft, ...], key: str) -> Guess:
    """Return the talk planned today, else the one that the policy asks next, held at home where that may be."""
    plan = planned_today(matter)
    beginning = beginning_of(matter, kind=None, meeting=plan.id if plan else None)
    at_home = plan is None and may_visit(matter, beginning.kind)
    sheet = Sheet(
        client=matter.client.id,
        key=key,
        kind=beginning.kind,
        on=beginning.on,
        mode=HOME if at_home else beginning.mode,
        known=plan.id if plan else None,
    )
    fitting = [draft for draft in drafts if not draft.content.get("amends")]
    return Guess(matter, replace(sheet, at=part(matter, sheet)), fitting[-1] if fitting else None, _why(plan))


def part(matter: Matter, sheet: Sheet) -> str:
    """Return where a quick note stands: in the one note of the kind, else apart until it is put under life domains."""
    domains = domains_of(matter.framework.kinds_by_id.get(sheet.kind))
    return domains[0] if len(domains) == 1 else QUICK


def planned_today(matter: Matter) -> Meeting | None:
    """Return the first talk of one's own that is planned today."""
    plans = [
        meeting
        for meeting in matter.dossier.meetings
        if meeting.status == PLANNED and meeting.on == matter.today and meeting.session is None
    ]
    return min(plans, key=lambda meeting: meeting.time or "", default=None)


def may_visit(matter: Matter, kind: str) -> bool:
    """Tell whether such a talk may be held at the client's home."""
    return matter.dossier.value("home_visits") != "no" and any(mode == HOME for mode, _ in mode_options(matter, kind))


def _why(plan: Meeting | None) -> str:
    if plan is None:
        return tr("due next")
    return tr("planned today {time}", time=clock(plan.time)) if plan.time else tr("planned today")
