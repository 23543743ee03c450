"""What else happens to made-up clients: duties lifted, instruments, referrals, proposals, signals seen."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from caseload_tui.domain.facts.client import (
    DutyFreed,
    DutyRestored,
    InstrumentEnded,
    InstrumentStarted,
    PlacementProposed,
    PlacementRejected,
    ReferralMade,
    SignalAcknowledged,
)
from caseload_tui.domain.moving import NO_APPROVAL
from caseload_tui.domain.signals import AGE, BENEFIT_LONG, HORIZON, Signal
from caseload_tui.seeding.casting import FALLBACK
from caseload_tui.seeding.life import Life
from caseload_tui.seeding.setting import ONE_DAY, Setting, working_day_from, working_day_until
from caseload_tui.seeding.team import Team

_SOON = (4, 24)
_TO_BE_SEEN = ("horizon_passed", "benefit_passes", "age_reached")
_PROPOSALS = ("proposed", "rejected")


def write_extras(setting: Setting, life: Life, team: Team) -> None:
    """Write down what else happened to the client, by chance or by wish."""
    lives, dice, wish = setting.scenario.lives, life.dice, life.wish
    if setting.framework.duties and (wish.life.startswith("freed") or _happens(life, lives.freed)):
        _free(setting, life)
    instruments = [item for item in setting.framework.instruments if _is_for(item.groups, item.target_groups, life)]
    if instruments and (wish.life == "instrument_soon" or _happens(life, lives.instrument)):
        _use(setting, life, dice.pick(instruments).id)
    elif wish.life == "instrument_soon":
        _use(setting, life, setting.framework.instruments[0].id)
    partners = [item for item in setting.framework.partners if _is_for(item.groups, item.target_groups, life)]
    if partners and _happens(life, lives.referred):
        on = _some_day(setting, life)
        note = setting.phrases.reason("referral", dice)
        life.diary.deed(on, life.lead, ReferralMade(partner=dice.pick(partners).id, on=on, note=note))
    if life.active and wish.life in _PROPOSALS:
        _propose(setting, life, team)
    if life.active and wish.life not in _TO_BE_SEEN:
        _acknowledge(setting, life)


def _happens(life: Life, share: float) -> bool:
    return life.wish.is_chance and life.dice.chance(share)


def _is_for(groups: tuple[str, ...], targets: tuple[str, ...], life: Life) -> bool:
    """Tell whether something of the policy is meant for the client's present groups or target groups."""
    if not groups and not targets:
        return True
    present = [stays[-1].group for stays in life.stays.values() if stays]
    labels = [label.target for label in life.labels if label.end is None]
    return any(group in groups for group in present) or any(label in targets for label in labels)


def _some_day(setting: Setting, life: Life) -> date:
    """Return a working day in the present spell on which something could be recorded."""
    first = max(life.spell.start, life.entered(setting))
    last = max(life.last_day(setting, first), first)
    return min(working_day_from(first + timedelta(days=life.dice.between(0, (last - first).days))), last)


def _free(setting: Setting, life: Life) -> None:
    """Free the client from a legal duty: soon over, over, or lastingly."""
    dice, today = life.dice, setting.today
    waived = [duty for group in life.groups_on(today) for duty in setting.framework.groups_by_id[group].waives]
    duty = waived[0] if waived else dice.pick(setting.framework.duties).id
    how = life.wish.life or dice.weighted(("freed_soon", "freed_over", "freed_lastingly", "freed"), (1, 2, 2, 8))
    start = _some_day(setting, life)
    if not life.active:
        how = "freed_lastingly"
    until = {
        "freed_soon": today + timedelta(days=dice.between(*_SOON)),
        "freed_over": setting.days_ago(dice.between(10, 60)),
        "freed_lastingly": None,
    }.get(how, today + timedelta(days=dice.between(40, 330)))
    if until is not None and until <= setting.last_day:
        start = min(start, working_day_until(until - timedelta(days=60)))
        start = max(start, life.entered(setting))
        if until <= start:
            return
    life.diary.deed(start, life.lead, DutyFreed(duty=duty, from_=start, until=until))
    if until is not None and until <= setting.last_day:
        on = max(working_day_until(until - ONE_DAY), start)
        life.diary.deed(on, life.lead, DutyRestored(duty=duty, on=on))


def _use(setting: Setting, life: Life, instrument: str) -> None:
    """Use an instrument for the client; what ended is recorded as ended."""
    dice, start = life.dice, _some_day(setting, life)
    until: date | None = working_day_from(start + timedelta(days=dice.between(40, 200)))
    if life.wish.life == "instrument_soon":
        until = setting.today + timedelta(days=dice.between(*_SOON))
    last = life.last_day(setting, start)
    if not life.active and (until is None or until > last):
        until = None
    life.diary.deed(start, life.lead, InstrumentStarted(instrument=instrument, from_=start, until=until))
    if until is not None and until <= last:
        on = max(working_day_until(until - ONE_DAY), start)
        life.diary.deed(on, life.lead, InstrumentEnded(instrument=instrument, on=on))


def _propose(setting: Setting, life: Life, team: Team) -> None:
    """Let a move wait for approval, or have it been rejected."""
    moves, dice = setting.framework.moves, life.dice
    if moves.approval in (None, NO_APPROVAL):
        return
    axis = setting.framework.axes_by_id[life.wish.about]
    group = life.group_on(axis.id, setting.today)
    others = [item.id for item in axis.groups if item.id != group]
    back = [item for item in others if group is not None and axis.is_fallback(group, item)]
    choices = back if moves.approval_for == FALLBACK else others
    if not choices:
        return
    wanted, on = dice.pick(choices), setting.days_ago(dice.between(3, 12))
    reason = setting.phrases.reason("moved_back" if wanted in back else "moved", dice)
    chosen_by = "consultant" if moves.records_choice else None
    proposed = PlacementProposed(axis=axis.id, group=wanted, on=on, reason=reason, chosen_by=chosen_by)
    proposal = life.diary.deed(on, life.lead, proposed)
    if life.wish.life == "rejected":
        decided = setting.last_day
        why = setting.phrases.reason("rejected", dice)
        life.diary.deed(decided, team.decider.id, PlacementRejected(proposal=proposal, on=decided, reason=why))


def _acknowledge(setting: Setting, life: Life) -> None:
    """Let somebody have seen most of the signals that would show for years."""
    framework, today = setting.framework, setting.today
    signals = []
    for age in framework.signals.ages:
        birthday = life.born + relativedelta(years=age)
        if birthday >= life.spell.start:
            signals.append(Signal(AGE, birthday, str(age)))
    for axis in framework.axes:
        stays = life.stays.get(axis.id, [])
        group = axis.group(stays[-1].group or "") if stays else None
        if group is None:
            continue
        if group.horizon is not None and group.horizon.term is not None:
            signals.append(Signal(HORIZON, group.horizon.term.after(stays[-1].start), group.id))
        for limits in (group.limits, axis.limits):
            if limits is not None and limits.benefit_below is not None and life.benefit_since is not None:
                signals.append(Signal(BENEFIT_LONG, limits.benefit_below.after(life.benefit_since), group.id))
    for signal in signals:
        day = working_day_from(max(signal.on, life.entered(setting)))
        if signal.on < today and day <= setting.last_day and life.dice.chance(setting.scenario.lives.acknowledged):
            note = setting.phrases.reason("acknowledged", life.dice)
            life.diary.deed(day, life.lead, SignalAcknowledged(signal=signal.key, note=note))
