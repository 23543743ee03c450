"""What has been written of a talk so far: one frozen value, from which drafts and the record are made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from caseload_tui.domain.agreeing import Agreement
from caseload_tui.domain.dossier import Meeting
from caseload_tui.domain.framework import Kind
from caseload_tui.domain.people import mentions_bsn
from caseload_tui.domain.rows import Draft
from caseload_tui.domain.talking import GENERAL_NOTE, Talk
from caseload_tui.services.meetings import Plan, effective_notes, effective_scores

TALK, AMENDMENT = "talk", "amendment"
QUICK = "~"
"""Stands for what was noted quickly and is not yet put under a life domain; it is never recorded so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A talk as far as it is written; `known` names the plan or record it belongs to."""

    client: str
    key: str
    """The key of its draft."""
    kind: str
    on: date
    mode: str | None = None
    present: tuple[str, ...] = ()
    known: str | None = None
    amends: bool = False
    """True for an amendment of a signed record."""
    notes: Mapping[str, str] = field(default_factory=dict)
    scores: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    agreed: tuple[Agreement, ...] = ()
    following: Plan | None = None
    at: str = GENERAL_NOTE
    """The life domain that is written about."""

    @property
    def empty(self) -> bool:
        """Tell whether nothing has been written."""
        written = any(text.strip() for text in self.notes.values())
        return not (written or self.scores or self.answers or self.agreed or self.following)

    def talk(self) -> Talk:
        """Return what is recorded of it."""
        return Talk(
            kind=self.kind,
            on=self.on,
            mode=self.mode,
            notes={domain: text for domain, text in self.notes.items() if domain != QUICK},
            scores=self.scores,
            answers=self.answers,
            present=self.present,
        )

    def with_note(self, domain: str, text: str) -> Sheet:
        """Return the sheet with another note."""
        return replace(self, notes={**self.notes, domain: text})

    def with_score(self, domain: str, score: int | None) -> Sheet:
        """Return the sheet with another score, or without one."""
        rest = {key: value for key, value in self.scores.items() if key != domain}
        return replace(self, scores=rest if score is None else {**rest, domain: score})

    def done(self, domain: str) -> bool:
        """Tell whether something was written about the domain."""
        return bool(self.notes.get(domain, "").strip()) or domain in self.scores

    @property
    def quick(self) -> str:
        """What was noted quickly and is not yet put under a life domain."""
        return self.notes.get(QUICK, "").strip()

    def placed(self, domain: str) -> Sheet:
        """Return the sheet with what was noted quickly under a life domain."""
        rest = {key: text for key, text in self.notes.items() if key != QUICK}
        both = (rest.get(domain, "").rstrip(), self.quick)
        return replace(self, notes={**rest, domain: "\n\n".join(text for text in both if text)}, at=domain)

    def bsn_domains(self) -> tuple[str, ...]:
        """Return the domains whose notes seem to hold a citizen service number."""
        return tuple(domain for domain, text in self.notes.items() if mentions_bsn(text))

    # Drafts

    def draft(self, by: str, moment: datetime) -> Draft:
        """Return it as half-typed work."""
        return Draft(
            by=by,
            key=self.key,
            client_id=self.client,
            meeting_id=self.known,
            saved_at=moment.isoformat(timespec="microseconds"),
            content={
                "kind": self.kind,
                "on": self.on.isoformat(),
                "mode": self.mode,
                "notes": dict(self.notes),
                "scores": dict(self.scores),
                "answers": dict(self.answers),
                "present": list(self.present),
                "agreed": [_agreement_plain(item) for item in self.agreed],
                "following": _plan_plain(self.following) if self.following else None,
                "at": self.at,
                "amends": self.amends,
            },
        )

    @classmethod
    def of(cls, draft: Draft) -> Sheet:
        """Return what a draft holds."""
        content = draft.content
        following = content.get("following")
        return cls(
            client=draft.client_id or "",
            key=draft.key,
            kind=str(content["kind"]),
            on=date.fromisoformat(str(content.get("on", draft.saved_at[:10]))),
            mode=content.get("mode"),
            present=tuple(content.get("present", ())),
            known=draft.meeting_id,
            amends=bool(content.get("amends")),
            notes=dict(content.get("notes", {})),
            scores={domain: int(score) for domain, score in content.get("scores", {}).items()},
            answers=dict(content.get("answers", {})),
            agreed=tuple(_agreement(item) for item in content.get("agreed", ())),
            following=_plan(following) if following else None,
            at=str(content.get("at", GENERAL_NOTE)),
        )


def is_sheet(draft: Draft) -> bool:
    """Tell whether a draft is that of a talk."""
    return draft.client_id is not None and "kind" in draft.content


def sheet_of_record(client: str, meeting: Meeting, *, key: str) -> Sheet:
    """Return the sheet to change a record with: the record itself while unsigned, else an amendment of it."""
    answers = dict(meeting.answers)
    for amendment in meeting.amendments:
        answers |= amendment.answers
    return Sheet(
        client=client,
        key=key,
        kind=meeting.kind,
        on=meeting.on,
        mode=meeting.mode,
        present=meeting.present,
        known=meeting.id,
        amends=meeting.signed_on is not None,
        notes=effective_notes(meeting),
        scores=effective_scores(meeting),
        answers=answers,
    )


def domains_of(kind: Kind | None) -> tuple[str, ...]:
    """Return what is written about in a talk of this kind: its life domains, or one general note."""
    return kind.domains if kind is not None and kind.domains else (GENERAL_NOTE,)


def parts_of(kind: Kind | None, sheet: Sheet) -> tuple[str, ...]:
    """Return what a sheet is written in: what was noted quickly, if anything, and then what the kind asks for."""
    return (QUICK, *domains_of(kind)) if sheet.quick else domains_of(kind)


def free_key(stem: str, taken: frozenset[str]) -> str:
    """Return the stem, or the stem with the first number behind it that no draft has yet."""
    numbered = (f"{stem}:{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(key for key in numbered if key not in taken)


def _agreement_plain(item: Agreement) -> dict[str, Any]:
    return {
        "owner": item.owner,
        "text": item.text,
        "due_on": item.due_on.isoformat() if item.due_on else None,
        "domain": item.domain,
        "partner": item.partner,
        "category": item.category,
    }


def _agreement(plain: Mapping[str, Any]) -> Agreement:
    due_on = plain.get("due_on")
    return Agreement(
        owner=str(plain["owner"]),
        text=str(plain["text"]),
        due_on=date.fromisoformat(due_on) if due_on else None,
        domain=plain.get("domain"),
        partner=plain.get("partner"),
        category=plain.get("category"),
    )


def _plan_plain(plan: Plan) -> dict[str, Any]:
    return {"kind": plan.kind, "on": plan.on.isoformat(), "time": plan.time, "mode": plan.mode}


def _plan(plain: Mapping[str, Any]) -> Plan:
    return Plan(
        kind=str(plain["kind"]),
        on=date.fromisoformat(str(plain["on"])),
        time=plain.get("time"),
        mode=plain.get("mode"),
    )
