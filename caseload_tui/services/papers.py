"""What leaves the program on paper or in a calendar; the access log has it before anything is made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

from caseload_tui.domain.agreeing import OFFICE_SIDE
from caseload_tui.domain.dossier import HELD, OPEN, PLANNED, Meeting
from caseload_tui.domain.filters import ClientFilter, CommitmentFilter, DueFilter, MeetingFilter
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.standing import State, standing
from caseload_tui.domain.talking import find_meeting
from caseload_tui.errors import Refused
from caseload_tui.i18n import tr
from caseload_tui.papers.calendar import Entry, as_calendar, initials
from caseload_tui.papers.letter import Letter, Sender, letter_of
from caseload_tui.services.clients import Clients
from caseload_tui.services.desk import Desk
from caseload_tui.services.naming import Names


class Papers:
    """Letters and calendars."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def letter(self, client_id: str, meeting: str | None = None, *, language: str = "nl") -> Letter:
        """Return the letter on what was agreed in a held meeting; without one, on everything that is open."""
        Clients(self._desk).log_opening("letter made", client_id)
        with self._desk.reading() as reading:
            dossier, framework, office = reading.dossier(client_id), reading.policy().framework, reading.office()
            row = reading.clients(ClientFilter(ids=(client_id,)))[0]
        talk = None if meeting is None else _held(find_meeting(dossier, meeting))
        author = talk.recorded_by if talk is not None and talk.recorded_by else row.lead or self._desk.by
        known = office.consultant(author)
        sender = Sender(
            framework.organisation.to(language),
            known.name if known is not None else author,
            self._desk.store.practice,
        )
        return letter_of(dossier, talk, sender, self._desk.today(), language)

    def calendar(self, *, consultant: str | None = None, until: date | None = None) -> str:
        """Return the calendar file of a consultant from today on: talks, terms and promises of the office."""
        Clients(self._desk).log_opening("calendar made", None)
        whose, today = consultant or self._desk.by, self._desk.today()
        entries = [entry for entry in self._entries(whose, today) if until is None or entry.on <= until]
        entries.sort(key=lambda entry: (entry.on, entry.at or time(), entry.id))
        return as_calendar(entries, stamp=today)

    def _entries(self, whose: str, today: date) -> Iterator[Entry]:
        with self._desk.reading() as reading:
            framework = reading.policy().framework
            names = Names(framework, reading.office())
            planned = reading.meetings(MeetingFilter(statuses=(PLANNED,), consultant=whose, on_from=today))
            dues = reading.dues(DueFilter(consultant=whose))
            promised = reading.commitments(CommitmentFilter(consultant=whose, states=(OPEN,), owner=OFFICE_SIDE))
        for row in planned:
            meeting = row.meeting
            yield Entry(
                meeting.id,
                meeting.on,
                _summary(names.kind(meeting.kind), row.client),
                time.fromisoformat(meeting.time) if meeting.time else None,
                framework.minutes_of(meeting.kind),
            )
        for due in dues:
            stands = standing(due.base, today)
            if stands is None or stands.due_on is None or stands.due_on < today or stands.state is State.PLANNED:
                continue
            said = tr("{kind} ultimately", kind=names.kind(due.base.kind))
            yield Entry(f"{due.client.id}-{due.base.rule}", stands.due_on, _summary(said, due.client), busy=False)
        for promise in promised:
            commitment = promise.commitment
            if commitment.due_on is not None and commitment.due_on >= today:
                said = tr("commitment of ours")
                yield Entry(commitment.id, commitment.due_on, _summary(said, promise.client), busy=False)


def save_paper(text: str, place: Path) -> Path:
    """Write a paper to a new file that only its owner can read, and return where it stands.

    Refused where a file of that name stands already, or where nothing can be written.
    """
    path = place.expanduser()
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            path.chmod(0o600)
            file.write(text)
    except FileExistsError as error:
        raise Refused(
            tr("There is a file of that name already."), tr("Choose another name: {path}", path=path)
        ) from error
    except OSError as error:
        raise Refused(tr("The file could not be written."), tr("Choose another folder: {path}", path=path)) from error
    return path


def _held(meeting: Meeting) -> Meeting:
    if meeting.status != HELD:
        raise Refused(tr("That talk was not held."), tr("A letter is about a talk that was held."))
    return meeting


def _summary(what: str, client: ClientRow) -> str:
    return (
        f"{what} \N{MIDDLE DOT} {initials(client.given_name, client.prefix, client.family_name)} {client.file_number}"
    )
