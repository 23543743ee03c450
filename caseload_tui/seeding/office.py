"""A whole made-up office: from a scenario, a policy and a seed to facts, the same to the byte on any machine."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

from caseload_tui.domain.durations import NO_TIME
from caseload_tui.domain.facts import OFFICE, Event
from caseload_tui.domain.facts.office import FrameworkAdopted, OfficeFounded
from caseload_tui.domain.framework import Framework
from caseload_tui.domain.rows import Draft
from caseload_tui.errors import WrongUse
from caseload_tui.frameworks.making import plain
from caseload_tui.i18n import tr
from caseload_tui.progress import tell
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
from caseload_tui.seeding.team import Member, Team
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
    _refuse_nobody(consultants)
    setting = Setting.of(scenario, framework, today, clients)
    with no_collecting():
        plan = _Plan(setting, [consultants], clients, seed)
        office = plan.founded(framework_text)
        lives, drafts = plan.lives(0, range(1, clients + 1))
        return SeededOffice(journal([office, *(life.diary for life in lives)]), drafts)


def plan_teams(
    scenario: Scenario,
    framework_text: str,
    framework: Framework,
    *,
    clients: int,
    consultants: int,
    seed: int,
    today: date,
) -> Iterator[SeededOffice]:
    """Yield a large office team by team, so that it is never in memory as a whole.

    Each team has people, clients and an agenda of its own; the first one brings the facts of the office itself.
    """
    _refuse_nobody(consultants)
    teams = teams_of(scenario, consultants)
    setting = Setting.of(scenario, framework, today, clients // teams)
    plan = _Plan(setting, [_part(consultants, teams, number) for number in range(teams)], clients, seed)
    before = 0
    for number in range(teams):
        with no_collecting():
            diaries = [] if number else [plan.founded(framework_text)]
            count = _part(clients, teams, number)
            lives, drafts = plan.lives(number, range(before + 1, before + count + 1))
            before += count
            office = SeededOffice(journal([*diaries, *(life.diary for life in lives)]), drafts)
        yield office


def teams_of(scenario: Scenario, consultants: int) -> int:
    """Return in how many teams so many people work."""
    return max(round(consultants / (scenario.team or consultants)), 1)


class _Plan:
    """What the teams of one office share while it is made up."""

    def __init__(self, setting: Setting, sizes: Sequence[int], clients: int, seed: int) -> None:
        self._setting, self._clients, self._seed = setting, clients, seed
        self._dice = Dice(seed, _OFFICE_STREAM)
        self._people = People(setting.scenario.names)
        framework = setting.framework
        self._wishes = cast(framework) if setting.scenario.cast else []
        self._room = {target.id: target.at_most for target in framework.target_groups if target.at_most is not None}
        self._teams: list[Team] = []
        members: list[Member] = []
        for size in sizes:
            self._teams.append(Team(setting, self._people, self._dice, size, members))
            members += self._teams[-1].members

    def founded(self, framework_text: str) -> Diary:
        """Return the facts of the office itself."""
        office = Diary(0, self._dice)
        office.dossier = OFFICE
        _found(self._setting, self._teams, office, framework_text)
        return office

    def lives(self, number: int, places: range) -> tuple[list[Life], tuple[Draft, ...]]:
        """Return the clients of one team, and what its people have half-typed."""
        setting, team, seed = self._setting, self._teams[number], self._seed
        # The first team is made up as an office by itself is, to the byte.
        turn = (number,) if number else ()
        people = People(setting.scenario.names) if number else self._people
        recorder = Recorder(setting, team, Gatherings(team, setting, Dice(seed, _SESSION_STREAM, *turn)))
        lives = []
        for place in places:
            tell(tr("making up {clients}"), place - 1, self._clients)
            wish = self._wishes[place - 1] if place <= len(self._wishes) else Wish()
            life = sketch(setting, wish, place, Dice(seed, _CLIENT_STREAM, place))
            describe(setting, life, people, self._room, self._clients)
            assign(setting, life, team)
            _live(recorder, life, people)
            lives.append(life)
        ahead = Ahead(recorder, Dice(seed, _AGENDA_STREAM, *turn))
        ahead.plan(lives)
        return lives, tuple(ahead.drafts)


def _part(whole: int, parts: int, number: int) -> int:
    """Return the size of one of so many parts, which differ by one at most."""
    return whole * (number + 1) // parts - whole * number // parts


def _refuse_nobody(consultants: int) -> None:
    if consultants < 1:
        raise WrongUse(tr("An office needs somebody who works there."), tr("Ask for one {consultant} or more."))


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


def _found(setting: Setting, teams: Sequence[Team], office: Diary, framework_text: str) -> None:
    """Write down the facts of the office itself."""
    framework = setting.framework
    name = setting.scenario.office.replace("{organisation}", framework.organisation.to("nl"))
    day, by = setting.founded, teams[0].first.id
    office.deed(day, by, OfficeFounded(name=name))
    adopted = FrameworkAdopted(
        framework=framework.id,
        text=framework_text,
        in_force_from=setting.in_force,
        chosen_readings={key: plain(value) for key, value in setting.scenario.readings.items()},
        house_settings={key: plain(value) for key, value in setting.scenario.house.items()},
    )
    office.deed(day, by, adopted)
    office.deed(day, by, *(fact for team in teams for fact in team.facts(day)))


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
