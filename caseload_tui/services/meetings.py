"""Meetings: planned, recorded per life domain, signed, amended; drafts never lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caseload_tui.domain import talking
from caseload_tui.domain.agreeing import Agreement, decide_agreement
from caseload_tui.domain.dossier import CONSENTS, HELD, PLANNED, Dossier, Meeting
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.meeting import MeetingMissed
from caseload_tui.domain.filters import ClientFilter, MeetingFilter
from caseload_tui.domain.registering import decide_change
from caseload_tui.domain.rows import ClientRow, Draft, MeetingRow
from caseload_tui.domain.talking import Talk
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.services.desk import Desk
from caseload_tui.services.following import Following, following_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A meeting to be planned; `time` is HH:MM, `consultant` whom it is with."""

    kind: str
    on: date
    time: str | None = None
    mode: str | None = None
    consultant: str | None = None
    consent: str | None = None
    """What the client said when asked for consent, `yes` or `no`; None where nobody asked."""


@dataclass(frozen=True, slots=True)
class PreviousNote:
    """What was written about a life domain the time before."""

    on: date
    kind: str
    text: str
    score: int | None


class Meetings:
    """Meetings of clients."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def list(self, chosen: MeetingFilter) -> tuple[MeetingRow, ...]:
        """Return the meetings that the filter lets through, by day and time."""
        with self._desk.reading() as reading:
            return reading.meetings(chosen)

    def whole(self) -> Iterator[tuple[ClientRow, Meeting]]:
        """Yield every meeting of every client with its notes, for an export; log that as an opening first."""
        with self._desk.reading() as reading:
            rows = {row.id: row for row in reading.clients(ClientFilter())}
            for dossier in reading.dossiers():
                for meeting in dossier.meetings:
                    yield rows[dossier.id], meeting

    def kind(self, name: str) -> str:
        """Return the id of the meeting kind with this id or name."""
        with self._desk.reading() as reading:
            return talking.find_kind(reading.policy().framework, name).id

    def new_id(self) -> str:
        """Return an identifier for a meeting that is about to be recorded."""
        return self._desk.author.new_id()

    def plan(self, client_id: str, plan: Plan, *, meeting: str | None = None) -> Meeting:
        """Plan a meeting, or move the planned one named by `meeting`."""
        with self._desk.writing() as writing:
            self._ask_consent(client_id, plan.mode, plan.consent, writing)
            dossier = writing.dossier(client_id)
            meeting = meeting or writing.new_id()
            writing.record(client_id, self._planned(dossier, plan, meeting, writing))
            return talking.find_meeting(writing.dossier(client_id), meeting)

    def _ask_consent(self, client_id: str, mode: str | None, consent: str | None, writing: Any) -> None:
        """Record what the client said when asked for consent to a mode, unless that is known already."""
        dossier, framework = writing.dossier(client_id), writing.policy().framework
        if consent is not None and mode in CONSENTS and dossier.value(CONSENTS[mode]) != consent:
            change = decide_change(dossier, framework, CONSENTS[mode], consent, today=self._desk.today())
            writing.record(client_id, change)

    def lacks_consent(self, client_id: str, kind: str, mode: str | None) -> bool:
        """Tell whether the policy wants consent for this way to meet that nobody asked the client for."""
        with self._desk.reading() as reading:
            found = talking.find_kind(reading.policy().framework, kind)
            return talking.asks_consent(mode, found, reading.dossier(client_id))

    def _planned(self, dossier: Dossier, plan: Plan, meeting: str, writing: Any) -> Fact:
        if plan.consultant is not None and writing.office().consultant(plan.consultant) is None:
            raise Refused(tr("That {consultant} does not work here."), tr("Look who works here with the team."))
        return talking.decide_plan(
            dossier,
            writing.policy().framework,
            meeting,
            kind=plan.kind,
            on=plan.on,
            today=self._desk.today(),
            time=plan.time,
            mode=plan.mode,
            consultant=plan.consultant,
        )

    def settles(self, client_id: str, talk: Talk) -> tuple[Meeting | None, Meeting | None]:
        """Return the plan that recording the talk settles, and else another near one of which to ask."""
        with self._desk.reading() as reading:
            dossier, framework = reading.dossier(client_id), reading.policy().framework
            same = talking.plan_settled_by(talk, dossier, framework)
            return same, None if same else talking.near_plan(talk, dossier, framework)

    def record(
        self,
        client_id: str,
        talk: Talk,
        *,
        meeting: str | None = None,
        agreed: tuple[Agreement, ...] = (),
        following: Plan | None = None,
        sign: bool = False,
        draft: str | None = None,
        consent: str | None = None,
    ) -> Meeting:
        """Record a held meeting, with what was agreed and the next plan, in one transaction.

        `meeting` names a plan it settles, or an unsigned record of one's own that it replaces; without it, a plan of
        that kind on that day is settled. The draft named by `draft` goes with it.
        """
        today, by = self._desk.today(), self._desk.by
        with self._desk.writing() as writing:
            self._ask_consent(client_id, talk.mode, consent, writing)
            if following is not None:
                self._ask_consent(client_id, following.mode, following.consent, writing)
            dossier, framework = writing.dossier(client_id), writing.policy().framework
            talking.check_talk(talk, dossier, framework, today=today)
            settled = talking.plan_settled_by(talk, dossier, framework)
            meeting = meeting or (settled.id if settled else writing.new_id())
            known = dossier.meeting(meeting)
            if known is not None:
                talking.check_replacing(known, by)
            facts: list[Fact] = [talking.held(talk, meeting, framework)]
            for agreement in agreed:
                made = Agreement(
                    owner=agreement.owner,
                    text=agreement.text,
                    due_on=agreement.due_on,
                    domain=agreement.domain,
                    partner=agreement.partner,
                    category=agreement.category,
                    meeting=meeting,
                )
                facts.append(decide_agreement(made, framework, writing.new_id(), made_on=talk.on))
            if following is not None:
                facts.append(self._planned(dossier, following, writing.new_id(), writing))
            writing.record(client_id, *facts)
            if sign:
                recorded = talking.find_meeting(writing.dossier(client_id), meeting)
                writing.record(client_id, talking.decide_signing(recorded, today=today))
            if draft is not None:
                writing.drop_draft(by, draft)
            return talking.find_meeting(writing.dossier(client_id), meeting)

    def sign(self, client_id: str, meeting: str) -> Meeting:
        """Sign the record of a held meeting."""
        with self._desk.writing() as writing:
            known = talking.find_meeting(writing.dossier(client_id), meeting)
            writing.record(client_id, talking.decide_signing(known, today=self._desk.today()))
            return talking.find_meeting(writing.dossier(client_id), meeting)

    def amend(self, client_id: str, meeting: str, reason: str, changes: Mapping[str, Any]) -> Meeting:
        """Add an amendment to a signed record; `changes` has any of the keys of a `Talk`."""
        with self._desk.writing() as writing:
            dossier, framework = writing.dossier(client_id), writing.policy().framework
            known = talking.find_meeting(dossier, meeting)
            before: dict[str, Any] = {"kind": known.kind, "on": known.on, "mode": known.mode}
            corrected = Talk(**(before | dict(changes)))
            fact = talking.decide_amendment(known, dossier, framework, reason, corrected, today=self._desk.today())
            writing.record(client_id, fact)
            return talking.find_meeting(writing.dossier(client_id), meeting)

    def no_show(
        self,
        client_id: str,
        *,
        meeting: str | None = None,
        kind: str | None = None,
        on: date | None = None,
        reason: str | None = None,
    ) -> Meeting:
        """Record that the client did not come: to the plan named, or to an invitation of the kind on the day."""
        today = self._desk.today()
        with self._desk.writing() as writing:
            dossier = writing.dossier(client_id)
            known = self._planned_meeting(dossier, meeting, kind, on)
            if known is not None:
                fact = talking.decide_missed(known, on or known.on, reason, today=today)
            elif kind is not None and on is not None:
                found = talking.find_kind(writing.policy().framework, kind)
                talking.check_talk(Talk(kind=found.id, on=on), dossier, writing.policy().framework, today=today)
                fact = MeetingMissed(meeting=writing.new_id(), meeting_kind=found.id, on=on, reason=reason)
            else:
                raise Refused(tr("No such meeting is planned."), tr("Give the kind and the day of the invitation."))
            writing.record(client_id, fact)
            return talking.find_meeting(writing.dossier(client_id), fact.meeting)

    def after_no_show(self, client_id: str) -> Following | None:
        """Return what the policy asks after the invitations that the client missed in a row."""
        with self._desk.reading() as reading:
            return following_of(reading.dossier(client_id), reading.policy().framework, self._desk.today())

    def cancel(
        self,
        client_id: str,
        *,
        meeting: str | None = None,
        kind: str | None = None,
        on: date | None = None,
        reason: str | None = None,
        by_office: bool = True,
    ) -> Meeting:
        """Call a planned meeting off."""
        with self._desk.writing() as writing:
            known = self._planned_meeting(writing.dossier(client_id), meeting, kind, on)
            if known is None:
                raise Refused(tr("No such meeting is planned."), tr("Look at the timeline of the dossier."))
            fact = talking.decide_cancelled(known, self._desk.today(), reason, by_office=by_office)
            writing.record(client_id, fact)
            return talking.find_meeting(writing.dossier(client_id), known.id)

    def withdraw(self, client_id: str, meeting: str, reason: str) -> Meeting:
        """Withdraw a record that was made in the wrong dossier."""
        with self._desk.writing() as writing:
            known = talking.find_meeting(writing.dossier(client_id), meeting)
            writing.record(client_id, talking.decide_withdrawal(known, reason))
            return talking.find_meeting(writing.dossier(client_id), meeting)

    def previous(self, client_id: str, kind: str) -> dict[str, PreviousNote]:
        """Return the latest note of each life domain; the kind on which this one builds goes before others."""
        with self._desk.reading() as reading:
            dossier, framework = reading.dossier(client_id), reading.policy().framework
        known = framework.kinds_by_id.get(kind)
        builds_on = known.builds_on if known is not None and known.builds_on else kind
        held = [item for item in dossier.meetings if item.status == HELD]
        held.sort(key=lambda item: (item.kind in (builds_on, kind), item.on, item.recorded_seq))
        notes: dict[str, PreviousNote] = {}
        for meeting in held:
            for domain, text in effective_notes(meeting).items():
                notes[domain] = PreviousNote(meeting.on, meeting.kind, text, effective_scores(meeting).get(domain))
        return notes

    def latest(self, client_id: str, meeting: str | None, kind: str | None, *, unsigned: bool = False) -> Meeting:
        """Return the meeting named, else the latest held one of the kind, or of those that nobody signed."""
        with self._desk.reading() as reading:
            dossier, framework = reading.dossier(client_id), reading.policy().framework
        if meeting is not None:
            return talking.find_meeting(dossier, meeting)
        wanted = talking.find_kind(framework, kind).id if kind is not None else None
        held = [
            item
            for item in dossier.meetings
            if item.status == HELD and wanted in (None, item.kind) and (item.unsigned or not unsigned)
        ]
        if not held:
            title = tr("No such meeting waits for a signature.") if unsigned else tr("No such meeting was held.")
            raise Refused(title, tr("Look at the timeline of the dossier."))
        return held[-1]

    def save_draft(self, draft: Draft) -> None:
        """Keep half-typed work; drafts are not facts and may be kept on any day."""
        with self._desk.store.writing(self._desk.author) as writing:
            writing.save_draft(draft)

    def drop_draft(self, key: str) -> None:
        """Throw half-typed work away."""
        with self._desk.store.writing(self._desk.author) as writing:
            writing.drop_draft(self._desk.by, key)

    def drafts(self) -> tuple[Draft, ...]:
        """Return the half-typed work of the person at the keyboard, latest first."""
        with self._desk.reading() as reading:
            return reading.drafts(self._desk.by)

    def draft(self, key: str) -> Draft | None:
        """Return the half-typed work kept under a key."""
        with self._desk.reading() as reading:
            return reading.draft(self._desk.by, key)

    def _planned_meeting(
        self, dossier: Dossier, meeting: str | None, kind: str | None, on: date | None
    ) -> Meeting | None:
        if meeting is not None:
            return talking.find_meeting(dossier, meeting)
        fitting = [
            item
            for item in dossier.meetings
            if item.status == PLANNED and kind in (None, item.kind) and on in (None, item.on)
        ]
        return min(fitting, key=lambda item: abs((item.on - self._desk.today()).days), default=None)


def effective_notes(meeting: Meeting) -> dict[str, str]:
    """Return the notes with what amendments put beside or in place of them."""
    notes = dict(meeting.notes)
    for amendment in meeting.amendments:
        notes |= amendment.notes
    return notes


def effective_scores(meeting: Meeting) -> dict[str, int]:
    """Return the scores with what amendments put in their place."""
    scores = dict(meeting.scores)
    for amendment in meeting.amendments:
        scores |= amendment.scores
    return scores


def effective_answers(meeting: Meeting) -> dict[str, str]:
    """Return the answers to the questions, with what amendments put in their place."""
    answers = dict(meeting.answers)
    for amendment in meeting.amendments:
        answers |= amendment.answers
    return answers
