"""What recording, planning, signing and amending a meeting needs, and what it records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from caseload_tui.domain.dossier import (
    CANCELLED,
    CHANGEABLE,
    CLOSED,
    CONSENTS,
    HELD,
    MISSED,
    PLANNED,
    WITHDRAWN,
    Dossier,
    Meeting,
)
from caseload_tui.domain.facts.meeting import (
    MeetingAmended,
    MeetingCancelled,
    MeetingHeld,
    MeetingMissed,
    MeetingPlanned,
    MeetingSigned,
    MeetingWithdrawn,
)
from caseload_tui.domain.framework import Framework, Kind
from caseload_tui.errors import Refused
from caseload_tui.i18n import language, tr

MODES = ("office", "home", "phone", "video", "digital", "outdoors")
GENERAL_NOTE = ""
NEAR_PLAN_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What is recorded of a meeting: notes and scores by life domain, answers by the question's number from 1.

    A kind without life domains has one general note, under the empty id.
    """

    kind: str
    on: date
    mode: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    present: tuple[str, ...] = ()


def find_kind(framework: Framework, kind: str) -> Kind:
    """Return the meeting kind by its id or name."""
    wanted = kind.casefold()
    for item in framework.kinds:
        if wanted in (item.id, *(text.casefold() for _, text in item.name.spoken)):
            return item
    known = ", ".join(item.id for item in framework.kinds)
    raise Refused(tr("There is no meeting “{name}” here.", name=kind), tr("Choose one of: {known}.", known=known))


def modes_of(kind: Kind, groups: Mapping[str, str]) -> tuple[str, ...]:
    """Return the modes in which a client of these groups may have the meeting."""
    if kind.modes is None:
        return MODES
    here = set(groups.values())
    return tuple(mode for mode in MODES if mode in kind.modes and _open_to(kind.modes[mode].groups, here))


def _open_to(groups: tuple[str, ...], here: set[str]) -> bool:
    return not groups or bool(here.intersection(groups))


def check_talk(talk: Talk, dossier: Dossier, framework: Framework, *, today: date) -> None:
    """Refuse a record that cannot be true or does not fit the policy."""
    kind = find_kind(framework, talk.kind)
    born = dossier.date_value("born_on")
    if talk.on > today:
        raise Refused(
            tr("A meeting in the future cannot have been held."), tr("Plan it, or give the day on which it was."), "on"
        )
    if born is not None and talk.on < born:
        raise Refused(tr("The day lies before the {client} was born."), tr("Give the day on which it was held."), "on")
    if dossier.status == CLOSED and dossier.closed_on is not None and talk.on >= dossier.closed_on:
        raise Refused(tr("The dossier was closed on that day."), tr("Reopen it first, or give an earlier day."), "on")
    check_mode(talk.mode, kind, dossier)
    for domain in (*talk.notes, *talk.scores):
        _check_domain(domain, kind, framework)
    for domain, score in talk.scores.items():
        _check_score(domain, score, framework)
    for question in talk.answers:
        if not (question.isdigit() and 1 <= int(question) <= len(kind.checklist)):
            raise Refused(
                tr("There is no question {number} here.", number=question),
                tr("The questions are numbered from 1 to {last}.", last=len(kind.checklist)),
            )
    for role in talk.present:
        if role not in framework.roles_by_id:
            known = ", ".join(framework.roles_by_id) or "-"
            raise Refused(tr("There is no role “{name}” here.", name=role), tr("Choose one of: {known}.", known=known))


def check_mode(mode: str | None, kind: Kind, dossier: Dossier) -> None:
    """Refuse a mode that the policy does not allow for the kind and the client's group, or that lacks consent."""
    if mode is None:
        return
    allowed = modes_of(kind, dossier.groups)
    if mode not in allowed:
        raise Refused(
            tr("“{kind}” cannot be held that way here.", kind=kind.name.to(language())),
            tr("Choose one of: {known}.", known=", ".join(allowed)),
            "mode",
        )
    if needs_consent(mode, kind) and consent_of(dossier, mode) == "no":
        raise Refused(tr("The {client} does not consent to this."), tr("Choose another way to meet."), "mode")


def needs_consent(mode: str | None, kind: Kind | None) -> bool:
    """Tell whether the policy wants the client's consent for having the meeting this way."""
    allowed = kind.modes.get(mode or "") if kind is not None and kind.modes is not None else None
    return allowed is not None and allowed.consent


def asks_consent(mode: str | None, kind: Kind | None, dossier: Dossier) -> bool:
    """Tell whether the client must still be asked for consent."""
    return needs_consent(mode, kind) and consent_of(dossier, mode) is None


def consent_of(dossier: Dossier, mode: str | None) -> str | None:
    """Return whether the client consents to meeting in a mode, `yes` or `no`; None where nobody asked."""
    return dossier.value(CONSENTS[mode]) if mode in CONSENTS else None


def wanted_fields(dossier: Dossier, framework: Framework) -> tuple[str, ...]:
    """Return the fields of a client; of consents the one for visits, those the policy wants and those given."""
    modes = [kind.modes for kind in framework.kinds if kind.modes is not None]
    wanted = {CONSENTS[mode] for known in modes for mode, allowed in known.items() if allowed.consent}
    rest = set(CONSENTS.values()) - wanted - {CONSENTS["home"]}
    return tuple(name for name in CHANGEABLE if name not in rest or dossier.value(name) is not None)


def _check_domain(domain: str, kind: Kind, framework: Framework) -> None:
    if domain == GENERAL_NOTE and not kind.domains:
        return
    if domain not in kind.domains:
        known = ", ".join(kind.domains) or "-"
        raise Refused(
            tr("“{kind}” has no life domain “{name}”.", kind=kind.name.to(language()), name=domain),
            tr("Choose one of: {known}.", known=known),
            f"notes.{domain}",
        )


def _check_score(domain: str, score: int, framework: Framework) -> None:
    life = framework.domains_by_id.get(domain)
    scale = next((item for item in framework.scales if life is not None and item.id == life.scale), None)
    if scale is None:
        raise Refused(tr("This life domain has no scores."), tr("Write it down as a note."))
    if not 1 <= score <= len(scale.levels):
        raise Refused(
            tr("There is no score {score}.", score=score), tr("Scores run from 1 to {last}.", last=len(scale.levels))
        )


def plan_settled_by(talk: Talk, dossier: Dossier, framework: Framework) -> Meeting | None:
    """Return the plan of that kind on that day, which recording the talk settles."""
    kind = find_kind(framework, talk.kind).id
    plans = (item for item in dossier.meetings if item.status == PLANNED)
    return next((item for item in plans if item.kind == kind and item.on == talk.on), None)


def near_plan(talk: Talk, dossier: Dossier, framework: Framework) -> Meeting | None:
    """Return another plan of that kind near the day, of which one must ask whether this talk settles it."""
    kind = find_kind(framework, talk.kind).id
    near = (
        item
        for item in dossier.meetings
        if item.status == PLANNED and item.kind == kind and abs((item.on - talk.on).days) <= NEAR_PLAN_DAYS
    )
    return min(near, key=lambda item: abs((item.on - talk.on).days), default=None)


def held(talk: Talk, meeting: str, framework: Framework) -> MeetingHeld:
    """Return the fact that the meeting was held; empty notes are left out."""
    return MeetingHeld(
        meeting=meeting,
        meeting_kind=find_kind(framework, talk.kind).id,
        on=talk.on,
        mode=talk.mode,
        notes={domain: text for domain, text in talk.notes.items() if text.strip()},
        scores=dict(talk.scores),
        answers={question: text for question, text in talk.answers.items() if text.strip()},
        present=talk.present,
    )


def check_replacing(meeting: Meeting, by: str) -> None:
    """Refuse to record a meeting again that is signed or somebody else's."""
    if meeting.signed_on is not None:
        raise Refused(tr("This record is signed."), tr("Add an amendment; the record itself stays as it is."))
    if meeting.status == HELD and meeting.recorded_by != by:
        raise Refused(tr("Somebody else recorded this meeting."), tr("Only its author can change it before signing."))
    if meeting.status == WITHDRAWN:
        raise Refused(tr("This record was withdrawn."), tr("Record the meeting anew."))


def decide_plan(
    dossier: Dossier,
    framework: Framework,
    meeting: str,
    *,
    kind: str,
    on: date,
    today: date,
    time: str | None = None,
    mode: str | None = None,
    consultant: str | None = None,
) -> MeetingPlanned:
    """Return the fact that a meeting is planned, or moved; on another day it leaves a group session."""
    known = dossier.meeting(meeting)
    if known is not None and known.status != PLANNED:
        raise Refused(tr("This meeting is not planned any more."), tr("Plan a meeting of its own."))
    if not dossier.present:
        raise Refused(tr("The dossier is closed."), tr("Reopen it first."))
    if on < today:
        raise Refused(tr("The day has already passed."), tr("Choose today or a later day."), "on")
    found = find_kind(framework, kind)
    check_mode(mode, found, dossier)
    return MeetingPlanned(
        meeting=meeting,
        meeting_kind=found.id,
        on=on,
        time=time,
        mode=mode,
        consultant=consultant,
        session=known.session if known is not None and (known.kind, known.on) == (found.id, on) else None,
    )


def find_meeting(dossier: Dossier, meeting_id: str) -> Meeting:
    """Return the meeting, or refuse."""
    meeting = dossier.meeting(meeting_id)
    if meeting is None:
        raise Refused(tr("That meeting is not there."), tr("Look at the timeline of the dossier."))
    return meeting


def decide_missed(meeting: Meeting, on: date, reason: str | None, *, today: date) -> MeetingMissed:
    """Return the fact that the client did not come to a planned meeting."""
    _check_planned(meeting)
    if on > today:
        raise Refused(tr("The meeting has not been yet."), tr("Cancel it, or wait until the day."), "on")
    return MeetingMissed(meeting=meeting.id, meeting_kind=meeting.kind, on=on, reason=reason)


def decide_cancelled(meeting: Meeting, on: date, reason: str | None, *, by_office: bool) -> MeetingCancelled:
    """Return the fact that a planned meeting was called off."""
    _check_planned(meeting)
    return MeetingCancelled(meeting=meeting.id, on=on, reason=reason, by_office=by_office)


def decide_signing(meeting: Meeting, *, today: date) -> MeetingSigned:
    """Return the fact that the record was signed."""
    if meeting.status != HELD:
        raise Refused(tr("Only a meeting that was held can be signed."), tr("Record it first."))
    if meeting.signed_on is not None:
        raise Refused(tr("This record is signed already."), tr("Add an amendment if something is missing."))
    return MeetingSigned(meeting=meeting.id, on=today)


def decide_amendment(
    meeting: Meeting, dossier: Dossier, framework: Framework, reason: str, changes: Talk, *, today: date
) -> MeetingAmended:
    """Return the amendment of a signed record; only what differs is kept in it."""
    if meeting.signed_on is None:
        raise Refused(tr("This record is not signed yet."), tr("Change the record itself."))
    if not reason.strip():
        raise Refused(tr("An amendment needs a reason."), tr("Say in a few words what was wrong or missing."))
    check_talk(changes, dossier, framework, today=today)
    kind = find_kind(framework, changes.kind).id
    return MeetingAmended(
        meeting=meeting.id,
        reason=reason.strip(),
        on=changes.on if changes.on != meeting.on else None,
        meeting_kind=kind if kind != meeting.kind else None,
        mode=changes.mode if changes.mode != meeting.mode else None,
        notes={key: text for key, text in changes.notes.items() if text.strip() and text != meeting.notes.get(key)},
        scores={key: score for key, score in changes.scores.items() if score != meeting.scores.get(key)},
        answers={key: text for key, text in changes.answers.items() if text != meeting.answers.get(key)},
    )


def decide_withdrawal(meeting: Meeting, reason: str) -> MeetingWithdrawn:
    """Return the fact that a record was made in the wrong dossier."""
    if meeting.status not in (HELD, MISSED):
        raise Refused(tr("Only a recorded meeting can be withdrawn."), tr("Cancel a plan instead."))
    if not reason.strip():
        raise Refused(tr("Withdrawing needs a reason."), tr("Say what went wrong."))
    return MeetingWithdrawn(meeting=meeting.id, reason=reason.strip())


def _check_planned(meeting: Meeting) -> None:
    if meeting.status != PLANNED:
        done = tr("cancelled") if meeting.status == CANCELLED else tr("recorded")
        raise Refused(tr("This meeting was already {done}.", done=done), tr("Look at the timeline of the dossier."))
