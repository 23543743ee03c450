"""What happens to records in real offices: amended, withdrawn, missed in a row, moved, undone."""

from __future__ import annotations

from datetime import date, timedelta

from caseload_tui.domain.facts.client import ClientChanged, LabelGiven, ReferralMade, Undone
from caseload_tui.domain.facts.meeting import MeetingAmended, MeetingSigned, MeetingWithdrawn
from caseload_tui.domain.framework import Kind
from caseload_tui.seeding.basics import phone
from caseload_tui.seeding.life import Held, Life
from caseload_tui.seeding.people import People
from caseload_tui.seeding.session_days import is_session
from caseload_tui.seeding.setting import ONE_DAY, Setting, working_day_from, working_day_until
from caseload_tui.seeding.talks import Recorder

MISSED = {"missed": 1, "missed_again": 2, "missed_thrice": 3}
"""How many invitations in a row the client missed."""


def write_quirk(recorder: Recorder, life: Life, people: People) -> None:
    """Write down the quirk that the client is cast for."""
    setting, quirk = recorder.setting, life.wish.quirk
    kind = some_kind(setting, life)
    if quirk in ("renamed", "two_phones", "undone"):
        _field_quirk(setting, life, people, quirk)
    elif kind is None:
        return
    elif quirk in MISSED:
        _miss(recorder, life, kind, MISSED[quirk])
    elif quirk in ("cancelled_by_office", "cancelled_by_client", "replanned"):
        _replan(recorder, life, kind, quirk)
    else:
        _record_quirk(recorder, life, kind, quirk)


def some_kind(setting: Setting, life: Life) -> Kind | None:
    """Return a kind of individual talk that the client may have at any time: the latest, else one that repeats."""
    kinds = setting.framework.kinds_by_id
    steps = [rule.kind for rule in setting.steps]
    held = [kinds[talk.kind] for talk in reversed(life.talks)]
    cadences = [kinds[rule.kind] for rule in setting.cadences if not rule.scope.aftercare and not rule.scope.groups]
    free = (*held, *cadences, *setting.framework.kinds)
    fits = (kind for kind in free if not is_session(kind) and kind.id not in (*setting.anchors, *steps))
    return next(fits, None)


def amend(setting: Setting, life: Life, talk: Held, *, day: bool = False) -> None:
    """Write an amendment to a signed record: a sentence more, or another day."""
    kind = setting.framework.kinds_by_id[talk.kind]
    told = working_day_from(talk.day + timedelta(days=life.dice.between(9, 14)))
    if told > life.last_day(setting, talk.day):
        return
    earlier = working_day_until(talk.day - ONE_DAY)
    domain = kind.domains[0] if kind.domains else ""
    fact = MeetingAmended(
        meeting=talk.meeting,
        reason=setting.phrases.reason("amended_day" if day else "amended", life.dice),
        on=earlier if day and earlier >= life.entered(setting) else None,
        notes={} if day else {domain: setting.phrases.reason("amendment", life.dice)},
    )
    life.diary.deed(told, talk.by, fact)


def _record_quirk(recorder: Recorder, life: Life, kind: Kind, quirk: str) -> None:
    setting, dice = recorder.setting, life.dice
    day = _free_day(setting, life, dice.between(22, 28))
    if quirk == "unsigned":
        recorder.hold(life, kind, _free_day(setting, life, 5), sign=False)
    elif quirk in ("amended", "amended_day"):
        amend(setting, life, recorder.hold(life, kind, day), day=quirk == "amended_day")
    elif quirk == "withdrawn_talk":
        held = recorder.hold(life, kind, day, sign=False)
        told = working_day_from(day + timedelta(days=2))
        reason = setting.phrases.reason("withdrawn_talk", dice)
        life.diary.deed(told, held.by, MeetingWithdrawn(meeting=held.meeting, reason=reason))
        life.talks.remove(held)
    elif quirk == "recorded_again":
        held = recorder.hold(life, kind, day, sign=False)
        again = working_day_from(day + timedelta(days=3))
        record = recorder.record(life, kind, day, held.meeting)
        life.diary.deed(again, held.by, record, MeetingSigned(meeting=held.meeting, on=again))


def _free_day(setting: Setting, life: Life, days: int) -> date:
    """Return a working day about so many days ago on which the client was not spoken to."""
    day = setting.days_ago(days)
    while any(talk.day == day for talk in life.talks):
        day = working_day_until(day - ONE_DAY)
    return max(day, life.entered(setting))


def _miss(recorder: Recorder, life: Life, kind: Kind, times: int) -> None:
    """Let the client miss the last invitations, one after another."""
    setting = recorder.setting
    last = max([talk.day for talk in life.talks], default=life.entered(setting))
    for number in range(times, 0, -1):
        day = setting.days_ago(2 + 9 * (number - 1))
        made = working_day_until(day - timedelta(days=6))
        if made >= max(last, life.entered(setting)):
            recorder.missed(life, kind, day, recorder.plan(life, kind, day, made))


def _replan(recorder: Recorder, life: Life, kind: Kind, quirk: str) -> None:
    """Let a plan ahead be called off, by either side, or be moved."""
    setting = recorder.setting
    made = max(setting.days_ago(12), life.entered(setting))
    on = working_day_from(setting.today + timedelta(days=6))
    meeting = recorder.plan(life, kind, on, made)
    later = max(setting.days_ago(3), made)
    if quirk == "replanned":
        recorder.plan(life, kind, working_day_from(on + timedelta(days=7)), later, meeting=meeting)
        life.planned[kind.id] = working_day_from(on + timedelta(days=7))
    else:
        recorder.cancelled(life, kind, later, meeting, by_office=quirk == "cancelled_by_office")


def _field_quirk(setting: Setting, life: Life, people: People, quirk: str) -> None:
    """Change the family name, set two numbers without knowledge of each other, or take something back."""
    day = max(setting.days_ago(life.dice.between(20, 60)), life.entered(setting))
    diary, lead = life.diary, life.lead
    registered = diary.entries[0].id
    if quirk == "renamed":
        name = people.person(life.dice).family
        diary.deed(day, lead, ClientChanged(field="family_name", value=name, replaces=(registered,)))
    elif quirk == "two_phones":
        first = ClientChanged(field="phone", value=phone(life.place, 1))
        diary.deed(day, lead, first)
        diary.deed(_next(day, setting), lead, ClientChanged(field="phone", value=phone(life.place, 2)))
    else:
        fact = _something_to_undo(setting, day)
        done = diary.deed(day, lead, fact)
        diary.deed(_next(day, setting), lead, Undone(event=done))


def _next(day: date, setting: Setting) -> date:
    return min(working_day_from(day + ONE_DAY), setting.last_day)


def _something_to_undo(setting: Setting, day: date) -> ClientChanged | LabelGiven | ReferralMade:
    if setting.framework.partners:
        return ReferralMade(partner=setting.framework.partners[0].id, on=day)
    if setting.framework.target_groups:
        return LabelGiven(target_group=setting.framework.target_groups[0].id, on=day)
    return ClientChanged(field="remark", value=setting.phrases.reasons["amendment"][0])
