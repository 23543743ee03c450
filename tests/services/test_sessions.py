"""Group sessions on a store: each change is one deed, and counts for every client on the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from caseload_tui.domain.dossier import CANCELLED, HELD, MISSED, PLANNED
from caseload_tui.domain.registering import NewClient
from caseload_tui.errors import Refused
from caseload_tui.services import Services
from caseload_tui.services.desk import Desk
from caseload_tui.services.meetings import Plan
from caseload_tui.store.store import Store
from tests.makers import TODAY
from tests.services.desks import desk_of

TOMORROW = TODAY + timedelta(days=1)
At = Callable[[date], Services]


@pytest.fixture
def at(store: Store) -> At:
    """Services on another day."""

    def on(day: date) -> Services:
        desk = desk_of(store)
        return Services(Desk(desk.store, desk.author, lambda: day))

    return on


@pytest.fixture
def people(services: Services) -> list[str]:
    """Three clients in the group that has a weekly training."""
    made = [NewClient(given_name=name, family_name="Proef", groups=("direct",)) for name in ("Aad", "Bep", "Cor")]
    return [services.clients.register(client).id for client in made]


def due(services: Services, client: str) -> date | None:
    found = next(item for item in services.clients.look(client).dues if item.base.rule == "training-direct")
    return found.standing.due_on if found.standing else None


def statuses(services: Services, session: str) -> dict[str, str]:
    return {row.client.given_name: row.meeting.status for row in services.sessions.show(session).rows}


def test_a_session_is_planned_for_all_and_undone_for_all(services: Services, people: list[str]) -> None:
    planned = services.sessions.plan("training", TOMORROW, people, time="10:00", consultant="bram")
    assert statuses(services, planned.id) == {"Aad": PLANNED, "Bep": PLANNED, "Cor": PLANNED}
    assert (planned.kind, planned.on, planned.time, planned.consultant) == ("training", TOMORROW, "10:00", "bram")
    assert [item.id for item in services.sessions.list(TODAY, TOMORROW)] == [planned.id]
    assert services.sessions.list(TOMORROW + timedelta(days=1)) == ()
    assert len(services.journal.undo().events) == 3
    assert all(services.clients.look(client).dossier.meetings == () for client in people)
    assert services.sessions.list() == ()


def test_a_plan_that_one_client_cannot_have_plans_nothing(services: Services, people: list[str]) -> None:
    services.clients.close(people[2], "verhuisd")
    before = list(services.journal.facts())
    wrong: list[tuple[str, date, list[str]]] = [
        ("training", TOMORROW, people),
        ("training", TOMORROW, []),
        ("training", TOMORROW, [people[0], people[0]]),
        ("training", TODAY - timedelta(days=1), people[:1]),
        ("voortgang", TOMORROW, people[:1]),
    ]
    for kind, on, clients in wrong:
        with pytest.raises(Refused):
            services.sessions.plan(kind, on, clients)
    with pytest.raises(Refused):
        services.sessions.plan("training", TOMORROW, people[:1], consultant="nobody")
    assert list(services.journal.facts()) == before


def test_who_was_there_counts_and_who_was_not_does_not(services: Services, people: list[str], zoe: str) -> None:
    before = due(services, people[0])
    session = services.sessions.plan("training", TODAY, people[:2]).id
    recorded = services.sessions.attend(session, present=[people[0], zoe], note="Over brieven.")
    assert statuses(services, session) == {"Aad": HELD, "Bep": MISSED, "Zoë": HELD}
    assert recorded.state(TODAY) == "recorded"
    assert (due(services, people[0]), due(services, people[1])) == (TODAY + timedelta(weeks=1), before)
    held = services.clients.look(zoe).dossier.meetings[0]
    assert (held.notes, held.session, held.unsigned) == ({"": "Over brieven."}, session, True)
    assert all(check.ok for check in services.journal.examine())


def test_records_can_be_signed_at_once(services: Services, people: list[str]) -> None:
    session = services.sessions.plan("training", TODAY, people).id
    services.sessions.attend(session, present=people, sign=True)
    assert {row.meeting.signed_on for row in services.sessions.show(session).rows} == {TODAY}


def test_a_session_nobody_recorded_is_unrecorded_for_everyone_on_its_list(
    services: Services, at: At, people: list[str]
) -> None:
    session = services.sessions.plan("training", TODAY, people).id
    later = at(TODAY + timedelta(days=2))
    assert later.sessions.show(session).state(TODAY + timedelta(days=2)) == "unrecorded"
    [row] = [row for row in later.worklists.today() if row.what == "unrecorded"]
    assert (row.session, {client.id for client in row.clients}) == (session, {*people})
    states = {item.client.id: item.standing.state for item in later.worklists.due(kind="training")}
    assert {states[client] for client in people} == {"unrecorded"}
    later.sessions.attend(session, absent=people[:1])
    later.sessions.attend(session, present=people[1:2], others="open")
    rows = {row.what: {client.id for client in row.clients} for row in later.worklists.today() if row.session}
    assert rows == {"unrecorded": {people[2]}, "unsigned": {people[1]}}
    later.sessions.sign(session)
    assert [row.what for row in later.worklists.today() if row.session] == ["unrecorded"]


def test_missed_sessions_count_in_the_no_show_chain(services: Services, at: At, people: list[str]) -> None:
    for days in (0, 1):
        day = TODAY + timedelta(days=days)
        session = at(day).sessions.plan("training", day, people[:1]).id
        at(day).sessions.attend(session, others="absent")
    signals = {signal.kind: signal.about for signal in at(TOMORROW).clients.look(people[0]).signals}
    assert signals["no_show_step"] == "2"


def test_attendance_is_kept_whole_or_not_at_all(services: Services, people: list[str]) -> None:
    session = services.sessions.plan("training", TODAY, people[:2]).id
    with pytest.raises(Refused):
        services.sessions.attend(session, present=people[:1], absent=people[2:])
    with pytest.raises(Refused):
        services.sessions.attend(session)
    assert statuses(services, session) == {"Aad": PLANNED, "Bep": PLANNED}
    tomorrow = services.sessions.plan("training", TOMORROW, people).id
    with pytest.raises(Refused):
        services.sessions.attend(tomorrow, present=people)


def test_only_absence_can_be_undone_as_one_deed(services: Services, people: list[str]) -> None:
    session = services.sessions.plan("training", TODAY, people).id
    services.sessions.attend(session, others="absent")
    services.journal.undo()
    assert set(statuses(services, session).values()) == {PLANNED}


def test_somebody_marked_absent_by_mistake_was_there_after_all(services: Services, people: list[str]) -> None:
    session = services.sessions.plan("training", TODAY, people[:2]).id
    services.sessions.attend(session, present=people[:1])
    services.sessions.attend(session, present=people[1:2])
    assert statuses(services, session) == {"Aad": HELD, "Bep": HELD}
    with pytest.raises(Refused):
        services.sessions.attend(session, present=people[:1])


def test_lists_change_and_a_session_is_called_off(services: Services, people: list[str]) -> None:
    session = services.sessions.plan("training", TOMORROW, people[:2], time="10:00").id
    own = services.meetings.plan(people[2], Plan(kind="training", on=TOMORROW))
    services.sessions.enrol(session, people[2])
    [joined] = services.clients.look(people[2]).dossier.meetings
    assert (joined.id, joined.session, joined.time) == (own.id, session, "10:00")
    services.sessions.withdraw(session, people[0], "ziek")
    assert statuses(services, session) == {"Aad": CANCELLED, "Bep": PLANNED, "Cor": PLANNED}
    services.sessions.enrol(session, people[0])
    assert statuses(services, session)["Aad"] == PLANNED
    assert services.sessions.cancel(session, "trainer ziek").state(TODAY) == "cancelled"
    for late in (
        lambda: services.sessions.cancel(session),
        lambda: services.sessions.enrol(session, people[0]),
        lambda: services.sessions.withdraw(session, people[0]),
        lambda: services.sessions.show("nowhere"),
    ):
        with pytest.raises(Refused):
            late()
    services.journal.undo()
    assert set(statuses(services, session).values()) == {PLANNED}


def test_a_session_of_today_is_one_row_and_its_attendance_is_put_right(services: Services, people: list[str]) -> None:
    session = services.sessions.plan("training", TODAY, people, time="10:00").id
    [row] = [row for row in services.worklists.today() if row.what == "talk"]
    assert (row.session, row.at, len(row.clients)) == (session, "10:00", 3)
    services.sessions.attend(session, present=people[:1], answered=people[1:2], called_off=people[2:])
    assert statuses(services, session) == {"Aad": HELD, "Bep": MISSED, "Cor": CANCELLED}
    assert services.clients.look(people[1]).dossier.answered == (TODAY,)
    services.sessions.attend(session, absent=people[:1])
    assert statuses(services, session)["Aad"] == MISSED
    services.journal.undo()
    assert statuses(services, session)["Aad"] == HELD


def test_who_fits_a_session_most_stands_first(services: Services, at: At, people: list[str], zoe: str) -> None:
    services.sessions.plan("training", TODAY, people[:1])
    found = at(TODAY + timedelta(weeks=6)).sessions.candidates("training")
    order = {item.client.id: (item.pressing, item.asked) for item in found}
    assert [order[client] for client in (*people, zoe)] == [(False, True), (True, True), (True, True), (False, False)]
    assert [item.client.id for item in found[:2]] == people[1:]


def test_a_planned_session_changes_for_everybody_on_its_list_in_one_deed(services: Services, people: list[str]) -> None:
    session = services.sessions.plan("training", TODAY, people, time="10:00", consultant="bram").id
    services.sessions.withdraw(session, people[2])
    changed = services.sessions.change(session, TOMORROW, time="13:30", consultant=None)
    assert (changed.on, changed.time, changed.consultant) == (TOMORROW, "13:30", None)
    assert statuses(services, session) == {"Aad": PLANNED, "Bep": PLANNED, "Cor": CANCELLED}
    assert services.sessions.list(TODAY, TODAY) == ()
    assert [item.id for item in services.sessions.list(TOMORROW, TOMORROW)] == [changed.id]
    services.journal.undo()
    back = services.sessions.show(session)
    assert (back.on, back.time, back.consultant) == (TODAY, "10:00", "bram")
    services.sessions.attend(session, present=people[:1], others="open")
    for refused in (
        lambda: services.sessions.change(session, TOMORROW, time=None, consultant=None),
        lambda: services.sessions.change(session, TOMORROW, time=None, consultant="nobody"),
    ):
        with pytest.raises(Refused):
            refused()


def test_signing_signs_what_was_recorded_earlier_too(services: Services, people: list[str]) -> None:
    session = services.sessions.plan("training", TODAY, people).id
    services.sessions.attend(session, present=people[:2], others="open")
    services.sessions.attend(session, present=people[2:], absent=people[:1], sign=True)
    signed = {row.client.given_name: row.meeting.signed_on for row in services.sessions.show(session).rows}
    assert signed == {"Aad": None, "Bep": TODAY, "Cor": TODAY}
