"""Group sessions on the daily list: one row for each, however many clients stand on its list."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from datetime import date

from caseload_tui.domain.daily import Block, DailyRow
from caseload_tui.domain.dossier import HELD, PLANNED
from caseload_tui.domain.filters import MeetingFilter
from caseload_tui.domain.rows import MeetingRow
from caseload_tui.domain.sessions import Session, sessions_of
from caseload_tui.formatting import near_date
from caseload_tui.i18n import tr
from caseload_tui.services.naming import Names
from caseload_tui.store.reading import Reading


def session_rows(reading: Reading, mine: Sequence[MeetingRow], names: Names, today: date) -> Iterator[DailyRow]:
    """Yield what asks for work of the sessions that these meetings, planned or unsigned, are part of."""
    wanted = tuple(dict.fromkeys(row.meeting.session for row in mine if row.meeting.session is not None))
    held = (row.meeting.session for row in mine if row.meeting.status == HELD)
    recorded = tuple(dict.fromkeys(session for session in held if session is not None))
    listed = reading.meetings(MeetingFilter(sessions=wanted, statuses=(PLANNED,)))
    listed += reading.meetings(MeetingFilter(sessions=recorded, unsigned=True))
    for session in sessions_of(listed):
        if waiting := session.of(PLANNED):
            yield _planned(session, waiting, names, today)
        if unsigned := session.of(HELD):
            yield _unsigned(session, unsigned, names, today)


def _planned(session: Session, waiting: tuple[MeetingRow, ...], names: Names, today: date) -> DailyRow:
    here, day = session.on == today, near_date(session.on, today)
    return DailyRow(
        Block.TALKS if here else Block.UNFINISHED,
        "talk" if here else "unrecorded",
        None,
        names.kind(session.kind),
        tr("planned today") if here else tr("was planned for {day}, not recorded", day=day),
        shlex.join(("caseload", "meeting", "attend", session.id)),
        on=session.on,
        at=session.time if here else None,
        order=float(session.time is None) if here else session.on.toordinal(),
        key=session.id,
        session=session.id,
        clients=tuple(row.client for row in waiting),
    )


def _unsigned(session: Session, unsigned: tuple[MeetingRow, ...], names: Names, today: date) -> DailyRow:
    return DailyRow(
        Block.UNFINISHED,
        "unsigned",
        None,
        names.kind(session.kind),
        tr("held {day}, not signed", day=near_date(session.on, today)),
        shlex.join(("caseload", "meeting", "session", "sign", session.id)),
        on=session.on,
        order=session.on.toordinal(),
        key=session.id,
        session=session.id,
        clients=tuple(row.client for row in unsigned),
    )
