"""What lies ahead in a made-up office: planned talks with their times, talks nobody recorded yet, and drafts."""

from __future__ import annotations

from datetime import date, timedelta

from caseload_tui.domain.facts.meeting import MeetingPlanned
from caseload_tui.domain.framework import Kind
from caseload_tui.domain.rows import Draft
from caseload_tui.domain.rules import Rule
from caseload_tui.seeding.dice import Dice
from caseload_tui.seeding.life import Life
from caseload_tui.seeding.quirks import some_kind
from caseload_tui.seeding.setting import ONE_DAY, Setting, working_day_from, working_day_until
from caseload_tui.seeding.talks import GROUP_SESSION, TIMES, Recorder

_SESSION_AT = "10:00"
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
        self._taken: dict[tuple[str, date], int] = {}
        self.drafts: list[Draft] = []

    def plan(self, lives: list[Life]) -> None:
        """Plan what the clients are cast for, then fill the consultants' days."""
        for life in lives:
            if life.active or life.spell.aftercare:
                self._wanted(life)
        self._fill(lives)
        # Half-typed are first of all the talks that were; then notes made beforehand for those of today.
        begun = sorted((day, life.place, kind) for life in lives for kind, day in life.planned.items())
        for day, place, kind_id in begun[: self._setting.scenario.agenda.drafts]:
            if day <= self._setting.today:
                self._draft(lives[place - 1], self._setting.framework.kinds_by_id[kind_id], day)

    def _wanted(self, life: Life) -> None:
        setting, dice = self._setting, life.dice
        if life.wish.life == "enrolled":
            session = next(kind for kind in setting.framework.kinds if kind.session == GROUP_SESSION)
            self._put(life, session, working_day_from(setting.today + timedelta(days=dice.between(3, 9))))
        rule = life.focus
        if rule is None:
            return
        kind = setting.framework.kinds_by_id[rule.kind]
        match life.wanted:
            case "planned_today":
                self._put(life, kind, setting.today)
            case "planned":
                self._put(life, kind, self._in_time(life, rule))
            case "planned_late":
                self._put(life, kind, working_day_from(setting.today + timedelta(days=dice.between(1, 8))))
            case "planned_past_term":
                deadline = rule.grace.after(life.due.get(rule.id, setting.today))
                self._put(life, kind, working_day_from(deadline + timedelta(days=dice.between(3, 8))))
            case "unrecorded":
                self._unrecorded(life, kind)

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
            self._put(life, kind, day)

    def _put(self, life: Life, kind: Kind, day: date) -> bool:
        """Plan the talk on a free time of the day; tell whether there was one."""
        setting, dice = self._setting, life.dice
        consultant = self._recorder.handler(life, kind)
        time = _SESSION_AT
        if kind.session != GROUP_SESSION:
            used = self._taken.get((consultant, day), 0)
            if used >= len(TIMES):
                return False
            self._taken[consultant, day] = used + 1
            time = TIMES[used]
        last = max([talk.day for talk in life.talks], default=date.min)
        made = working_day_until(min(day - timedelta(days=dice.between(*_ARRANGED)), setting.last_day))
        made = min(max(made, last, life.opened(setting, day)), setting.last_day)
        self._recorder.plan(life, kind, day, made, time=time)
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
                while room > 0 and pool and self._taken.get((member.id, day), 0) < wanted:
                    life, kind = pool.pop(0)
                    room -= self._put(life, kind, day)

    def _pools(self, lives: list[Life]) -> dict[str, list[tuple[Life, Kind]]]:
        """Return whom each consultant may still invite, those whose next talk is due first in front."""
        ordered: list[tuple[date, int, str, Life, Kind]] = []
        for life in lives:
            free = life.active and not life.planned and life.quiet_since is None and not life.wish.state
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
            if kind.session != GROUP_SESSION:
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
