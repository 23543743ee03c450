"""On which days a made-up client took the steps of the journey that the policy wants once."""

from __future__ import annotations

from datetime import date, timedelta

from caseload_tui.domain.rules import PLACEMENT, REGISTRATION, Rule
from caseload_tui.domain.spans import Span
from caseload_tui.seeding.life import Life
from caseload_tui.seeding.scopes import began, spans_of
from caseload_tui.seeding.session_days import is_session
from caseload_tui.seeding.setting import ONE_DAY, Setting, working_day_from, working_day_until

_WITHOUT_TERM = (4, 24)
_BY = (10, 270)
_SHORTEST_BY = 20
_BACK_SOON = 5


def step_days(setting: Setting, life: Life) -> dict[str, list[date]]:
    """Return the days of the steps by meeting kind, each after the one that it counts from."""
    days: dict[str, list[date]] = {}
    waiting = [
        (rule, span) for rule in setting.steps if rule.id not in life.pending for span in spans_of(setting, life, rule)
    ]
    # A step may count from one that stands further on in the journey.
    for _ in range(len(setting.steps)):
        waiting = [(rule, span) for rule, span in waiting if not _take(setting, life, rule, span, days)]
    return days


def _take(setting: Setting, life: Life, rule: Rule, span: Span, days: dict[str, list[date]]) -> bool:
    """Take the step if what it counts from is known; tell whether it needs no further look."""
    start = began(setting, span)
    if any(day >= start for day in days.get(rule.kind, ())):
        return True
    anchor = start if rule.after is None else anchor_day(setting, life, rule, span, days)
    if anchor is None:
        return False
    if anchor < setting.in_force:
        return True
    day = _day(setting, life, rule, max(anchor, start))
    if day <= life.last_day(setting, day) and (span.end is None or day < span.end):
        days.setdefault(rule.kind, []).append(day)
    elif day >= setting.today and span.end is None and is_session(setting.framework.kinds_by_id[rule.kind]):
        life.enrolled[rule.kind] = day
    return True


def _day(setting: Setting, life: Life, rule: Rule, start: date) -> date:
    dice = life.dice
    if rule.kind in life.fixed:
        return life.fixed[rule.kind]
    if len(life.spells) > 1 and start >= life.spell.start:
        # Who comes back goes through the journey again at once.
        days = min(_BACK_SOON, rule.first_within.nominal_days if rule.first_within else _BACK_SOON)
    elif rule.by is not None:
        room = (rule.by - start).days
        days = dice.between(_BY[0], min(room, _BY[1]) if room > _SHORTEST_BY else _BY[1])
    elif rule.first_within is None:
        days = dice.between(*_WITHOUT_TERM)
    else:
        term = rule.first_within.nominal_days
        days = dice.between(term // 3, term)
        if dice.chance(setting.scenario.talks.late):
            days = term + rule.grace.nominal_days + dice.between(1, 4)
    day = start + timedelta(days=days)
    if is_session(setting.framework.kinds_by_id[rule.kind]):
        session = setting.sessions.until(rule.kind, day)
        return setting.sessions.since(rule.kind, max(session, start + ONE_DAY, life.entered(setting)))
    earlier = working_day_until(day)
    return max(earlier if earlier >= start else working_day_from(day), life.entered(setting))


def anchor_day(setting: Setting, life: Life, rule: Rule, span: Span, days: dict[str, list[date]]) -> date | None:
    """Return the day that the rule counts from, if it has come and is known."""
    if rule.after == REGISTRATION:
        return next(spell.start for spell in reversed(life.spells) if spell.start <= span.start)
    if rule.after == PLACEMENT:
        return span.start
    if rule.after in life.dates:
        return life.dates[rule.after]
    spell = next(spell for spell in reversed(life.spells) if spell.start <= span.start)
    held = [day for day in days.get(rule.after or "", ()) if day >= spell.start]
    return max(held, default=None)
