"""How each deed of a story that was written by hand is done: through the same services as a deed of a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import singledispatch
from typing import Any

from caseload_tui.domain.agreeing import Agreement
from caseload_tui.domain.dossier import PLANNED, Dossier
from caseload_tui.domain.rows import Draft
from caseload_tui.domain.talking import GENERAL_NOTE, Talk
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.seeding import deeds
from caseload_tui.seeding.when import When
from caseload_tui.services import Services
from caseload_tui.services.meetings import Plan


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a deed is done: by whom and on which day (both in the services), for which client, and what it calls so."""

    services: Services
    client: str
    day_of: Callable[[When], date]
    names: dict[str, str] = field(default_factory=dict)
    """What the script calls promises and talks, and their identifiers."""

    @property
    def today(self) -> date:
        """The day of the deed."""
        return self.services.desk.today()

    def day(self, when: When | None) -> date | None:
        """Return a day of the script; None where it says none."""
        return self.day_of(when) if when is not None else None

    def named(self, name: str) -> str:
        """Return what the script calls so."""
        if name not in self.names:
            raise Refused(
                tr("Nothing in this story is called “{name}” by then.", name=name),
                tr("It has: {known}.", known=", ".join(self.names) or "-"),
            )
        return self.names[name]

    def call(self, name: str | None, identifier: str) -> None:
        """Keep what the script calls something."""
        if name is not None:
            self.names[name] = identifier


@singledispatch
def do(deed: deeds.Deed, scene: Scene) -> None:
    """Do what happened in the story; refused where a person would be refused."""
    raise NotImplementedError(type(deed).__name__)


@do.register
def _(deed: deeds.Talked, scene: Scene) -> None:
    said = deed.notes if deed.note is None else {**deed.notes, GENERAL_NOTE: deed.note}
    talk = Talk(
        kind=deed.kind,
        on=scene.day(deed.held) or scene.today,
        mode=deed.mode,
        notes=said,
        scores=deed.scores,
        answers=deed.answers,
        present=deed.present,
    )
    following = _plan(deed.next, scene) if deed.next is not None else None
    before = _plans(scene)
    held = scene.services.meetings.record(
        scene.client,
        talk,
        agreed=tuple(_agreement(item, scene) for item in deed.agreed),
        following=following,
        sign=deed.signed,
        consent=deed.consent,
    )
    scene.call(deed.id, held.id)
    made = [item for item in _dossier(scene).commitments if item.meeting == held.id]
    for promise, commitment in zip(deed.agreed, made, strict=True):
        scene.call(promise.id, commitment.id)
    if deed.next is not None:
        scene.call(deed.next.id, next(iter(_plans(scene) - before)))


@do.register
def _(deed: deeds.Planned, scene: Scene) -> None:
    scene.call(deed.id, scene.services.meetings.plan(scene.client, _plan(deed, scene)).id)


@do.register
def _(deed: deeds.Missed, scene: Scene) -> None:
    day = scene.day(deed.day) or scene.today
    scene.services.meetings.no_show(scene.client, kind=deed.kind, on=day, reason=deed.reason)


@do.register
def _(deed: deeds.Cancelled, scene: Scene) -> None:
    scene.services.meetings.cancel(
        scene.client, kind=deed.kind, on=scene.day(deed.day), reason=deed.reason, by_office=not deed.client
    )


@do.register
def _(deed: deeds.Amended, scene: Scene) -> None:
    changes = {"notes": deed.notes, "scores": deed.scores}
    scene.services.meetings.amend(scene.client, _held(deed, scene), deed.reason, changes)


@do.register
def _(deed: deeds.TalkWithdrawn, scene: Scene) -> None:
    scene.services.meetings.withdraw(scene.client, _held(deed, scene), deed.reason)


@do.register
def _(deed: deeds.Drafted, scene: Scene) -> None:
    desk, day = scene.services.desk, scene.day_of(deed.day)
    plans = [item for item in _dossier(scene).meetings if item.id in _plans(scene) and item.kind == deed.kind]
    plan = next((item.id for item in plans if item.on == day), None)
    talk = Talk(kind=deed.kind, on=day, mode=deed.mode, notes=deed.notes, scores=deed.scores)
    content: dict[str, Any] = {"kind": talk.kind, "on": day.isoformat(), "mode": talk.mode}
    content |= {"notes": dict(talk.notes), "scores": dict(talk.scores), "answers": {}}
    meeting = plan or scene.services.meetings.new_id()
    saved_at = desk.author.clock().isoformat(timespec="microseconds")
    scene.services.meetings.save_draft(Draft(desk.by, f"talk:{meeting}", scene.client, meeting, saved_at, content))


@do.register
def _(deed: deeds.Moved, scene: Scene) -> None:
    scene.services.moves.move(
        scene.client,
        deed.to,
        axis=deed.axis,
        on=scene.day(deed.since),
        reason=deed.reason,
        chosen_by=deed.chosen_by,
    )


@do.register
def _(deed: deeds.Approved, scene: Scene) -> None:
    scene.services.moves.approve(scene.client, axis=deed.axis)


@do.register
def _(deed: deeds.Rejected, scene: Scene) -> None:
    scene.services.moves.reject(scene.client, deed.reason, axis=deed.axis)


@do.register
def _(deed: deeds.Corrected, scene: Scene) -> None:
    scene.services.moves.correct(
        scene.client, axis=deed.axis, group=deed.to, on=scene.day(deed.since), reason=deed.reason
    )


@do.register
def _(deed: deeds.Agreed, scene: Scene) -> None:
    scene.call(deed.id, scene.services.commitments.add(scene.client, _agreement(deed, scene)).id)


@do.register
def _(deed: deeds.Kept, scene: Scene) -> None:
    scene.services.commitments.keep(scene.client, scene.named(deed.promise), note=deed.note)


@do.register
def _(deed: deeds.Broken, scene: Scene) -> None:
    scene.services.commitments.break_(scene.client, scene.named(deed.promise), note=deed.note)


@do.register
def _(deed: deeds.PromiseWithdrawn, scene: Scene) -> None:
    scene.services.commitments.withdraw(scene.client, scene.named(deed.promise), note=deed.note)


@do.register
def _(deed: deeds.Renegotiated, scene: Scene) -> None:
    former = scene.named(deed.promise)
    made = scene.services.commitments.renegotiate(
        scene.client, former, scene.day_of(deed.until), text=deed.text, note=deed.note
    )
    scene.call(deed.id, made.id)


@do.register
def _(deed: deeds.Escalated, scene: Scene) -> None:
    scene.services.commitments.escalate(
        scene.client, scene.named(deed.promise), step=deed.step, consideration=deed.consideration
    )


@do.register
def _(deed: deeds.Labelled, scene: Scene) -> None:
    scene.services.facts.give_label(scene.client, deed.target_group)


@do.register
def _(deed: deeds.LabelEnded, scene: Scene) -> None:
    scene.services.facts.end_label(scene.client, deed.target_group)


@do.register
def _(deed: deeds.Freed, scene: Scene) -> None:
    scene.services.facts.free(scene.client, deed.duty, until=scene.day(deed.until))


@do.register
def _(deed: deeds.Bound, scene: Scene) -> None:
    scene.services.facts.bind(scene.client, deed.duty)


@do.register
def _(deed: deeds.InstrumentBegun, scene: Scene) -> None:
    scene.services.facts.start_instrument(scene.client, deed.instrument, until=scene.day(deed.until))


@do.register
def _(deed: deeds.InstrumentEnded, scene: Scene) -> None:
    scene.services.facts.end_instrument(scene.client, deed.instrument)


@do.register
def _(deed: deeds.WorkFound, scene: Scene) -> None:
    scene.services.facts.start_work(
        scene.client, employer=deed.employer, part_time=deed.part_time, hours=deed.hours, sector=deed.sector
    )


@do.register
def _(deed: deeds.WorkEnded, scene: Scene) -> None:
    scene.services.facts.end_work(scene.client)


@do.register
def _(deed: deeds.Referred, scene: Scene) -> None:
    scene.services.facts.refer(scene.client, deed.partner, note=deed.note)


@do.register
def _(deed: deeds.Answered, scene: Scene) -> None:
    scene.services.facts.answer(scene.client, note=deed.note)


@do.register
def _(deed: deeds.Dated, scene: Scene) -> None:
    scene.services.facts.date(scene.client, deed.fact, scene.day(deed.day) or scene.today)


@do.register
def _(deed: deeds.Deferred, scene: Scene) -> None:
    scene.services.terms.defer(scene.client, scene.day_of(deed.until), deed.reason, kind=deed.kind, rule=deed.rule)


@do.register
def _(deed: deeds.DeferralEnded, scene: Scene) -> None:
    scene.services.terms.end_deferral(scene.client, kind=deed.kind, rule=deed.rule, reason=deed.reason)


@do.register
def _(deed: deeds.Waived, scene: Scene) -> None:
    scene.services.terms.waive(
        scene.client,
        deed.reason,
        start=scene.day(deed.start),
        through=scene.day(deed.through),
        kind=deed.kind,
        rule=deed.rule,
    )


@do.register
def _(deed: deeds.WaiverEnded, scene: Scene) -> None:
    scene.services.terms.end_waiver(scene.client, kind=deed.kind, rule=deed.rule, reason=deed.reason)


@do.register
def _(deed: deeds.Changed, scene: Scene) -> None:
    values: Mapping[str, str | None] = deed.values
    scene.services.clients.change_many(scene.client, dict(values))


@do.register
def _(deed: deeds.ContactAdded, scene: Scene) -> None:
    scene.services.facts.add_contact(scene.client, deed.consultant, role=deed.role)


@do.register
def _(deed: deeds.ContactEnded, scene: Scene) -> None:
    scene.services.facts.end_contact(scene.client, deed.consultant, role=deed.role)


@do.register
def _(deed: deeds.Offered, scene: Scene) -> None:
    scene.services.transfers.offer([scene.client], deed.to, note=deed.note, role=deed.role, until=scene.day(deed.until))


@do.register
def _(deed: deeds.OfferAccepted, scene: Scene) -> None:
    scene.services.transfers.accept([scene.client])


@do.register
def _(deed: deeds.OfferRejected, scene: Scene) -> None:
    scene.services.transfers.reject([scene.client], deed.reason)


@do.register
def _(deed: deeds.Closed, scene: Scene) -> None:
    scene.services.clients.close(scene.client, deed.reason, aftercare=deed.aftercare)


@do.register
def _(deed: deeds.Reopened, scene: Scene) -> None:
    scene.services.clients.reopen(scene.client, deed.groups)


def _dossier(scene: Scene) -> Dossier:
    with scene.services.desk.reading() as reading:
        return reading.dossier(scene.client)


def _plans(scene: Scene) -> frozenset[str]:
    return frozenset(item.id for item in _dossier(scene).meetings if item.status == PLANNED)


def _held(deed: deeds.Amended | deeds.TalkWithdrawn, scene: Scene) -> str:
    """Return the talk that is named, else the latest of the kind."""
    named = scene.named(deed.talk) if deed.talk is not None else None
    return scene.services.meetings.latest(scene.client, named, deed.kind).id


def _plan(wanted: deeds.Planned | deeds.NextTalk, scene: Scene) -> Plan:
    return Plan(
        kind=wanted.kind,
        on=scene.day_of(wanted.day),
        time=wanted.time,
        mode=wanted.mode,
        consultant=scene.services.desk.by,
        consent=wanted.consent if isinstance(wanted, deeds.Planned) else None,
    )


def _agreement(wanted: deeds.Promise | deeds.Agreed, scene: Scene) -> Agreement:
    return Agreement(
        owner=wanted.owner,
        text=wanted.text,
        due_on=scene.day(wanted.until),
        domain=wanted.domain,
        partner=wanted.partner,
    )
