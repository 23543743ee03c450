"""Facts of the office in plain words: who works here, how much, and when not."""

from __future__ import annotations

from datetime import date

from caseload_tui.domain.facts import office
from caseload_tui.domain.facts.base import Fact
from caseload_tui.formatting import near_date, number
from caseload_tui.i18n import tr
from caseload_tui.services.naming import Names, day_name, function_name
from caseload_tui.services.telling.fact_words import fact_words


def tell_of_team(fact: Fact, names: Names, today: date) -> str:
    """Return what a fact of the office says, with whom it is about and its values."""
    who = names.consultant(getattr(fact, "consultant", None))
    return ": ".join(part for part in (who, _said(fact, names, today)) if part)


def _said(fact: Fact, names: Names, today: date) -> str:
    match fact:
        case office.ConsultantChanged():
            return tr("{values} from {day}", values=_values(fact, names), day=near_date(fact.from_, today))
        case office.ConsultantEnded():
            return tr("works here no more from {day}", day=near_date(fact.on, today))
        case office.ConsultantScheduled():
            days = ", ".join(day_name(day) for day in fact.days)
            return tr("works {days} from {day}", days=days, day=near_date(fact.from_, today))
        case office.ConsultantReaches():
            reached = (*fact.languages, *fact.municipalities)
            return tr("reaches {reached}", reached=", ".join(reached) or tr("everybody"))
        case office.LeaveSet(through=None):
            return tr("leave from {day}", day=near_date(fact.from_, today))
        case office.LeaveSet():
            through = near_date(fact.through or fact.from_, today)
            return tr("leave from {day} through {last}", day=near_date(fact.from_, today), last=through)
        case office.LeaveWithdrawn():
            return tr("leave from {day} withdrawn", day=near_date(fact.from_, today))
    return fact_words(fact.kind)


def _values(fact: office.ConsultantChanged, names: Names) -> str:
    """Return what became another, in words."""
    parts = [fact.name] if fact.name else []
    parts += [function_name(fact.function)] if fact.function else []
    if fact.roles is not None:
        parts.append(", ".join(names.role(role) for role in fact.roles) or tr("no role"))
    parts += [tr("{fte} fte", fte=number(fact.fte, 2))] if fact.fte is not None else []
    return ", ".join(parts)
