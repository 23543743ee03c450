"""Clients come to group sessions together: one day, one time and one leader, with attendance recorded."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from caseload_tui.domain import dossier as d
from caseload_tui.domain.dossier import Meeting
from caseload_tui.domain.sessions import GROUP_SESSION
from tests.seeding.offices import POLICIES, TODAY, Made, made

WITH_SESSIONS = [policy for policy in POLICIES if any(kind.session for kind in made(policy).framework.kinds)]


def sessions_of(office: Made) -> dict[str, list[Meeting]]:
    found: dict[str, list[Meeting]] = {}
    for dossier in office.dossiers:
        for meeting in dossier.meetings:
            if meeting.session is not None:
                found.setdefault(meeting.session, []).append(meeting)
    return found


@pytest.mark.parametrize("policy", WITH_SESSIONS)
def test_those_on_one_list_share_kind_day_time_and_a_leader_with_the_role(policy: str) -> None:
    office = made(policy)
    roles = {consultant.id: consultant.roles for consultant in office.office.consultants}
    busy = Counter[object]()
    for members in sessions_of(office).values():
        kind = office.framework.kinds_by_id[members[0].kind]
        assert kind.session == GROUP_SESSION
        # An amendment of one client's record corrects the day for that client only.
        assert {(item.kind, item.planned_on) for item in members if item.planned_on} <= {(kind.id, members[0].on)}
        # Who was to lead is not kept of those who stayed away.
        led = {(item.consultant, item.time) for item in members if item.consultant}
        assert len({item.time for item in members if item.time}) <= 1
        assert len(led) <= 1
        for leader, time in led:
            assert not kind.roles or set(kind.roles) & set(roles[leader or ""])
            busy[leader, members[0].on, time] += 1
    assert set(busy.values()) == {1}


@pytest.mark.parametrize("policy", WITH_SESSIONS)
def test_no_meeting_of_a_group_kind_stands_alone_outside_a_session(policy: str) -> None:
    office = made(policy)
    for dossier in office.dossiers:
        for meeting in dossier.meetings:
            is_group = office.framework.kinds_by_id[meeting.kind].session == GROUP_SESSION
            assert (meeting.session is not None) == is_group


@pytest.mark.parametrize("policy", WITH_SESSIONS)
def test_sessions_were_recorded_wait_to_be_recorded_and_are_to_come(policy: str) -> None:
    office = made(policy)
    planned, held = Counter[str](), Counter[str]()
    days = {name: members[0].on for name, members in sessions_of(office).items()}
    for name, members in sessions_of(office).items():
        planned[name] += sum(item.status == d.PLANNED for item in members)
        held[name] += sum(item.status == d.HELD for item in members)
    assert max(planned[name] for name, day in days.items() if day == TODAY) >= 2
    assert max(planned[name] for name, day in days.items() if TODAY - timedelta(days=7) <= day < TODAY) >= 2
    assert max(planned[name] for name, day in days.items() if day > TODAY) >= 2
    assert max(held.values()) >= 4


def test_some_stayed_away_or_called_off_and_a_kick_off_is_within_its_term() -> None:
    found = sessions_of(made("deventer-2020"))
    statuses = Counter(item.status for members in found.values() for item in members)
    assert statuses[d.MISSED] >= 10
    assert statuses[d.CANCELLED] >= 5
    sizes = [len(members) for members in found.values() if members[0].kind == "thema_wijk"]
    assert sum(sizes) / len(sizes) >= 5
