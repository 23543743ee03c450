"""Who a made-up client is: age, time on benefit, municipality, target groups, dated facts and contacts."""

from __future__ import annotations

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from caseload_tui.domain.framework import CLIENT_LEADS, Framework, Limits, TargetGroup
from caseload_tui.frameworks.national import pension_day
from caseload_tui.seeding.life import Label, Life
from caseload_tui.seeding.people import People
from caseload_tui.seeding.setting import Setting, stated_share, working_day_from
from caseload_tui.seeding.sketching import step_anchor
from caseload_tui.seeding.team import Member, Team, group_roles, leading_role

_YOUNGEST, _OLDEST = 18, 66
_YEAR = 365.25
_DEFAULT_LABEL_SHARE = 0.08
_DATED_BY_CHANCE = 0.5


def describe(setting: Setting, life: Life, people: People, label_room: dict[str, int], clients: int) -> None:
    """Give the client a name, target groups, an age, a benefit and a municipality that fit each other."""
    framework, dice = setting.framework, life.dice
    life.person = people.person(dice)
    for target in _targets(setting, life, label_room, clients):
        _label(setting, life, target, label_room)
    life.born = _born(setting, life)
    life.benefit_since = _benefit_since(setting, life)
    counted = setting.counted.get(life.place)
    if counted is not None and counted.municipality is not None:
        life.municipality = counted.municipality
    elif framework.municipalities:
        life.municipality = dice.weighted(framework.municipalities, setting.municipality_weights)
    _date_facts(setting, life)
    lives = setting.scenario.lives
    life.home_visits = dice.weighted(("yes", "no", None), (lives.home_visits, 0.3 * (1 - lives.home_visits), 0.3))
    if dice.chance(lives.preference):
        life.preferred_mode = dice.weighted(("office", "phone", "home", "video"), (5, 3, 2, 1))


def _targets(setting: Setting, life: Life, room: dict[str, int], clients: int) -> list[TargetGroup]:
    framework, wish, dice = setting.framework, life.wish, life.dice
    wanted = [item for item in framework.target_groups if item.id == wish.about]
    if wish.rule is not None and wish.rule.scope.target_groups:
        wanted = [framework.target_groups_by_id[dice.pick(wish.rule.scope.target_groups)]]
    if not wish.is_chance:
        return wanted
    free = [item for item in framework.target_groups if room.get(item.id, 1) > 0 and _fits_groups(item, life, setting)]
    found: list[TargetGroup] = []
    for target in free:
        stated = stated_share(framework, target.id, clients)
        share = stated if stated is not None else _DEFAULT_LABEL_SHARE
        if dice.chance(share * setting.scenario.lives.labelled) and len(found) < 2 and _agree(target, found):
            found.append(target)
    return found


def _fits_groups(target: TargetGroup, life: Life, setting: Setting) -> bool:
    return not target.groups or any(group in target.groups for group in life.groups_on(setting.today))


def _agree(target: TargetGroup, found: list[TargetGroup]) -> bool:
    """Tell whether the limits of age of the target groups leave an age at all."""
    low, high = _ages([item.limits for item in (*found, target)])
    return low < high


def _label(setting: Setting, life: Life, target: TargetGroup, room: dict[str, int]) -> None:
    dice, first = life.dice, life.spell.start
    start = max(first, setting.first_day)
    last = life.last_day(setting, setting.today)
    if dice.chance(0.3) and (last - start).days > 40:
        start = working_day_from(start + timedelta(days=dice.between(5, (last - start).days // 2)))
    label = Label(target.id, start)
    by_chance = life.wish.is_chance and dice.chance(setting.scenario.lives.label_ended)
    ends = life.wish.life == "label_ended" or by_chance
    if ends and (last - start).days > 20:
        label.end = working_day_from(start + timedelta(days=dice.between(10, (last - start).days - 8)))
    elif life.active and target.id in room:
        room[target.id] -= 1
    life.labels.append(label)


def _ages(limits: list[Limits | None]) -> tuple[int, int]:
    """Return the lowest age and the first age that is too high."""
    low = [item.age_from for item in limits if item is not None and item.age_from is not None]
    high = [item.age_below for item in limits if item is not None and item.age_below is not None]
    return max([_YOUNGEST, *low]), min([_OLDEST, *high])


def _born(setting: Setting, life: Life) -> date:
    framework, wish, dice, today = setting.framework, life.wish, life.dice, setting.today
    if wish.life == "pension_near":
        return _near_pension(today)
    if wish.life == "age_reached":
        return today + timedelta(days=10) - relativedelta(years=int(wish.about))
    groups = [framework.groups_by_id[group] for group in life.groups_on(today)]
    limits = [group.limits for group in groups] + [axis.limits for axis in framework.axes]
    limits += [framework.target_groups_by_id[label.target].limits for label in life.labels]
    low, high = _ages(limits)
    if wish.life == "too_old":
        low, high = high, _OLDEST
    elif wish.life == "too_young":
        low, high = _YOUNGEST, low
    high = max(high, low + 1)
    # Two throws together: most people are of middle age, few very young or near their pension.
    share = (dice.share() + dice.share()) / 2
    days = int((low + 0.2 + share * (high - low - 0.4)) * _YEAR)
    since = life.registered - relativedelta(years=low)
    return min(today - timedelta(days=days), since if high > low + 5 else today - timedelta(days=days))


def _near_pension(today: date) -> date:
    for months in range(12 * 64, 12 * 71):
        born = today + timedelta(days=14) - relativedelta(months=months)
        if today < pension_day(born) <= today + timedelta(days=28):
            return born
    return today - relativedelta(years=_OLDEST)


def _benefit_since(setting: Setting, life: Life) -> date | None:
    framework, wish, dice = setting.framework, life.wish, life.dice
    targets = (framework.target_groups_by_id[label.target] for label in life.labels)
    if any(target.benefit == "none" for target in targets):
        return None
    group = framework.groups_by_id.get(wish.about)
    if wish.life == "benefit_passes" and group is not None and group.limits and group.limits.benefit_below:
        return group.limits.benefit_below.before(setting.today + timedelta(days=dice.between(6, 20)))
    since = life.registered + timedelta(days=dice.between(0, 12))
    groups = [framework.groups_by_id[item] for item in life.groups_on(setting.today)]
    longest = [item.limits.benefit_from for item in groups if item.limits is not None and item.limits.benefit_from]
    if longest and wish.life != "benefit_short":
        start = max(stay.start for stays in life.stays.values() for stay in stays)
        since = min([since, *(term.before(start) - timedelta(days=dice.between(10, 700)) for term in longest)])
    elif dice.chance(0.25) and not any(item.limits is not None and item.limits.benefit_below for item in groups):
        since -= timedelta(days=dice.between(30, 900))
    adult = life.born + relativedelta(years=_YOUNGEST)
    return min(max(since, adult), setting.last_day)


def _date_facts(setting: Setting, life: Life) -> None:
    """Give the dated facts that rules count from to those whom such a rule concerns."""
    names = [item.id for item in setting.framework.dates]
    for rule in setting.framework.rules:
        if rule.after not in names or rule.after in life.dates:
            continue
        if rule is life.wish.rule:
            life.dates[rule.after] = step_anchor(setting, rule, life.wish.state)
            life.pending = (*life.pending, rule.id)
        elif rule.scope.target_groups:
            label = next((item for item in life.labels if item.target in rule.scope.target_groups), None)
            if label is not None and life.dice.chance(0.85):
                day = working_day_from(label.start + timedelta(days=life.dice.between(3, 30)))
                if day < life.last_day(setting, setting.today):
                    life.dates[rule.after] = day
        elif life.dice.chance(_DATED_BY_CHANCE):
            life.dates[rule.after] = life.entered(setting)


def assign(setting: Setting, life: Life, team: Team) -> None:
    """Give the client the contacts that the policy wants, the leading one first."""
    roles = _contact_roles(setting.framework, life, setting.today)
    chosen: list[Member] = []
    for role in roles:
        member = team.holder(role, first=not life.wish.is_chance)
        if member is not None and member not in chosen:
            chosen.append(member)
            life.contacts.append((member.id, role))
    if not life.contacts:
        member = team.holder(None, first=not life.wish.is_chance) or team.first
        chosen.append(member)
        life.contacts.append((member.id, member.roles[0] if member.roles and life.wish.life != "no_lead" else None))
    if life.active:
        chosen[0].clients += 1


def _contact_roles(framework: Framework, life: Life, today: date) -> list[str]:
    groups = [framework.groups_by_id[group] for group in life.groups_on(today)]
    current = [label.target for label in life.labels if label.end is None]
    targets = [target for target in framework.target_groups if target.id in current and target.lead is not None]
    wanted = targets[0].lead if targets else next((group.lead for group in groups if group.lead is not None), None)
    of_groups = [role for group in groups for role in group_roles(framework, group)]
    lead = leading_role(framework, wanted, tuple(of_groups))
    roles = list(dict.fromkeys(role for role in (lead, *of_groups) if role is not None))
    if life.wish.life == "no_lead":
        organisation = wanted if wanted not in framework.roles_by_id else None
        return [role for role in roles if role != lead and not _is_of(framework, role, organisation)][:2]
    if wanted == CLIENT_LEADS:
        return roles[:2]
    return roles[:2] if lead is None or lead in roles[:2] else [lead, *roles[:1]]


def _is_of(framework: Framework, role: str, organisation: str | None) -> bool:
    return organisation is not None and framework.roles_by_id[role].organisation == organisation
