"""What was agreed in the talks of a made-up client, and what became of it."""

from __future__ import annotations

from datetime import date, timedelta

from caseload_tui.domain.agreeing import CLIENT, OFFICE_SIDE, PARTNER
from caseload_tui.domain.facts.meeting import (
    CommitmentBroken,
    CommitmentEscalated,
    CommitmentKept,
    CommitmentMade,
    CommitmentRenegotiated,
    CommitmentWithdrawn,
)
from caseload_tui.seeding.life import Held, Life
from caseload_tui.seeding.phrases import Theme
from caseload_tui.seeding.session_days import is_session
from caseload_tui.seeding.setting import ONE_DAY, Setting, working_day_from, working_day_until

_OWNERS = (CLIENT, OFFICE_SIDE, PARTNER)
_RECENT = timedelta(days=400)
_FORGOTTEN_FOR = 40
_ASKED_AFTER = 3
_OPEN, _KEPT, _LATE, _BROKEN, _RENEGOTIATED, _WITHDRAWN = "open", "kept", "late", "broken", "renegotiated", "withdrawn"
_OVERDUE_FOR = 6


class Promises:
    """Makes and settles the commitments of one client."""

    def __init__(self, setting: Setting, life: Life) -> None:
        self._setting = setting
        self._life = life

    def write(self) -> None:
        """Write down what was agreed in each talk, and what the wish asks for in the last one."""
        knobs, dice = self._setting.scenario.promises, self._life.dice
        recent = [talk for talk in self._life.talks if self._setting.today - talk.day <= _RECENT]
        for talk in recent:
            kind = self._setting.framework.kinds_by_id[talk.kind]
            if is_session(kind):
                continue
            for _ in range(dice.between(*knobs.per_talk)):
                owner = dice.weighted(_OWNERS, [knobs.owners.get(item, 0.0) for item in _OWNERS])
                due = working_day_from(talk.day + timedelta(days=dice.between(*knobs.days)))
                self._settle(self._make(owner, talk.day, due, talk), self._outcome(due))
        if self._life.wish.promise and self._life.contacts:
            self._wished(self._life.wish.promise, recent[-1] if recent else None)

    def _make(
        self, owner: str, day: date, due: date, talk: Held | None, replaces: CommitmentMade | None = None
    ) -> CommitmentMade:
        setting, life = self._setting, self._life
        kind = setting.framework.kinds_by_id[talk.kind] if talk is not None else None
        domain = life.dice.pick(kind.domains) if kind is not None and kind.domains else None
        categories = setting.framework.commitments.categories
        made = CommitmentMade(
            commitment=life.diary.new_id(day),
            owner=owner,
            partner=replaces.partner if replaces else self._partner(owner),
            text=replaces.text if replaces else self._text(owner, domain),
            domain=replaces.domain if replaces else domain,
            category=life.dice.pick(categories).to("nl") if categories else None,
            due_on=due,
            made_on=day,
            meeting=talk.meeting if talk is not None else None,
            replaces=replaces.commitment if replaces else None,
        )
        if replaces is None:
            life.diary.deed(max(day, life.entered(setting)), talk.by if talk is not None else life.lead, made)
        return made

    def _text(self, owner: str, domain: str | None) -> str:
        theme: Theme = self._setting.themes[domain] if domain is not None else self._setting.phrases.general
        texts = {CLIENT: theme.client, OFFICE_SIDE: theme.office, PARTNER: theme.partner}[owner]
        return self._life.dice.pick(texts)

    def _partner(self, owner: str) -> str | None:
        if owner != PARTNER:
            return None
        groups = self._life.groups_on(self._setting.today)
        partners = [
            item.name.to("nl")
            for item in (*self._setting.framework.partners, *self._setting.framework.house.partners)
            if not item.groups or any(group in item.groups for group in groups)
        ]
        return self._life.dice.pick(partners or self._setting.phrases.reasons["partners"])

    def _outcome(self, due: date) -> str:
        """Return what became of a commitment; what is not due yet mostly waits, what is long past was settled."""
        dice, today = self._life.dice, self._setting.today
        outcomes = self._setting.scenario.promises.outcomes
        what = dice.weighted(list(outcomes), list(outcomes.values()))
        if due >= today:
            return _KEPT if dice.chance(0.15) else _OPEN
        if what == _OPEN and (today - due).days > _FORGOTTEN_FOR:
            return _KEPT
        return what

    def _settle(self, made: CommitmentMade, outcome: str) -> None:
        """Write down what became of it, in the days that the dossier was open."""
        setting, life, dice = self._setting, self._life, self._life.dice
        due = made.due_on or made.made_on
        last = life.last_day(setting, made.made_on)
        if outcome == _OPEN or last <= made.made_on:
            self._let_go(made)
            return
        between = (due - made.made_on).days
        days = {
            _KEPT: dice.between(1, max(between, 1)),
            _LATE: between + dice.between(1, 12),
            _BROKEN: between + dice.between(1, _ASKED_AFTER),
            _RENEGOTIATED: dice.between(max(between - 3, 1), between + 2),
            _WITHDRAWN: dice.between(2, max(between, 2)),
        }[outcome]
        day = working_day_from(made.made_on + timedelta(days=days))
        if outcome == _KEPT and day > due:
            day = max(working_day_until(due), made.made_on + ONE_DAY)
        if day > last:
            self._let_go(made)
            return
        other = self._change(made, outcome, day)
        if other is not None and other.due_on is not None:
            again = self._outcome(other.due_on)
            self._settle(other, _LATE if again == _RENEGOTIATED else again)

    def _let_go(self, made: CommitmentMade) -> None:
        """Withdraw what others than the office still owed when the dossier was closed; the office's own stays."""
        life = self._life
        spell = next(item for item in reversed(life.spells) if item.start <= made.made_on)
        if spell.end is not None and not spell.aftercare and made.owner != OFFICE_SIDE and made.made_on < spell.end:
            self._change(made, _WITHDRAWN, spell.end)

    def _change(self, made: CommitmentMade, outcome: str, day: date) -> CommitmentMade | None:
        """Write down the change; return the commitment that replaced it, if one did."""
        setting, life = self._setting, self._life
        note = setting.phrases.reason(f"promise_{outcome}", life.dice)
        if outcome in (_KEPT, _LATE):
            life.diary.deed(day, life.lead, CommitmentKept(commitment=made.commitment, on=day, note=note))
        elif outcome == _BROKEN:
            life.diary.deed(day, life.lead, CommitmentBroken(commitment=made.commitment, on=day, note=note))
        elif outcome == _WITHDRAWN:
            life.diary.deed(day, life.lead, CommitmentWithdrawn(commitment=made.commitment, on=day, note=note))
        else:
            later = working_day_from(day + timedelta(days=life.dice.between(10, 28)))
            other = self._make(made.owner, day, later, None, replaces=made)
            fact = CommitmentRenegotiated(commitment=made.commitment, on=day, replaced_by=other.commitment, note=note)
            life.diary.deed(day, life.lead, fact, other)
            return other
        return None

    def _wished(self, promise: str, talk: Held | None) -> None:
        """Write down the commitment that the client is cast for."""
        setting, today = self._setting, self._setting.today
        day = talk.day if talk is not None else setting.days_ago(30)
        day = max(min(day, setting.days_ago(_OVERDUE_FOR + 4)), self._life.entered(setting))
        if talk is not None and talk.day != day:
            talk = None
        overdue = setting.days_ago(_OVERDUE_FOR) if day < setting.days_ago(_OVERDUE_FOR) else day
        owner, _, when = promise.partition("_")
        if owner in _OWNERS:
            due = {"today": today, "ahead": working_day_from(today + timedelta(days=9))}.get(when, overdue)
            self._make(owner, day, due, talk)
            return
        made = self._make(CLIENT, day, overdue, talk)
        asked = working_day_from(overdue + ONE_DAY)
        if asked > setting.last_day:
            return
        if promise.startswith("renegotiated"):
            other = self._change(made, _RENEGOTIATED, asked)
            if promise == "renegotiated_twice" and other is not None and asked < setting.last_day:
                self._change(other, _RENEGOTIATED, setting.last_day)
        elif promise.startswith("escalated"):
            self._change(made, _BROKEN, asked)
            self._escalate(made, asked, 1 if promise == "escalated" else 2)
        else:
            self._change(made, {"kept_late": _LATE}.get(promise, promise), asked)

    def _escalate(self, made: CommitmentMade, day: date, steps: int) -> None:
        setting, life = self._setting, self._life
        for step in setting.framework.commitments.ladder[:steps]:
            needs = setting.phrases.reason("consideration", life.dice) if step.needs is not None else None
            fact = CommitmentEscalated(commitment=made.commitment, on=day, step=step.id, consideration=needs)
            life.diary.deed(day, life.lead, fact)
