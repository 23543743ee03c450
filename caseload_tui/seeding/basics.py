"""Writes down what a made-up client's dossier stands on: registration, groups, contacts, fields, coming and going."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.client import (
    ClientChanged,
    ClientClosed,
    ClientDated,
    ClientRegistered,
    ClientReopened,
    ContactAdded,
    ContactEnded,
    LabelEnded,
    LabelGiven,
    PlacementApproved,
    PlacementCorrected,
    PlacementProposed,
    PlacementSet,
    WorkStarted,
)
from caseload_tui.domain.moving import needs_approval
from caseload_tui.seeding.dice import Dice
from caseload_tui.seeding.history import Past
from caseload_tui.seeding.life import Life, Spell, Stay
from caseload_tui.seeding.people import ELSEWHERE
from caseload_tui.seeding.setting import ONE_DAY, Setting, working_day_from, working_day_until
from caseload_tui.seeding.team import Member, Team

_DIGITS = 4
_FIRST_LETTERS, _SECOND_LETTERS = "QY", "FIOQUY"
_APPROVED_AFTER = 5
_CORRECTED_AFTER = 9
_FALLBACK, _FORWARD, _FIRST = "moved_back", "moved", "placed"
_HOURS = (8, 12, 16, 20, 24)
_FULL_TIME = (32, 36, 38)


def write_basics(setting: Setting, life: Life, team: Team, talks: list[Past]) -> None:
    """Write down the facts that everything else of the dossier rests on."""
    day, lead = life.entered(setting), life.lead
    moves = {talk.day: talk.meeting for talk in talks if talk.meeting}
    life.diary.deed(day, lead, _registration(life), *_first_placements(setting, life, life.spells[0]))
    _contacts(setting, life, team, day)
    _fields(setting, life, day)
    for label in life.labels:
        life.diary.deed(label.start, lead, LabelGiven(target_group=label.target, on=label.start))
        if label.end is not None:
            life.diary.deed(label.end, lead, LabelEnded(target_group=label.target, on=label.end))
    for name, on in life.dates.items():
        life.diary.deed(max(working_day_from(on), day), lead, ClientDated(fact=name, on=on))
    for axis, stays in life.stays.items():
        starts = [spell.start for spell in life.spells]
        for before, stay in pairwise(stays):
            if stay.start not in starts:
                _move(setting, life, team, axis, before, stay, moves.get(stay.start))
    _work(setting, life)
    _leave(setting, life)


def _registration(life: Life) -> ClientRegistered:
    person = life.person
    if person is None:
        raise ValueError(life.place)
    return ClientRegistered(
        on=life.registered,
        file_number=str(life.place).zfill(_DIGITS),
        given_name=person.given,
        prefix=person.prefix,
        family_name=person.family,
        born_on=life.born,
        municipality=life.municipality,
        benefit_since=life.benefit_since,
    )


def _first_placements(setting: Setting, life: Life, spell: Spell) -> list[Fact]:
    """Return the placements of the day on which the client came, or came back."""
    return [
        PlacementSet(
            axis=axis,
            group=stay.group,
            from_=stay.start,
            reason=setting.phrases.reason(_FIRST, life.dice),
            chosen_by=_chooser(setting, life),
            decided_by=life.lead,
        )
        for axis, stays in life.stays.items()
        for stay in stays
        if stay.start == spell.start and stay.group is not None
    ]


def _chooser(setting: Setting, life: Life) -> str | None:
    """Return whose choice a group was, where the policy records that."""
    if not setting.framework.moves.records_choice:
        return None
    return life.dice.weighted(("client", "consultant"), (3, 2))


def _contacts(setting: Setting, life: Life, team: Team, day: date) -> None:
    """Write down the contacts; some clients had another one at first."""
    dice = life.dice
    handed_over = working_day_from(day + timedelta(days=dice.between(40, 200)))
    others = [member for member in team.carrying if all(member.id != consultant for consultant, _ in life.contacts)]
    consultant, role = life.contacts[0]
    changed = dice.chance(setting.scenario.lives.other_contact) and handed_over <= life.last_day(setting, day)
    former: Member | None = dice.pick(others) if others and changed and life.wish.is_chance else None
    first = former.id if former is not None else consultant
    later = [ContactAdded(consultant=item, role=name, from_=day) for item, name in life.contacts[1:]]
    life.diary.deed(day, life.lead, ContactAdded(consultant=first, role=role, from_=day), *later)
    if former is not None:
        ended = ContactEnded(consultant=former.id, role=role, on=handed_over)
        added = ContactAdded(consultant=consultant, role=role, from_=handed_over)
        life.diary.deed(handed_over, team.decider.id, ended, added)


def _fields(setting: Setting, life: Life, day: date) -> None:
    """Write down what else is known of the client; numbers and addresses are of the kind that nobody has."""
    lives, dice, lists = setting.scenario.lives, life.dice, setting.scenario.names
    values: dict[str, str | None] = {"home_visits": life.home_visits, "preferred_mode": life.preferred_mode}
    if dice.chance(lives.phone):
        values["phone"] = phone(life.place, 0)
    if life.home_visits == "yes" and lists.streets:
        values["address"] = f"{dice.pick(lists.streets)} {dice.between(1, 180)}"
    digits = lists.postcodes.get(life.municipality or ELSEWHERE) or lists.postcodes.get(ELSEWHERE)
    values["postcode"] = postcode(digits, dice) if digits else None
    sectors = [text.to("nl") for text in setting.framework.sectors.list]
    if sectors and dice.chance(lives.sectors):
        most = setting.framework.sectors.at_most or 3
        values["sectors"] = "\n".join(dice.some(sectors, dice.between(1, min(most, 3))))
    facts = [ClientChanged(field=name, value=value) for name, value in values.items() if value is not None]
    if facts:
        life.diary.deed(day, life.lead, *facts)


def phone(place: int, which: int) -> str:
    """Return a mobile number from a range that is not given out."""
    return f"06-0000{(place * 7 + which * 13) % 10_000:04}"


def postcode(digits: Sequence[str], dice: Dice) -> str:
    """Return a postcode with some of the digits and letters that are not given out."""
    return f"{dice.pick(digits)} {dice.pick(_FIRST_LETTERS)}{dice.pick(_SECOND_LETTERS)}"


def _move(setting: Setting, life: Life, team: Team, axis: str, before: Stay, stay: Stay, meeting: str | None) -> None:
    """Write down a move, with its approval where the policy asks for one, or with its correction."""
    framework, dice = setting.framework, life.dice
    known = framework.axes_by_id[axis]
    back = before.group is not None and stay.group is not None and known.is_fallback(before.group, stay.group)
    reason = setting.phrases.reason(_FALLBACK if back else _FORWARD, dice)
    chosen_by = _chooser(setting, life)
    approval = needs_approval(framework, known, before.group, stay.group)
    placed = PlacementSet(
        axis=axis,
        group=stay.group,
        from_=stay.start,
        reason=reason,
        chosen_by=chosen_by,
        decided_by=team.decider.id if approval else life.lead,
        meeting=None if approval else meeting,
    )
    if approval:
        asked = max(
            working_day_until(stay.start - timedelta(days=_APPROVED_AFTER)), before.start, life.entered(setting)
        )
        proposed = PlacementProposed(axis=axis, group=stay.group, on=asked, reason=reason, chosen_by=chosen_by)
        proposal = life.diary.deed(asked, life.lead, proposed)
        life.diary.deed(stay.start, team.decider.id, PlacementApproved(proposal=proposal, on=stay.start), placed)
    elif life.wish.life == "corrected":
        _correct(setting, life, placed, before, stay)
    else:
        life.diary.deed(stay.start, life.lead, placed)


def _correct(setting: Setting, life: Life, placed: PlacementSet, before: Stay, stay: Stay) -> None:
    """Write down a move to a wrong group or on a wrong day, and its correction some days later."""
    groups = [group.id for group in setting.framework.axes_by_id[placed.axis].groups]
    wrong = next((group for group in groups if group not in (before.group, stay.group)), stay.group)
    recorded = stay.start if wrong != stay.group else working_day_from(stay.start + ONE_DAY)
    mistaken = PlacementSet(
        axis=placed.axis,
        group=wrong,
        from_=recorded,
        reason=placed.reason,
        chosen_by=placed.chosen_by,
        decided_by=placed.decided_by,
    )
    event = life.diary.deed(recorded, life.lead, mistaken)
    noticed = min(working_day_from(recorded + timedelta(days=_CORRECTED_AFTER)), life.last_day(setting, recorded))
    corrected = PlacementCorrected(
        corrects=event,
        axis=placed.axis,
        group=stay.group,
        from_=stay.start,
        reason=setting.phrases.reason("corrected", life.dice),
        chosen_by=placed.chosen_by,
    )
    life.diary.deed(noticed, life.lead, corrected)


def _work(setting: Setting, life: Life) -> None:
    sectors = [text.to("nl") for text in setting.framework.sectors.list]
    for job in life.jobs:
        fact = WorkStarted(
            work=job.id,
            on=job.start,
            employer=life.dice.pick(setting.scenario.names.employers),
            part_time=job.part_time,
            hours=life.dice.pick(_HOURS if job.part_time else _FULL_TIME),
            sector=life.dice.pick(sectors) if sectors else None,
        )
        life.diary.deed(job.start, life.lead, fact)


def _leave(setting: Setting, life: Life) -> None:
    """Write down the closing of each spell, and the coming back."""
    for place, spell in enumerate(life.spells):
        if place > 0:
            back = ClientReopened(on=spell.start)
            life.diary.deed(spell.start, life.lead, back, *_first_placements(setting, life, spell))
        if spell.end is not None:
            closed = ClientClosed(
                on=spell.end, reason=outflow_reason(setting, spell.category), aftercare=spell.aftercare
            )
            life.diary.deed(spell.end, life.lead, closed)


def outflow_reason(setting: Setting, category: str) -> str:
    """Return the policy's reason of outflow in a national category; without one, the category itself."""
    reasons = (*setting.framework.outflow_reasons, *setting.framework.house.outflow_reasons)
    return next((reason.id for reason in reasons if reason.category == category), category)
