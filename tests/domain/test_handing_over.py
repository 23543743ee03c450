"""rules.md section 8: handing clients over."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload_tui.domain import transfers
from caseload_tui.domain.dossier import Contact, Dossier
from caseload_tui.domain.facts.client import Undone
from caseload_tui.domain.leads import lead_of
from caseload_tui.domain.office import Consultant
from caseload_tui.domain.transfers import Offer
from caseload_tui.errors import Refused
from tests.domain.facts_maker import START, Journal, framework, registered

TODAY = START + timedelta(days=100)
PEOPLE = {name: Consultant(name, name, "consultant", (), ((START, 1.0),)) for name in ("anna", "bram", "cem")}
GONE = Consultant("weg", "weg", "consultant", (), ((START, 1.0),), ended_on=START)


@pytest.fixture
def journal() -> Journal:
    journal = registered()
    for consultant, role in (("anna", "coach"), ("cem", "clerk")):
        journal.add("contact.added", consultant=consultant, role=role, from_=START)
    journal.add(
        "meeting.planned", meeting="m1", meeting_kind="progress", on=TODAY + timedelta(days=3), consultant="anna"
    )
    journal.add(
        "meeting.planned",
        meeting="m2",
        meeting_kind="work",
        on=TODAY + timedelta(days=3),
        consultant="anna",
        session="s",
    )
    return journal


def offer(journal: Journal, to: str, of: str, day: date = TODAY, until: date | None = None) -> None:
    made = Offer(to=PEOPLE[to], note="alles goed", until=until)
    journal.record(transfers.decide_offer(journal.dossier, made, of, today=day), by=of)


def accept(journal: Journal, day: date = TODAY) -> list[str]:
    """Accept what waits, and return the events of the deed."""
    offered = transfers.waiting(journal.dossier)
    before = len(journal.events)
    journal.record(*transfers.decide_acceptance(journal.dossier, PEOPLE[offered.to], today=day), by=offered.to)
    return [event.id for event in journal.events[before:]]


def held(dossier: Dossier, role: str) -> list[tuple[str, date, date | None]]:
    return [(item.consultant, item.start, item.until) for item in dossier.contacts if item.role == role]


def test_accepting_ends_one_contact_and_begins_the_other_on_that_day(journal: Journal) -> None:
    offer(journal, "bram", "anna", TODAY - timedelta(days=2))
    assert held(journal.dossier, "coach") == [("anna", START, None)]
    accept(journal)
    dossier = journal.dossier
    assert held(dossier, "coach") == [("anna", START, TODAY), ("bram", TODAY, None)]
    assert held(dossier, "clerk") == [("cem", START, None)]
    assert {item.id: item.consultant for item in dossier.meetings} == {"m1": "bram", "m2": "anna"}
    [told] = dossier.transfers
    assert (told.state, told.decided_on, told.decided_by, told.note) == ("accepted", TODAY, "bram", "alles goed")


def test_who_stands_in_has_the_work_until_the_day_and_no_longer(journal: Journal) -> None:
    back = TODAY + timedelta(days=14)
    offer(journal, "bram", "anna", until=back)
    accept(journal)
    dossier, policy = journal.dossier, framework()
    assert held(dossier, "coach") == [("anna", START, TODAY), ("bram", TODAY, back), ("anna", back, None)]
    assert {item.consultant for item in dossier.contacts_on(back - timedelta(days=1))} == {"bram", "cem"}
    assert {item.consultant for item in dossier.contacts_on(back)} == {"anna", "cem"}
    assert [(one.consultant, other.consultant) for one, other in transfers.stand_ins(dossier, TODAY)] == [
        ("bram", "anna")
    ]
    assert list(transfers.stand_ins(dossier, back)) == []
    assert lead_of(dossier, policy, back).consultant == lead_of(dossier, policy).consultant


def test_who_was_replaced_can_come_back_earlier_or_later(journal: Journal) -> None:
    back, sooner, later = (TODAY + timedelta(days=days) for days in (14, 5, 30))
    offer(journal, "bram", "anna", until=back)
    accept(journal)
    offer(journal, "bram", "bram", sooner, until=later)
    accept(journal, sooner)
    assert held(journal.dossier, "coach")[-2:] == [("bram", sooner, later), ("anna", later, None)]
    offer(journal, "anna", "bram", back)
    accept(journal, back)
    assert held(journal.dossier, "coach")[-1] == ("anna", back, None)
    assert [item.consultant for item in journal.dossier.contacts_on(later)] == ["cem", "anna"]


def test_closing_ends_an_offer_and_undoing_restores_it(journal: Journal) -> None:
    offer(journal, "bram", "anna")
    closed = journal.add("client.closed", on=TODAY, reason="work")
    assert [item.state for item in journal.dossier.transfers] == ["lapsed"]
    journal.undo(closed)
    assert [item.state for item in journal.dossier.transfers] == ["open"]


@pytest.mark.parametrize(
    ("made", "of"),
    [
        (Offer(to=PEOPLE["bram"], note="  "), "anna"),
        (Offer(to=GONE, note="ok"), "anna"),
        (Offer(to=PEOPLE["anna"], note="ok"), "anna"),
        (Offer(to=PEOPLE["bram"], note="ok"), "bram"),
        (Offer(to=PEOPLE["bram"], note="ok", role="clerk"), "anna"),
        (Offer(to=PEOPLE["bram"], note="ok", until=TODAY), "anna"),
        (Offer(to=PEOPLE["bram"], note="ok"), None),
    ],
)
def test_an_offer_that_says_nothing_or_cannot_be_is_refused(journal: Journal, made: Offer, of: str | None) -> None:
    with pytest.raises(Refused):
        transfers.decide_offer(journal.dossier, made, of, today=TODAY)


def test_one_offer_waits_at_a_time_and_rejecting_needs_a_reason(journal: Journal) -> None:
    offer(journal, "bram", "anna")
    with pytest.raises(Refused):
        offer(journal, "cem", "anna")
    with pytest.raises(Refused):
        transfers.decide_rejection(journal.dossier, " ", today=TODAY)
    with pytest.raises(Refused):
        transfers.decide_acceptance(journal.dossier, GONE, today=TODAY)
    journal.record(transfers.decide_rejection(journal.dossier, "geen ruimte", today=TODAY))
    assert [(item.state, item.reason) for item in journal.dossier.transfers] == [("rejected", "geen ruimte")]
    journal.add("contact.ended", consultant="anna", role="coach", on=TODAY)
    with pytest.raises(Refused):
        offer(journal, "bram", "anna")


Step = tuple[str, int, int | None, bool]
STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(PEOPLE)), st.integers(0, 20), st.none() | st.integers(1, 30), st.booleans()),
    max_size=6,
)


@given(STEPS)
def test_contacts_never_overlap_and_undoing_an_acceptance_restores_all(steps: list[Step]) -> None:
    journal, day = registered(), TODAY
    journal.add("contact.added", consultant="anna", role="coach", from_=START)
    for to, passed, stays, undone in steps:
        day += timedelta(days=passed)
        [now] = journal.dossier.contacts_on(day)
        try:
            offer(journal, to, now.consultant, day, day + timedelta(days=stays) if stays else None)
        except Refused:
            continue
        before = journal.dossier
        deed = accept(journal, day)
        check_one_after_the_other(journal.dossier.contacts, day)
        if undone:
            for event in reversed(deed):
                journal.record(Undone(event=event))
            after = journal.dossier
            assert (after.contacts, after.transfers, after.meetings) == (
                before.contacts,
                before.transfers,
                before.meetings,
            )
            accept(journal, day)


def check_one_after_the_other(contacts: tuple[Contact, ...], day: date) -> None:
    """One role is somebody's on every day, and never two people's."""
    ordered = sorted((item for item in contacts if item.start != item.until), key=lambda item: item.start)
    assert ordered[-1].until is None
    assert all(first.until == then.start for first, then in pairwise(ordered))
