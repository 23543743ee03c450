"""Writes down the talks of a made-up client: planned, held, missed, cancelled, signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.meeting import (
    MeetingCancelled,
    MeetingHeld,
    MeetingMissed,
    MeetingPlanned,
    MeetingSigned,
)
from caseload_tui.domain.framework import Kind
from caseload_tui.domain.talking import GENERAL_NOTE, MODES
from caseload_tui.seeding.gathering import Gathering, Gatherings
from caseload_tui.seeding.life import Held, Life
from caseload_tui.seeding.phrases import note
from caseload_tui.seeding.session_days import is_session
from caseload_tui.seeding.setting import ONE_DAY, Setting, working_day_from, working_day_until
from caseload_tui.seeding.team import Team

TIMES = ("09:00", "09:45", "10:30", "11:15", "13:00", "13:45", "14:30", "15:15", "16:00", "08:30")
_MODE_WEIGHTS = {"office": 10, "phone": 4, "home": 3, "video": 2, "digital": 1, "outdoors": 1}
_PREFERRED = 12
_UNSIGNED_FOR = timedelta(days=10)


def name_of(session: Gathering | None) -> str | None:
    """Return the identifier of a session, if it is one."""
    return session.id if session is not None else None


@dataclass(frozen=True, slots=True)
class Recorder:
    """Writes talks into a client's diary the way an office does."""

    setting: Setting
    team: Team
    gatherings: Gatherings

    def handler(self, life: Life, kind: Kind, session: Gathering | None = None) -> str:
        """Return who has a talk of this kind with the client: who has a role it needs, else who leads."""
        if session is not None:
            return session.leader
        for role in kind.roles:
            for consultant, held in life.contacts:
                if held == role:
                    return consultant
        holders = (self.team.holder(role, first=True) for role in kind.roles)
        return next((member.id for member in holders if member is not None), life.lead)

    def mode(self, life: Life, kind: Kind, day: date) -> str:
        """Return a mode that the policy allows for the kind, the client's groups and consent."""
        groups = life.groups_on(day)
        allowed = [mode for mode in MODES if self._allows(life, kind, mode, groups)]
        if not allowed:
            return next(iter(kind.modes or MODES))
        if is_session(kind) and "office" in allowed:
            return "office"
        weights = [_MODE_WEIGHTS[mode] + (_PREFERRED if mode == life.preferred_mode else 0) for mode in allowed]
        return life.dice.weighted(allowed, weights)

    @staticmethod
    def _allows(life: Life, kind: Kind, mode: str, groups: tuple[str, ...]) -> bool:
        if mode == "home" and life.home_visits != "yes":
            return False
        if kind.modes is None:
            return True
        condition = kind.modes.get(mode)
        if condition is None or (condition.consent and life.home_visits != "yes"):
            return False
        return not condition.groups or any(group in condition.groups for group in groups)

    def plan(
        self,
        life: Life,
        kind: Kind,
        on: date,
        made: date,
        *,
        meeting: str = "",
        time: str = "",
        session: Gathering | None = None,
    ) -> str:
        """Plan a talk on a day, or move the plan of that identifier; return its identifier."""
        meeting = meeting or life.diary.new_id(made)
        consultant = self.handler(life, kind, session)
        mode = life.modes[meeting] = self.mode(life, kind, min(on, self.setting.last_day))
        fact = MeetingPlanned(
            meeting=meeting,
            meeting_kind=kind.id,
            on=on,
            time=session.time if session else time or life.dice.pick(TIMES),
            mode=mode,
            consultant=consultant,
            session=name_of(session),
        )
        life.diary.deed(made, consultant, fact)
        return meeting

    def talk(self, life: Life, kind: Kind, day: date, *, meeting: str = "", after: date | None = None) -> Held:
        """Write down an individual talk that was held, mostly planned before; `after` is the day of the talk before."""
        dice, knobs = life.dice, self.setting.scenario.talks
        if not meeting and dice.chance(knobs.planned):
            made = working_day_until(day - timedelta(days=dice.between(4, 21)))
            earliest = max(life.opened(self.setting, day), (after or date.min) + ONE_DAY)
            if earliest <= made < day:
                meeting = self._arrange(life, kind, day, made)
        return self.hold(life, kind, day, meeting)

    def _arrange(self, life: Life, kind: Kind, day: date, made: date) -> str:
        """Plan the talk; where chance says so, another plan went wrong before. Return the identifier of the talk."""
        dice, knobs = life.dice, self.setting.scenario.talks
        between = (day - made).days
        wrong = working_day_from(made + timedelta(days=dice.between(1, between))) if between > 4 else day
        if wrong >= day - ONE_DAY or not dice.chance(knobs.missed + knobs.cancelled + knobs.replanned):
            return self.plan(life, kind, day, made)
        what = dice.weighted(("missed", "cancelled", "replanned"), (knobs.missed, knobs.cancelled, knobs.replanned))
        meeting = self.plan(life, kind, wrong, made)
        if what == "replanned":
            return self.plan(life, kind, day, wrong, meeting=meeting)
        if what == "missed":
            self.missed(life, kind, wrong, meeting)
        else:
            self.cancelled(life, kind, wrong, meeting, by_office=dice.chance(0.5))
        return self.plan(life, kind, day, wrong)

    def missed(self, life: Life, kind: Kind, day: date, meeting: str, *, session: Gathering | None = None) -> None:
        """Write down that the client did not come to a planned talk."""
        reason = self.setting.phrases.reason("missed", life.dice)
        fact = MeetingMissed(meeting=meeting, meeting_kind=kind.id, on=day, reason=reason, session=name_of(session))
        life.diary.deed(day, self.handler(life, kind, session), fact)

    def cancelled(
        self, life: Life, kind: Kind, day: date, meeting: str, *, by_office: bool, session: Gathering | None = None
    ) -> None:
        """Write down that a planned talk was called off."""
        situation = "cancelled_by_office" if by_office else "cancelled_by_client"
        reason = self.setting.phrases.reason(situation, life.dice)
        fact = MeetingCancelled(meeting=meeting, on=day, reason=reason, by_office=by_office, session=name_of(session))
        life.diary.deed(day, self.handler(life, kind, session), fact)

    def hold(
        self,
        life: Life,
        kind: Kind,
        day: date,
        meeting: str = "",
        *,
        sign: bool = True,
        session: Gathering | None = None,
    ) -> Held:
        """Write down a talk that was held, and mostly sign it."""
        dice, knobs, last = life.dice, self.setting.scenario.talks, life.last_day(self.setting, day)
        recorded = day
        if session is None and dice.chance(knobs.recorded_later):
            recorded = min(working_day_from(day + ONE_DAY), max(last, day))
            if not day <= recorded <= self.setting.last_day:
                recorded = day
        meeting = meeting or life.diary.new_id(recorded)
        by = self.handler(life, kind, session)
        fresh = self.setting.today - day <= _UNSIGNED_FOR
        signed = session.signed if session else sign and not (fresh and dice.chance(knobs.unsigned))
        facts: list[Fact] = [self.record(life, kind, day, meeting, session)]
        signed_on = recorded if session else self._signed_on(life, recorded, last)
        if signed and signed_on == recorded:
            facts.append(MeetingSigned(meeting=meeting, on=recorded))
        life.diary.deed(recorded, by, *facts)
        if signed and signed_on > recorded:
            life.diary.deed(signed_on, by, MeetingSigned(meeting=meeting, on=signed_on))
        held = Held(day, kind.id, meeting, by, signed)
        life.talks.append(held)
        return held

    def _signed_on(self, life: Life, recorded: date, last: date) -> date:
        """Return the day of signing: in the same breath, or some days later."""
        if not life.dice.chance(self.setting.scenario.talks.signed_later):
            return recorded
        later = working_day_from(recorded + timedelta(days=life.dice.between(1, 4)))
        return later if later <= last else recorded

    def record(self, life: Life, kind: Kind, day: date, meeting: str, session: Gathering | None = None) -> MeetingHeld:
        """Return the fact that the talk was held, with notes, scores and answers."""
        return MeetingHeld(
            meeting=meeting,
            meeting_kind=kind.id,
            on=day,
            mode=life.modes.get(meeting) or self.mode(life, kind, day),
            notes=self.notes(life, kind),
            scores=self._scores(life, kind),
            answers=self._answers(life, kind, day),
            present=kind.roles,
            session=name_of(session),
        )

    def notes(self, life: Life, kind: Kind) -> dict[str, str]:
        """Return a note per life domain of the kind, or one general note."""
        dice, knobs = life.dice, self.setting.scenario.talks
        low, high = knobs.sentences
        if not kind.domains:
            if is_session(kind):
                return {GENERAL_NOTE: self.setting.phrases.reason("session", dice)}
            theme = self.setting.phrases.general
            return {GENERAL_NOTE: note(theme, dice.between(low, high), first=not life.talks, dice=dice)}
        notes: dict[str, str] = {}
        for domain in kind.domains:
            if dice.chance(knobs.domains) or (domain == kind.domains[-1] and not notes):
                times = life.spoken.get(domain, 0)
                count = dice.between(low, high)
                notes[domain] = note(self.setting.themes[domain], count, first=times == 0, dice=dice)
                life.spoken[domain] = times + 1
        return notes

    def _scores(self, life: Life, kind: Kind) -> dict[str, int]:
        """Return the scores of the life domains that have a scale: they drift, slowly and mostly upwards."""
        scores = {}
        for domain in kind.domains:
            levels = self.setting.scales.get(domain)
            if levels is not None:
                before = life.scores.get(domain)
                step = life.dice.weighted((-1, 0, 1), (2, 6, 3))
                score = life.dice.between(1, levels) if before is None else before + step
                life.scores[domain] = scores[domain] = min(max(score, 1), levels)
        return scores

    def _answers(self, life: Life, kind: Kind, day: date) -> dict[str, str]:
        groups = life.groups_on(day) if kind.checklist else ()
        answers = {}
        for number, question in enumerate(kind.checklist, start=1):
            asked = not question.groups or any(group in question.groups for group in groups)
            if asked and life.dice.chance(0.9):
                answers[str(number)] = self.setting.phrases.reason("answers", life.dice)
        return answers
