"""An office of 140 shows every situation that its policy knows, and is a credible office all the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest

from caseload_tui.domain import dossier as d
from caseload_tui.domain import signals as s
from caseload_tui.domain.due import BaseDue, base_dues
from caseload_tui.domain.facts.client import ClientChanged, Undone
from caseload_tui.domain.framework import CLIENT_LEADS, Framework
from caseload_tui.domain.leads import handler_of
from caseload_tui.domain.signals import signals_of
from caseload_tui.domain.standing import Standing, State, standing
from caseload_tui.frameworks.national import pension_day
from tests.seeding.offices import POLICIES, TODAY, Made, made

RECURRING = [
    policy
    for policy in POLICIES
    if any(rule.interval and not rule.scope.aftercare for rule in made(policy).framework.rules)
]


def _standings(office: Made) -> Iterator[tuple[BaseDue, Standing]]:
    for dossier in office.dossiers:
        for base in base_dues(dossier, office.policy):
            stands = standing(base, office.today)
            if stands is not None:
                yield base, stands


def test_most_policies_make_due_dates() -> None:
    assert len(RECURRING) >= len(POLICIES) - 1


@pytest.mark.parametrize("policy", RECURRING)
@pytest.mark.parametrize("today", [TODAY, date(2026, 11, 22), date(2028, 2, 29)])
def test_every_state_occurs(policy: str, today: date) -> None:
    standings = list(_standings(made(policy, today=today)))
    assert {stands.state for _, stands in standings} == set(State)
    assert any(stands.state is State.PLANNED and stands.late for _, stands in standings)
    assert any(stands.planned_late and not stands.late for _, stands in standings)
    assert any(stands.plan is not None and stands.plan.on == today and stands.plan.time for _, stands in standings)


@pytest.mark.parametrize("policy", RECURRING)
def test_waivers_of_every_sort_occur(policy: str) -> None:
    spans = [span for base, _ in _standings(made(policy)) for span in base.waivers]
    assert any(start <= TODAY and through is None for start, through in spans)
    assert any(start <= TODAY and through is not None and through >= TODAY for start, through in spans)
    assert any(start > TODAY for start, _ in spans)
    assert any(through is not None and through < TODAY for _, through in spans)
    moved = [base for base, stands in _standings(made(policy)) if stands.due_on not in (None, base.due_on)]
    assert moved


@pytest.mark.parametrize("policy", RECURRING)
def test_adjoining_waivers_count_as_one_and_one_was_ended_early(policy: str) -> None:
    dossiers = made(policy).dossiers
    assert any(len(dossier.waivers) == 2 for dossier in dossiers)
    assert any(event.kind == "waiver.ended" for dossier in dossiers for event in dossier.events)


@pytest.mark.parametrize("policy", RECURRING)
def test_deferrals_run_have_lapsed_and_were_withdrawn(policy: str) -> None:
    office = made(policy)
    assert any(base.deferred_until is not None and base.deferred_until > TODAY for base, _ in _standings(office))
    kinds = Counter(event.kind for event in office.seeded.events)
    assert kinds["deferral.set"] > kinds["deferral.withdrawn"] > 0
    in_effect = sum(base.deferred_until is not None for base, _ in _standings(office))
    assert kinds["deferral.set"] - kinds["deferral.withdrawn"] > in_effect


@pytest.mark.parametrize("policy", POLICIES)
def test_every_signal_that_the_policy_can_give_shows(policy: str) -> None:
    office = made(policy)
    shown = {
        signal.kind
        for dossier in office.dossiers
        for signal in signals_of(dossier, office.framework, pension_day)
        if signal.shows(TODAY)
    }
    assert set(_possible_signals(office.framework)) <= shown


def _possible_signals(framework: Framework) -> Iterator[str]:
    groups = [group for axis in framework.axes for group in axis.groups]
    limits = [group.limits for group in groups if group.limits is not None]
    yield s.PENSION
    if framework.duties:
        yield s.EXEMPTION
    if framework.instruments:
        yield s.INSTRUMENT
    if any(group.horizon is not None and group.horizon.term is not None for group in groups):
        yield s.HORIZON
    if any(item.benefit_below is not None for item in limits):
        yield s.BENEFIT_LONG
    if any(item.benefit_from is not None for item in limits):
        yield s.BENEFIT_SHORT
    if any(item.age_below is not None or item.age_from is not None for item in limits):
        yield s.AGE_LIMIT
    if framework.signals.ages:
        yield s.AGE
    if framework.signals.no_contact is not None:
        yield s.NO_CONTACT
    if any(group.lead not in (None, CLIENT_LEADS) for group in groups):
        yield s.NO_LEAD
    if framework.no_show:
        yield s.NO_SHOW
    if framework.aftercare is not None and framework.aftercare.lasts is not None:
        yield s.AFTERCARE_ENDS


@pytest.mark.parametrize("policy", POLICIES)
def test_promises_of_every_side_are_overdue_and_fall_due_today(policy: str) -> None:
    promises = [item for dossier in made(policy).dossiers for item in dossier.commitments]
    for owner in ("client", "office", "partner"):
        own = [item for item in promises if item.owner == owner]
        assert any(item.overdue(TODAY) for item in own)
        assert any(item.state == d.OPEN and item.due_on == TODAY for item in own)
        assert any(item.state == d.OPEN and item.due_on is not None and item.due_on > TODAY for item in own)


@pytest.mark.parametrize("policy", POLICIES)
def test_promises_have_come_to_every_end(policy: str) -> None:
    office = made(policy)
    promises = [item for dossier in office.dossiers for item in dossier.commitments]
    assert {item.state for item in promises} == {d.OPEN, d.KEPT, d.BROKEN, d.RENEGOTIATED, d.WITHDRAWN}
    assert any(item.kept_late for item in promises)
    replaced = {item.id for item in promises if item.replaces is not None and item.state == d.RENEGOTIATED}
    assert any(item.replaces in replaced for item in promises)
    steps = {item.step for item in promises if item.step is not None}
    assert steps == {step.id for step in office.framework.commitments.ladder[:2]} & steps
    assert bool(steps) == bool(office.framework.commitments.ladder)


@pytest.mark.parametrize("policy", POLICIES)
def test_clients_came_left_came_back_and_are_followed_in_work(policy: str) -> None:
    office = made(policy)
    statuses = Counter(dossier.status for dossier in office.dossiers)
    assert statuses[d.ACTIVE] > statuses[d.CLOSED] > 0
    assert bool(statuses[d.AFTERCARE]) == (office.framework.aftercare is not None)
    assert any(len(dossier.spells) == 2 and dossier.status == d.ACTIVE for dossier in office.dossiers)
    assert any(work.part_time for dossier in office.dossiers for work in dossier.works)
    in_force = office.policy.adoptions[-1].in_force_from
    assert any(dossier.spells[0].start < in_force for dossier in office.dossiers)
    assert any((TODAY - dossier.spells[0].start).days < 10 for dossier in office.dossiers)


@pytest.mark.parametrize("policy", POLICIES)
def test_records_were_amended_withdrawn_missed_cancelled_and_replaced(policy: str) -> None:
    office = made(policy)
    meetings = [meeting for dossier in office.dossiers for meeting in dossier.meetings]
    assert {meeting.status for meeting in meetings} == {d.PLANNED, d.HELD, d.MISSED, d.CANCELLED, d.WITHDRAWN}
    assert any(meeting.unsigned for meeting in meetings)
    assert any(item.on is not None for meeting in meetings for item in meeting.amendments)
    assert any(item.notes for meeting in meetings for item in meeting.amendments)
    assert {meeting.by_office for meeting in meetings if meeting.status == d.CANCELLED} == {True, False}
    assert any(len(s.missed_in_a_row(dossier)) == 3 for dossier in office.dossiers)
    assert any(event.kind == "meeting.held" and n > 1 for event, n in _repeated(office, "meeting.held"))
    assert any(n > 1 for _, n in _repeated(office, "meeting.planned"))


def _repeated(office: Made, kind: str) -> Iterator[tuple[object, int]]:
    events = [event for event in office.seeded.events if event.kind == kind]
    counts = Counter(getattr(event.fact, "meeting", None) for event in events)
    return ((event, counts[getattr(event.fact, "meeting", None)]) for event in events)


@pytest.mark.parametrize("policy", POLICIES)
def test_groups_were_changed_corrected_and_stepped_back_from(policy: str) -> None:
    office = made(policy)
    stays = [(axis, stays) for dossier in office.dossiers for axis, stays in dossier.stays.items()]
    moves = [(axis, old.group, new.group) for axis, items in stays for old, new in pairwise(items)]
    axes = office.framework.axes_by_id
    assert any(old and new and axes[axis].is_fallback(old, new) for axis, old, new in moves)
    assert any(stay.corrected for _, items in stays for stay in items)
    if any(axis.optional for axis in axes.values()):
        assert any(new is None for _, _, new in moves)
    if office.framework.moves.approval not in (None, "none"):
        states = {proposal.state for dossier in office.dossiers for proposal in dossier.proposals}
        assert states == {d.OPEN, "approved", "rejected"}


@pytest.mark.parametrize("policy", POLICIES)
def test_labels_duties_and_instruments_run_and_have_ended(policy: str) -> None:
    office = made(policy)
    active = [dossier for dossier in office.dossiers if dossier.status == d.ACTIVE]
    for target in office.framework.target_groups:
        assert any(target.id in dossier.current_labels for dossier in active)
    if office.framework.target_groups:
        assert any(label.until is not None for dossier in active for label in dossier.labels)
    if office.framework.duties:
        ends = [duty.until for dossier in active for duty in dossier.duties]
        assert None in ends
        assert any(until is not None and until < TODAY for until in ends)
        assert any(until is not None and until > TODAY for until in ends)
    if office.framework.partners:
        assert any(dossier.referrals for dossier in active)


@pytest.mark.parametrize("policy", POLICIES)
def test_fields_were_changed_set_twice_and_a_fact_was_taken_back(policy: str) -> None:
    office = made(policy)
    facts = [event.fact for event in office.seeded.events]
    assert any(isinstance(fact, ClientChanged) and fact.field == "family_name" for fact in facts)
    assert any(len(dossier.fields.get("phone", ())) > 1 for dossier in office.dossiers)
    assert any(isinstance(fact, Undone) for fact in facts)


@pytest.mark.parametrize("policy", POLICIES)
def test_the_office_is_no_disaster(policy: str) -> None:
    office = made(policy, seed=5)
    with_dues = [
        [stands for base in base_dues(dossier, office.policy) if (stands := standing(base, TODAY)) is not None]
        for dossier in office.dossiers
    ]
    with_dues = [stands for stands in with_dues if stands]
    if policy in RECURRING:
        overdue = sum(any(item.state is State.OVERDUE for item in stands) for stands in with_dues)
        troubled = sum(any(item.state in (State.OVERDUE, State.UNRECORDED) for item in stands) for stands in with_dues)
        assert 0.08 <= overdue / len(with_dues) <= 0.2
        assert troubled / len(with_dues) <= 0.25
    acting = sum(
        any(signal.shows(TODAY) for signal in signals_of(dossier, office.framework, pension_day))
        for dossier in office.dossiers
    )
    assert acting <= 0.3 * len(office.dossiers)


@pytest.mark.parametrize("policy", POLICIES)
def test_each_consultant_has_a_full_day_with_times(policy: str) -> None:
    office = made(policy)
    talks: dict[str | None, list[str | None]] = {}
    sessions: set[str] = set()
    ahead: Counter[date] = Counter()
    for dossier in office.dossiers:
        for meeting in dossier.meetings:
            if meeting.session in sessions:
                continue
            if meeting.session is not None:
                sessions.add(meeting.session)
            if meeting.status == d.PLANNED and meeting.on == TODAY:
                talks.setdefault(meeting.consultant, []).append(meeting.time)
            elif meeting.status == d.PLANNED and meeting.on > TODAY:
                ahead[meeting.on] += 1
    leads = Counter(
        handler_of(None, dossier, office.framework) for dossier in office.dossiers if dossier.status == d.ACTIVE
    )
    for consultant, clients in leads.items():
        times = [time for time in talks.get(consultant, []) if time is not None]
        assert clients < 20 or len(times) >= 4
        assert len(times) <= 9
        assert len(set(times)) == len(times)
    assert sum(ahead.values()) >= 12
    assert all(day.weekday() < 5 for day in ahead)


@pytest.mark.parametrize("policy", POLICIES)
def test_two_or_three_talks_are_half_typed(policy: str) -> None:
    office = made(policy)
    assert 2 <= len(office.seeded.drafts) <= 3
    for draft in office.seeded.drafts:
        dossier = next(item for item in office.dossiers if item.id == draft.client_id)
        meeting = dossier.meeting(draft.meeting_id or "")
        assert meeting is not None
        assert meeting.status == d.PLANNED
        assert meeting.on <= TODAY
        assert draft.key == f"talk:{meeting.id}"
        assert draft.content["notes"]
