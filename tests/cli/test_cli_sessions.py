"""`meeting session` and `meeting attend`: group sessions on the command line."""

from __future__ import annotations

import re

import pytest

from tests.cli.conftest import TODAY, Run
from tools import cli_page

KIND = "thema_wijk"


@pytest.fixture
def people(office: Run) -> list[str]:
    """The file numbers of three clients."""
    return [item["file_number"] for item in office("clients", "--json", "--status", "active").items[:3]]


@pytest.fixture
def session(office: Run, people: list[str]) -> str:
    """A session of today with two of them on its list."""
    answer = office("meeting", "session", "plan", KIND, "--on", TODAY, "--time", "10:00", *people[:2])
    assert answer.code == 0, answer.err
    assert "2 planned" in answer.err
    return answer.out.strip()


def test_a_session_is_listed_shown_and_attended(office: Run, session: str, people: list[str]) -> None:
    every = office("meeting", "session", "list", "--from", TODAY, "--json").items
    [listed] = [item for item in every if item["session_id"] == session]
    assert (listed["session_id"], listed["state"], listed["planned"], listed["time"]) == (
        session,
        "planned",
        2,
        "10:00",
    )
    answer = office(
        "meeting", "attend", session, "--present", people[0], "--present", people[2], "--note", "Over werk.", "--json"
    )
    assert answer.code == 0, answer.err
    [item] = answer.items
    assert answer.json["schema"] == "caseload.sessions/1"
    assert (item["state"], item["planned"], item["present"], item["absent"]) == ("recorded", 0, 2, 1)
    assert {who["file_number"]: who["status"] for who in item["clients"]} == dict(
        zip(people, ("held", "missed", "held"), strict=True)
    )
    shown = office("meeting", "session", "show", session)
    assert all(number in shown.out for number in people)
    meetings = office("meeting", "list", "--client", people[0], "--from", TODAY, "--kind", KIND, "--json").items
    assert session in [item["session_id"] for item in meetings]
    assert all(check["ok"] for check in office("doctor", "--json").items)


def test_day_time_and_leader_of_a_planned_session_are_changed(office: Run, session: str) -> None:
    later = "2026-12-01"
    answer = office("meeting", "session", "change", session, "--on", later, "--json")
    assert answer.code == 0, answer.err
    [item] = answer.items
    assert (item["on"], item["time"], item["planned"]) == (later, "10:00", 2)
    [item] = office("meeting", "session", "change", session, "--at", "13:15", "--json").items
    assert (item["on"], item["time"]) == (later, "13:15")


def test_every_key_of_a_session_stands_on_the_page(office: Run, session: str) -> None:
    [row] = re.findall(r"^\| `caseload\.sessions/1`.*$", cli_page.PAGE.read_text("utf-8"), re.MULTILINE)
    [item] = office("meeting", "session", "show", session, "--json").items
    assert {*item, *item["clients"][0]} <= set(re.findall(r"[a-z_]+", row))


def test_a_list_changes_and_one_undo_takes_a_calling_off_back(office: Run, session: str, people: list[str]) -> None:
    assert office("meeting", "session", "enrol", session, people[2]).code == 0
    assert office("meeting", "session", "withdraw", session, people[0], "--reason", "ziek").code == 0
    [item] = office("meeting", "session", "cancel", session, "--json").items
    assert item["state"] == "cancelled"
    assert office("undo").code == 0
    [item] = office("meeting", "session", "show", session, "--json").items
    assert (item["state"], item["planned"]) == ("planned", 2)


def test_the_table_of_sessions_is_for_people(office: Run, session: str) -> None:
    table = office("meeting", "session", "list", "--from", TODAY).out
    assert "10:00" in table
    assert session in table


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["attend", "nowhere", "--rest", "absent"], 1),
        (["session", "show", "nowhere"], 1),
        (["session", "plan", "nowhere", "--on", TODAY, "{client}"], 1),
        (["session", "plan", "voortgang", "--on", TODAY, "{client}"], 1),
        (["session", "plan", KIND, "--on", TODAY], 2),
        (["session", "plan", KIND, "--on", TODAY, "{client}", "{client}"], 1),
        (["attend", "nowhere", "--rest", "present"], 2),
    ],
)
def test_what_cannot_be_is_refused(office: Run, client: str, arguments: list[str], code: int) -> None:
    assert office("meeting", *[text.format(client=client) for text in arguments]).code == code
