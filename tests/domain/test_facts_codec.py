"""rules.md section 1: facts as plain JSON and back, kinds and versions nobody knows, and taking back."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caseload_tui.domain.facts import BadFact, Fact, UnknownFact, kinds, payload, payload_text, read
from caseload_tui.domain.facts.base import FIRST_YEAR, LAST_YEAR
from caseload_tui.domain.folding import taken_back
from tests.domain.facts_maker import START, Journal, registered

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(),
    int: st.integers(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    date: st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)),
    Any: json_values.filter(lambda value: value is not None),
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field of a fact."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if isinstance(hint, types.UnionType):
        return st.one_of(*(st.none() if part is type(None) else values(part) for part in inner))
    if origin is tuple:
        return st.lists(values(inner[0]), max_size=3).map(tuple)
    if origin is Mapping:
        return st.dictionaries(st.text(), values(inner[1]), max_size=3)
    return PLAIN[hint]


def facts(kind: type[Fact]) -> st.SearchStrategy[Fact]:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]
    return st.builds(kind, **{name: values(hints[name]) for name in names})


@pytest.mark.parametrize("name", sorted(kinds()))
@settings(max_examples=8)
@given(data=st.data())
def test_every_kind_of_fact_survives_being_written_and_read(name: str, data: st.DataObject) -> None:
    fact = data.draw(facts(kinds()[name]))
    text = payload_text(fact)
    again = read(name, 1, json.loads(text))
    assert again == fact
    assert payload_text(again) == text
    assert "\n" not in text


def test_a_payload_is_written_with_the_keys_of_the_interface() -> None:
    journal = registered()
    assert payload(journal.events[1].fact) == {
        "axis": "path",
        "group": "near",
        "from": "2024-01-01",
        "reason": None,
        "chosen_by": None,
        "decided_by": None,
        "meeting": None,
    }


@given(st.text(), st.integers(1, 9), st.dictionaries(st.text(), json_values, max_size=4))
def test_a_kind_that_nobody_knows_is_kept_as_it_is(name: str, version: int, fields: dict[str, Any]) -> None:
    fact = read(f"odd.{name}", version, fields)
    assert isinstance(fact, UnknownFact)
    assert payload(fact) == fields


def test_a_later_version_of_a_known_kind_is_kept_as_it_is() -> None:
    fields = {"on": {"year": 2030}, "surprise": [1, 2]}
    fact = read("client.reopened", 2, fields)
    assert isinstance(fact, UnknownFact)
    assert payload(fact) == fields


def test_facts_that_nobody_knows_change_nothing_else() -> None:
    journal = registered()
    before = journal.dossier
    journal.record(read("client.sang", 1, {"song": "low"}))
    after = journal.dossier
    assert dataclasses.replace(after, events=before.events) == before
    assert len(after.events) == len(before.events) + 1


@pytest.mark.parametrize(
    ("kind", "values", "says"),
    [
        ("client.reopened", {}, "client.reopened: on is missing"),
        ("client.reopened", {"on": None}, "client.reopened: on is missing"),
        ("client.reopened", {"on": "soon"}, "client.reopened: on = 'soon'"),
        ("client.reopened", {"on": 20240101}, "client.reopened: on = 20240101"),
        ("client.closed", {"on": "2024-01-01", "reason": "x", "aftercare": 1}, "client.closed: aftercare = 1"),
        ("work.started", {"work": "w", "on": "2024-01-01", "hours": True}, "work.started: hours = True"),
        ("meeting.signed", {"meeting": 5, "on": "2024-01-01"}, "meeting.signed: meeting = 5"),
        ("consultant.added", {"consultant": "a", "name": "A", "from": "2024-01-01", "roles": "b"}, "roles = 'b'"),
    ],
)
def test_a_payload_that_does_not_fit_is_named_by_its_key(kind: str, values: dict[str, Any], says: str) -> None:
    with pytest.raises(BadFact) as refused:
        read(kind, 1, values)
    assert says in str(refused.value)


class TestTakingBack:
    def test_what_was_undone_counts_as_never_recorded(self) -> None:
        journal = registered()
        journal.undo(journal.add("label.given", target_group="young", on=START))
        assert journal.dossier.current_labels == ()

    def test_undoing_the_undoing_brings_it_back(self) -> None:
        journal = registered()
        undoing = journal.undo(journal.add("label.given", target_group="young", on=START))
        journal.undo(undoing)
        assert journal.dossier.current_labels == ("young",)

    def test_an_undone_withdrawal_of_something_lets_it_run_on(self) -> None:
        journal = registered()
        journal.add("label.given", target_group="young", on=START)
        journal.undo(journal.add("label.ended", target_group="young", on=START))
        assert journal.dossier.current_labels == ("young",)

    @given(st.integers(0, 9))
    def test_a_chain_of_undoings_goes_back_and_forth(self, length: int) -> None:
        journal = registered()
        last = journal.add("label.given", target_group="young", on=START)
        for _ in range(length):
            last = journal.undo(last)
        assert bool(journal.dossier.current_labels) is (length % 2 == 0)

    @settings(max_examples=60)
    @given(st.lists(st.integers(0, 30), max_size=20))
    def test_each_undoing_that_stands_takes_back_just_what_it_names(self, targets: list[int]) -> None:
        journal = Journal()
        journal.add("label.given", target_group="young", on=START)
        for target in targets:
            journal.undo(f"e{1 + target % len(journal.events)}")
        gone = taken_back(journal.events)
        for event in journal.events:
            undoings = [item.id for item in journal.events if payload(item.fact).get("event") == event.id]
            assert (event.id in gone) == any(undoing not in gone for undoing in undoings)

    def test_nothing_undone_is_forgotten(self) -> None:
        journal = registered()
        event = journal.add("label.given", target_group="young", on=START)
        journal.undo(event)
        assert event in journal.dossier.undone
        assert event in [item.id for item in journal.dossier.events]


class TestChangeableFields:
    def test_every_value_is_kept_until_a_person_chooses(self) -> None:
        journal = registered()
        first = journal.add("client.changed", field="phone", value="06-1", replaces=[])
        journal.add("client.changed", field="phone", value="06-2", replaces=[first])
        other = journal.add("client.changed", field="phone", value="06-3", replaces=[first])
        assert [item.value for item in journal.dossier.fields["phone"]] == ["06-2", "06-3"]
        second = journal.dossier.fields["phone"][0].event
        journal.add("client.changed", field="phone", value="06-2", replaces=[second, other])
        assert [item.value for item in journal.dossier.fields["phone"]] == ["06-2"]

    def test_the_value_of_the_registration_is_replaced_too(self) -> None:
        journal = registered(family_name="Berg")
        journal.add("client.changed", field="family_name", value="Dal", replaces=["e1"])
        assert journal.dossier.value("family_name") == "Dal"
        journal.undo("e3")
        assert journal.dossier.value("family_name") == "Berg"


@pytest.mark.parametrize("day", ["1799-12-31", "2201-01-01", "9999-12-31"])
def test_a_day_that_would_run_out_of_the_calendar_is_refused(day: str) -> None:
    with pytest.raises(BadFact):
        read("deferral.set", 1, {"rule": "r", "until": day, "reason": "x"})
