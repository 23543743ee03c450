"""What lies ahead in a made-up office: planned talks with their times, talks nobody recorded yet, and drafts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from caseload_tui.domain.facts.meeting import MeetingPlanned
from caseload_tui.domain.framework import Kind
from caseload_tui.domain.rows import Draft
from caseload_tui.domain.rules import Rule
from caseload_tui.seeding.dice import Dice
from caseload_tui.seeding.life import Life
from caseload_tui.seeding.quirks import some_kind
from caseload_tui.seeding.scopes import spans_of
from caseload_tui.seeding.session_days import is_session
from caseload_tui.seeding.setting import ONE_DAY, Setting, working_day_from, working_day_until
from caseload_tui.seeding.talks import TIMES, Recorder

_A_TALK = 45
"""Minutes that an individual talk takes."""
_SOON = timedelta(days=9)
_IN_SESSION, _FEW, _PART = 8, 3, 6
_ARRANGED = (4, 18)
_DUE_WITHIN = timedelta(days=50)
_TWO_WEEKS = 11
_FAR = date.max
_ONE_DOMAIN_LESS = 1


class Ahead:
    """Plans talks on free times of each consultant's days."""

    def __init__(self, recorder: Recorder, dice: Dice) -> None:
        self._recorder = recorder
        self._setting: Setting = recorder.setting
        self._dice = dice
        self._busy: dict[tuple[str, date], dict[str, int]] = {}
        """The appointments of a consultant's day: when, and for how many minutes."""
        self.drafts: list[Draft] = []

    def plan(self, lives: list[Life]) -> None:
        """Plan what the clients are cast for and group sessions, then fill the consultants' days."""
        present = [life for life in lives if life.active or life.spell.aftercare]
        # Sessions come first: individual talks go around them.
        for life in present:
            self._enrolled(life)
        for gathers in (True, False):
            for life in present:
                rule = life.focus
                if rule is not None and is_session(self._setting.framework.kinds_by_id[rule.kind]) is gathers:
                    self._wanted(life, rule)
        self._sessions(lives)
        self._fill(lives)
        # Half-typed are first of all the talks that were; then notes made beforehand for those of today.
        kinds = self._setting.framework.kinds_by_id
        begun = sorted(
            (day, life.place, kind)
            for life in lives
            for kind, day in life.planned.items()
            if not is_session(kinds[kind])
        )
        by_place = {life.place: life for life in lives}
        for day, place, kind_id in begun[: self._setting.scenario.agenda.drafts]:
            if day <= self._setting.today:
                self._draft(by_place[place], kinds[kind_id], day)

    def _enrolled(self, life: Life) -> None:
        """Put the client on the list of the session that is the next step, or that they are cast for."""
        setting = self._setting
        for kind, day in life.enrolled.items():
            if life.wish.is_chance and life.quiet_since is None:
                self._put(life, setting.framework.kinds_by_id[kind], day)
        if life.wish.life == "enrolled":
            session = next(kind for kind in setting.framework.kinds if is_session(kind))
            soon = working_day_from(setting.today + timedelta(days=life.dice.between(3, 9)))
            self._put(life, session, setting.sessions.since(session.id, soon))

    def _wanted(self, life: Life, rule: Rule) -> None:
        setting, dice = self._setting, life.dice
        kind, tomorrow = setting.framework.kinds_by_id[rule.kind], setting.today + ONE_DAY
        match life.wanted:
            case "planned_today":
                self._put(life, kind, setting.today)
            case "planned":
                day = self._in_time(life, rule)
                self._put(life, kind, self._gathered(kind, day, tomorrow, self._deadline(life, rule)))
            case "planned_late":
                day = working_day_from(setting.today + timedelta(days=dice.between(1, 8)))
                self._put(life, kind, self._gathered(kind, day, tomorrow, setting.today + _SOON))
            case "planned_past_term":
                late = self._deadline(life, rule) + timedelta(days=3)
                day = working_day_from(late + timedelta(days=dice.between(0, 5)))
                self._put(life, kind, self._gathered(kind, day, late, late + _SOON))
            case "unrecorded":
                self._unrecorded(life, kind)

    def _deadline(self, life: Life, rule: Rule) -> date:
        return rule.grace.after(life.due.get(rule.id, self._setting.today))

    def _gathered(self, kind: Kind, day: date, first: date, last: date) -> date:
        """Return the day of a session in this time that others go to, else `day`; talks keep their day."""
        found = self._recorder.gatherings.day_between(kind, first, last) if is_session(kind) else None
        return found or day

    def _sessions(self, lives: list[Life]) -> None:
        """Plan sessions of each kind: one of today, one that nobody recorded yet, and the next ones."""
        setting = self._setting
        for kind in setting.framework.kinds:
            if not is_session(kind) or kind.id in setting.anchors:
                continue
            pool = [life for life in lives if self._can_join(life, kind)]
            size = min(_IN_SESSION, max(len(pool) // _PART, _FEW))
            soon = setting.sessions.since(kind.id, setting.today + ONE_DAY)
            for day in (setting.today, setting.last_day, soon, setting.sessions.since(kind.id, soon + ONE_DAY)):
                for life in _taken(pool, min(size, _FEW) if day < setting.today else size):
                    last = max([talk.day for talk in life.talks], default=life.entered(setting))
                    if day > last:
                        self._put(life, kind, day)

    def _can_join(self, life: Life, kind: Kind) -> bool:
        """Tell whether the client can be put on a list without another wish coming to nothing."""
        setting = self._setting
        free = life.wish.is_chance and life.active and not life.planned and life.quiet_since is None
        if not free or life.wanted not in ("", "upcoming"):
            return False
        asking = [rule for rule in setting.framework.rules if rule.kind == kind.id]
        spans = [spans_of(setting, life, rule) for rule in asking]
        return not asking or any(found and found[-1].end is None for found in spans)

    def _in_time(self, life: Life, rule: Rule) -> date:
        """Return a working day in the coming two weeks, before the deadline if it leaves one."""
        tomorrow = self._setting.today + ONE_DAY
        deadline = rule.grace.after(life.due.get(rule.id, tomorrow))
        room = min((deadline - tomorrow).days, _TWO_WEEKS)
        day = working_day_until(tomorrow + timedelta(days=life.dice.between(0, max(room, 0))))
        return day if day >= tomorrow else working_day_from(tomorrow)

    def _unrecorded(self, life: Life, kind: Kind) -> None:
        setting = self._setting
        last = max([talk.day for talk in life.talks], default=life.entered(setting))
        day = setting.days_ago(life.dice.between(1, 7))
        if day <= last:
            day = setting.last_day
        if day > last:
            self._put(life, kind, self._gathered(kind, day, last + ONE_DAY, setting.last_day))

    def _put(self, life: Life, kind: Kind, day: date) -> bool:
        """Plan the talk on a free time of the day; tell whether there was one."""
        setting, dice = self._setting, life.dice
        session = self._recorder.gatherings.join(kind, day) if is_session(kind) else None
        busy = self._busy.setdefault((self._recorder.handler(life, kind, session), day), {})
        if session is not None:
            time, busy[session.time] = session.time, session.minutes
        else:
            free = next((time for time in TIMES if _is_free(time, busy)), None)
            if free is None:
                return False
            time, busy[free] = free, _A_TALK
        last = max([talk.day for talk in life.talks], default=date.min)
        made = working_day_until(min(day - timedelta(days=dice.between(*_ARRANGED)), setting.last_day))
        made = min(max(made, last, life.opened(setting, day)), setting.last_day)
        self._recorder.plan(life, kind, day, made, time=time, session=session)
        life.planned[kind.id] = day
        return True

    def _fill(self, lives: list[Life]) -> None:
        setting, knobs = self._setting, self._setting.scenario.agenda
        pools = self._pools(lives)
        for member in self._recorder.team.carrying:
            pool = pools.get(member.id, [])
            room = int(len(pool) * knobs.at_most)
            days = [setting.today]
            while len(days) <= knobs.days:
                days.append(working_day_from(days[-1] + ONE_DAY))
            for place, day in enumerate(days):
                wanted = self._dice.between(*(knobs.today if place == 0 else knobs.a_day))
                while room > 0 and pool and len(self._busy.get((member.id, day), ())) < wanted:
                    life, kind = pool.pop(0)
                    room -= self._put(life, kind, day)

    def _pools(self, lives: list[Life]) -> dict[str, list[tuple[Life, Kind]]]:
        """Return whom each consultant may still invite, those whose next talk is due first in front."""
        ordered: list[tuple[date, int, str, Life, Kind]] = []
        kinds = self._setting.framework.kinds_by_id
        for life in lives:
            talking = any(not is_session(kinds[kind]) for kind in life.planned)
            free = life.active and not talking and life.quiet_since is None and not life.wish.state
            if not free or life.wanted not in ("", "upcoming"):
                continue
            kind, due = self._next(life)
            if kind is not None:
                ordered.append((due, life.place, self._recorder.handler(life, kind), life, kind))
        ordered.sort(key=lambda item: item[:2])
        pools: dict[str, list[tuple[Life, Kind]]] = {}
        for _, _, consultant, life, kind in ordered:
            pools.setdefault(consultant, []).append((life, kind))
        return pools

    def _next(self, life: Life) -> tuple[Kind | None, date]:
        setting, rule = self._setting, life.focus
        due = life.due.get(rule.id, _FAR) if rule is not None else _FAR
        if rule is not None and due <= setting.today + _DUE_WITHIN:
            kind = setting.framework.kinds_by_id[rule.kind]
            if not is_session(kind):
                return kind, due
        return some_kind(setting, life), _FAR

    def _draft(self, life: Life, kind: Kind, day: date) -> None:
        """Leave a half-typed record: some of its life domains, not all."""
        notes = self._recorder.notes(life, kind)
        kept = dict(list(notes.items())[: max(len(notes) - _ONE_DOMAIN_LESS, 1)])
        plans = (entry.fact for entry in reversed(life.diary.entries) if isinstance(entry.fact, MeetingPlanned))
        plan = next(fact for fact in plans if fact.on == day and fact.meeting_kind == kind.id)
        self.drafts.append(
            Draft(
                by=self._recorder.handler(life, kind),
                key=f"talk:{plan.meeting}",
                client_id=life.id,
                meeting_id=plan.meeting,
                saved_at=f"{self._setting.last_day.isoformat()}T15:30:{len(self.drafts):02}.000000+00:00",
                content={
                    "kind": kind.id,
                    "on": day.isoformat(),
                    "mode": plan.mode,
                    "notes": kept,
                    "scores": {},
                    "answers": {},
                },
            )
        )


def _taken(pool: list[Life], count: int) -> list[Life]:
    """Take so many clients out of the pool."""
    taken = pool[:count]
    del pool[:count]
    return taken


def _is_free(time: str, busy: Mapping[str, int]) -> bool:
    """Tell whether a talk at this time meets no other appointment."""
    begins = _minute(time)
    return all(begins + _A_TALK <= _minute(at) or begins >= _minute(at) + takes for at, takes in busy.items())


def _minute(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])
