"""Who came to the group sessions of a made-up office, who did not, and who called off."""

from __future__ import annotations

from datetime import date, timedelta

from caseload_tui.domain.framework import Kind
from caseload_tui.seeding.gathering import Gathering
from caseload_tui.seeding.life import Held, Life
from caseload_tui.seeding.setting import ONE_DAY, working_day_from, working_day_until
from caseload_tui.seeding.talks import Recorder

_ENROLLED = (2, 16)


def attended(recorder: Recorder, life: Life, kind: Kind, day: date, after: date) -> Held:
    """Write down that the client came to a session, where others count from it perhaps after missing the one before."""
    if kind.id in recorder.setting.anchors:
        before = recorder.setting.sessions.until(kind.id, day - ONE_DAY)
        if before > max(after, life.opened(recorder.setting, day)) + ONE_DAY:
            stayed_away(recorder, life, kind, before, after)
    session = recorder.gatherings.join(kind, day)
    listed = recorder.gatherings.is_listed(day)
    meeting = _enrolled(recorder, life, kind, session, after) if listed else ""
    return recorder.hold(life, kind, day, meeting, session=session)


def stayed_away(recorder: Recorder, life: Life, kind: Kind, day: date, after: date) -> bool:
    """Let the client by chance miss a session, or call off; tell whether that was so."""
    dice, knobs = life.dice, recorder.setting.scenario.talks
    if not dice.chance(knobs.missed + knobs.cancelled):
        return False
    session = recorder.gatherings.join(kind, day)
    meeting = _enrolled(recorder, life, kind, session, after)
    if not meeting:
        return False
    if dice.weighted((True, False), (knobs.missed, knobs.cancelled)):
        recorder.missed(life, kind, day, meeting, session=session)
    else:
        recorder.cancelled(life, kind, day, meeting, by_office=False, session=session)
    return True


def _enrolled(recorder: Recorder, life: Life, kind: Kind, session: Gathering, after: date) -> str:
    """Put the client on the list, if that was open by then; return the identifier of the meeting."""
    made = working_day_until(session.day - timedelta(days=life.dice.between(*_ENROLLED)))
    since = working_day_from(max(life.opened(recorder.setting, session.day), after + ONE_DAY))
    made = max(made, since)
    return recorder.plan(life, kind, session.day, made, session=session) if made < session.day else ""
