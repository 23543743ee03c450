from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from caseload_tui.domain.agenda import WAITING, WEEKS_A_QUARTER
from caseload_tui.domain.due import base_dues
from caseload_tui.domain.facts import OFFICE
from caseload_tui.domain.facts.client import (
    ClientClosed,
    ClientReopened,
    DutyFreed,
    LabelGiven,
    PlacementProposed,
    PlacementRejected,
    PlacementSet,
    SignalAcknowledged,
)
from caseload_tui.domain.facts.meeting import CommitmentKept, MeetingAmended, MeetingSigned, WaiverSet
from caseload_tui.domain.filters import ClientFilter, CommitmentFilter, DueFilter, MeetingFilter, NoteFilter
from caseload_tui.domain.rows import ClientRow
from caseload_tui.domain.signals import EXEMPTION, signals_of
from caseload_tui.domain.standing import standing
from caseload_tui.errors import Refused
from caseload_tui.frameworks.national import pension_day
from caseload_tui.store.store import Store
from tests.conftest import MakeClient
from tests.makers import AXIS, GROUP, KIND, TODAY, agreed, author, held, planned


def names(rows: tuple[ClientRow, ...]) -> list[str]:
    return [row.name for row in rows]


def test_a_client_row_says_what_the_facts_say(store: Store, make_client: MakeClient) -> None:
    make_client("c1", LabelGiven(target_group="langdurig", on=TODAY), held("m1", date(2026, 3, 4)), agreed("a1", None))
    with store.reading() as reading:
        [row] = reading.clients()
    assert row == ClientRow(
        id="c1",
        file_number="V-1",
        given_name="Zoë",
        prefix=None,
        family_name="Bakker",
        born_on=date(1984, 5, 6),
        municipality="Voorbeeldstad",
        registered_on=date(2026, 1, 1),
        benefit_since=date(2026, 1, 1),
        status="active",
        closed_on=None,
        lead="anna",
        lead_lacking=False,
        groups={AXIS: GROUP},
        labels=("langdurig",),
        contacts=(("anna", "werkcoach"),),
        sectors=(),
        last_contact=date(2026, 3, 4),
        open_commitments=1,
        present_since=date(2026, 1, 1),
    )


def test_clients_are_sorted_by_family_name_without_prefix_or_diacritics(store: Store, make_client: MakeClient) -> None:
    make_client("c1", file_number="1", given_name="Ed", prefix="van den", family_name="Zwart")
    make_client("c2", file_number="2", given_name="Bo", prefix="de", family_name="Élias")
    make_client("c3", file_number="3", given_name="Al", family_name="Elias")
    with store.reading() as reading:
        assert names(reading.clients()) == ["Al Elias", "Bo de Élias", "Ed van den Zwart"]
        assert names(reading.clients(ClientFilter(limit=1, offset=1))) == ["Bo de Élias"]
        assert reading.count(ClientFilter(limit=1)) == 3


@pytest.mark.parametrize("text", ["v-7", "V-7", "yildirim", "YILDIRIM şule", "sule"])
def test_a_client_is_found_by_file_number_or_by_part_of_the_folded_name(
    store: Store, make_client: MakeClient, text: str
) -> None:
    make_client("c1", file_number="V-7", given_name="Şule", family_name="Yıldırım")
    make_client("c2", file_number="V-71", given_name="Jan", family_name="Smit")
    with store.reading() as reading:
        assert [row.id for row in reading.find(text)] == ["c1"]


def test_an_exact_file_number_comes_before_a_name_that_holds_it(store: Store, make_client: MakeClient) -> None:
    make_client("c1", file_number="smit", given_name="Jan", family_name="Bos")
    make_client("c2", file_number="V-2", given_name="Jan", family_name="Smit")
    with store.reading() as reading:
        assert [row.id for row in reading.find("Smit")] == ["c1"]


@pytest.mark.parametrize("text", ["%", "_", "' OR 1=1 --", "z*"])
def test_searched_text_is_never_a_pattern(store: Store, make_client: MakeClient, text: str) -> None:
    make_client("c1")
    with store.reading() as reading:
        assert reading.find(text) == ()


@pytest.mark.parametrize(
    ("filter", "found"),
    [
        (ClientFilter(groups=("groei", "rust")), ["c1", "c2"]),
        (ClientFilter(groups=("groei",)) & ClientFilter(groups=("rust",)), []),
        (ClientFilter(consultant="bram"), ["c3"]),
        (ClientFilter(contact_of="bram"), ["c3"]),
        (ClientFilter(label="langdurig"), ["c1"]),
        (ClientFilter(status="closed"), ["c4"]),
        (ClientFilter(statuses=("active", "aftercare")), ["c1", "c2", "c3"]),
        (ClientFilter(ids=()), []),
        (ClientFilter(ids=("c2", "c4")), ["c2", "c4"]),
        (ClientFilter(municipality="Voorbeeldstad") & ClientFilter(text="3"), ["c3"]),
        (ClientFilter(consultant="anna") & ClientFilter(consultant="bram"), []),
        (ClientFilter(lead_lacking=True), ["c2", "c3"]),
    ],
)
def test_filters_let_through_what_holds_every_condition(
    store: Store, make_client: MakeClient, filter: ClientFilter, found: list[str]
) -> None:
    make_client("c1", LabelGiven(target_group="langdurig", on=TODAY), file_number="1", family_name="A")
    make_client("c2", file_number="2", family_name="B", group="rust", consultant=None)
    with store.writing(author(ids="x")) as writing:
        writing.record("c2", PlacementSet(axis=AXIS, group="groei", from_=TODAY))
    make_client("c3", file_number="3", family_name="C", group="meedoen", consultant="bram")
    make_client("c4", ClientClosed(on=TODAY, reason="werk"), file_number="4", family_name="D", consultant=None)
    with store.reading() as reading:
        rows = reading.clients(filter)
        assert [row.id for row in rows] == found
        assert reading.count(filter) == len(rows)


def test_what_is_due_stands_on_the_list_of_who_handles_its_kind(store: Store, make_client: MakeClient) -> None:
    make_client("c1", held("m1", date(2026, 3, 4)))
    with store.reading() as reading:
        rows = {row.base.rule: row for row in reading.dues(DueFilter(consultant="anna"))}
        assert rows["voortgang-groei"].base.due_on == date(2026, 6, 4)
        assert rows["voortgang-groei"].client.id == "c1"
        assert reading.dues(DueFilter(consultant="bram")) == ()
        due_by = DueFilter(client="c1", due_by=date(2026, 6, 3))
        assert "voortgang-groei" not in {row.base.rule for row in reading.dues(due_by)}


def test_base_due_dates_come_back_as_they_were_computed(store: Store, make_client: MakeClient) -> None:
    make_client("c1", held("m1", date(2026, 3, 4)), planned("m2", date(2026, 9, 20), at="10:30"))
    with store.reading() as reading:
        computed = base_dues(reading.dossier("c1"), reading.policy())
        assert {row.base for row in reading.dues()} == set(computed)


def test_meetings_are_listed_without_their_notes(store: Store, make_client: MakeClient) -> None:
    make_client("c1", held("m1", date(2026, 3, 4), "geheim"), planned("m2", date(2026, 9, 20), at="10:30"))
    with store.reading() as reading:
        both = reading.meetings()
        assert [(row.meeting.id, row.meeting.status, dict(row.meeting.notes)) for row in both] == [
            ("m1", "held", {}),
            ("m2", "planned", {}),
        ]
        [unsigned] = reading.meetings(MeetingFilter(unsigned=True, consultant="anna"))
        assert unsigned.meeting.id == "m1"
        ahead = MeetingFilter(statuses=("planned",), on_from=TODAY, on_to=date(2026, 9, 20))
        assert [row.meeting.time for row in reading.meetings(ahead)] == ["10:30"]


def test_a_signed_record_is_no_longer_unsigned(store: Store, make_client: MakeClient) -> None:
    make_client("c1", held("m1", date(2026, 3, 4)), MeetingSigned(meeting="m1", on=TODAY))
    with store.reading() as reading:
        assert reading.meetings(MeetingFilter(unsigned=True)) == ()
        [row] = reading.meetings()
        assert (row.meeting.signed_by, row.meeting.signed_on) == ("anna", TODAY)


def test_commitments_of_both_sides_are_listed_by_day(store: Store, make_client: MakeClient) -> None:
    make_client(
        "c1",
        agreed("a1", date(2026, 9, 20)),
        agreed("a2", date(2026, 9, 10), owner="office"),
        agreed("a3", None),
        CommitmentKept(commitment="a1", on=TODAY),
    )
    with store.reading() as reading:
        assert [row.commitment.id for row in reading.commitments()] == ["a2", "a1", "a3"]
        assert [row.commitment.id for row in reading.commitments(CommitmentFilter(states=("open",)))] == ["a2", "a3"]
        assert [row.commitment.id for row in reading.commitments(CommitmentFilter(due_by=TODAY))] == ["a2"]
        dossier = reading.dossier("c1")
        assert {row.commitment for row in reading.commitments()} == set(dossier.commitments)


@pytest.mark.parametrize("asked", ["schuld", "CAFÉ", "cafe eigen", 'eigenaar "', "café-eig", "eigenaar*"])
def test_notes_are_found_by_words_without_diacritics(store: Store, make_client: MakeClient, asked: str) -> None:
    make_client("c1", held("m1", date(2026, 3, 4), "Heeft een schuld bij de café-eigenaar."))
    with store.reading() as reading:
        [hit] = reading.notes(NoteFilter(text=asked))
    assert (hit.client.id, hit.meeting, hit.domain) == ("c1", "m1", "werk")


@pytest.mark.parametrize("asked", ["", '"', "*", "NEAR(", "AND", "text:schuld", "-schuld NOT", "\0"])
def test_the_query_language_of_the_index_is_out_of_reach(store: Store, make_client: MakeClient, asked: str) -> None:
    make_client("c1", held("m1", date(2026, 3, 4), "Heeft een schuld."))
    with store.reading() as reading:
        assert reading.notes(NoteFilter(text=asked)) == ()


def test_every_word_may_be_only_a_beginning_and_days_domains_and_clients_narrow(
    store: Store, make_client: MakeClient
) -> None:
    make_client("c1", held("m1", date(2026, 3, 4), "Schuldhulp: regelingen lopen."))
    make_client("c2", held("m2", date(2026, 5, 4), "De schulden, een regeling."))
    with store.reading() as reading:

        def found(**asked: Any) -> list[str]:
            return [hit.meeting for hit in reading.notes(NoteFilter(**asked))]

        assert found(text="schuld regel") == ["m2", "m1"]
        assert found(text="schuld", limit=1) == ["m2"]
        assert found(text="schuld", on_to=date(2026, 3, 4)) == found(on_to=date(2026, 3, 4)) == ["m1"]
        assert found(text="schuld", on_from=date(2026, 3, 5), domains=("werk",)) == ["m2"]
        assert found(text="schuld", clients=("c1",)) == ["m1"]
        assert found(text="schuld", domains=()) == found(text="schuld", consultants=("nobody",)) == []


def test_a_replaced_note_is_no_longer_found_and_an_amendment_is(store: Store, make_client: MakeClient) -> None:
    make_client("c1", held("m1", date(2026, 3, 4), "oud"), held("m1", date(2026, 3, 4), "ander"))
    with store.writing(author(ids="x")) as writing:
        writing.record("c1", MeetingAmended(meeting="m1", reason="vergeten", notes={"wonen": "verhuisd"}))
    with store.reading() as reading:
        assert reading.notes(NoteFilter(text="oud")) == ()
        assert [hit.domain for hit in reading.notes(NoteFilter(text="ander"))] == ["werk"]
        assert [hit.domain for hit in reading.notes(NoteFilter(text="verhuisd"))] == ["wonen"]


def test_a_dossier_without_a_registration_is_refused(store: Store) -> None:
    with store.writing(author(ids="x")) as writing:
        writing.record("c9", LabelGiven(target_group="langdurig", on=TODAY), ClientReopened(on=TODAY))
    with store.reading() as reading:
        assert reading.clients() == ()
        for unknown in ("c9", "nobody", OFFICE):
            with pytest.raises(Refused):
                reading.dossier(unknown)


def test_the_office_is_read_from_its_facts(store: Store) -> None:
    with store.reading() as reading:
        assert [person.name for person in reading.office().consultants] == ["Anna Aalders", "Bram Bos"]
        assert reading.policy().framework.id == "voorbeeldstad-2026"


@pytest.mark.parametrize(("days", "shown"), [(-1, False), (0, True), (40, True)])
def test_a_due_date_shows_from_the_first_day_of_its_window(
    store: Store, make_client: MakeClient, days: int, shown: bool
) -> None:
    make_client("c1", held("m1", date(2026, 3, 4)))
    with store.reading() as reading:
        [base] = [row.base for row in reading.dues() if row.base.rule == "voortgang-groei"]
        assert base.due_on is not None
        day = base.due_on + timedelta(days=days - base.window_days)
        assert ("voortgang-groei" in {row.base.rule for row in reading.dues(DueFilter(showing_on=day))}) is shown


def test_a_waived_due_date_shows_only_after_the_waiver(store: Store, make_client: MakeClient) -> None:
    waiver = WaiverSet(rule="voortgang-groei", from_=date(2026, 6, 1), through=date(2026, 12, 31), reason="ziek")
    make_client("c1", held("m1", date(2026, 3, 4)), waiver)
    with store.reading() as reading:
        rules = {row.base.rule for row in reading.dues(DueFilter(showing_on=date(2026, 12, 31)))}
        assert "voortgang-groei" not in rules
        later = {row.base.rule for row in reading.dues(DueFilter(showing_on=date(2027, 1, 21)))}
        assert "voortgang-groei" in later


def test_due_dates_are_tallied_by_consultant(store: Store, make_client: MakeClient) -> None:
    make_client("c1", held("m1", date(2026, 3, 4)))
    make_client("c2", file_number="V-2", consultant="bram")
    with store.reading() as reading:
        today, until = date(2026, 6, 18), date(2026, 7, 18)
        tallies = {tally.consultant: tally for tally in reading.due_tallies(today, until)}
        for consultant, tally in tallies.items():
            standings = [standing(row.base, today) for row in reading.dues(DueFilter(consultant=consultant))]
            assert tally.late == sum(item.late for item in standings if item)
            soon = [item for item in standings if item and not item.late and item.due_on and item.due_on <= until]
            assert tally.soon == len(soon)
            counted = [item for item in reading.counted_dues(today) if item.consultant == consultant]
            assert sum(item.late for item in counted) == tally.late
            dates = [(item.due_on - today).days for item in standings if item and item.due_on]
            assert sum(item.soon for item in counted) == sum(0 <= days <= 30 for days in dates)
        assert set(tallies) == {"anna", "bram"}
        assert any(tally.late for tally in tallies.values())


def test_talks_of_the_quarter_ahead_are_counted_by_week_planned_or_waiting(
    store: Store, make_client: MakeClient
) -> None:
    monday = TODAY - timedelta(days=TODAY.weekday())
    plan, end = TODAY + timedelta(days=9), monday + timedelta(weeks=WEEKS_A_QUARTER)
    make_client("c1", held("m1", date(2026, 3, 4)))
    make_client("c2", held("m2", TODAY - timedelta(days=60)), planned("m3", plan), file_number="V-2", consultant="bram")
    exempt = WaiverSet(rule="voortgang-groei", from_=TODAY, through=TODAY + timedelta(days=300), reason="ziek")
    make_client("c3", exempt, held("m4", TODAY - timedelta(days=60)), file_number="V-3")
    with store.reading() as reading:
        rules = {row.base.rule for row in reading.dues()}
        assert exempt.rule in rules
        expected: Counter[tuple[str | None, date, str]] = Counter()
        for row in reading.dues():
            stands = standing(row.base, TODAY)
            if stands is not None and stands.state in WAITING and stands.due_on is not None and stands.due_on < end:
                week = max(monday, stands.due_on - timedelta(days=stands.due_on.weekday()))
                expected[row.consultant, week, row.base.kind] += 1
        found = reading.owed_ahead(TODAY)
    waiting = Counter({(item.consultant, item.monday, item.kind): item.count for item in found if not item.planned})
    assert waiting == expected
    assert waiting["anna", monday, KIND] == 1, "what is overdue counts in the first week"
    assert not any(consultant == "bram" and kind == KIND for consultant, _, kind in waiting)
    assert [(item.consultant, item.monday, item.kind, item.count) for item in found if item.planned] == [
        ("bram", plan - timedelta(days=plan.weekday()), KIND, 1)
    ]


def test_a_proposal_is_listed_until_it_is_decided(store: Store, make_client: MakeClient) -> None:
    make_client("c1", PlacementProposed(axis=AXIS, group="direct", on=TODAY, reason="wil"))
    with store.reading() as reading:
        [(row, proposal)] = reading.proposals(ClientFilter(consultant="anna"))
        assert (row.id, proposal) == ("c1", reading.dossier("c1").proposals[0])
        assert reading.proposals(ClientFilter(consultant="bram")) == ()
    with store.writing(author(ids="x")) as writing:
        writing.record("c1", PlacementRejected(proposal=proposal.event, on=TODAY))
        assert writing.proposals(ClientFilter()) == ()


def test_signals_are_those_of_the_dossier_that_show_today(store: Store, make_client: MakeClient) -> None:
    ends = TODAY + timedelta(days=20)
    make_client("c1", DutyFreed(duty="arbeid", from_=TODAY, until=ends))
    with store.reading() as reading:
        policy, dossier = reading.policy(), reading.dossier("c1")
        for day in (TODAY, TODAY - timedelta(days=9), TODAY + timedelta(days=400)):
            shown = [item for item in signals_of(dossier, policy.framework, pension_day) if item.shows(day)]
            assert [signal for _, signal in reading.signals(ClientFilter(), day)] == shown
        [signal] = [item for _, item in reading.signals(ClientFilter(), TODAY) if item.kind == EXEMPTION]
    with store.writing(author(ids="x")) as writing:
        writing.record("c1", SignalAcknowledged(signal=signal.key))
        assert signal not in [item for _, item in writing.signals(ClientFilter(), TODAY)]
