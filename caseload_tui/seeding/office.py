"""A whole made-up office: from a scenario, a policy and a seed to facts, the same to the byte on any machine."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from caseload_tui.domain.durations import NO_TIME
from caseload_tui.domain.facts import OFFICE, Event
from caseload_tui.domain.facts.office import FrameworkAdopted, OfficeFounded
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.rows import Draft
from caseload_tui.errors import WrongUse
from caseload_tui.i18n import tr
from caseload_tui.seeding.ahead import Ahead
from caseload_tui.seeding.attending import attended, stayed_away
from caseload_tui.seeding.basics import write_basics
from caseload_tui.seeding.casting import Wish, cast
from caseload_tui.seeding.diary import Diary, journal
from caseload_tui.seeding.dice import Dice
from caseload_tui.seeding.extras import write_extras
from caseload_tui.seeding.gathering import Gatherings
from caseload_tui.seeding.history import past_talks
from caseload_tui.seeding.life import Life
from caseload_tui.seeding.people import People
from caseload_tui.seeding.promises import Promises
from caseload_tui.seeding.quirks import MISSED, amend, write_quirk
from caseload_tui.seeding.scenario import Scenario
from caseload_tui.seeding.session_days import is_session
from caseload_tui.seeding.setting import Setting
from caseload_tui.seeding.sketching import sketch, step_anchor
from caseload_tui.seeding.talks import Recorder
from caseload_tui.seeding.team import Team
from caseload_tui.seeding.terms import write_terms
from caseload_tui.seeding.traits import assign, describe

_SILENCE = 12
_OFFICE_STREAM, _AGENDA_STREAM, _CLIENT_STREAM, _SESSION_STREAM = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class SeededOffice:
    """What was made up: the journal of facts in its order, and drafts, which are no facts."""

    events: tuple[Event, ...]
    drafts: tuple[Draft, ...]


def plan_office(
    scenario: Scenario,
    framework_text: str,
    framework: Framework,
    *,
    clients: int,
    consultants: int,
    seed: int,
    today: date,
) -> SeededOffice:
    """Return a made-up office as it stands on the morning of `today`; nothing but the arguments decides about it."""
    if consultants < 1:
        raise WrongUse(tr("An office needs somebody who works there."), tr("Ask for one {consultant} or more."))
    setting = Setting.of(scenario, framework, today, clients)
    with no_collecting():
        return _plan(setting, framework_text, consultants=consultants, clients=clients, seed=seed)


def _plan(setting: Setting, framework_text: str, *, clients: int, consultants: int, seed: int) -> SeededOffice:
    scenario, framework = setting.scenario, setting.framework
    people = People(scenario.names)
    dice = Dice(seed, _OFFICE_STREAM)
    office = Diary(0, dice)
    office.dossier = OFFICE
    team = Team(setting, people, dice, consultants)
    _found(setting, team, office, framework_text)
    recorder = Recorder(setting, team, Gatherings(team, setting, Dice(seed, _SESSION_STREAM)))
    wishes = cast(framework) if scenario.cast else []
    room = {target.id: target.at_most for target in framework.target_groups if target.at_most is not None}
    lives = []
    for place in range(1, clients + 1):
        wish = wishes[place - 1] if place <= len(wishes) else Wish()
        life = sketch(setting, wish, place, Dice(seed, _CLIENT_STREAM, place))
        describe(setting, life, people, room, clients)
        assign(setting, life, team)
        _live(recorder, life, people)
        lives.append(life)
    ahead = Ahead(recorder, Dice(seed, _AGENDA_STREAM))
    ahead.plan(lives)
    return SeededOffice(journal([office, *(life.diary for life in lives)]), tuple(ahead.drafts))


def with_stories(office: SeededOffice, events: tuple[Event, ...], drafts: tuple[Draft, ...]) -> SeededOffice:
    """Return the office with facts that were told beside it, all in the order of their moments."""
    together = sorted((*office.events, *events), key=lambda event: event.at)
    numbered = tuple(replace(event, seq=seq) for seq, event in enumerate(together, start=1))
    return SeededOffice(numbered, (*office.drafts, *drafts))


@contextmanager
def no_collecting() -> Iterator[None]:
    """Keep the garbage collector from looking again and again at facts none of which is garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _found(setting: Setting, team: Team, office: Diary, framework_text: str) -> None:
    """Write down the facts of the office itself."""
    framework = setting.framework
    name = setting.scenario.office.replace("{organisation}", framework.organisation.to("nl"))
    day, by = setting.founded, team.first.id
    office.deed(day, by, OfficeFounded(name=name))
    adopted = FrameworkAdopted(framework=framework.id, text=framework_text, in_force_from=setting.in_force)
    office.deed(day, by, adopted)
    office.deed(day, by, *team.facts(day))


def _live(recorder: Recorder, life: Life, people: People) -> None:
    """Write down a client's history."""
    setting, wish, dice = recorder.setting, life.wish, life.dice
    _prepare(setting, life)
    talks = past_talks(setting, life)
    write_basics(setting, life, recorder.team, talks)
    kinds = setting.framework.kinds_by_id
    latest = {talk.kind: talk.day for talk in talks}
    before: date | None = None
    for talk in talks:
        kind = kinds[talk.kind]
        if is_session(kind):
            last = before or date.min
            known = last > date.min and talk.day != latest[talk.kind] and kind.id not in setting.anchors
            if known and stayed_away(recorder, life, kind, talk.day, last):
                continue
            held = attended(recorder, life, kind, talk.day, last)
        else:
            held = recorder.talk(life, kind, talk.day, meeting=talk.meeting, after=before)
        before = talk.day
        if held.signed and dice.chance(setting.scenario.talks.amended):
            amend(setting, life, held)
    Promises(setting, life).write()
    if wish.quirk:
        write_quirk(recorder, life, people)
    write_extras(setting, life, recorder.team)
    if life.focus is not None and life.active:
        write_terms(setting, life, life.focus, life.wanted)


def _prepare(setting: Setting, life: Life) -> None:
    """Settle how the client's rule stands today, before talks are made up to fit it."""
    wish, rule, standings = life.wish, life.wish.rule, setting.scenario.standings
    names = ("upcoming", "due", "planned", "overdue", "unrecorded", "waived")
    life.wanted = wish.state
    if not wish.state:
        life.wanted = life.dice.weighted(names, [getattr(standings, name) for name in names])
    if wish.life == "no_contact" and setting.framework.signals.no_contact is not None:
        life.quiet_since = setting.framework.signals.no_contact.before(setting.days_ago(10))
    elif wish.quirk in MISSED:
        life.quiet_since = setting.days_ago(_SILENCE * (MISSED[wish.quirk] + 1))
    if rule is not None and rule.once:
        life.pending = (*life.pending, rule.id)
        life.due[rule.id] = (rule.first_within or NO_TIME).after(step_anchor(setting, rule, wish.state))
        if rule.after is not None and rule.after in setting.framework.kinds_by_id:
            life.fixed[rule.after] = step_anchor(setting, rule, wish.state)
