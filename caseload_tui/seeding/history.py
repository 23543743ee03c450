"""On which days a made-up client was spoken to, so that every rule stands today as it should."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from caseload_tui.domain.durations import NO_TIME, Duration
from caseload_tui.domain.rules import Rule
from caseload_tui.domain.signals import SHOWN_BEFORE
from caseload_tui.domain.spans import Span, Spans
from caseload_tui.seeding.journey import anchor_day, step_days
from caseload_tui.seeding.life import Life
from caseload_tui.seeding.scopes import began, spans_of
from caseload_tui.seeding.session_days import is_session
from caseload_tui.seeding.setting import ONE_DAY, Setting, working_day_from, working_day_until

_RARELY_DUE = 0.06
_ROOM_TO_LOOK = 40
_REMEMBERED = timedelta(days=420)
_MOST_OCCASIONAL = 5
_STEADY_FROM = 14
_IN_TOUCH = 0.85
_EARLIEST = 21
_CAME_TO_SESSIONS = 0.2
_SESSIONS_BACK = timedelta(days=112)
_LATEST = 30


class Past(NamedTuple):
    """A talk to be written down: its day and kind, and its identifier where a move refers to it."""

    day: date
    kind: str
    meeting: str = ""


def past_talks(setting: Setting, life: Life) -> list[Past]:
    """Return the talks of the client in their order, and note when the next ones are due."""
    steps = step_days(setting, life)
    talks = [Past(day, kind) for kind, days in steps.items() for day in days]
    dated, occasional = _cadences(setting, life)
    present = [rule for rule, spans in dated if spans[-1].end is None]
    focus = _focus(life, present)
    life.focus = focus or life.wish.rule
    for rule, spans in dated:
        talks += [Past(day, rule.kind) for span in spans for day in _held(setting, life, rule, span, focus, steps)]
    for rule, spans in occasional:
        talks += [Past(day, rule.kind) for day in _occasionally(setting, life, rule.kind, spans)]
    talks += _joined(setting, life, [rule for rule, _ in dated])
    if not dated and not occasional:
        talks += _without_rules(setting, life)
    talks += _moves(setting, life)
    kept: dict[tuple[date, str], Past] = {}
    for talk in sorted(talks):
        if not _is_hushed(setting, life, talk, focus, steps):
            kept[talk.day, talk.kind] = talk
    kept |= _kept_in_touch(setting, life, kept, focus)
    return sorted(kept.values())


def _cadences(setting: Setting, life: Life) -> tuple[list[tuple[Rule, tuple[Span, ...]]], ...]:
    """Return the rules that hold or held for the client with when they did: those with a term, and those without."""
    dated: list[tuple[Rule, Spans]] = []
    occasional: list[tuple[Rule, Spans]] = []
    for rule in setting.cadences:
        spans = spans_of(setting, life, rule)
        if spans:
            (occasional if rule.interval is None else dated).append((rule, spans))
    return dated, occasional


def _focus(life: Life, present: list[Rule]) -> Rule | None:
    if life.wish.rule is not None and not life.wish.rule.once:
        return life.wish.rule if life.wish.rule in present else None
    apart = [rule for rule in present if not any(rule.counts(item.kind) for item in present if item is not rule)]
    return life.dice.pick(apart or present) if present else None


def _held(
    setting: Setting, life: Life, rule: Rule, span: Span, focus: Rule | None, steps: dict[str, list[date]]
) -> list[date]:
    """Return the days of the rule's talks in the span, in order."""
    start = max(began(setting, span), life.entered(setting))
    origin = start if rule.after is None else anchor_day(setting, life, rule, span, steps)
    interval = rule.interval
    if interval is None or origin is None:
        return []
    origin, dice = max(origin, start), life.dice
    if span.end is not None:
        last = working_day_until(span.end - timedelta(days=dice.between(4, interval.nominal_days + 4)))
        if is_session(setting.framework.kinds_by_id[rule.kind]):
            last = setting.sessions.until(rule.kind, last)
        return _back_from(setting, life, rule, last, origin) if last >= origin else []
    wanted = life.wanted if rule is focus else ("due" if dice.chance(_RARELY_DUE) else "upcoming")
    found = _last(setting, rule, wanted, life)
    days = _back_from(setting, life, rule, found, origin) if found is not None and found >= origin else []
    first = (rule.first_within or interval).after(origin)
    behind = rule.grace.after(first) < setting.today
    if not days and behind and wanted not in ("overdue", "planned_late") and life.quiet_since is None:
        day = working_day_until(first - timedelta(days=dice.between(0, (first - origin).days // 3)))
        days = [min(max(day, working_day_from(origin)), setting.last_day)]
    life.due[rule.id] = interval.after(days[-1]) if days else first
    return days


def _back_from(setting: Setting, life: Life, rule: Rule, last: date, origin: date) -> list[date]:
    """Return the days that led up to the last one, mostly on time, some late."""
    interval, dice = rule.interval or NO_TIME, life.dice
    steady = interval.nominal_days <= _STEADY_FROM
    late, days, day = setting.scenario.talks.late, [], last
    while day >= origin:
        days.append(day)
        before = interval.before(day)
        if not steady:
            slack = interval.nominal_days // 6
            shift = (
                -dice.between(1, min(slack, _LATEST)) if dice.chance(late) else dice.between(0, min(slack, _EARLIEST))
            )
            before += timedelta(days=shift)
        day = working_day_until(min(before, day - ONE_DAY))
    days.reverse()
    first = rule.first_within.after(origin) if rule.first_within is not None else None
    if first is not None and days[0] > first:
        early = working_day_until(first - timedelta(days=dice.between(0, (first - origin).days // 3)))
        if origin <= early < days[0]:
            days.insert(0, early)
    return days


def _last(setting: Setting, rule: Rule, wanted: str, life: Life) -> date | None:
    """Return the working day of the last talk after which the rule stands today as wanted."""
    interval, today = rule.interval or NO_TIME, setting.today
    low, high = due_in(rule, wanted, interval, today)
    start = life.dice.between(low, high)
    gathers = is_session(setting.framework.kinds_by_id[rule.kind])
    if gathers:
        start = low
    other = fallback = None
    for shift in range(_ROOM_TO_LOOK):
        ahead = low + (start - low + shift) % (high - low + 1)
        due = today + timedelta(days=ahead)
        day = interval.before(due)
        if day <= setting.last_day and day == working_day_until(day) and interval.after(day) == due:
            if not gathers or setting.sessions.until(rule.kind, day) == day:
                return day
            other = other or day
        fallback = fallback or min(working_day_until(day), setting.last_day)
    return other or fallback


def due_in(rule: Rule, wanted: str, interval: Duration, today: date) -> tuple[int, int]:
    """Return in how many days from today at least and at most the rule is due when it stands as wanted."""
    term, window = interval.nominal_days, rule.window_days(interval)
    grace = (rule.grace.after(today) - today).days
    soon = min(21, max(term - 2, 1))
    match wanted:
        case "overdue" | "planned_late":
            return -grace - max(3, min(45, term // 3)), -grace - 1
        case "due":
            return 0, max(window, 0)
        case "planned_past_term":
            return 0, min(3, soon)
        case "planned" | "planned_today":
            return 0, soon
        case "unrecorded":
            return -min(grace, 5), min(12, soon)
        case "waived" | "waived_open" | "waivers_adjoining" | "deferred":
            return -min(18, max(term // 3, 2)), -2
        case "waiver_past" | "waiver_ended":
            return -30, -14
        case "deferral_withdrawn":
            return -12, -2
        case "waiver_ahead":
            return min(2, soon), soon
    return min(window + 1, max(term - 1, 1)), max(term - 1, 1)


def _occasionally(setting: Setting, life: Life, kind: str, spans: tuple[Span, ...]) -> list[date]:
    """Return some days, for a rule that gives its frequency in words only."""
    if kind in setting.anchors:
        return []
    low, high = setting.scenario.talks.weeks_between
    gathers = is_session(setting.framework.kinds_by_id[kind])
    days: list[date] = []
    for span in spans:
        end = min(span.end or setting.today, setting.today)
        day = end - timedelta(days=life.dice.between(1, low * 7))
        start = max(began(setting, span), life.entered(setting), setting.today - _REMEMBERED)
        while day >= start and len(days) < _MOST_OCCASIONAL:
            held = setting.sessions.until(kind, day) if gathers else working_day_until(day)
            if held >= start:
                days.append(held)
            day -= timedelta(days=life.dice.between(low * 7, high * 7))
    return days


def _without_rules(setting: Setting, life: Life) -> list[Past]:
    """Return talks of a client for whom the policy names none: now and then, of its first general kind."""
    ruled = [rule.kind for rule in setting.framework.rules]
    kinds = [kind for kind in setting.framework.kinds if not is_session(kind)]
    kind = next((kind.id for kind in kinds if kind.id not in ruled and "employer" not in kind.present), None)
    if kind is None or not life.active:
        return []
    return [Past(day, kind) for day in _occasionally(setting, life, kind, (Span(life.spell.start, None),))]


def _joined(setting: Setting, life: Life, dated: list[Rule]) -> list[Past]:
    """Return group sessions that no rule asks for: some clients came to a few of the latest ones."""
    ruled = [rule.kind for rule in setting.framework.rules]
    talks = []
    for kind in setting.framework.kinds:
        free = is_session(kind) and kind.id not in ruled and not any(rule.counts(kind.id) for rule in dated)
        if free and life.active and life.dice.chance(_CAME_TO_SESSIONS):
            first = max(life.spell.start, life.entered(setting), setting.today - _SESSIONS_BACK)
            days = {setting.sessions.until(kind.id, setting.days_ago(life.dice.between(1, _SESSIONS_BACK.days)))}
            days.add(setting.sessions.until(kind.id, setting.last_day))
            talks += [Past(day, kind.id) for day in sorted(days) if day >= first]
    return talks


def _moves(setting: Setting, life: Life) -> list[Past]:
    """Return the talks in which the client moved, where the policy reviews the group in a talk."""
    kinds = [kind for kind in setting.framework.moves.review_at if kind not in setting.anchors]
    talks = []
    for stays in life.stays.values():
        for stay in stays[1:]:
            moved = stay.start not in (spell.start for spell in life.spells)
            if kinds and moved and life.dice.chance(0.7):
                talks.append(Past(stay.start, kinds[0], life.diary.new_id(stay.start)))
    return talks


def _kept_in_touch(
    setting: Setting, life: Life, kept: dict[tuple[date, str], Past], focus: Rule | None
) -> dict[tuple[date, str], Past]:
    """Return a short contact for a client about whom the policy would otherwise soon warn, mostly."""
    silence = setting.framework.signals.no_contact
    if silence is None or not life.active or life.quiet_since is not None or not life.dice.chance(_IN_TOUCH):
        return {}
    since = silence.before(setting.today + SHOWN_BEFORE)
    kind = general_kind(setting, life, focus)
    last = max([talk.day for talk in kept.values()], default=life.spell.start)
    if kind is None or last > since:
        return {}
    day = setting.days_ago(life.dice.between(2, max((setting.today - since).days - 2, 3)))
    day = max(day, life.entered(setting))
    return {(day, kind): Past(day, kind)}


def general_kind(setting: Setting, life: Life, focus: Rule | None) -> str | None:
    """Return a kind of individual talk that changes nothing in the journey, nor in how the rule stands."""
    taken = [rule.kind for rule in (*setting.steps, *setting.aftercare)]
    strict = focus is not None and life.wanted != "upcoming"
    for kind in setting.framework.kinds:
        beside = not is_session(kind) and kind.id not in (*taken, *setting.anchors)
        if beside and not (strict and focus is not None and focus.counts(kind.id)):
            return kind.id
    return None


def _is_hushed(setting: Setting, life: Life, talk: Past, focus: Rule | None, steps: dict[str, list[date]]) -> bool:
    """Tell whether a talk must be left out, since the client was not spoken to any more or it would meet a due rule."""
    if talk.day > life.last_day(setting, talk.day):
        return True
    if talk.day in steps.get(talk.kind, ()):
        return False
    if life.quiet_since is not None and talk.day > life.quiet_since:
        return True
    if focus is None or focus.interval is None or focus.id not in life.due or life.wanted == "upcoming":
        return False
    of_another = talk.kind != focus.kind or bool(talk.meeting)
    return of_another and focus.counts(talk.kind) and focus.interval.after(talk.day) > life.due[focus.id]
