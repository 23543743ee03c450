from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from caseload_tui.domain.filters import ClientFilter, DueFilter
from caseload_tui.errors import Refused
from caseload_tui.services import Services
from caseload_tui.store.store import Store
from tests.conftest import MakeClient
from tests.makers import TODAY, agreed, planned
from tests.services.desks import desk_of

BACK = TODAY + timedelta(days=14)


def at(store: Store, who: str, days: int = 0) -> Services:
    """Return the services at the desk of somebody, some days on."""
    return Services(replace(desk_of(store, who), today=lambda: TODAY + timedelta(days=days)))


@pytest.fixture
def caseload(store: Store, make_client: MakeClient) -> Store:
    """A store in which Anna has three clients, one with a promise of the office and a plan."""
    make_client("c1", agreed("a1", TODAY, owner="office"), planned("m1", TODAY + timedelta(days=2)))
    make_client("c2", file_number="V-2", family_name="Jansen")
    make_client("c3", file_number="V-3", family_name="Smit")
    return store


def mine(services: Services) -> list[str]:
    return [row.id for row in services.clients.list(ClientFilter(consultant=services.desk.by))]


def test_a_whole_caseload_is_handed_over_and_taken_back_as_one_deed(caseload: Store) -> None:
    anna, bram = at(caseload, "anna"), at(caseload, "bram")
    clients = anna.transfers.caseload_of("anna")
    assert len(clients) == 3
    view = anna.transfers.look(clients)[0]
    assert ([item.id for item in view.commitments], [item.id for item in view.plans]) == (["a1"], ["m1"])
    anna.transfers.offer(clients, "bram", "met vakantie")
    rows = [row for row in bram.worklists.today() if row.what == "transfer"]
    assert [(row.client.id, row.block, row.act) for row in rows if row.client] == [
        (client, 2, f"caseload transfer accept {number}")
        for client, number in zip(("c1", "c2", "c3"), ("V-1", "V-2", "V-3"), strict=True)
    ]
    assert not [row for row in anna.worklists.today() if row.what == "transfer"]
    bram.transfers.accept([row.client.id for row in bram.transfers.waiting()])
    assert (mine(anna), mine(bram)) == ([], ["c1", "c2", "c3"])
    assert not [deed for deed in anna.journal.undoables() if deed.deed.events[0].kind == "transfer.offered"]
    kept = anna.journal.last_kept()
    assert kept is not None
    assert kept.instead == "something later builds on it: take that back first"
    deed = bram.journal.undo()
    assert {event.dossier for event in deed.events} == {"c1", "c2", "c3"}
    assert (mine(anna), mine(bram)) == (["c1", "c2", "c3"], [])
    assert len(bram.transfers.waiting()) == 3
    anna.transfers.withdraw(["c2"])
    bram.transfers.reject(["c1"], "geen ruimte")
    states = [(row.client.id, row.transfer.state) for row in anna.transfers.list(states=())]
    assert states == [("c1", "rejected"), ("c2", "withdrawn"), ("c3", "open")]
    assert [check for check in caseload.check() if not check.ok] == []


def test_all_or_nothing_and_the_one_that_cannot_be_is_named(caseload: Store) -> None:
    anna = at(caseload, "anna")
    anna.transfers.offer(["c2"], "bram", "alvast")
    with pytest.raises(Refused, match="V-2"):
        anna.transfers.offer(["c1", "c2"], "bram", "alles")
    assert [row.client.id for row in anna.transfers.list()] == ["c2"]


def test_lists_follow_who_stands_in_until_the_day_on_which_it_comes_back(caseload: Store) -> None:
    at(caseload, "anna").transfers.offer(["c1"], "bram", "ziek", until=BACK)
    at(caseload, "bram").transfers.accept(["c1"])
    anna, bram = at(caseload, "anna", 2), at(caseload, "bram", 2)
    assert (mine(anna), mine(bram)) == (["c2", "c3"], ["c1"])
    [row] = bram.clients.list(ClientFilter(consultant="bram"))
    assert (row.lead, row.contacts) == ("bram", (("bram", "werkcoach"),))
    with bram.desk.reading() as reading:
        assert {due.client.id for due in reading.dues(DueFilter(consultant="bram"))} == {"c1"}
        assert "c1" not in {due.client.id for due in reading.dues(DueFilter(consultant="anna"))}
    whats = {item.what for item in bram.worklists.today() if item.client and item.client.id == "c1"}
    assert {"talk", "commitment"} <= whats
    assert not [item for item in anna.worklists.today() if item.client and item.client.id == "c1"]
    lead = bram.clients.look("c1").lead
    assert lead.consultant == "bram"
    loads = {row.consultant: row.clients for row in bram.team.balance().consultants}
    assert loads == {"anna": 2, "bram": 1}
    later = at(caseload, "anna", 14)
    assert mine(later) == ["c1", "c2", "c3"]
    assert mine(at(caseload, "bram", 14)) == []
    assert [check for check in caseload.check() if not check.ok] == []
    with pytest.raises(Refused):
        at(caseload, "bram", 2).team.end("anna")


def test_who_had_whom_is_known_with_standing_in_and_coming_back(caseload: Store) -> None:
    anna, bram = at(caseload, "anna"), at(caseload, "bram")
    anna.transfers.offer(["c1"], "bram", "met vakantie", until=BACK)
    bram.transfers.accept(["c1"])
    anna.transfers.offer(["c2"], "bram", "voorgoed")
    bram.transfers.accept(["c2"])
    of_one = [(row.consultant, row.start, row.until, row.stands_in) for row in anna.transfers.history(client="c1")]
    first = of_one[0][1]
    assert of_one == [("anna", first, TODAY, False), ("bram", TODAY, BACK, True), ("anna", BACK, None, False)]
    had = [(row.client.id, row.until, row.stands_in) for row in anna.transfers.history(consultant="bram")]
    assert had == [("c1", BACK, True), ("c2", None, False)]


def test_leave_and_who_stands_in_during_it_are_one_deed_that_begins_and_ends_with_the_leave(caseload: Store) -> None:
    anna, bram = at(caseload, "anna"), at(caseload, "bram")
    anna.transfers.offer(["c3"], "bram", "voorgoed")
    start, through = TODAY + timedelta(days=7), TODAY + timedelta(days=13)
    with pytest.raises(Refused, match="Until when"):
        anna.transfers.cover("anna", start, None, "bram", "vakantie")
    with pytest.raises(Refused, match="note"):
        anna.transfers.cover("anna", start, through, "bram", " ")
    assert anna.team.resolve("anna").leave == ()
    offers = anna.transfers.cover("anna", start, through, "bram", "vakantie")
    assert [(row.client.id, row.transfer.start, row.transfer.until) for row in offers] == [
        (client, start, through + timedelta(days=1)) for client in ("c1", "c2")
    ]
    anna.journal.undo(anna.journal.undoables()[0].deed.at)
    assert (anna.team.resolve("anna").leave, len(anna.transfers.list())) == ((), 1)
    anna.transfers.cover("anna", start, through, "bram", "vakantie")
    bram.transfers.accept(["c1", "c2"])
    assert (mine(at(caseload, "anna", 6)), mine(at(caseload, "bram", 6))) == (["c1", "c2", "c3"], [])
    assert at(caseload, "anna", 6).transfers.standing_in() == {}
    during = at(caseload, "bram", 7)
    assert (mine(at(caseload, "anna", 13)), mine(during)) == (["c3"], ["c1", "c2"])
    assert during.transfers.standing_in() == {"anna": {"bram": 2}}
    assert {item.client.id for item in during.worklists.due(consultant="bram")} == {"c1", "c2"}
    assert mine(at(caseload, "anna", 14)) == ["c1", "c2", "c3"]
    assert [check for check in caseload.check() if not check.ok] == []
    # What was to begin later gives way to a hand-over for good.
    at(caseload, "anna", 1).transfers.offer(["c1"], "bram", "toch voorgoed")
    at(caseload, "bram", 1).transfers.accept(["c1"])
    assert [(row.consultant, row.until) for row in anna.transfers.history(client="c1")][-1] == ("bram", None)
    assert len(anna.transfers.history(client="c1")) == 2
