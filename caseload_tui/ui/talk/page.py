"""What stands around a talk while it is written: the time before, what is open, and the questions at the end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from caseload_tui.domain.dossier import HELD, OPEN, Commitment
from caseload_tui.domain.framework import Kind, Question, Scale
from caseload_tui.domain.holidays import next_working_day
from caseload_tui.domain.rules import Rule
from caseload_tui.domain.talking import find_kind
from caseload_tui.i18n import language, tr
from caseload_tui.services.meetings import PreviousNote
from caseload_tui.services.naming import yes_no
from caseload_tui.ui.forms.matter import Matter, read_matter
from caseload_tui.ui.talk.sheet import QUICK

if TYPE_CHECKING:
    from caseload_tui.services import Services


@dataclass(frozen=True, slots=True)
class TalkPage:
    """What is read once when a talk is opened, and again when its kind changes."""

    matter: Matter
    kind: Kind
    previous: Mapping[str, PreviousNote]
    settled: frozenset[str] = frozenset()
    """Commitments of which somebody said in this talk what became of them."""

    @property
    def open_commitments(self) -> tuple[Commitment, ...]:
        """What is open between both sides, the most urgent first."""
        items = (item for item in self.matter.dossier.commitments if item.state == OPEN and item.id not in self.settled)
        return tuple(sorted(items, key=lambda item: item.due_on or date.max))

    @property
    def questions(self) -> tuple[tuple[str, Question], ...]:
        """The questions at the end that are for this client, with their numbers."""
        here = set(self.matter.dossier.groups.values())
        numbered = ((str(number), question) for number, question in enumerate(self.kind.checklist, 1))
        return tuple(item for item in numbered if not item[1].groups or here.intersection(item[1].groups))

    def scale(self, domain: str) -> Scale | None:
        """Return the scale on which a life domain is scored, if it is."""
        known = self.matter.framework.domains_by_id.get(domain)
        scales = self.matter.framework.scales
        return next((scale for scale in scales if known is not None and scale.id == known.scale), None)

    def prompts(self, domain: str) -> tuple[str, ...]:
        """Return the policy's prompts for a life domain."""
        known = self.matter.framework.domains_by_id.get(domain)
        return tuple(prompt.to(language()) for prompt in known.prompts) if known else ()

    def history(self, domain: str) -> tuple[PreviousNote, ...]:
        """Return every earlier note of a life domain, the latest first."""
        notes = []
        for meeting in self.matter.dossier.meetings:
            if meeting.status != HELD:
                continue
            for text in (meeting.notes, *(amendment.notes for amendment in meeting.amendments)):
                if text.get(domain, "").strip():
                    notes.append(PreviousNote(meeting.on, meeting.kind, text[domain], meeting.scores.get(domain)))
        return tuple(reversed(notes))


def read_talk(services: Services, client: str, kind: str) -> TalkPage:
    """Read what stands around a talk; the access log has it before it is shown."""
    services.clients.log_opening("talk opened", client)
    return read_around(services, client, kind)


def read_around(services: Services, client: str, kind: str) -> TalkPage:
    """Read what stands around a talk that is open already."""
    matter = read_matter(services, client)
    return TalkPage(matter, find_kind(matter.framework, kind), services.meetings.previous(client, kind))


def next_talk(matter: Matter, kind: str, on: date, *, done: str | None = None) -> tuple[str, date] | None:
    """Return which talk comes next after this one was held, and on which working day at the latest; None for none.

    Of the steps that count from this talk and the cadences that it meets, the earliest; `done` names the plan that
    the talk itself was.
    """
    days = []
    for due in matter.view.dues:
        rule = matter.framework.rules_by_id.get(due.base.rule)
        day = _after(rule, kind, on) if rule is not None else None
        plans = [plan for plan in due.base.plans if plan.meeting != done]
        if rule is not None and day is not None and not plans:
            days.append((max(next_working_day(day), next_working_day(matter.today)), rule.kind))
    return (min(days)[1], min(days)[0]) if days else None


def _after(rule: Rule, kind: str, on: date) -> date | None:
    if rule.after == kind and rule.first_within is not None:
        return rule.first_within.after(on)
    if rule.counts(kind) and not rule.once and rule.interval is not None:
        return rule.interval.after(on)
    return None


def answer_mark(answer: str | None) -> str:
    """Return how an answered question is marked."""
    if not (answer or "").strip():
        return "[ ]"
    return "[\N{EN DASH}]" if answer == "no" else "[x]"


def answer_words(answer: str) -> str:
    """Return an answer in words."""
    return yes_no(answer) if answer in ("yes", "no") else answer


def domain_title(page: TalkPage, domain: str) -> str:
    """Return what a part of the talk is called."""
    return tr("Quick note") if domain == QUICK else page.matter.names.domain(domain)
