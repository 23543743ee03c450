"""The outline of a made-up life: when the client came and left, and in which groups they were meanwhile."""

from __future__ import annotations

from datetime import date, timedelta

from caseload_tui.domain.durations import Duration
from caseload_tui.domain.framework import Axis, Framework
from caseload_tui.domain.moving import needs_approval
from caseload_tui.domain.rules import REGISTRATION, Rule
from caseload_tui.seeding.casting import FALLBACK, Wish, ranked
from caseload_tui.seeding.diary import Diary
from caseload_tui.seeding.dice import Dice
from caseload_tui.seeding.life import Job, Life, Spell, Stay
from caseload_tui.seeding.setting import Setting, working_day_from, working_day_until

Groups = dict[str, str | None]
_MOVES = ("moved", "fallback", "approved", "rejected", "proposed", "corrected", "left")
_LONG_ENOUGH_TO_MOVE = timedelta(days=60)
_WITHOUT_GROUP = 0.4
_MOVED_ON_OTHER_AXES = 0.15
_A_YEAR = Duration(1, "years")
_RECENT = ("benefit_passes", "benefit_short", "too_young", "too_old")
_ROOMY = 500
WORK = "work"


def sketch(setting: Setting, wish: Wish, place: int, dice: Dice) -> Life:
    """Return the outline of a client: spells and stays, all within the days of the office."""
    groups = _groups(setting, wish, dice)
    if place in setting.counted:
        groups |= setting.counted[place].groups
    registered, since = _start(setting, wish, groups, dice)
    diary = Diary(place, dice)
    diary.dossier = diary.new_id(max(registered, setting.first_day))
    life = Life(place=place, dice=dice, diary=diary, wish=wish, spells=[Spell(registered)], stays={})
    for number, axis in enumerate(setting.framework.axes):
        group = groups[axis.id]
        start = since if number == 0 or wish.about == axis.id else _elsewhere(setting, registered, dice)
        life.stays[axis.id] = _stays(setting, wish, axis, group, registered, start, dice)
    _end(setting, life)
    return life


def _groups(setting: Setting, wish: Wish, dice: Dice) -> Groups:
    """Return the group of today on each axis; None where an optional axis stays empty."""
    framework = setting.framework
    groups: Groups = {}
    wanted = _wanted_groups(framework, wish)
    for axis in framework.axes:
        weights = setting.group_weights[axis.id]
        ids = [group.id for group in axis.groups]
        pairs = [(group, weight) for group, weight in zip(ids, weights, strict=True) if group in wanted]
        if not pairs and wish.about == axis.id:
            fitting = _along_the_order(setting.framework, axis, wish)
            pairs = [(group, weight) for group, weight in zip(ids, weights, strict=True) if group in fitting]
        if not pairs and axis.optional and (wish.life == "left" or dice.chance(_WITHOUT_GROUP)):
            groups[axis.id] = None
        else:
            chosen = pairs or _roomy(setting, wish, axis, list(zip(ids, weights, strict=True)))
            groups[axis.id] = dice.weighted([group for group, _ in chosen], [weight for _, weight in chosen])
    return groups


def _along_the_order(framework: Framework, axis: Axis, wish: Wish) -> list[str]:
    """Return the groups of an ordered axis from which one can fall back, or into which one can have fallen back."""
    if _steps_back(framework, wish):
        return ranked(axis)[1:]
    if wish.life in ("proposed", "rejected") and framework.moves.approval_for == FALLBACK:
        return ranked(axis)[:-1]
    return []


def _steps_back(framework: Framework, wish: Wish) -> bool:
    approved = wish.life == "approved" and framework.moves.approval_for == FALLBACK
    return approved or wish.life == "fallback"


def _roomy(setting: Setting, wish: Wish, axis: Axis, pairs: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return the groups in which one may stay long, for the cast, whose dossiers go back some time."""
    if wish.is_chance or wish.life in ("newcomer", "closed_to_work"):
        return pairs
    limits = {group: stay_limit(setting.framework, {axis.id: group})[0] for group, _ in pairs}
    roomy = [pair for pair in pairs if (limits[pair[0]] or _ROOMY) >= _ROOMY]
    return roomy or pairs


def _wanted_groups(framework: Framework, wish: Wish) -> tuple[str, ...]:
    """Return the groups among which the wish wants the client, of one axis; none where it leaves it to chance."""
    if wish.about in framework.groups_by_id:
        return (wish.about,)
    if wish.about in framework.target_groups_by_id:
        return framework.target_groups_by_id[wish.about].groups
    if wish.rule is not None and wish.rule.scope.groups:
        return wish.rule.scope.groups
    if wish.life == "no_contact":
        dated = [rule for rule in framework.rules if rule.makes_due_dates and not rule.once]
        named = [group for rule in dated for group in rule.scope.groups]
        return tuple(group.id for group in framework.axes[0].groups if group.id not in named) if framework.axes else ()
    return ()


def _start(setting: Setting, wish: Wish, groups: Groups, dice: Dice) -> tuple[date, date]:
    """Return the day of registration, and the day since when the client is in the present group of the first axis."""
    rule = wish.rule
    if rule is not None and rule.once:
        return _before_step(setting, rule, wish.state, dice)
    if rule is not None:
        term = (rule.interval or _A_YEAR).nominal_days
        limit, _ = stay_limit(setting.framework, groups)
        day = _long_ago(setting, term + 90, dice, limit)
        return day, day
    if wish.life == "newcomer":
        day = setting.days_ago(dice.between(3, 6))
        return max(day, setting.first_day), max(day, setting.first_day)
    if wish.life in _MOVES:
        day = _long_ago(setting, 200, dice)
        since = setting.days_ago(dice.between(70, 120))
        return day, since if since - _LONG_ENOUGH_TO_MOVE > max(day, setting.first_day) else day
    if wish.life == "horizon_passed":
        horizon = setting.framework.groups_by_id[wish.about].horizon
        passed = (horizon.term if horizon is not None else None) or _A_YEAR
        day = working_day_until(passed.before(setting.today - timedelta(days=dice.between(5, 25))))
        return day, day
    if wish.life in _RECENT:
        day = setting.days_ago(dice.between(60, 120))
        return max(day, setting.first_day), max(day, setting.first_day)
    if wish.life or wish.quirk or wish.promise:
        day = _long_ago(setting, 400, dice)
        return day, day
    return _by_chance(setting, groups, dice)


def _before_step(setting: Setting, rule: Rule, state: str, dice: Dice) -> tuple[date, date]:
    """Return a registration so recent that the step stands as wished; the anchor itself is set when it is held."""
    anchor = step_anchor(setting, rule, state)
    if rule.after in (None, REGISTRATION, "placement"):
        return anchor, anchor
    lead_in = 60 if any(date.id == rule.after for date in setting.framework.dates) else dice.between(4, 10)
    day = max(working_day_until(anchor - timedelta(days=lead_in)), setting.first_day)
    return day, day


def step_anchor(setting: Setting, rule: Rule, state: str) -> date:
    """Return the day of its anchor from which a step that nobody did stands as wished today."""
    term = rule.first_within or Duration(0, "days")
    ahead = {"overdue": -4, "unrecorded": -1, "due": 1, "planned": 1}.get(state, 1)
    due = setting.today + timedelta(days=ahead)
    if ahead < 0:
        due = rule.grace.before(due)
    return max(min(working_day_until(term.before(due)), setting.last_day), setting.first_day)


def _by_chance(setting: Setting, groups: Groups, dice: Dice) -> tuple[date, date]:
    knobs = setting.scenario.registration
    recent = max(setting.first_day, knobs.within.before(setting.today))
    room = (setting.today - recent).days
    if dice.chance(knobs.before_policy):
        low, high = knobs.before_policy_years
        registered = working_day_until(setting.first_day - timedelta(days=dice.between(low * 365 + 7, high * 365)))
    else:
        registered = setting.days_ago(dice.between(min(8, room), room))
    registered = min(registered, setting.last_day)
    limit, by_benefit = stay_limit(setting.framework, groups)
    if limit is not None:
        beyond = dice.chance(setting.scenario.lives.beyond_limits)
        stay = int(limit * (1.02 + 0.3 * dice.share() if beyond else 0.05 + 0.87 * dice.share()))
        since = setting.days_ago(max(stay, 4))
        if by_benefit or registered >= since:
            return since, since
    elif dice.chance(setting.scenario.lives.moved):
        since = setting.days_ago(dice.between(20, max(21, (setting.today - max(registered, setting.first_day)).days)))
    else:
        return registered, registered
    moves = since - _LONG_ENOUGH_TO_MOVE > max(registered, setting.first_day)
    return registered, since if moves else registered


def stay_limit(framework: Framework, groups: Groups) -> tuple[int | None, bool]:
    """Return how many days a stay in these groups should last at most, and whether the time on benefit limits it."""
    limits: list[tuple[int, bool]] = []
    for axis in framework.axes:
        group = axis.group(groups.get(axis.id) or "")
        if group is None:
            continue
        if group.horizon is not None and group.horizon.term is not None:
            limits.append((group.horizon.term.nominal_days, False))
        for item in (group.limits, axis.limits):
            if item is not None and item.benefit_below is not None:
                limits.append((item.benefit_below.nominal_days, True))
    return min(limits, default=(None, False), key=lambda pair: pair[0] or 0)


def _long_ago(setting: Setting, need: int, dice: Dice, limit: int | None = None) -> date:
    """Return a registration at least so many days ago, in the days of this office if they reach so far back."""
    room = (setting.today - setting.first_day).days
    if need + 30 <= room:
        most = min(room, need + 330, max(need, (limit or room) - 35))
        return max(setting.days_ago(dice.between(need, most)), setting.first_day)
    if need <= room:
        return setting.first_day
    return working_day_until(setting.first_day - timedelta(days=dice.between(30, 600)))


def _elsewhere(setting: Setting, registered: date, dice: Dice) -> date:
    """Return since when the client is in the present group of another axis: mostly since the registration."""
    earliest = max(registered, setting.first_day) + _LONG_ENOUGH_TO_MOVE
    if not dice.chance(_MOVED_ON_OTHER_AXES) or earliest >= setting.last_day:
        return registered
    return setting.days_ago(dice.between(8, (setting.today - earliest).days))


def _stays(
    setting: Setting, wish: Wish, axis: Axis, group: str | None, registered: date, since: date, dice: Dice
) -> list[Stay]:
    if since <= registered:
        return [] if group is None else [Stay(registered, group)]
    others = [item.id for item in axis.groups if item.id != group]
    if _steps_back(setting.framework, wish) and wish.about == axis.id and group is not None:
        others = ranked(axis)[: ranked(axis).index(group)]
    elif wish.life == "corrected":
        others = [item for item in others if not needs_approval(setting.framework, axis, item, group)] or others
    if not others:
        return [Stay(registered, group)]
    weights = dict(zip([item.id for item in axis.groups], setting.group_weights[axis.id], strict=True))
    former = dice.weighted(others, [weights[item] for item in others])
    return [Stay(registered, former), Stay(since, group)]


def _end(setting: Setting, life: Life) -> None:
    """Let the client leave, and perhaps come back, where the wish or chance says so."""
    wish, dice = life.wish, life.dice
    last_start = max((stay.start for stays in life.stays.values() for stay in stays), default=life.registered)
    earliest = max(last_start, life.entered(setting)) + timedelta(days=45)
    aftercare = setting.framework.aftercare
    if wish.life == "reopened":
        _reopen(setting, life)
    elif wish.life == "part_time":
        _work(setting, life, setting.days_ago(dice.between(40, 90)), part_time=True)
    elif wish.rule is not None and wish.rule.scope.aftercare:
        _leave(setting, life, _days_at_work(setting, wish.rule), WORK, aftercare=True)
    elif wish.life == "aftercare":
        _leave(setting, life, setting.days_ago(dice.between(20, 60)), WORK, aftercare=True)
    elif wish.life == "aftercare_ends" and aftercare is not None and aftercare.lasts is not None:
        start = aftercare.lasts.before(setting.today + timedelta(days=12))
        _leave(setting, life, working_day_from(start), WORK, aftercare=True)
    elif wish.life in ("closed", "closed_to_work"):
        category = WORK if wish.life == "closed_to_work" else _category(setting, dice)
        _leave(setting, life, setting.days_ago(dice.between(15, 120)), category, aftercare=False)
    elif wish.is_chance and dice.chance(setting.scenario.lives.closed) and earliest < setting.last_day:
        day = setting.days_ago(dice.between(3, (setting.today - earliest).days))
        category = _category(setting, dice)
        lasts = (aftercare.lasts if aftercare is not None else None) or _A_YEAR
        followed = category == WORK and aftercare is not None and day > lasts.before(setting.today)
        _leave(setting, life, day, category, aftercare=followed)
    elif wish.is_chance and dice.chance(setting.scenario.lives.working) and earliest < setting.last_day:
        _work(setting, life, setting.days_ago(dice.between(3, (setting.today - earliest).days)), part_time=True)


def _days_at_work(setting: Setting, rule: Rule) -> date:
    aftercare = setting.framework.aftercare
    longest = (aftercare.lasts if aftercare is not None else None) or _A_YEAR
    days = min((rule.interval or _A_YEAR).nominal_days * 2 + 20, longest.nominal_days - 40)
    return setting.days_ago(max(days, 20))


def _category(setting: Setting, dice: Dice) -> str:
    closing = setting.scenario.closing
    return dice.weighted(list(closing), list(closing.values()))


def _leave(setting: Setting, life: Life, day: date, category: str, *, aftercare: bool) -> None:
    day = max(day, life.entered(setting))
    if category == WORK:
        _work(setting, life, day, part_time=False)
        life.jobs[-1].end = None if aftercare else day
    life.spells[-1] = Spell(life.registered, day, category, aftercare)
    for axis, stays in life.stays.items():
        life.stays[axis] = [stay for stay in stays if stay.start < day or stay is stays[0]]


def _work(setting: Setting, life: Life, day: date, *, part_time: bool) -> None:
    start = max(day, life.entered(setting))
    life.jobs.append(Job(life.diary.new_id(start), start, None, part_time))


def _reopen(setting: Setting, life: Life) -> None:
    closed, back = setting.days_ago(life.dice.between(150, 190)), setting.days_ago(life.dice.between(70, 110))
    if closed <= max([life.entered(setting), *(stay.start for stays in life.stays.values() for stay in stays)]):
        return
    life.spells = [Spell(life.registered, closed, _category(setting, life.dice)), Spell(back)]
    for stays in life.stays.values():
        if stays:
            stays.append(Stay(back, stays[-1].group))
