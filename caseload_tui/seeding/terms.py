"""Deferrals and waivers of a made-up client's rule, as the wish asks for them."""

from __future__ import annotations

from datetime import date, timedelta

from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.meeting import DeferralSet, DeferralWithdrawn, WaiverEnded, WaiverSet
from caseload_tui.domain.rules import Rule
from caseload_tui.seeding.life import Life
from caseload_tui.seeding.scopes import spans_of
from caseload_tui.seeding.setting import ONE_DAY, Setting, working_day_from, working_day_until


def write_terms(setting: Setting, life: Life, rule: Rule, wanted: str) -> None:
    """Write down what puts the rule off for the client, or lifts it."""
    today, dice = setting.today, life.dice
    spans = spans_of(setting, life, rule)
    since = max(life.entered(setting), spans[-1].start) if spans else today
    if since > setting.last_day:
        return

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    def ahead(days: int) -> date:
        return today + timedelta(days=days)

    def tell(day: date, fact: Fact) -> None:
        on = min(max(working_day_until(day), working_day_from(since)), setting.last_day)
        life.diary.deed(on, life.lead, fact)

    def waive(start: date, through: date | None, told: date) -> None:
        reason = setting.phrases.reason("waiver", dice)
        start = max(start, since)
        tell(told, WaiverSet(rule=rule.id, from_=start, through=through, reason=reason))

    def defer(until: date, told: date) -> None:
        reason = setting.phrases.reason("deferral", dice)
        tell(told, DeferralSet(rule=rule.id, until=until, reason=reason))

    match wanted:
        case "waived":
            waive(ago(dice.between(25, 60)), ahead(dice.between(20, 90)), ago(25))
        case "waived_open":
            waive(ago(dice.between(25, 60)), None, ago(25))
        case "waivers_adjoining":
            waive(ago(45), ago(11), ago(45))
            waive(ago(10), ahead(40), ago(12))
        case "waiver_past":
            waive(ago(40), ago(12), ago(41))
        case "waiver_ahead":
            waive(ahead(30), ahead(80), ago(9))
        case "waiver_ended":
            start = max(ago(50), since)
            waive(start, None, ago(50))
            on = working_day_until(ago(11))
            reason = setting.phrases.reason("waiver_ended", dice)
            tell(on, WaiverEnded(rule=rule.id, from_=start, through=on, reason=reason))
        case "deferred":
            last = max((talk.day for talk in life.talks if rule.counts(talk.kind)), default=since)
            defer(ahead(dice.between(12, 30)), max(ago(12), last + ONE_DAY))
        case "deferral_withdrawn":
            defer(ahead(30), ago(20))
            reason = setting.phrases.reason("deferral_withdrawn", dice)
            tell(ago(4), DeferralWithdrawn(rule=rule.id, until=ahead(30), reason=reason))
        case "deferral_lapsed" if life.talks:
            last = next(talk.day for talk in reversed(life.talks) if rule.counts(talk.kind))
            defer(last + timedelta(days=7), last - timedelta(days=14))
