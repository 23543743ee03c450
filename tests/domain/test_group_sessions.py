"""Group sessions: enrolled is planned, present is held, absent is missed (rules.md section 3)."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.domain import sessions
from caseload_tui.domain.dossier import CANCELLED, HELD, MISSED, PLANNED, WITHDRAWN, Dossier, Meeting
from caseload_tui.domain.facts import payload, read
from caseload_tui.domain.facts.client import ClientAnswered
from caseload_tui.domain.facts.meeting import MeetingCancelled, MeetingHeld, MeetingMissed, MeetingPlanned
from caseload_tui.domain.framework import Kind
from caseload_tui.domain.rows import ClientRow, MeetingRow
from caseload_tui.domain.sessions import ABSENT, ANSWERED, CALLED_OFF, PRESENT, Enrolled, Session, SessionCount
from caseload_tui.domain.talking import decide_plan
from caseload_tui.errors import Refused
from tests.domain.facts_maker import START, Journal, framework, registered, text

TODAY = START + timedelta(days=60)
POLICY = framework(
    kinds=(
        Kind(id="progress", name=text("Progress talk")),
        Kind(id="training", name=text("Training"), session="group"),
    )
)


def row(client: str, status: str, **values: object) -> MeetingRow:
    known = ClientRow(
        client,
        client,
        "Zoë",
        None,
        client,
        None,
        None,
        START,
        None,
        "active",
        None,
        None,
        False,
        {},
        (),
        (),
        (),
        None,
        0,
    )
    made = Meeting(f"m-{client}", "training", TODAY, status, planned_on=TODAY, session="s1")
    return MeetingRow(known, replace(made, **values), None)  # type: ignore[arg-type]


def session(*rows: MeetingRow, on: date = TODAY) -> Session:
    return Session("s1", "training", on, "10:00", None, rows)


def enrolled(journal: Journal, known: Session) -> MeetingPlanned:
    return sessions.decide_enrolment(journal.dossier, POLICY, known, "m1", today=TODAY)


def present(dossier: Dossier, known: Session, today: date = TODAY) -> MeetingHeld:
    [fact] = sessions.decide_present(dossier, POLICY, known, "m9", note="", sign=False, today=today)
    assert isinstance(fact, MeetingHeld)
    return fact


@pytest.mark.parametrize(
    "fact",
    [
        MeetingPlanned(meeting="m", meeting_kind="training", on=TODAY, session="s1"),
        MeetingHeld(meeting="m", meeting_kind="training", on=TODAY, session="s1"),
        MeetingMissed(meeting="m", on=TODAY, session="s1"),
        MeetingCancelled(meeting="m", on=TODAY, session="s1"),
    ],
)
def test_facts_carry_their_session_and_those_without_are_read_as_before(
    fact: MeetingPlanned | MeetingHeld | MeetingMissed | MeetingCancelled,
) -> None:
    values = payload(fact)
    assert read(fact.kind, 1, values) == fact
    del values["session"]
    assert read(fact.kind, 1, values) == replace(fact, session=None)


def test_what_becomes_of_a_plan_stays_in_its_session() -> None:
    for kind in ("meeting.held", "meeting.missed", "meeting.cancelled"):
        journal = registered()
        journal.add("meeting.planned", meeting="m", meeting_kind="training", on=TODAY, session="s1")
        journal.add(kind, meeting="m", on=TODAY, **({"meeting_kind": "training"} if kind == "meeting.held" else {}))
        assert journal.dossier.meetings[0].session == "s1"


def test_an_own_plan_moved_to_another_day_leaves_the_session_and_at_another_hour_does_not() -> None:
    journal = registered()
    journal.add("meeting.planned", meeting="m", meeting_kind="training", on=TODAY, session="s1")
    for days, stays in ((0, "s1"), (1, None)):
        moved = decide_plan(
            journal.dossier, POLICY, "m", kind="training", on=TODAY + timedelta(days=days), today=TODAY, time="11:00"
        )
        assert moved.session == stays


def test_only_group_kinds_have_sessions() -> None:
    assert sessions.group_kind(POLICY, "Training").id == "training"
    with pytest.raises(Refused, match="is no group session"):
        sessions.group_kind(POLICY, "progress")


def test_enrolling_plans_the_day_and_hour_of_the_session() -> None:
    fact = enrolled(registered(), session())
    assert fact == MeetingPlanned(meeting="m1", meeting_kind="training", on=TODAY, time="10:00", session="s1")


def test_an_own_plan_of_that_kind_and_day_joins_the_session() -> None:
    journal = registered()
    own = journal.planned(TODAY, "training")
    assert enrolled(journal, session()).meeting == own


def test_what_is_no_enrolment() -> None:
    with pytest.raises(Refused, match="already passed"):
        enrolled(registered(), session(on=TODAY - timedelta(days=1)))
    closed = registered()
    closed.add("client.closed", on=TODAY, reason="moved", aftercare=False)
    with pytest.raises(Refused, match="dossier is closed"):
        enrolled(closed, session())
    with pytest.raises(Refused, match="already"):
        enrolled(registered(), session(row("c1", PLANNED)))
    assert enrolled(registered(), session(row("c1", CANCELLED))).meeting == "m1"


LISTED = st.lists(
    st.builds(
        row,
        st.sampled_from(["c1", "c2"]),
        st.sampled_from([PLANNED, HELD, MISSED, CANCELLED, WITHDRAWN]),
        recorded_seq=st.integers(1, 9),
        session=st.sampled_from(["s1", "s2", None]),
        on=st.sampled_from([TODAY, TODAY + timedelta(days=3)]),
        planned_on=st.sampled_from([None, TODAY]),
        time=st.sampled_from([None, "09:00"]),
        consultant=st.sampled_from([None, "bram"]),
        signed_on=st.sampled_from([None, TODAY]),
    ),
    max_size=6,
    unique_by=lambda listed: listed.meeting.recorded_seq,
)


def counted(known: Session) -> SessionCount:
    standing = Counter(item.meeting.status for item in known.rows)
    return SessionCount(known.id, known.kind, known.on, known.time, known.consultant, standing, known.unsigned)


@given(LISTED)
def test_sessions_that_are_only_counted_are_those_with_everybody_on_their_lists(rows: list[MeetingRow]) -> None:
    names = [field.name for field in fields(Enrolled) if field.name != "client"]
    places = [
        Enrolled(client=item.client.id, **{name: getattr(item.meeting, name) for name in names})
        for item in rows
        if item.meeting.session is not None
    ]
    found = sessions.sessions_of(rows)
    assert sessions.session_counts(places) == tuple(counted(known) for known in found)
    assert [item.state(TODAY) for item in sessions.session_counts(places)] == [item.state(TODAY) for item in found]


def test_a_session_knows_each_client_once_and_how_it_stands() -> None:
    [found] = sessions.sessions_of(
        [
            row("c1", CANCELLED, id="first", recorded_seq=1),
            row("c1", PLANNED, id="second", recorded_seq=2),
            row("c2", HELD, recorded_seq=3),
            row("c3", HELD, session=None),
        ]
    )
    assert [item.meeting.id for item in found.rows] == ["second", "m-c2"]
    assert (found.state(TODAY), found.state(TODAY + timedelta(days=1))) == ("planned", "unrecorded")
    assert session(row("c1", MISSED), row("c2", CANCELLED)).state(TODAY) == "recorded"
    assert session(row("c1", CANCELLED), row("c2", WITHDRAWN)).state(TODAY) == "cancelled"


def test_who_was_there_and_what_goes_for_the_rest() -> None:
    known = session(row("c1", PLANNED), row("c2", PLANNED), row("c3", HELD))
    assert sessions.attendance_of(known, ["c1", "c9"], [], None) == {
        "c1": PRESENT,
        "c9": PRESENT,
        "c2": ABSENT,
    }
    assert sessions.attendance_of(known, [], ["c2"], None) == {"c2": ABSENT}
    assert sessions.attendance_of(known, ["c1"], [], "open") == {"c1": PRESENT}
    assert sessions.attendance_of(known, [], [], "absent") == {"c1": ABSENT, "c2": ABSENT}
    for here, away in (([], []), (["c1"], ["c1"]), (["c1", "c1"], [])):
        with pytest.raises(Refused):
            sessions.attendance_of(known, here, away, None)


def test_being_there_settles_the_plan_and_who_came_unasked_gets_a_meeting() -> None:
    dossier = registered().dossier
    assert present(dossier, session(row("c1", PLANNED))).meeting == "m-c1"
    assert present(dossier, session(row("c1", MISSED))).meeting == "m-c1"
    assert present(dossier, session(row("c1", WITHDRAWN))).meeting == "m9"
    assert (present(dossier, session()).meeting, present(dossier, session()).session) == ("m9", "s1")


def test_what_attendance_cannot_be_true() -> None:
    dossier = registered().dossier
    with pytest.raises(Refused, match="in the future"):
        present(dossier, session(), today=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="already"):
        present(dossier, session(row("c1", HELD)))
    with pytest.raises(Refused, match="has not been yet"):
        sessions.decide_away(session(row("c1", PLANNED)), "c1", ABSENT, by="me", today=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="not on the list"):
        sessions.decide_away(session(), "c1", ABSENT, by="me", today=TODAY)
    with pytest.raises(Refused, match="not on the list"):
        sessions.decide_leaving(session(), "c1", None, today=TODAY)


def test_until_it_is_signed_its_author_puts_attendance_right() -> None:
    held = session(row("c1", HELD, recorded_by="me"))
    [missed] = sessions.decide_away(held, "c1", ABSENT, by="me", today=TODAY)
    assert isinstance(missed, MeetingMissed)
    [off] = sessions.decide_away(session(row("c1", MISSED)), "c1", CALLED_OFF, by="me", today=TODAY)
    assert isinstance(off, MeetingCancelled)
    assert not off.by_office
    with pytest.raises(Refused, match="Somebody else"):
        sessions.decide_away(held, "c1", ABSENT, by="you", today=TODAY)
    signed = session(row("c1", HELD, recorded_by="me", signed_on=TODAY))
    with pytest.raises(Refused, match="signed"):
        sessions.decide_away(signed, "c1", ABSENT, by="me", today=TODAY)
    with pytest.raises(Refused, match="already"):
        sessions.decide_away(session(row("c1", MISSED)), "c1", ABSENT, by="me", today=TODAY)


def test_who_answered_was_away_and_their_count_begins_anew() -> None:
    missed, answered = sessions.decide_away(session(row("c1", PLANNED)), "c1", ANSWERED, by="me", today=TODAY)
    assert (missed.kind, answered) == ("meeting.missed", ClientAnswered(on=TODAY, note=None))
    assert sessions.decide_away(session(row("c1", MISSED)), "c1", ANSWERED, by="me", today=TODAY) == (answered,)
