"""Does what a task asks, through the services, from its checks alone: as a trainee would who does exactly that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from caseload_tui.domain.agreeing import Agreement
from caseload_tui.domain.dossier import Dossier
from caseload_tui.domain.exercises import Check, Condition
from caseload_tui.domain.talking import GENERAL_NOTE, Talk
from caseload_tui.services import Services
from caseload_tui.services.meetings import Plan

SENTENCE = "Vandaag samen rustig besproken wat goed gaat, wat beter kan en wie welke volgende stap zet"


class Doer:
    """Does the checks of one task after each other, and remembers the talk that later checks speak of."""

    def __init__(self, services: Services, by: Callable[[str], Services]) -> None:
        self._services, self._by = services, by
        self._talks: dict[str, str] = {}

    def do(self, check: Check) -> None:
        """Do what one check asks, as often as it asks."""
        for _ in range(check.count):
            if check.look is not None:
                self._services.clients.open(check.client or "")
            else:
                getattr(self, (check.fact or "").replace(".", "_"))(check, {item.key: item for item in check.where})

    def meeting_held(self, check: Check, where: dict[str, Condition]) -> None:
        client, kind = check.client or "", str(where["meeting_kind"].equals)
        notes, scores = where.get("notes"), where.get("scores")
        session = where.get("session")
        parts = (notes.each or (GENERAL_NOTE,)) if notes is not None else (GENERAL_NOTE,)
        policy = self._services.team.framework()
        if notes is None and policy.kinds_by_id[kind].domains:
            parts = policy.kinds_by_id[kind].domains[:1]
        if session is not None:
            self._attend(client, kind)
            return
        mode = where["mode"].equals if "mode" in where else None
        talk = Talk(
            kind=kind,
            on=_day(where["on"]) if "on" in where else self._services.desk.today(),
            mode=mode,
            notes=dict.fromkeys(parts, SENTENCE),
            scores=dict.fromkeys(scores.each, 2) if scores is not None else {},
        )
        held = self._services.meetings.record(client, talk, consent="yes" if mode == "home" else None)
        self._talks[check.id] = held.id

    def _attend(self, client: str, kind: str) -> None:
        today = self._services.desk.today()
        past = [self._services.sessions.show(item.id) for item in self._services.sessions.list(None, today)]
        session = next(item for item in past if item.kind == kind and item.of("planned") and item.meeting(client))
        self._services.sessions.attend(session.id, present=[client], others="open")

    def meeting_missed(self, check: Check, where: dict[str, Condition]) -> None:
        kind = str(where["meeting_kind"].equals)
        session = self._planned(check.client or "", kind).session
        if session is not None:
            self._services.sessions.attend(session, absent=[check.client or ""], others="open")
            return
        day = _day(where["on"]) if "on" in where else None
        self._services.meetings.no_show(check.client or "", kind=kind, on=day, reason="Niet verschenen")

    def meeting_signed(self, check: Check, where: dict[str, Condition]) -> None:
        meeting = where["meeting"]
        named = str(meeting.equals) if meeting.equals is not None else self._talks[meeting.same or ""]
        self._services.meetings.sign(check.client or "", named)

    def meeting_amended(self, check: Check, where: dict[str, Condition]) -> None:
        notes = where["notes"]
        self._services.meetings.amend(
            check.client or "", str(where["meeting"].equals), SENTENCE, {"notes": dict.fromkeys(notes.each, SENTENCE)}
        )

    def meeting_withdrawn(self, check: Check, where: dict[str, Condition]) -> None:
        self._services.meetings.withdraw(check.client or "", str(where["meeting"].equals), SENTENCE)

    def meeting_planned(self, check: Check, where: dict[str, Condition]) -> None:
        mode = where["mode"].equals if "mode" in where else None
        plan = Plan(kind=str(where["meeting_kind"].equals), on=_day(where["on"]), mode=mode)
        if self._services.team.framework().kinds_by_id[plan.kind].session == "group":
            self._services.sessions.plan(plan.kind, plan.on, [check.client or ""])
            return
        self._services.meetings.plan(check.client or "", replace(plan, consent="yes" if mode == "home" else None))

    def meeting_cancelled(self, check: Check, where: dict[str, Condition]) -> None:
        self._services.meetings.cancel(check.client or "", meeting=str(where["meeting"].equals), reason=SENTENCE)

    def commitment_made(self, check: Check, where: dict[str, Condition]) -> None:
        meeting, due = where.get("meeting"), where.get("due_on")
        owner = str(where["owner"].equals)
        agreement = Agreement(
            owner=owner,
            text=SENTENCE,
            due_on=_day(due) if due is not None else self._services.desk.today() + timedelta(days=7),
            domain=where["domain"].equals if "domain" in where else None,
            partner="partner" if owner == "partner" else None,
            meeting=self._talks[meeting.same or ""] if meeting is not None else None,
        )
        self._services.commitments.add(check.client or "", agreement)

    def commitment_kept(self, check: Check, where: dict[str, Condition]) -> None:
        self._services.commitments.keep(check.client or "", str(where["commitment"].equals))

    def commitment_broken(self, check: Check, where: dict[str, Condition]) -> None:
        self._services.commitments.break_(check.client or "", str(where["commitment"].equals))

    def commitment_escalated(self, check: Check, where: dict[str, Condition]) -> None:
        self._services.commitments.escalate(check.client or "", str(where["commitment"].equals), consideration=SENTENCE)

    def commitment_renegotiated(self, check: Check, where: dict[str, Condition]) -> None:
        day = self._services.desk.today() + timedelta(days=14)
        self._services.commitments.renegotiate(check.client or "", str(where["commitment"].equals), day, note=SENTENCE)

    def placement_set(self, check: Check, where: dict[str, Condition]) -> None:
        asks = self._services.team.framework().moves.records_choice
        chosen_by = str(where["chosen_by"].equals) if "chosen_by" in where else "client" if asks else None
        axis = where["axis"].equals if "axis" in where else None
        group = where["group"].equals if "group" in where else None
        if group is not None and group in self._dossier(check).groups.values():
            return  # an approval that was asked for before has moved the client
        self._services.moves.move(check.client or "", group, axis=axis, reason=SENTENCE, chosen_by=chosen_by)

    def placement_approved(self, check: Check, where: dict[str, Condition]) -> None:
        self._by("team_lead").moves.approve(check.client or "")

    def placement_corrected(self, check: Check, where: dict[str, Condition]) -> None:
        axis = where["axis"].equals if "axis" in where else None
        self._services.moves.correct(check.client or "", axis=axis, group=str(where["group"].equals), reason=SENTENCE)

    def deferral_set(self, check: Check, where: dict[str, Condition]) -> None:
        self._services.terms.defer(check.client or "", _day(where["until"]), SENTENCE, rule=str(where["rule"].equals))

    def waiver_set(self, check: Check, where: dict[str, Condition]) -> None:
        through = _day(where["through"]) if "through" in where else None
        self._services.terms.waive(check.client or "", SENTENCE, through=through, rule=str(where["rule"].equals))

    def waiver_ended(self, check: Check, where: dict[str, Condition]) -> None:
        self._services.terms.end_waiver(check.client or "", rule=str(where["rule"].equals), reason=SENTENCE)

    def label_given(self, check: Check, where: dict[str, Condition]) -> None:
        self._services.facts.give_label(check.client or "", str(where["target_group"].equals))

    def label_ended(self, check: Check, where: dict[str, Condition]) -> None:
        self._services.facts.end_label(check.client or "", str(where["target_group"].equals))

    def duty_freed(self, check: Check, where: dict[str, Condition]) -> None:
        self._services.facts.free(check.client or "", str(where["duty"].equals), until=_day(where["until"]))

    def instrument_started(self, check: Check, where: dict[str, Condition]) -> None:
        self._services.facts.start_instrument(check.client or "", str(where["instrument"].equals))

    def work_started(self, check: Check, where: dict[str, Condition]) -> None:
        part_time = bool(where["part_time"].equals) if "part_time" in where else False
        hours = int(where["hours"].equals) if "hours" in where else 16
        self._services.facts.start_work(check.client or "", employer="De Kade", part_time=part_time, hours=hours)

    def referral_made(self, check: Check, where: dict[str, Condition]) -> None:
        self._services.facts.refer(check.client or "", str(where["partner"].equals), note=SENTENCE)

    def client_answered(self, check: Check, where: dict[str, Condition]) -> None:
        self._services.facts.answer(check.client or "", note=SENTENCE)

    def client_dated(self, check: Check, where: dict[str, Condition]) -> None:
        self._services.facts.date(check.client or "", str(where["fact"].equals), _day(where["on"]))

    def client_changed(self, check: Check, where: dict[str, Condition]) -> None:
        value = where["value"].equals if where["value"].equals is not None else where["value"].contains
        self._services.clients.change(check.client or "", str(where["field"].equals), str(value))

    def client_closed(self, check: Check, where: dict[str, Condition]) -> None:
        aftercare = bool(where["aftercare"].equals) if "aftercare" in where else False
        self._services.clients.close(check.client or "", str(where["reason"].equals or SENTENCE), aftercare=aftercare)

    def contact_added(self, check: Check, where: dict[str, Condition]) -> None:
        role = where["role"].equals if "role" in where else None
        self._services.facts.add_contact(check.client or "", str(where["consultant"].equals), role=role)

    def transfer_offered(self, check: Check, where: dict[str, Condition]) -> None:
        self._services.transfers.offer([check.client or ""], str(where["to"].equals), SENTENCE)

    def transfer_accepted(self, check: Check, where: dict[str, Condition]) -> None:
        self._services.transfers.accept([check.client or ""])

    def _dossier(self, check: Check) -> Dossier:
        return self._services.clients.look(check.client or "").dossier

    def _planned(self, client: str, kind: str) -> Any:
        meetings = self._services.clients.look(client).dossier.meetings
        return next(item for item in meetings if item.kind == kind and item.status == "planned")


def _day(wanted: Condition) -> date:
    """Return a day that the condition accepts."""
    return date.fromisoformat(str(wanted.equals or wanted.start or wanted.through))
