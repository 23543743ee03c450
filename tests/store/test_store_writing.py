from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest

from caseload_tui.domain.facts import OFFICE, Fact, UnknownFact
from caseload_tui.domain.facts.client import ClientChanged, ClientRegistered, LabelGiven, Undone
from caseload_tui.domain.facts.office import FrameworkAdopted
from caseload_tui.domain.filters import ClientFilter, DueFilter, NoteFilter
from caseload_tui.domain.rows import Draft
from caseload_tui.errors import Refused, StoreUnusable
from caseload_tui.frameworks.library import load
from caseload_tui.store import bulk, seal
from caseload_tui.store.store import Store
from tests.conftest import MakeClient
from tests.makers import KEY, TODAY, author, found_office, held, registered


def lines(store: Store) -> list[str]:
    with store.reading() as reading:
        return list(reading.events_text())


def record(store: Store, dossier: str, *facts: Fact, ids: str) -> None:
    with store.writing(author(ids=ids)) as writing:
        writing.record(dossier, *facts)


def test_an_error_leaves_nothing_behind(store: Store) -> None:
    before = lines(store)

    def fail_half_way() -> None:
        with store.writing(author(ids="x")) as writing:
            writing.record("c1", *registered())
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    assert lines(store) == before
    assert all(check.ok for check in store.check())


def test_a_writer_sees_its_own_facts_in_lists(store: Store) -> None:
    with store.writing(author(ids="x")) as writing:
        writing.record("c1", *registered())
        assert writing.count(ClientFilter()) == 1
        writing.record("c1", held("m1", TODAY, "schuld"))
        assert writing.clients()[0].last_contact == TODAY
        assert len(writing.notes(NoteFilter(text="schuld"))) == 1


def test_facts_of_one_transaction_are_one_deed_also_when_the_clock_stands_still(store: Store) -> None:
    record(store, "c1", *registered(), ids="x")
    record(store, "c1", held("m1", TODAY), LabelGiven(target_group="langdurig", on=TODAY), ids="y")
    with store.reading() as reading:
        latest, before, *_ = reading.last_deeds("anna")
        assert [event.kind for event in latest.events] == ["meeting.held", "label.given"]
        assert before.events[0].kind == "client.registered"
        assert latest.at > before.at
        assert not latest.undone
        assert reading.last_deeds("bram") == ()


def test_a_deed_is_undone_when_all_of_its_facts_are(store: Store) -> None:
    record(store, "c1", *registered(), ids="x")
    record(store, "c1", LabelGiven(target_group="langdurig", on=TODAY), ids="y")
    record(store, "c1", Undone(event="y00000001"), ids="z")
    with store.reading() as reading:
        undoing, deed, *_ = reading.last_deeds("anna")
        assert (undoing.undone, deed.undone) == (False, True)
        assert reading.clients()[0].labels == ()


def test_an_export_imported_into_an_empty_store_is_the_same_to_the_byte(
    store: Store, make_client: MakeClient, tmp_path: Path
) -> None:
    make_client("c1", held("m1", TODAY, "Café, “schuld” en\nregels"), given_name="Şule")
    record(store, "c1", UnknownFact("later.kind", {"z": [1, {"y": None}], "a": "é"}), ids="x")
    exported = lines(store)
    other = Store.create(tmp_path / "other.store", KEY, practice=True)
    with other.writing(author(ids="other")) as writing:
        assert writing.import_events(json.loads(line) for line in exported) == len(exported)
    assert lines(other) == exported
    with store.reading() as first, other.reading() as second:
        assert first.clients() == second.clients()
        assert first.dues() == second.dues()
        assert first.meetings() == second.meetings()
    assert all(check.ok for check in other.check())
    other.close()


@pytest.mark.parametrize(
    "change",
    [
        {"id": None},
        {"id": ""},
        {"version": 0},
        {"version": True},
        {"at": "yesterday"},
        {"at": "2026-09-14T09:00:00"},
        {"payload": []},
        {"payload": {"target_group": 3, "on": "2026-09-14"}},
        {"payload": {"target_group": "x"}},
        {"payload": {"target_group": "\ud800", "on": "2026-09-14"}},
    ],
)
def test_a_fact_that_cannot_be_read_is_not_imported(store: Store, change: dict[str, object]) -> None:
    line: dict[str, object] = {
        "id": "e1",
        "dossier": "c1",
        "kind": "label.given",
        "at": "2026-09-14T09:00:00+00:00",
        "by": "anna",
        "device": "desk",
        "version": 1,
        "payload": {"target_group": "langdurig", "on": "2026-09-14"},
    }
    before = lines(store)
    with store.writing(author(ids="x")) as writing:
        assert writing.import_event(line).kind == "label.given"
    with pytest.raises(Refused), store.writing(author(ids="y")) as writing:
        writing.import_event(line | {"id": "e2"} | change)
    assert len(lines(store)) == len(before) + 1


def test_facts_that_are_there_already_are_not_imported_again(store: Store) -> None:
    before = lines(store)
    with pytest.raises(Refused), store.writing(author(ids="x")) as writing:
        writing.import_events(json.loads(line) for line in before)
    assert lines(store) == before


def test_imported_facts_that_make_no_sense_are_refused_whole(store: Store, make_client: MakeClient) -> None:
    make_client("c1")
    changed = ClientChanged(field="born_on", value="long ago")
    record(store, "c2", *registered(), ids="x")
    line = json.loads(lines(store)[-1]) | {
        "id": "e9",
        "kind": changed.kind,
        "payload": {"field": "born_on", "value": "?"},
    }
    with pytest.raises(Refused), store.writing(author(ids="y")) as writing:
        writing.import_event(line)


def test_adopting_a_policy_recomputes_what_is_due_for_everybody(store: Store, make_client: MakeClient) -> None:
    make_client("c1")
    with store.reading() as reading:
        before = {row.base.rule for row in reading.dues()}
        assert reading.policy().framework.id == "voorbeeldstad-2026"
    _, text, _ = load("landsmeer-2020")
    adopted = FrameworkAdopted(framework="landsmeer-2020", text=text, in_force_from=TODAY)
    record(store, OFFICE, adopted, ids="x")
    with store.reading() as reading:
        assert reading.policy().framework.id == "landsmeer-2020"
        assert reading.policy().adoptions[0].framework.id == "voorbeeldstad-2026"
        assert {row.base.rule for row in reading.dues()} != before
    assert all(check.ok for check in store.check())


def test_a_policy_that_is_not_saved_after_all_is_forgotten(store: Store) -> None:
    _, text, _ = load("landsmeer-2020")

    def fail_after_adopting() -> None:
        with store.writing(author(ids="x")) as writing:
            writing.record(OFFICE, FrameworkAdopted(framework="landsmeer-2020", text=text, in_force_from=TODAY))
            assert writing.policy().framework.id == "landsmeer-2020"
            raise KeyError

    with pytest.raises(KeyError):
        fail_after_adopting()
    with store.reading() as reading:
        assert reading.policy().framework.id == "voorbeeldstad-2026"


def test_a_framework_whose_text_is_no_document_is_refused(store: Store) -> None:
    with pytest.raises(Refused), store.writing(author(ids="x")) as writing:
        writing.record(OFFICE, FrameworkAdopted(framework="x", text="id = ", in_force_from=TODAY))


def test_without_a_policy_clients_are_kept_and_nothing_is_due(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "bare.store", KEY, practice=False)
    assert not store.practice
    record(store, "c1", *registered(), ids="x")
    with store.reading() as reading:
        assert reading.clients()[0].lead == "anna"
        assert reading.count(DueFilter()) == 0
        assert reading.adopted_policy() is None
        with pytest.raises(Refused):
            reading.policy()
    store.close()


def test_a_draft_is_kept_per_person_and_key_and_takes_the_place_of_the_one_before(store: Store) -> None:
    draft = Draft("anna", "talk:m1", "c1", "m1", "2026-09-14T09:00:00+00:00", {"notes": {"werk": "hal"}})
    with store.writing(author()) as writing:
        writing.save_draft(Draft("anna", "talk:m1", "c1", "m1", "2026-09-14T08:59:59+00:00", {"notes": {}}))
        writing.save_draft(draft)
        writing.save_draft(Draft("bram", "talk:m1", None, None, "2026-09-14T09:00:00+00:00"))
    with store.reading() as reading:
        assert reading.drafts("anna") == (draft,)
        assert reading.draft("anna", "talk:m1") == draft
    with store.writing(author()) as writing:
        writing.drop_draft("anna", "talk:m1")
        writing.drop_draft("anna", "talk:m1")
    with store.reading() as reading:
        assert reading.draft("anna", "talk:m1") is None
        assert len(reading.drafts("bram")) == 1


def test_the_access_log_is_a_journal_of_its_own(store: Store, make_client: MakeClient) -> None:
    make_client("c1")
    before = lines(store)
    with store.writing(author()) as writing:
        writing.log_access("dossier", "c1")
        writing.log_access("unlocked")
    with store.reading() as reading:
        looks = [json.loads(line) for line in reading.access_text()]
    assert [(look["what"], look["dossier"], look["by"]) for look in looks] == [
        ("dossier", "c1", "anna"),
        ("unlocked", None, "anna"),
    ]
    assert lines(store) == before


def test_the_seal_says_how_long_both_journals_are(store: Store) -> None:
    with store.writing(author()) as writing:
        writing.log_access("unlocked")
    written = seal.read_seal(store.path)
    assert written is not None
    assert (written.facts_count, written.access_count) == (len(lines(store)), 1)


def test_a_seal_that_cannot_be_written_does_not_make_a_save_fail(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StoreUnusable("The disk is full.")

    monkeypatch.setattr(seal, "write_seal", fail)
    record(store, "c1", *registered(), ids="x")
    with store.reading() as reading:
        assert reading.count(ClientFilter()) == 1
    assert all(check.ok for check in store.check())


def test_what_another_program_saves_shows_in_the_data_version_and_in_lists(store: Store) -> None:
    before = store.data_version()
    assert store.data_version() == before
    other = Store.open(store.path, KEY)
    record(other, "c1", *registered(), ids="x")
    other.close()
    assert store.data_version() != before
    with store.reading() as reading:
        assert reading.count(ClientFilter()) == 1


def test_threads_read_and_write_beside_each_other(store: Store) -> None:
    moment = datetime(2026, 9, 14, 9, tzinfo=UTC)

    def work(number: int) -> None:
        for turn in range(5):
            with store.writing(author(ids=f"t{number}-{turn}-")) as writing:
                writing.record(f"c{number}-{turn}", *registered(f"V-{number}-{turn}"))
            with store.reading() as reading:
                assert reading.count(ClientFilter()) > 0

    threads = [Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as reading:
        assert reading.count(ClientFilter()) == 20
        moments = {deed.at for deed in reading.last_deeds("anna", 30)}
        assert max(moments) < (moment + timedelta(seconds=1)).isoformat()
        assert len(moments) == 21
    assert all(check.ok for check in store.check())


def test_facts_recorded_in_bulk_give_the_same_lists_as_one_by_one(store: Store, tmp_path: Path) -> None:
    facts = [
        (f"c{number}", fact)
        for number in range(30)
        for fact in (
            *registered(f"V-{number}"),
            *(held(f"m{number}-{turn}", date(2026, 2 + turn, 3)) for turn in range(5)),
        )
    ]
    with store.writing(author(ids="x")) as writing:
        writing.record_many(facts)
    exported = [json.loads(line) for line in lines(store)]
    other = Store.create(tmp_path / "other.store", KEY, practice=True)
    for line in exported:
        with other.writing(author(ids="other")) as writing:
            writing.import_event(line)
    with store.reading() as first, other.reading() as second:
        assert first.dues() == second.dues()
        assert first.clients() == second.clients()
    other.close()


def test_a_registration_that_is_taken_back_takes_the_client_off_every_list(store: Store) -> None:
    record(store, "c1", *registered(), held("m1", TODAY, "schuld"), ids="x")
    record(store, "c1", Undone(event="x00000001"), ids="y")
    with store.reading() as reading:
        assert reading.clients() == ()
        assert reading.dues() == ()
        assert reading.notes(NoteFilter(text="schuld")) == ()
    assert all(check.ok for check in store.check())


def test_nobody_else_s_client_is_touched(store: Store) -> None:
    record(store, "c1", *registered("V-1"), held("m1", TODAY, "een"), ids="x")
    record(store, "c2", *registered("V-2"), held("m1", TODAY, "twee"), ids="y")
    with store.reading() as reading:
        assert [hit.client.id for hit in reading.notes(NoteFilter(text="een"))] == ["c1"]
        assert [hit.client.id for hit in reading.notes(NoteFilter(text="twee"))] == ["c2"]


def test_a_client_registered_twice_keeps_one_row(store: Store) -> None:
    record(store, "c1", *registered("V-1"), ids="x")
    again = ClientRegistered(on=TODAY, file_number="V-9", given_name="Zoë", family_name="Bos")
    record(store, "c1", again, ids="y")
    with store.reading() as reading:
        assert [row.file_number for row in reading.clients()] == ["V-9"]


def test_events_of_a_seed_take_the_place_of_the_founding_facts_as_they_are(
    store: Store, make_client: MakeClient, tmp_path: Path
) -> None:
    make_client("c1", held("m1", TODAY, "schuld"))
    with store.reading() as reading:
        events = list(reading.events())
    other = Store.create(tmp_path / "other.store", KEY, practice=True)
    found_office(other, "landsmeer-2020")
    with other.writing(author(ids="other")) as writing:
        writing.log_access("unlocked")
        assert writing.replace_journal(events) == len(events)
        assert writing.policy().framework.id == "voorbeeldstad-2026"
    assert lines(other) == lines(store)
    with other.reading() as reading:
        assert len(list(reading.access_text())) == 1
    assert [check for check in other.check() if not check.ok] == []
    with pytest.raises(Refused), other.writing(author(ids="again")) as writing:
        writing.replace_journal(events)
    assert lines(other) == lines(store)
    other.close()


def test_a_large_writing_leaves_the_room_of_the_database_as_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_MANY", 1)
    with store.writing(author(ids="x")) as writing:
        sizes = [writing._connection.exec_driver_sql("PRAGMA cache_size").scalar_one()]
        writing.record("c1", *registered())
        sizes.append(writing._connection.exec_driver_sql("PRAGMA cache_size").scalar_one())
        writing.finish()
        sizes.append(writing._connection.exec_driver_sql("PRAGMA cache_size").scalar_one())
    assert sizes[0] == sizes[2] != sizes[1] == bulk._ROOMY
