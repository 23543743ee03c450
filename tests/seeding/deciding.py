"""Replays a journal through the decisions of the domain: each fact must be one that the office could have recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from caseload_tui.domain import agreeing, moving, registering, talking, terms
from caseload_tui.domain.adoption import Policy
from caseload_tui.domain.applying import applying_rules
from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.facts import Event, client, meeting
from caseload_tui.domain.folding import clients, meetings, taken_back
from caseload_tui.domain.folding.state import Folding
from caseload_tui.domain.framework import Framework
from caseload_tui.errors import Refused

HANDLERS = clients.HANDLERS | meetings.HANDLERS
_COMING_IN = (client.ClientRegistered, client.ClientReopened)


def refusals(events: list[Event], policy: Policy) -> list[str]:
    """Return what the domain would have refused, in the order of the journal."""
    found = []
    so_far = _SoFar()
    for _, deed in groupby(events, key=lambda event: event.at):
        for event, why in _refused(list(deed), so_far, policy):
            found.append(f"{event.kind} at {event.at} {event.fact}: {why}")
    return found


class _SoFar:
    """What the dossier said up to a fact, without reading all of it again for each."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._folding = Folding()

    def add(self, event: Event) -> None:
        self._events.append(event)
        if isinstance(event.fact, client.Undone):
            self._folding = Folding()
            undone = taken_back(self._events)
            for former in self._events:
                self._fold(former, undone)
        else:
            self._fold(event, frozenset())

    def _fold(self, event: Event, undone: frozenset[str]) -> None:
        handler = HANDLERS.get(type(event.fact))
        if handler is not None and event.id not in undone:
            handler(self._folding, event, event.fact)

    @property
    def dossier(self) -> Dossier | None:
        return self._folding.dossier(tuple(self._events), taken_back(self._events)) if self._events else None


def _refused(deed: list[Event], so_far: _SoFar, policy: Policy) -> Iterator[tuple[Event, str]]:
    kinds = [type(event.fact) for event in deed]
    for event in deed:
        comes_in = any(kind in _COMING_IN for kind in kinds)
        approved = client.PlacementApproved in kinds
        try:
            _decide(event, so_far.dossier, policy, alone=not (comes_in or approved))
        except Refused as problem:
            yield event, str(problem)
        except AssertionError as problem:
            yield event, f"assert {problem}"
        so_far.add(event)


def _decide(event: Event, dossier: Dossier | None, policy: Policy, *, alone: bool) -> None:
    framework, day = policy.framework, date.fromisoformat(event.at[:10])
    if dossier is None:
        assert isinstance(event.fact, client.ClientRegistered), "the first fact is no registration"
        _registration(event.fact, framework, day)
    elif isinstance(event.fact, client.PlacementSet) and not alone:
        axis = framework.axes_by_id[event.fact.axis]
        assert event.fact.group is None or axis.group(event.fact.group) is not None, "no such group"
    elif event.kind.startswith(("client.", "placement.")):
        _of_client(event, dossier, framework, day)
    elif event.kind.startswith("meeting."):
        _of_meeting(event, dossier, framework, day)
    elif event.kind.startswith("commitment."):
        _of_commitment(event, dossier, framework, day)
    elif event.kind.startswith(("deferral.", "waiver.")):
        _of_term(event, dossier, policy, day)
    else:
        _of_things(event, dossier, framework)


def _registration(fact: client.ClientRegistered, framework: Framework, day: date) -> None:
    given = registering.NewClient(
        given_name=fact.given_name,
        family_name=fact.family_name,
        prefix=fact.prefix,
        born_on=fact.born_on,
        municipality=fact.municipality,
        benefit_since=fact.benefit_since,
        on=fact.on,
    )
    assert (
        registering.decide_registration(given, framework, fact.file_number, today=max(day, fact.benefit_since or day))
        == fact
    )


def _of_client(event: Event, dossier: Dossier, framework: Framework, day: date) -> None:
    match event.fact:
        case client.ClientChanged() as fact:
            # Two numbers set without knowledge of each other replace nothing.
            made = registering.decide_change(dossier, framework, fact.field, fact.value, today=day)
            assert made.value == fact.value
        case client.ClientClosed() as fact:
            registering.decide_closing(dossier, fact.on, fact.reason, aftercare=fact.aftercare, today=day)
        case client.ClientReopened() as fact:
            registering.decide_reopening(dossier, fact.on, today=day)
        case client.ClientDated() as fact:
            assert fact.fact in [item.id for item in framework.dates], "no such date"
            assert fact.on <= day, "a dated fact in the future"
        case client.PlacementCorrected() as fact:
            stay = next(stay for stays in dossier.stays.values() for stay in stays if stay.event == fact.corrects)
            moving.decide_correction(
                dossier, framework, stay.event, group=fact.group, on=fact.from_, reason=fact.reason or "", today=day
            )
        case client.PlacementSet() as fact:
            made_of = moving.decide_move(dossier, framework, _move(fact, fact.from_), by=event.by, today=day)
            assert isinstance(made_of[0], client.PlacementSet), "a move without its approval"
        case client.PlacementProposed() as fact:
            made_of = moving.decide_move(dossier, framework, _move(fact, fact.on), by=event.by, today=day)
            assert isinstance(made_of[0], client.PlacementProposed), "a proposal that needs no approval"
        case client.PlacementApproved() as fact:
            moving.decide_approval(dossier, None, by=event.by, today=day)
            assert fact.on == day
        case client.PlacementRejected() as fact:
            moving.decide_rejection(dossier, None, fact.reason or "", today=day)
        case fact:
            raise AssertionError(f"unexpected {fact}")


def _move(fact: client.PlacementSet | client.PlacementProposed, on: date) -> moving.Move:
    return moving.Move(
        axis=fact.axis,
        group=fact.group,
        on=on,
        reason=fact.reason or "",
        chosen_by=fact.chosen_by,
        meeting=fact.meeting,
    )


def _of_meeting(event: Event, dossier: Dossier, framework: Framework, day: date) -> None:
    match event.fact:
        case meeting.MeetingPlanned() as fact:
            talking.decide_plan(
                dossier, framework, fact.meeting, kind=fact.meeting_kind, on=fact.on, today=day, mode=fact.mode
            )
        case meeting.MeetingHeld() as fact:
            talk = talking.Talk(
                kind=fact.meeting_kind,
                on=fact.on,
                mode=fact.mode,
                notes=fact.notes,
                scores=fact.scores,
                answers=fact.answers,
                present=fact.present,
            )
            talking.check_talk(talk, dossier, framework, today=day)
            assert replace(talking.held(talk, fact.meeting, framework), session=fact.session) == fact
            assert dossier.spells[-1].start <= fact.on, "held before the client came"
            known = dossier.meeting(fact.meeting)
            if known is not None:
                talking.check_replacing(known, event.by)
                assert known.kind == fact.meeting_kind
        case meeting.MeetingMissed() as fact:
            talking.decide_missed(talking.find_meeting(dossier, fact.meeting), fact.on, fact.reason, today=day)
        case meeting.MeetingCancelled() as fact:
            plan = talking.find_meeting(dossier, fact.meeting)
            talking.decide_cancelled(plan, fact.on, fact.reason, by_office=fact.by_office)
        case meeting.MeetingSigned() as fact:
            talking.decide_signing(talking.find_meeting(dossier, fact.meeting), today=day)
            assert fact.on == day
        case meeting.MeetingAmended() as fact:
            known = talking.find_meeting(dossier, fact.meeting)
            changes = talking.Talk(kind=known.kind, on=fact.on or known.on, mode=known.mode, notes=fact.notes)
            made = talking.decide_amendment(known, dossier, framework, fact.reason, changes, today=day)
            assert made == fact
        case meeting.MeetingWithdrawn() as fact:
            talking.decide_withdrawal(talking.find_meeting(dossier, fact.meeting), fact.reason)
        case fact:
            raise AssertionError(f"unexpected {fact}")


def _of_commitment(event: Event, dossier: Dossier, framework: Framework, day: date) -> None:
    match event.fact:
        case meeting.CommitmentMade() as fact:
            agreement = agreeing.Agreement(
                owner=fact.owner, text=fact.text, due_on=fact.due_on, domain=fact.domain, partner=fact.partner
            )
            agreeing.decide_agreement(agreement, framework, fact.commitment, made_on=fact.made_on)
            assert fact.made_on <= day
        case meeting.CommitmentRenegotiated() as fact:
            known = agreeing.find_commitment(dossier, fact.commitment)
            agreeing.decide_renegotiation(known, fact.replaced_by, text=None, due_on=day, note=fact.note, today=day)
        case meeting.CommitmentEscalated() as fact:
            known = agreeing.find_commitment(dossier, fact.commitment)
            agreeing.decide_escalation(known, framework, fact.step, fact.consideration, today=day)
        case meeting.CommitmentKept() | meeting.CommitmentBroken() | meeting.CommitmentWithdrawn() as fact:
            known = agreeing.find_commitment(dossier, fact.commitment)
            agreeing.decide_settling(known, event.kind.removeprefix("commitment."), fact.on, fact.note, today=day)
        case fact:
            raise AssertionError(f"unexpected {fact}")


def _of_term(event: Event, dossier: Dossier, policy: Policy, day: date) -> None:
    rules = {rule.id: rule for rule, _ in applying_rules(dossier, policy)}
    match event.fact:
        case meeting.DeferralSet() as fact:
            terms.decide_deferral(rules[fact.rule], fact.until, fact.reason, today=day)
        case meeting.DeferralWithdrawn() as fact:
            terms.decide_end_of_deferral(dossier, fact.rule, fact.reason)
        case meeting.WaiverSet() as fact:
            terms.decide_waiver(rules[fact.rule], fact.from_, fact.through, fact.reason)
        case meeting.WaiverEnded() as fact:
            made = terms.decide_end_of_waiver(dossier, fact.rule, fact.through, fact.reason)
            assert fact in made
        case fact:
            raise AssertionError(f"unexpected {fact}")


def _of_things(event: Event, dossier: Dossier, framework: Framework) -> None:
    day = date.fromisoformat(event.at[:10])
    match event.fact:
        case client.LabelGiven() as fact:
            assert fact.target_group in framework.target_groups_by_id
            assert fact.target_group not in dossier.current_labels, "a label twice"
            assert dossier.spells[0].start <= fact.on <= day
        case client.LabelEnded() as fact:
            assert fact.target_group in dossier.current_labels, "no such label to end"
        case client.ContactAdded() as fact:
            assert fact.role is None or fact.role in framework.roles_by_id
            assert (fact.consultant, fact.role) not in [
                (item.consultant, item.role) for item in dossier.current_contacts
            ]
        case client.ContactEnded() as fact:
            assert (fact.consultant, fact.role) in [(item.consultant, item.role) for item in dossier.current_contacts]
        case client.DutyFreed() as fact:
            assert fact.duty in [item.id for item in framework.duties]
            assert fact.until is None or fact.from_ < fact.until
        case client.DutyRestored() as fact:
            assert any(item.id == fact.duty and item.start <= fact.on for item in dossier.duties)
        case client.InstrumentStarted() as fact:
            assert fact.instrument in [item.id for item in framework.instruments]
            assert fact.until is None or fact.from_ < fact.until
        case client.InstrumentEnded() as fact:
            assert any(item.id == fact.instrument and item.start <= fact.on for item in dossier.instruments)
        case client.ReferralMade() as fact:
            assert fact.partner in [item.id for item in framework.partners]
            assert fact.on <= day
        case client.WorkStarted() as fact:
            assert fact.on <= day
        case client.SignalAcknowledged() | client.Undone():
            pass
        case fact:
            raise AssertionError(f"unexpected {fact}")
