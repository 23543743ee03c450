"""Meetings of another system: held ones with their notes, plans, and invitations that were missed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from caseload_tui.domain import talking
from caseload_tui.domain.dossier import CANCELLED, HELD, MISSED, PLANNED, Dossier, Meeting
from caseload_tui.domain.facts.base import Fact
from caseload_tui.domain.facts.meeting import MeetingCancelled, MeetingMissed, MeetingPlanned, MeetingSigned
from caseload_tui.domain.facts.source import MEETING, SourceSeen
from caseload_tui.domain.talking import Talk
from caseload_tui.domain.typed_dates import parse_time
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.incoming.rows import Said
from caseload_tui.services.incoming.taker import Taker, of_field

_STATES = (HELD, PLANNED, MISSED, CANCELLED)


class MeetingTaker(Taker):
    """Records meetings; one that says something else later is recorded again, or amended once it is signed."""

    record = MEETING

    def known_ids(self) -> Mapping[str, Collection[str]]:
        """Return the ids of life domains; a note can also be about none of them."""
        domains = self.framework.domains_by_id
        return {"notes": (*domains, talking.GENERAL_NOTE), "scores": domains}

    def arrive(self, fresh: list[Said]) -> None:
        """Record meetings that were never seen before."""
        for rows in self.about(fresh):
            self.record_rows(rows, lambda said, dossier: self._facts(said, dossier, None))

    def change(self, said: Said, before: SourceSeen, dossier: Dossier) -> Iterable[Fact]:
        """Return what became of a meeting, or what was changed in its record."""
        known = dossier.meeting(before.id)
        if known is None:
            raise Refused(tr("That meeting is not there."), tr("Look at the timeline of the dossier."))
        return self._facts(said, dossier, known)

    def _facts(self, said: Said, dossier: Dossier, known: Meeting | None) -> list[Fact]:
        """Return what a row says, and that it was seen."""
        talk = self._talk(said)
        state = said.values.get("state") or (HELD if talk.on <= self.today else PLANNED)
        if state not in _STATES:
            with of_field("state"):
                raise Refused(
                    tr("“{name}” says nothing of a meeting.", name=state),
                    tr("Choose one of: {known}.", known=", ".join(_STATES)),
                )
        settled = None if known is not None else talking.plan_settled_by(talk, dossier, self.framework)
        known = known or (settled if state != PLANNED else None)
        meeting = known.id if known is not None else self.writing.new_id()
        facts = (
            self._held(said, talk, meeting, dossier, known)
            if state == HELD
            else self._not_held(state, said, talk, meeting, dossier, known)
        )
        return [*facts, self.sees(said, meeting)]

    def _held(self, said: Said, talk: Talk, meeting: str, dossier: Dossier, known: Meeting | None) -> Iterator[Fact]:
        talking.check_talk(talk, dossier, self.framework, today=self.today)
        if known is not None and known.signed_on is not None:
            reason = tr("changed in {source}", source=self.mapped.source)
            amended = talking.decide_amendment(known, dossier, self.framework, reason, talk, today=self.today)
            if amended != replace(amended, on=None, meeting_kind=None, mode=None, notes={}, scores={}, answers={}):
                yield amended
            return
        if known is not None:
            talking.check_replacing(known, self.by)
        yield talking.held(talk, meeting, self.framework)
        signed_on = self.day(said, "signed_on")
        if signed_on is not None:
            if not talk.on <= signed_on <= self.today:
                with of_field("signed_on"):
                    raise Refused(tr("It cannot have been signed on that day."), tr("Look at the day of the meeting."))
            yield MeetingSigned(meeting=meeting, on=signed_on)

    def _not_held(
        self, state: str, said: Said, talk: Talk, meeting: str, dossier: Dossier, known: Meeting | None
    ) -> Iterator[Fact]:
        reason = said.values.get("reason")
        if state == MISSED:
            if known is not None and known.status == PLANNED:
                yield talking.decide_missed(known, talk.on, reason, today=self.today)
            elif talk.on > self.today:
                raise Refused(tr("The meeting has not been yet."), tr("Cancel it, or wait until the day."))
            else:
                yield MeetingMissed(meeting=meeting, meeting_kind=talk.kind, on=talk.on, reason=reason)
        elif state == CANCELLED:
            if known is not None:
                yield talking.decide_cancelled(known, talk.on, reason, by_office=True)
            else:
                yield MeetingPlanned(meeting=meeting, meeting_kind=talk.kind, on=talk.on, mode=talk.mode)
                yield MeetingCancelled(meeting=meeting, on=talk.on, reason=reason)
        else:
            yield talking.decide_plan(
                dossier,
                self.framework,
                meeting,
                kind=talk.kind,
                on=talk.on,
                today=self.today,
                time=self._time(said),
                mode=talk.mode,
            )

    def _talk(self, said: Said) -> Talk:
        values = said.values
        with of_field("kind"):
            kind = talking.find_kind(self.framework, values["kind"]).id
        notes = {
            domain: values[f"notes.{domain}"] for domain in self.mapped.within("notes") if values.get(f"notes.{domain}")
        }
        return Talk(
            kind=kind,
            on=date.fromisoformat(values["on"].partition(" ")[0]),
            mode=values.get("mode"),
            notes=notes,
            scores=dict(self._scores(said)),
        )

    def _scores(self, said: Said) -> Iterator[tuple[str, int]]:
        for domain in self.mapped.within("scores"):
            value = said.values.get(f"scores.{domain}")
            if value:
                with of_field(f"scores.{domain}"):
                    if not value.isdecimal():
                        raise Refused(tr("A score is a whole number."), tr("The lowest level is 1."))
                    yield domain, int(value)

    def _time(self, said: Said) -> str | None:
        value, field = said.values.get("time"), "time"
        if not value:
            value, field = said.values["on"].partition(" ")[2], "on"
        if not value:
            return None
        with of_field(field):
            return parse_time(value).strftime("%H:%M")
