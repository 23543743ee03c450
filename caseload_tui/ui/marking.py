"""Attendance that was marked and not saved: kept as a draft, as half-typed talks are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from caseload_tui.domain.dossier import CANCELLED, HELD, MISSED, WITHDRAWN
from caseload_tui.domain.rows import Draft, MeetingRow
from caseload_tui.domain.sessions import ABSENT, ANSWERED, CALLED_OFF, PRESENT, Session

_WAYS = (PRESENT, ABSENT, ANSWERED, CALLED_OFF)


def draft_key(session: str) -> str:
    """Return the key under which marks of a session are kept."""
    return f"session:{session}"


@dataclass(frozen=True, slots=True)
class Marking:
    """What was marked of a session, by client, and the note for all who were there."""

    session: str
    marks: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    @classmethod
    def of(cls, session: Session, draft: Draft | None) -> Marking:
        """Return what a draft says, as far as it still can be recorded; nothing without one."""
        content = draft.content if draft is not None else {}
        rows = {row.client.id: row for row in session.rows}
        marks = {
            client: how
            for client, how in content.get("marks", {}).items()
            if how in _WAYS and client in rows and not is_fixed(rows[client]) and how != stood(rows[client])
        }
        return cls(session.id, marks, str(content.get("note", "")))

    @property
    def key(self) -> str:
        """The key of the draft."""
        return draft_key(self.session)

    @property
    def empty(self) -> bool:
        """Tell whether nothing was marked or written."""
        return not self.marks and not self.note.strip()

    def draft(self, by: str, moment: datetime) -> Draft:
        """Return it as a draft."""
        content = {"marks": dict(self.marks), "note": self.note}
        return Draft(by, self.key, None, None, moment.isoformat(timespec="microseconds"), content)


def is_off(row: MeetingRow) -> bool:
    """Tell whether the office took the client off the list."""
    return row.meeting.status == WITHDRAWN or (row.meeting.status == CANCELLED and row.meeting.by_office)


def is_fixed(row: MeetingRow) -> bool:
    """Tell whether attendance stands: signed, or off the list."""
    return is_off(row) or row.meeting.signed_on is not None


def stood(row: MeetingRow) -> str:
    """Return the mark that says what is recorded already."""
    return {HELD: PRESENT, MISSED: ABSENT, CANCELLED: CALLED_OFF}.get(row.meeting.status, "")
