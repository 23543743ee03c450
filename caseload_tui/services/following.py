"""What follows when a client did not come: the step of the policy's no-show chain, in words and ready to be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.framework import Framework, NoShowStep
from caseload_tui.domain.signals import missed_in_a_row, no_show_step
from caseload_tui.formatting import near_date
from caseload_tui.frameworks.wording import name_in, said, term_words
from caseload_tui.i18n import tr, trn


@dataclass(frozen=True, slots=True)
class Following:
    """What the policy asks next: `action` and `to` as its file has them, and by which day."""

    action: str
    to: str | None
    kind: str
    """The kind of talk to plan: the one named, else the one that was missed."""
    until: date | None
    missed: int
    text: str


def following_of(dossier: Dossier, framework: Framework, today: date) -> Following | None:
    """Return what follows the invitations missed in a row, if the policy or the office asks something."""
    step, missed = no_show_step(dossier, framework), missed_in_a_row(dossier)
    if step is None or not missed:
        return None
    last = missed[-1]
    until = step.within.after(last.on) if step.within is not None else None
    text = trn("missed once: {asked}", "missed {n} times: {asked}", len(missed), asked=step_words(step, framework))
    if until is not None:
        text = tr("{text}, by {day}", text=text, day=near_date(until, today))
    kind = step.to if step.to is not None and step.to in framework.kinds_by_id else last.kind
    return Following(step.action, step.to, kind, until, len(missed), text)


def step_words(step: NoShowStep, framework: Framework) -> str:
    """Return what a step of the chain asks: in the policy's words, else in plain ones."""
    if step.text is not None:
        return said(step.text)
    to = _name(step.to, framework)
    asked = {
        "invite": tr("invite again"),
        "hand_over": tr("hand over to {name}", name=to) if to else tr("hand over"),
        "meeting": tr("plan: {name}", name=to) if to else tr("plan a talk"),
        "escalate": tr("one step up: {name}", name=to) if to else tr("one step up the ladder"),
        "note": tr("note what happened"),
    }.get(step.action, step.action)
    return tr("{asked} within {term}", asked=asked, term=term_words(step.within)) if step.within else asked


def _name(some_id: str | None, framework: Framework) -> str:
    ladder = {item.id: said(item.name) for item in framework.commitments.ladder}
    return ladder.get(some_id) or name_in(framework, some_id) if some_id else ""
